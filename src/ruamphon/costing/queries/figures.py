"""One of the two figures as pages print it."""

from dataclasses import dataclass
from decimal import Decimal

from ruamphon.costing.domain import Range


@dataclass(frozen=True, slots=True)
class Figure:
    """One of the two figures in satang; without `likely` only `low` is known, and the page says "at least"."""

    low: Decimal
    likely: Decimal | None
    high: Decimal | None

    @property
    def shown(self) -> Decimal:
        """The number printed large."""
        return self.low if self.likely is None else self.likely

    @property
    def at_least(self) -> bool:
        """Whether something has no price."""
        return self.likely is None or self.high is None

    @property
    def is_range(self) -> bool:
        """Whether low and high differ."""
        return not self.at_least and self.low != self.high


def figure(amount: Range) -> Figure:
    """A range in satang."""
    rounded = amount.baht
    return Figure(rounded.low, rounded.likely, rounded.high)
