"""May this account bring in tables of a kind, and for which programme or group?"""

from typing import Final

from django.db.models import QuerySet

from ruamphon.core.refusals import Refused
from ruamphon.core.text import Text
from ruamphon.people.access import check_permission, granted_scopes, permissions_anywhere
from ruamphon.people.enums import Permission, ScopeKind
from ruamphon.people.models import Account, Scope
from ruamphon.registry.enums import SheetKind

ASKS_FOR: Final[dict[SheetKind, Permission]] = {
    SheetKind.ENTERPRISES: Permission.ENTERPRISE_REGISTER,
    SheetKind.MEMBERS: Permission.ENTERPRISE_EDIT,
    SheetKind.PRODUCTS: Permission.ENTERPRISE_EDIT,
    SheetKind.ORGANISATIONS: Permission.ORGANISATION_EDIT,
}
PLACES: Final[dict[SheetKind, tuple[ScopeKind, ...]]] = {
    SheetKind.ENTERPRISES: (ScopeKind.PROGRAMME,),
    SheetKind.MEMBERS: (ScopeKind.PROGRAMME, ScopeKind.ENTERPRISE),
    SheetKind.PRODUCTS: (ScopeKind.PROGRAMME, ScopeKind.ENTERPRISE),
    SheetKind.ORGANISATIONS: (ScopeKind.PROGRAMME,),
}
NOWHERE: Final = Text(
    "บัญชีของคุณยังนำเข้าตารางนี้ไม่ได้ ขอให้เจ้าหน้าที่ของโครงการนำเข้าให้",
    "Your account cannot bring in this table. Ask a programme officer to do it.",
)


def scopes_to_import(account: Account, kind: SheetKind) -> QuerySet[Scope]:
    """The programmes and groups for which this account may bring in tables of a kind."""
    granted: QuerySet[Scope] = granted_scopes(account, ASKS_FOR[kind])
    return granted.filter(kind__in=PLACES[kind]).order_by("label_th", "pk")


def kinds_to_import(account: Account) -> list[SheetKind]:
    """The kinds of tables this account may bring in somewhere."""
    return [kind for kind in SheetKind if scopes_to_import(account, kind).exists()]


def can_import_somewhere(account: Account) -> bool:
    """Whether to offer the way to imports. One query."""
    return not permissions_anywhere(account).isdisjoint(ASKS_FOR.values())


def check_can_import(account: Account, kind: SheetKind) -> None:
    """Bringing in a table asks for the kind's permission on a programme or a group."""
    if not scopes_to_import(account, kind).exists():
        raise Refused(NOWHERE)


def check_can_import_somewhere(account: Account) -> None:
    """The pages of imports ask for some kind of table that may be brought in."""
    if not can_import_somewhere(account):
        raise Refused(NOWHERE)


def check_can_import_into(account: Account, kind: SheetKind, scope: Scope) -> None:
    """The same, asked again for one scope at the moment of writing."""
    check_permission(account, ASKS_FOR[kind], scope.pk)
