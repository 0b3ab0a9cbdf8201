"""The invented programme in the product's own tables, written in bulk: ids are 1 and up, in the world's order."""

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime

import numpy as np
from costing_world import LINES, MATERIALS, RECIPES, World
from django.core.management.color import no_style
from django.db import connection, models, transaction

from ruamphon.costing.models import Material, Output, Recipe, RecipeCost, RecipeLine
from ruamphon.registry.models import Enterprise

AT_ONCE = 100_000
WORKED_OUT = datetime(2026, 1, 1, tzinfo=UTC)
ENDS = ("low", "likely", "high")


def fill(world: World, person: int) -> None:
    """Materials, recipes of one kilo a batch, their lines, and a figure of nothing for every recipe."""
    groups = np.array(Enterprise.objects.order_by("pk").values_list("pk", flat=True)[: world.groups])
    by = {"made_by": person, "made_at": WORKED_OUT}
    _write(Material, _materials(world, groups), by | {"unit": "kg"})
    recipes = {"id": _numbers(world.recipes), "enterprise": np.repeat(groups, RECIPES)}
    edited = {"edited_by": person, "edited_at": WORKED_OUT}
    _write(Recipe, recipes, by | edited)
    outputs = {"id": _numbers(world.recipes), "recipe": _numbers(world.recipes)}
    _write(Output, outputs, {"unit": "kg", **{f"quantity_{end}": 1 for end in ENDS}})
    _write_lines(world)
    kept = {"worked_out_at": WORKED_OUT, "grade": "A", "cash_low": 0, "full_low": 0}
    _write(RecipeCost, {"id": _numbers(world.recipes), "recipe": _numbers(world.recipes)}, kept)


def _materials(world: World, groups: np.ndarray) -> dict[str, np.ndarray]:
    names = [f"{figure}_{end}" for figure in ("cash", "full") for end in ENDS]
    prices = dict(zip(names, np.round(world.prices, 6), strict=True))
    return {"id": _numbers(world.leaves), "enterprise": np.repeat(groups, MATERIALS), **prices}


def _write_lines(world: World) -> None:
    """A line takes a material or the one output of a recipe; its two kinds are written in portions, in order."""
    lines = world.lines
    for first in range(0, len(lines.recipe), AT_ONCE * LINES):
        part = slice(first, first + AT_ONCE * LINES)
        takes, amount = lines.takes[part], lines.amount[:, part]
        made = takes >= world.leaves
        columns = {"id": np.arange(len(takes)) + first + 1, "recipe": lines.recipe[part] + 1}
        columns |= {f"quantity_{end}": each for end, each in zip(ENDS, amount, strict=True)}
        columns |= {f"taken_{end}": each for end, each in zip(ENDS, amount, strict=True)}
        ids = np.where(made, takes - world.leaves + 1, takes + 1)
        for those, name in ((~made, "material"), (made, "made")):
            taken = {each: column[those] for each, column in (columns | {name: ids}).items()}
            _write(RecipeLine, taken, {"unit": "kg", "part": "material"})


def _write(model: type[models.Model], columns: Mapping[str, np.ndarray], constants: Mapping) -> None:
    """Rows whose named fields differ; every other field has its constant or its default."""
    fields = model._meta.concrete_fields  # noqa: SLF001 — its documented way
    names = [connection.ops.quote_name(field.column) for field in fields]
    values = [_value(field, list(columns), constants) for field in fields]
    table = connection.ops.quote_name(model._meta.db_table)  # noqa: SLF001 — as above
    write = _copy if connection.vendor == "postgresql" else _one_by_one
    with transaction.atomic(), connection.cursor() as cursor:
        write(cursor, f"INSERT INTO {table} ({', '.join(names)})", values, columns)
        for reset in connection.ops.sequence_reset_sql(no_style(), [model]):
            cursor.execute(reset)


def _value(field: models.Field, columns: list[str], constants: Mapping) -> str:
    """The field's place among the columns as c0, c1, …, or its constant as SQL."""
    if field.name in columns:
        return f"c{columns.index(field.name)}"
    if field.name == "draft_key":
        return "printf('%032x', c0)" if connection.vendor == "sqlite" else "lpad(to_hex(c0), 32, '0')::uuid"
    value = constants.get(field.name, field.get_default())
    stored = field.get_db_prep_save(value, connection)
    if stored is None:
        return "NULL"
    words = stored.obj if hasattr(stored, "obj") else stored
    return "'" + str("[]" if words == [] else words).replace("'", "''") + "'"


def _one_by_one(cursor, insert: str, values: list[str], columns: Mapping[str, np.ndarray]) -> None:
    numbered = [re.sub(r"\bc(\d+)\b", lambda found: f"?{int(found[1]) + 1}", value) for value in values]
    cursor.connection.cursor().executemany(f"{insert} VALUES ({', '.join(numbered)})", _rows(columns))


def _copy(cursor, insert: str, values: list[str], columns: Mapping[str, np.ndarray]) -> None:
    cursor.execute(
        "SET LOCAL session_replication_role = replica"
    )  # rows that are right by the way they are made
    kinds = {"f": "float8"}
    fields = ", ".join(
        f"c{number} {kinds.get(column.dtype.kind, 'bigint')}"
        for number, column in enumerate(columns.values())
    )
    cursor.execute(f"CREATE TEMPORARY TABLE narrow ({fields}) ON COMMIT DROP")
    with cursor.copy("COPY narrow FROM STDIN") as way:
        for row in _rows(columns):
            way.write_row(row)
    cursor.execute(f"{insert} SELECT {', '.join(values)} FROM narrow")  # noqa: S608 — our names
    cursor.execute("DROP TABLE narrow")


def _rows(columns: Mapping[str, np.ndarray]) -> Iterator[tuple]:
    """Rows one by one, made in portions so that filling takes little memory."""
    length = len(next(iter(columns.values())))
    for first in range(0, length, AT_ONCE):
        yield from zip(
            *(column[first : first + AT_ONCE].tolist() for column in columns.values()), strict=True
        )


def _numbers(count: int) -> np.ndarray:
    return np.arange(1, count + 1)
