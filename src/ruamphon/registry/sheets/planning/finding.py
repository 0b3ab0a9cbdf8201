"""The records that a sheet means: by code, by name, in one query for many."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, Final

from django.db.models import QuerySet

from ruamphon.core.thai_text import THAI_DIGITS, sort_key
from ruamphon.people.access import reaches
from ruamphon.people.enums import Permission
from ruamphon.people.models import Account, Scope
from ruamphon.registry.models import Enterprise
from ruamphon.registry.sheets.planning.keys import Cells, Fault, Key, name_key
from ruamphon.registry.sheets.planning.sentences import SEVERAL, SEVERAL_GROUPS

LOOKED_UP: Final = 500
"""Names and codes asked for in one query."""


def typed_code(cells: Cells, column: str) -> str:
    """A code as it is kept: Western digits, capitals, no gaps."""
    return "".join(cells.get(column, "").translate(THAI_DIGITS).upper().split())


def in_scope(rows: QuerySet[Any], account: Account, permission: Permission, scope: Scope) -> QuerySet[Any]:
    """Records inside a scope, as far as the account holds the permission on each."""
    inside = Scope.objects.inside_or_at([scope.pk])
    return rows.filter(scope__in=inside).filter(reaches(account, permission, "scope"))


def found_by(rows: QuerySet[Any], field: str, wanted: Iterable[Any]) -> list[Any]:
    """The rows with one of these values in a field; a query for each LOOKED_UP values."""
    values = sorted(set(wanted))
    parts = (values[start : start + LOOKED_UP] for start in range(0, len(values), LOOKED_UP))
    return [row for part in parts for row in rows.filter(**{f"{field}__in": part})]


class Groups:
    """The groups that a sheet names, by code and by name, among those the account may edit inside a scope."""

    def __init__(self, account: Account, scope: Scope, codes: Iterable[str], names: Iterable[str]) -> None:
        self.rows = in_scope(
            Enterprise.objects.all(), account, Permission.ENTERPRISE_EDIT, scope
        ).select_related("subdistrict")
        found = found_by(self.rows, "code", filter(None, codes))
        found += found_by(self.rows, "sort_text", [sort_key(name) for name in names if name])
        one_each = {group.pk: group for group in found}
        self.by_code = {group.code: group for group in one_each.values()}
        self.by_name: dict[Key, list[Enterprise]] = defaultdict(list)
        for group in one_each.values():
            self.by_name[name_key(group.name_th)].append(group)

    def named(self, name: str, column: str) -> Enterprise | None:
        found = self.by_name.get(name_key(name), [])
        if len(found) > 1:
            raise Fault(column, SEVERAL_GROUPS.format(codes=", ".join(group.code for group in found)))
        return found[0] if found else None


def only(records: list[Any]) -> Any:
    """The one record that is meant, or None. Raises Fault when there are several."""
    if len(records) > 1:
        raise Fault("name_th", SEVERAL)
    return records[0] if records else None


def by_name(rows: Iterable[Any]) -> dict[Key, list[Any]]:
    """Records by what makes their names one name."""
    named: dict[Key, list[Any]] = defaultdict(list)
    for row in rows:
        named[name_key(row.name_th)].append(row)
    return named
