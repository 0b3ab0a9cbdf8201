"""Made to order: what an order needs once, and what each piece of it needs."""

from dataclasses import replace
from fractions import Fraction

from ruamphon.costing.domain.amounts import Range
from ruamphon.costing.domain.checking import NOTHING_GOOD
from ruamphon.costing.domain.problems import NothingGood
from ruamphon.costing.domain.recipes import Recipe
from ruamphon.costing.enums import Form


def order(pattern: Recipe, pieces: Fraction | int) -> Recipe:
    """The recipe of one order of `pieces`. Lines per piece grow with it, lines per batch come once an order.

    A spare to allow for bad ones is asked of `good`, as everywhere. Raises NothingGood for an order of nothing.
    """
    if pieces <= 0:
        raise NothingGood(NOTHING_GOOD.format(name=pattern.name), "pieces")
    wanted = replace(pattern.main, quantity=Range.of(pieces))
    return replace(pattern, outputs=(wanted, *pattern.outputs[1:]), form=Form.ORDER)
