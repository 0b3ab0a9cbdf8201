"""Is a group standing still, since when, and why? Days in; stalls with their reasons out."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from ruamphon.core import thai_dates
from ruamphon.core.text import Text
from ruamphon.pathway.enums import StallKind

QUIET_DAYS = 30
"""Days without anything recorded that are too many, where the playbook says nothing."""
DECIDE_DAYS = 7
"""Days a gate may wait to be proposed or decided, where the playbook says nothing."""

QUIET = Text(
    "ไม่มีอะไรบันทึกมา {n} วัน ล่าสุดเมื่อ {day} (เตือนเมื่อครบ {limit} วัน)",
    "Nothing was recorded for {n} day; the last was on {day} (warned from {limit} days)."
    "||Nothing was recorded for {n} days; the last was on {day} (warned from {limit} days).",
)
SLOW = Text(
    "อยู่ในขั้นที่ {number} มา {spent} วัน คาดไว้ {limit} วัน เกินมา {n} วัน",
    "{spent} days in stage {number}, {limit} were expected: {n} day over."
    "||{spent} days in stage {number}, {limit} were expected: {n} days over.",
)
SLOW_SHARE = Text(
    "อยู่ในขั้นที่ {number} มา {spent} วัน เฉลี่ยจากความยาวของรุ่นคือ {limit} วัน เกินมา {n} วัน",
    "{spent} days in stage {number}; its even share of the cohort's time is {limit}: {n} day over."
    "||{spent} days in stage {number}; its even share of the cohort's time is {limit}: {n} days over.",
)
UNDECIDED = Text(
    "ข้อเสนอผ่านขั้นที่ {number} รอตัดสินมา {n} วัน ตั้งแต่ {day} (ควรตัดสินภายใน {limit} วัน)",
    "The proposal for stage {number} has waited {n} day since {day} (to be decided within {limit} days)."
    "||The proposal for stage {number} has waited {n} days since {day} (to be decided within {limit} days).",
)
UNPROPOSED = Text(
    "ครบเงื่อนไขของขั้นที่ {number} มา {n} วันแล้ว ตั้งแต่ {day} แต่ยังไม่มีใครเสนอผ่านขั้น (ควรเสนอภายใน {limit} วัน)",
    "All that stage {number} asks for has been there for {n} day, since {day}, and nobody has proposed the gate "
    "(to be proposed within {limit} days)."
    "||All that stage {number} asks for has been there for {n} days, since {day}, and nobody has proposed the gate "
    "(to be proposed within {limit} days).",
)
CONDITION = Text(
    "เงื่อนไข “{text}” เลยกำหนดมา {n} วัน (ครบกำหนด {day})",
    "The condition “{text}” is {n} day overdue (due {day}).||The condition “{text}” is {n} days overdue (due {day}).",
)


@dataclass(frozen=True, slots=True)
class Length:
    """How long a stage is expected to take; `is_share` when it is only an even share of the cohort's time."""

    days: int
    is_share: bool = False


@dataclass(frozen=True, slots=True)
class OpenCondition:
    """A condition of a passed gate that is not done yet; `task` is the number of its task."""

    text: str
    due_on: date
    task: int = 0


@dataclass(frozen=True, slots=True)
class Standstill:
    """What is known of one group: its stage (None when all are passed), and the days things happened.

    `recorded_on` is the last day something was recorded, `complete_on` the day the last thing the stage asks for
    came in (None while something is missing), `proposed_on` the day of the open proposal.
    """

    stage: int | None
    began_on: date | None
    recorded_on: date | None
    length: Length | None = None
    complete_on: date | None = None
    proposed_on: date | None = None
    conditions: tuple[OpenCondition, ...] = ()
    quiet_days: int = QUIET_DAYS
    decide_days: int = DECIDE_DAYS


@dataclass(frozen=True, slots=True)
class Found:
    """One stall: it counts from `since`, `days` of it have passed. `task` names an overdue condition's task."""

    kind: StallKind
    since: date
    days: int
    reason: Text
    task: int = 0


def even_share(begins_on: date | None, ends_on: date | None, stages: int) -> Length | None:
    """A stage's even share of a cohort's time, in whole days; None where its days are not known."""
    if begins_on is None or ends_on is None or not stages or ends_on <= begins_on:
        return None
    return Length(max(1, (ends_on - begins_on).days // stages), is_share=True)


def find_stalls(group: Standstill, *, on: date) -> tuple[Found, ...]:
    """Everything a group stands still on as of a day, longest first; equal ones in the order of StallKind."""
    found = [*_conditions(group, on), *_gate(group, on), *_slow(group, on), *_quiet(group, on)]
    return tuple(sorted(found, key=rank))


def rank(found: Found) -> tuple[int, int]:
    """What sorts stalls: the longest first, then by kind."""
    return -found.days, list(StallKind).index(found.kind)


def _conditions(group: Standstill, on: date) -> Iterator[Found]:
    for each in group.conditions:
        days = (on - each.due_on).days
        if days > 0:
            reason = CONDITION.format(text=each.text, n=days, day=_day(each.due_on))
            yield Found(StallKind.CONDITION, each.due_on, days, reason, each.task)


def _gate(group: Standstill, on: date) -> Iterable[Found]:
    kind, sentence, since = (
        (StallKind.UNDECIDED, UNDECIDED, group.proposed_on)
        if group.proposed_on
        else (StallKind.UNPROPOSED, UNPROPOSED, group.complete_on)
    )
    if group.stage is None or since is None:
        return
    days = (on - since).days
    if days > group.decide_days:
        reason = sentence.format(number=group.stage, n=days, day=_day(since), limit=group.decide_days)
        yield Found(kind, since, days, reason)


def _slow(group: Standstill, on: date) -> Iterator[Found]:
    if group.stage is None or group.began_on is None or group.length is None:
        return
    spent = (on - group.began_on).days
    over = spent - group.length.days
    if over > 0:
        sentence = SLOW_SHARE if group.length.is_share else SLOW
        reason = sentence.format(number=group.stage, spent=spent, limit=group.length.days, n=over)
        yield Found(StallKind.SLOW, group.began_on + timedelta(days=group.length.days), over, reason)


def _quiet(group: Standstill, on: date) -> Iterator[Found]:
    if group.stage is None or group.recorded_on is None:
        return
    days = (on - group.recorded_on).days
    if days >= group.quiet_days:
        reason = QUIET.format(n=days, day=_day(group.recorded_on), limit=group.quiet_days)
        yield Found(StallKind.QUIET, group.recorded_on, days, reason)


def _day(day: date) -> Text:
    return thai_dates.text(day)
