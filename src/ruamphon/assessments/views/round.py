from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from ruamphon.assessments import actions, queries, rules
from ruamphon.assessments.forms import DueDayForm
from ruamphon.assessments.models import Round
from ruamphon.assessments.views.common import TONES, done, form_page, reads_history
from ruamphon.core.text import Text
from ruamphon.core.web import attempt
from ruamphon.people.access import check_permission
from ruamphon.people.enums import Permission
from ruamphon.people.history import render_history

MOVED = Text("เปลี่ยนวันสุดท้ายของรอบแล้ว", "The last day of the round is changed.")
DUE_HEADING = Text("เลื่อนวันสุดท้าย", "Move the last day")
DUE_WORDS = Text(
    "หลังวันนี้ผู้ประเมินจะส่งผลไม่ได้ เลื่อนออกไปได้ถ้ายังมีคนที่ยังไม่ส่ง",
    "After this day nothing more is taken. Move it when somebody still has to hand in.",
)
SAVE = Text("บันทึกวันสุดท้าย", "Save the last day")


def _visible(request, pk):
    rows = Round.objects.visible_to(request.user).select_related("rubric", "scope", "opened_by")
    return get_object_or_404(rows.prefetch_related("rubric__items"), pk=pk)


@require_GET
def round_(request, pk):
    """A round: who has still to answer, and what came out for each group."""
    held = _visible(request, pk)
    today = timezone.localdate()
    state, runs = held.state(today), rules.can_run_rounds(request.user, held.scope_id)
    rows = queries.group_rows(held, request.user, on=today, runs=runs)
    context = {
        "held": held,
        "state": state,
        "tone": TONES[state],
        "rows": rows,
        "loads": queries.load_rows(held),
        "asked": sum(row.result.asked for row in rows),
        "handed_in": sum(row.result.assessors for row in rows),
        "can_run": runs,
        "can_read_history": reads_history(request, held.scope_id),
    }
    return render(request, "assessments/round.html", context)


@require_http_methods(["GET", "POST"])
def round_due(request, pk):
    """Give a round another last day."""
    held = _visible(request, pk)
    rules.check_can_run_rounds(request.user, held.scope_id)
    form = DueDayForm(request.POST or None, initial={"due_on": held.due_on})
    if form.is_valid() and attempt(
        form, lambda: actions.move_due_day(by=request.user, held=held, **form.cleaned_data)
    ):
        return done(request, MOVED, held)
    return form_page(
        request,
        form,
        heading=DUE_HEADING,
        words=DUE_WORDS,
        eyebrow=held.title,
        back=held.get_absolute_url(),
        button=SAVE,
    )


@require_GET
def round_history(request, pk):
    """Who did what with a round."""
    held = _visible(request, pk)
    check_permission(request.user, Permission.HISTORY_READ, held.scope_id)
    return render_history(
        request, record=held, title=held.title, back=reverse("assessments:round", args=[held.pk])
    )
