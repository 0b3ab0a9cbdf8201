"""What only some forms of production have on their sheet: the kilo of a herd, the smallest group of a visit."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from ruamphon.core.text import Text
from ruamphon.costing.domain import CostProblem, Range, Sheet, baht, per_kilo, smallest_group
from ruamphon.costing.queries.figures import Figure, figure


@dataclass(frozen=True, slots=True)
class Kilo:
    """What a kilo live weight costs, and what a head weighs."""

    cash: Figure
    full: Figure
    weight: Range


@dataclass(frozen=True, slots=True)
class Visitors:
    """From how many heads a price a head covers the cost, in cash and in full; `problem` says why nobody knows.

    A group smaller than `smallest` pays `least` baht, for `smallest` heads.
    """

    cash: int | None
    full: int | None
    problem: Text | None
    smallest: int | None
    least: Decimal | None


NO_PRICE = Text(
    "ใส่ราคาต่อคนก่อน จึงบอกได้ว่ากลุ่มเล็กสุดกี่คนจึงคุ้ม",
    "Enter a price a head to see from how many people it pays.",
)


def kilo_of(sheet: Sheet, weight: Range) -> Kilo:
    """The cost of a kilo of a herd whose heads weigh `weight` kg."""
    each = per_kilo(sheet, weight)
    return Kilo(figure(each.cash), figure(each.full), weight)


def visitors_of(sheet: Sheet, price: Fraction | None, smallest: int | None) -> Visitors:
    """The smallest groups that cover the cost at a price a head."""
    if price is None:
        return Visitors(None, None, NO_PRICE, smallest, None)
    least = None if smallest is None else baht(price * smallest)
    try:
        cash = smallest_group(sheet, price, cash=True)
        return Visitors(cash, smallest_group(sheet, price), None, smallest, least)
    except CostProblem as problem:
        return Visitors(None, None, problem.reason, smallest, least)
