"""How much of what is in one good piece: the one definition that the exact and the array engine both work from.

The cost of a good main output that carried the whole cost of its batch is the sum over the lines of
`amount` x (price of what is taken). Low, likely and high are worked out each for itself.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from ruamphon.costing.domain.amounts import ONE, Exact, Range
from ruamphon.costing.domain.checking import NO_MATERIAL, Makers, check_price
from ruamphon.costing.domain.problems import NameProblem
from ruamphon.costing.domain.recipes import Book, Line, Output, Recipe
from ruamphon.costing.domain.units import in_units
from ruamphon.costing.enums import Basis


@dataclass(frozen=True, slots=True)
class BillLine:
    """A line of a recipe as the engines see it: `amount` of what is taken is in one good main output.

    A line made by another recipe takes its good main output carrying the whole cost; the share of the output that is
    really taken is in `amount`.
    """

    line: Line
    recipe: Recipe
    below: Recipe | None
    amount: Range


def bill_of(recipe: Recipe, book: Book, makers: Makers) -> tuple[BillLine, ...]:
    """The lines of a checked recipe; `makers` as `makers_in` gives them. Raises a CostProblem."""
    return tuple(_bill_line(line, recipe, book, makers) for line in recipe.lines)


def _bill_line(line: Line, recipe: Recipe, book: Book, makers: Makers) -> BillLine:
    unit, conversions = unit_of(line, book, makers)
    amount = taken(line, unit, conversions).times(in_piece(line, recipe))
    if not line.made:
        return BillLine(line, recipe, None, amount)
    below, output = makers[line.made]
    return BillLine(line, recipe, below, amount.times(per_output(below, output)))


def unit_of(line: Line, book: Book, makers: Makers) -> tuple[str, Mapping[str, Exact]]:
    """The unit the price of a line is for, with the conversions into it of what is taken. Raises a CostProblem."""
    if line.made:
        output = makers[line.made][1]
        return output.unit, output.conversions
    if line.price is not None:
        return line.price.unit, {}
    if line.material not in book.materials:
        raise NameProblem(NO_MATERIAL.format(name=line.name, code=line.material), "material")
    material = book.materials[line.material]
    check_price(material.price.full, material.name)
    return material.price.unit, material.conversions


def taken(line: Line, unit: str, conversions: Mapping[str, Exact]) -> Range:
    """The quantity of a line in `unit`, with what is lost before it goes in."""
    size = in_units(line.unit, unit, own=conversions, thing=line.name)
    whole = line.quantity if size == 1 else line.quantity.times(Range.of(size))
    if line.loss.is_zero:
        return whole
    low, likely, high = known(line.loss)
    return whole.over(Range(1 - high, 1 - likely, 1 - low))


def in_batch(line: Line, recipe: Recipe) -> Range:
    """How many times the quantity of a line is in one batch."""
    if line.basis is Basis.PIECE:
        return recipe.main.quantity
    if line.basis is Basis.HOUR:
        return recipe.hours or ONE
    return ONE.over(recipe.batches_a_month or ONE) if line.basis is Basis.MONTH else ONE


def in_piece(line: Line, recipe: Recipe) -> Range:
    """How many times it is in one good main output. What is per piece knows no batch size, only the loss."""
    if line.basis is Basis.PIECE:
        return ONE.over(recipe.good)
    return in_batch(line, recipe).over(good_pieces(recipe, recipe.main))


def per_output(recipe: Recipe, output: Output) -> Range:
    """What one good one of an output costs, in terms of one main output that carried the whole cost."""
    ratio = ONE if output == recipe.main else recipe.main.quantity.over(output.quantity)
    return ratio.times(Range.of(output.share))


def good_pieces(recipe: Recipe, output: Output) -> Range:
    """How many good ones of an output a batch gives."""
    return output.quantity.times(recipe.good)


def known(amount: Range) -> tuple[Exact, Exact, Exact]:
    """The three values of an amount that was checked to be known."""
    if amount.likely is None or amount.high is None:
        raise ValueError("an amount was not checked")
    return amount.low, amount.likely, amount.high
