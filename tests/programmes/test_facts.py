from datetime import timedelta
from uuid import uuid4

import pytest

from ruamphon.programmes import actions
from ruamphon.programmes.enums import ActivityKind, DeliverableKind
from ruamphon.programmes.facts import FACTS
from ruamphon.programmes.models import DeliverableVersion, Team
from tests.programmes import making

NOTHING = {
    "visits": 0,
    "workshops_attended": 0,
    "members_at_1_workshop": 0,
    "members_at_2_workshops": 0,
    "members_at_3_workshops": 0,
    "cost_sheets_accepted": 0,
    "marketing_plans_accepted": 0,
    "deliverables_accepted": 0,
    "days_since_activity": None,
    "mentor_assigned": False,
    "student_team_assigned": False,
}


def all_on(enrolment, on):
    return {name: fact.value(enrolment, on) for name, fact in FACTS.items()}


def test_nothing_has_happened(cast):
    assert all_on(cast.enrolment, making.today()) == NOTHING


def test_everything_has_happened_to_one_group_only(cast):
    making.visit(cast, happened_on=making.in_days(-3))
    actions.record_activity(
        by=cast.officer,
        cohort=cast.cohort,
        enrolments=[cast.enrolment],
        kind=ActivityKind.WORKSHOP,
        draft_key=uuid4(),
        happened_on=making.in_days(-1),
        found="ทำบัญชี",
    )
    making.accepted_work(cast)
    making.accepted_work(cast, kind=DeliverableKind.COST_SHEET)
    actions.accept_team(by=cast.officer, team=making.mentor_team(cast))
    actions.accept_team(by=cast.officer, team=making.student_team(cast))
    assert all_on(cast.enrolment, making.today()) == {
        "visits": 1,
        "workshops_attended": 1,
        "members_at_1_workshop": 0,
        "members_at_2_workshops": 0,
        "members_at_3_workshops": 0,
        "cost_sheets_accepted": 1,
        "marketing_plans_accepted": 1,
        "deliverables_accepted": 2,
        "days_since_activity": 1,
        "mentor_assigned": True,
        "student_team_assigned": True,
    }
    assert all_on(cast.other_enrolment, making.today()) == NOTHING
    before = all_on(cast.enrolment, making.in_days(-2))
    assert before == NOTHING | {"visits": 1, "days_since_activity": 1}


def test_what_was_accepted_counts_from_its_day_and_for_good(cast):
    work = making.accepted_work(cast)
    fact = FACTS["deliverables_accepted"].value
    assert [fact(cast.enrolment, making.in_days(n)) for n in (-1, 0, 1)] == [0, 1, 1]
    actions.add_version(by=cast.student, deliverable=work, summary="รุ่นสอง")
    assert fact(cast.enrolment, making.today()) == 1


def test_two_accepted_versions_are_one_piece_of_work(cast):
    work = making.accepted_work(cast)
    actions.add_version(by=cast.student, deliverable=work, summary="รุ่นสอง")
    DeliverableVersion.objects.filter(number=2).update(
        accepted_by=cast.member.person, accepted_at=work.current.made_at
    )
    assert FACTS["deliverables_accepted"].value(cast.enrolment, making.today()) == 1


@pytest.mark.parametrize(("days", "there"), [(-1, False), (0, True), (29, True), (30, True), (31, False)])
def test_a_team_is_there_on_its_days(cast, days, there):
    actions.accept_team(by=cast.officer, team=making.student_team(cast))
    assert FACTS["student_team_assigned"].value(cast.enrolment, making.in_days(days)) is there


def test_a_proposed_team_is_not_there(cast):
    making.student_team(cast)
    assert FACTS["student_team_assigned"].value(cast.enrolment, making.today()) is False


def test_a_team_ended_today_was_still_there_yesterday(cast):
    team = making.student_team(cast, begins_on=making.in_days(-9))
    team = actions.accept_team(by=cast.officer, team=team)
    Team.objects.filter(pk=team.pk).update(accepted_at=team.accepted_at - timedelta(days=5))
    actions.end_team(by=cast.officer, team=team, reason="จบก่อนกำหนด")
    fact = FACTS["student_team_assigned"].value
    assert [fact(cast.enrolment, making.in_days(n)) for n in (-6, -1, 0)] == [False, True, False]


def test_each_fact_has_words_in_both_languages():
    assert all(fact.label.th and fact.label.en and fact.unit.th and fact.unit.en for fact in FACTS.values())
    assert [fact.name for fact in FACTS.values()] == list(FACTS)
