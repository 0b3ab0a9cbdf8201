"""Holding a pack against its own lists and against what is printed on its PDF. Reads hostile files without harm."""

import hashlib
import json
import re
import struct
import zlib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unicodedata import normalize
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from ruamphon.core.enum import Labelled
from ruamphon.core.text import Text
from ruamphon.reports.domain.printed import MOST_BYTES, printed_hash
from ruamphon.reports.domain.sealing import (
    FILES_FORMAT,
    FILES_NAME,
    MANIFEST_NAME,
    PACK_FORMAT,
    PDF_NAME,
    README_NAME,
    Entry,
    canonical,
    sha256_of,
)

MOST_FILES = 20_000
MOST_UNPACKED = 20_000_000_000
"""Bytes of all files together; a pack that claims more is not unpacked."""
MOST_LIST = 20_000_000
"""Bytes of one list."""
A_PIECE = 1 << 20
_DAMAGE = (
    BadZipFile,
    EOFError,
    NotImplementedError,
    OSError,
    OverflowError,
    RuntimeError,
    ValueError,
    struct.error,
    zlib.error,
)
_HASH = re.compile(r"[0-9a-f]{64}")
_LINK = 0xA000
_TYPE = 0xF000
_ENCRYPTED = 0x1


class Verdict(Labelled):
    """What came of looking; its order is that of the command's exit codes."""

    INTACT = "intact", "ครบถ้วน ตรงตามที่ผนึกไว้", "Intact, as it was sealed"
    ALTERED = "altered", "ไม่ตรงกับที่ผนึกไว้", "Not as it was sealed"
    UNREADABLE = "unreadable", "อ่านเป็นแฟ้มหลักฐานไม่ได้", "Cannot be read as an evidence pack"


class What(Labelled):
    """What is wrong with one file."""

    ALTERED = "altered", "ถูกแก้ไข", "altered"
    MISSING = "missing", "หายไป", "missing"
    ADDED = "added", "ถูกเพิ่มเข้ามา", "added"
    SEAL = "seal", "ผนึกไม่ตรง", "the seal does not fit"
    REFUSED = "refused", "ไม่ยอมอ่าน", "refused"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong, with the file it is about ('' for the pack as a whole)."""

    what: What
    path: str
    reason: Text


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found. The hashes are of what the file holds now, whatever its lists say."""

    findings: tuple[Finding, ...] = ()
    pack: str = ""
    made_at: str = ""
    about: Mapping[str, Any] = field(default_factory=dict)
    files: int = 0
    manifest_sha256: str = ""
    files_sha256: str = ""

    @property
    def verdict(self) -> Verdict:
        """Unreadable when anything was refused, else altered when anything is wrong, else intact."""
        if any(one.what is What.REFUSED for one in self.findings):
            return Verdict.UNREADABLE
        return Verdict.ALTERED if self.findings else Verdict.INTACT


NO_FILE = Text("ไม่พบไฟล์นี้ ตรวจชื่อไฟล์แล้วลองใหม่", "There is no such file. Check its name and try again.")
NO_ZIP = Text(
    "ไฟล์นี้ไม่ใช่ ZIP หรือมาไม่ครบ ดาวน์โหลดแฟ้มใหม่แล้วลองอีกครั้ง",
    "This is no ZIP file, or part of it is missing. Download the pack again and try once more.",
)
NO_PACK = Text(
    "ZIP นี้ไม่มีรายการ manifest.json จึงไม่ใช่แฟ้มหลักฐานของรวมพล",
    "This ZIP has no manifest.json, so it is no evidence pack of Ruamphon.",
)
TOO_MANY = Text(
    "มีไฟล์มากผิดปกติ ({n} ไฟล์) จึงไม่ยอมอ่าน", "It holds an unlikely number of files ({n}), so it is not read."
)
TOO_BIG = Text("เมื่อคลายแล้วจะใหญ่ผิดปกติ จึงไม่ยอมอ่าน", "Unpacked it would be unlikely large, so it is not read.")
DOUBLED = Text(
    "ชื่อไฟล์นี้มีมากกว่าหนึ่งครั้ง จึงไม่รู้ว่าต้องเชื่อไฟล์ใด", "This name is there more than once; which one to believe?"
)
UNSAFE = Text(
    "ชื่อไฟล์นี้อาจเขียนทับไฟล์อื่นในเครื่อง จึงไม่ยอมอ่าน",
    "This name could overwrite other files, so the pack is not read.",
)
ODD = Text(
    "ไฟล์นี้ถูกเข้ารหัส เป็นลิงก์ หรือบีบอัดด้วยวิธีที่แฟ้มของเราไม่ใช้",
    "This file is encrypted, a link, or packed in a way our packs do not use.",
)
BAD_LIST = Text(
    "รายการนี้อ่านไม่ได้ หรือไม่ได้อยู่ในรูปที่ระบบเขียนไว้", "This list cannot be read, or is not as the platform wrote it."
)
NOT_AS_LISTED = Text("เนื้อหาไม่ตรงกับที่ผนึกไว้", "Its content is not what was sealed.")
LISTED_GONE = Text("มีชื่อในรายการ แต่ไม่มีในแฟ้ม", "It is on the list, but not in the pack.")
NOT_LISTED = Text("ไม่มีชื่อในรายการที่ผนึกไว้", "It is not on the list that was sealed.")
LISTS_DIFFER = Text(
    "manifest.json กับ files.json บอกไม่ตรงกัน", "manifest.json and files.json do not say the same."
)
NOT_PRINTED = Text(
    "ค่าแฮชที่พิมพ์อยู่บน PDF ไม่ตรงกับรายการไฟล์ หรืออ่านจาก PDF ไม่ได้",
    "The hash printed on the PDF does not fit the list of files, or cannot be read off the PDF.",
)


