"""What is being done with the group: teams, activities, work handed in, tasks."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F

from ruamphon.core.text import Text
from ruamphon.home.queries.timeline import (
    Reader,
    team_name,
)
from ruamphon.programmes.enums import (
    ActivityKind,
    DeliverableKind,
    DeliverableState,
    TeamState,
)
from ruamphon.programmes.models import Activity, Deliverable, Task, Team
from ruamphon.registry.models import Enterprise

MOST_ROWS = 4


MOST_TASKS = 6


@dataclass(frozen=True, slots=True)
class TeamRow:
    """A team at work or proposed."""

    name: Text
    state: Text
    is_proposed: bool
    people: int
    begins_on: date
    ends_on: date
    url: str


@dataclass(frozen=True, slots=True)
class ActivityRow:
    """A visit, workshop or meeting in three lines."""

    kind: Text
    on: date
    found: str
    agreed: str
    next_on: date | None
    url: str


@dataclass(frozen=True, slots=True)
class DeliverableRow:
    """A piece of work the team makes for the group."""

    title: str
    kind: Text
    state: Text
    tone: str
    is_secret: bool
    url: str


@dataclass(frozen=True, slots=True)
class TaskRow:
    """An open task: whose, and by when."""

    title: str
    owner: Text
    due_on: date | None
    is_overdue: bool
    url: str


def teams_of(enterprise: Enterprise, on: date) -> tuple[TeamRow, ...]:
    """Teams at work or proposed, not yet over on a day."""
    teams = (
        Team.objects.filter(enrolment__enterprise=enterprise, ends_on__gte=on)
        .exclude(state=TeamState.ENDED)
        .select_related("organisation")
        .annotate(people=Count("members"))
        .order_by("-begins_on", "-pk")
    )
    return tuple(
        TeamRow(
            name=team_name(team),
            state=TeamState(team.state).label,
            is_proposed=team.state == TeamState.PROPOSED,
            people=team.people,
            begins_on=team.begins_on,
            ends_on=team.ends_on,
            url=team.get_absolute_url(),
        )
        for team in teams[:MOST_ROWS]
    )


def activities_of(enterprise: Enterprise) -> tuple[ActivityRow, ...]:
    """The newest visits, workshops and meetings."""
    rows = (
        Activity.objects.filter(enrolments__enterprise=enterprise).distinct().order_by("-happened_on", "-pk")
    )
    return tuple(
        ActivityRow(
            kind=ActivityKind(row.kind).label,
            on=row.happened_on,
            found=row.found,
            agreed=row.agreed,
            next_on=row.next_on,
            url=row.get_absolute_url(),
        )
        for row in rows[:MOST_ROWS]
    )


DELIVERABLE_TONES = {
    DeliverableState.DRAFT: "neutral",
    DeliverableState.CHECKED: "wait",
    DeliverableState.ACCEPTED: "done",
}


def deliverables_of(reader: Reader) -> tuple[DeliverableRow, ...]:
    """The newest work handed in that the reader may see: secret kinds only for those who may read secrets."""
    rows = Deliverable.objects.visible_to(reader.account).filter(enrolment__enterprise=reader.enterprise)
    return tuple(
        DeliverableRow(
            title=row.title,
            kind=DeliverableKind(row.kind).label,
            state=DeliverableState(row.state).label,
            tone=DELIVERABLE_TONES[DeliverableState(row.state)],
            is_secret=row.is_secret,
            url=row.get_absolute_url(),
        )
        for row in rows[:MOST_ROWS]
    )


def tasks_of(enterprise: Enterprise, on: date) -> tuple[TaskRow, ...]:
    """Open tasks, the first due first."""
    rows = Task.objects.open().filter(enrolment__enterprise=enterprise).select_related("owner")
    return tuple(
        TaskRow(
            title=row.title,
            owner=row.owner.name,
            due_on=row.due_on,
            is_overdue=row.due_on is not None and row.due_on < on,
            url=row.get_absolute_url(),
        )
        for row in rows.order_by(F("due_on").asc(nulls_last=True), "pk")[:MOST_TASKS]
    )
