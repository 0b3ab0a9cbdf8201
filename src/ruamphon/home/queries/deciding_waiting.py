"""What waits for an officer at the two ends of a cohort: who joins, who graduates, and who is due to be looked in on."""

from collections.abc import Iterator
from datetime import date

from ruamphon.core.text import Text
from ruamphon.home.enums import WaitKind
from ruamphon.home.urgency import Waiting
from ruamphon.pathway.enums import GraduationState
from ruamphon.pathway.models import FollowUp, Graduation
from ruamphon.pathway.times import local_day
from ruamphon.people.access import reaches
from ruamphon.people.enums import Permission
from ruamphon.people.models import Account
from ruamphon.programmes.enums import EnrolmentState, SelectionOutcome, SelectionState
from ruamphon.programmes.models import Selection

BY = Text("เสนอโดย {name}", "Proposed by {name}")
GRADUATION = Text("จบโครงการ", "Graduation")
AFTER_YEARS = Text("ครบ {years} ปีหลังจบโครงการ", "{years} year(s) after graduation")


def selections_to_decide(account: Account, rows: slice, _today: date) -> Iterator[Waiting]:
    """Proposals to accept, list or refuse an applicant, made by somebody else, the oldest first."""
    waiting = (
        Selection.objects.visible_to(account)
        .filter(
            reaches(account, Permission.COHORT_MANAGE, "application__call__cohort__scope"),
            state=SelectionState.PROPOSED,
        )
        .exclude(proposed_by=account.person_id)
        .select_related("application__enterprise", "proposed_by")
        .order_by("proposed_at", "pk")
    )
    for selection in waiting[rows]:
        yield Waiting(
            kind=WaitKind.SELECTION,
            title=SelectionOutcome(selection.proposed_outcome).label,
            enterprise=selection.application.enterprise.name,
            url=selection.get_absolute_url(),
            icon="inboxes",
            since=local_day(selection.proposed_at),
            note=str(BY.format(name=selection.proposed_by.name)),
        )


def graduations_to_decide(account: Account, rows: slice, _today: date) -> Iterator[Waiting]:
    """Proposals that a group graduates, made by somebody else, the oldest first."""
    waiting = (
        Graduation.objects.visible_to(account)
        .filter(
            reaches(account, Permission.GATE_DECIDE, "enrolment__cohort__scope"),
            state=GraduationState.PROPOSED,
        )
        .exclude(proposed_by=account.person_id)
        .exclude(enrolment__state=EnrolmentState.LEFT)
        .select_related("enrolment__enterprise", "proposed_by")
        .order_by("proposed_at", "pk")
    )
    for graduation in waiting[rows]:
        yield Waiting(
            kind=WaitKind.GRADUATION,
            title=GRADUATION,
            enterprise=graduation.enrolment.enterprise.name,
            url=graduation.get_absolute_url(),
            icon="award",
            since=local_day(graduation.proposed_at),
            note=str(BY.format(name=graduation.proposed_by.name)),
        )


def follow_ups_due(account: Account, rows: slice, today: date) -> Iterator[Waiting]:
    """Graduated groups whose follow-up is due, or soon, and not done, the nearest day first."""
    waiting = (
        FollowUp.objects.visible_to(account)
        .filter(reaches(account, Permission.COHORT_MANAGE, "enrolment__cohort__scope"))
        .of_graduates()
        .due_by(today)
        .not_done()
        .select_related("enrolment__enterprise")
        .order_by("due_on", "pk")
    )
    for follow_up in waiting[rows]:
        yield Waiting(
            kind=WaitKind.FOLLOW_UP,
            title=AFTER_YEARS.format(years=follow_up.years),
            enterprise=follow_up.enrolment.enterprise.name,
            url=follow_up.get_absolute_url(),
            icon="binoculars",
            since=follow_up.due_on,
            due_on=follow_up.due_on,
        )
