"""Papers to keep and print: PDF on A4 in Sarabun, set by typst under its own PDF/A-2a check.

What is printed travels as data, apart from the words of the page, so that nothing anybody typed can be read as markup.
"""

import json
import re
import struct
import unicodedata
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, Literal, cast
from urllib.parse import quote

import fontpkg_sarabun
import typst
from django.http import HttpResponse
from django.utils import timezone
from django.utils.functional import Promise

from ruamphon.core.text import Text

MEDIA_TYPE = "application/pdf"
FONTS = Path(fontpkg_sarabun.__file__).parent / "files"
STANDARD: Literal["a-2a"] = "a-2a"
"""What typst checks while it writes. That is its own check; no other validator has been asked."""
BREAK = "\ue000"
"""Marks where a word too long for any line may be broken. Nothing is printed there (see paper.typ)."""

_BASE = (Path(__file__).parent / "data" / "paper.typ").read_text()
_LONG_RUN = re.compile(r"[^\s\u0e00-\u0e7f]{22,}|[ก-ฮ]{16,}")
_SKIN_TONES = range(0x1F3FB, 0x1F400)
_NOT_WRITTEN = frozenset({"Cc", "Cf", "Cs"})
_STANDS_ON_ANOTHER = frozenset({"Mn", "Me"})
_NAMED = frozenset({"So", "Sm", "Sk", "Sc", "No"})


def make_pdf(
    source: str, data: dict, *, title: str, at: datetime | None = None, lang: Literal["th", "en"] = "th"
) -> bytes:
    """The PDF of `source`, words in typst's language that follow core/data/paper.typ and print what `data` holds.

    `data` is anything JSON can hold; a Text in it speaks the reader's language. In `source` it is called `data`;
    days go in as ISO text and come out by `day(…)`. `at` is the moment printed and kept as the date of making, now
    if not given: the same source, data, title and moment give the same bytes.
    A letter that Sarabun does not have is written by its name, as in '[sheaf of rice]'; letters that show nothing are
    left out. Raises typst.TypstError when the source is wrong, TypeError for data that JSON cannot hold.
    """
    moment = timezone.localtime(at) if at else timezone.localtime()
    given = {
        "data": data,
        "title": title,
        "lang": lang,
        "at": f"{moment:%Y-%m-%dT%H:%M}",
    }
    compiler = typst.Compiler(
        (_BASE + source).encode(),
        root=FONTS,  # nothing else on the machine can be read from a source
        font_paths=_fonts(),
        ignore_system_fonts=True,
        sys_inputs={"given": json.dumps(_printable(given), ensure_ascii=False)},
    )
    made = compiler.compile(format="pdf", pdf_standards=STANDARD, timestamp=int(moment.timestamp()))
    return cast("bytes", made)


def hand_out_pdf(content: bytes, name: str) -> HttpResponse:
    """The PDF as a download called `name`.pdf; no copy is kept by the browser."""
    response = HttpResponse(content, content_type=MEDIA_TYPE)
    plain = "".join(letter for letter in name if letter.isprintable())
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(plain, safe='')}.pdf"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


def _printable(value: Any) -> Any:
    """The same data with every text in letters that can be set."""
    if isinstance(value, str | Text | Promise):
        return _set_text(str(value))
    if isinstance(value, dict):
        return {key: _printable(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_printable(inner) for inner in value]
    return value


def _set_text(text: str) -> str:
    lines = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\t", " ")
    written = "".join(letter if ord(letter) in _drawn() else _in_words(letter) for letter in lines)
    return _LONG_RUN.sub(lambda run: _breakable(run[0]), written)


def _in_words(letter: str) -> str:
    """What stands for a letter the font does not have: nothing for what shows nothing, else its name."""
    if letter == "\n":
        return letter
    kind = unicodedata.category(letter)
    if kind in _NOT_WRITTEN or ord(letter) in _SKIN_TONES or 0xFE00 <= ord(letter) <= 0xFE0F:  # noqa: PLR2004 — variation selectors
        return ""
    if kind in {"Zs", "Zl", "Zp"}:
        return " "
    name = unicodedata.name(letter, "").lower() if kind in _NAMED else ""
    return f"[{name or f'U+{ord(letter):04X}'}]"


def _breakable(run: str) -> str:
    return "".join(
        letter if place == 0 or unicodedata.category(letter) in _STANDS_ON_ANOTHER else BREAK + letter
        for place, letter in enumerate(run)
    )


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])


@cache
def _drawn() -> frozenset[int]:
    """The numbers of the letters that Sarabun draws, private ones and ones that show nothing left out."""
    font = (FONTS / "Sarabun-Regular.ttf").read_bytes()
    numbers = _letters_of(font)
    return frozenset(
        number for number in numbers if unicodedata.category(chr(number)) not in _NOT_WRITTEN | {"Co", "Cn"}
    )


def _letters_of(font: bytes) -> set[int]:
    """The letters in a TrueType font's table 'cmap', its Unicode part of format 4 (the first 65,536 letters)."""
    tables = struct.unpack_from(">H", font, 4)[0]
    records = [struct.unpack_from(">4sLLL", font, 12 + 16 * number) for number in range(tables)]
    start = next(offset for tag, _, offset, _ in records if tag == b"cmap")
    count = struct.unpack_from(">H", font, start + 2)[0]
    parts = [struct.unpack_from(">HHL", font, start + 4 + 8 * number) for number in range(count)]
    part = start + next(offset for platform, coding, offset in parts if (platform, coding) == (3, 1))
    segments = struct.unpack_from(">H", font, part + 6)[0] // 2
    ends = struct.unpack_from(f">{segments}H", font, part + 14)
    starts = struct.unpack_from(f">{segments}H", font, part + 16 + 2 * segments)
    return {letter for first, last in zip(starts, ends, strict=True) for letter in range(first, last + 1)}
