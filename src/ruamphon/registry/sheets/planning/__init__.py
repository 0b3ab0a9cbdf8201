"""A sheet read against what is there: what is new, what changes, what stays, and every fault with row and column."""

from collections.abc import Callable
from datetime import date
from typing import Final

from ruamphon.people.models import Account
from ruamphon.registry.enums import SheetKind
from ruamphon.registry.sheet_models import SheetImport
from ruamphon.registry.sheets.plan import Plan
from ruamphon.registry.sheets.planning.enterprises import Enterprises
from ruamphon.registry.sheets.planning.members import Members
from ruamphon.registry.sheets.planning.organisations import Organisations
from ruamphon.registry.sheets.planning.planner import Planner
from ruamphon.registry.sheets.planning.products import Products

PLANNERS: Final[dict[SheetKind, Callable[[SheetImport, Account, date], Planner]]] = {
    SheetKind.ENTERPRISES: Enterprises,
    SheetKind.MEMBERS: Members,
    SheetKind.PRODUCTS: Products,
    SheetKind.ORGANISATIONS: Organisations,
}


def plan_of(sheet: SheetImport, account: Account, *, today: date) -> Plan:
    """What this sheet would do now if `account` brought it in. Changes nothing."""
    return PLANNERS[SheetKind(sheet.kind)](sheet, account, today).plan()
