"""A sheet of organisations, some of them part of others."""

from collections.abc import Sequence
from typing import Any

from ruamphon.core.thai_text import search_key, sort_key
from ruamphon.people.enums import Permission
from ruamphon.registry.enums import SheetKind
from ruamphon.registry.models import Organisation
from ruamphon.registry.sheets.plan import PlannedRow, RowState
from ruamphon.registry.sheets.planning.finding import by_name, found_by, in_scope, only
from ruamphon.registry.sheets.planning.keys import Cells, Fault, name_key
from ruamphon.registry.sheets.planning.planner import Planner
from ruamphon.registry.sheets.planning.sentences import NEEDED, NO_PARENT, OWN_PARENT, SEVERAL


class Organisations(Planner):
    """Organisations, by name; one may be part of another of the same sheet."""

    kind = SheetKind.ORGANISATIONS

    def load(self, lines: Sequence[Cells]) -> None:
        names = [cells["name_th"] for cells in lines]
        own = in_scope(Organisation.objects.all(), self.account, Permission.ORGANISATION_EDIT, self.scope)
        keys = [sort_key(name) for name in names if name]
        self.there = by_name(found_by(own.select_related("parent"), "sort_text", keys))
        above = [sort_key(cells["parent"]) for cells in lines if cells.get("parent")]
        self.parents = by_name(found_by(Organisation.objects.visible_to(self.account), "sort_text", above))
        self.in_sheet = {name_key(name) for name in names if name}

    def find(self, number: int, cells: Cells) -> PlannedRow:
        name = cells["name_th"]
        if not search_key(name):
            raise Fault("name_th", NEEDED)
        there = self.there.get(name_key(name), [])
        record = self.among(there, cells)
        if record is None:
            self.once(name_key(name), number)
            record = only([one for one in there if one.pk not in self.seen] or there)
        return PlannedRow(number, name, RowState.NEW, record=record)

    def clean(self, row: PlannedRow, column: str, typed: str) -> Any:
        """As for every kind; a parent is an organisation, or the name of one that this very table adds."""
        if column != "parent":
            return super().clean(row, column, typed)
        key = name_key(typed)
        if key == name_key(row.name):
            raise Fault("parent", OWN_PARENT)
        found = self.parents.get(key, [])
        if len(found) > 1:
            raise Fault("parent", SEVERAL)
        if not found and key not in self.in_sheet:
            raise Fault("parent", NO_PARENT.format(typed=typed[:60]))
        return found[0] if found else typed
