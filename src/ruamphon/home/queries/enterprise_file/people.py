"""Who is of the group, and who helps it now."""

from dataclasses import dataclass
from datetime import date

from ruamphon.core.text import Text
from ruamphon.pathway.times import local_day
from ruamphon.people.enums import Role
from ruamphon.people.models import Grant
from ruamphon.programmes.models import Enrolment
from ruamphon.programmes.queries import helpers_of
from ruamphon.registry.enums import Post
from ruamphon.registry.models import Enterprise, Membership

MOST_MEMBERS = 8


MOST_HELPERS = 8


HELPING = (Role.FACILITATOR, Role.STUDENT, Role.ADVISER, Role.MENTOR, Role.EXPERT)


@dataclass(frozen=True, slots=True)
class MemberRow:
    """A member with their post; phone numbers are empty unless contacts may be read."""

    called: str
    post: Text
    phone: str
    phone_shown: str


@dataclass(frozen=True, slots=True)
class Members:
    """The first members by post and name, and how many there are in all."""

    rows: tuple[MemberRow, ...]
    count: int

    @property
    def more(self) -> int:
        """How many are not among the rows."""
        return self.count - len(self.rows)


@dataclass(frozen=True, slots=True)
class HelperRow:
    """One person who helps now: in which role, from where, until when (None: no end set)."""

    name: Text
    role: Text
    organisation: Text | None
    until: date | None


def members_of(enterprise: Enterprise, on: date, *, with_contact: bool) -> Members:
    """Who belongs to the group on a day, by post."""
    present = Membership.objects.on(on).filter(enterprise=enterprise)
    order = list(Post)
    rows = sorted(
        present.select_related("person"),
        key=lambda row: (order.index(Post(row.post)), row.person.sort_text, row.pk),
    )
    return Members(tuple(_member_row(row, with_contact) for row in rows[:MOST_MEMBERS]), len(rows))


def _member_row(row: Membership, with_contact: bool) -> MemberRow:
    person = row.person
    called = f"{person.name} ({person.nickname})" if person.nickname else str(person.name)
    phone, shown = (person.phone, person.phone_shown) if with_contact else ("", "")
    return MemberRow(called, Post(row.post).label, phone, shown)


def helper_rows(enterprise: Enterprise, enrolment: Enrolment | None, on: date) -> tuple[HelperRow, ...]:
    """The people of teams at work, each role once, then those given a helping role on the group itself."""
    longest_last = sorted(helpers_of(enrolment, on) if enrolment else [], key=lambda helper: helper.until)
    team = {(helper.person.pk, helper.role): helper for helper in longest_last}.values()
    known = {helper.person.pk for helper in team}
    rows = [
        HelperRow(
            helper.person.name,
            helper.role.label,
            helper.organisation.name if helper.organisation else None,
            helper.until,
        )
        for helper in team
    ]
    given = Grant.objects.running().filter(scope=enterprise.scope_id, role__in=HELPING)
    others = given.select_related("person").order_by("role", "person__sort_text", "pk")[:MOST_HELPERS]
    rows += [
        HelperRow(grant.person.name, Role(grant.role).label, None, _last_day(grant))
        for grant in others
        if grant.person_id not in known
    ]
    return tuple(rows[:MOST_HELPERS])


def _last_day(grant: Grant) -> date | None:
    return local_day(grant.valid_until) if grant.valid_until else None
