"""What stands on which day, of what one person may see now. The number of queries does not grow with the rows."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.db.models import F, Prefetch, Q, QuerySet

from ruamphon.core import thai_dates
from ruamphon.core.text import Text
from ruamphon.home.enums import EntryKind
from ruamphon.pathway.enums import GateState
from ruamphon.pathway.models import Gate, GateCondition
from ruamphon.people.access import reaches
from ruamphon.people.enums import Permission
from ruamphon.people.models import Account
from ruamphon.programmes.enums import ActivityKind, TaskState, TeamKind, TeamState
from ruamphon.programmes.models import Activity, Agreement, Cohort, Enrolment, Programme, Task, Team

MOST_OF_A_KIND = 300
"""Rows of one kind that a calendar shows; a year of one programme stays far below."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the calendar. `key` names it for ever: 'task_due-5'; `url` is '' where its page is not the reader's."""

    on: date
    kind: EntryKind
    title: Text
    where: Text
    url: str
    key: str


@dataclass(frozen=True, slots=True)
class Month:
    """The entries of one month, in order."""

    name: Text
    code: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Span:
    """The days looked at, both included, and the programme looked at, None for all."""

    first: date
    last: date
    programme: Programme | None = None

    def on(self, field: str) -> Q:
        """The condition that a day lies within."""
        return Q(**{f"{field}__range": (self.first, self.last)})

    def of(self, path: str) -> Q:
        """The condition that a row belongs to the programme."""
        return Q(**{path: self.programme}) if self.programme else Q()


def calendar_entries(account: Account, span: Span, *, own_tasks: bool = False) -> list[Entry]:
    """Everything within the span that an account may see, by day. `own_tasks` leaves out tasks of others."""
    found = [
        *_activities(account, span),
        *_cohorts(account, span),
        *_teams(account, span),
        *_tasks(account, span, own_tasks=own_tasks),
        *_conditions(account, span),
        *_agreements(account, span),
    ]
    return sorted(found, key=lambda entry: (entry.on, entry.kind, entry.key))


def is_cut(entries: list[Entry]) -> bool:
    """Whether there may be more of a kind than a calendar shows."""
    return any(number >= MOST_OF_A_KIND for number in Counter(entry.kind for entry in entries).values())


def by_month(entries: list[Entry]) -> list[Month]:
    """Entries in the order of their days, a part a month; months without any are left out."""
    return [_month(list(part)) for _, part in groupby(entries, lambda entry: (entry.on.year, entry.on.month))]


def _month(entries: list[Entry]) -> Month:
    first = entries[0].on
    return Month(thai_dates.month(first), f"{first:%Y-%m}", tuple(entries))


def _few(rows: QuerySet) -> Iterator:
    return iter(rows[:MOST_OF_A_KIND])


def _activities(account: Account, span: Span) -> Iterator[Entry]:
    seen = Enrolment.objects.visible_to(account).select_related("enterprise")
    rows = Activity.objects.visible_to(account).filter(span.of("cohort__programme"))
    rows = rows.filter(span.on("happened_on") | span.on("next_on")).order_by("happened_on", "pk")
    for row in _few(rows.prefetch_related(Prefetch("enrolments", queryset=seen, to_attr="seen"))):
        where, url = _groups(row.seen), row.get_absolute_url()
        if span.first <= row.happened_on <= span.last:
            title = ActivityKind(row.kind).label
            yield Entry(row.happened_on, EntryKind.ACTIVITY, title, where, url, f"activity-{row.pk}")
        if row.next_on and span.first <= row.next_on <= span.last:
            title = EntryKind.NEXT_VISIT.label
            yield Entry(row.next_on, EntryKind.NEXT_VISIT, title, where, url, f"next_visit-{row.pk}")


def _groups(enrolments: list[Enrolment]) -> Text:
    names = [enrolment.enterprise.name for enrolment in enrolments]
    return Text(", ".join(name.th for name in names), ", ".join(name.en for name in names))


