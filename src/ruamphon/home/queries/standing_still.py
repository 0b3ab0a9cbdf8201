"""Groups that stand still, for those who plan their work: a line a group, the longest first."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse

from ruamphon.home.enums import WaitKind
from ruamphon.home.urgency import Waiting
from ruamphon.pathway.queries.stalls import stalls_of
from ruamphon.people.access import permissions_anywhere
from ruamphon.people.enums import Permission
from ruamphon.people.models import Account
from ruamphon.programmes.enums import CohortState
from ruamphon.programmes.models import Enrolment

MOST_LOOKED_AT = 200
"""Groups asked about for one page, those longest in their cohort first: judging each takes time."""


def groups_standing_still(account: Account, rows: slice, today: date) -> Iterator[Waiting]:
    """Groups whose tasks this person assigns, with the longest stall of each and its next step.

    The step's page is an officer's; to the others the group's roadmap opens.
    """
    may = permissions_anywhere(account)
    if Permission.TASK_ASSIGN not in may:
        return
    reached = list(_groups(account)[: MOST_LOOKED_AT + 1])
    groups = reached[:MOST_LOOKED_AT]
    stalls = stalls_of(groups, today)
    found = [(each, stalls[each.pk][0]) for each in groups if stalls[each.pk]]
    found.sort(key=lambda pair: (-pair[1].days, pair[0].pk))
    for enrolment, stall in found[rows]:
        yield Waiting(
            kind=WaitKind.STALL,
            title=stall.step,
            enterprise=enrolment.enterprise.name,
            url=stall.url
            if Permission.GATE_PROPOSE in may
            else reverse("pathway:roadmap", args=[enrolment.pk]),
            icon="hourglass-split",
            since=stall.since,
            note=str(stall.reason),
            is_partial=len(reached) > MOST_LOOKED_AT,
        )


def _groups(account: Account):
    rows = Enrolment.objects.acted_on_by(account, Permission.TASK_ASSIGN).in_progress()
    running = rows.filter(cohort__state=CohortState.RUNNING)
    return running.select_related("enterprise", "cohort__playbook").order_by("enrolled_on", "pk")
