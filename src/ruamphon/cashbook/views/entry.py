from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from ruamphon.cashbook import actions, queries, rules
from ruamphon.cashbook.enums import Category, Direction
from ruamphon.cashbook.forms import EntryForm, ReverseForm, SlipsForm
from ruamphon.cashbook.models import CashEntry, CashSlip
from ruamphon.cashbook.views.common import entry_of, group_of, may_in
from ruamphon.core.files import serve
from ruamphon.core.text import Text
from ruamphon.core.web import attempt, let_in, number_in
from ruamphon.people.history import render_history
from ruamphon.programmes.views.common import kept_once, say_and_go

KEPT = {
    Direction.IN: Text("จดรับเงิน {amount} บาทแล้ว", "Money in: {amount} baht, written down."),
    Direction.OUT: Text("จดจ่ายเงิน {amount} บาทแล้ว", "Money out: {amount} baht, written down."),
}
TAKEN_BACK = Text("ยกเลิกรายการแล้ว ทั้งสองรายการยังอยู่ในสมุด", "Taken back. Both entries stay in the book.")
ADDED = Text("แนบรูปแล้ว", "The photo is added.")


@require_http_methods(["GET", "POST"])
def entry_new(request, pk, direction):
    """Money in or money out: how much, what for, and done. `?repeat=` fills in what an entry had."""
    group = group_of(request, pk)
    if direction not in set(Direction):
        raise Http404
    side = Direction(direction)
    rules.check_can_record(request.user, group)
    form = EntryForm(
        request.POST or None, request.FILES or None, direction=side, initial=_repeated(request, group, side)
    )
    if form.is_valid() and kept_once(
        form,
        lambda: actions.record(by=request.user, enterprise=group, direction=side, **form.cleaned_data),
    ):
        to = reverse("cashbook:month", args=[group.pk, form.result.month.key])
        return say_and_go(request, KEPT[side].format(amount=f"{form.result.amount:,}"), to)
    context = {"group": group, "form": form, "side": side, "is_in": side is Direction.IN}
    return render(request, "cashbook/entry_new.html", context)


def _repeated(request, group, side):
    """What the entry named in the address had, for a quick button; the day is today's."""
    if "opening" in request.GET and side is Direction.IN:
        return {"category": Category.OPENING}
    wanted = number_in(request.GET, "repeat")
    known = CashEntry.objects.of(group).filter(pk=wanted, direction=side, reverses=None).first()
    return {"amount": f"{known.amount:,}", "category": known.category, "note": known.note} if known else {}


@require_safe
def entry(request, pk):
    """One entry with its slips, and what took it back."""
    shown = entry_of(request, pk)
    context = {
        "entry": shown,
        "group": shown.enterprise,
        "label": Category(shown.category).label,
        "side": Direction(shown.direction).label,
        "is_in": shown.direction == Direction.IN,
        "slips": shown.slips.select_related("file"),
        "reversal": getattr(shown, "reversal", None),
        "may": may_in(request, shown.enterprise),
        "is_closed": _is_closed(shown),
    }
    return render(request, "cashbook/entry.html", context)


def _is_closed(entry):
    closed = queries.closed_through(entry.enterprise)
    return closed is not None and entry.month <= closed


@require_http_methods(["GET", "POST"])
def entry_reverse(request, pk):
    """Take a wrong entry back, with a reason."""
    shown = entry_of(request, pk)
    let_in(request, rules.check_can_record, shown.enterprise)
    form = ReverseForm(request.POST or None)
    if form.is_valid() and attempt(
        form, lambda: actions.reverse(by=request.user, entry=shown, **form.cleaned_data)
    ):
        return say_and_go(request, TAKEN_BACK, shown)
    context = {
        "entry": shown,
        "group": shown.enterprise,
        "form": form,
        "label": Category(shown.category).label,
        "is_closed": _is_closed(shown),
    }
    return render(request, "cashbook/entry_reverse.html", context)


@require_http_methods(["GET", "POST"])
def slip_new(request, pk):
    """Photos of the slip, after the entry."""
    shown = entry_of(request, pk)
    rules.check_can_record(request.user, shown.enterprise)
    form = SlipsForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        form = SlipsForm(request.POST, request.FILES)
        if form.is_valid() and attempt(
            form, lambda: actions.add_slips(by=request.user, entry=shown, **form.cleaned_data)
        ):
            return say_and_go(request, ADDED, shown)
    return render(
        request, "cashbook/slip_new.html", {"entry": shown, "group": shown.enterprise, "form": form}
    )


@require_safe
def slip(request, pk):
    """One slip, for whoever may see the book."""
    rows = CashSlip.objects.visible_to(request.user)
    return serve(get_object_or_404(rows.select_related("file"), pk=pk).file)


@require_safe
def entry_history(request, pk):
    """Who wrote an entry down, and who took it back."""
    shown = entry_of(request, pk)
    rules.check_can_read_history(request.user, shown.enterprise)
    title = Category(shown.category).label
    return render_history(request, record=shown, title=title, back=shown.get_absolute_url())
