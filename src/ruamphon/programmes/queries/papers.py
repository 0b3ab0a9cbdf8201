"""Who goes onto an attendance sheet, and from where."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from ruamphon.people.models import Person
from ruamphon.programmes.models import Enrolment, TeamMember
from ruamphon.registry.models import Membership


@dataclass(frozen=True, slots=True)
class Guest:
    """A line of the sheet: a name, and the group or organisation the person comes from, or ''."""

    name: str
    of: str = ""


def guests_of(people: Iterable[Person], enrolments: Sequence[Enrolment], *, on: date) -> list[Guest]:
    """People with the group they belong to, else the organisation whose team they are in. Two queries."""
    listed = list(people)
    helpers = TeamMember.objects.filter(team__enrolment__in=enrolments, person__in=listed)
    places = {
        helper.person_id: helper.team.organisation.name.th
        for helper in helpers.select_related("team__organisation")
        if helper.team.organisation
    }
    groups = [enrolment.enterprise_id for enrolment in enrolments]
    members = Membership.objects.on(on).filter(enterprise__in=groups, person__in=listed)
    places |= {member.person_id: member.enterprise.name.th for member in members.select_related("enterprise")}
    return [Guest(person.name_th, places.get(person.pk, "")) for person in listed]
