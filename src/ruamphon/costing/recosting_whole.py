"""What every sheet of a place costs, worked out at once from its tables: to check what is kept, and to put it right.

Single changes keep their own figures (costing.recosting). This is for what comes past the pages: an archive brought back,
a table changed by hand, a newer engine.
"""

from dataclasses import dataclass

import numpy as np
from django.db import connection, models, transaction
from django.db.models import Case, F, Q, Value, When
from django.db.models.functions import Coalesce
from numpy.typing import NDArray

from ruamphon.costing.bulk import Change, read, update
from ruamphon.costing.enums import Paid
from ruamphon.costing.models import Material, Output, Recipe, RecipeCost, RecipeLine
from ruamphon.costing.recosting import FIGURES, recost
from ruamphon.costing.rollup import (
    LEVELS,
    UNIT,
    UNKNOWN,
    Lines,
    Numbers,
    Places,
    Plan,
    in_doubt,
    in_satang,
    prepare,
    whereabouts,
)

EMPTY = -1.0
"""Stands for an empty column on the way; no price is below zero."""
STORED = 24 * UNIT
"""How far reading, dividing by what a price is for, and sharing may add to a plan's error."""
LINE = ("recipe_id", "takes_material", "takes_output", "own_price", "taken_low", "taken_likely", "taken_high")
OWN_PRICE = Q(material__isnull=True, made__isnull=True)
OWN = ("value_low", "likely", "high", "value_for", "in_cash", "in_full")


@dataclass(frozen=True, slots=True)
class Tally:
    """How many sheets keep figures, how many of these were others, and how many groups the exact engine was asked for."""

    sheets: int
    differing: int
    groups_asked: int


@dataclass(frozen=True, slots=True)
class Tables:
    """A place's tables as columns. Leaves are the materials, then the lines with a price of their own.

    `share` is how much of its batch's cost a recipe's main output carries.
    """

    recipes: Places
    recipe_group: Places
    leaf_group: Places
    lines: Lines
    prices: Numbers
    share: Numbers

    def figures(self) -> tuple[Numbers, float]:
        """The six figures of every recipe's main output, and how far they may be off, as a share of them."""
        plan: Plan = prepare(self.lines, leaf_group=self.leaf_group, recipe_group=self.recipe_group)
        return _shared(plan.run(self.prices), self.share), plan.error + STORED


def recost_whole(*, keep: bool = True) -> Tally:
    """Work out every sheet that keeps figures and, with `keep`, keep what differs. Nobody changes a cost meanwhile.

    What is so near an edge that the arrays cannot tell is worked out exactly, with its whole group.
    """
    with transaction.atomic():
        _hold()
        tables = read_tables()
        values, error = tables.figures()
        recipes, kept = _kept()
        at = whereabouts(tables.recipes, recipes)
        found, values = at >= 0, values[:, at]
        satang, doubtful = in_satang(values), found & in_doubt(values, error).any(axis=0)
        differs = found & ~doubtful & (satang != kept).any(axis=0)
        groups = np.unique(tables.recipe_group[at[doubtful]])
        if keep:
            update(Change(RecipeCost, "recipe_id", FIGURES, recipes[differs], satang[:, differs]))
            _exactly(tables, groups)
    return Tally(int(found.sum()), int(differs.sum()), len(groups))


def read_tables() -> Tables:
    """All recipes that are not in the bin, with what they take. Five queries."""
    recipes, recipe_group = _ids(read(Recipe.objects.order_by("pk"), "pk", "enterprise_id"))
    materials, material_group, prices = _materials()
    outputs, maker, share = _outputs(recipes)
    lines = read(lines_taking(), *LINE)
    at, taken = whereabouts(recipes, _id(lines[0])), lines[4:]
    leaf = whereabouts(materials, _id(lines[1]))
    below = np.append(maker, -1)[whereabouts(outputs, _id(lines[2]))]
    own = lines[3] > 0
    leaf[own] = len(materials) + np.arange(int(own.sum()))
    leaves = len(materials) + int(own.sum())
    takes = np.where(leaf >= 0, leaf, np.where(below >= 0, leaves + below, -1))
    goes_in = (at >= 0) & (takes >= 0) & taken.any(axis=0)
    return Tables(
        recipes,
        recipe_group,
        np.concatenate((material_group, recipe_group[at[own]])),
        Lines(at[goes_in], takes[goes_in], np.ascontiguousarray(taken[:, goes_in])),
        np.concatenate((prices, _own_prices()), axis=1),
        share,
    )


