"""Cells that a spreadsheet would take for a command, made harmless on the way out and whole again on the way in.

A cell that begins with = + - @ (also in full width), a tab or a line end can run when a file is opened in Excel
(CSV injection, OWASP). It gets an apostrophe in front, which Excel shows as text; gaps at its ends are cut.
"""

import re
from typing import Final

_ACTS: Final = re.compile(r"'*[=+\-@＝＋－＠]")
_COMPUTES: Final = ("=", "＝")
_UNSEEN: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f]")

FAILED: Final = frozenset(
    {"#N/A", "#NAME?", "#REF!", "#VALUE!", "#DIV/0!", "#NUM!", "#NULL!", "#SPILL!", "#CALC!", "#GETTING_DATA"}
)
"""What Excel and LibreOffice show in a cell whose formula gives no value."""


def plain(text: str) -> str:
    """A text as a cell can hold it: one kind of line end, no control characters, no gaps at its ends."""
    return _UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def escaped(text: str) -> str:
    """The plain cell as it may be written: `=1+1` → `'=1+1`. `unescaped` gives back exactly what was plain."""
    cell = plain(text)
    return f"'{cell}" if _ACTS.match(cell) else cell


def unescaped(text: str) -> str:
    """The cell as it was before `escaped`; a text that never was escaped stays as it is."""
    return text[1:] if text.startswith("'") and _ACTS.match(text[1:]) else text


def is_formula(text: str) -> bool:
    """Whether a cell as read holds a formula as text, or what Excel shows where a formula failed."""
    return text.startswith(_COMPUTES) or text in FAILED
