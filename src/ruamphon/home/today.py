"""The page of the day, worked out: what is mine now, in parts by urgency. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ruamphon.core import thai_dates
from ruamphon.core.text import Text
from ruamphon.home.urgency import Urgency, Waiting, urgency_of, waited

TONES = {Urgency.OVERDUE: "stop", Urgency.SOON: "turn", Urgency.WAITING: "neutral"}
MOST_SHOWN = 60
DUE = Text("ครบกำหนด{when}", "due {when}")
LATE = Text("เลยกำหนด {n} วัน", "{n} day overdue||{n} days overdue")


@dataclass(frozen=True, slots=True)
class Line:
    """One thing to do as the page shows it: how urgent it is in words and colour."""

    row: Waiting
    when: Text
    tone: str


@dataclass(frozen=True, slots=True)
class Part:
    """Things of one urgency."""

    name: Text
    tone: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Today:
    """The page: `parts` without empty ones; `more` things wait beyond what is shown."""

    parts: tuple[Part, ...]
    count: int
    more: int


def today_page(waiting: Sequence[Waiting], *, today: date) -> Today:
    """Sorted rows as parts, at most MOST_SHOWN of them."""
    shown = waiting[:MOST_SHOWN]
    parts = tuple(part for urgency in Urgency if (part := _part(urgency, shown, today)).lines)
    return Today(parts, len(waiting), len(waiting) - len(shown))


def _part(urgency: Urgency, rows: Sequence[Waiting], today: date) -> Part:
    lines = tuple(_line(row, urgency, today) for row in rows if urgency_of(row, today=today) is urgency)
    return Part(urgency.label, TONES[urgency], lines)


def _line(row: Waiting, urgency: Urgency, today: date) -> Line:
    return Line(row, _when(row, today), TONES[urgency])


def _when(row: Waiting, today: date) -> Text:
    if row.due_on is None:
        return waited(row.since, today=today)
    late = (today - row.due_on).days
    return LATE.format(n=late) if late > 0 else DUE.format(when=thai_dates.relative(row.due_on, today))
