"""May this person do that here, now? The two questions every room's rules are made of."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db.models import Q

from ruamphon.core.audit import person_id
from ruamphon.core.refusals import Refused
from ruamphon.core.text import Text
from ruamphon.people.enums import Permission, Role, ScopeKind
from ruamphon.people.models import Grant, Scope, ScopeLink
from ruamphon.people.permissions import ROLE_PERMISSIONS

NOT_YOURS = Text(
    "บัญชีของคุณยังไม่มีสิทธิ์ทำสิ่งนี้ ({permission}) ติดต่อเจ้าหน้าที่โครงการหากควรมี",
    "Your account may not do this ({permission}). Ask a programme officer if it should.",
)


def scopes_for(someone: Any, permission: Permission, at: datetime | None = None):
    """The scopes, as a queryset, on which a person or account holds `permission` at a moment (now if not given)."""
    if not getattr(someone, "pk", None) or not getattr(someone, "is_active", True):
        return Scope.objects.none()
    return Scope.objects.reached_by(person_id(someone), permission, at)


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
    if scope_id is None or not getattr(someone, "pk", None) or not getattr(someone, "is_active", True):
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
    if not scopes_for(someone, permission).exists():
        raise Refused(NOT_YOURS.format(permission=permission.label))
