"""The year of a cohort as months, and each group's stages as bars along them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from ruamphon.home.board.domain.cards import Bar, Card
from ruamphon.home.board.domain.months import add_months, month_start

SHORTEST, LONGEST = 12, 24
"""Months a year on the board has at least and at most."""


@dataclass(frozen=True, slots=True)
class Year:
    """The months shown: from the first day of a month until before the first day of another."""

    begins_on: date
    months: int

    @property
    def until(self) -> date:
        """The first day no longer shown."""
        return add_months(self.begins_on, self.months)

    @property
    def firsts(self) -> tuple[date, ...]:
        """The first day of each month shown."""
        return tuple(add_months(self.begins_on, number) for number in range(self.months))

    def share(self, day: date) -> float:
        """How far along a day begins, in percent of the width: 0 on the first day, 100 from the end on."""
        along = (day - self.begins_on).days / (self.until - self.begins_on).days
        return round(min(max(along, 0.0), 1.0) * 100, 2)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A bar as it is drawn: `x` and `width` in percent of the width.

    `kind` is done, current, ahead (what is left of the days expected) or over (the days beyond them).
    """

    bar: Bar
    kind: str
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class Lane:
    """One group's bars in the year. `is_before` where it all happened before the months shown."""

    card: Card
    stretches: tuple[Stretch, ...]


def year_of(begins_on: date | None, ends_on: date | None, bars: Iterable[Bar], *, today: date) -> Year:
    """The months to show: from the cohort's first day, else the first bar, else today; a year at least.

    It reaches as far as the cohort, and as today while something is still going on, up to two years.
    """
    listed = list(bars)
    first = begins_on or min((bar.begins_on for bar in listed), default=today)
    ends = [ends_on] if ends_on else []
    ends += [bar.until or today for bar in listed]
    start = month_start(first)
    last = max(ends, default=start)
    needed = (last.year - start.year) * 12 + last.month - start.month + 1
    return Year(start, min(max(needed, SHORTEST), LONGEST))


def lane_of(card: Card, year: Year, *, today: date) -> Lane:
    """A group's bars where they touch the months shown."""
    drawn = [stretch for bar in card.bars for stretch in _stretches(bar, year, today)]
    return Lane(card, tuple(stretch for stretch in drawn if stretch.width > 0))


def _stretches(bar: Bar, year: Year, today: date) -> list[Stretch]:
    end = bar.until or max(today, bar.begins_on) + timedelta(days=1)
    shown = [_between(bar, "done" if bar.until else "current", bar.begins_on, end, year)]
    if bar.expected_days is None:
        return shown
    expected = bar.begins_on + timedelta(days=bar.expected_days)
    if expected < end:
        return [*shown, _between(bar, "over", expected, end, year)]
    return shown if bar.until else [*shown, _between(bar, "ahead", end, expected, year)]


def _between(bar: Bar, kind: str, first: date, until: date, year: Year) -> Stretch:
    x = year.share(first)
    return Stretch(bar, kind, x, round(max(year.share(until) - x, 0.0), 2))
