"""The archive itself: a plain tar, its parts, and last the manifest that names every part with its SHA-256."""

import hashlib
import io
import json
import os
import re
import tarfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import BinaryIO, Self

from ruamphon.core.backup.refusal import BackupRefused

FORMAT = 1
MANIFEST = "manifest.json"
LARGEST_MANIFEST = 256 * 1024 * 1024
CHUNK = 1024 * 1024
NAMES = re.compile(
    r"database/[a-z0-9_]{1,80}\.(sqlite3|copy)|files/[A-Za-z0-9_.-]{1,100}(/[A-Za-z0-9_.-]{1,100}){0,4}"
)

NOT_AN_ARCHIVE = "{path} is not an archive made by `ruamphon backup`, or its beginning is damaged."
CUT_SHORT = "{path} ends too early: it was not copied completely. Copy it again, or take an earlier archive."
ODD_NAME = "{path} holds something that no backup writes ({name!r}). It was changed; do not use it."
TWICE = "{path} holds {name!r} twice. It was changed; do not use it."
NOT_LISTED = (
    "{path} does not hold what its own list says ({name!r}). It is damaged or was changed; do not use it."
)
CHANGED = "{name!r} in {path} is not as it was saved: the archive is damaged or was changed. Take an earlier archive."
OTHER_FORMAT = (
    "{path} was made by a newer version of Ruamphon (format {found}). Install that version, then restore."
)


@dataclass(frozen=True)
class Part:
    """One file of the archive. `size` in bytes."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """What an archive says of itself. `tables` gives rows by table, `details` what the database needs to come back."""

    format: int
    version: str
    made_at: str
    database: str
    migrations: list[list[str]]
    tables: dict[str, int]
    missing: list[str]
    damaged: list[str]
    parts: list[Part]
    details: dict[str, dict] = field(default_factory=dict)

    def to_json(self) -> bytes:
        """As it stands in the archive."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1).encode()

    @classmethod
    def from_json(cls, text: bytes) -> Self:
        """Read one. Raises ValueError, KeyError or TypeError for anything that is none."""
        read = json.loads(text)
        parts = [Part(str(one["name"]), int(one["size"]), str(one["sha256"])) for one in read.pop("parts")]
        return cls(**read, parts=parts)

    @property
    def files(self) -> list[Part]:
        """The stored files among the parts."""
        return [part for part in self.parts if part.name.startswith("files/")]


class _Hashing:
    """A stream that hashes what is read through it."""

    def __init__(self, stream: BinaryIO):
        self.stream, self.digest = stream, hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        chunk = self.stream.read(size)
        self.digest.update(chunk)
        return chunk


class Writer:
    """Adds parts to an archive and remembers them for its manifest."""

    def __init__(self, tar: tarfile.TarFile):
        self.tar = tar
        self.parts: list[Part] = []

    def add(self, name: str, path: Path) -> Part:
        """Put the file at `path` into the archive under `name`."""
        with path.open("rb") as stream:
            entry = _entry(name, path.stat().st_size)
            hashing = _Hashing(stream)
            self.tar.addfile(entry, hashing)
        part = Part(name, entry.size, hashing.digest.hexdigest())
        self.parts.append(part)
        return part

    def close(self, manifest: Manifest) -> None:
        """Write the manifest; nothing comes after it."""
        text = manifest.to_json()
        self.tar.addfile(_entry(MANIFEST, len(text)), io.BytesIO(text))


def _entry(name: str, size: int) -> tarfile.TarInfo:
    entry = tarfile.TarInfo(name)
    entry.size, entry.mode, entry.mtime = size, 0o600, int(time.time())
    return entry


def check_archive(path: Path) -> Manifest:
    """Read the whole archive, writing nothing, and give its manifest. Raises BackupRefused unless all is as saved."""
    found: dict[str, Part] = {}
    text = None
    with _reading(path) as tar:
        for entry, stream in _entries(path, tar):
            if text is not None or entry.name in found:
                raise BackupRefused(TWICE.format(path=path, name=entry.name))
            if entry.name == MANIFEST:
                text = _manifest_text(path, entry, stream)
            else:
                found[entry.name] = _measured(path, entry, stream)
    if text is None:
        raise BackupRefused(CUT_SHORT.format(path=path))
    manifest = _read_manifest(path, text)
    _compare(path, manifest, found)
    return manifest


