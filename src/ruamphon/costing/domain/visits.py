"""Paid visits and services: what a group costs whatever its size, what each head adds, and the smallest group."""

from dataclasses import dataclass
from fractions import Fraction
from math import ceil

from ruamphon.core.text import Text
from ruamphon.costing.domain.amounts import Exact, Range
from ruamphon.costing.domain.checking import NEGATIVE, NOTHING_GOOD
from ruamphon.costing.domain.costing import cost
from ruamphon.costing.domain.deciding import break_even, by_batch
from ruamphon.costing.domain.problems import CostProblem, NothingGood, OutOfBounds
from ruamphon.costing.domain.recipes import Book, Line, Output, Recipe
from ruamphon.costing.domain.sheets import Sheet
from ruamphon.costing.enums import Form, Part

STILL_MISSING = Text(
    "ยังหากลุ่มที่เล็กที่สุดไม่ได้ เพราะยังไม่มีราคาของ {missing} ใส่ราคาก่อน",
    "The smallest group is not known yet: there is no price for {missing}. Enter it first.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """A service for `heads` people. Lines per batch come once a group, lines per piece once a head.

    A group smaller than `smallest` pays for `smallest`.
    """

    code: str
    name: str
    lines: tuple[Line, ...]
    heads: Range
    smallest: int = 1
    hours: Range | None = None
    batches_a_month: Range | None = None
    has_none: frozenset[Part] = frozenset()


def visit_recipe(visit: Visit) -> Recipe:
    """The visit as a recipe whose pieces are heads. Raises NothingGood for nobody."""
    if visit.heads.low <= 0:
        raise NothingGood(NOTHING_GOOD.format(name=visit.name), "heads")
    head = Output(code=f"{visit.code}:head", name=visit.name, quantity=visit.heads, unit="piece")
    return Recipe(
        code=visit.code,
        name=visit.name,
        outputs=(head,),
        lines=visit.lines,
        hours=visit.hours,
        batches_a_month=visit.batches_a_month,
        has_none=visit.has_none,
        form=Form.VISIT,
    )


def cost_of_group(visit: Visit, heads: int, book: Book) -> Sheet:
    """The sheet for a group of another size."""
    recipe = visit_recipe(
        Visit(
            code=visit.code,
            name=visit.name,
            lines=visit.lines,
            heads=Range.of(heads),
            hours=visit.hours,
            batches_a_month=visit.batches_a_month,
            has_none=visit.has_none,
        )
    )
    return cost(
        Book(materials=book.materials, recipes=dict(book.recipes) | {recipe.code: recipe}), recipe.code
    )


def smallest_group(sheet: Sheet, price: Fraction, *, cash: bool = False) -> int:
    """From how many heads a price a head covers the likely cost. Raises CostProblem when no number does."""
    parts = by_batch(sheet)
    fixed, variable = (
        (parts.fixed.cash, parts.variable.cash) if cash else (parts.fixed.full, parts.variable.full)
    )
    if fixed.likely is None or variable.likely is None:
        raise CostProblem(STILL_MISSING.format(missing=", ".join(sheet.completeness.missing)), "price")
    return max(1, ceil(break_even(fixed=fixed.likely, variable=variable.likely, price=price).pieces))


def bill(visit: Visit, heads: int, price: Fraction) -> Exact:
    """What a group pays: a head's price for each, at least for `smallest`."""
    if heads < 0 or price < 0:
        raise OutOfBounds(NEGATIVE.format(name=visit.name), "heads")
    return max(heads, visit.smallest) * price
