"""A sheet of groups, with what it says of their registration."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, Final

from django.db.models import prefetch_related_objects

from ruamphon.core.text import Text
from ruamphon.registry.domain import SHORTEST_ALIKE, bare_key
from ruamphon.registry.domain.legal_status import number_key
from ruamphon.registry.enums import SheetKind
from ruamphon.registry.forms.enterprise import ONE_NUMBER
from ruamphon.registry.models import Enterprise, LegalStatus
from ruamphon.registry.queries_legal import SAME_NUMBER, SAME_NUMBER_HIDDEN
from ruamphon.registry.sheets import legal
from ruamphon.registry.sheets.plan import PlannedRow, RowState
from ruamphon.registry.sheets.planning.finding import Groups, found_by, typed_code
from ruamphon.registry.sheets.planning.keys import Cells, Fault, name_key
from ruamphon.registry.sheets.planning.planner import Planner
from ruamphon.registry.sheets.planning.sentences import LOOKS_LIKE, NEEDED, NO_CODE, NUMBER_TWICE

MOST_COMPARED: Final = 5_000
"""Groups of a programme that new names are compared with; beyond, the finder of duplicates is the place."""


class Enterprises(Planner):
    """Groups, by code or name, with what the columns on their registration say."""

    kind = SheetKind.ENTERPRISES

    def load(self, lines: Sequence[Cells]) -> None:
        codes = [typed_code(cells, "code") for cells in lines]
        self.groups = Groups(self.account, self.scope, codes, [cells["name_th"] for cells in lines])
        prefetch_related_objects(list(self.groups.by_code.values()), "legal_statuses")
        self.numbers: list[tuple[PlannedRow, str]] = []
        named = self.groups.rows.order_by().values_list("name_th", "code")[:MOST_COMPARED]
        self.alike = {bare_key(name): (name, code) for name, code in named}

    def find(self, number: int, cells: Cells) -> PlannedRow:
        code, name = typed_code(cells, "code"), cells["name_th"]
        if code and code not in self.groups.by_code:
            raise Fault("code", NO_CODE.format(code=code))
        if not code and not name:
            raise Fault("name_th", NEEDED)
        group = self.groups.by_code[code] if code else self.groups.named(name, "name_th")
        if group is None:
            self.once(name_key(name), number)
            self._compare(number, name)
        self.by_code = bool(code)
        return PlannedRow(number, name or str(group), RowState.NEW, record=group)

    def _compare(self, number: int, name: str) -> None:
        key = bare_key(name)
        if len(key) >= SHORTEST_ALIKE and key in self.alike:
            other, code = self.alike[key]
            self.warn(number, "name_th", LOOKS_LIKE.format(name=other, code=code))

    def skipped(self, row: PlannedRow) -> tuple[str, ...]:
        return ("code",) if row.record is None or self.by_code else ("code", "name_th")

    def check(self, row: PlannedRow) -> None:
        pin = [row.values.get(name, getattr(row.record, name, None)) for name in ("latitude", "longitude")]
        is_refused = {(row.number, name) for name in ("latitude", "longitude")} & self.refused
        if pin.count(None) == 1 and not is_refused:
            missing = ("latitude", "longitude")[pin.index(None)]
            self.fault(row.number, missing, Text(str(ONE_NUMBER), str(ONE_NUMBER)))
        self._check_legal(row)

    def _check_legal(self, row: PlannedRow) -> None:
        values = {name: row.values[name] for name in legal.LEGAL if name in row.values}
        if not values:
            return
        if legal.NUMBER in values:
            self.numbers.append((row, values[legal.NUMBER]))
        if {(row.number, name) for name in legal.LEGAL} & self.refused:
            return
        try:
            legal.steps_of(legal.legal_of(row.record), values, self.today)
        except legal.LegalFault as fault:
            here = (fault.column, *values)
            self.fault(row.number, next(name for name in here if name in self.where), fault.said)

    def finish(self) -> None:
        """No two groups get one registration number, here or among those that the register knows already."""
        given: dict[str, int] = {}
        moved = {row.record.pk for row, _ in self.numbers if row.record is not None}
        there = self._holders(number for _, number in self.numbers)
        names = self._names(set().union(*there.values()))
        for row, number in self.numbers:
            key = number_key(number)
            if key in given:
                self.fault(row.number, legal.NUMBER, NUMBER_TWICE.format(number=number, row=given[key]))
            elif holders := there.get(key, set()) - moved:
                self.fault(row.number, legal.NUMBER, self._same_number(number, holders, names))
            given.setdefault(key, row.number)
        wrong = {number for number, _ in self.refused}
        self.result.rows = [row for row in self.result.rows if row.number not in wrong]

    def _holders(self, numbers: Iterable[str]) -> dict[str, set[int]]:
        """Number key → the groups of the whole register that bear it."""
        found: dict[str, set[int]] = defaultdict(set)
        for entry in found_by(LegalStatus.objects.standing(), "number_key", map(number_key, numbers)):
            found[entry.number_key].add(entry.enterprise_id)
        return found

    def _names(self, groups: set[int]) -> dict[int, str]:
        """What the account may know these groups by."""
        rows = Enterprise.objects.visible_to(self.account).order_by("sort_text", "pk")
        return {row.pk: f"{row.name_th} ({row.code})" for row in found_by(rows, "pk", groups)}

    def _same_number(self, number: str, holders: set[int], names: dict[int, str]) -> Text:
        known = ", ".join(names[pk] for pk in sorted(holders) if pk in names)
        return (SAME_NUMBER if known else SAME_NUMBER_HIDDEN).format(number=number, names=known)

    def holds(self, record: Any, column: str, value: Any) -> bool:
        if column in legal.LEGAL:
            return legal.legal_of(record).has(column, value)
        return super().holds(record, column, value)

    def shown(self, column: str, value: Any) -> str:
        return str(legal.year_cell(value)) if column == legal.YEAR else super().shown(column, value)
