"""Cells that a spreadsheet would take for a command, made harmless on the way out and whole again on the way in.

A cell that begins with = + - @ (also in full width), a tab or a line end can run when a file is opened in Excel
(CSV injection, OWASP). It gets an apostrophe in front, which Excel shows as text.
"""

import re
from typing import Final

_ACTS: Final = re.compile(r"'*(?:[\t\r\n]|\s*[=+\-@＝＋－＠])")
_COMPUTES: Final = re.compile(r"\s*[=＝]")


def escaped(text: str) -> str:
    """The cell as it may be written: `=1+1` → `'=1+1`, nothing but gaps → "". `unescaped` undoes it exactly."""
    return f"'{text}" if text.strip() and _ACTS.match(text) else text.strip() and text


def unescaped(text: str) -> str:
    """The cell as it was before `escaped`; a text that never was escaped stays as it is."""
    return text[1:] if text.startswith("'") and _ACTS.match(text[1:]) else text


def is_formula(text: str) -> bool:
    """Whether a cell as read holds a formula as text, or what Excel shows where a formula failed."""
    return bool(_COMPUTES.match(text)) or text in FAILED


FAILED: Final = frozenset(
    {"#N/A", "#NAME?", "#REF!", "#VALUE!", "#DIV/0!", "#NUM!", "#NULL!", "#SPILL!", "#CALC!", "#GETTING_DATA"}
)
"""What Excel and LibreOffice show in a cell whose formula gives no value."""
