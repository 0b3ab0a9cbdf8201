"""Who may do what, role by role. Each table names everybody of the cast who may; all others may not."""

import pytest
from django.utils import timezone

from ruamphon.core.refusals import Refused
from ruamphon.pathway import queries, rules
from ruamphon.pathway.enums import Outcome
from ruamphon.programmes.enums import EnrolmentState
from tests.pathway.helping import hand_in, propose, use_small_playbook

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("files_go_away")]


def allowed(cast, may):
    return {name for name, account in cast.accounts.items() if may(account)}


def criterion(cast, code):
    return queries.criterion_of(cast.enrolment, code).criterion


@pytest.mark.parametrize(
    ("code", "may"),
    [
        ("potential-analysis", {"student", "facilitator", "officer", "officer2", "manager"}),
        ("people-map", {"facilitator", "officer", "officer2", "manager"}),
        ("standard-work", {"member", "facilitator", "officer", "officer2", "manager"}),
    ],
)
def test_who_hands_in(cast, code, may):
    asked = criterion(cast, code)
    assert allowed(cast, lambda account: rules.can_submit(account, cast.enrolment, asked)) == may


@pytest.mark.parametrize(
    ("code", "may"),
    [
        ("potential-analysis", {"adviser"}),
        ("people-map", {"officer", "officer2", "manager"}),
        ("standard-work", {"expert"}),
        ("online-channel", {"mentor"}),
    ],
)
def test_who_reviews(cast, code, may):
    piece = hand_in(cast)
    asked = criterion(cast, code)
    assert allowed(cast, lambda account: rules.can_review(account, piece, asked)) == may


@pytest.mark.parametrize(
    ("code", "may"),
    [
        ("group-ready", {"member", "facilitator", "officer", "officer2", "manager"}),
        ("expert-opinion", {"expert"}),
        ("channels-reviewed", {"mentor"}),
        ("stands-alone", {"manager"}),
    ],
)
def test_who_signs(cast, code, may):
    asked = criterion(cast, code)
    assert allowed(cast, lambda account: rules.can_sign(account, cast.enrolment, asked)) == may


def test_who_proposes_and_who_decides(cast):
    use_small_playbook(cast)
    officers = {"officer", "officer2", "manager"}
    assert allowed(cast, lambda account: rules.can_propose(account, cast.enrolment)) == officers
    gate = propose(cast, outcome=Outcome.NOT_YET)
    assert allowed(cast, lambda account: rules.can_decide(account, gate)) == officers - {"officer"}
    assert allowed(cast, lambda account: rules.can_withdraw_gate(account, gate)) == officers
    assert allowed(cast, lambda account: rules.can_reopen(account, gate)) == officers
    assert "ออมสิน เจ้าหน้าที่" in rules.why_not_decide(cast.officer, gate).th
    assert rules.why_not_decide(cast.officer2, gate) is None


def test_who_manages_playbooks(cast):
    assert allowed(cast, lambda account: rules.can_manage_playbooks(account, cast.programme)) == {"manager"}
    assert allowed(cast, lambda account: rules.can_move_cohort(account, cast.cohort)) == {"manager"}


def test_who_withdraws_evidence(cast):
    piece = hand_in(cast)
    may = {"student", "officer", "officer2", "manager"}
    assert allowed(cast, lambda account: rules.can_withdraw(account, piece)) == may


def test_nobody_reviews_what_they_handed_in_themselves(cast):
    piece = hand_in(cast)
    piece.submitted_by = cast.adviser.person
    with pytest.raises(Refused) as refused:
        rules.check_can_review(cast.adviser, piece, criterion(cast, "potential-analysis"))
    assert "คุณเป็นผู้ส่ง" in refused.value.reason.th
    piece.submitted_by, piece.on_behalf_of = cast.student.person, cast.adviser.person
    assert not rules.can_review(cast.adviser, piece, criterion(cast, "potential-analysis"))


def test_nothing_is_reviewed_that_is_not_asked_for(cast):
    assert not rules.can_review(cast.adviser, hand_in(cast), None)


def test_a_group_that_graduated_hands_in_nothing_more(cast):
    piece = hand_in(cast)
    cast.enrolment.state, cast.enrolment.ended_on = EnrolmentState.GRADUATED, timezone.localdate()
    asked = criterion(cast, "potential-analysis")
    with pytest.raises(Refused) as refused:
        rules.check_can_submit(cast.student, cast.enrolment, asked)
    assert "จบโครงการ" in refused.value.reason.th
    piece.enrolment = cast.enrolment
    assert not rules.can_review(cast.adviser, piece, asked)
    assert not rules.can_propose(cast.officer, cast.enrolment)
