"""Development plans that wait: for the group, for an officer, or to be improved."""

from collections.abc import Iterator
from datetime import date

from django.db.models import F, QuerySet

from ruamphon.core.text import Text
from ruamphon.home.enums import WaitKind
from ruamphon.home.urgency import Waiting
from ruamphon.pathway.enums import PlanState
from ruamphon.pathway.models import PlanVersion
from ruamphon.pathway.times import local_day
from ruamphon.people.access import reaches
from ruamphon.people.enums import Permission, Role
from ruamphon.people.models import Account
from ruamphon.programmes.enums import EnrolmentState

IN_PROGRESS = (EnrolmentState.SELECTED, EnrolmentState.ACTIVE)
NOT_OF_THE_GROUP = (Role.STUDENT, Role.OFFICER, Role.MANAGER)
"""Who drafts plans but is not asked to bring the group to agree: members are, and the facilitator who sits with them."""
VERSION = Text("แผนพัฒนา ฉบับที่ {number}", "Development plan, version {number}")
PUT_BY = Text("ส่งโดย {name}", "Put before the group by {name}")
AGREED_BY = Text("{name} ตกลงในนามกลุ่ม", "Agreed for the group by {name}")
COHORT = "plan__enrolment__cohort__scope"
GROUP = "plan__enrolment__enterprise__scope"


def plans_returned(account: Account, rows: slice, _today: date) -> Iterator[Waiting]:
    """Drafts this person wrote last that somebody sent back."""
    back = _plans(account, PlanState.DRAFT).filter(
        reaches(account, Permission.PLAN_WRITE, GROUP),
        edited_by=account.person_id,
        returned_at__gt=F("edited_at"),
    )
    for version in back.order_by("returned_at", "pk")[rows]:
        since = local_day(version.returned_at or version.edited_at)
        yield _line(version, WaitKind.PLAN_BACK, "arrow-return-left", since, version.returned_reason)


def plans_to_agree(account: Account, rows: slice, _today: date) -> Iterator[Waiting]:
    """Plans before a group of this person, as a member or facilitator."""
    waiting = _plans(account, PlanState.PROPOSED).filter(
        reaches(account, Permission.PLAN_WRITE, GROUP, without=NOT_OF_THE_GROUP)
    )
    for version in waiting.select_related("proposed_by").order_by("proposed_at", "pk")[rows]:
        since = local_day(version.proposed_at or version.edited_at)
        name = version.proposed_by.name if version.proposed_by else ""
        yield _line(version, WaitKind.PLAN_TO_AGREE, "hand-thumbs-up", since, str(PUT_BY.format(name=name)))


def plans_to_approve(account: Account, rows: slice, _today: date) -> Iterator[Waiting]:
    """Plans their groups agreed to, for an officer who had no part in the agreement."""
    waiting = (
        _plans(account, PlanState.AGREED)
        .filter(reaches(account, Permission.PLAN_APPROVE, COHORT))
        .exclude(agreed_by=account.person_id)
        .exclude(agreed_for__isnull=False, agreed_for=account.person_id)
    )
    found = waiting.select_related("agreed_by", "agreed_for").order_by("agreed_at", "pk")
    for version in found[rows]:
        since = local_day(version.agreed_at or version.edited_at)
        name = version.agreed_with.name if version.agreed_with else ""
        yield _line(
            version, WaitKind.PLAN_TO_APPROVE, "clipboard-check", since, str(AGREED_BY.format(name=name))
        )


def _plans(account: Account, state: PlanState) -> QuerySet[PlanVersion]:
    rows = PlanVersion.objects.visible_to(account).filter(state=state, plan__enrolment__state__in=IN_PROGRESS)
    found: QuerySet[PlanVersion] = rows.select_related("plan__enrolment__enterprise")
    return found


def _line(version: PlanVersion, kind: WaitKind, icon: str, since: date, note: str) -> Waiting:
    return Waiting(
        kind=kind,
        title=VERSION.format(number=version.number),
        enterprise=version.plan.enrolment.enterprise.name,
        url=version.get_absolute_url(),
        icon=icon,
        since=since,
        note=note,
    )
