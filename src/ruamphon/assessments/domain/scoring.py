"""What several assessors' levels add up to. What nobody could tell stays unknown; it is never zero."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

HUNDREDTH = Decimal("0.01")
DISAGREEMENT = 2
"""Levels between the highest and the lowest on one item from which assessors are said to disagree.

Two people who saw the same may honestly stop one level apart, at the line between two descriptions. Two levels apart
they cannot both be right: one knows something the other does not, and they should talk.
"""
OVERALL_DISAGREEMENT = Decimal(1)
"""The same for the whole: small differences even out over the items, so one whole level apart is much."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What one assessor said of one group: item code → level, or None where it could not be told."""

    assessor: int
    levels: Mapping[str, int | None]


@dataclass(frozen=True, slots=True)
class ItemResult:
    """One item over all sheets: mean in levels with two decimals, spread in levels, how many gave a level."""

    code: str
    mean: Decimal | None
    lowest: int | None
    highest: int | None
    count: int

    @property
    def spread(self) -> int | None:
        """Levels between the highest and the lowest; None where nobody gave one."""
        return None if self.highest is None or self.lowest is None else self.highest - self.lowest

    @property
    def disagrees(self) -> bool:
        """Whether the assessors are too far apart to be taken as one voice."""
        return self.spread is not None and self.spread >= DISAGREEMENT


@dataclass(frozen=True, slots=True)
class Summary:
    """A group's result in one round. `overall` and `spread` are in levels, weighted, with two decimals."""

    items: tuple[ItemResult, ...]
    overall: Decimal | None
    spread: Decimal | None
    assessors: int

    @property
    def missing(self) -> tuple[str, ...]:
        """The items nobody gave a level for; the overall mean is of the others."""
        return tuple(item.code for item in self.items if item.mean is None)

    @property
    def disagrees(self) -> bool:
        """Whether assessors are apart on an item, or on the whole."""
        whole = self.spread is not None and self.spread >= OVERALL_DISAGREEMENT
        return whole or any(item.disagrees for item in self.items)


def summarise(weights: Mapping[str, int], sheets: Sequence[Sheet]) -> Summary:
    """Means and spread over all sheets; `weights` names every item of the rubric in its order."""
    given = {
        code: [level for sheet in sheets if (level := sheet.levels.get(code)) is not None] for code in weights
    }
    means = {code: _mean((level, 1) for level in levels) for code, levels in given.items()}
    wholes = [whole for sheet in sheets if (whole := _whole(weights, sheet.levels)) is not None]
    return Summary(
        items=tuple(_item(code, levels, means[code]) for code, levels in given.items()),
        overall=_rounded(_whole(weights, means)),
        spread=_rounded(max(wholes) - min(wholes)) if wholes else None,
        assessors=len(sheets),
    )


def _item(code: str, levels: list[int], mean: Fraction | None) -> ItemResult:
    return ItemResult(code, _rounded(mean), min(levels, default=None), max(levels, default=None), len(levels))


def _whole(weights: Mapping[str, int], levels: Mapping[str, int | Fraction | None]) -> Fraction | None:
    return _mean(
        (level, weight) for code, weight in weights.items() if (level := levels.get(code)) is not None
    )


def _mean(pairs: Iterable[tuple[int | Fraction, int]]) -> Fraction | None:
    known = list(pairs)
    total = sum(weight for _, weight in known)
    return Fraction(sum(level * weight for level, weight in known)) / total if total else None


def _rounded(number: Fraction | None) -> Decimal | None:
    """Two decimals, half up; rounded once, here."""
    if number is None:
        return None
    return (Decimal(number.numerator) / Decimal(number.denominator)).quantize(
        HUNDREDTH, rounding=ROUND_HALF_UP
    )
