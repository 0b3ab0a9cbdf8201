"""Numbers out of and into the tables by the million: as columns, the way the database likes to give and take them.

Queries are the ORM's; only the transport is our own: a plain cursor on SQLite, binary COPY on PostgreSQL.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO
from itertools import chain
from typing import Any

import numpy as np
from django.db import DEFAULT_DB_ALIAS, connections, models
from django.db.models.functions import Cast

from ruamphon.costing.rollup import UNKNOWN, Numbers, Places

HEAD = b"PGCOPY\n\xff\r\n\0" + bytes(8)
TAIL = b"\xff\xff"


@dataclass(frozen=True, slots=True)
class Change:
    """Money columns of a table, to be set in the rows whose `key` is one of `ids`.

    `satang` has one row a column; UNKNOWN empties the column.
    """

    model: type[models.Model]
    key: str
    columns: tuple[str, ...]
    ids: Places
    satang: Places


def read(rows: models.QuerySet, *names: str) -> Numbers:
    """Columns of a query as floats, one row of the answer a name. None of them may be NULL."""
    sql, params = query(rows, *names)
    with connections[rows.db].cursor() as cursor:
        if connections[rows.db].vendor == "postgresql":
            return _columns(copy_out(cursor, sql, params), len(names))
        cursor.execute(sql, params)
        numbers = np.fromiter(chain.from_iterable(cursor.cursor), np.float64)
    return np.ascontiguousarray(numbers.reshape(-1, len(names)).T)


def query(rows: models.QuerySet, *names: str) -> tuple[str, tuple]:
    """The words and parameters that `read` asks with. PostgreSQL's COPY gives every number eight bytes this way."""
    floats = connections[rows.db].vendor == "postgresql"
    asked = rows.values_list(*(Cast(name, models.FloatField()) if floats else name for name in names))
    return asked.query.get_compiler(rows.db).as_sql()


def copy_out(cursor: Any, sql: str, params: tuple) -> memoryview:
    """PostgreSQL's whole answer to a query, binary."""
    room = BytesIO()
    with cursor.copy(f"COPY ({sql}) TO STDOUT (FORMAT BINARY)", params) as answer:
        for piece in answer:
            room.write(piece)
    return room.getbuffer()


def update(change: Change) -> None:
    """Set the columns. Call it inside a transaction."""
    with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
        store(cursor, change, rows_of(change))


def rows_of(change: Change) -> Any:
    """A change as the database takes it: rows of baht for SQLite, one binary COPY for PostgreSQL."""
    if connections[DEFAULT_DB_ALIAS].vendor == "postgresql":
        return _binary([change.ids, *change.satang])
    baht = [_in_baht(column) for column in change.satang]
    return zip(*baht, change.ids.tolist(), strict=True)


def _in_baht(satang: Places) -> list[float | None]:
    baht: list[float | None] = (satang / 100).tolist()
    for unknown in np.flatnonzero(satang == UNKNOWN).tolist():
        baht[unknown] = None
    return baht


def store(cursor: Any, change: Change, rows: Any) -> None:
    """Set the columns of a change from its rows, as `rows_of` made them."""
    connection = connections[DEFAULT_DB_ALIAS]
    table = connection.ops.quote_name(change.model._meta.db_table)  # noqa: SLF001 — its documented way
    if connection.vendor == "postgresql":
        _update_by_copy(cursor, table, change, rows)
    else:
        _update_one_by_one(cursor, table, change, rows)


def _update_one_by_one(cursor: Any, table: str, change: Change, rows: Iterable[tuple]) -> None:
    sets = ", ".join(f"{name} = %s" for name in change.columns)
    cursor.executemany(f"UPDATE {table} SET {sets} WHERE {change.key} = %s", rows)  # noqa: S608 — our names


def _update_by_copy(cursor: Any, table: str, change: Change, rows: bytes) -> None:
    fields = ", ".join(f"{name} bigint" for name in change.columns)
    cursor.execute(f"CREATE TEMPORARY TABLE rolled ({change.key} bigint, {fields})")
    with cursor.copy("COPY rolled FROM STDIN (FORMAT BINARY)") as way:
        way.write(rows)
    sets = ", ".join(f"{name} = NULLIF(rolled.{name}, {UNKNOWN}) / 100.0" for name in change.columns)
    same = f"{table}.{change.key} = rolled.{change.key}"
    cursor.execute(f"UPDATE {table} SET {sets} FROM rolled WHERE {same}")  # noqa: S608 — our names
    cursor.execute("DROP TABLE rolled")


def _columns(raw: memoryview, width: int) -> Numbers:
    """A binary answer is a table already: 2 bytes of count, then 4 of length and 8 of value a field."""
    kinds = _kinds(width, ">f8")
    rows = (len(raw) - len(HEAD) - len(TAIL)) // kinds.itemsize
    table = np.frombuffer(raw, kinds, offset=len(HEAD), count=rows)
    columns = np.empty((width, rows))
    for number in range(width):
        columns[number] = table[f"v{number}"]
    return columns


def _binary(columns: list[Places]) -> bytes:
    """Whole numbers as binary COPY has them."""
    rows = np.empty(len(columns[0]), _kinds(len(columns), ">i8"))
    rows["count"] = len(columns)
    for number, column in enumerate(columns):
        rows[f"n{number}"], rows[f"v{number}"] = 8, column
    return HEAD + rows.tobytes() + TAIL


def _kinds(width: int, value: str) -> np.dtype:
    fields: list = [("count", ">i2")]
    for number in range(width):
        fields += [(f"n{number}", ">i4"), (f"v{number}", value)]
    return np.dtype(fields)
