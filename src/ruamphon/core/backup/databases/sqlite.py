"""SQLite: its own online backup copies the file in one read transaction; writers go on meanwhile (WAL)."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from django.core.management import call_command

from ruamphon.core.backup.archive import Manifest
from ruamphon.core.backup.databases.common import FILES, MIGRATIONS, Copy
from ruamphon.core.backup.refusal import BackupRefused

NAME = "ruamphon.sqlite3"
TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
NONE_YET = "There is no database {path} to back up. `ruamphon run` makes one."
NOT_WHOLE = "The database in the archive is not whole ({problem}). Take an earlier archive."
OTHER_COUNT = (
    "The database in the archive does not hold what its list says ({table}). Take an earlier archive."
)


class Sqlite:
    """Copies and brings back the one file."""

    def copy(self, connection: Any, room: Path) -> Copy:
        """The database as it stands now, checked to be whole. Raises BackupRefused when there is none."""
        source = Path(connection.settings_dict["NAME"])
        if not source.exists():
            raise BackupRefused(NONE_YET.format(path=source))
        room.mkdir(mode=0o700)
        target = room / NAME
        with closing(sqlite3.connect(source, timeout=60)) as live, closing(sqlite3.connect(target)) as copied:
            live.backup(copied)
            copied.execute("PRAGMA journal_mode=DELETE")  # one file, nothing beside it
            _check_whole(copied)
            return Copy(
                paths=[target],
                tables=_counts(copied),
                migrations=[list(row) for row in copied.execute(MIGRATIONS)],
                files=copied.execute(FILES).fetchall(),
            )

    def check_empty(self, connection: Any) -> None:
        """Nothing to ask: the file lies in RUAMPHON_HOME, which has been looked at."""

    def check(self, unpacked: Path, manifest: Manifest) -> None:
        """Raise BackupRefused unless the unpacked database is whole and holds what the manifest says."""
        with closing(sqlite3.connect(unpacked / NAME)) as found:
            _check_whole(found)
            counts = _counts(found)
        for table in manifest.tables.keys() | counts.keys():
            if counts.get(table) != manifest.tables.get(table):
                raise BackupRefused(OTHER_COUNT.format(table=table))

    def place(self, connection: Any, unpacked: Path, _manifest: Manifest) -> None:
        """Put the database where it belongs, and bring it to the tables of this version."""
        target = Path(connection.settings_dict["NAME"])
        connection.close()
        with (unpacked / NAME).open("rb") as written:
            os.fsync(written.fileno())
        (unpacked / NAME).rename(target)
        call_command("migrate", verbosity=0)

    def undo(self, connection: Any) -> None:
        """Take away a database that could not be brought to this version."""
        connection.close()
        target = Path(connection.settings_dict["NAME"])
        for ending in ("", "-wal", "-shm"):
            target.with_name(target.name + ending).unlink(missing_ok=True)


def _check_whole(database: sqlite3.Connection) -> None:
    try:
        problems = [row[0] for row in database.execute("PRAGMA integrity_check(1)") if row[0] != "ok"]
        problems += [
            f"{row[0]} row {row[1]} points to nothing" for row in database.execute("PRAGMA foreign_key_check")
        ]
    except sqlite3.DatabaseError as error:
        raise BackupRefused(NOT_WHOLE.format(problem=error)) from error
    if problems:
        raise BackupRefused(NOT_WHOLE.format(problem=problems[0]))


def _counts(database: sqlite3.Connection) -> dict[str, int]:
    tables = [name for (name,) in database.execute(TABLES)]
    return {name: database.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in tables}  # noqa: S608
