"""The roles an account holds for many enrolments at once: the same answer as `own.roles_for` for each."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from ruamphon.people.enums import Role, ScopeKind
from ruamphon.people.models import Account, Grant, ScopeLink
from ruamphon.people.permissions import PROGRAMME_WIDE
from ruamphon.programmes.models import Enrolment


def roles_for_many(account: Account, enrolments: Iterable[Enrolment]) -> dict[int, frozenset[Role]]:
    """Enrolment id → the roles of an account that count for it. At most three queries.

    The enrolments come with their enterprise and cohort loaded.
    """
    listed = list(enrolments)
    held = _held(account)
    around = _around({scope for each in listed for scope in (each.enterprise.scope_id, each.cohort.scope_id)})
    return {
        each.pk: _own(held, around[each.enterprise.scope_id]) | _wide(held, around[each.cohort.scope_id])
        for each in listed
    }


def _held(account: Account) -> list[tuple[Role, int]]:
    if not account.is_active:
        return []
    grants = Grant.objects.running().filter(person=account.person_id).order_by()
    return [(Role(role), scope) for role, scope in grants.values_list("role", "scope_id")]


def _own(held: Collection[tuple[Role, int]], around: Collection[int]) -> frozenset[Role]:
    return frozenset(role for role, scope in held if scope in around and role not in PROGRAMME_WIDE)


def _wide(held: Collection[tuple[Role, int]], around: Collection[int]) -> frozenset[Role]:
    return frozenset(role for role, scope in held if scope in around and role in PROGRAMME_WIDE)


def _around(scopes: Collection[int]) -> Mapping[int, set[int]]:
    """Each scope → itself and those it lies inside of, as `people.access.around_or_at` has it."""
    links = ScopeLink.objects.running().order_by()
    first = list(links.filter(inner__in=scopes).values_list("inner_id", "outer_id", "outer__kind"))
    cohorts = {outer for _, outer, kind in first if kind == ScopeKind.COHORT}
    beyond = defaultdict(set)
    for inner, outer in links.filter(inner__in=cohorts).values_list("inner_id", "outer_id"):
        beyond[inner].add(outer)
    around: dict[int, set[int]] = {scope: {scope} for scope in scopes}
    for inner, outer, _ in first:
        around[inner] |= {outer, *beyond[outer]}
    return around