def verify(path: Path) -> Checked:
    """Compare every file of the ZIP at `path` with its lists, and the lists with the PDF. Never raises for a bad file.

    Without the platform's history this finds every change except one: somebody who writes the lists and also
    prints a new PDF. For that the hashes are there to be compared with the history.
    """
    try:
        with ZipFile(path) as opened:
            return _verify(opened)
    except FileNotFoundError:
        return _refused("", NO_FILE)
    except _DAMAGE:
        return _refused("", NO_ZIP)


def _verify(pack: ZipFile) -> Checked:
    infos = pack.infolist()
    refused = list(_refusals(infos))
    if refused:
        return Checked(tuple(refused))
    members = {info.filename: info for info in infos}
    if not members.keys() & {MANIFEST_NAME, FILES_NAME}:
        return _refused("", NO_PACK)
    digests = {name: _digest(pack, info) for name, info in members.items()}
    manifest, manifest_bytes = _list(pack, members, MANIFEST_NAME, PACK_FORMAT)
    listed, listed_bytes = _list(pack, members, FILES_NAME, FILES_FORMAT)
    findings = [
        *_bad_list(MANIFEST_NAME, manifest, members),
        *_bad_list(FILES_NAME, listed, members),
        *_held_against(_entries(manifest), digests, beside={MANIFEST_NAME}),
        *_between(manifest, listed, digests),
        *_seal(pack, members, listed_bytes),
    ]
    return Checked(
        findings=tuple(dict.fromkeys(findings)),
        pack=_word(manifest, "pack"),
        made_at=_word(manifest, "made_at"),
        about=listed or {},
        files=len(members),
        manifest_sha256=sha256_of(manifest_bytes),
        files_sha256=sha256_of(listed_bytes),
    )


def _refused(path: str, reason: Text) -> Checked:
    return Checked((Finding(What.REFUSED, path, reason),))


def _refusals(infos: list[ZipInfo]) -> Iterable[Finding]:
    if len(infos) > MOST_FILES:
        yield Finding(What.REFUSED, "", TOO_MANY.format(n=len(infos)))
        return
    if sum(info.file_size for info in infos) > MOST_UNPACKED:
        yield Finding(What.REFUSED, "", TOO_BIG)
    count = Counter(_folded(info.filename) for info in infos)
    for name in dict.fromkeys(info.filename for info in infos if count[_folded(info.filename)] > 1):
        yield Finding(What.REFUSED, name, DOUBLED)
    for info in infos:
        if not _is_safe(info):
            yield Finding(What.REFUSED, info.filename, UNSAFE)
        elif _is_odd(info):
            yield Finding(What.REFUSED, info.filename, ODD)


def _folded(name: str) -> str:
    """A name as a disk that knows no capitals would take it."""
    return normalize("NFC", name).casefold()


def _is_safe(info: ZipInfo) -> bool:
    """Whether a name is a plain path below where it is unpacked."""
    name = info.orig_filename
    parts = name.split("/")
    return (
        name.isprintable()
        and "\\" not in name
        and ":" not in name
        and all(part not in {"", ".", ".."} and part == part.strip() for part in parts)
    )


def _is_odd(info: ZipInfo) -> bool:
    is_link = (info.external_attr >> 16) & _TYPE == _LINK
    packed_oddly = info.compress_type not in {ZIP_STORED, ZIP_DEFLATED}
    return bool(info.flag_bits & _ENCRYPTED) or is_link or packed_oddly