@contextmanager
def _reading(path: Path) -> Iterator[tarfile.TarFile]:
    """The archive, open. Whatever reading it stumbles over becomes a sentence."""
    try:
        with tarfile.open(path, "r:") as tar:
            yield tar
    except (FileNotFoundError, IsADirectoryError) as error:
        raise BackupRefused(f"There is no file {path}.") from error
    except (tarfile.TarError, ValueError, EOFError, OverflowError) as error:
        cut = CUT_SHORT if "unexpected end" in str(error) else NOT_AN_ARCHIVE
        raise BackupRefused(cut.format(path=path)) from error


def _entries(path: Path, tar: tarfile.TarFile) -> Iterator[tuple[tarfile.TarInfo, BinaryIO]]:
    """Each entry with its content. Only plain files under names that a backup writes are let through."""
    for entry in tar:
        plain = entry.type == tarfile.REGTYPE and not entry.issparse()
        stream = tar.extractfile(entry) if plain else None
        if stream is None or not (entry.name == MANIFEST or _is_ours(entry.name)):
            raise BackupRefused(ODD_NAME.format(path=path, name=entry.name))
        yield entry, stream  # type: ignore[misc]  # IO[bytes] reads as well


def _is_ours(name: str) -> bool:
    return bool(NAMES.fullmatch(name)) and not any(set(step) == {"."} for step in name.split("/"))


def _manifest_text(path: Path, entry: tarfile.TarInfo, stream: BinaryIO) -> bytes:
    if entry.size > LARGEST_MANIFEST:
        raise BackupRefused(NOT_AN_ARCHIVE.format(path=path))
    return stream.read()


def _measured(path: Path, entry: tarfile.TarInfo, stream: BinaryIO) -> Part:
    hashing, size = _Hashing(stream), 0
    while chunk := hashing.read(CHUNK):
        size += len(chunk)
    if size != entry.size:
        raise BackupRefused(CUT_SHORT.format(path=path))
    return Part(entry.name, size, hashing.digest.hexdigest())


def _read_manifest(path: Path, text: bytes) -> Manifest:
    try:
        found = json.loads(text)["format"]
        if found != FORMAT:
            raise BackupRefused(OTHER_FORMAT.format(path=path, found=found))
        return Manifest.from_json(text)
    except (ValueError, KeyError, TypeError) as error:
        raise BackupRefused(NOT_AN_ARCHIVE.format(path=path)) from error


def _compare(path: Path, manifest: Manifest, found: dict[str, Part]) -> None:
    listed = {part.name: part for part in manifest.parts}
    for name in sorted(listed.keys() ^ found.keys()):
        raise BackupRefused(NOT_LISTED.format(path=path, name=name))
    for name, part in listed.items():
        if part != found[name]:
            raise BackupRefused(CHANGED.format(path=path, name=name))


def unpack(path: Path, manifest: Manifest, to: Path) -> Iterator[Part]:
    """Write the parts of a checked archive under `to`, giving each when it is there. Hashes are checked once more."""
    listed = {part.name: part for part in manifest.parts}
    with _reading(path) as tar:
        for entry, stream in _entries(path, tar):
            if entry.name == MANIFEST:
                continue
            part = listed.get(entry.name)
            if part is None:
                raise BackupRefused(NOT_LISTED.format(path=path, name=entry.name))
            _write(path, part, stream, to / part.name)
            yield part


def _write(path: Path, part: Part, stream: BinaryIO, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    hashing = _Hashing(stream)
    with create(target) as out:
        while chunk := hashing.read(CHUNK):
            out.write(chunk)
    if hashing.digest.hexdigest() != part.sha256:
        raise BackupRefused(CHANGED.format(path=path, name=part.name))


def create(path: Path) -> BinaryIO:
    """A new file that only its owner may read, open for writing."""
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")
