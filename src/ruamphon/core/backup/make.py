"""Making an archive while people work: the database as it stands at one moment, then the files it names."""

import os
import tarfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings
from django.db import DatabaseError, connection

from ruamphon.core.backup import databases
from ruamphon.core.backup.archive import FORMAT, Manifest, Part, Writer, create
from ruamphon.core.backup.databases import Copy, FileRow
from ruamphon.core.backup.mark import backup_under_way
from ruamphon.core.backup.refusal import BackupRefused

Say = Callable[[str], object]
A_STEP = 500

THERE = "{path} is there already. Choose another name, or say --force to replace it."
NO_FOLDER = "There is no folder {path}. Make it first."
NOT_WRITTEN = "The archive could not be written: {reason}. Nothing was left behind, and nothing was changed."


@dataclass(frozen=True)
class Made:
    """A finished archive: its manifest, and the SHA-256 of the whole file to keep elsewhere."""

    manifest: Manifest
    sha256: str


def make_backup(path: Path, *, force: bool = False, say: Say = print) -> Made:
    """Write the archive to `path`, whole or not at all, readable by its owner only.

    Raises BackupRefused when the file is there (without `force`), or cannot be written.
    """
    path = path.absolute()
    if not path.parent.is_dir():
        raise BackupRefused(NO_FOLDER.format(path=path.parent))
    if path.exists() and not force:
        raise BackupRefused(THERE.format(path=path))
    try:
        with (
            TemporaryDirectory(prefix=".ruamphon-backup-", dir=path.parent) as room,
            backup_under_way(Path(settings.FILES_ROOT)),
        ):
            return _make(Path(room), path, force=force, say=say)
    except OSError as error:
        raise BackupRefused(NOT_WRITTEN.format(reason=error.strerror or error)) from error
    except DatabaseError as error:
        raise BackupRefused(NOT_WRITTEN.format(reason=str(error).strip())) from error


def _make(room: Path, path: Path, *, force: bool, say: Say) -> Made:
    say("• copying the database")
    with connection.wrap_database_errors:
        copy = databases.of(connection).copy(connection, room / "database")
    part = room / "archive"
    with create(part) as out:
        with tarfile.open(fileobj=out, mode="w", format=tarfile.PAX_FORMAT) as tar:
            manifest = _fill(Writer(tar), copy, say)
        out.flush()
        os.fsync(out.fileno())
    say("• reading the archive once more")
    sha256 = databases.sha256_of(part)
    _put_in_place(part, path, force=force)
    return Made(manifest, sha256)


def _fill(writer: Writer, copy: Copy, say: Say) -> Manifest:
    for one in copy.paths:
        writer.add(f"database/{one.name}", one)
    missing, damaged = _add_files(writer, copy.files, say)
    manifest = Manifest(
        format=FORMAT,
        version=version("ruamphon"),
        made_at=datetime.now(UTC).isoformat(timespec="seconds"),
        database=connection.vendor,
        migrations=copy.migrations,
        tables=copy.tables,
        missing=missing,
        damaged=damaged,
        parts=writer.parts,
        details=copy.details,
    )
    writer.close(manifest)
    return manifest


def _add_files(writer: Writer, rows: Sequence[FileRow], say: Say) -> tuple[list[str], list[str]]:
    missing: list[str] = []
    damaged: list[str] = []
    for number, (path, sha256) in enumerate(rows, start=1):
        part = _add_file(writer, path)
        if part is None:
            missing.append(path)
        elif part.sha256 != sha256:
            damaged.append(path)
        if number % A_STEP == 0 or number == len(rows):
            say(f"• files: {number} of {len(rows)}")
    return missing, damaged


def _add_file(writer: Writer, path: str) -> Part | None:
    try:
        return writer.add(f"files/{path}", Path(settings.FILES_ROOT) / path)
    except FileNotFoundError:
        return None


def _put_in_place(part: Path, path: Path, *, force: bool) -> None:
    if force:
        part.replace(path)
    else:
        _rename_unless_there(part, path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _rename_unless_there(part: Path, path: Path) -> None:
    """A link fails where a name is taken, also by somebody who was faster; a rename would replace it."""
    try:
        path.hardlink_to(part)
    except FileExistsError as error:
        raise BackupRefused(THERE.format(path=path)) from error
    except PermissionError:  # a file system without links, such as a USB stick's
        if path.exists():
            raise BackupRefused(THERE.format(path=path)) from None
        part.replace(path)
