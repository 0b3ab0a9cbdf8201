"""What every kind of sheet shares: a row is read, held against what is there, and planned or refused."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, Final

from django.core.exceptions import ValidationError

from ruamphon.core.date_fields import ThaiDateFormField
from ruamphon.core.sheets import is_formula, plain, unescaped
from ruamphon.core.text import Text
from ruamphon.people.models import Account
from ruamphon.registry.changes import ENDS_FIRST
from ruamphon.registry.enums import SheetKind
from ruamphon.registry.sheet_models import SheetImport
from ruamphon.registry.sheets import cleaning, writing
from ruamphon.registry.sheets.columns import COLUMNS, Column, column_of
from ruamphon.registry.sheets.plan import Change, Finding, Plan, PlannedRow, RowState
from ruamphon.registry.sheets.planning.keys import Cells, Fault
from ruamphon.registry.sheets.planning.sentences import (
    EXAMPLE,
    FORMULA,
    MISSING,
    NEEDED,
    NOTHING,
    TOO_MUCH,
    TWICE,
    TWO_ERAS,
)

MOST_WRITTEN: Final = 1_000
"""New and changed rows of one import: its writing is one transaction, and SQLite lets others wait for 20 s at most."""


class Planner:
    """Reads the rows of one kind of sheet; each kind says how its records are found, compared and told."""

    kind: SheetKind
    identifies: tuple[str, ...] = ("name_th",)
    """Columns that say which record is meant; they are not changed by a row that found it by them."""

    def __init__(self, sheet: SheetImport, account: Account, today: date) -> None:
        self.account, self.today, self.scope = account, today, sheet.scope
        self.where = {column: place for place, column in enumerate(sheet.columns) if column}
        self.headings = {column: sheet.headers[place] for column, place in self.where.items()}
        self.columns = [column for column in COLUMNS[self.kind] if column.name in self.where]
        self.lines: list[tuple[int, Cells]] = [(number, self._cells(row)) for number, row in sheet.rows]
        self.result = Plan()
        self.eras: dict[str, set[str]] = defaultdict(set)
        self.seen: dict[Any, int] = {}
        """What earlier rows meant: the number of a record, or the key of a new one → the row."""
        self.cleaned: dict[tuple[str, str], Any] = {}
        self.refused: set[tuple[int, str]] = set()

    def _cells(self, row: Sequence[str]) -> Cells:
        return {column: row[place] for column, place in self.where.items()}

    def plan(self) -> Plan:
        missing = [
            column for column in COLUMNS[self.kind] if column.is_required and column.name not in self.where
        ]
        if missing:
            names = Text(
                *(", ".join(each) for each in zip(*((c.label.th, c.label.en) for c in missing), strict=True))
            )
            self.fault(0, "", MISSING.format(names=names))
            return self.result
        if not self.lines:
            self.fault(0, "", NOTHING)
            return self.result
        good = [(number, cells) for number, cells in self.lines if self._is_plain(number, cells)]
        self.load([cells for _, cells in good])
        for number, cells in good:
            self._plan_row(number, cells)
        self.finish()
        written = len(self.result.rows) - self.result.count(RowState.SAME)
        if written > MOST_WRITTEN:
            self.fault(0, "", TOO_MUCH.format(rows=f"{written:,}", most=f"{MOST_WRITTEN:,}"))
        self.result.faults.sort(key=lambda each: each.row)
        self.result.warnings.sort(key=lambda each: each.row)
        return self.result

    def _is_plain(self, number: int, cells: Cells) -> bool:
        """Whether a row is data without formulas; its cells lose what an export put before a sign."""
        formulas = [
            column
            for column, cell in cells.items()
            if is_formula(cell) and not column_of(self.kind, column).is_told_only
        ]
        for column in formulas:
            self.fault(number, column, FORMULA)
        for column, cell in cells.items():
            cells[column] = unescaped(cell)
        if (
            not formulas
            and cells.get("name_th")
            and cells["name_th"] == column_of(self.kind, "name_th").example.th
        ):
            self.warn(number, "name_th", EXAMPLE)
            return False
        return not formulas and any(
            cell for column, cell in cells.items() if not column_of(self.kind, column).is_told_only
        )

    def _plan_row(self, number: int, cells: Cells) -> None:
        before = len(self.result.faults)
        try:
            row = self.find(number, cells)
            if row.record is not None:
                self.once(row.record.pk, number)
        except Fault as fault:
            self.fault(number, fault.column, fault.said)
            return
        for column in self.columns:
            if not column.is_told_only and column.name not in self.skipped(row):
                self._take(row, column, cells[column.name])
        self.check(row)
        if len(self.result.faults) == before:
            row.state = (
                RowState.NEW if row.record is None else RowState.CHANGED if row.values else RowState.SAME
            )
            self.result.rows.append(row)

    def _take(self, row: PlannedRow, column: Column, typed: str) -> None:
        if not typed:
            if row.record is None and column.is_required:
                self.fault(row.number, column.name, NEEDED)
            return
        if row.record is not None and self.is_written(row.record, column.name, typed):
            return
        try:
            value = self.clean(row, column.name, typed)
        except Fault as fault:
            self.fault(row.number, fault.column, fault.said)
            return
        except ValidationError as problem:
            for sentence in problem.messages:
                self.fault(row.number, column.name, Text(sentence, sentence))
            return
        if row.record is None or not self.holds(row.record, column.name, value):
            row.values[column.name] = value
            row.changes.append(self._change(row, column, value))

    def clean(self, row: PlannedRow, column: str, typed: str) -> Any:
        """The value of a cell; the same text is cleaned once."""
        if (column, typed) not in self.cleaned:
            self.cleaned[column, typed] = cleaning.clean(self.kind, column, typed)
        found = self.cleaned[column, typed]
        if found.warning:
            self.warn(row.number, column, found.warning)
        if isinstance(cleaning.FIELDS[self.kind].get(column), ThaiDateFormField):
            self._note_era(row.number, column, typed)
        return found.value

    def _note_era(self, number: int, column: str, typed: str) -> None:
        eras = self.eras[column]
        was_one = len(eras) < len(("be", "ce"))
        eras |= {cleaning.era_of(typed)} - {""}
        if was_one and len(eras) > 1:
            self.warn(number, column, TWO_ERAS)

    def _change(self, row: PlannedRow, column: Column, value: Any) -> Change:
        is_told = row.record is not None and not column.is_personal
        before = str(writing.written(self.kind, row.record, column.name)) if is_told else ""
        return Change(column.label, before, self.shown(column.name, value))

    def shown(self, column: str, value: Any) -> str:
        """A new value in words."""
        if (self.kind, column) in cleaning.CHOICES:
            return str(cleaning.CHOICES[self.kind, column](value).label)
        if column == "variants":
            return writing.BETWEEN_SIZES.join(variant.name_th for variant in value)
        return str(writing.say(getattr(value, "typed", value)))

    def is_written(self, record: Any, column: str, typed: str) -> bool:
        """Whether a cell holds, in either language, exactly what an export would write for the record."""
        now = writing.written(self.kind, record, column)
        return plain(typed) in {plain(now.th), plain(now.en)}

    def holds(self, record: Any, column: str, value: Any) -> bool:
        """Whether the record has this value already."""
        now = getattr(record, column)
        return bool(
            plain(now) == plain(value) if isinstance(now, str) and isinstance(value, str) else now == value
        )

    def fault(self, number: int, column: str, said: Text) -> None:
        self.refused.add((number, column))
        self.result.faults.append(Finding(number, self.headings.get(column, ""), str(said)))

    def warn(self, number: int, column: str, said: Text) -> None:
        self.result.warnings.append(Finding(number, self.headings.get(column, ""), str(said)))

    def once(self, key: Any, number: int, column: str = "name_th") -> None:
        """Refuse a row that means the same as an earlier one."""
        if key in self.seen:
            raise Fault(column, TWICE.format(row=self.seen[key]))
        self.seen[key] = number

    def is_exact(self, record: Any, cells: Cells, *, with_blanks: bool) -> bool:
        """Whether every cell is what an export would write; blank cells count as such only when asked to."""
        return all(
            self.is_written(record, column.name, cells[column.name])
            for column in self.columns
            if cells[column.name] or with_blanks
        )

    def among(self, records: Iterable[Any], cells: Cells) -> Any:
        """The untaken record that a row repeats word for word, if there is one."""
        free = [record for record in records if record.pk not in self.seen]
        for with_blanks in (True, False):
            for record in free:
                if self.is_exact(record, cells, with_blanks=with_blanks):
                    return record
        return None

    def check_order(self, row: PlannedRow, first: str, last: str) -> None:
        """Refuse a row whose second day comes before its first, as they would be together."""
        begins, ends = (row.values.get(name, getattr(row.record, name, None)) for name in (first, last))
        if begins and ends and ends < begins:
            self.fault(row.number, last if last in self.where else first, ENDS_FIRST)

    # What each kind answers for itself:

    def load(self, lines: Sequence[Cells]) -> None:
        raise NotImplementedError

    def find(self, number: int, cells: Cells) -> PlannedRow:
        raise NotImplementedError

    def skipped(self, row: PlannedRow) -> tuple[str, ...]:
        return self.identifies if row.record is not None else ()

    def check(self, row: PlannedRow) -> None:
        """Look at a row as a whole."""

    def finish(self) -> None:
        """Look at all rows together."""
