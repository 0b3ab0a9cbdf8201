"""Which row names the columns, and which of the known names each column has."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ruamphon.core.thai_text import search_key

LOOKED_AT = 20
"""Rows from the top among which the header is sought: titles, a logo's line and merged headings stand above it."""


@dataclass(frozen=True, slots=True)
class Header:
    """The header found: `row` counts from 0; `names` are the headings as written, `fields` what each means or ""."""

    row: int
    names: tuple[str, ...]
    fields: tuple[str, ...]


def header_key(text: str) -> str:
    """What spellings of one heading have in common: case, gaps, brackets, tone marks and * do not count."""
    return search_key(text).replace(" ", "")


def find_header(rows: Sequence[Sequence[str]], known: Mapping[str, str]) -> Header:
    """The row that names the columns: the one in which most headings are known, the first with two cells if none is.

    `known` maps header keys to fields. A heading merged over two rows is read from the upper one. Each field is
    given once, to the first column that bears one of its names.
    """
    found = [_header(rows, row, known) for row in range(min(LOOKED_AT, len(rows)))]
    best = max(found, key=lambda header: sum(map(bool, header.fields)), default=None)
    if best is not None and any(best.fields):
        return best
    return next((header for header in found if sum(map(bool, header.names)) > 1), None) or Header(0, (), ())


def _header(rows: Sequence[Sequence[str]], row: int, known: Mapping[str, str]) -> Header:
    names = tuple(own or above for own, above in zip(rows[row], _above(rows, row), strict=True))
    fields: list[str] = []
    for name in names:
        field = known.get(header_key(name), "") if name else ""
        fields.append("" if field in fields else field)
    return Header(row, tuple(" ".join(name.split()) for name in names), tuple(fields))


def _above(rows: Sequence[Sequence[str]], row: int) -> Sequence[str]:
    return rows[row - 1] if row else [""] * len(rows[row])
