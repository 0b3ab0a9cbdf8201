"""Looking in on a group after it has graduated."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils import timezone

from ruamphon.assessments.actions import open_round
from ruamphon.assessments.enums import Purpose
from ruamphon.assessments.models import Rubric
from ruamphon.core import audit, thai_dates
from ruamphon.core.refusals import Impossible
from ruamphon.core.text import Text
from ruamphon.pathway.domain.follow_up import WINDOW, due_days
from ruamphon.pathway.models import FollowUp
from ruamphon.pathway.rules.graduation import check_can_follow_up
from ruamphon.people.models import Account, Person
from ruamphon.programmes.enums import EnrolmentState
from ruamphon.programmes.models import Enrolment

ROUND = Text("ติดตามผลปีที่ {years} ของ{enterprise}", "Follow-up of year {years}: {enterprise}")
TOO_EARLY = Text("ครบกำหนด {day} เริ่มได้ตั้งแต่ {first}", "It is due on {day} and can be begun from {first}.")
ALREADY_BEGUN = Text(
    "เปิดการประเมินติดตามผลครั้งนี้ไปแล้ว ดูผลได้จากรอบประเมิน",
    "The assessment for this follow-up is open already. See the round for its result.",
)
ALREADY_DONE = Text("ติดตามผลครั้งนี้บันทึกไว้แล้วเมื่อ {day}", "This follow-up was recorded already, on {day}.")
NOT_GRADUATED = Text(
    "กลุ่มนี้ไม่ได้อยู่ในสถานะจบโครงการแล้ว จึงไม่ต้องติดตามผล",
    "The graduation of this group does not stand any more, so there is nothing to follow up.",
)
NOTE_NEEDED = Text("เขียนสั้น ๆ ว่ากลุ่มเป็นอย่างไร", "Write in a few words how the group is.")
BEFORE_GRADUATION = Text(
    "วันที่นี้อยู่ก่อนวันที่กลุ่มจบ ({day}) เลือกวันที่ช้ากว่านั้น",
    "This day is before the group graduated ({day}). Choose a later one.",
)


@transaction.atomic
def schedule_follow_ups(*, by: Account | None, enrolment: Enrolment, graduated_on: date) -> list[FollowUp]:
    """Set a follow-up one, two and three years after the day a group graduated.

    A group that graduates again gets new days for those not begun; what was done stays. `by` is None for the platform.
    """
    Enrolment.objects.select_for_update().get(pk=enrolment.pk)
    there = {row.years: row for row in enrolment.follow_ups.select_for_update()}
    return [
        _scheduled(by, enrolment, there.get(years), years, due_on)
        for years, due_on in due_days(graduated_on).items()
    ]


def _scheduled(
    by: Account | None, enrolment: Enrolment, there: FollowUp | None, years: int, due_on: date
) -> FollowUp:
    if there and (there.round_id or there.done_on):
        return there
    follow_up = there or FollowUp(enrolment=enrolment, years=years)
    before = there.due_on if there else None
    if before != due_on:
        follow_up.due_on = due_on
        follow_up.save()
        _record(by, "schedule_follow_up", follow_up, {"years": (None, years), "due_on": (before, due_on)})
    return follow_up


@transaction.atomic
def open_follow_up(
    *,
    by: Account,
    follow_up: FollowUp,
    rubric: Rubric,
    assessors: Sequence[Person],
    each: int,
    due_on: date,
) -> FollowUp:
    """Open the assessment of a follow-up, from today until `due_on`, once its window has come.

    Raises Refused, or Impossible when it is too early, begun or done already, or the round cannot be opened.
    """
    follow_up = _locked(follow_up)
    check_can_follow_up(by, follow_up)
    _check_can_begin(follow_up)
    enrolment = follow_up.enrolment
    title = ROUND.format(years=follow_up.years, enterprise=enrolment.enterprise.name)
    held = open_round(
        by=by,
        scope=enrolment.cohort.scope,
        rubric=rubric,
        purpose=Purpose.FOLLOW_UP,
        title_th=title.th[:200],
        title_en=title.en[:200],
        opens_on=timezone.localdate(),
        due_on=due_on,
        enterprises=[enrolment.enterprise],
        assessors=list(assessors),
        each=each,
    )
    changes = audit.changed(follow_up, round=held)
    audit.apply(follow_up, changes)
    _record(by, "open_follow_up", follow_up, {"round": (None, held.pk)})
    return follow_up


@transaction.atomic
def record_follow_up(*, by: Account, follow_up: FollowUp, done_on: date, note: str) -> FollowUp:
    """Write down how a group is where no assessment is held: a visit or a call of that day.

    Raises Refused, or Impossible when it is too early, begun or done already, or nothing is said.
    """
    follow_up = _locked(follow_up)
    check_can_follow_up(by, follow_up)
    _check_can_begin(follow_up)
    if not note.strip():
        raise Impossible(NOTE_NEEDED, "note")
    ended = follow_up.enrolment.ended_on
    if ended and done_on < ended:
        raise Impossible(BEFORE_GRADUATION.format(day=thai_dates.text(ended)), "done_on")
    changes = audit.changed(
        follow_up, done_on=done_on, note=note.strip(), recorded_by=by.person, recorded_at=timezone.now()
    )
    audit.apply(follow_up, changes)
    _record(by, "record_follow_up", follow_up, changes)
    return follow_up


def _check_can_begin(follow_up: FollowUp) -> None:
    if follow_up.enrolment.state != EnrolmentState.GRADUATED:
        raise Impossible(NOT_GRADUATED)
    if follow_up.round_id:
        raise Impossible(ALREADY_BEGUN)
    if follow_up.done_on:
        raise Impossible(ALREADY_DONE.format(day=thai_dates.text(follow_up.done_on)))
    first = follow_up.due_on - WINDOW
    if timezone.localdate() < first:
        days = {"day": thai_dates.text(follow_up.due_on), "first": thai_dates.text(first)}
        raise Impossible(TOO_EARLY.format(**days))


def _locked(follow_up: FollowUp) -> FollowUp:
    rows = FollowUp.objects.select_for_update(of=("self",)).select_related(
        "enrolment__enterprise__scope", "enrolment__cohort__scope"
    )
    found: FollowUp = rows.get(pk=follow_up.pk)
    return found


def _record(
    by: Account | None, action: str, follow_up: FollowUp, changes: dict[str, tuple[object, object]]
) -> None:
    audit.record(
        by=by,
        action=action,
        subject=follow_up,
        scope_id=follow_up.enrolment.enterprise.scope_id,
        changes=changes,
    )
