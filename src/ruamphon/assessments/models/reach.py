"""Where somebody may be asked to assess: anywhere in the programmes they have a part in."""

from typing import Any

from django.db.models import Q

from ruamphon.core.audit import person_id
from ruamphon.people.access import around_or_at
from ruamphon.people.enums import Permission, ScopeKind
from ruamphon.people.models import Grant, Scope, ScopeLink
from ruamphon.people.permissions import roles_with


def assessing_scopes(someone: Any):
    """The scopes in whose rounds a person or account may assess now, as a queryset.

    An expert of one group may assess another group of the same programme: the grant says that they belong to the
    programme, being assigned says to which group's answers. When the last such grant ends, so does the access.
    """
    if not getattr(someone, "pk", None) or not getattr(someone, "is_active", True):
        return Scope.objects.none()
    held = Grant.objects.running().filter(person=person_id(someone), role__in=roles_with(Permission.ASSESS))
    granted = held.values("scope_id")
    links = ScopeLink.objects.running()
    first = links.filter(inner__in=granted).values("outer_id")
    cohorts = first.filter(outer__kind=ScopeKind.COHORT)
    second = links.filter(inner__in=cohorts).values("outer_id")
    around = Scope.objects.filter(Q(pk__in=granted) | Q(pk__in=first) | Q(pk__in=second))
    return Scope.objects.inside_or_at(around.values("pk"))


def near(scope_id: int):
    """The scope, those around it, and all that lies inside these: the whole programme, seen from one of its cohorts."""
    return Scope.objects.inside_or_at(around_or_at(scope_id).values("pk"))
