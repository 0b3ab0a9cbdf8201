"""What every sheet of a place costs, worked out at once from its tables: to check what is kept, and to put it right.

Single changes keep their own figures (costing.recosting). This is for what comes past the pages: an archive brought back,
a table changed by hand, a newer engine.
"""

from dataclasses import dataclass

import numpy as np
from django.db import connection, models, transaction
from django.db.models import Case, F, Value, When
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
LINE = ("recipe_id", "takes", "taken_low", "taken_likely", "taken_high")
OWN = (
    "recipe_id",
    "taken_low",
    "taken_likely",
    "taken_high",
    "value_low",
    "likely",
    "high",
    "value_for",
    "in_cash",
    "in_full",
)
FILLED = tuple(name if name.endswith("low") else f"{name}_or_empty" for name in FIGURES)
"""The six figures with EMPTY where nobody knows; what is at least known is never empty."""


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
    recipes, recipe_group = _ids(read(Recipe.objects.all(), "pk", "enterprise_id"))
    materials, material_group, prices = _materials()
    outputs, maker, share = _outputs(recipes)
    lines = read(lines_taking(), *LINE)
    own = read(_own_lines(), *OWN) if (lines[1] == 0).any() else np.empty((len(OWN), 0))
    own_at = whereabouts(recipes, _id(own[0]))
    leaves = len(materials) + len(own_at)
    places = np.concatenate((whereabouts(recipes, _id(lines[0])), own_at))
    takes = np.concatenate(
        (_taken(_id(lines[1]), materials, outputs, maker, leaves), np.arange(len(materials), leaves))
    )
    return Tables(
        recipes,
        recipe_group,
        np.concatenate((material_group, recipe_group[own_at])),
        _in_order(places, takes, np.concatenate((lines[2:], own[1:4]), axis=1)),
        np.concatenate((prices, _own_prices(own[4:])), axis=1),
        share,
    )


def lines_taking() -> models.QuerySet:
    """All lines with what they take: a material's id, below zero an output's, or 0 for a price of its own."""
    return RecipeLine.with_bin.order_by().annotate(
        takes=Coalesce(F("material_id"), -F("made_id"), 0, output_field=models.BigIntegerField())
    )


def _taken(ids: Places, materials: Places, outputs: Places, maker: Places, leaves: int) -> Places:
    """The leaf, or leaves + the recipe, that each of these ids of `lines_taking` stands for; -1 for none."""
    leaf = whereabouts(materials, ids)
    below = np.append(maker, -1)[whereabouts(outputs, -ids)]
    return np.where(ids > 0, leaf, np.where(below >= 0, leaves + below, -1))


def _in_order(recipe: Places, takes: Places, taken: Numbers) -> Lines:
    """Lines by their recipes; those of recipes in the bin, and those that take nothing, are left out."""
    goes_in = (recipe >= 0) & (takes >= 0) & taken.any(axis=0)
    if goes_in.all() and (recipe[1:] >= recipe[:-1]).all():
        return Lines(recipe, takes, taken)
    order = np.flatnonzero(goes_in)
    order = order[np.argsort(recipe[order], kind="stable")]
    return Lines(recipe[order], takes[order], np.ascontiguousarray(taken[:, order]))


def _hold() -> None:
    """Wait for changes under way and let no other begin. SQLite's transactions do so by themselves."""
    if connection.vendor == "postgresql":
        table = connection.ops.quote_name(RecipeCost._meta.db_table)  # noqa: SLF001 — its documented way
        with connection.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {table} IN EXCLUSIVE MODE")


def _materials() -> tuple[Places, Places, Numbers]:
    """Their ids, their groups and the six prices of one of their units."""
    rows = _with_figures(Material.objects.order_by())
    found = read(rows, "pk", "enterprise_id", "price_for", *FILLED)
    return *_ids(found[:2]), _six(found[3:]) / found[2]


def _outputs(recipes: Places) -> tuple[Places, Places, Numbers]:
    """Their ids, the places of their recipes, and what share of the cost every recipe's first one carries."""
    ids, recipe, weight, position = read(Output.with_bin.order_by(), "pk", "recipe_id", "weight", "position")
    maker = whereabouts(recipes, _id(recipe))
    order = np.lexsort((ids, position, maker))
    order = order[maker[order] >= 0]
    first = order[np.diff(maker[order], prepend=-1) > 0]
    whole = np.bincount(maker[order], weight[order], minlength=len(recipes))
    share = np.zeros(len(recipes))
    share[maker[first]] = weight[first]
    return _id(ids), maker, np.divide(share, whole, out=share, where=whole > 0)


def _own_lines() -> models.QuerySet:
    """Lines of recipes that are not in the bin with a price of their own."""
    return (
        RecipeLine.objects.order_by()
        .filter(material=None, made=None)
        .annotate(
            likely=_filled("value_likely"),
            high=_filled("value_high"),
            in_cash=Case(When(paid=Paid.BOUGHT, then=Value(1)), default=Value(0)),
            in_full=Case(When(paid=Paid.NATURE, then=Value(0)), default=Value(1)),
        )
    )


def _own_prices(columns: Numbers) -> Numbers:
    """The six prices of lines with a price of their own, as `price_of` has them."""
    value = _three(columns[:3]) / columns[3]
    return np.concatenate([np.where(counts > 0, value, 0.0) for counts in columns[4:]])


def _kept() -> tuple[Places, Places]:
    """The recipes that keep figures, and those figures in satang."""
    found = read(_with_figures(RecipeCost.with_bin.order_by()), "recipe_id", *FILLED)
    known = found[1:] != EMPTY
    return _id(found[0]), np.where(known, np.rint(found[1:] * 100), UNKNOWN).astype(np.int64)


def _exactly(tables: Tables, groups: Places) -> None:
    for group in groups.tolist():
        codes = [f"recipe-{recipe}" for recipe in tables.recipes[tables.recipe_group == group].tolist()]
        recost(group, codes)


def _with_figures(rows: models.QuerySet) -> models.QuerySet:
    """With the six figures as FILLED, EMPTY where nobody knows."""
    return rows.annotate(
        **{to: _filled(name) for to, name in zip(FILLED, FIGURES, strict=True) if to != name}
    )


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
