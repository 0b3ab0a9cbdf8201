"""Bringing a group into a cohort, and what happens to it there."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from ruamphon.core import audit, thai_dates
from ruamphon.core.refusals import Impossible
from ruamphon.core.text import Text
from ruamphon.people.actions import end_link, link_scopes
from ruamphon.people.models import Account, ScopeLink
from ruamphon.programmes.actions.task import cancel_open_tasks
from ruamphon.programmes.actions.team import end_running_teams
from ruamphon.programmes.enums import EnrolmentState, LeavingReason
from ruamphon.programmes.models import Cohort, Enrolment
from ruamphon.programmes.rules.cohort import no_room
from ruamphon.programmes.states import ENROLMENT_MOVES, check_move
from ruamphon.registry.models import Enterprise

ALREADY_IN = Text(
    "{enterprise} อยู่ใน{cohort}อยู่แล้ว เปิดหน้าของกลุ่มเพื่อดูสถานะ",
    "{enterprise} is already in {cohort}. Open the group's page to see how it stands.",
)
LEFT_BEFORE = Text(
    "{enterprise} เคยออกจาก{cohort} เปิดหน้าการเข้าร่วมของกลุ่มแล้วเปลี่ยนสถานะกลับเป็น “กำลังพัฒนา”",
    "{enterprise} left {cohort} before. Open its enrolment and set it back to “Active”.",
)
INVENTED = Text(
    "กลุ่มตัวอย่างกับโครงการจริงอยู่ด้วยกันไม่ได้ เลือกกลุ่มอื่น",
    "An invented group and a real programme cannot be mixed. Choose another group.",
)
NEEDS_REASON = Text(
    "เขียนสั้น ๆ ว่าทำไมกลุ่มจึงออก เพื่อให้คนที่มาทีหลังเข้าใจ",
    "Write in a few words why the group leaves, so that those who come later understand.",
)
ENDS_BEFORE = Text(
    "วันที่นี้อยู่ก่อนวันที่เข้าร่วม ({enrolled}) เลือกวันที่ช้ากว่านั้น",
    "This day is before the group joined ({enrolled}). Choose a later one.",
)

_OVER = (EnrolmentState.GRADUATED, EnrolmentState.LEFT)


@transaction.atomic
def enrol_enterprise(
    *,
    by: Account | None,
    cohort: Cohort,
    enterprise: Enterprise,
    enrolled_on: date | None,
) -> Enrolment:
    """Take an enterprise into a cohort as selected, and put its scope inside the cohort's and the programme's.

    Raises Impossible when the cohort is closed or full, the enterprise is or was in it, or a real and an
    invented record would meet.
    """
    cohort = Cohort.objects.select_for_update().select_related("programme__scope", "scope").get(pk=cohort.pk)
    _check_not_enrolled(cohort, enterprise)
    _check_room(cohort)
    if cohort.programme.is_demo != enterprise.is_demo:
        raise Impossible(INVENTED, "enterprise")
    enrolment = Enrolment.objects.create(cohort=cohort, enterprise=enterprise, enrolled_on=enrolled_on)
    _put_inside(by, enrolment)
    audit.record(
        by=by,
        action="enrol_enterprise",
        subject=enrolment,
        scope_id=enterprise.scope_id,
        changes={
            "cohort": (None, cohort),
            "enterprise": (None, enterprise),
            "state": (None, enrolment.state),
            "enrolled_on": (None, enrolled_on),
        },
    )
    return enrolment


@transaction.atomic
def change_enrolment_state(
    *,
    by: Account | None,
    enrolment: Enrolment,
    state: EnrolmentState,
    reason: str = "",
    leaving: LeavingReason | None = None,
    on: date | None = None,
) -> Enrolment:
    """Start, graduate, leave, or come back; `on` (today if not given) is the day it ended.

    Leaving needs a reason in words, of the kind `leaving`. Leaving and graduating end the group's teams with all
    their access and cancel its open tasks; leaving also takes its scope out of the cohort's that second, while the
    programme's officers keep seeing it. Coming back puts it in again, if there is room.
    Raises Impossible for a step the state table does not have.
    """
    cohort = Cohort.objects.select_for_update().get(pk=enrolment.cohort_id)
    enrolment = (
        Enrolment.objects.select_for_update(of=("self",))
        .select_related("cohort__programme__scope", "cohort__scope", "enterprise__scope")
        .get(pk=enrolment.pk)
    )
    before, after = EnrolmentState(enrolment.state), EnrolmentState(state)
    check_move(ENROLMENT_MOVES, before, after, field="state")
    values = _state_values(enrolment, after, reason.strip(), on) | _leaving(after, leaving)
    if before == EnrolmentState.LEFT:
        _check_room(cohort)
    changes = audit.changed(enrolment, **values)
    audit.apply(enrolment, changes)
    _move_access(by, enrolment, before, after, reason)
    audit.record(
        by=by,
        action="change_enrolment_state",
        subject=enrolment,
        scope_id=enrolment.enterprise.scope_id,
        changes=changes,
        reason=reason.strip(),
    )
    return enrolment


def _state_values(
    enrolment: Enrolment, after: EnrolmentState, reason: str, on: date | None
) -> dict[str, object]:
    leaves = after == EnrolmentState.LEFT
    if leaves and not reason:
        raise Impossible(NEEDS_REASON, "reason")
    ended_on = (on or timezone.localdate()) if after in _OVER else None
    if ended_on and enrolment.enrolled_on and ended_on < enrolment.enrolled_on:
        raise Impossible(ENDS_BEFORE.format(enrolled=thai_dates.text(enrolment.enrolled_on)), "on")
    return {"state": after, "ended_on": ended_on, "left_reason": reason if leaves else ""}


def _leaving(after: EnrolmentState, leaving: LeavingReason | None) -> dict[str, object]:
    return {"leaving": leaving or "" if after == EnrolmentState.LEFT else ""}


def _move_access(
    by: Account | None, enrolment: Enrolment, before: EnrolmentState, after: EnrolmentState, reason: str
) -> None:
    if after in _OVER:
        why = reason.strip() or after.label.th
        end_running_teams(by=by, enrolment=enrolment, reason=why)
        cancel_open_tasks(by=by, enrolment=enrolment, reason=why)
    if after == EnrolmentState.LEFT:
        _take_out(by, enrolment, reason)
    elif before == EnrolmentState.LEFT:
        _put_inside(by, enrolment)


def _put_inside(by: Account | None, enrolment: Enrolment) -> None:
    cohort, inner = enrolment.cohort, enrolment.enterprise.scope
    link_scopes(by=by, outer=cohort.scope, inner=inner, reason="enrol_enterprise")
    link_scopes(by=by, outer=cohort.programme.scope, inner=inner, reason="enrol_enterprise")


def _take_out(by: Account | None, enrolment: Enrolment, reason: str) -> None:
    links = ScopeLink.objects.running().filter(
        outer=enrolment.cohort.scope_id, inner=enrolment.enterprise.scope_id
    )
    for link in links:
        end_link(by=by, link=link, reason=reason)


def _check_not_enrolled(cohort: Cohort, enterprise: Enterprise) -> None:
    there = Enrolment.objects.filter(cohort=cohort, enterprise=enterprise).first()
    if there:
        sentence = LEFT_BEFORE if there.state == EnrolmentState.LEFT else ALREADY_IN
        raise Impossible(sentence.format(enterprise=enterprise.name, cohort=cohort.name), "enterprise")


def _check_room(cohort: Cohort) -> None:
    reason = no_room(cohort)
    if reason:
        raise Impossible(reason)
