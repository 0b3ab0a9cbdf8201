"""How each kind of database is copied at one moment, and brought back."""

from typing import Protocol

from ruamphon.core.backup.databases.common import Copy, FileRow, sha256_of
from ruamphon.core.backup.databases.postgres import Postgres
from ruamphon.core.backup.databases.sqlite import Sqlite
from ruamphon.core.backup.refusal import BackupRefused

KINDS: dict[str, type[Sqlite] | type[Postgres]] = {"sqlite": Sqlite, "postgresql": Postgres}


class HasVendor(Protocol):
    """A connection of Django's."""

    vendor: str


def of(connection: HasVendor) -> Sqlite | Postgres:
    """What copies and brings back the database of a connection."""
    if connection.vendor not in KINDS:
        raise BackupRefused(f"A {connection.vendor} database cannot be backed up here.")
    return KINDS[connection.vendor]()


__all__ = ["Copy", "FileRow", "Postgres", "Sqlite", "of", "sha256_of"]
