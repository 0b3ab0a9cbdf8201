"""The array form of the engine: a whole programme at once, all six figures, over the definition in `domain.bills`.

Leaves (materials, and lines with a price of their own) and recipes each belong to one group, and no line crosses from one
group to another. Groups are laid side by side in blocks small enough for the processor's cache; inside a block, recipes
of one level with about equally many lines make a rectangle that is gathered, multiplied and added at once.
"""

from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ruamphon.costing.domain import Book, Figures, Price, Range, bill_of, check_recipe, makers_in
from ruamphon.costing.domain.bills import BillLine, per_output

Numbers = NDArray[np.float64]
Places = NDArray[np.int64]

LEVELS = ("low", "likely", "high")
FIGURES = ("cash low", "cash likely", "cash high", "full low", "full likely", "full high")
"""The rows of every table of values. A missing price is (0, nan, inf) in the figures it is missing in."""
WIDTHS = np.array([1, 2, 3, 4, 5, 6, 8, 10, 12, 16, 20, 24, 32, 48, 64, 96, 128, 192, 256, 512, 1024])
"""Rectangles have one of these widths; rows are filled up with nothing (a wider recipe gets its own width)."""
LINES_A_BLOCK = 200_000
UNKNOWN = -1
"""Stands for "nobody knows" among satang."""
UNIT = 2.0**-53


class GoesInCircles(ValueError):  # noqa: N818 — reads as what happened
    """Some recipe needs itself; `path` has the places on the way round, the first again at the end."""

    def __init__(self, path: tuple[int, ...]) -> None:
        super().__init__("recipes in a circle: " + " → ".join(map(str, path)))
        self.path = path


@dataclass(frozen=True, slots=True)
class Lines:
    """All lines as columns, sorted by recipe. Places count from 0; what is taken is a leaf, or leaves + a recipe.

    `amount` has three rows (low, likely, high), or one where no line has a range: how much of what is taken is in one
    good main output, as `domain.bills` says.
    """

    recipe: Places
    takes: Places
    amount: Numbers


@dataclass(frozen=True, slots=True)
class _Rectangle:
    """Recipes of one block, level and width: rows `start` to `stop` of the block, and what they take."""

    start: int
    stop: int
    takes: Places
    amount: tuple[Numbers, Numbers, Numbers]


