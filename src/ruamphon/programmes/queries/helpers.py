"""Who helps a group on a day."""

from dataclasses import dataclass
from datetime import date

from ruamphon.people.enums import Role
from ruamphon.people.models import Person
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
    """Members of the accepted teams whose days hold `on`, in the order teams and members were written. One query."""
    members = (
        TeamMember.objects.filter(team__in=Team.objects.filter(enrolment=enrolment).at_work(on))
        .select_related("person__account", "team__organisation")
        .order_by("team__begins_on", "team_id", "pk")
    )
    return [
        Helper(member.person, Role(member.role), member.team.organisation, member.team.ends_on, member.team)
        for member in members
    ]
