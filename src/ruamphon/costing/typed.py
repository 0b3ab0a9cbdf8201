"""What a form hands to an action about recipes: rows as people typed them, read into exact amounts."""

from dataclasses import dataclass
from fractions import Fraction

from ruamphon.costing.domain import Range
from ruamphon.costing.enums import Basis, Known, Paid, Part

ONE = Range.of(1)
NOTHING = Range.of(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class LineRow:
    """One line. `pk` is the line it was before. At most one of `material` and `made` (row numbers) is given.

    Without them `value` is what `value_for` of the unit costs; None is a price nobody has told.
    """

    name: str
    part: Part
    quantity: Range
    unit: str
    pk: int | None = None
    basis: Basis = Basis.BATCH
    known: Known = Known.ESTIMATED
    loss: Range = NOTHING
    material: int | None = None
    made: int | None = None
    value: Range | None = None
    value_for: Fraction = Fraction(1)
    paid: Paid = Paid.BOUGHT
    price_known: Known = Known.ESTIMATED
    crew_share: Fraction | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OutputRow:
    """One thing that comes out. `weight` is its part of the cost against the sum of all weights."""

    name: str
    quantity: Range
    unit: str
    pk: int | None = None
    unit_word: str = ""
    weight: Fraction = Fraction(1)
    price: Fraction | None = None
