"""May this person do that here, now? The two questions every room's rules are made of."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q

from ruamphon.core.audit import person_id
from ruamphon.core.refusals import Refused
from ruamphon.core.text import Text
from ruamphon.people.enums import Permission, Role, ScopeKind
from ruamphon.people.models import Grant, Scope, ScopeLink
from ruamphon.people.permissions import ROLE_PERMISSIONS, roles_with

NOT_YOURS = Text(
    "บัญชีของคุณยังไม่มีสิทธิ์ทำสิ่งนี้ ({permission}) ติดต่อเจ้าหน้าที่โครงการหากควรมี",
    "Your account may not do this ({permission}). Ask a programme officer if it should.",
)


def scopes_for(
    someone: Any, permission: Permission, at: datetime | None = None, *, without: Collection[Role] = ()
):
    """The scopes, as a queryset, on which a person or account holds `permission` at a moment (now if not given).

    Roles in `without` do not count.
    """
    if not _is_somebody(someone):
        return Scope.objects.none()
    return Scope.objects.reached_by(person_id(someone), permission, at, without=without)


def reaches(
    someone: Any,
    permission: Permission,
    scope_path: str,
    at: datetime | None = None,
    *,
    without: Collection[Role] = (),
) -> Exists:
    """The condition that a person or account holds `permission` on the scope at `scope_path` of a row.

    It says the same as `scope_path__in=scopes_for(…)`, but asks row by row: the time grows with the rows looked
    at, not with all the scopes a person reaches. Roles in `without` do not count.
    """
    held = _grants(someone, permission, at, without)
    links = ScopeLink.objects.running(at)
    first = links.filter(inner=OuterRef(OuterRef(scope_path)))
    cohorts = links.filter(inner=OuterRef(OuterRef(OuterRef(scope_path))), outer__kind=ScopeKind.COHORT)
    second = links.filter(inner__in=cohorts.values("outer_id"))
    return Exists(
        held.filter(
            Q(scope=OuterRef(scope_path))
            | Q(scope__in=first.values("outer_id"))
            | Q(scope__in=second.values("outer_id"))
        )
    )


def granted_scopes(someone: Any, permission: Permission):
    """As `scopes_for`, without what lies inside: enough to ask for programmes, which lie inside of nothing."""
    return Scope.objects.filter(pk__in=_grants(someone, permission).values("scope_id"))


def few_scopes_for(
    someone: Any, permission: Permission, most: int, at: datetime | None = None
) -> list[int] | None:
    """The ids of the scopes on which someone holds `permission`, some twice; None when there are more than `most`.

    Looks up one step after the other, at most three: asked for all at once, the database reads every link there is.
    """
    if not _is_somebody(someone):
        return []
    links = ScopeLink.objects.running(at).order_by()
    granted = list(_grants(someone, permission, at).order_by().values_list("scope_id", flat=True)[: most + 1])
    first = list(links.filter(outer__in=granted).values_list("inner_id", "inner__kind")[: most + 1])
    cohorts = [inner for inner, kind in first if kind == ScopeKind.COHORT]
    second = list(links.filter(outer__in=cohorts).values_list("inner_id", flat=True)[: most + 1])
    found = [*granted, *(inner for inner, _ in first), *second]
    return None if len(found) > most else found


def permissions_anywhere(someone: Any) -> frozenset[Permission]:
    """What a person or account may do in at least one place now. One query."""
    if not _is_somebody(someone):
        return frozenset()
    grants = Grant.objects.running().filter(person_id=person_id(someone))
    roles = grants.order_by().values_list("role", flat=True).distinct()
    return frozenset().union(*(ROLE_PERMISSIONS[Role(role)] for role in roles))


def _grants(someone: Any, permission: Permission, at: datetime | None = None, without: Collection[Role] = ()):
    """The running grants by which somebody holds a permission."""
    if not _is_somebody(someone):
        return Grant.objects.none()
    roles = [role for role in roles_with(permission) if role not in without]
    return Grant.objects.running(at).filter(person_id=person_id(someone), role__in=roles)


def _is_somebody(someone: Any) -> bool:
    """Whether a person, or an account that may sign in."""
    return bool(getattr(someone, "pk", None) and getattr(someone, "is_active", True))


def has_permission(
    someone: Any, permission: Permission, scope_id: int | None, at: datetime | None = None
) -> bool:
    """Whether a person or account holds `permission` on one scope at a moment."""
    return permission in permissions_on(someone, scope_id, at)


def permissions_on(someone: Any, scope_id: int | None, at: datetime | None = None) -> frozenset[Permission]:
    """Everything a person may do on one scope, by all their roles on it and around it."""
    return frozenset().union(*(ROLE_PERMISSIONS[role] for role in roles_on(someone, scope_id, at)))


def roles_on(someone: Any, scope_id: int | None, at: datetime | None = None) -> frozenset[Role]:
    """The roles a person holds on one scope: granted there or on a scope around it."""
    if scope_id is None or not _is_somebody(someone):
        return frozenset()
    grants = Grant.objects.running(at).filter(
        person_id=person_id(someone), scope__in=around_or_at(scope_id, at)
    )
    return frozenset(Role(role) for role in grants.values_list("role", flat=True))


def holds_role(
    someone: Any, roles: Collection[Role], scope_id: int | None, at: datetime | None = None
) -> bool:
    """Whether a person holds one of `roles` on a scope."""
    return not roles_on(someone, scope_id, at).isdisjoint(roles)


def around_or_at(scope_id: int, at: datetime | None = None):
    """The scope itself and those it lies inside of, as a queryset."""
    links = ScopeLink.objects.running(at)
    first = links.filter(inner=scope_id).values("outer_id")
    cohorts = first.filter(outer__kind=ScopeKind.COHORT)
    second = links.filter(inner__in=cohorts).values("outer_id")
    return Scope.objects.filter(Q(pk=scope_id) | Q(pk__in=first) | Q(pk__in=second))


def check_permission(someone: Any, permission: Permission, scope_id: int | None) -> None:
    """Raise `Refused`, with a sentence that names the missing permission, unless it is held."""
    if not has_permission(someone, permission, scope_id):
        raise Refused(NOT_YOURS.format(permission=permission.label))


def check_permission_somewhere(someone: Any, permission: Permission) -> None:
    """Raise `Refused` unless the permission is held on at least one scope: for pages that list what one may see."""
    if permission not in permissions_anywhere(someone):
        raise Refused(NOT_YOURS.format(permission=permission.label))
