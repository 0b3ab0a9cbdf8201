"""Whom an account looks after: people who touch a scope on which it holds a permission."""

from django.db.models import Q, QuerySet

from ruamphon.people.access import scopes_for
from ruamphon.people.enums import Permission, Role
from ruamphon.people.models import Account, ErasureRequest, Grant, Person
from ruamphon.programmes.models import Attendance, TeamMember
from ruamphon.registry.models import Membership, Office

WITNESSES = (Role.MANAGER, Role.OFFICER, Role.FACILITATOR)


def people_in_reach(account: Account, permission: Permission) -> QuerySet[Person]:
    """People with access, a membership, a team, an attendance or an office inside the account's reach."""
    scopes = scopes_for(account, permission)
    touching = (
        Grant.objects.filter(scope__in=scopes),
        Membership.objects.filter(enterprise__scope__in=scopes),
        TeamMember.objects.filter(team__enrolment__enterprise__scope__in=scopes),
        Attendance.objects.filter(activity__enrolments__enterprise__scope__in=scopes),
        Office.objects.filter(organisation__scope__in=scopes),
    )
    condition = Q()
    for rows in touching:
        condition |= Q(pk__in=rows.values("person_id"))
    return Person.objects.filter(condition)


def erasures_to_decide(account: Account) -> QuerySet[ErasureRequest]:
    """Open requests of people whom this account reaches as a programme manager, the oldest first."""
    reached = people_in_reach(account, Permission.PROGRAMME_MANAGE)
    rows = ErasureRequest.objects.open().filter(person__in=reached.values("pk"))
    return rows.select_related("person", "recorded_by").order_by("asked_at", "pk")


def is_all_in_reach(account: Account, person: Person) -> bool:
    """Whether everything the person is in now lies inside what the account manages."""
    scopes = scopes_for(account, Permission.PROGRAMME_MANAGE)
    access = Grant.objects.not_over().filter(person=person).exclude(scope__in=scopes)
    groups = Membership.objects.filter(person=person, left_on=None).exclude(enterprise__scope__in=scopes)
    return not access.exists() and not groups.exists()


def possible_witnesses(account: Account, person: Person) -> QuerySet[Person]:
    """Who may have heard a word given by voice: staff and facilitators in the account's reach, not the person."""
    scopes = scopes_for(account, Permission.CONSENT_RECORD)
    grants = Grant.objects.running().filter(scope__in=scopes, role__in=WITNESSES)
    return Person.objects.filter(pk__in=grants.values("person_id")).exclude(pk=person.pk)
