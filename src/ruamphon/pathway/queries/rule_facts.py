"""Every fact a rule may ask for: those of the rooms below, and where the group stands on its path."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from ruamphon.core.text import Text
from ruamphon.pathway.domain import FactDefinition, FactValue
from ruamphon.pathway.domain.stalls import find_stalls
from ruamphon.pathway.facts import FACTS
from ruamphon.pathway.queries.group_states import GroupState
from ruamphon.pathway.queries.many import values_of_many

DAYS = Text("วัน", "day||days")
ITEMS = Text("ข้อ", "item||items")
PIECES = Text("ชิ้น", "piece||pieces")
STAGE = Text("ขั้น", "stage||stages")
YES_OR_NO = "yes/no"
"""How the rooms below mark a fact that is a yes or a no."""

Measure = Callable[[GroupState, date], int | None]


@dataclass(frozen=True)
class PathFact:
    """A figure of where a group stands; None where it cannot be told."""

    definition: FactDefinition
    value: Measure


def _days_since(day: Callable[[GroupState], date | None]) -> Measure:
    def days(state: GroupState, on: date) -> int | None:
        known = day(state)
        return (on - known).days if known else None

    return days


def _days_until_cohort_ends(state: GroupState, on: date) -> int | None:
    ends = state.enrolment.cohort.ends_on
    return (ends - on).days if ends else None


def _stage(state: GroupState, _on: date) -> int | None:
    return state.stage.number if state.stage else None


def _passed(state: GroupState, _on: date) -> int:
    return len(state.progress.passed)


def _missing(state: GroupState, _on: date) -> int | None:
    return len(state.result.missing) if state.result else None


def _waiting(state: GroupState, _on: date) -> int | None:
    return sum(found.waiting for found in state.result.findings) if state.result else None


def _returned(state: GroupState, _on: date) -> int | None:
    return sum(found.returned for found in state.result.findings) if state.result else None


def _overdue_conditions(state: GroupState, on: date) -> int:
    return sum(each.due_on < on for each in state.standstill.conditions)


def _stalls(state: GroupState, on: date) -> int:
    return len(find_stalls(state.standstill, on=on))


def _fact(name: str, thai: str, english: str, unit: Text, value: Measure) -> tuple[str, PathFact]:
    return name, PathFact(FactDefinition(name, Text(thai, english), unit), value)


PATH_FACTS: dict[str, PathFact] = dict(
    (
        _fact("stage", "ขั้นที่กลุ่มอยู่", "The stage the group is in", STAGE, _stage),
        _fact("stages_passed", "ขั้นที่ผ่านแล้ว", "Stages passed", STAGE, _passed),
        _fact(
            "days_in_stage",
            "อยู่ในขั้นนี้มา",
            "Days in this stage",
            DAYS,
            _days_since(lambda state: state.standstill.began_on if state.stage else None),
        ),
        _fact(
            "days_since_record",
            "ตั้งแต่มีอะไรบันทึกครั้งล่าสุด",
            "Days since anything was recorded",
            DAYS,
            _days_since(lambda state: state.standstill.recorded_on),
        ),
        _fact(
            "days_since_enrolled",
            "ตั้งแต่เข้าร่วมรุ่น",
            "Days since it joined the cohort",
            DAYS,
            _days_since(lambda state: state.enrolment.enrolled_on),
        ),
        _fact(
            "days_since_cohort_began",
            "ตั้งแต่รุ่นเริ่ม",
            "Days since the cohort began",
            DAYS,
            _days_since(lambda state: state.enrolment.cohort.begins_on),
        ),
        _fact(
            "days_until_cohort_ends",
            "อีกกี่วันรุ่นจะจบ",
            "Days until the cohort ends",
            DAYS,
            _days_until_cohort_ends,
        ),
        _fact("missing_criteria", "ข้อที่ยังขาดในขั้นนี้", "Things this stage still lacks", ITEMS, _missing),
        _fact(
            "evidence_waiting",
            "หลักฐานรอตรวจในขั้นนี้",
            "Evidence of this stage waiting for review",
            PIECES,
            _waiting,
        ),
        _fact(
            "evidence_returned", "หลักฐานถูกส่งกลับในขั้นนี้", "Evidence of this stage sent back", PIECES, _returned
        ),
        _fact(
            "gate_waiting_days",
            "ข้อเสนอผ่านขั้นรอตัดสินมา",
            "Days a proposed gate has waited",
            DAYS,
            _days_since(lambda state: state.standstill.proposed_on),
        ),
        _fact(
            "overdue_conditions",
            "เงื่อนไขหลังผ่านขั้นที่เลยกำหนด",
            "Gate conditions overdue",
            ITEMS,
            _overdue_conditions,
        ),
        _fact("stalls", "เรื่องที่กลุ่มหยุดนิ่งอยู่", "Ways in which the group stands still", ITEMS, _stalls),
    )
)
"""Facts of the pathway itself, by name."""


@dataclass(frozen=True)
class KnownFact:
    """A fact as the page beside the rules lists it."""

    name: str
    label: Text
    unit: Text
    is_yes_or_no: bool


def known_facts() -> dict[str, KnownFact]:
    """Every fact a rule may ask for, by name: the path's own first."""
    own = {name: fact.definition for name, fact in PATH_FACTS.items()}
    below = {name: fact.definition for name, fact in FACTS.items()}
    return {
        name: KnownFact(name, each.label, each.unit, each.unit.en == YES_OR_NO)
        for name, each in (own | below).items()
    }


def facts_of(
    states: Mapping[int, GroupState], names: Iterable[str], *, on: date
) -> dict[int, dict[str, FactValue]]:
    """Enrolment id → each named fact as of `on`. The number of queries does not grow with the groups."""
    asked = sorted(set(names))
    below = values_of_many(
        [name for name in asked if name in FACTS], [state.enrolment for state in states.values()], on=on
    )
    own = [name for name in asked if name in PATH_FACTS]
    return {
        pk: below[pk] | {name: FactValue.of(PATH_FACTS[name].value(state, on)) for name in own}
        for pk, state in states.items()
    }
