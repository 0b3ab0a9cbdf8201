"""The one door: a file someone hands in becomes a CheckedFile, or an UploadProblem says why not."""

import hashlib
from dataclasses import dataclass, field
from typing import BinaryIO

from ruamphon.core.enums import FileKind
from ruamphon.core.text import Text
from ruamphon.core.uploads.office import check_office, refuse_compound_file
from ruamphon.core.uploads.pdf import check_pdf
from ruamphon.core.uploads.photo import reencode
from ruamphon.core.uploads.refusal import Refusal, problem_of
from ruamphon.core.uploads.sniff import HEAD_BYTES, Family, family_of

MB = 1024 * 1024
PHOTO_MAX_BYTES = 15 * MB
PDF_MAX_BYTES = 20 * MB
OFFICE_MAX_BYTES = 10 * MB

MAX_BYTES = {
    Family.PHOTO: PHOTO_MAX_BYTES,
    Family.PDF: PDF_MAX_BYTES,
    Family.ZIP: OFFICE_MAX_BYTES,
    Family.OLE: OFFICE_MAX_BYTES,
}
MEDIA_TYPES = {
    FileKind.PHOTO: "image/jpeg",
    FileKind.PDF: "application/pdf",
    FileKind.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    FileKind.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    FileKind.ZIP: "application/zip",  # never handed in: made here (core.files.note_made)
}
EXTENSIONS = {
    FileKind.PHOTO: ".jpg",
    FileKind.PDF: ".pdf",
    FileKind.XLSX: ".xlsx",
    FileKind.DOCX: ".docx",
    FileKind.ZIP: ".zip",
}

_PHOTO_TOO_BIG = Text(
    "รูป “{name}” ใหญ่เกินไป รับได้ไม่เกิน {limit} MB ย่อรูปลง หรือแคปหน้าจอรูปนี้ แล้วส่งอีกครั้ง",
    "The photo “{name}” is too big: we take up to {limit} MB. Make it smaller, or take a screenshot of it, "
    "then send it again.",
)
_PDF_TOO_BIG = Text(
    "ไฟล์ “{name}” ใหญ่เกินไป PDF รับได้ไม่เกิน {limit} MB แบ่งเป็นหลายไฟล์ หรือสแกนใหม่ให้ละเอียดน้อยลง แล้วส่งอีกครั้ง",
    "“{name}” is too big: we take PDFs up to {limit} MB. Split it into several files, or scan it again at "
    "a lower resolution.",
)
_OFFICE_TOO_BIG = Text(
    "ไฟล์ “{name}” ใหญ่เกินไป Excel และ Word รับได้ไม่เกิน {limit} MB ลดขนาดรูปในไฟล์ หรือแบ่งเป็นหลายไฟล์ แล้วส่งอีกครั้ง",
    "“{name}” is too big: we take Excel and Word files up to {limit} MB. Make the pictures in it smaller "
    "or split it, then send it again.",
)
TOO_BIG = {
    Family.PHOTO: _PHOTO_TOO_BIG,
    Family.PDF: _PDF_TOO_BIG,
    Family.ZIP: _OFFICE_TOO_BIG,
    Family.OLE: _OFFICE_TOO_BIG,
}


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """A file fit to keep. A photo's content is the picture re-encoded, any other the bytes handed in.

    `extension` begins with its dot; `sha256` is the hex digest of `content`, `size` its length in bytes;
    `width` and `height` are pixels of a photo, upright, and None for everything else.
    """

    kind: FileKind
    content: bytes = field(repr=False)
    media_type: str
    extension: str
    sha256: str
    size: int
    width: int | None = None
    height: int | None = None


def check_upload(file: BinaryIO, *, name: str) -> CheckedFile:
    """Read `file` from its beginning and say what it is; `name` appears in sentences and decides nothing.

    Never reads more than one byte past the limit of the file's kind. Raises UploadProblem with a sentence
    when the file is empty, too big, damaged, locked, of a kind not taken, or holds something that could act
    by itself.
    """
    try:
        family, content = _read(file)
        return _checked(family, content)
    except Refusal as refusal:
        raise problem_of(refusal, name) from refusal


def _read(file: BinaryIO) -> tuple[Family, bytes]:
    if file.seekable():
        file.seek(0)  # a form may have looked at it before
    head = _take(file, HEAD_BYTES)
    family = family_of(head)
    limit = MAX_BYTES[family]
    content = head + _take(file, limit + 1 - len(head))
    if len(content) > limit:
        raise Refusal(TOO_BIG[family], limit=limit // MB)
    return family, content


def _take(file: BinaryIO, count: int) -> bytes:
    """`count` bytes, or what there is: a raw stream may give less than asked each time."""
    taken = bytearray()
    while len(taken) < count and (piece := file.read(count - len(taken))):
        taken += piece
    return bytes(taken)


def _checked(family: Family, content: bytes) -> CheckedFile:
    if family is Family.PHOTO:
        photo = reencode(content)
        return _described(FileKind.PHOTO, photo.content, photo.width, photo.height)
    if family is Family.PDF:
        check_pdf(content)
        return _described(FileKind.PDF, content)
    if family is Family.OLE:
        refuse_compound_file(content)
    return _described(check_office(content), content)


def _described(
    kind: FileKind, content: bytes, width: int | None = None, height: int | None = None
) -> CheckedFile:
    return CheckedFile(
        kind=kind,
        content=content,
        media_type=MEDIA_TYPES[kind],
        extension=EXTENSIONS[kind],
        sha256=hashlib.sha256(content).hexdigest(),
        size=len(content),
        width=width,
        height=height,
    )