def _hold() -> None:
    """Wait for changes under way and let no other begin. SQLite's transactions do so by themselves."""
    if connection.vendor == "postgresql":
        table = connection.ops.quote_name(RecipeCost._meta.db_table)  # noqa: SLF001 — its documented way
        with connection.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {table} IN EXCLUSIVE MODE")


def _materials() -> tuple[Places, Places, Numbers]:
    """Their ids, their groups and the six prices of one of their units."""
    ends = {name: _filled(name) for name in FIGURES}
    names = [f"{name}_or_empty" for name in FIGURES]
    rows = Material.objects.order_by("pk").annotate(**dict(zip(names, ends.values(), strict=True)))
    found = read(rows, "pk", "enterprise_id", "price_for", *names)
    return *_ids(found[:2]), _six(found[3:]) / found[2]


def _outputs(recipes: Places) -> tuple[Places, Places, Numbers]:
    """Their ids, the places of their recipes, and what share of the cost every recipe's first one carries."""
    rows = Output.with_bin.order_by("recipe_id", "position", "pk")
    ids, recipe, weight = read(rows, "pk", "recipe_id", "weight")
    maker = whereabouts(recipes, _id(recipe))
    present = maker >= 0
    whole = np.bincount(maker[present], weight[present], minlength=len(recipes))
    first = np.zeros(len(recipes))
    at, firsts = np.unique(maker[present], return_index=True)
    first[at] = weight[present][firsts]
    return _id(ids), maker, np.divide(first, whole, out=np.zeros(len(recipes)), where=whole > 0)


def lines_taking() -> models.QuerySet:
    """All lines by their recipes: 0 for a material or an output that is not there, 1 for a price of its own."""
    return RecipeLine.with_bin.order_by("recipe_id", "pk").annotate(
        takes_material=Coalesce(F("material_id"), 0),
        takes_output=Coalesce(F("made_id"), 0),
        own_price=Case(When(OWN_PRICE, then=Value(1)), default=Value(0)),
    )


def _own_prices() -> Numbers:
    """The six prices of lines with a price of their own, in the order of `lines_taking`."""
    rows = RecipeLine.with_bin.filter(OWN_PRICE).order_by("recipe_id", "pk")
    priced = rows.annotate(
        likely=_filled("value_likely"),
        high=_filled("value_high"),
        in_cash=Case(When(paid=Paid.BOUGHT, then=Value(1)), default=Value(0)),
        in_full=Case(When(paid=Paid.NATURE, then=Value(0)), default=Value(1)),
    )
    found = read(priced, *OWN)
    value = _three(found[:3]) / found[3]
    return np.concatenate([np.where(counts > 0, value, 0.0) for counts in found[4:]])


def _kept() -> tuple[Places, Places]:
    """The recipes that keep figures, and those figures in satang."""
    names = [f"{name}_or_empty" for name in FIGURES]
    ends = dict(zip(names, map(_filled, FIGURES), strict=True))
    found = read(RecipeCost.with_bin.order_by("recipe_id").annotate(**ends), "recipe_id", *names)
    known = found[1:] != EMPTY
    return _id(found[0]), np.where(known, np.rint(found[1:] * 100), UNKNOWN).astype(np.int64)


def _exactly(tables: Tables, groups: Places) -> None:
    for group in groups.tolist():
        codes = [f"recipe-{recipe}" for recipe in tables.recipes[tables.recipe_group == group].tolist()]
        recost(group, codes)


def _filled(name: str) -> Coalesce:
    return Coalesce(F(name), Value(EMPTY), output_field=models.FloatField())


def _shared(values: Numbers, share: Numbers) -> Numbers:
    """An output that carries nothing costs nothing, whether all prices are known or not."""
    with np.errstate(invalid="ignore"):
        return np.where(share > 0, values * share, 0.0)


def _six(columns: Numbers) -> Numbers:
    return np.concatenate((_three(columns[:3]), _three(columns[3:])))


def _three(columns: Numbers) -> Numbers:
    """Low, likely and high as the roll-up has them: nobody knows is nan for likely and no upper bound for high."""
    nobody_knows = np.array([[0.0], [np.nan], [np.inf]])[: len(LEVELS)]
    return np.where(columns == EMPTY, nobody_knows, columns)


def _ids(columns: Numbers) -> tuple[Places, Places]:
    return _id(columns[0]), _id(columns[1])


def _id(column: NDArray[np.float64]) -> Places:
    return column.astype(np.int64)
