"""The columns of a board, and the one column each group stands in."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ruamphon.core.text import Text

READY, GRADUATED, LEFT, UNPLACED = "ready", "graduated", "left", "unplaced"
ENDED = (GRADUATED, LEFT)
"""Groups that are no longer being developed."""

AFTER_THE_STAGES = {
    READY: Text("ผ่านครบทุกขั้น", "All stages passed"),
    GRADUATED: Text("จบโครงการ", "Graduated"),
    LEFT: Text("ออกจากโครงการ", "Left"),
}
NO_PLAYBOOK = Text("ยังไม่มีเกณฑ์ของรุ่น", "No playbook yet")


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `number` is the stage's, None for what is not a stage."""

    key: str
    title: Text
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """What decides the column: the state of the enrolment, and the stage the group works on (None: none left)."""

    state: str
    stage: int | None
    has_playbook: bool


def column_of(place: Place) -> str:
    """The key of the one column a group stands in: ended before anything else, then the stage it works on."""
    if place.state in ENDED:
        return place.state
    if not place.has_playbook:
        return UNPLACED
    return READY if place.stage is None else str(place.stage)


def columns_for(stages: Iterable[tuple[int, Text]], used: Iterable[str]) -> tuple[Column, ...]:
    """The columns of a board: every stage in order, then what comes after them as far as a group stands there.

    Graduated and left are always there, so that nobody is lost from sight without a column that says so.
    """
    standing = set(used)
    shown = [Column(str(number), name, number) for number, name in stages]
    if UNPLACED in standing:
        shown.insert(0, Column(UNPLACED, NO_PLAYBOOK))
    shown += [Column(READY, AFTER_THE_STAGES[READY])] if READY in standing else []
    return (*shown, *(Column(key, AFTER_THE_STAGES[key]) for key in ENDED))


def order_of(columns: Sequence[Column]) -> dict[str, int]:
    """Column key → its place from left to right."""
    return {column.key: place for place, column in enumerate(columns)}
