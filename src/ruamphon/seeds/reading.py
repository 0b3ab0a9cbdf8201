"""The data files, as rows a model takes."""

import tomllib
from collections.abc import Iterable
from importlib.resources import files
from typing import Any

LANGUAGES = {"th", "en"}

Row = dict[str, Any]


def read(name: str) -> Row:
    """The tables of data/<name>.toml as they stand."""
    return tomllib.loads((files("ruamphon.seeds") / "data" / f"{name}.toml").read_text(encoding="utf-8"))


def rows(name: str, table: str) -> list[Row]:
    """The rows of one table; `title.th` in the file is `title_th` in the row."""
    return [flat(row) for row in read(name)[table]]


def flat(row: Row) -> Row:
    """A row with each two-language entry as two fields, and its own lists of rows as they are, flattened too."""
    return dict(pair for field, value in row.items() for pair in _fields(field, value))


def _fields(field: str, value: Any) -> Iterable[tuple[str, Any]]:
    if isinstance(value, dict) and value.keys() <= LANGUAGES:
        return [(f"{field}_{language}", wording) for language, wording in value.items()]
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return [(field, [flat(part) for part in value])]
    return [(field, value)]
