"""Reading a hash off a PDF of ours: from its keywords, and from the letters drawn on its first page."""

import re
from io import BytesIO
from typing import Any

import pikepdf

from ruamphon.reports.domain.sealing import SEAL_MARK

MOST_BYTES = 50_000_000
"""A larger PDF is none of ours."""
MOST_STREAM = 400_000
"""Packed bytes of one page or letter table; more is not unpacked."""
_HASH = re.compile(re.escape(SEAL_MARK) + r"([0-9a-f]{64})")
_BFCHAR = re.compile(rb"<([0-9A-Fa-f]{4})>\s*<([0-9A-Fa-f]+)>")


def printed_hash(content: bytes) -> str | None:
    """The hash of files.json that the PDF names, if its keywords and its first page name the same; else None.

    Anything that cannot be read, or would take too much to unpack, gives None too.
    """
    if len(content) > MOST_BYTES:
        return None
    try:
        with pikepdf.open(BytesIO(content)) as opened:
            named = _HASH.search(str(opened.docinfo.get("/Keywords", "")))
            drawn = _HASH.findall(_letters(opened.pages[0]))
    except (pikepdf.PdfError, ValueError, TypeError, KeyError, IndexError, AttributeError, RuntimeError):
        return None
    return named[1] if named and named[1] in drawn else None


def _letters(page: Any) -> str:
    """What the page draws, in the order it is drawn, without gaps."""
    if not _is_small(page.obj.get("/Contents")):
        return ""
    tables = {str(name): _table(font) for name, font in page.resources.get("/Font", {}).items()}
    current: dict[int, str] = {}
    drawn: list[str] = []
    for step in pikepdf.parse_content_stream(page):
        word, operands = str(step.operator), step.operands
        if word == "Tf":
            current = tables.get(str(operands[0]), {})
        elif word in {"Tj", "TJ"}:
            parts = operands[0] if word == "TJ" else operands
            drawn += [_read(bytes(part), current) for part in parts if isinstance(part, pikepdf.String)]
    return "".join("".join(drawn).split())


def _table(font: Any) -> dict[int, str]:
    """Which letters stand for which numbers in one font."""
    stream = font.get("/ToUnicode")
    if stream is None or not _is_small(stream):
        return {}
    pairs = _BFCHAR.findall(stream.read_bytes())
    return {int(code, 16): bytes.fromhex(letters.decode()).decode("utf-16-be") for code, letters in pairs}


def _read(codes: bytes, table: dict[int, str]) -> str:
    numbers = [int.from_bytes(codes[place : place + 2], "big") for place in range(0, len(codes), 2)]
    return "".join(table.get(number, "\ufffd") for number in numbers)


def _is_small(streams: Any) -> bool:
    """Whether what is packed here is little, and packed once only."""
    each = [streams] if isinstance(streams, pikepdf.Stream) else list(streams or [])
    return all(
        isinstance(one, pikepdf.Stream)
        and len(one.read_raw_bytes()) <= MOST_STREAM
        and not isinstance(one.get("/Filter"), pikepdf.Array)
        for one in each
    )
