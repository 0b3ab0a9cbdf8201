"""The outcome of reading a table: its rows, and its faults."""

from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from ruamphon.cashbook.enums import Category, Direction, RowState
from ruamphon.core.text import Text
from ruamphon.registry.sheets.plan import Finding

Values = dict[str, Any]


@dataclass(frozen=True)
class PlannedRow:
    """A row that could be read: what it says, and what becomes of it."""

    number: int
    state: RowState
    values: Values
    entry_id: int | None = None

    @property
    def label(self) -> Text:
        """Its category in words."""
        return Category(self.values["category"]).label

    @property
    def is_in(self) -> bool:
        """Whether money comes in."""
        return self.values["direction"] is Direction.IN


@dataclass
class Plan:
    """Everything a table would do. With `faults` nothing may be done."""

    rows: list[PlannedRow] = field(default_factory=list)
    faults: list[Finding] = field(default_factory=list)

    def of(self, state: RowState) -> list[PlannedRow]:
        """The rows of one state."""
        return [row for row in self.rows if row.state is state]

    @property
    def digest(self) -> str:
        """A hash of what would be done: two equal ones mean that nothing moved in between."""
        told = [
            (row.number, row.state, row.entry_id, sorted(map(str, row.values.items()))) for row in self.rows
        ]
        return sha256(repr((told, len(self.faults))).encode()).hexdigest()
