from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from ruamphon.assessments import actions as assessments
from ruamphon.assessments import queries
from ruamphon.assessments import rules as assessing
from ruamphon.assessments.enums import RoundState
from ruamphon.core.text import Text
from ruamphon.core.web import attempt
from ruamphon.programmes import rules
from ruamphon.programmes.forms.round import RoundForm
from ruamphon.programmes.views.common import cohort_of, say_and_go

OPENED = Text(
    "เปิดรอบ “{title}” แล้ว ผู้ประเมินได้รับข้อความ", "The round “{title}” is open. The assessors have a message."
)
TONES = {RoundState.PLANNED: "info", RoundState.OPEN: "turn", RoundState.OVER: "neutral"}


@require_GET
def cohort_rounds(request, pk):
    """The assessment rounds of a cohort, the newest first."""
    cohort = cohort_of(request, pk)
    rows = queries.rounds_of(request.user, [cohort.scope_id], timezone.localdate())
    context = {
        "cohort": cohort,
        "rows": [(row, TONES[row.state]) for row in rows],
        "can_run": assessing.can_run_rounds(request.user, cohort.scope_id),
        "can_see_programme": rules.can_see_programme(request.user, cohort.programme),
    }
    return render(request, "programmes/cohort_rounds.html", context)


@require_http_methods(["GET", "POST"])
def round_new(request, pk):
    """Open a round for a cohort; not before the cohort's own first day."""
    cohort = cohort_of(request, pk)
    assessing.check_can_run_rounds(request.user, cohort.scope_id)
    form = RoundForm(request.POST or None, cohort=cohort)
    if form.is_valid() and attempt(form, lambda: _open(request, cohort, form.cleaned_data)):
        return say_and_go(request, OPENED.format(title=form.result.title), form.result)
    has_rubric = queries.rubrics_for(cohort.scope).exists()
    context = {"cohort": cohort, "form": form, "has_rubric": has_rubric}
    return render(request, "programmes/round_new.html", context)


def _open(request, cohort, values):
    return assessments.open_round(by=request.user, scope=cohort.scope, not_before=cohort.begins_on, **values)
