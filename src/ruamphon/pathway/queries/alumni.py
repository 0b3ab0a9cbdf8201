"""Groups that have graduated: which follow-ups are due, coming and done."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from ruamphon.assessments.enums import AssessmentState
from ruamphon.assessments.models import Assessment
from ruamphon.pathway.enums import FollowUpState
from ruamphon.pathway.models import FollowUp
from ruamphon.people.models import Account
from ruamphon.programmes.models import Enrolment, Programme

A_PAGE = 24
MOST_COUNTED = 100
"""Counting stops here: people are told "99+"."""
SHOWN = ("due", "coming", "done")
TONES = {
    FollowUpState.COMING: "neutral",
    FollowUpState.DUE: "turn",
    FollowUpState.OVERDUE: "stop",
    FollowUpState.DONE: "done",
}


@dataclass(frozen=True, slots=True)
class FollowUpRow:
    """One follow-up as pages show it; `handed_in` of `asked` assessors have answered, none asked without a round."""

    follow_up: FollowUp
    state: FollowUpState
    asked: int
    handed_in: int

    @property
    def tone(self) -> str:
        """The colour of its state."""
        return TONES[self.state]


@dataclass(frozen=True, slots=True)
class AlumniPage:
    """One page of one part; `counts` says how many there are in each, `after` is the key of the next page."""

    rows: tuple[FollowUpRow, ...]
    part: str
    counts: dict[str, int]
    after: int | None


def alumni_page(
    programme: Programme, account: Account, on: date, *, part: str = "due", after: int | None = None
) -> AlumniPage:
    """Follow-ups of a programme in the order of their days. The number of queries never grows."""
    part = part if part in SHOWN else SHOWN[0]
    parts = _parts(programme, account, on)
    fitting = parts[part]
    found = list(_beyond(fitting, after).order_by("due_on", "pk")[: A_PAGE + 1])
    shown = found[:A_PAGE]
    return AlumniPage(
        rows=follow_up_rows(shown, on),
        part=part,
        counts={name: rows.order_by()[:MOST_COUNTED].count() for name, rows in parts.items()},
        after=shown[-1].pk if len(found) > A_PAGE else None,
    )


def _parts(programme: Programme, account: Account, on: date) -> dict[str, QuerySet[FollowUp]]:
    rows = FollowUp.objects.visible_to(account).of_graduates().filter(enrolment__cohort__programme=programme)
    rows = rows.select_related("enrolment__enterprise", "enrolment__cohort")
    due = rows.not_done().due_by(on)
    return {"due": due, "coming": rows.not_done().exclude(pk__in=due.values("pk")), "done": rows.done()}


def _beyond(rows: QuerySet[FollowUp], after: int | None) -> QuerySet[FollowUp]:
    last = FollowUp.objects.filter(pk=after).values_list("due_on", "pk").first() if after else None
    if last is None:
        return rows
    due_on, pk = last
    return rows.filter(Q(due_on__gt=due_on) | Q(due_on=due_on, pk__gt=pk))


def follow_up_rows(rows: Iterable[FollowUp], on: date) -> tuple[FollowUpRow, ...]:
    """The follow-ups with how they stand on a day. One query."""
    listed = list(rows)
    handed_in = Count("pk", filter=Q(state=AssessmentState.HANDED_IN))
    asked = Assessment.objects.filter(round__in=[row.round_id for row in listed if row.round_id])
    counted = {
        held: (all_of_them, done)
        for held, all_of_them, done in asked.order_by()
        .values("round")
        .annotate(asked=Count("pk"), done=handed_in)
        .values_list("round", "asked", "done")
    }
    return tuple(_row(row, *counted.get(row.round_id or 0, (0, 0)), on) for row in listed)


def _row(follow_up: FollowUp, asked: int, handed_in: int, on: date) -> FollowUpRow:
    state = follow_up.state(on, is_assessed=bool(asked) and asked == handed_in)
    return FollowUpRow(follow_up, state, asked, handed_in)


def follow_ups_of(enrolment: Enrolment, on: date) -> tuple[FollowUpRow, ...]:
    """The follow-ups of one enrolment that has graduated, by year; none while it has not."""
    rows = FollowUp.objects.of_graduates().filter(enrolment=enrolment).order_by("years")
    return follow_up_rows(rows.select_related("enrolment__enterprise", "enrolment__cohort"), on)


def follow_ups_of_group(enterprise_id: int, account: Account, on: date) -> tuple[FollowUpRow, ...]:
    """All follow-ups of a group that an account may see, by day. Two queries."""
    rows = FollowUp.objects.visible_to(account).of_graduates().filter(enrolment__enterprise=enterprise_id)
    rows = rows.select_related("enrolment__enterprise", "enrolment__cohort__programme")
    return follow_up_rows(rows.order_by("due_on", "pk"), on)
