"""Programmes, cohorts and enrolments."""

from ruamphon.core.refusals import TooLate
from ruamphon.core.text import Text
from ruamphon.people.access import check_permission, has_permission
from ruamphon.people.enums import Permission
from ruamphon.people.models import Account
from ruamphon.programmes.enums import CohortState
from ruamphon.programmes.models import Cohort, Enrolment, Programme

CLOSED = Text(
    "{cohort} ปิดแล้ว จึงรับกลุ่มเพิ่มไม่ได้ เลือกรุ่นที่ยังเปิดอยู่ หรือเปิดรุ่นนี้อีกครั้งก่อน",
    "{cohort} is closed, so it takes no more groups. Choose an open cohort, or reopen this one first.",
)
FULL = Text(
    "{cohort} รับครบ {seats} กลุ่มแล้ว เพิ่มจำนวนที่รับก่อน หรือเลือกรุ่นอื่น",
    "{cohort} has all its {seats} groups. Raise the number of seats first, or choose another cohort.",
)


def can_see_programme(account: Account, programme: Programme) -> bool:
    """Whether the programme's own page opens for this account."""
    return has_permission(account, Permission.PROGRAMME_READ, programme.scope_id)


def can_see_cohort(account: Account, cohort: Cohort) -> bool:
    """Whether the cohort's own page opens for this account."""
    return has_permission(account, Permission.PROGRAMME_READ, cohort.scope_id)


def check_can_open_cohort(account: Account, programme: Programme) -> None:
    """Opening a cohort asks for `cohort_manage` on the programme."""
    check_permission(account, Permission.COHORT_MANAGE, programme.scope_id)


def check_can_manage_cohort(account: Account, cohort: Cohort) -> None:
    """Editing a cohort asks for `cohort_manage` on it."""
    check_permission(account, Permission.COHORT_MANAGE, cohort.scope_id)


def check_can_enrol(account: Account, cohort: Cohort) -> None:
    """Enrolling asks for `cohort_manage` on the cohort, which must not be closed and must have a seat left."""
    check_can_manage_cohort(account, cohort)
    reason = no_room(cohort)
    if reason:
        raise TooLate(reason)


def no_room(cohort: Cohort) -> Text | None:
    """Why a cohort takes no more groups, or None when it does."""
    if cohort.state == CohortState.CLOSED:
        return CLOSED.format(cohort=cohort.name)
    if cohort.seats_left() == 0:
        return FULL.format(cohort=cohort.name, seats=cohort.seats)
    return None


def check_can_change_enrolment(account: Account, enrolment: Enrolment) -> None:
    """Starting, graduating or leaving asks for `cohort_manage` on the cohort."""
    check_permission(account, Permission.COHORT_MANAGE, enrolment.cohort.scope_id)
