"""What hangs on a group: its members, its products."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from ruamphon.core.thai_text import search_key
from ruamphon.people.enums import ScopeKind
from ruamphon.registry.models import Enterprise
from ruamphon.registry.sheets.plan import PlannedRow
from ruamphon.registry.sheets.planning.finding import LOOKED_UP, Groups, typed_code
from ruamphon.registry.sheets.planning.keys import Cells, Fault, Key, name_key
from ruamphon.registry.sheets.planning.planner import Planner
from ruamphon.registry.sheets.planning.sentences import NEEDED, NO_GROUP, WHICH_GROUP


class Parts(Planner):
    """Members and products: what hangs on a group."""

    identifies = ("group_code", "group_name", "name_th")

    def load(self, lines: Sequence[Cells]) -> None:
        codes = [typed_code(cells, "group_code") for cells in lines]
        self.groups = Groups(
            self.account, self.scope, codes, [cells.get("group_name", "") for cells in lines]
        )
        is_one = self.scope.kind == ScopeKind.ENTERPRISE
        self.only = self.groups.rows.filter(scope=self.scope).first() if is_one else None
        wanted = [group.pk for group in self.groups.by_code.values()] + ([self.only.pk] if self.only else [])
        self.there: dict[tuple[int, Key], list[Any]] = defaultdict(list)
        for start in range(0, len(wanted), LOOKED_UP):
            for record in self.records(wanted[start : start + LOOKED_UP]):
                self.there[record.enterprise_id, name_key(self.name_of(record))].append(record)

    def records(self, groups: list[int]) -> Iterable[Any]:
        raise NotImplementedError

    def name_of(self, record: Any) -> str:
        return str(record.name_th)

    def skipped(self, row: PlannedRow) -> tuple[str, ...]:
        return self.identifies if row.record is not None else ("group_code", "group_name")

    def group_of(self, cells: Cells) -> Enterprise:
        code, name = typed_code(cells, "group_code"), cells.get("group_name", "")
        if code:
            group = self.groups.by_code.get(code)
        elif name:
            group = self.groups.named(name, "group_name")
        elif self.only is not None:
            return self.only
        else:
            raise Fault("group_code", WHICH_GROUP)
        if group is None:
            raise Fault("group_code" if code else "group_name", NO_GROUP.format(typed=(code or name)[:60]))
        return group

    def start(self, cells: Cells) -> tuple[Enterprise, list[Any]]:
        """The row's group and the records there of the row's name."""
        group = self.group_of(cells)
        if not search_key(cells["name_th"]):
            raise Fault("name_th", NEEDED)
        return group, self.there[group.pk, name_key(cells["name_th"])]