@dataclass(frozen=True, slots=True)
class _Block:
    start: int
    stop: int
    rectangles: tuple[_Rectangle, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that does not depend on prices, laid out for `roll`."""

    blocks: tuple[_Block, ...]
    leaf_at: Places
    recipe_at: Places
    nodes: int
    depth: int
    widest: int

    def table(self, prices: Numbers) -> Numbers:
        """A table for `roll` with the leaves' prices (six rows, one column a leaf) in their places."""
        values = np.zeros((len(FIGURES), self.nodes))
        values[:, self.leaf_at] = prices
        return values

    def roll(self, values: Numbers, *, threads: int = 1) -> None:
        """The kernel: fill in the recipes of a table from its leaves. Blocks know nothing of each other."""
        if threads == 1:
            self._roll(values, self.blocks)
            return
        with ThreadPoolExecutor(threads) as pool:
            shares = [self.blocks[first::threads] for first in range(threads)]
            list(pool.map(lambda blocks: self._roll(values, blocks), shares))

    def _roll(self, values: Numbers, blocks: Sequence[_Block]) -> None:
        largest = max((each.takes.size for block in blocks for each in block.rectangles), default=0)
        room = np.empty(largest)
        with np.errstate(invalid="ignore"):
            for block in blocks:
                part = values[:, block.start : block.stop]
                for rectangle in block.rectangles:
                    _fill(part, rectangle, room)

    def of_recipes(self, values: Numbers) -> Numbers:
        """The recipes' figures out of a rolled table, six rows, in the order of the caller."""
        return values[:, self.recipe_at]

    def run(self, prices: Numbers) -> Numbers:
        """Prices in, the recipes' six figures out."""
        values = self.table(prices)
        self.roll(values)
        return self.of_recipes(values)

    @property
    def error(self) -> float:
        """How far a value may be from the exact one, as a share of it: each product and each sum adds half a unit."""
        return (self.depth + 1) * (self.widest + 6) * UNIT


def prepare(lines: Lines, *, leaf_group: Places, recipe_group: Places) -> Plan:
    """Lay out lines for rolling. Raises GoesInCircles, and ValueError when a line crosses from group to group."""
    leaves, recipes = len(leaf_group), len(recipe_group)
    group_of = np.concatenate((leaf_group, recipe_group))
    if np.any(group_of[lines.takes] != recipe_group[lines.recipe]):
        raise ValueError("a line takes something of another group")
    counts = np.bincount(lines.recipe, minlength=recipes)
    starts = np.concatenate(([0], np.cumsum(counts)[:-1])).astype(np.int64)
    levels = levels_of(lines, leaves=leaves, recipes=recipes)
    shapes = _Shapes(lines, starts, counts, levels, _widths(counts))
    layout = _layout(leaf_group, recipe_group, shapes)
    blocks = tuple(_block(each, shapes, layout) for each in range(len(layout.starts) - 1))
    depth, widest = int(levels.max(initial=0)), int(counts.max(initial=0))
    return Plan(blocks, layout.at[:leaves], layout.at[leaves:], int(layout.starts[-1]), depth, widest)


def levels_of(lines: Lines, *, leaves: int, recipes: int) -> Places:
    """The level of every recipe: 1 above all it takes, 0 where it takes leaves only. Raises GoesInCircles."""
    made = np.flatnonzero(lines.takes >= leaves)
    parent, child = lines.recipe[made], lines.takes[made] - leaves
    levels = np.zeros(recipes, np.int64)
    waiting = np.zeros(recipes, bool)
    waiting[parent] = True
    level = 0
    while len(parent):
        level += 1
        blocked = np.zeros(recipes, bool)
        blocked[parent[waiting[child]]] = True
        ready = waiting & ~blocked
        if not ready.any():
            raise GoesInCircles(_circle(parent, child, waiting))
        levels[ready] = level
        left = blocked[parent]
        waiting, parent, child = blocked, parent[left], child[left]
    return levels


def depends_on(lines: Lines, taken: Sequence[int], *, leaves: int, recipes: int) -> Places:
    """The places of all recipes that use one of these leaves or recipes, however far up, and of these recipes."""
    touched = np.zeros(leaves + recipes, bool)
    touched[np.asarray(taken, np.int64)] = True
    found = 0
    while True:
        touched[leaves + lines.recipe[touched[lines.takes]]] = True
        count = int(touched[leaves:].sum())
        if count == found:
            return np.flatnonzero(touched[leaves:])
        found = count


def whereabouts(known: Places, wanted: Places) -> Places:
    """Where each wanted id stands among the known ones; -1 for one that is not there."""
    if not len(known):
        return np.full(len(wanted), -1, np.int64)
    low, high = int(known.min()), int(known.max())
    if high - low < 8 * len(known) + 1024:
        table = np.full(high - low + 2, -1, np.int64)
        table[known - low] = np.arange(len(known))
        return table[np.where((wanted >= low) & (wanted <= high), wanted - low, -1)]
    order = np.argsort(known, kind="stable")
    near = order[np.minimum(np.searchsorted(known, wanted, sorter=order), len(known) - 1)]
    return np.where(known[near] == wanted, near, -1)


# From books -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Columns:
    """Books as columns. `names` has (number of the book, code of the output) for every output, in their order.

    An output costs what its recipe does times `factor` (low, likely, high): its share of the cost, for one of it.
    """

    lines: Lines
    prices: Numbers
    leaf_group: Places
    recipe_group: Places
    names: tuple[tuple[int, str], ...]
    output_recipe: Places
    factor: Numbers

    def plan(self) -> Plan:
        """The layout for rolling. Raises GoesInCircles."""
        return prepare(self.lines, leaf_group=self.leaf_group, recipe_group=self.recipe_group)

    def of_outputs(self, recipes: Numbers) -> Numbers:
        """The six figures of every output from those of the recipes."""
        with np.errstate(invalid="ignore"):
            made = recipes[:, self.output_recipe] * np.concatenate((self.factor, self.factor))
        made[:, self.factor[0] == 0] = 0.0
        return made


def columns(books: Iterable[Book]) -> Columns:
    """Books, one a group, as columns by the definition of `domain.bills`. Raises a CostProblem for a bad recipe.

    A material is one leaf; a line with a price of its own is a leaf too. Lines that take nothing are left out.
    """
    draft = _Draft([], [], [], [], [], [], [], [], [])
    for number, book in enumerate(books):
        _add(book, number, draft)
    leaves = len(draft.prices)
    takes = [place if leaf else leaves + place for leaf, place in draft.takes]
    return Columns(
        Lines(_ints(draft.recipe), _ints(takes), _table(draft.amount, len(LEVELS))),
        _table(draft.prices, len(FIGURES)),
        _ints(draft.leaf_group),
        _ints(draft.recipe_group),
        tuple(draft.names),
        _ints(draft.output_recipe),
        _table(draft.factor, len(LEVELS)),
    )


@dataclass(frozen=True, slots=True)
class _Draft:
    """Columns while they grow. A line takes (True, leaf) or (False, recipe)."""

    recipe: list[int]
    takes: list[tuple[bool, int]]
    amount: list[list[float]]
    prices: list[list[float]]
    leaf_group: list[int]
    recipe_group: list[int]
    names: list[tuple[int, str]]
    output_recipe: list[int]
    factor: list[list[float]]


def _add(book: Book, number: int, draft: _Draft) -> None:
    makers, materials = makers_in(book), {}
    for code, material in book.materials.items():
        materials[code] = _leaf(material.price, number, draft)
    placed = {code: len(draft.recipe_group) + place for place, code in enumerate(book.recipes)}
    for recipe in book.recipes.values():
        check_recipe(recipe)
        draft.recipe_group.append(number)
        for each in bill_of(recipe, book, makers):
            if not each.amount.is_zero:
                draft.recipe.append(placed[recipe.code])
                draft.amount.append(_three(each.amount))
                draft.takes.append(_taken(each, materials, placed, number, draft))
        for output in recipe.outputs:
            draft.names.append((number, output.code))
            draft.output_recipe.append(placed[recipe.code])
            draft.factor.append(_three(per_output(recipe, output)))


def _taken(
    each: BillLine, materials: dict[str, int], placed: dict[str, int], number: int, draft: _Draft
) -> tuple[bool, int]:
    if each.below is not None:
        return False, placed[each.below.code]
    own = each.line.price
    return True, materials[each.line.material] if own is None else _leaf(own, number, draft)


def _leaf(price: Price, number: int, draft: _Draft) -> int:
    draft.prices.append(_six(price.figures))
    draft.leaf_group.append(number)
    return len(draft.prices) - 1


def _six(figures: Figures) -> list[float]:
    return [*_three(figures.cash), *_three(figures.full)]


def _three(amount: Range) -> list[float]:
    likely = np.nan if amount.likely is None else float(amount.likely)
    return [float(amount.low), likely, np.inf if amount.high is None else float(amount.high)]


def _ints(numbers: list[int]) -> Places:
    return np.array(numbers, np.int64)


def _table(rows: list[list[float]], width: int) -> Numbers:
    return np.ascontiguousarray(np.array(rows, np.float64).reshape(-1, width).T)


# The edge ---------------------------------------------------------------------------------------------------


def in_satang(values: Numbers) -> Places:
    """Values in satang at the edge of `domain.amounts.baht`; UNKNOWN where nobody knows (nan, inf)."""
    known = np.isfinite(values)
    nudged = (np.where(known, values, 0.0) + 1e-9) * 100 + 0.5
    return np.where(known, np.floor(nudged), UNKNOWN).astype(np.int64)


def in_doubt(values: Numbers, error: float) -> NDArray[np.bool_]:
    """Which values lie so near an edge that the last bits could decide: those are worked out exactly instead.

    `error` is a plan's. What lies on a half satang to the digit is not in doubt up to some ten thousand baht: the nudge
    of 1e-9 baht is larger than the error there, and it is exact on both sides.
    """
    nudged = (np.where(np.isfinite(values), values, 0.0) + 1e-9) * 100 + 0.5
    return np.abs(nudged - np.rint(nudged)) <= nudged * (error + 4 * UNIT)


# Laying out -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Shapes:
    """The lines with what is known of every recipe: its first line, how many, its level and its rectangle's width."""

    lines: Lines
    starts: Places
    counts: Places
    levels: Places
    widths: Places


@dataclass(frozen=True, slots=True)
class _Layout:
    """Where every node stands. Block b has the nodes starts[b] to starts[b+1]: one nothing, its leaves, its recipes.

    `order` are the recipes as they stand, first[b] to first[b+1] those of a block, the first of them at first_row[b].
    """

    at: Places
    starts: Places
    order: Places
    first: Places
    first_row: Places


def _layout(leaf_group: Places, recipe_group: Places, shapes: _Shapes) -> _Layout:
    block_of = _blocks(leaf_group, recipe_group, shapes.counts)
    leaf_block, recipe_block = block_of[leaf_group], block_of[recipe_group]
    blocks = int(block_of.max(initial=-1)) + 1
    leaf_order = np.lexsort((leaf_group, leaf_block))
    order = np.lexsort((recipe_group, shapes.widths, shapes.levels, recipe_block))
    leaf_count = np.bincount(leaf_block, minlength=blocks)
    recipe_count = np.bincount(recipe_block, minlength=blocks)
    starts, first = _ends(1 + leaf_count + recipe_count), _ends(recipe_count)
    first_row = starts[:-1] + 1 + leaf_count
    at = np.empty(len(leaf_group) + len(recipe_group), np.int64)
    at[leaf_order] = _in_turn(leaf_block[leaf_order], starts[:-1] + 1, _ends(leaf_count))
    at[len(leaf_group) + order] = _in_turn(recipe_block[order], first_row, first)
    return _Layout(at, starts, order, first, first_row)


def _ends(counts: Places) -> Places:
    """Where each begins when they are laid end to end, and where the last ends."""
    return np.concatenate(([0], np.cumsum(counts))).astype(np.int64)


def _in_turn(blocks: Places, begin: Places, first: Places) -> Places:
    """Places one after the other in every block, from where its own begin."""
    return begin[blocks] + np.arange(len(blocks)) - first[blocks]


def _blocks(leaf_group: Places, recipe_group: Places, counts: Places) -> Places:
    """The block of every group: in the order of their numbers, about LINES_A_BLOCK lines each."""
    groups = int(max(leaf_group.max(initial=-1), recipe_group.max(initial=-1))) + 1
    lines = np.bincount(recipe_group, weights=counts, minlength=groups)
    return ((np.cumsum(lines) - lines) // LINES_A_BLOCK).astype(np.int64)


def _widths(counts: Places) -> Places:
    place = np.searchsorted(WIDTHS, counts)
    return np.where(place < len(WIDTHS), WIDTHS[np.minimum(place, len(WIDTHS) - 1)], counts)


def _block(block: int, shapes: _Shapes, layout: _Layout) -> _Block:
    begin, end = int(layout.starts[block]), int(layout.starts[block + 1])
    order = layout.order[layout.first[block] : layout.first[block + 1]]
    levels, widths = shapes.levels[order], shapes.widths[order]
    cuts = np.flatnonzero((np.diff(levels) != 0) | (np.diff(widths) != 0)) + 1
    row = int(layout.first_row[block]) - begin
    found = []
    for rows in np.split(order, cuts):
        if len(rows) and shapes.counts[rows].any():
            takes, amount = _rectangle(rows, begin, shapes, layout)
            found.append(_Rectangle(row, row + len(rows), takes - begin, amount))
        row += len(rows)
    return _Block(begin, end, tuple(found))


def _rectangle(
    rows: Places, begin: int, shapes: _Shapes, layout: _Layout
) -> tuple[Places, tuple[Numbers, Numbers, Numbers]]:
    """One line a row of the table and one recipe a column, so that recipes lie side by side in memory.

    What fills up takes the nothing of the block, which stands at `begin`.
    """
    lines = shapes.lines
    place = np.arange(int(shapes.widths[rows[0]]))[:, None]
    inside = place < shapes.counts[rows]
    line = np.where(inside, shapes.starts[rows] + place, 0)
    amounts = [np.where(inside, each[line], 0.0) for each in lines.amount]
    low, likely, high = amounts if len(amounts) == len(LEVELS) else amounts * len(LEVELS)
    return np.where(inside & (high > 0), layout.at[lines.takes[line]], begin), (low, likely, high)


def _fill(part: Numbers, rectangle: _Rectangle, room: Numbers) -> None:
    takes = rectangle.takes
    taken = room[: takes.size].reshape(takes.shape)
    for figure, row in enumerate(part):
        amount = rectangle.amount[figure % len(LEVELS)]
        row.take(takes, out=taken, mode="clip")
        np.einsum("lr,lr->r", amount, taken, out=row[rectangle.start : rectangle.stop])


def _circle(parent: Places, child: Places, waiting: NDArray[np.bool_]) -> tuple[int, ...]:
    """Go down from the first recipe that waits, always to the first that waits below, until one comes again."""
    below: dict[int, int] = {}
    for one, other in zip(parent.tolist(), child.tolist(), strict=True):
        if waiting[other]:
            below.setdefault(one, other)
    way = [min(below)]
    while below[way[-1]] not in way:
        way.append(below[way[-1]])
    again = way.index(below[way[-1]])
    return (*way[again:], way[again])
