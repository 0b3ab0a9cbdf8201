from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from ruamphon.core.text import Text
from ruamphon.core.web import attempt
from ruamphon.people.access import has_permission
from ruamphon.people.enums import Permission
from ruamphon.programmes import actions, queries, rules
from ruamphon.programmes.enums import DeliverableState
from ruamphon.programmes.forms import EnrolmentStateForm
from ruamphon.programmes.models import Activity, Task, Team
from ruamphon.programmes.views.common import (
    DELIVERABLE_TONES,
    ENROLMENT_TONES,
    enrolment_of,
    history_of,
    say_and_go,
)
from ruamphon.programmes.views.team import team_card

LATEST = 20
CHANGED = Text("ตอนนี้ {enterprise} “{state}”", "{enterprise} is now “{state}”.")


@require_GET
def enrolment(request, pk):
    """One group in one cohort: what to do, who helps, what was made, what took place."""
    shown = enrolment_of(request, pk)
    today = timezone.localdate()
    context = {
        "enrolment": shown,
        "tone": ENROLMENT_TONES[shown.state],
        "teams": [team_card(team, today) for team in _teams(request, shown)],
        "activities": _activities(request, shown),
        "deliverables": [
            (row, DELIVERABLE_TONES[DeliverableState(row.deliverable.state)])
            for row in queries.deliverable_rows(shown, request.user)
        ],
        "tasks": Task.objects.visible_to(request.user).filter(enrolment=shown).open().select_related("owner"),
        **_what_may_be_done(request.user, shown),
    }
    return render(request, "programmes/enrolment.html", context)


def _teams(request, enrolment):
    return (
        Team.objects.visible_to(request.user)
        .filter(enrolment=enrolment)
        .select_related("organisation")
        .prefetch_related("members__person")
    )


def _activities(request, enrolment):
    seen = Activity.objects.visible_to(request.user).filter(enrolments=enrolment)
    return seen.select_related("recorded_by").prefetch_related("photos")[:LATEST]


def _what_may_be_done(account, enrolment):
    scope_id = enrolment.enterprise.scope_id
    return {
        "can_see_cohort": rules.can_see_cohort(account, enrolment.cohort),
        "can_change": rules.allows(rules.check_can_change_enrolment, account, enrolment),
        "can_form_team": rules.allows(rules.check_can_form_team, account, enrolment),
        "can_record": rules.allows(rules.check_can_record, account, enrolment),
        "can_write": rules.allows(rules.check_can_write, account, enrolment),
        "can_assign": rules.allows(rules.check_can_assign, account, enrolment),
        "can_read_deliverables": has_permission(account, Permission.DELIVERABLE_READ, scope_id),
        "can_read_history": has_permission(account, Permission.HISTORY_READ, scope_id),
    }


@require_http_methods(["GET", "POST"])
def enrolment_state(request, pk):
    """Start, graduate, leave, or come back."""
    shown = enrolment_of(request, pk)
    rules.check_can_change_enrolment(request.user, shown)
    form = EnrolmentStateForm(request.POST or None, enrolment=shown)
    if form.is_valid() and attempt(
        form, lambda: actions.change_enrolment_state(by=request.user, enrolment=shown, **form.cleaned_data)
    ):
        said = CHANGED.format(enterprise=shown.enterprise.name, state=form.cleaned_data["state"].label)
        return say_and_go(request, said, shown)
    return render(request, "programmes/enrolment_state.html", {"enrolment": shown, "form": form})


@require_GET
def enrolment_history(request, pk):
    """Who changed this enrolment, and when."""
    shown = enrolment_of(request, pk)
    title = Text(
        f"{shown.enterprise.name.th} · {shown.cohort.name.th}",
        f"{shown.enterprise.name.en} · {shown.cohort.name.en}",
    )
    return history_of(request, shown, scope_id=shown.enterprise.scope_id, title=title)
