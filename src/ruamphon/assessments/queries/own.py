"""What I was asked to assess."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from ruamphon.assessments.enums import AssessmentState, RoundState
from ruamphon.assessments.models import Assessment
from ruamphon.assessments.models.reach import assessing_scopes
from ruamphon.core.audit import person_id
from ruamphon.people.models import Account

MOST_ROWS = 200


@dataclass(frozen=True, slots=True)
class OwnRow:
    """One group I was asked about. `answered` of `items` have a level or are said not to be tellable."""

    assessment: Assessment
    state: RoundState
    answered: int
    items: int

    @property
    def is_open(self) -> bool:
        """Whether I can answer now."""
        return self.state is RoundState.OPEN and not self.assessment.is_handed_in


def own_rows(account: Account, on: date) -> list[OwnRow]:
    """My assessments: those I can answer now first, by last day, then the others, newest round first. One query."""
    rows = Assessment.objects.own(account).select_related("round__rubric", "enterprise")
    given = Q(scores__level__isnull=False) | Q(scores__cannot_tell=True)
    counted = rows.annotate(
        answered=Count("scores", filter=given, distinct=True),
        items=Count("round__rubric__items", distinct=True),
    )
    found = [
        OwnRow(row, row.round.state(on), row.answered, row.items)
        for row in counted.order_by("-round__due_on", "-pk")[:MOST_ROWS]
    ]
    return in_order(found)


def in_order(rows: Iterable[OwnRow]) -> list[OwnRow]:
    """What can be answered now first, the nearest last day first; the others as they came."""
    rows = list(rows)
    now = [row for row in rows if row.is_open]
    return sorted(now, key=lambda row: row.assessment.round.due_on) + [row for row in rows if not row.is_open]


def open_for(account: Account, on: date) -> list[Assessment]:
    """What I can answer now, the nearest last day first: for the page of what waits.

    One query for who has nothing to assess, three for all others.
    """
    asked = Assessment.objects.filter(
        assessor=person_id(account),
        state=AssessmentState.OPEN,
        round__opens_on__lte=on,
        round__due_on__gte=on,
    )
    rows = list(asked.select_related("round", "enterprise").order_by("round__due_on", "pk"))
    reach = set(assessing_scopes(account)) if rows else set()
    return [row for row in rows if row.round.scope_id in reach]
