"""Who of a group came to what: members by activities, with counts."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from ruamphon.core.text import Text
from ruamphon.people.models import Account, Person
from ruamphon.programmes.enums import ActivityKind
from ruamphon.programmes.models import Activity, Attendance, Enrolment
from ruamphon.programmes.queries.activities import attendees_for, groups_for
from ruamphon.programmes.queries.people import likely_attendees
from ruamphon.registry.models import Membership

MOST_COLUMNS = 8
"""Activities side by side; the earlier ones are on the next page."""


@dataclass(frozen=True, slots=True)
class Column:
    """One activity of the table, and how many of the listed members came."""

    activity: Activity
    kind: Text
    came: int


@dataclass(frozen=True, slots=True)
class MemberRow:
    """One member: to which of the columns they came, and how often to everything and to workshops."""

    name: Text
    cells: tuple[bool, ...]
    came: int
    workshops: int


@dataclass(frozen=True, slots=True)
class AttendanceTable:
    """The page. `activities` and `workshops` count everything recorded up to the day, not only the columns."""

    columns: tuple[Column, ...]
    rows: tuple[MemberRow, ...]
    members: int
    activities: int
    workshops: int
    reached: tuple[tuple[int, int], ...]
    page: int
    has_older: bool


def attendance_table(enrolment: Enrolment, *, on: date, page: int = 1) -> AttendanceTable:
    """Members who belong to the group on a day, by its activities up to then, the newest first. Five queries."""
    activities = Activity.objects.filter(enrolments=enrolment, happened_on__lte=on)
    start = (page - 1) * MOST_COLUMNS
    shown = list(activities[start : start + MOST_COLUMNS + 1])
    counted = activities.aggregate(
        all=Count("pk"), workshops=Count("pk", filter=Q(kind=ActivityKind.WORKSHOP))
    )
    members = Person.objects.filter(pk__in=_members(enrolment, on)).order_by("sort_text", "pk")
    came = _came(enrolment, on)
    columns = shown[:MOST_COLUMNS]
    rows = tuple(_row(person, columns, came) for person in members)
    return AttendanceTable(
        columns=tuple(
            Column(each, ActivityKind(each.kind).label, sum(row.cells[place] for row in rows))
            for place, each in enumerate(columns)
        ),
        rows=rows,
        members=len(rows),
        activities=counted["all"],
        workshops=counted["workshops"],
        reached=tuple((least, sum(row.workshops >= least for row in rows)) for least in (1, 2, 3)),
        page=page,
        has_older=len(shown) > MOST_COLUMNS,
    )


def _members(enrolment: Enrolment, on: date) -> QuerySet[Membership, int]:
    rows = Membership.objects.on(on).filter(enterprise=enrolment.enterprise_id)
    return rows.order_by().values_list("person_id", flat=True)


def _came(enrolment: Enrolment, on: date) -> dict[int, dict[int, str]]:
    """Person → the activities they came to, with the kind of each."""
    rows = Attendance.objects.filter(
        activity__enrolments=enrolment, activity__happened_on__lte=on, person__in=_members(enrolment, on)
    )
    found: dict[int, dict[int, str]] = defaultdict(dict)
    for person, activity, kind in rows.order_by().values_list("person_id", "activity_id", "activity__kind"):
        found[person][activity] = kind
    return found


def _row(person: Person, columns: list[Activity], came: dict[int, dict[int, str]]) -> MemberRow:
    mine = came.get(person.pk, {})
    return MemberRow(
        name=person.name,
        cells=tuple(each.pk in mine for each in columns),
        came=len(mine),
        workshops=sum(kind == ActivityKind.WORKSHOP for kind in mine.values()),
    )


def attendees_to_offer(activity: Activity, account: Account) -> QuerySet[Person]:
    """Whom a reader may tick as having come: who did, and who is likely to have, of the groups they may see."""
    came = [person.pk for person in attendees_for(activity, account).named]
    groups = list(groups_for(activity, account))
    likely = likely_attendees(groups, activity.happened_on, recorder=account.person)
    return Person.objects.filter(Q(pk__in=came) | Q(pk__in=likely.values("pk")), erased_at=None)
