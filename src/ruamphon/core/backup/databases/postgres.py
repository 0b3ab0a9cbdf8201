"""PostgreSQL: every table by COPY in one REPEATABLE READ transaction. Needs no tool beside the server (ADR 13)."""

from contextlib import closing
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.db import transaction
from django.db.migrations.executor import MigrationExecutor

from ruamphon.core.backup.archive import CHUNK, Manifest, create
from ruamphon.core.backup.databases.common import FILES, MIGRATIONS, Copy
from ruamphon.core.backup.refusal import BackupRefused

TABLES = (
    "SELECT table_name FROM information_schema.tables "
    "WHERE table_schema = current_schema() AND table_type = 'BASE TABLE' ORDER BY table_name"
)
COLUMNS = (
    "SELECT column_name, is_identity = 'YES' OR column_default LIKE 'nextval(%%' FROM information_schema.columns "
    "WHERE table_schema = current_schema() AND table_name = %s AND is_generated = 'NEVER' ORDER BY ordinal_position"
)
NOT_EMPTY = (
    "The database that DATABASE_URL names is not empty. Make a new one (`createdb`), point DATABASE_URL to it, "
    "and restore again; the old one stays as it is."
)
OTHER_COUNT = "The table {table} did not come back as it was saved. Take an earlier archive."
ODD_TABLE = (
    "The archive names a table that this version does not have ({table}). It was changed; do not use it."
)


class Postgres:
    """Copies and brings back the tables of one schema."""

    def copy(self, connection: Any, room: Path) -> Copy:
        """All tables as they stand at one moment; people go on writing meanwhile."""
        room.mkdir(mode=0o700)
        with (
            closing(connection.get_new_connection(connection.get_connection_params())) as own,
            own.cursor() as cursor,
        ):
            own.autocommit = False
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            columns = {table: _columns(cursor, table) for table in _tables(cursor)}
            paths, tables = [], {}
            for table, found in columns.items():
                paths.append(room / f"{table}.copy")
                tables[table] = _copy_out(cursor, table, list(found), paths[-1])
            details: dict[str, dict] = {
                "columns": {table: list(found) for table, found in columns.items()},
                "sequences": _sequences(cursor, columns),
            }
            migrations = [list(row) for row in cursor.execute(MIGRATIONS).fetchall()]
            return Copy(paths, tables, migrations, cursor.execute(FILES).fetchall(), details)

    def check_empty(self, connection: Any) -> None:
        """Raise BackupRefused when the database holds any table."""
        with connection.cursor() as cursor:
            cursor.execute(TABLES)
            if cursor.fetchone():
                raise BackupRefused(NOT_EMPTY)

    def check(self, unpacked: Path, manifest: Manifest) -> None:
        """Raise BackupRefused unless there is a file for each table."""
        for table in manifest.tables:
            if not (unpacked / f"{table}.copy").is_file() or not table.replace("_", "").isalnum():
                raise BackupRefused(ODD_TABLE.format(table=table))

    def place(self, connection: Any, unpacked: Path, manifest: Manifest) -> None:
        """Make the tables as they were, fill them in one transaction, and bring them to this version."""
        _migrate_to(connection, manifest.migrations)
        with transaction.atomic(), connection.cursor() as cursor:
            there = _tables(cursor)
            for odd in manifest.tables.keys() - set(there):
                raise BackupRefused(ODD_TABLE.format(table=odd))
            cursor.execute("TRUNCATE " + ", ".join(f'"{table}"' for table in there))
            for table, rows in manifest.tables.items():
                columns = manifest.details["columns"][table]
                if _copy_in(cursor, table, columns, unpacked / f"{table}.copy") != rows:
                    raise BackupRefused(OTHER_COUNT.format(table=table))
            _set_sequences(cursor, manifest.details["sequences"])
        call_command("migrate", verbosity=0)

    def undo(self, connection: Any) -> None:
        """Take away what came in: the database was empty before, so every table in it is ours."""
        with connection.cursor() as cursor:
            tables = _tables(cursor)
            if tables:
                cursor.execute("DROP TABLE " + ", ".join(f'"{table}"' for table in tables) + " CASCADE")


def _tables(cursor: Any) -> list[str]:
    cursor.execute(TABLES)
    return [name for (name,) in cursor.fetchall()]


def _columns(cursor: Any, table: str) -> dict[str, bool]:
    """Columns in order, and whether a sequence numbers them."""
    cursor.execute(COLUMNS, [table])
    return dict(cursor.fetchall())


def _list(columns: list[str]) -> str:
    return ", ".join(f'"{column}"' for column in columns)


def _copy_out(cursor: Any, table: str, columns: list[str], path: Path) -> int:
    """Write a table to a file and return its rows."""
    with create(path) as out, cursor.copy(f'COPY "{table}" ({_list(columns)}) TO STDOUT') as rows:
        for chunk in rows:
            out.write(chunk)
    return cursor.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0]  # noqa: S608 — a table of our own


def _copy_in(cursor: Any, table: str, columns: list[str], path: Path) -> int:
    with path.open("rb") as stream, cursor.copy(f'COPY "{table}" ({_list(columns)}) FROM STDIN') as rows:
        while chunk := stream.read(CHUNK):
            rows.write(chunk)
    cursor.execute(f'SELECT count(*) FROM "{table}"')  # noqa: S608 — a table of our own
    return cursor.fetchone()[0]


def _sequences(cursor: Any, columns: dict[str, dict[str, bool]]) -> dict[str, int]:
    """The last number each sequence gave, by 'table.column': numbers of erased rows are never given again."""
    numbered = [
        (table, column)
        for table, found in columns.items()
        for column, is_numbered in found.items()
        if is_numbered
    ]
    last = {}
    for table, column in numbered:
        name = cursor.execute("SELECT pg_get_serial_sequence(%s, %s)", [f'"{table}"', column]).fetchone()[0]
        value, called = cursor.execute(f"SELECT last_value, is_called FROM {name}").fetchone()  # noqa: S608
        if called:
            last[f"{table}.{column}"] = value
    return last


def _set_sequences(cursor: Any, last: dict[str, int]) -> None:
    for place, value in last.items():
        table, column = place.split(".")
        cursor.execute(
            "SELECT setval(pg_get_serial_sequence(%s, %s), %s)", [f'"{table}"', column, int(value)]
        )


def _migrate_to(connection: Any, migrations: list[list[str]]) -> None:
    """Make the tables as the archive's version had them."""
    executor = MigrationExecutor(connection)
    wanted = {(app, name) for app, name in migrations}
    nodes = executor.loader.graph.node_map
    later = {
        node: any(child.key in wanted and child.key[0] == node[0] for child in nodes[node].children)
        for node in wanted & nodes.keys()
    }
    executor.migrate([node for node, has_later in later.items() if not has_later])
