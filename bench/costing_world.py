"""An invented programme of any size for `bench.costing`: the same groups, recipes and prices every time."""

from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from ruamphon.costing.rollup import FIGURES, Lines, Numbers, Places

RECIPES = 10
LINES = 10
MATERIALS = 20
AT_LEVEL = (3, 2, 2, 1, 1, 1)
"""How many of a group's ten recipes are at each of the six levels."""


@dataclass(frozen=True, slots=True)
class World:
    """A programme as columns, in the order its rows are stored: group after group, recipe after recipe."""

    lines: Lines
    prices: Numbers
    leaf_group: Places
    recipe_group: Places

    @property
    def groups(self) -> int:
        return len(self.recipe_group) // RECIPES

    @property
    def leaves(self) -> int:
        return len(self.leaf_group)

    @property
    def recipes(self) -> int:
        return len(self.recipe_group)


def world(groups: int) -> World:
    """`groups` groups of 10 recipes in six levels with 10 lines each, and 20 materials with prices.

    A recipe above the lowest level takes at least one of the level below and perhaps one of any lower level; every
    other line is a material. Amounts and prices are ranges of 10 % each way.
    """
    chance = np.random.default_rng(groups)
    level = np.repeat(np.arange(len(AT_LEVEL)), AT_LEVEL)
    first = np.concatenate(([0], np.cumsum(AT_LEVEL)))[level]
    takes = (
        chance.integers(0, MATERIALS, (groups, RECIPES, LINES))
        + (np.arange(groups) * MATERIALS)[:, None, None]
    )
    home = groups * MATERIALS + (np.arange(groups) * RECIPES)[:, None]
    above = level > 0
    below = np.concatenate(([0], np.cumsum(AT_LEVEL)))[np.maximum(level - 1, 0)]
    near = below + (chance.random((groups, RECIPES)) * (first - below)).astype(np.int64)
    some = (chance.random((groups, RECIPES)) * first).astype(np.int64)
    takes[:, above, 0] = (home + near)[:, above]
    takes[:, above, 1] = (home + some)[:, above]
    likely = np.round(chance.random(groups * RECIPES * LINES) * 0.2 + 0.01, 4)
    price = np.round(chance.random(groups * MATERIALS) * 100 + 1, 2)
    cash = price * (chance.random(groups * MATERIALS) > 0.2)
    return World(
        Lines(
            np.repeat(np.arange(groups * RECIPES), LINES),
            takes.ravel(),
            np.stack((likely * 0.9, likely, likely * 1.1)),
        ),
        np.stack([each * factor for each in (cash, price) for factor in (0.9, 1.0, 1.1)]).reshape(
            len(FIGURES), -1
        ),
        np.repeat(np.arange(groups), MATERIALS),
        np.repeat(np.arange(groups), RECIPES),
    )


def group_book(world: World, group: int):
    """One group of the world as the exact engine's book: codes are places, m… for materials and r… for recipes."""
    from ruamphon.costing.domain import Material, Range, book, price_of

    materials = []
    for leaf in np.flatnonzero(world.leaf_group == group).tolist():
        low, likely, high = world.prices[3:, leaf].tolist()
        price = price_of(Range.between(*(_cents(each) for each in (low, likely, high))), "kg")
        materials.append(Material(code=f"m{leaf}", name=f"m{leaf}", price=price))
    recipes = np.flatnonzero(world.recipe_group == group).tolist()
    return book(tuple(materials), tuple(_recipe(world, place) for place in recipes))


def _recipe(world: World, place: int):
    from ruamphon.costing.domain import Output, Range, Recipe

    lines = np.flatnonzero(world.lines.recipe == place).tolist()
    return Recipe(
        code=f"r{place}",
        name=f"r{place}",
        outputs=(Output(code=f"r{place}:0", name="kg", quantity=Range.of(1), unit="kg"),),
        lines=tuple(_line(world, line) for line in lines),
    )


def _line(world: World, line: int):
    from ruamphon.costing.domain import Line, Range
    from ruamphon.costing.enums import Part

    taken = int(world.lines.takes[line])
    source = {"material": f"m{taken}"} if taken < world.leaves else {"made": f"r{taken - world.leaves}"}
    low, likely, high = (_cents(each) for each in world.lines.amount[:, line].tolist())
    return Line(
        code=str(line),
        name=str(line),
        part=Part.MATERIAL,
        quantity=Range.between(low, likely, high),
        unit="kg",
        **source,
    )


def _cents(number: float) -> Fraction:
    return Fraction(round(number * 10_000), 10_000)
