"""Who may assess what: the people and groups of a programme, and who stands too near to whom."""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from ruamphon.assessments.models import Rubric
from ruamphon.assessments.models.reach import near
from ruamphon.people.access import around_or_at
from ruamphon.people.enums import Permission, ScopeKind
from ruamphon.people.models import Grant, Person, Scope, ScopeLink
from ruamphon.people.permissions import roles_with
from ruamphon.registry.models import Enterprise, Membership


def rubrics_for(scope: Scope) -> QuerySet[Rubric]:
    """Published versions that a round of this scope may use: its own and those of the scopes around it."""
    return Rubric.objects.published().filter(scope__in=around_or_at(scope.pk))


def groups_for(scope: Scope) -> QuerySet[Enterprise]:
    """The groups a round of this scope may be about: those of the whole programme, enrolled or not."""
    return Enterprise.objects.filter(scope__in=near(scope.pk))


def assessors_for(scope: Scope) -> QuerySet[Person]:
    """People with an account and a running role in the programme that may assess."""
    grants = Grant.objects.running().filter(
        person=OuterRef("pk"), role__in=roles_with(Permission.ASSESS), scope__in=near(scope.pk)
    )
    return Person.objects.filter(Exists(grants), account__is_active=True)


def conflicts(groups: Iterable[Enterprise], people: Iterable[Person]) -> set[tuple[int, int]]:
    """Pairs (group, person) that must not be: members, and whoever helps the group by a role of its own or of a mentor
    organisation around it. Roles held for a whole programme stand at the same distance from every group.

    Three queries.
    """
    owners = {group.scope_id: group.pk for group in groups}
    wanted = [person.pk for person in people]
    today = timezone.localdate()
    members = Membership.objects.on(today).filter(enterprise__in=owners.values(), person__in=wanted)
    links = ScopeLink.objects.running().filter(inner__in=owners, outer__kind=ScopeKind.ORGANISATION)
    helped: dict[int, set[int]] = {scope: {pk} for scope, pk in owners.items()}
    for outer, inner in links.values_list("outer", "inner"):
        helped.setdefault(outer, set()).add(owners[inner])
    grants = Grant.objects.running().filter(Q(scope__in=helped), person__in=wanted).order_by()
    helpers = {
        (group, person) for scope, person in grants.values_list("scope", "person") for group in helped[scope]
    }
    return helpers | set(members.values_list("enterprise", "person"))
