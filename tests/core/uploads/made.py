"""Files made in code, good and nasty, so that no test needs a binary beside it."""

import struct
import zlib
from collections.abc import Callable
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pikepdf
from PIL import Image

MAIN_TYPES = {
    "xl/workbook.xml": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
    "word/document.xml": "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
}
RELATIONSHIP = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def image(size=(40, 20), mode="RGB", colour=(200, 30, 30)) -> Image.Image:
    return Image.new(mode, size, colour)


def encoded(picture: Image.Image, form="JPEG", **options) -> bytes:
    result = BytesIO()
    picture.save(result, form, **options)
    return result.getvalue()


def png_header(width: int, height: int) -> bytes:
    """A PNG that promises a size and brings nothing."""
    size = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", size) + _chunk(b"IDAT", b"") + _chunk(b"IEND", b"")


def _chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def pdf(change: Callable[[pikepdf.Pdf], None] | None = None, *, pages=1, **options) -> bytes:
    """A PDF of blank pages after `change` had its way with it; `options` go to pikepdf's save."""
    result = BytesIO()
    with pikepdf.new() as made:
        for _ in range(pages):
            made.add_blank_page()
        if change:
            change(made)
        made.save(result, **options)
    return result.getvalue()


def packed_pdf(objects: list[bytes], *, damage: bool = False) -> bytes:
    """A PDF, written by hand, whose `objects` lie in an object stream, readable or damaged."""
    written = bytearray(b"%PDF-1.5\n")
    places = {}

    def write(number: int, content: bytes) -> None:
        places[number] = len(written)
        written.extend(b"%d 0 obj\n%b\nendobj\n" % (number, content))

    write(1, b"<< /Type /Catalog /Pages 2 0 R >>")
    write(2, b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>")
    write(3, b"<< /Type /Page /Parent 2 0 R /Resources << >> /MediaBox [0 0 9 9] >>")
    index, body = b"", b""
    for number, content in enumerate(objects, start=5):
        index += b"%d %d " % (number, len(body))
        body += content + b" "
    stream = zlib.compress(index + body, 9)
    if damage:
        stream = stream[: len(stream) // 2] + b"\xff" * (len(stream) - len(stream) // 2)
    write(
        4,
        b"<< /Type /ObjStm /N %d /First %d /Filter /FlateDecode /Length %d >>\nstream\n%b\nendstream"
        % (len(objects), len(index), len(stream), stream),
    )
    table_number, start = 5 + len(objects), len(written)
    rows = [struct.pack(">BIH", 0, 0, 65535)]
    rows += [struct.pack(">BIH", 1, places[number], 0) for number in range(1, 5)]
    rows += [struct.pack(">BIH", 2, 4, place) for place in range(len(objects))]
    rows += [struct.pack(">BIH", 1, start, 0)]
    table = b"".join(rows)
    write(
        table_number,
        b"<< /Type /XRef /Size %d /W [1 4 2] /Root 1 0 R /Length %d >>\nstream\n%b\nendstream"
        % (table_number + 1, len(table), table),
    )
    return bytes(written) + b"startxref\n%d\n%%%%EOF\n" % start


def office(main="word/document.xml", *, parts=None, types="", relationships="") -> bytes:
    """A small Word or Excel file, with more parts, more content types or more relationships if asked."""
    result = BytesIO()
    with ZipFile(result, "w", ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", _content_types(main, types))
        archive.writestr("_rels/.rels", _relationships(f'<Relationship Id="r0" Target="{main}" Type="x"/>'))
        archive.writestr(main, "<document/>")
        if relationships:
            archive.writestr("word/_rels/settings.xml.rels", _relationships(relationships))
        for name, content in (parts or {}).items():
            archive.writestr(name, content)
    return result.getvalue()


def _content_types(main: str, more: str) -> str:
    override = f'<Override PartName="/{main}" ContentType="{MAIN_TYPES.get(main, "application/xml")}"/>'
    return f'<?xml version="1.0" encoding="UTF-8"?><Types>{override}{more}</Types>'


def _relationships(inside: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?><Relationships>{inside}</Relationships>'


def outside(kind: str, target: str) -> str:
    return f'<Relationship Id="r9" Type="{RELATIONSHIP}/{kind}" Target="{target}" TargetMode="External"/>'


def zipped(parts: dict[str, bytes]) -> bytes:
    result = BytesIO()
    with ZipFile(result, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return result.getvalue()
