"""Where somebody may be asked to assess: anywhere in the programmes they have a part in."""

from typing import Any

from django.db.models import Q

from ruamphon.core.audit import person_id
from ruamphon.people.access import around_or_at
from ruamphon.people.enums import Permission, ScopeKind
from ruamphon.people.models import Grant, Scope, ScopeLink
from ruamphon.people.permissions import roles_with

HOLDERS = (ScopeKind.PROGRAMME, ScopeKind.COHORT)
"""What a round may be held in."""


def assessing_scopes(someone: Any) -> list[int]:
    """The programmes' and cohorts' scopes (ids) in whose rounds a person or account may assess now. Two queries.

    An expert of one group may assess another group of the same programme: the grant says that they belong to the
    programme, being assigned says to which group's answers. When the last such grant ends, so does the access.
    """
    if not getattr(someone, "pk", None) or not getattr(someone, "is_active", True):
        return []
    held = Grant.objects.running().filter(person=person_id(someone), role__in=roles_with(Permission.ASSESS))
    granted = held.order_by().values("scope_id")
    links = ScopeLink.objects.running()
    first = links.filter(inner__in=granted).values("outer_id")
    cohorts = first.filter(outer__kind=ScopeKind.COHORT)
    second = links.filter(inner__in=cohorts).values("outer_id")
    around = Scope.objects.filter(Q(pk__in=granted) | Q(pk__in=first) | Q(pk__in=second), kind__in=HOLDERS)
    roots = list(around.order_by().values_list("pk", flat=True))
    inside = links.filter(outer__in=roots, inner__kind=ScopeKind.COHORT).order_by()
    return sorted({*roots, *inside.values_list("inner_id", flat=True)})


def near(scope_id: int):
    """The scope, those around it, and all that lies inside these: the whole programme, seen from one of its cohorts."""
    around = list(around_or_at(scope_id).order_by().values_list("pk", flat=True))
    return Scope.objects.inside_or_at(around)
