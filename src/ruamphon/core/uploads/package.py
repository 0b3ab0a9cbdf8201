"""A ZIP package read with distrust: every part unfolded here and counted, whatever its headers promise."""

import zlib
from collections.abc import Iterator
from io import BytesIO
from struct import unpack_from
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from ruamphon.core.text import Text
from ruamphon.core.uploads.refusal import Refusal

MAX_PARTS = 2_000
MAX_UNPACKED_BYTES = 100 * 1024 * 1024
"""All parts together, as they really unfold."""

MAX_RATIO = 200
"""How many times its packed size a part may have; spreadsheets full of empty cells reach a hundred."""

RATIO_MATTERS_FROM = 4 * 1024 * 1024
"""Bytes; below this size a part may repeat itself as it likes."""

PIECE = 256 * 1024

_LOCAL_HEADER_BYTES = 30
_LENGTHS_AT = 26
"""APPNOTE 6.3.10, 4.3.7: the lengths of name and extra field, which the content follows."""

BOMB = Text(
    "ไฟล์ “{name}” บีบอัดไว้เล็ก แต่พอคลี่ออกมาใหญ่หรือซับซ้อนผิดปกติ จึงรับไม่ได้ เปิดไฟล์ คัดลอกเฉพาะเนื้อหาที่ต้องการไปไว้ในไฟล์ใหม่ "
    "แล้วส่งไฟล์ใหม่",
    "“{name}” is packed small but unfolds into something far too large, so we cannot take it. Open it, "
    "copy what you need into a new file, and send that.",
)
DAMAGED = Text(
    "ไฟล์ “{name}” เสียหรือมาไม่ครบ เปิดด้วย Excel หรือ Word แล้วเลือก “บันทึกเป็น” ไฟล์ใหม่ (.xlsx หรือ .docx) แล้วส่งไฟล์ใหม่",
    "“{name}” is damaged or incomplete. Open it in Excel or Word, use Save As to make a new .xlsx or "
    ".docx, and send that.",
)


def read_package(content: bytes, *, keep: tuple[str, ...]) -> dict[str, bytes]:
    """The parts of a package by lower-case name, since OPC names ignore case (ECMA-376-2, 6.2.2).

    Only parts whose name ends with one of `keep` come with their content; the others are read and counted,
    then let go. Raises Refusal for a bomb, a path that leads elsewhere, two parts of one name, or a header
    that does not tell the truth; zipfile and zlib raise their own errors for a damaged file.
    """
    with ZipFile(BytesIO(content)) as archive:
        entries = archive.infolist()
        _check_names(entries)
        return dict(_unpacked(archive, entries, content, keep))


def _check_names(entries: list[ZipInfo]) -> None:
    if len(entries) > MAX_PARTS:
        raise Refusal(BOMB)
    names = [entry.filename.lower() for entry in entries]
    if len(set(names)) < len(names) or any(_leads_elsewhere(entry.orig_filename) for entry in entries):
        raise Refusal(DAMAGED)


def _leads_elsewhere(name: str) -> bool:
    return name.startswith("/") or ".." in name.split("/") or any(sign in name for sign in "\\:\0")


def _unpacked(
    archive: ZipFile, entries: list[ZipInfo], content: bytes, keep: tuple[str, ...]
) -> Iterator[tuple[str, bytes]]:
    left = MAX_UNPACKED_BYTES
    for entry in entries:
        _check_header(archive, entry)
        name = entry.filename.lower()
        size, part = _measured(entry, _packed(entry, content), left, kept=name.endswith(keep))
        left -= size
        yield name, part


def _check_header(archive: ZipFile, entry: ZipInfo) -> None:
    """What zipfile looks at when it opens a part: both headers agree, parts do not overlap, no password."""
    if entry.compress_type not in {ZIP_STORED, ZIP_DEFLATED}:
        raise Refusal(DAMAGED)
    archive.open(entry).close()


def _packed(entry: ZipInfo, content: bytes) -> bytes:
    name_length, extra_length = unpack_from("<HH", content, entry.header_offset + _LENGTHS_AT)
    start = entry.header_offset + _LOCAL_HEADER_BYTES + name_length + extra_length
    return content[start : start + entry.compress_size]


def _measured(entry: ZipInfo, packed: bytes, left: int, *, kept: bool) -> tuple[int, bytes]:
    """Real size of a part, and its content if `kept`; unfolded a piece at a time, at most `left` bytes."""
    size, checksum, content = 0, 0, bytearray()
    for piece in _pieces(entry, packed):
        size += len(piece)
        if size > left or (size > RATIO_MATTERS_FROM and size > MAX_RATIO * len(packed)):
            raise Refusal(BOMB)
        checksum = zlib.crc32(piece, checksum)
        if kept:
            content += piece
    if (size, checksum) != (entry.file_size, entry.CRC):
        raise Refusal(DAMAGED)
    return size, bytes(content)


def _pieces(entry: ZipInfo, packed: bytes) -> Iterator[bytes]:
    if entry.compress_type == ZIP_STORED:
        yield packed
        return
    inflate = zlib.decompressobj(-zlib.MAX_WBITS)
    rest = packed
    while not inflate.eof:
        piece = inflate.decompress(rest, PIECE)
        if not piece and not inflate.eof:
            raise Refusal(DAMAGED)
        yield piece
        rest = inflate.unconsumed_tail
    if inflate.unused_data:
        raise Refusal(DAMAGED)
