"""The facts of `facts.py` for many enrolments at once: the same answers, in queries that do not grow with the groups."""

from collections.abc import Callable, Collection, Mapping
from datetime import date

from django.db.models import Count, Max, Q

from ruamphon.programmes.domain.term import end_of
from ruamphon.programmes.enums import ActivityKind, DeliverableKind, TeamKind
from ruamphon.programmes.facts import Value
from ruamphon.programmes.models import Activity, Deliverable, Team

Many = Callable[[Collection[int], date], Mapping[int, Value]]
"""Enrolment ids and a day → what the fact is for each; an id that is left out, or None, cannot be told."""


def _activities(kind: ActivityKind) -> Many:
    def count(enrolments: Collection[int], on: date) -> Mapping[int, Value]:
        rows = Activity.objects.filter(enrolments__in=enrolments, kind=kind, happened_on__lte=on).order_by()
        found = rows.values_list("enrolments").annotate(Count("pk", distinct=True))
        return dict.fromkeys(enrolments, 0) | dict(found)

    return count


def _accepted(kind: DeliverableKind | None = None) -> Many:
    def count(enrolments: Collection[int], on: date) -> Mapping[int, Value]:
        rows = Deliverable.objects.filter(
            enrolment__in=enrolments, versions__accepted_at__lt=end_of(on)
        ).order_by()
        if kind:
            rows = rows.filter(kind=kind)
        found = rows.values_list("enrolment").annotate(Count("pk", distinct=True))
        return dict.fromkeys(enrolments, 0) | dict(found)

    return count


def _days_since_activity(enrolments: Collection[int], on: date) -> Mapping[int, Value]:
    rows = Activity.objects.filter(enrolments__in=enrolments, happened_on__lte=on).order_by()
    latest = rows.values_list("enrolments").annotate(Max("happened_on"))
    return {number: (on - day).days for number, day in latest}


def _assigned(kind: TeamKind) -> Many:
    def there(enrolments: Collection[int], on: date) -> Mapping[int, Value]:
        over = end_of(on)
        teams = Team.objects.filter(
            enrolment__in=enrolments, kind=kind, begins_on__lte=on, ends_on__gte=on, accepted_at__lt=over
        ).filter(Q(ended_at__isnull=True) | Q(ended_at__gte=over))
        helped = teams.order_by().values_list("enrolment", flat=True)
        return dict.fromkeys(enrolments, False) | dict.fromkeys(helped, True)

    return there


MANY: Mapping[str, Many] = {
    "visits": _activities(ActivityKind.VISIT),
    "workshops_attended": _activities(ActivityKind.WORKSHOP),
    "cost_sheets_accepted": _accepted(DeliverableKind.COST_SHEET),
    "marketing_plans_accepted": _accepted(DeliverableKind.MARKETING_PLAN),
    "deliverables_accepted": _accepted(),
    "days_since_activity": _days_since_activity,
    "mentor_assigned": _assigned(TeamKind.MENTOR),
    "student_team_assigned": _assigned(TeamKind.STUDENTS),
}
"""Name of a fact → how it is read for many enrolments."""
