"""Graduating a group: one officer proposes, another decides on how things stand that day."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from ruamphon.core import audit
from ruamphon.core.refusals import Impossible
from ruamphon.core.text import Text
from ruamphon.pathway.actions.follow_ups import schedule_follow_ups
from ruamphon.pathway.actions.gates import REASON_NEEDED
from ruamphon.pathway.domain.readiness import Readiness
from ruamphon.pathway.enums import GraduationOutcome, GraduationState
from ruamphon.pathway.models import Graduation
from ruamphon.pathway.queries.readiness import readiness_for
from ruamphon.pathway.rules.graduation import (
    check_can_decide_graduation,
    check_can_propose_graduation,
    check_can_withdraw_graduation,
)
from ruamphon.pathway.states import GRADUATION_TRANSITIONS, may_move
from ruamphon.pathway.times import told
from ruamphon.people.enums import Permission
from ruamphon.people.models import Account
from ruamphon.people.outbox.actions import tell
from ruamphon.people.outbox.enums import MessageKind
from ruamphon.programmes import actions as programmes_actions
from ruamphon.programmes.enums import EnrolmentState
from ruamphon.programmes.models import Enrolment
from ruamphon.programmes.queries.people import people_around, people_with
from ruamphon.programmes.states import ENROLMENT_MOVES, check_move

MISSING = Text(
    "วันนี้ยังขาด {n} ข้อ: {items} ถ้าให้จบทั้งที่ยังไม่ครบ เขียนเหตุผลของข้อยกเว้นด้วย ทุกคนจะเห็นเหตุผลนี้",
    "{n} item is missing today: {items}. To graduate the group all the same, give the reason for the exception; "
    "everybody will see it."
    "||{n} items are missing today: {items}. To graduate the group all the same, give the reason for the exception; "
    "everybody will see it.",
)
MISSING_NOW = Text(
    "วันนี้ยังขาด {n} ข้อ: {items} และข้อเสนอนี้ไม่ได้ขอข้อยกเว้น เลือก “ยังไม่จบ” แล้วให้เสนอใหม่พร้อมเหตุผล",
    "{n} item is missing today: {items}, and this proposal asks for no exception. Choose “Not yet”; it can be proposed "
    "again with the reason."
    "||{n} items are missing today: {items}, and this proposal asks for no exception. Choose “Not yet”; it can be "
    "proposed again with the reason.",
)
NO_EXCEPTION = Text(
    "วันนี้ครบทุกข้อแล้ว ไม่ต้องขอข้อยกเว้น ลบเหตุผลของข้อยกเว้นออก",
    "Nothing is missing today, so no exception is needed. Take its reason out.",
)
ALREADY_PROPOSED = Text(
    "{name} เสนอให้กลุ่มนี้จบไว้แล้วเมื่อ {when} และยังรอตัดสินอยู่",
    "{name} proposed on {when} that this group graduates; it is waiting for a decision.",
)
ALREADY_DECIDED = Text(
    "เรื่องนี้ตัดสินไปแล้วโดย {name} เมื่อ {when} ผลคือ “{outcome}”",
    "This was decided already by {name} on {when}: “{outcome}”.",
)
CANNOT = Text(
    "ตอนนี้เรื่องนี้อยู่ในสถานะ “{state}” จึงทำไม่ได้ เปิดหน้านี้ใหม่เพื่อดูล่าสุด",
    "This is “{state}” now, so that cannot be done. Open the page again to see it.",
)
DAY_NEEDED = Text("ใส่วันที่จบโครงการ", "Enter the day of graduation.")
ABOUT = Text("{enterprise} · {cohort}", "{enterprise} · {cohort}")


@transaction.atomic
def propose_graduation(
    *, by: Account, enrolment: Enrolment, reason: str, override_reason: str = ""
) -> Graduation:
    """Propose that a group graduates, for another officer to decide.

    Raises Refused, or Impossible when the group is not active, a proposal is open (by whom and since when), or items
    are missing today and no reason for an exception is given.
    """
    enrolment = _locked_enrolment(enrolment.pk)
    check_can_propose_graduation(by, enrolment)
    check_move(ENROLMENT_MOVES, EnrolmentState(enrolment.state), EnrolmentState.GRADUATED)
    _check_no_open_proposal(enrolment)
    _check_reason(reason)
    ready = readiness_for(enrolment, timezone.localdate())
    _check_exception(ready, override_reason.strip())
    graduation = Graduation.objects.create(
        enrolment=enrolment,
        proposed_by=by.person,
        proposal_reason=reason.strip(),
        override_reason=override_reason.strip(),
    )
    changes = {"override_reason": (None, override_reason.strip())} if override_reason.strip() else {}
    _record(by, "propose_graduation", graduation, changes, reason.strip())
    _tell(by, graduation, MessageKind.GRADUATION_PROPOSED, people_with(enrolment, Permission.GATE_DECIDE))
    return graduation


@transaction.atomic
def withdraw_graduation(*, by: Account, graduation: Graduation, reason: str) -> Graduation:
    """Take a proposal back before it is decided, with a reason."""
    graduation = _locked(graduation)
    check_can_withdraw_graduation(by, graduation)
    _check_undecided(graduation, GraduationState.WITHDRAWN)
    _check_reason(reason)
    changes = audit.changed(
        graduation,
        state=GraduationState.WITHDRAWN,
        closed_by=by.person,
        closed_at=timezone.now(),
        closed_reason=reason.strip(),
    )
    audit.apply(graduation, changes)
    _record(by, "withdraw_graduation", graduation, changes, reason.strip())
    return graduation


@transaction.atomic
def decide_graduation(
    *,
    by: Account,
    graduation: Graduation,
    outcome: GraduationOutcome,
    reason: str = "",
    graduated_on: date | None = None,
) -> Graduation:
    """Decide, as somebody other than the proposer, whether a group graduates.

    The items as they stand now stay with the decision. Graduating ends the group's teams with their access, cancels
    its open tasks, and schedules follow-ups one, two and three years later. "Not yet" needs a reason. Raises Refused,
    or Impossible when it is decided already (by whom and when), or items are missing and no exception was asked for.
    """
    graduation = _locked(graduation)
    _check_undecided(graduation, GraduationState.DECIDED)
    check_can_decide_graduation(by, graduation)
    ready = readiness_for(graduation.enrolment, timezone.localdate())
    graduates = outcome == GraduationOutcome.GRADUATES
    if graduates:
        _check_can_graduate(graduation, ready, graduated_on)
    else:
        _check_reason(reason)
    changes = audit.changed(
        graduation,
        state=GraduationState.DECIDED,
        outcome=outcome,
        decision_reason=reason.strip(),
        decided_by=by.person,
        decided_at=timezone.now(),
        graduated_on=graduated_on if graduates else None,
    )
    audit.apply(graduation, {**changes, "record": (None, _recorded(ready))})
    _record(by, "decide_graduation", graduation, changes, reason.strip())
    people = [graduation.proposed_by_id, *people_around(graduation.enrolment)]
    _tell(by, graduation, MessageKind.GRADUATION_DECIDED, people)
    if graduates and graduated_on:
        programmes_actions.change_enrolment_state(
            by=by, enrolment=graduation.enrolment, state=EnrolmentState.GRADUATED, on=graduated_on
        )
        schedule_follow_ups(by=by, enrolment=graduation.enrolment, graduated_on=graduated_on)
    return graduation


def _recorded(ready: Readiness) -> dict[str, Any]:
    """The items as a decision keeps them, in both languages."""
    items = [
        {
            "code": item.code,
            "met": item.is_met,
            "label": {"th": item.label.th, "en": item.label.en},
            "reason": {"th": item.reason.th, "en": item.reason.en},
        }
        for item in ready.items
    ]
    return {"on": timezone.localdate().isoformat(), "items": items}


def _locked_enrolment(pk: int) -> Enrolment:
    rows = Enrolment.objects.select_for_update(of=("self",)).select_related(
        "enterprise__scope", "cohort__playbook", "cohort__programme", "cohort__scope"
    )
    found: Enrolment = rows.get(pk=pk)
    return found


def _locked(graduation: Graduation) -> Graduation:
    """The enrolment first, then the proposal: everything here takes its locks in this order."""
    enrolment = _locked_enrolment(graduation.enrolment_id)
    rows = Graduation.objects.select_for_update(of=("self",)).select_related("proposed_by", "decided_by")
    found: Graduation = rows.get(pk=graduation.pk)
    found.enrolment = enrolment
    return found


def _check_no_open_proposal(enrolment: Enrolment) -> None:
    waiting = (
        enrolment.graduations.filter(state=GraduationState.PROPOSED).select_related("proposed_by").first()
    )
    if waiting:
        raise Impossible(
            ALREADY_PROPOSED.format(name=waiting.proposed_by.name, when=told(waiting.proposed_at))
        )


def _check_reason(reason: str) -> None:
    if not reason.strip():
        raise Impossible(REASON_NEEDED, "reason")


def _check_exception(ready: Readiness, override_reason: str) -> None:
    if ready.missing and not override_reason:
        raise Impossible(_named(MISSING, ready), "override_reason")
    if override_reason and not ready.missing:
        raise Impossible(NO_EXCEPTION, "override_reason")


def _check_can_graduate(graduation: Graduation, ready: Readiness, graduated_on: date | None) -> None:
    if ready.missing and not graduation.override_reason:
        raise Impossible(_named(MISSING_NOW, ready), "outcome")
    if graduated_on is None:
        raise Impossible(DAY_NEEDED, "graduated_on")


def _named(sentence: Text, ready: Readiness) -> Text:
    missing = [item.label for item in ready.missing]
    items = Text(", ".join(label.th for label in missing), ", ".join(label.en for label in missing))
    return sentence.format(n=len(missing), items=items)


def _check_undecided(graduation: Graduation, after: GraduationState) -> None:
    if graduation.decided_by and graduation.decided_at:
        outcome = GraduationOutcome(graduation.outcome).label
        name, when = graduation.decided_by.name, told(graduation.decided_at)
        raise Impossible(ALREADY_DECIDED.format(name=name, when=when, outcome=outcome))
    before = GraduationState(graduation.state)
    if not may_move(GRADUATION_TRANSITIONS, before=before, after=after):
        raise Impossible(CANNOT.format(state=before.label))


def _tell(by: Account, graduation: Graduation, kind: MessageKind, people: Iterable[int]) -> None:
    enrolment = graduation.enrolment
    tell(
        by=by,
        people=people,
        kind=kind,
        cause=f"graduation-{graduation.pk}-{kind}",
        scope_id=enrolment.enterprise.scope_id,
        about=ABOUT.format(enterprise=enrolment.enterprise.name, cohort=enrolment.cohort.name),
        url=graduation.get_absolute_url(),
    )


def _record(
    by: Account,
    action: str,
    graduation: Graduation,
    changes: Mapping[str, tuple[object, object]],
    reason: str,
) -> None:
    audit.record(
        by=by,
        action=action,
        subject=graduation,
        scope_id=graduation.enrolment.enterprise.scope_id,
        changes=changes,
        reason=reason,
    )
