"""Writing the ZIP of a pack: the files as they are copied, then the lists, the PDF and the README."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import IO, Any
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from django.conf import settings
from django.core.files.storage import default_storage
from django.utils.timezone import localtime

from ruamphon.core.text import Text
from ruamphon.reports.domain import (
    FILES_NAME,
    MANIFEST_NAME,
    PDF_NAME,
    README_NAME,
    Entry,
    files_json,
    manifest_json,
    sha256_of,
)
from ruamphon.reports.models import Pack
from ruamphon.reports.printing import pack_pdf, pack_readme
from ruamphon.reports.queries import Contents, Kept
from ruamphon.reports.queries.contents import MISSING

A_PIECE = 1 << 20
Stamp = tuple[int, int, int, int, int, int]
DAMAGED = Text(
    "ไฟล์ “{name}” ({where}) ไม่เหมือนตอนที่เก็บไว้ จึงไม่นำเข้าแฟ้ม ให้ผู้ดูแลระบบกู้คืนจากชุดสำรอง "
    "หรือถอนหลักฐานชิ้นนั้นแล้วส่งไฟล์ใหม่ แล้วสั่งทำแฟ้มอีกครั้ง",
    "The file “{name}” ({where}) is not as it was when it was stored, so it does not go into a pack. Have it restored "
    "from a backup, or withdraw that piece and hand the file in anew; then ask for the pack again.",
)
GONE = Text(
    "“{name}” ({where}) ถูกลบ ถอน หรือย้ายลงถังขยะหลังจากสั่งทำแฟ้มนี้ นำกลับมาจากถังขยะ หรือสั่งทำแฟ้มใหม่โดยไม่มีไฟล์นี้",
    "“{name}” ({where}) was deleted, withdrawn or put in the bin after this pack was asked for. Bring it back from the "
    "bin, or ask for a new pack without it.",
)


class CannotBeMade(Exception):  # noqa: N818 — a sentence for whoever asked
    """The pack would not be whole; `reason` names the file and the fix."""

    def __init__(self, reason: Text):
        super().__init__(reason.en)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Sealed:
    """The hashes and the size of a ZIP that has been written."""

    size: int
    zip_sha256: str
    manifest_sha256: str
    files_sha256: str


def check_whole(pack: Pack, contents: Contents) -> None:
    """CannotBeMade when something stands in the way, or a file that was to be in it has gone since it was asked for.

    A photo that is withheld for want of consent is no longer asked for by anybody: the pack says that it is not there.
    """
    if contents.obstacles:
        raise CannotBeMade(contents.obstacles[0])
    here = {one.stored.sha256 for one in contents.files}
    withheld = contents.withheld_hashes
    for planned in pack.planned:
        if planned["sha256"] not in here | withheld:
            where = Text(planned["th"], planned["en"])
            raise CannotBeMade(GONE.format(name=planned["name"], where=where))


def write_pack(
    pack: Pack, contents: Contents, out: IO[bytes], *, at: datetime, tick: Callable[[int], None]
) -> Sealed:
    """Write the whole pack. `tick` is told how many files are done; what it raises stops the writing.

    CannotBeMade when a file is missing or is not what was stored.
    """
    local = localtime(at)
    stamp = (local.year, local.month, local.day, local.hour, local.minute, local.second)
    with ZipFile(out, "w", ZIP_STORED) as opened:
        entries = []
        for number, kept in enumerate(contents.files, 1):
            entries.append(_copy(opened, kept, stamp))
            tick(number)
        about = _about(pack, contents, local)
        listed = files_json(entries, about)
        seal = sha256_of(listed)
        address = f"{settings.PUBLIC_URL}{pack.get_absolute_url()}"
        rest = {
            FILES_NAME: listed,
            PDF_NAME: pack_pdf(pack, contents, sorted(entries, key=lambda one: one.path), seal=seal, at=at),
            README_NAME: pack_readme(pack, contents, address=address, at=at),
        }
        entries += [_put(opened, name, content, stamp) for name, content in rest.items()]
        manifest = manifest_json(entries, pack=about["pack"], made_at=about["made_at"])
        _put(opened, MANIFEST_NAME, manifest, stamp)
    size, digest = _measure(out)
    return Sealed(size, digest, sha256_of(manifest), seal)


def _about(pack: Pack, contents: Contents, local: datetime) -> dict[str, Any]:
    about = contents.data["about"]
    named = {name: about[name] for name in ("group", "code", "programme", "cohort", "stage")}
    return named | {
        "pack": str(pack.key),
        "made_at": local.isoformat(timespec="seconds"),
        "left_out": [{"th": line.th, "en": line.en} for line in contents.left_out],
    }


def _copy(opened: ZipFile, kept: Kept, stamp: Stamp) -> Entry:
    digest, size = hashlib.sha256(), 0
    info = _info(kept.path, stamp)
    info.file_size = kept.stored.size
    try:
        source = default_storage.open(kept.stored.path)
    except FileNotFoundError:
        raise CannotBeMade(MISSING.format(name=kept.stored.name, where=kept.where)) from None
    with source, opened.open(info, "w") as target:
        while piece := source.read(A_PIECE):
            digest.update(piece)
            size += len(piece)
            target.write(piece)
    if (size, digest.hexdigest()) != (kept.stored.size, kept.stored.sha256):
        raise CannotBeMade(DAMAGED.format(name=kept.stored.name, where=kept.where))
    return Entry(kept.path, size, digest.hexdigest(), kept.stored.name)


def _put(opened: ZipFile, name: str, content: bytes, stamp: Stamp) -> Entry:
    opened.writestr(_info(name, stamp), content)
    return Entry(name, len(content), sha256_of(content))


def _info(name: str, stamp: Stamp) -> ZipInfo:
    info = ZipInfo(name, date_time=stamp)
    info.external_attr = 0o644 << 16
    return info


def _measure(out: IO[bytes]) -> tuple[int, str]:
    out.seek(0)
    digest, size = hashlib.sha256(), 0
    while piece := out.read(A_PIECE):
        digest.update(piece)
        size += len(piece)
    out.seek(0)
    return size, digest.hexdigest()