def _cohorts(account: Account, span: Span) -> Iterator[Entry]:
    """Cohorts one may see, and those of the groups one may see: the term of a student's own group."""
    own = Enrolment.objects.visible_to(account).values("cohort")
    rows = Cohort.objects.annotate(opens=reaches(account, Permission.PROGRAMME_READ, "scope"))
    rows = rows.filter(Q(opens=True) | Q(pk__in=own), span.of("programme"))
    rows = rows.filter(span.on("begins_on") | span.on("ends_on"))
    for row in _few(rows.select_related("programme").order_by("pk")):
        url = row.get_absolute_url() if row.opens else ""
        for day, kind in ((row.begins_on, EntryKind.COHORT_BEGINS), (row.ends_on, EntryKind.COHORT_ENDS)):
            if day and span.first <= day <= span.last:
                yield Entry(day, kind, row.name, row.programme.name, url, f"{kind.value}-{row.pk}")


def _teams(account: Account, span: Span) -> Iterator[Entry]:
    rows = Team.objects.visible_to(account).filter(span.of("enrolment__cohort__programme"))
    rows = rows.filter(span.on("ends_on"), state=TeamState.ACCEPTED).select_related("enrolment__enterprise")
    for row in _few(rows.order_by("ends_on", "pk")):
        title, where = TeamKind(row.kind).label, row.enrolment.enterprise.name
        yield Entry(
            row.ends_on, EntryKind.TEAM_ENDS, title, where, row.get_absolute_url(), f"team_ends-{row.pk}"
        )


def _tasks(account: Account, span: Span, *, own_tasks: bool) -> Iterator[Entry]:
    """Open tasks, but for those that stand there already as a next visit or a gate's condition."""
    rows = Task.objects.visible_to(account).filter(span.of("enrolment__cohort__programme"))
    rows = rows.filter(span.on("due_on"), state=TaskState.OPEN)
    rows = rows.exclude(key__startswith="activity-", key__endswith="-next")
    rows = rows.exclude(pk__in=GateCondition.objects.filter(task__isnull=False).values("task"))
    if own_tasks:
        rows = rows.filter(owner=account.person_id)
    for row in _few(rows.select_related("enrolment__enterprise").order_by("due_on", "pk")):
        title, where = Text(row.title, row.title), row.enrolment.enterprise.name
        yield Entry(
            row.due_on, EntryKind.TASK_DUE, title, where, row.get_absolute_url(), f"task_due-{row.pk}"
        )


def _conditions(account: Account, span: Span) -> Iterator[Entry]:
    """Conditions of decisions that stand, not yet met."""
    gates = Gate.objects.visible_to(account).filter(state=GateState.DECIDED)
    rows = GateCondition.objects.filter(span.on("due_on"), gate__in=gates)
    rows = rows.filter(span.of("gate__enrolment__cohort__programme"))
    rows = rows.filter(Q(task__isnull=True) | Q(task__state=TaskState.OPEN))
    for row in _few(rows.select_related("gate__enrolment__enterprise").order_by("due_on", "pk")):
        title, where = Text(row.text, row.text), row.gate.enrolment.enterprise.name
        url = row.gate.get_absolute_url()
        yield Entry(row.due_on, EntryKind.CONDITION_DUE, title, where, url, f"condition_due-{row.pk}")


def _agreements(account: Account, span: Span) -> Iterator[Entry]:
    rows = Agreement.objects.visible_to(account).filter(span.of("programme"))
    rows = rows.filter(span.on("signed_on") | span.on("ends_on")).select_related("programme")
    for row in _few(rows.order_by(F("signed_on").asc(nulls_last=True), "pk")):
        days = ((row.signed_on, EntryKind.AGREEMENT_SIGNED), (row.ends_on, EntryKind.AGREEMENT_ENDS))
        for day, kind in days:
            if day and span.first <= day <= span.last:
                url = row.get_absolute_url()
                yield Entry(day, kind, row.title, row.programme.name, url, f"{kind.value}-{row.pk}")
