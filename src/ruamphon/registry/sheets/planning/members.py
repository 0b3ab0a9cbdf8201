"""A sheet of members: who is new, who is put right, who left, who comes back."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError

from ruamphon.core.text import Text
from ruamphon.core.thai_text import search_key
from ruamphon.registry import rules
from ruamphon.registry.enums import SheetKind
from ruamphon.registry.models import Membership
from ruamphon.registry.sheets import cleaning
from ruamphon.registry.sheets.plan import PlannedRow, RowState
from ruamphon.registry.sheets.planning.keys import Cells, Fault, name_key
from ruamphon.registry.sheets.planning.parts import Parts
from ruamphon.registry.sheets.planning.sentences import OTHER_NICKNAME, SEVERAL, TWICE


class Members(Parts):
    """Memberships, by group, name, nickname and day of joining."""

    kind = SheetKind.MEMBERS

    def records(self, groups: list[int]) -> Iterable[Any]:
        rows = Membership.objects.filter(enterprise__in=groups).select_related("person", "enterprise")
        return rows.order_by("pk")

    def name_of(self, record: Any) -> str:
        return str(record.person.name_th)

    def find(self, number: int, cells: Cells) -> PlannedRow:
        group, there = self.start(cells)
        nickname = search_key(cells.get("nickname", ""))
        row = PlannedRow(number, cells["name_th"], RowState.NEW, group=group)
        row.record = self.among(there, cells) or self._meant(row, cells, there)
        if row.record is None:
            self.once((group.pk, name_key(row.name), nickname, row.person and cells.get("joined_on")), number)
        return row

    def _meant(self, row: PlannedRow, cells: Cells, there: list[Any]) -> Any:
        """The membership a row changes; None for someone new or someone who comes back."""
        nickname = search_key(cells.get("nickname", ""))
        alike = [one for one in there if not nickname or search_key(one.person.nickname) in {nickname, ""}]
        free = [one for one in alike if one.pk not in self.seen]
        if there and not alike:
            self.warn(row.number, "nickname", OTHER_NICKNAME.format(name=self.name_of(there[0])))
        joined = cells.get("joined_on", "")
        said = [one for one in free if joined and self.is_written(one, "joined_on", joined)]
        running = [one for one in free if one.left_on is None]
        meant = next((some for some in (said, running, free) if some), [])
        if len(meant) > 1:
            raise Fault("name_th", SEVERAL)
        if not said and not running and alike:
            row.person = self._returning(alike, joined)
        if row.person is not None or not meant:
            if alike and row.person is None:
                raise Fault("name_th", _twice(self.seen, alike))
            return None
        return meant[0]

    def _returning(self, left: list[Any], joined: str) -> Any:
        """The person of ended memberships who joins again on a later day."""
        last = max(left, key=lambda one: one.left_on or date.max)
        try:
            again = cleaning.clean(self.kind, "joined_on", joined).value if joined else None
        except ValidationError:
            return None  # the day is refused where its cell is read
        return last.person if last.left_on and again and again >= last.left_on else None

    def holds(self, record: Any, column: str, value: Any) -> bool:
        owner = record.person if column in {"nickname", "phone"} else record
        return bool(getattr(owner, column) == value)

    def check(self, row: PlannedRow) -> None:
        record = row.record
        self.check_order(row, "joined_on", "left_on")
        changes_person = record is not None and {"nickname", "phone"} & row.values.keys()
        if changes_person and not rules.can_correct_person(self.account, record):
            column = "phone" if "phone" in row.values else "nickname"
            self.fault(row.number, column, rules.KEEPS_OWN_NAME)


def _twice(seen: dict[Any, int], records: list[Any]) -> Text:
    rows = [seen[record.pk] for record in records if record.pk in seen]
    return TWICE.format(row=rows[-1]) if rows else SEVERAL