def _digest(pack: ZipFile, info: ZipInfo) -> Entry | None:
    """What the file holds now; None where it cannot be read. Never more bytes than it claims to have."""
    digest, size = hashlib.sha256(), 0
    try:
        with pack.open(info) as opened:
            while piece := opened.read(A_PIECE):
                digest.update(piece)
                size += len(piece)
    except _DAMAGE:
        return None
    return Entry(info.filename, size, digest.hexdigest())


def _content(pack: ZipFile, members: Mapping[str, ZipInfo], name: str, most: int) -> bytes:
    """The bytes of one file; none where it is missing, damaged or larger than `most`."""
    info = members.get(name)
    if info is None or info.file_size > most:
        return b""
    try:
        return pack.read(info)
    except _DAMAGE:
        return b""


def _list(
    pack: ZipFile, members: Mapping[str, ZipInfo], name: str, wanted: str
) -> tuple[dict[str, Any] | None, bytes]:
    """A list as it reads, and its bytes; None for one that is missing or not in the spelling it is written in."""
    content = _content(pack, members, name, MOST_LIST)
    try:
        read = json.loads(content)
        sound = isinstance(read, dict) and read.get("format") == wanted and canonical(read) == content
        _entries(read if sound else None)
    except (ValueError, TypeError, KeyError, RecursionError):
        return None, content
    return (read if sound else None), content


def _entries(read: Mapping[str, Any] | None) -> dict[str, Entry]:
    rows = read["files"] if read else []
    entries = [Entry(row["path"], row["size"], row["sha256"]) for row in rows]
    if any(type(one.size) is not int or not _HASH.fullmatch(one.sha256) for one in entries):
        raise ValueError
    return {one.path: one for one in entries}


def _word(read: Mapping[str, Any] | None, name: str) -> str:
    return str(read.get(name, "")) if read else ""


def _bad_list(name: str, read: Mapping[str, Any] | None, members: Mapping[str, ZipInfo]) -> Iterable[Finding]:
    if name not in members:
        yield Finding(What.MISSING, name, LISTED_GONE)
    elif read is None:
        yield Finding(What.ALTERED, name, BAD_LIST)


def _held_against(
    listed: Mapping[str, Entry], digests: Mapping[str, Entry | None], *, beside: set[str]
) -> Iterable[Finding]:
    """Where the files are not what a list says; `beside` are names that no list holds."""
    if not listed:
        return
    for path, entry in listed.items():
        if path not in digests:
            yield Finding(What.MISSING, path, LISTED_GONE)
        elif digests[path] != entry:
            yield Finding(What.ALTERED, path, NOT_AS_LISTED)
    for path in digests.keys() - listed.keys() - beside:
        yield Finding(What.ADDED, path, NOT_LISTED)


OUR_OWN = {MANIFEST_NAME, FILES_NAME, PDF_NAME, README_NAME}


def _between(
    manifest: Mapping[str, Any] | None, listed: Mapping[str, Any] | None, digests: Mapping[str, Entry | None]
) -> Iterable[Finding]:
    """Where the inner list, which is printed on the PDF, and the outer one differ."""
    if listed is None:
        return
    evidence = _entries(listed)
    if evidence:
        yield from _held_against(evidence, digests, beside=OUR_OWN)
    if manifest is None:
        return
    outer = _entries(manifest)
    for name in sorted(OUR_OWN - {MANIFEST_NAME} - outer.keys()):
        yield Finding(What.MISSING, name, LISTS_DIFFER)
    listed_outside = {path: one for path, one in outer.items() if path not in OUR_OWN}
    if listed_outside != evidence or _heading(manifest) != _heading_beside(listed):
        yield Finding(What.SEAL, MANIFEST_NAME, LISTS_DIFFER)


def _heading(manifest: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in manifest.items() if name != "files"}


def _heading_beside(listed: Mapping[str, Any]) -> dict[str, Any]:
    """What the outer list says of the pack when the inner one is `listed`."""
    return {"format": PACK_FORMAT, "pack": listed.get("pack"), "made_at": listed.get("made_at")}


def _seal(pack: ZipFile, members: Mapping[str, ZipInfo], listed: bytes) -> Iterable[Finding]:
    """Where the PDF does not bear the hash of the inner list."""
    if PDF_NAME not in members or FILES_NAME not in members:
        return
    if printed_hash(_content(pack, members, PDF_NAME, MOST_BYTES)) != sha256_of(listed):
        yield Finding(What.SEAL, PDF_NAME, NOT_PRINTED)
