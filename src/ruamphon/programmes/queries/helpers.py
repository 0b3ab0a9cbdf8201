"""Who helps a group on a day."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils import timezone

from ruamphon.people.enums import Role
from ruamphon.people.models import Person
from ruamphon.programmes.domain.term import end_of
from ruamphon.programmes.models import Enrolment, Team, TeamMember
from ruamphon.registry.models import Organisation


@dataclass(frozen=True, slots=True)
class Helper:
    """One person who helps: in which role, from which organisation, and the last day of their team."""

    person: Person
    role: Role
    organisation: Organisation | None
    until: date
    team: Team


def helpers_of(enrolment: Enrolment, on: date) -> list[Helper]:
    """Members of the accepted teams whose days hold `on`, in the order teams and members were written. One query.

    Somebody whose access was ended by hand before that day was over is not among them.
    """
    ended = Q(grant__valid_until__lt=end_of(on), grant__valid_until__lte=timezone.now())
    members = (
        TeamMember.objects.filter(team__in=Team.objects.filter(enrolment=enrolment).at_work(on))
        .exclude(pk__in=TeamMember.objects.filter(ended).values("pk"))
        .select_related("person__account", "team__organisation")
        .order_by("team__begins_on", "team_id", "pk")
    )
    return [
        Helper(member.person, Role(member.role), member.team.organisation, member.team.ends_on, member.team)
        for member in members
    ]
