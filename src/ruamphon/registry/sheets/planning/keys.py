"""What makes two names in a sheet one name, and a cell that cannot be read on."""

from ruamphon.core.text import Text
from ruamphon.core.thai_text import search_key, sort_key

Key = tuple[str, str]
Cells = dict[str, str]


def name_key(name: str) -> Key:
    """What makes two names one name: case, gaps and invisible signs do not count, every letter and tone mark does."""
    return sort_key(name), search_key(name)


class Fault(Exception):  # noqa: N818 — a sentence for whoever sent the sheet, not a fault of the program
    """A row that cannot be read on, with the column of the cell that is to blame."""

    def __init__(self, column: str, said: Text) -> None:
        super().__init__(said)
        self.column, self.said = column, said
