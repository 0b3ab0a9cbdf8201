"""What a sheet would do, row by row, before anything is done."""

import json
from collections import Counter
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from ruamphon.core.enum import Labelled
from ruamphon.core.text import Text


class RowState(Labelled):
    """What becomes of a row."""

    NEW = "new", "ใหม่", "New"
    CHANGED = "changed", "แก้ไข", "Changed"
    SAME = "same", "เหมือนเดิม", "The same"


@dataclass(frozen=True)
class Finding:
    """Something about one cell: its row in the sheet, its column as headed there, and a sentence."""

    row: int
    column: str
    said: str

    @property
    def place(self) -> Text:
        """'แถว 5 คอลัมน์ “เบอร์โทร”'."""
        if not self.row:
            return Text("ทั้งตาราง", "The whole table")
        if not self.column:
            return Text("แถว {row}", "Row {row}").format(row=self.row)
        return Text("แถว {row} คอลัมน์ “{column}”", "Row {row}, column “{column}”").format(
            row=self.row, column=self.column
        )


@dataclass(frozen=True)
class Change:
    """One column of a row that will hold something else. `before` is empty where it may not be repeated."""

    label: Text
    before: str
    after: str


@dataclass
class PlannedRow:
    """A row that could be read: the record it means, if there is one, and the values that are new for it."""

    number: int
    name: str
    state: RowState
    record: Any = None
    group: Any = None
    """The enterprise a member or product belongs to."""
    person: Any = None
    """Somebody known, who joins again."""
    values: dict[str, Any] = field(default_factory=dict)
    changes: list[Change] = field(default_factory=list)


@dataclass
class Plan:
    """Everything a sheet would do. With `faults` nothing may be done; `warnings` are to be read and may pass."""

    rows: list[PlannedRow] = field(default_factory=list)
    faults: list[Finding] = field(default_factory=list)
    warnings: list[Finding] = field(default_factory=list)

    def count(self, state: str) -> int:
        """How many rows are new, changed or the same."""
        return Counter(row.state for row in self.rows)[RowState(state)]

    @property
    def digest(self) -> str:
        """A hash of what would be done: two equal ones mean that nothing moved in between."""
        told = [
            [
                row.number,
                row.state,
                row.record and row.record.pk,
                row.group and row.group.pk,
                _told(row.values),
            ]
            for row in self.rows
        ]
        return sha256(json.dumps([told, len(self.faults)]).encode()).hexdigest()


def _told(values: dict[str, Any]) -> list[list[str]]:
    return [[name, f"{getattr(value, 'pk', value)}"] for name, value in sorted(values.items())]
