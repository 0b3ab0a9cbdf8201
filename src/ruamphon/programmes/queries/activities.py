"""Who is named on an activity, for one reader: people of groups the reader may not see stay unnamed."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from ruamphon.people.access import scopes_for
from ruamphon.people.enums import Permission
from ruamphon.people.models import Account, Person
from ruamphon.programmes.models import Activity, Enrolment, TeamMember
from ruamphon.registry.models import Membership


@dataclass(frozen=True, slots=True)
class Attendees:
    """The people a reader may be told of, and how many others came."""

    named: tuple[Person, ...]
    others: int


def groups_for(activity: Activity, account: Account) -> QuerySet[Enrolment]:
    """The groups of an activity that an account may see."""
    seen = Enrolment.objects.visible_to(account)
    return seen.filter(activities=activity).select_related("enterprise", "cohort")


def attendees_for(activity: Activity, account: Account) -> Attendees:
    """Who came, for one reader. Two queries."""
    came = Person.objects.filter(attendances__activity=activity)
    hidden = _of_other_groups(activity, account)
    named = tuple(came.exclude(pk__in=hidden))
    return Attendees(named, came.count() - len(named))


def _of_other_groups(activity: Activity, account: Account) -> QuerySet[Person]:
    """People of the activity's unseen groups, unless the reader meets them in a group that may be seen."""
    scopes = scopes_for(account, Permission.ENTERPRISE_READ)
    members = Membership.objects.filter(enterprise__enrolments__activities=activity)
    helpers = TeamMember.objects.filter(team__enrolment__activities=activity)
    hidden_members = members.exclude(enterprise__scope__in=scopes)
    hidden_helpers = helpers.exclude(team__enrolment__enterprise__scope__in=scopes)
    seen_members = Membership.objects.filter(enterprise__scope__in=scopes)
    seen_helpers = TeamMember.objects.filter(team__enrolment__enterprise__scope__in=scopes)
    return (
        _people(hidden_members, hidden_helpers)
        .exclude(pk__in=_people(seen_members, seen_helpers).values("pk"))
        .exclude(pk=account.person_id)
    )


def _people(members: QuerySet[Membership], helpers: QuerySet[TeamMember]) -> QuerySet[Person]:
    return Person.objects.filter(
        Q(pk__in=members.values("person_id")) | Q(pk__in=helpers.values("person_id"))
    )
