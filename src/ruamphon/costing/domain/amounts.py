"""Exact amounts: fractions inside, baht to the satang at one named edge, and ranges of low, likely and high.

Decimals come in and Decimals go out. Between them every amount is a fraction of whole numbers, so that nothing is lost
in a division, parts sum to the whole to the last digit, and the order of lines cannot matter (ADR 22).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import floor
from typing import Self

from ruamphon.core.text import Text
from ruamphon.costing.domain.problems import OutOfBounds

Exact = Fraction
NUDGE = Fraction(1, 10**9)
"""Baht added before rounding, so that sums in binary fractions and exact ones fall on the same side of a half."""
SATANG = 100
UPSIDE_DOWN = Text(
    "ค่าต่ำ ค่าที่น่าจะเป็น และค่าสูงต้องเรียงจากน้อยไปมาก ({low} / {likely} / {high}) สลับให้ถูก",
    "Low, likely and high must go upwards ({low} / {likely} / {high}). Put them in order.",
)


def baht(exact: Fraction) -> Decimal:
    """The one edge where money is rounded: to the satang, half up, after adding 1e-9 baht.

    Half up means towards more, also below zero: -0.005 becomes 0.00.
    """
    satang = floor((exact + NUDGE) * SATANG + Fraction(1, 2))
    return Decimal(satang).scaleb(-2)


def in_satang(parts: Sequence[Fraction]) -> tuple[Decimal, ...]:
    """The parts in satang so that they add up to `baht(sum(parts))`, for a printed sheet.

    Each is rounded down, and what is lacking goes to those that lost most; of equals, the first ones.
    """
    whole = int(baht(sum(parts, Fraction())) * SATANG)
    floors = [floor(part * SATANG) for part in parts]
    lost = sorted(range(len(parts)), key=lambda n: (floors[n] - parts[n] * SATANG, n))
    short = whole - sum(floors)
    for place in lost[: max(short, 0)]:
        floors[place] += 1
    return tuple(Decimal(each).scaleb(-2) for each in floors)


@dataclass(frozen=True, slots=True)
class Baht:
    """A range as people read it, in satang. `likely` and `high` are None when something has no price: "at least low"."""

    low: Decimal
    likely: Decimal | None
    high: Decimal | None


@dataclass(frozen=True, slots=True)
class Range:
    """An amount between `low` and `high`, most likely `likely`; exact. None means nobody knows: no upper bound."""

    low: Fraction
    likely: Fraction | None
    high: Fraction | None

    @classmethod
    def of(cls, value: Decimal | Fraction | int) -> Self:
        """An amount that is known."""
        exact = Fraction(value)
        return cls(exact, exact, exact)

    @classmethod
    def between(
        cls, low: Decimal | Fraction | int, likely: Decimal | Fraction | int, high: Decimal | Fraction | int
    ) -> Self:
        """An amount known as a range. Raises OutOfBounds when the three do not go upwards."""
        if not low <= likely <= high:
            raise OutOfBounds(UPSIDE_DOWN.format(low=low, likely=likely, high=high), "low")
        return cls(Fraction(low), Fraction(likely), Fraction(high))

    @classmethod
    def at_least(cls, low: Decimal | Fraction | int = 0) -> Self:
        """An amount of which only a lower bound is known."""
        return cls(Fraction(low), None, None)

    @property
    def missing(self) -> bool:
        return self.likely is None or self.high is None

    @property
    def is_zero(self) -> bool:
        return self.low == 0 and self.high == 0

    @property
    def width(self) -> Fraction | None:
        """How far it is from low to high; None without an upper bound."""
        return None if self.high is None else self.high - self.low

    @property
    def baht(self) -> Baht:
        """In satang, each of the three rounded at the edge."""
        return Baht(
            baht(self.low),
            None if self.likely is None else baht(self.likely),
            None if self.high is None else baht(self.high),
        )

    def __add__(self, other: "Range") -> "Range":
        if self is ZERO or other is ZERO:
            return other if self is ZERO else self
        return Range(self.low + other.low, _add(self.likely, other.likely), _add(self.high, other.high))

    def times(self, other: "Range") -> "Range":
        """The product of two amounts that are not negative; nothing of something unknown is nothing."""
        if self is ONE or other is ONE:
            return other if self is ONE else self
        if self.is_zero or other.is_zero:
            return ZERO
        return Range(self.low * other.low, _times(self.likely, other.likely), _times(self.high, other.high))

    def over(self, other: "Range") -> "Range":
        """Divided by an amount above zero whose three values are known: least over most, most over least."""
        if other is ONE:
            return self
        if other.likely is None or other.high is None:
            raise ValueError("cannot divide by an unknown amount")
        likely = None if self.likely is None else self.likely / other.likely
        return Range(self.low / other.high, likely, None if self.high is None else self.high / other.low)

    def holds(self, value: Fraction) -> bool:
        """Whether the value may be the true one."""
        return self.low <= value and (self.high is None or value <= self.high)


def _add(one: Fraction | None, other: Fraction | None) -> Fraction | None:
    return None if one is None or other is None else one + other


def _times(one: Fraction | None, other: Fraction | None) -> Fraction | None:
    return None if one is None or other is None else one * other


ZERO = Range.of(0)
ONE = Range.of(1)


@dataclass(frozen=True, slots=True)
class Figures:
    """The two figures of everything: what left the purse, and what it cost with unpaid work, own inputs and wear."""

    cash: Range
    full: Range

    @classmethod
    def both(cls, amount: Range) -> Self:
        """Where cash and full are the same."""
        return cls(amount, amount)

    @property
    def missing(self) -> bool:
        return self.cash.missing or self.full.missing

    def __add__(self, other: "Figures") -> "Figures":
        if self is NOTHING or other is NOTHING:
            return other if self is NOTHING else self
        full = self.full + other.full
        alike = self.cash is self.full and other.cash is other.full
        return Figures(full if alike else self.cash + other.cash, full)

    def times(self, amount: Range) -> "Figures":
        """Both times an amount that is not negative."""
        full = self.full.times(amount)
        return Figures(full if self.cash is self.full else self.cash.times(amount), full)

    def over(self, amount: Range) -> "Figures":
        """Both divided by an amount above zero."""
        full = self.full.over(amount)
        return Figures(full if self.cash is self.full else self.cash.over(amount), full)


NOTHING = Figures.both(ZERO)


def total(amounts: Iterable[Figures]) -> Figures:
    """The sum; of none, nothing."""
    return sum(amounts, NOTHING)
