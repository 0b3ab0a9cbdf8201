"""The people around a group: its members, who may come to an activity, who may be given a task."""

from datetime import date

from django.db.models import Q, QuerySet

from ruamphon.people.enums import Permission, Role
from ruamphon.people.models import Grant, Person, Scope
from ruamphon.people.permissions import PROGRAMME_WIDE, roles_with
from ruamphon.programmes.enums import TeamState
from ruamphon.programmes.models import Enrolment, Programme, TeamMember
from ruamphon.programmes.rules import grants_for
from ruamphon.registry.models import Membership

MOST_KNOWN = 40
"""How many people a form offers by name; anyone else is typed."""


def group_members(enrolment: Enrolment, on: date) -> QuerySet[Person]:
    """Who belonged to the group on a day."""
    members = Membership.objects.on(on).filter(enterprise=enrolment.enterprise_id)
    return Person.objects.filter(pk__in=members.values("person_id"))


def likely_attendees(enrolments: list[Enrolment], on: date, *, recorder: Person) -> QuerySet[Person]:
    """Whom to offer for ticking: members of the groups, their accepted teams, and whoever writes the record."""
    groups = [enrolment.enterprise_id for enrolment in enrolments]
    members = Membership.objects.on(on).filter(enterprise__in=groups)
    helpers = TeamMember.objects.filter(team__enrolment__in=enrolments, team__state=TeamState.ACCEPTED)
    return Person.objects.filter(
        Q(pk=recorder.pk) | Q(pk__in=members.values("person_id")) | Q(pk__in=helpers.values("person_id"))
    )


def possible_owners(enrolment: Enrolment, on: date) -> QuerySet[Person]:
    """Whom a task can be given to: the group's members, and everyone with a running role around it.

    Observers only watch, so they are left out.
    """
    roles = grants_for(enrolment).exclude(role=Role.OBSERVER)
    return Person.objects.filter(
        Q(pk__in=group_members(enrolment, on).values("pk")) | Q(pk__in=roles.values("person_id"))
    )


def people_with(enrolment: Enrolment, permission: Permission) -> QuerySet[Grant, int]:
    """The ids of those who hold a permission for an enrolment now."""
    held = grants_for(enrolment).filter(role__in=roles_with(permission)).order_by()
    return held.values_list("person_id", flat=True).distinct()


def members_with_access(enrolment: Enrolment) -> QuerySet[Grant, int]:
    """The ids of the group's own people who may see it now."""
    held = grants_for(enrolment).filter(role=Role.MEMBER).order_by()
    return held.values_list("person_id", flat=True).distinct()


def people_around(enrolment: Enrolment) -> QuerySet[Grant, int]:
    """The ids of the group's own people and helpers: everyone with a running role that is not a programme's."""
    held = grants_for(enrolment).exclude(role__in=PROGRAMME_WIDE).order_by()
    return held.values_list("person_id", flat=True).distinct()


def known_people(programme: Programme, role: Role) -> QuerySet[Person]:
    """Who has had a role inside a programme, or was proposed for it, at any time; the first by name."""
    inside = Scope.objects.inside_or_at([programme.scope_id])
    granted = Grant.objects.filter(role=role, scope__in=inside)
    proposed = TeamMember.objects.filter(role=role, team__enrolment__cohort__programme=programme)
    return Person.objects.filter(
        Q(pk__in=granted.values("person_id")) | Q(pk__in=proposed.values("person_id"))
    )
