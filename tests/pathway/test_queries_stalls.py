"""The stall alarm over real rows: who stands still, since when, and what to do next."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from ruamphon.pathway import actions, facts
from ruamphon.pathway.enums import Outcome, StallKind
from ruamphon.pathway.queries.many import MANY, values_of_many
from ruamphon.pathway.queries.stalls import running_enrolments, stall_page, stalls_of
from ruamphon.programmes.enums import CohortState, EnrolmentState
from ruamphon.programmes.models import Enrolment
from tests import cast as cast_module
from tests.pathway.helping import complete_first_stage, hand_in, passed_gate, propose

pytestmark = pytest.mark.django_db


def told(cast, on=None):
    found = stalls_of([cast.enrolment], on or timezone.localdate())[cast.enrolment.pk]
    return [(stall.kind, stall.days, stall.url) for stall in found]


def test_a_group_with_nothing_recorded_since_it_was_enrolled_is_quiet_from_the_thirtieth_day(small):
    today = timezone.localdate()
    assert told(small, today - timedelta(1)) == []
    assert told(small) == [(StallKind.QUIET, 30, f"/enrolments/{small.enrolment.pk}/visits/new/")]
    stall = stalls_of([small.enrolment], today)[small.enrolment.pk][0]
    assert "มา 30 วัน" in stall.reason.th
    assert "for 30 days" in stall.reason.en
    assert stall.since == today - timedelta(30)


def test_whatever_is_recorded_wakes_it(small):
    hand_in(small)
    assert told(small) == []
    on = timezone.localdate() + timedelta(30)
    assert told(small, on)[0][:2] == (StallKind.QUIET, 30)


def test_a_gate_that_waits_longer_than_a_week_is_told_with_its_page(small):
    complete_first_stage(small)
    gate = propose(small)
    assert told(small, timezone.localdate() + timedelta(7)) == []
    assert told(small, timezone.localdate() + timedelta(8)) == [
        (StallKind.UNDECIDED, 8, f"/gates/{gate.pk}/")
    ]


def test_a_complete_stage_that_nobody_proposes_is_told(small):
    complete_first_stage(small)
    on = timezone.localdate() + timedelta(8)
    assert told(small, on) == [(StallKind.UNPROPOSED, 8, f"/enrolments/{small.enrolment.pk}/gates/propose/")]


def test_a_stage_longer_than_its_share_of_the_cohort_is_slow_and_names_what_is_missing(small):
    today = timezone.localdate()
    cohort = small.cohort
    cohort.begins_on, cohort.ends_on = today - timedelta(30), today + timedelta(10)
    cohort.save()
    found = stalls_of([small.enrolment], today)[small.enrolment.pk]
    assert [(stall.kind, stall.days) for stall in found] == [(StallKind.QUIET, 30), (StallKind.SLOW, 10)]
    assert found[1].url == f"/enrolments/{small.enrolment.pk}/evidence/potential-analysis/new/"
    assert found[1].step.th == "ส่งหลักฐานอีก 1 ชิ้น: ผลวิเคราะห์"
    assert "30 วัน" in found[1].reason.th
    assert "20 วัน" in found[1].reason.th


def test_an_overdue_condition_is_told_with_its_task(small):
    due = timezone.localdate() + timedelta(2)
    complete_first_stage(small)
    gate = actions.decide_gate(
        by=small.officer2,
        gate=propose(small, outcome=Outcome.PASSED_WITH_CONDITIONS),
        outcome=Outcome.PASSED_WITH_CONDITIONS,
        reason="ยังขาดฉลาก",
        conditions=[("ทำฉลากให้เสร็จ", due)],
    )
    task = gate.conditions.get().task_id
    assert told(small, due) == []
    assert told(small, due + timedelta(1)) == [(StallKind.CONDITION, 1, f"/tasks/{task}/")]


@pytest.mark.parametrize("state", [EnrolmentState.GRADUATED, EnrolmentState.LEFT])
def test_who_is_no_longer_developed_does_not_stall(small, state):
    Enrolment.objects.filter(pk=small.enrolment.pk).update(state=state, left_reason="ย้าย")
    assert told(small) == []


def test_a_cohort_that_is_not_running_does_not_stall(small):
    small.cohort.state = CohortState.PAUSED
    small.cohort.save()
    assert told(small) == []


def test_a_passed_stage_begins_the_next_one(small):
    passed_gate(small)
    assert told(small) == []


def test_the_page_has_the_longest_first_and_says_how_many_were_asked(small):
    Enrolment.objects.filter(pk=small.other_enrolment.pk).update(
        enrolled_on=timezone.localdate() - timedelta(50)
    )
    page = stall_page(running_enrolments(small.officer), timezone.localdate())
    assert [(row.enrolment.pk, row.first.days) for row in page.groups] == [
        (small.other_enrolment.pk, 50),
        (small.enrolment.pk, 30),
    ]
    assert page.looked_at == 2
    assert list(running_enrolments(small.stranger)) == []


def test_facts_for_many_are_the_facts_one_by_one(small):
    today = timezone.localdate()
    many = values_of_many(facts.FACTS, [small.enrolment, small.other_enrolment], on=today)
    for enrolment in (small.enrolment, small.other_enrolment):
        assert many[enrolment.pk] == facts.values(facts.FACTS, enrolment, on=today)
    assert many[small.enrolment.pk]["members"].value == 4


def more_groups(cast, n):
    for number in range(n):
        cast_module.enterprise(
            f"CE-91{number:03}", f"กลุ่มที่ {number}", cast.programme.scope, cast.cohort, "food"
        )


def queries_of(cast):
    with CaptureQueriesContext(connection) as context:
        stalls_of(Enrolment.objects.filter(cohort=cast.cohort), timezone.localdate())
        values_of_many(MANY, list(Enrolment.objects.filter(cohort=cast.cohort)), on=timezone.localdate())
    return len(context)


def test_the_number_of_queries_does_not_grow(small):
    stalls_of([small.enrolment], timezone.localdate())
    hand_in(small)
    few = queries_of(small)
    more_groups(small, 12)
    assert queries_of(small) == few
    assert few < 40


def test_the_clock_is_that_of_thailand(small):
    piece = hand_in(small)
    piece.submitted_at = timezone.now().replace(hour=18, minute=0)  # already the next day in Thailand
    piece.save()
    with time_machine.travel(piece.submitted_at, tick=False):
        on = timezone.localdate()
        assert told(small, on + timedelta(29)) == []
        assert told(small, on + timedelta(30))[0][:2] == (StallKind.QUIET, 30)
