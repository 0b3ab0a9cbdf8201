"""Cohort beside cohort: what is gathered, the sentences, the pictures and their table."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ruamphon.core.text import Text
from ruamphon.home.board.domain.clock import (
    FEWEST_FOR_PERCENT,
    Intake,
    Middle,
    Path,
    Steps,
    common_month,
    middle_of,
    percent,
    steps_of,
)
from ruamphon.pathway.models import Gate
from ruamphon.pathway.queries.playbooks import playbook_of
from ruamphon.people.enums import Permission
from ruamphon.people.models import Account
from ruamphon.programmes.enums import EnrolmentState
from ruamphon.programmes.models import Cohort, Enrolment

MOST = 3
"""Cohorts beside each other."""
STAGES = 4

REACHED = Text("เมื่อครบ {month} เดือน {said}", "After {month} months: {said}")
PASSED = Text("{cohort} ผ่านแล้ว {n} จาก {of} กลุ่ม", "{cohort}: {n} of {of} passed")
SHARE = Text(" (ร้อยละ {percent})", " ({percent}%)")
SAME = Text("จำนวนเท่ากัน", "The same number.")
NOBODY = Text(
    "เมื่อครบ {month} เดือน ยังไม่มีกลุ่มใดผ่านขั้นนี้ ทุกรุ่นที่เทียบ",
    "After {month} months no group of any cohort had passed it.",
)
THIN = Text(" ซึ่งน้อยเกินกว่าจะแทนกลุ่มอื่น", ", too few to stand for others")
MORE = Text("{cohort} ผ่านมากกว่า {n} กลุ่ม", "{cohort} is {n} group ahead.||{cohort} is {n} groups ahead.")
TOOK = Text(
    "{cohort} ใช้เวลากลาง {days} วัน (จาก {n} กลุ่ม)",
    "{cohort}: median {days} days (from {n} group)||{cohort}: median {days} days (from {n} groups)",
)
TOOK_UNKNOWN = Text("{cohort} ยังไม่มีกลุ่มที่รู้ทั้งวันเริ่มและวันผ่าน", "{cohort}: no group with both days on record")
UNDATED = Text(
    "{cohort} มี {n} กลุ่มที่ผ่านโดยไม่ได้บันทึกวัน จึงไม่อยู่ในภาพ",
    "{cohort}: {n} group passed on a day that was not recorded and is not in the picture"
    "||{cohort}: {n} groups passed on a day that was not recorded and are not in the picture",
)
NO_BEGIN = Text(
    "{cohort}: ยังไม่ได้ระบุวันเริ่มรุ่น จึงเทียบบนเวลาเดียวกันไม่ได้",
    "{cohort}: no first day on record, so it has no place on this clock",
)
NO_GROUPS = Text(
    "{cohort}: ยังไม่มีกลุ่มในระบบ จึงไม่มีตัวเลขให้เทียบ",
    "{cohort}: no groups on record, so there are no numbers to compare",
)
TOO_YOUNG = Text("{cohort}: ยังไม่ครบเดือนแรก", "{cohort}: its first month is not over yet")


@dataclass(frozen=True, slots=True)
class Side:
    """One cohort in the comparison; `tone` is its colour and stroke, from 1."""

    cohort: Cohort
    intake: Intake
    tone: int
    months: int | None


@dataclass(frozen=True, slots=True)
class Piece:
    """A straight piece of a step line, in percent of width and height of the picture."""

    x1: float
    y1: float
    x2: float
    y2: float


@dataclass(frozen=True, slots=True)
class Line:
    """One cohort's step line in one picture."""

    side: Side
    steps: Steps
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class StageChart:
    """One stage: the lines, what they say in words, and the numbers month by month."""

    number: int
    name: Text
    lines: tuple[Line, ...]
    sentences: tuple[Text, ...]
    middles: tuple[tuple[Side, Middle], ...]
    rows: tuple[tuple[int, tuple[tuple[Side, int | None], ...]], ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """The page: the cohorts, what cannot be compared and why, and a picture for each stage."""

    sides: tuple[Side, ...]
    gaps: tuple[Text, ...]
    charts: tuple[StageChart, ...]
    months: int
    most: int
    may_percent: bool


def comparison_of(cohorts: Sequence[Cohort], account: Account, *, on: date) -> Comparison:
    """The cohorts side by side, of the groups that the account may see. Two queries."""
    intakes = _intakes(cohorts, account)
    sides = tuple(
        Side(cohort, intakes[cohort.pk], tone, intakes[cohort.pk].months(on))
        for tone, cohort in enumerate(cohorts, start=1)
    )
    drawn = [side for side in sides if side.intake.is_comparable and side.months]
    months = max((side.months or 0 for side in drawn), default=0)
    most = max((side.intake.groups for side in drawn), default=0)
    return Comparison(
        sides=sides,
        gaps=tuple(gap for side in sides if (gap := _gap(side))),
        charts=tuple(_chart(number, drawn, months, most, on) for number in range(1, STAGES + 1))
        if drawn
        else (),
        months=months,
        most=most,
        may_percent=min((side.intake.groups for side in drawn), default=0) >= FEWEST_FOR_PERCENT,
    )


def _intakes(cohorts: Sequence[Cohort], account: Account) -> dict[int, Intake]:
    enrolments = list(Enrolment.objects.visible_to(account, Permission.GATE_READ).filter(cohort__in=cohorts))
    gates: dict[int, list[tuple[int, date | None]]] = defaultdict(list)
    passed = Gate.objects.passed().filter(enrolment__in=[each.pk for each in enrolments]).order_by("pk")
    for enrolment, stage, day in passed.values_list("enrolment_id", "stage_number", "decided_on"):
        gates[enrolment].append((stage, day))
    paths: dict[int, list[Path]] = defaultdict(list)
    for each in enrolments:
        left = each.state == EnrolmentState.LEFT
        way = Path(each.enrolled_on, tuple(gates[each.pk]), left, each.ended_on if left else None)
        paths[each.cohort_id].append(way)
    return {cohort.pk: Intake(cohort.pk, cohort.begins_on, tuple(paths[cohort.pk])) for cohort in cohorts}


def _gap(side: Side) -> Text | None:
    """Why a cohort has no line; None where it has one."""
    if not side.intake.paths:
        return NO_GROUPS.format(cohort=side.cohort.name)
    if side.months is None:
        return NO_BEGIN.format(cohort=side.cohort.name)
    return None if side.months else TOO_YOUNG.format(cohort=side.cohort.name)


def _chart(number: int, drawn: Sequence[Side], months: int, most: int, on: date) -> StageChart:
    steps = [steps_of(side.intake, number, today=on) for side in drawn]
    middles = [middle_of(side.intake, number) for side in drawn]
    return StageChart(
        number=number,
        name=_stage_name(drawn, number),
        lines=tuple(
            Line(side, line, _pieces(line, months, most)) for side, line in zip(drawn, steps, strict=True)
        ),
        sentences=(*_said(drawn, steps, on), *_took(drawn, middles), *_undated(drawn, steps)),
        middles=tuple(zip(drawn, middles, strict=True)),
        rows=tuple(
            (month, tuple((side, line.at(month)) for side, line in zip(drawn, steps, strict=True)))
            for month in range(1, months + 1)
        ),
    )


def _stage_name(drawn: Sequence[Side], number: int) -> Text:
    """What the newest of the playbooks calls the stage; "" where none has it."""
    for side in drawn:
        stages = playbook_of(side.cohort.playbook).stages if side.cohort.playbook else ()
        named = next((stage.name for stage in stages if stage.number == number), None)
        if named:
            return named
    return Text("", "")


def _said(drawn: Sequence[Side], steps: Sequence[Steps], on: date) -> list[Text]:
    """At the last month all have behind them: how many had passed in each, and the difference in groups."""
    month = common_month([side.intake for side in drawn], today=on)
    if not month:
        return []
    counts = [line.at(month) or 0 for line in steps]
    groups = [side.intake.groups for side in drawn]
    if not any(counts):
        return [NOBODY.format(month=month)]
    parts = [_passed(side, count, groups) for side, count in zip(drawn, counts, strict=True)]
    joined = Text(" · ".join(part.th for part in parts), " · ".join(part.en for part in parts))
    told = [REACHED.format(month=month, said=joined)]
    if len(set(counts)) == 1:
        return [*told, SAME]
    return [*told, *_ahead(drawn, counts, groups)]


def _ahead(drawn: Sequence[Side], counts: Sequence[int], groups: Sequence[int]) -> list[Text]:
    """Who is ahead, in groups; said of two cohorts of one size only, else the numbers stand for themselves."""
    if len(drawn) != 2 or groups[0] != groups[1]:  # noqa: PLR2004 — a pair
        return []
    first = 0 if counts[0] > counts[1] else 1
    return [MORE.format(cohort=drawn[first].cohort.name, n=abs(counts[0] - counts[1]))]


def _passed(side: Side, count: int, groups: Sequence[int]) -> Text:
    said = PASSED.format(cohort=side.cohort.name, n=count, of=side.intake.groups)
    share = percent(count, groups, side.intake.groups)
    added = SHARE.format(percent=share) if share is not None else Text("", "")
    return Text(said.th + added.th, said.en + added.en)


def _took(drawn: Sequence[Side], middles: Sequence[Middle]) -> list[Text]:
    if not any(middle.groups for middle in middles):
        return []
    parts = [_took_one(side, middle) for side, middle in zip(drawn, middles, strict=True)]
    return [Text(" · ".join(part.th for part in parts), " · ".join(part.en for part in parts))]


def _took_one(side: Side, middle: Middle) -> Text:
    if middle.days is None:
        return TOOK_UNKNOWN.format(cohort=side.cohort.name)
    said = TOOK.format(cohort=side.cohort.name, days=f"{middle.days:g}", n=middle.groups)
    return Text(said.th + THIN.th, said.en + THIN.en) if middle.is_thin else said


def _undated(drawn: Sequence[Side], steps: Sequence[Steps]) -> list[Text]:
    pairs = zip(drawn, steps, strict=True)
    return [UNDATED.format(cohort=side.cohort.name, n=line.undated) for side, line in pairs if line.undated]


def _pieces(steps: Steps, months: int, most: int) -> tuple[Piece, ...]:
    """Along the month, then up at its end: in percent, the origin at the lower left."""
    pieces, height = [], 100.0
    for month in range(1, len(steps.counts) + 1):
        x1, x2 = _share(month - 1, months), _share(month, months)
        top = round(100 - _share(steps.at(month) or 0, most), 2)
        pieces.append(Piece(x1, height, x2, height))
        if top != height:
            pieces.append(Piece(x2, height, x2, top))
        height = top
    return tuple(pieces)


def _share(part: int, whole: int) -> float:
    return round(part / whole * 100, 2) if whole else 0.0
