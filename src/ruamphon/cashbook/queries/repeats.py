"""What a group writes down again and again, for the quick buttons."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from ruamphon.cashbook.enums import Category, Direction
from ruamphon.cashbook.models import CashEntry
from ruamphon.core.text import Text
from ruamphon.registry.models import Enterprise

LOOKED_AT = 200
"""Entries back from now."""
TWICE = 2
MOST = 4


@dataclass(frozen=True, slots=True)
class Repeat:
    """Something written down at least twice: what it is called, how much it was the last time, and that entry."""

    entry: CashEntry
    label: Text
    amount: Decimal
    is_in: bool


def repeats_of(enterprise: Enterprise) -> Sequence[Repeat]:
    """The most frequent of the newest entries, most often first; the last of each is the one to repeat."""
    rows = CashEntry.objects.of(enterprise).standing().filter(origin="").exclude(category=Category.OPENING)
    newest = list(rows.order_by("-pk")[:LOOKED_AT])
    last = {_what(entry): entry for entry in reversed(newest)}
    often = Counter(map(_what, newest)).most_common(MOST)
    return [_repeat(last[what]) for what, times in often if times >= TWICE]


def _what(entry: CashEntry) -> tuple[str, str, str]:
    return entry.direction, entry.category, entry.note


def _repeat(entry: CashEntry) -> Repeat:
    label = Text(entry.note, entry.note) if entry.note else Category(entry.category).label
    return Repeat(entry, label, entry.amount, entry.direction == Direction.IN)
