"""Who is known on this phone, who has access where, and names for numbers."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.core.paginator import Paginator

from ruamphon.core.text import Text
from ruamphon.people.access import scopes_for
from ruamphon.people.enums import Permission, Role
from ruamphon.people.models import Account, Grant, Person
from ruamphon.people.permissions import STAFF

A_PAGE = 50


@dataclass(frozen=True)
class AccessRow:
    """One running grant, as the access page prints it."""

    grant: Grant
    person: Person
    role: Text
    scope: Text
    until: datetime | None
    has_account: bool
    can_end: bool
    can_make_link: bool


def running_grants(account: Account, page: int) -> tuple[list[AccessRow], object]:
    """Grants that run now on scopes this account looks after, by name, a page at a time."""
    grants = (
        Grant.objects.running()
        .filter(scope__in=scopes_for(account, Permission.PEOPLE_INVITE))
        .select_related("person__account", "scope")
        .order_by("person__sort_text", "pk")
    )
    shown = Paginator(grants, A_PAGE).get_page(page)
    managed = set(
        scopes_for(account, Permission.PROGRAMME_MANAGE)
        .filter(pk__in=[g.scope_id for g in shown])
        .values_list("pk", flat=True)
    )
    return [_row(grant, account, managed) for grant in shown], shown


def _row(grant: Grant, account: Account, managed: set[int]) -> AccessRow:
    is_high = Role(grant.role) in STAFF and grant.scope_id not in managed
    return AccessRow(
        grant=grant,
        person=grant.person,
        role=Role(grant.role).label,
        scope=grant.scope.label,
        until=grant.valid_until,
        has_account=hasattr(grant.person, "account"),
        can_end=not is_high and grant.person_id != account.person_id,
        can_make_link=not is_high,
    )


def names_of(ids: Iterable[int | None]) -> dict[int, str]:
    """Person id → name, for those still known; erased ones are not."""
    wanted = {number for number in ids if number}
    known = Person.objects.filter(pk__in=wanted, erased_at=None)
    return dict(known.values_list("pk", "name_th"))


def known_accounts(account_ids: Collection[int]) -> list[Account]:
    """Accounts that have signed in on this device, in the order remembered."""
    found = Account.objects.select_related("person").filter(is_active=True).in_bulk(list(account_ids))
    return [found[pk] for pk in account_ids if pk in found]
