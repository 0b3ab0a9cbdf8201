"""What comes first today. Pure: the day comes as an argument."""

from dataclasses import dataclass
from datetime import date
from functools import partial

from ruamphon.core.enum import Labelled
from ruamphon.core.text import Text
from ruamphon.home.enums import WaitKind

SOON_DAYS = 7
"""A due day this near, or nearer, goes before everything that has none."""

COUNT_LIMIT = 99
"""Up to here things are counted exactly; beyond it people are told "99+"."""

WAITED = Text("รอมา {n} วัน", "waiting {n} day||waiting {n} days")
SINCE_TODAY = Text("เพิ่งมาวันนี้", "new today")


class Urgency(Labelled):
    """The three parts of the list, in the order they are shown."""

    OVERDUE = "overdue", "เลยกำหนดแล้ว", "Overdue"
    SOON = "soon", "ใกล้ถึงกำหนด", "Due soon"
    WAITING = "waiting", "รอคุณอยู่", "Waiting for you"


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing that waits for a person: what, for which group, and the place to act.

    `since` is the day it came to them; `due_on` the day it should be done by, None where nobody set one. `is_partial`
    says that not everything of its kind was looked at, so there may be more.
    """

    kind: WaitKind
    title: Text
    enterprise: Text
    url: str
    icon: str
    since: date
    due_on: date | None = None
    note: str = ""
    is_partial: bool = False

    @property
    def what(self) -> Text:
        """What kind of thing it is, in words."""
        return self.kind.label


def urgency_of(row: Waiting, *, today: date) -> Urgency:
    """Which part of the list a thing belongs to on a day; the due day itself is not overdue."""
    if row.due_on is None or (row.due_on - today).days > SOON_DAYS:
        return Urgency.WAITING
    return Urgency.OVERDUE if row.due_on < today else Urgency.SOON


def most_urgent_first(rows: list[Waiting], *, today: date) -> list[Waiting]:
    """Overdue, then due soon, each by its day; then what has waited longest. Equal ones keep their order."""
    return sorted(rows, key=partial(_rank, today=today))


def _rank(row: Waiting, *, today: date) -> tuple[int, date]:
    part = urgency_of(row, today=today)
    day = row.since if part is Urgency.WAITING or row.due_on is None else row.due_on
    return list(Urgency).index(part), day


def waited(since: date, *, today: date) -> Text:
    """How long something has waited, in words; a day in the future counts as today."""
    days = (today - since).days
    return WAITED.format(n=days) if days > 0 else SINCE_TODAY
