import hashlib
from dataclasses import dataclass, field
from pathlib import Path

FileRow = tuple[str, str]
"""The path of a stored file under the files' folder, and its SHA-256 as the database has it."""

FILES = "SELECT path, sha256 FROM core_storedfile ORDER BY path"
MIGRATIONS = "SELECT app, name FROM django_migrations ORDER BY app, name"


@dataclass(frozen=True)
class Copy:
    """A database as it stood at one moment: its files on disk, and what was in it."""

    paths: list[Path]
    tables: dict[str, int]
    migrations: list[list[str]]
    files: list[FileRow]
    details: dict[str, dict] = field(default_factory=dict)


def sha256_of(path: Path) -> str:
    """SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
