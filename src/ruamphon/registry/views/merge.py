from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ruamphon.core.text import Text
from ruamphon.core.web import attempt
from ruamphon.people.history import render_history
from ruamphon.people.history_words import say_table
from ruamphon.registry import actions, rules
from ruamphon.registry.comparing import compare, reach_beyond
from ruamphon.registry.forms.merge import MergeForm, UndoForm
from ruamphon.registry.merging import plan_merge, written_since
from ruamphon.registry.models import Enterprise, Merge
from ruamphon.registry.pairs import find_duplicates, known_groups, reasons_for
from ruamphon.registry.views.common import done

MERGED = Text("รวมเป็นกลุ่มเดียวแล้ว รหัสเดิมยังเปิดได้", "They are one group now. The old code still leads here.")
UNDONE = Text("ยกเลิกการรวมแล้ว ทุกอย่างกลับไปอยู่ที่เดิม", "The merge is undone. Everything is back where it was.")
APART = Text("บันทึกแล้วว่าเป็นคนละกลุ่ม จะไม่ขึ้นคู่นี้อีก", "Noted: they are two groups. The pair will not come up again.")
MOST_LISTED = 40


@require_GET
def duplicates(request):
    """Pairs of groups in the officer's reach that are likely one, with the reasons."""
    rules.check_can_find_duplicates(request.user)
    found = find_duplicates(request.user)
    numbers = {number for pair in found.pairs for number in (pair.first, pair.second)}
    groups = Enterprise.objects.in_bulk(numbers)
    rows = [(groups[pair.first], groups[pair.second], pair.reasons) for pair in found.pairs]
    return render(request, "registry/duplicates.html", {"found": found, "rows": rows})


@require_GET
def duplicate(request, first, second):
    """Two groups side by side: one and the same, or two?"""
    one, other = _both(request, first, second)
    known, also = known_groups(request.user, [one, other])
    context = {
        "first": one,
        "second": other,
        "reasons": reasons_for(known, also),
        "rows": compare(request.user, one, other),
    }
    return render(request, "registry/duplicate.html", context)


@require_POST
def duplicate_not_same(request, first, second):
    """Remember that they are two."""
    one, other = _both(request, first, second)
    actions.tell_apart(by=request.user, one=one, other=other)
    messages.success(request, str(APART))
    return redirect("registry:duplicates")


@require_http_methods(["GET", "POST"])
def duplicate_merge(request, kept, gone):
    """What would move, who would see more, and the reason; then they are one."""
    one, other = _both(request, kept, gone)
    form = MergeForm(request.POST or None)
    if form.is_valid() and attempt(
        form, lambda: actions.merge_enterprises(by=request.user, kept=one, gone=other, **form.cleaned_data)
    ):
        return done(request, MERGED, "merge", form.result.pk)
    plan = plan_merge(one, other, timezone.now())
    context = {
        "kept": one,
        "gone": other,
        "form": form,
        "counted": plan.counted(),
        "twins": _named(plan.twins),
        "clashes": _named(plan.clashes),
        "gains": reach_beyond(other, one),
        "keepers": reach_beyond(one, other),
    }
    return render(request, "registry/duplicate_merge.html", context)


@require_GET
def merge(request, pk):
    """What was merged, by whom and why; what moved; whether it can still be undone."""
    shown = _merge(request, pk)
    can_undo = not shown.undone_at and rules.can_undo_merge(request.user, shown)
    context = {
        "merge": shown,
        "counted": _counted(shown),
        "can_undo": can_undo,
        "in_the_way": written_since(shown)[:MOST_LISTED] if can_undo else [],
        "can_read_history": rules.can_read_history(request.user, shown.kept.scope_id),
    }
    return render(request, "registry/merge.html", context)


@require_http_methods(["GET", "POST"])
def merge_undo(request, pk):
    """Undo with a reason; what was written since stands in the way and is listed."""
    shown = _merge(request, pk)
    rules.check_can_undo_merge(request.user, shown)
    form = UndoForm(request.POST or None)
    if form.is_valid() and attempt(
        form, lambda: actions.undo_merge(by=request.user, merge=shown, **form.cleaned_data)
    ):
        return done(request, UNDONE, "merge", pk)
    in_the_way = [] if shown.undone_at else written_since(shown)[:MOST_LISTED]
    context = {"merge": shown, "form": form, "in_the_way": in_the_way}
    return render(request, "registry/merge_undo.html", context)


@require_GET
def merge_history(request, pk):
    """The history of the record that was merged away: it stays its own."""
    shown = _merge(request, pk)
    rules.check_can_read_history(request.user, shown.kept.scope_id)
    return render_history(request, record=shown.gone, title=shown.gone.name, back=shown.get_absolute_url())


def _both(request, first, second):
    """Two different groups on which the account may decide, with what the comparison shows."""
    seen = Enterprise.objects.visible_to(request.user).select_related("subdistrict")
    one, other = (get_object_or_404(seen, pk=pk) for pk in (first, second))
    if one == other:
        raise Http404
    rules.check_can_merge(request.user, one, other)
    return one, other


def _merge(request, pk):
    """A merge whose kept group the account may see."""
    kept = Enterprise.objects.visible_to(request.user)
    rows = Merge.objects.select_related("kept", "gone", "merged_by", "undone_by")
    return get_object_or_404(rows.filter(kept__in=kept), pk=pk)


def _counted(shown):
    tables = [table for table, *_ in shown.moves if table != "registry.enterprise"]
    return [(say_table(table), tables.count(table)) for table in dict.fromkeys(tables)]


def _named(rows):
    return [(say_table(row._meta.label_lower), str(row)) for row in rows[:MOST_LISTED]]  # noqa: SLF001 — documented API
