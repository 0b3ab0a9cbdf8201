"""Truth tables: role × thing. Pages repeat them from outside; here the sentence counts too."""

import pytest

from ruamphon.core.text import Text
from ruamphon.programmes import actions, rules
from ruamphon.programmes.enums import EnrolmentState
from tests.programmes import making

EVERYBODY = [
    "manager",
    "officer",
    "observer",
    "facilitator",
    "member",
    "student",
    "adviser",
    "mentor",
    "expert",
    "other_member",
    "other_mentor",
    "stranger",
    "lapsed_student",
]
OFFICE = ["manager", "officer"]


def who(cast, check, *things):
    return [name for name in EVERYBODY if rules.allows(check, cast.accounts[name], *things)]


@pytest.mark.parametrize(
    ("check", "thing", "allowed"),
    [
        (rules.check_can_open_cohort, "programme", OFFICE),
        (rules.check_can_manage_cohort, "cohort", OFFICE),
        (rules.check_can_enrol, "cohort", OFFICE),
        (rules.check_can_record_in_cohort, "cohort", OFFICE),
        (rules.check_can_change_enrolment, "enrolment", OFFICE),
        (rules.check_can_form_team, "enrolment", OFFICE),
        (rules.check_can_write, "enrolment", ["student"]),
        (rules.check_can_assign, "enrolment", [*OFFICE, "facilitator", "adviser"]),
        (
            rules.check_can_record,
            "enrolment",
            [*OFFICE, "facilitator", "member", "student", "adviser", "mentor", "expert"],
        ),
    ],
)
def test_who_may(cast, check, thing, allowed):
    assert who(cast, check, getattr(cast, thing)) == allowed


def test_who_may_let_a_team_work_and_change_it(cast):
    team = making.student_team(cast)
    assert who(cast, rules.check_can_accept_team, team) == OFFICE
    assert who(cast, rules.check_can_change_team, team) == OFFICE
    ended = actions.end_team(by=cast.officer, team=team, reason="ลองดู")
    assert who(cast, rules.check_can_change_team, ended) == []
    assert rules.why_not(rules.check_can_change_team, cast.officer, ended) == Text(
        "ทีมนี้สิ้นสุดแล้ว จัดทีมใหม่แทนได้", "This team has ended. Form a new one instead."
    )


def test_who_may_do_what_at_each_state_of_the_work(cast):
    checks = (rules.check_can_check, rules.check_can_return, rules.check_can_accept)
    work = making.work(cast)
    assert [who(cast, check, work) for check in checks] == [[*OFFICE, "adviser"], [*OFFICE, "adviser"], []]
    work = actions.check_deliverable(by=cast.adviser, deliverable=work, version=1)
    assert [who(cast, check, work) for check in checks] == [
        [],
        [*OFFICE, "member", "adviser"],
        [*OFFICE, "member"],
    ]
    work = actions.accept_deliverable(by=cast.member, deliverable=work, version=1)
    assert [who(cast, check, work) for check in checks] == [[], [], []]


def test_a_task_is_closed_by_its_owner_or_those_who_assign(cast):
    making.visit(cast, by=cast.student, next_on=making.in_days(3))
    task = cast.enrolment.tasks.get()
    assert who(cast, rules.check_can_finish, task) == [*OFFICE, "facilitator", "student", "adviser"]
    assert rules.why_not(rules.check_can_finish, cast.mentor, task).en == (
        "This task is ศิริ นักศึกษา's. Only its owner, or someone who assigns tasks, can close it."
    )


def test_a_group_that_left_gets_no_new_team_or_work(cast):
    cast.enrolment.state, cast.enrolment.left_reason = EnrolmentState.LEFT, "ย้าย"
    assert who(cast, rules.check_can_form_team, cast.enrolment) == []
    assert who(cast, rules.check_can_write, cast.enrolment) == []
