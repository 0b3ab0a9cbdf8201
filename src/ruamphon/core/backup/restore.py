"""Bringing an archive back into an empty place. Everything is checked before anything is touched."""

import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader

from ruamphon.core.backup import databases
from ruamphon.core.backup.archive import Manifest, check_archive, unpack
from ruamphon.core.backup.databases import sha256_of
from ruamphon.core.backup.refusal import BackupRefused

Say = Callable[[str], object]
A_STEP = 500
KEY = "secret-key"
ASIDE = "before-restore-"
STAGING = ".restoring"

NOT_EMPTY = (
    "{home} is not empty. Restore into an empty RUAMPHON_HOME, or say --force to keep what is there aside in a "
    "folder {aside}… inside it. Stop the server and the worker first."
)
OTHER_DATABASE = (
    "The archive holds a {found} database, and this place uses {here}. Set DATABASE_URL for PostgreSQL, or unset it "
    "for SQLite, as it was where the archive was made."
)
NEWER = (
    "The archive was made by a newer version of Ruamphon ({version}): this one does not know {names}. "
    "Install that version or a later one, then restore."
)
OTHER_HASH = "{path} is not the file meant: its SHA-256 is {found}."
NOT_WRITTEN = "The archive could not be brought back: {reason}. What was there before is in its place again."


def restore_backup(path: Path, *, force: bool = False, sha256: str = "", say: Say = print) -> Manifest:
    """Bring the archive back into RUAMPHON_HOME, migrate it to this version, and give its manifest.

    Raises BackupRefused when the archive is not as it was saved or not for this place, or the place is not empty
    (`force` keeps what is there aside; a PostgreSQL database must be empty in any case).
    """
    say("• checking the archive")
    if sha256 and path.is_file() and sha256_of(path) != sha256.strip().lower():
        raise BackupRefused(OTHER_HASH.format(path=path, found=sha256_of(path)))
    manifest = check_archive(path)
    _check_fits(manifest)
    home = Path(settings.HOME)
    there = _things_in(home)
    if there and not force:
        raise BackupRefused(NOT_EMPTY.format(home=home, aside=ASIDE))
    kind = databases.of(connection)
    kind.check_empty(connection)
    staging = home / STAGING
    try:
        _unpack(path, manifest, staging, say)
        kind.check(staging / "database", manifest)
        _exchange(kind, manifest, home, there, say)
    except OSError as error:
        raise BackupRefused(NOT_WRITTEN.format(reason=error.strerror or error)) from error
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    return manifest


def _check_fits(manifest: Manifest) -> None:
    if manifest.database != connection.vendor:
        raise BackupRefused(OTHER_DATABASE.format(found=manifest.database, here=connection.vendor))
    known = MigrationLoader(None).disk_migrations.keys()
    unknown = [f"{app}.{name}" for app, name in manifest.migrations if (app, name) not in known]
    if unknown:
        raise BackupRefused(NEWER.format(version=manifest.version, names=", ".join(unknown[:3])))


def _things_in(home: Path) -> list[Path]:
    """What a restore would mix with. The key is no data; what an earlier restore put aside stays where it is."""
    quiet = {KEY, STAGING}
    return [one for one in home.iterdir() if one.name not in quiet and not one.name.startswith(ASIDE)]


def _unpack(path: Path, manifest: Manifest, staging: Path, say: Say) -> None:
    shutil.rmtree(staging, ignore_errors=True)
    staging.mkdir(mode=0o700)
    (staging / "files").mkdir(mode=0o700)
    for number, _ in enumerate(unpack(path, manifest, staging), start=1):
        if number % A_STEP == 0 or number == len(manifest.parts):
            say(f"• unpacked: {number} of {len(manifest.parts)}")


def _exchange(
    kind: databases.Sqlite | databases.Postgres, manifest: Manifest, home: Path, there: list[Path], say: Say
) -> None:
    """What was there goes aside, the archive's content takes its place; if that fails, everything goes back."""
    staging, files = home / STAGING, Path(settings.FILES_ROOT)
    aside = home / f"{ASIDE}{datetime.now(UTC):%Y%m%dT%H%M%SZ}"
    _move(there, aside)
    try:
        files.parent.mkdir(parents=True, exist_ok=True)
        (staging / "files").rename(files)
        say("• bringing back the database")
        kind.place(connection, staging / "database", manifest)
    except (OSError, DatabaseError, BackupRefused) as error:
        kind.undo(connection)
        shutil.rmtree(files, ignore_errors=True)
        _move(list(aside.iterdir()) if aside.exists() else [], home)
        if aside.exists():
            aside.rmdir()
        if isinstance(error, DatabaseError):
            raise BackupRefused(NOT_WRITTEN.format(reason=str(error).strip())) from error
        raise


def _move(things: list[Path], to: Path) -> None:
    if things:
        to.mkdir(exist_ok=True, mode=0o700)
    for thing in things:
        thing.rename(to / thing.name)
