"""How long does a place take from its tables to stored results, a changed price, and a slider that moves?

In the product itself, on SQLite or on a PostgreSQL of its own, with as many groups as asked for, each with ten recipes of
ten lines in six levels. The baseline in the same run is the bare reading of the same lines and the bare storing of as
many figures, each with the words the product uses. Started by bench/costing.py; prints one line of JSON.
"""

import json
import resource
import sys
from argparse import Namespace
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from itertools import count
from typing import TYPE_CHECKING, Any

import numpy as np
from browse import browser
from costing_world import RECIPES, World, world
from measure import arguments, in_turns, say
from product import new_database, product, settle
from what_if import TRIED, ask

if TYPE_CHECKING:
    from groups import Scene

SOON = 21
"""Rounds of what takes milliseconds."""


def main() -> int:
    parser = arguments(__doc__)
    parser.add_argument("--groups", type=int, default=1_000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--postgres", action="store_true")
    parser.add_argument("--costs", action="store_true", help="with the likely full cost of every recipe")
    options = parser.parse_args()
    with product(postgres=options.postgres):
        print(json.dumps(_measured(options)))
    return 0


def _measured(options: Namespace) -> dict:
    from costing_filled import fill
    from groups import build

    groups, runs = options.groups, options.runs
    new_database("bench_costing")
    say(f"filling a database with {groups:,} groups")
    scene = build(groups)
    invented = world(groups)
    fill(invented, scene.officer.person_id)
    settle()
    say(f"from tables to stored results, {runs} rounds")
    bare = Bare()
    whole = in_turns({"ours": _recost, "bare": bare}, runs=runs, before=lambda _case: _forget())
    _recost()
    _check(invented)
    costs = _costs() if options.costs else []
    say("a changed price and a slider")
    material, depending = _most_used(scene)
    soon = in_turns(_soon(scene, material), runs=SOON)
    return {
        "seconds": whole | soon,
        "sheets": invented.recipes,
        "depending": depending,
        "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6,
        "costs": costs,
    }


def _costs() -> list[float]:
    """The likely full figures, in baht, in the order of the recipes."""
    from ruamphon.costing.models import RecipeCost

    return [
        float(each) for each in RecipeCost.objects.order_by("recipe_id").values_list("full_likely", flat=True)
    ]


def _recost() -> None:
    from ruamphon.costing.recosting_whole import recost_whole

    recost_whole()


def _forget() -> None:
    """Every sheet keeps another figure, so that each has to be stored; on PostgreSQL without the old rows."""
    from django.db import connection
    from django.db.models import F
    from django.db.models.functions import Coalesce

    from ruamphon.costing.models import RecipeCost

    RecipeCost.with_bin.update(full_likely=Coalesce(F("full_likely"), Decimal(0)) + 1)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM costing_recipecost")


@dataclass
class Bare:
    """The same lines fetched and let go, and as many figures stored that are ready as the database likes them."""

    ready: Callable[[], None] | None = None

    def __call__(self) -> None:
        if self.ready is None:
            self.ready = _ready()
        _fetch()
        self.ready()


def _fetch() -> None:
    from django.db import connection

    from ruamphon.costing import bulk
    from ruamphon.costing.recosting_whole import LINE, lines_taking

    sql, params = bulk.query(lines_taking(), *LINE)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            bulk.copy_out(cursor, sql, params)
            return
        cursor.execute(sql, params)
        deque(cursor.cursor, maxlen=0)


def _ready() -> Callable[[], None]:
    """Storing, with everything made ready that does not need the database."""
    from django.db import connection, transaction

    from ruamphon.costing import bulk
    from ruamphon.costing.models import RecipeCost
    from ruamphon.costing.recosting import FIGURES

    ids = np.array(RecipeCost.with_bin.order_by("recipe_id").values_list("recipe_id", flat=True))
    figures = np.arange(len(FIGURES) * len(ids)).reshape(len(FIGURES), -1) % 100_000
    change = bulk.Change(RecipeCost, "recipe_id", FIGURES, ids, figures)
    rows = bulk.rows_of(change)
    rows = rows if isinstance(rows, bytes) else list(rows)

    def store() -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            bulk.store(cursor, change, rows)

    return store


def _check(invented: World) -> None:
    """Some groups by the exact engine: nothing was measured if it says otherwise."""
    from ruamphon.costing.domain import cost_book
    from ruamphon.costing.models import Recipe, RecipeCost
    from ruamphon.costing.queries import book_of
    from ruamphon.costing.recosting import FIGURES, figures_of

    for place in range(0, invented.recipes, max(invented.recipes // 5, RECIPES)):
        group = Recipe.objects.get(pk=place + 1).enterprise_id
        for code, sheet in cost_book(book_of(group).book).items():
            kept = RecipeCost.objects.filter(recipe=int(code.removeprefix("recipe-"))).values(*FIGURES).get()
            if kept != figures_of(sheet):
                raise SystemExit(f"{code}: kept {kept}, worked out {figures_of(sheet)}: nothing was measured")


# One group --------------------------------------------------------------------------------------------------


def _soon(scene: "Scene", dear: int) -> dict[str, Callable[[], object]]:
    """A member of the group in the middle tells a price; and moves the slider of the sheet that takes most."""
    from ruamphon.costing.models import Material, Recipe

    material = Material.objects.get(pk=dear)
    recipe = Recipe.objects.filter(enterprise=scene.middle).latest("pk")
    moved = TRIED | {"thing": f"line-{recipe.lines.first().pk}"}
    return {
        "price": partial(_tell, scene, material, count(1)),
        "what if": partial(ask, browser(scene.member), f"/costs/{recipe.pk}/decide/", moved),
    }


def _tell(scene: "Scene", material: Any, numbers: Iterator[int]) -> None:
    from django.utils import timezone

    from ruamphon.costing.actions import tell_price
    from ruamphon.costing.domain import Range

    tell_price(
        by=scene.member, material=material, value=Range.of(100 + next(numbers)), on=timezone.localdate()
    )


def _most_used(scene: "Scene") -> tuple[int, int]:
    """The middle group's material that most sheets rest on, and how many those are."""
    from ruamphon.costing.queries import book_of
    from ruamphon.costing.recosting import dependents

    group = book_of(scene.middle.pk)
    counts = {row.pk: len(dependents(group, [code])) for code, row in group.materials.items()}
    return max(counts.items(), key=lambda each: each[1])


if __name__ == "__main__":
    sys.exit(main())
