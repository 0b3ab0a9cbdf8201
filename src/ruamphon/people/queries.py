"""Who is known on this phone, who has access where, and names for numbers."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, Q, QuerySet
from django.utils import timezone

from ruamphon.core.text import Text
from ruamphon.core.thai_text import search_key
from ruamphon.people.access import reaches, scopes_for
from ruamphon.people.enums import Permission, Role
from ruamphon.people.models import Account, Grant, Person
from ruamphon.people.permissions import STAFF
from ruamphon.people.phones import plain_phone

A_PAGE = 50


@dataclass(frozen=True)
class AccessRow:
    """One grant that runs or is still to come, as the access page prints it."""

    grant: Grant
    person: Person
    role: Text
    scope: Text
    begins: datetime | None
    until: datetime | None
    has_account: bool
    can_end: bool
    can_make_link: bool


@dataclass(frozen=True)
class AccessPage:
    """A page of grants, and the number of the last one where more follow."""

    rows: list[AccessRow]
    after: int | None


def grants_looked_after(account: Account) -> QuerySet[Grant]:
    """Grants that run or are still to come, on every scope an account looks after and what lies inside."""
    reach = scopes_for(account, Permission.PEOPLE_INVITE)
    begins = Q(valid_until__isnull=True) | Q(valid_until__gt=F("valid_from"))  # was not ended before that
    return Grant.objects.not_over().filter(begins, scope__in=reach).select_related("person__account", "scope")


def access_page(account: Account, *, words: str = "", role: str = "", after: int | None = None) -> AccessPage:
    """Grants one looks after, by name, fifty a page; three queries, and one more for a page that is not the first.

    `words` finds part of a name, nickname or phone; `after` is the number of the last grant of the page before.
    """
    grants = grants_looked_after(account).order_by("person__sort_text", "pk")
    if role:
        grants = grants.filter(role=role)
    for word in words.split():
        grants = grants.filter(_holds(account, word))
    last = after and Grant.objects.filter(pk=after).values_list("person__sort_text", flat=True).first()
    if last is not None and after:
        grants = grants.filter(Q(person__sort_text__gt=last) | Q(person__sort_text=last, pk__gt=after))
    found = list(grants[: A_PAGE + 1])
    shown = found[:A_PAGE]
    return AccessPage(access_rows(account, shown), shown[-1].pk if len(found) > A_PAGE else None)


def _holds(account: Account, word: str) -> Q:
    """Whether a person's names hold a word, or their phone does where the account may see it; hyphens do not matter."""
    named = Q(person__search_text__contains=search_key(word))
    if not re.fullmatch(r"\+?[\d-]+", word):
        return named
    may_call = Q(reaches(account, Permission.CONTACT_READ, "scope"))
    return named | may_call & Q(person__phone__contains=plain_phone(word))


def access_rows(account: Account, grants: Collection[Grant]) -> list[AccessRow]:
    """Grants as rows, each with what the account may do with it. One query."""
    managed = set(
        scopes_for(account, Permission.PROGRAMME_MANAGE)
        .filter(pk__in=[grant.scope_id for grant in grants])
        .values_list("pk", flat=True)
    )
    now = timezone.now()
    return [_row(grant, account, managed, now) for grant in grants]


def _row(grant: Grant, account: Account, managed: set[int], now: datetime) -> AccessRow:
    is_high = Role(grant.role) in STAFF and grant.scope_id not in managed
    return AccessRow(
        grant=grant,
        person=grant.person,
        role=Role(grant.role).label,
        scope=grant.scope.label,
        begins=grant.valid_from if grant.valid_from > now else None,
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
