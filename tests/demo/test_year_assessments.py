"""What assessors found in the example year: potential then and now, and who was chosen for the next cohort."""

from collections import Counter
from decimal import Decimal

import pytest
from django.utils import timezone

from ruamphon.assessments.enums import AssessmentState, Change, Purpose, RubricState
from ruamphon.assessments.models import Assessment, Round, Rubric
from ruamphon.assessments.queries.potential import potential_of
from ruamphon.programmes.enums import ApplicationState, EnrolmentState, SelectionOutcome, SelectionState
from ruamphon.programmes.models import Application, Enrolment, Selection


def test_two_rubrics_and_one_of_them_proposed(example):
    rubrics = Rubric.objects.filter(scope=example.programme.scope)
    assert {(row.code, row.state, row.is_proposed, row.items.count()) for row in rubrics} == {
        ("potential", RubricState.PUBLISHED, True, 7),
        ("selection", RubricState.PUBLISHED, False, 4),
    }


def test_rounds_and_who_has_answered(example):
    rounds = Round.objects.filter(scope__is_demo=True)
    assert Counter(rounds.values_list("purpose", flat=True)) == {
        Purpose.POTENTIAL: 5,
        Purpose.SELECTION: 1,
        Purpose.FOLLOW_UP: 1,
    }
    answers = Assessment.objects.filter(round__in=rounds)
    assert Counter(answers.values_list("state", flat=True)) == {
        AssessmentState.HANDED_IN: 78,
        AssessmentState.OPEN: 14,
    }
    waits_for_mentor = answers.filter(assessor=example.accounts["mentor"].person, state=AssessmentState.OPEN)
    assert waits_for_mentor.count() == 3


@pytest.mark.parametrize(
    ("key", "then", "now", "kind", "apart"),
    [
        ("paste", "1.76", "3.05", Change.UP, []),
        ("boat", "1.57", "2.67", Change.UP, []),
        ("fish", "1.33", "1.86", Change.UP, ["Marketing"]),
        ("orchard", "1.57", "1.33", Change.DOWN, []),
    ],
)
def test_the_radar_shows_how_a_group_changed(example, key, then, now, kind, apart):
    group, observer = example.groups[key].enterprise, example.accounts["observer"]
    shown = potential_of(group, observer, on=timezone.localdate())
    assert (shown.baseline.summary.overall, shown.newest.summary.overall) == (Decimal(then), Decimal(now))
    assert shown.overall_since_baseline.kind == kind
    assert [title.en for title in shown.apart] == apart
    assert shown.radar is not None


def test_the_newest_group_has_a_baseline_and_nothing_to_compare(example):
    shown = potential_of(
        example.groups["learning"].enterprise, example.accounts["observer"], on=timezone.localdate()
    )
    assert (shown.newest.summary.overall, shown.baseline) == (Decimal("1.95"), None)


def test_five_applied_and_two_people_chose(example):
    applications = Application.objects.filter(call__cohort=example.cohorts["next"])
    assert Counter(applications.values_list("state", flat=True)) == {
        ApplicationState.ACCEPTED: 2,
        ApplicationState.REFUSED: 1,
        ApplicationState.WAITING: 1,
        ApplicationState.HANDED_IN: 1,
    }
    own = [row for row in applications if row.on_behalf_of_id is None]
    assert [row.written_by.account for row in own] == [example.accounts["chair-salt"]]
    chosen = Selection.objects.filter(application__in=applications)
    decided = chosen.filter(state=SelectionState.DECIDED)
    assert [row for row in decided if row.decided_by_id == row.proposed_by_id] == []
    assert Counter(decided.values_list("outcome", flat=True)) == {
        SelectionOutcome.ACCEPT: 2,
        SelectionOutcome.REFUSE: 1,
        SelectionOutcome.WAIT: 1,
    }
    assert "ชวนสมาชิกให้ครบก่อน" in decided.get(outcome=SelectionOutcome.REFUSE).decision_reason
    assert chosen.filter(state=SelectionState.PROPOSED).count() == 1
    joined = Enrolment.objects.filter(cohort=example.cohorts["next"])
    assert list(joined.values_list("state", flat=True)) == [EnrolmentState.SELECTED] * 2
