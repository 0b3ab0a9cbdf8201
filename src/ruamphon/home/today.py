"""The page of the day, worked out: what is mine now, in parts by urgency, the first things of each kind. Pure."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ruamphon.core import thai_dates
from ruamphon.core.text import Text
from ruamphon.home.enums import WaitKind
from ruamphon.home.urgency import COUNT_LIMIT, Urgency, Waiting, urgency_of, waited

TONES = {Urgency.OVERDUE: "stop", Urgency.SOON: "turn", Urgency.WAITING: "neutral"}
MOST_OF_A_KIND = 8
"""Lines of each kind on the page; the others are one tap away."""
FEW = 5
"""So many things are read at a glance: the sums by kind stand above only longer lists."""
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
    """Things of one urgency; `count` is of all of them, the lines may be fewer."""

    name: Text
    tone: str
    lines: tuple[Line, ...]
    count: str


@dataclass(frozen=True, slots=True)
class Sum:
    """How many things of one kind wait, exact to 99, and whether some are not among the lines."""

    kind: WaitKind
    count: str
    late: int
    is_cut: bool


@dataclass(frozen=True, slots=True)
class Today:
    """The page: `parts` without empty ones, `sums` by kind; `count` is exact to 99, `number` is for the plural."""

    parts: tuple[Part, ...]
    sums: tuple[Sum, ...]
    count: str
    number: int

    @property
    def is_long(self) -> bool:
        """Whether the sums help to find one's way."""
        return self.number > FEW

    @property
    def cut(self) -> tuple[Sum, ...]:
        """The kinds of which more wait than the page shows."""
        return tuple(each for each in self.sums if each.is_cut)


def counted(number: int, *, at_least: bool = False) -> str:
    """A count as people are told it: exact to 99, then "99+"; "34+" where there may be more than were looked at."""
    if number > COUNT_LIMIT:
        return f"{COUNT_LIMIT}+"
    return f"{number}+" if at_least else str(number)


def today_page(waiting: Sequence[Waiting], *, today: date) -> Today:
    """Sorted rows as parts, the first MOST_OF_A_KIND of each kind. Of no kind are more than COUNT_LIMIT + 1 read."""
    shown = _first_of_each_kind(waiting)
    parts = tuple(part for urgency in Urgency if (part := _part(urgency, waiting, shown, today)).lines)
    at_least = any(row.is_partial for row in waiting)
    return Today(parts, _sums(waiting, today), counted(len(waiting), at_least=at_least), len(waiting))


def _first_of_each_kind(waiting: Sequence[Waiting]) -> list[Waiting]:
    seen: Counter[WaitKind] = Counter()
    shown = []
    for row in waiting:
        seen[row.kind] += 1
        if seen[row.kind] <= MOST_OF_A_KIND:
            shown.append(row)
    return shown


def _sums(waiting: Sequence[Waiting], today: date) -> tuple[Sum, ...]:
    """In the order in which the kinds come up, the most urgent first."""
    numbers = Counter(row.kind for row in waiting)
    late = Counter(row.kind for row in waiting if urgency_of(row, today=today) is Urgency.OVERDUE)
    partial = {row.kind for row in waiting if row.is_partial}
    return tuple(
        Sum(kind, counted(number, at_least=kind in partial), late[kind], number > MOST_OF_A_KIND)
        for kind, number in numbers.items()
    )


def _part(urgency: Urgency, waiting: Sequence[Waiting], shown: Sequence[Waiting], today: date) -> Part:
    lines = tuple(line_of(row, today=today) for row in shown if urgency_of(row, today=today) is urgency)
    return Part(urgency.label, TONES[urgency], lines, _count(urgency, waiting, today))


def _count(urgency: Urgency, waiting: Sequence[Waiting], today: date) -> str:
    """How many are in a part. Where reading stopped inside it there are at least so many: "40+"."""
    number = sum(urgency_of(row, today=today) is urgency for row in waiting)
    full = {kind for kind, read in Counter(row.kind for row in waiting).items() if read > COUNT_LIMIT}
    last = {row.kind: urgency_of(row, today=today) for row in waiting if row.kind in full}
    partial = any(row.is_partial for row in waiting if urgency_of(row, today=today) is urgency)
    return counted(number, at_least=partial or urgency in last.values())


def line_of(row: Waiting, *, today: date) -> Line:
    """One thing with its urgency in words and colour."""
    return Line(row, _when(row, today), TONES[urgency_of(row, today=today)])


def _when(row: Waiting, today: date) -> Text:
    if row.due_on is None:
        return waited(row.since, today=today)
    late = (today - row.due_on).days
    return LATE.format(n=late) if late > 0 else DUE.format(when=thai_dates.relative(row.due_on, today))
