from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from ruamphon.pathway import actions, facts, queries
from ruamphon.pathway.enums import EvidenceStatus, Outcome
from ruamphon.people.models import Scope
from ruamphon.programmes.models import Enrolment
from ruamphon.registry.models import Enterprise
from tests import cast as cast_module
from tests.pathway.helping import (
    SMALL,
    accept,
    complete_first_stage,
    hand_in,
    passed_gate,
    propose,
    stage,
    upload,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("files_go_away")]


def today():
    return timezone.localdate()


def seen(cast, who):
    enrolment = Enrolment.objects.get(pk=cast.enrolment.pk)
    return queries.roadmap(enrolment, cast.accounts[who], today())


def more_groups(cast, number):
    """So many more groups in the cohort, each with a piece waiting and a proposal."""
    for count in range(number):
        _, enrolment = cast_module.enterprise(
            f"CE-1{count:04}", f"กลุ่ม {count}", cast.programme.scope, cast.cohort, "food"
        )
        actions.submit_evidence(
            by=cast.facilitator_everywhere,
            enrolment=enrolment,
            criterion_code="people-map",
            note="แผนผัง",
            happened_on=today(),
            files=[upload()],
        )
        actions.propose_gate(
            by=cast.officer, enrolment=enrolment, stage_number=1, outcome=Outcome.NOT_YET, reason="รอ"
        )


@pytest.fixture
def many(small):
    """A facilitator of the whole programme hands in for everybody."""
    small.accounts["facilitator_everywhere"] = cast_module.account("everywhere", "ทั่วถึง นักพัฒนา")
    cast_module.grant(small.facilitator_everywhere, "facilitator", small.programme.scope)
    return small


def test_every_fact_has_its_words_in_both_languages():
    assert set(facts.FACTS) == {
        "members",
        "visits",
        "products",
        "cost_sheets_accepted",
        "marketing_plans_accepted",
        "deliverables_accepted",
        "workshops_attended",
        "members_at_1_workshop",
        "members_at_2_workshops",
        "members_at_3_workshops",
        "days_since_activity",
        "mentor_assigned",
        "student_team_assigned",
        "legal_status_valid",
        "cash_book_months",
        "cash_book_months_in_a_row",
        "every_product_costed",
        "prices_cover_full_cost",
    }
    assert all(fact.definition.label.th and fact.definition.label.en for fact in facts.FACTS.values())


def test_gate_inputs_hold_facts_and_hashes(cast):
    piece = hand_in(cast)
    inputs = queries.gate_inputs(cast.enrolment, stage(cast), on=today())
    assert inputs.facts["members"].value == 4
    assert set(inputs.facts) == {
        "student_team_assigned",
        "cost_sheets_accepted",
        "marketing_plans_accepted",
        "members",
    }
    (item,) = inputs.evidence
    assert (item.criterion, item.status, item.accepted_on) == (
        "potential-analysis",
        EvidenceStatus.SUBMITTED,
        None,
    )
    assert item.sha256 == tuple(kept.file.sha256 for kept in piece.current_files())


def test_a_day_before_the_review_knows_nothing_of_it(small):
    complete_first_stage(small)
    assert queries.evaluate(small.enrolment, stage(small), on=today()).passed
    assert not queries.evaluate(small.enrolment, stage(small), on=today() - timedelta(days=1)).passed


def test_a_signature_in_another_role_does_not_count(small):
    actions.sign_off(
        by=small.member, enrolment=small.enrolment, criterion_code="group-ready", statement="พร้อม"
    )
    small.enrolment.sign_offs.update(role="expert")
    assert "group-ready" in queries.evaluate(small.enrolment, stage(small), on=today()).missing


def test_stages_before_and_after_a_gate(small):
    states = [state.state for state in queries.stage_states(small.enrolment)]
    assert states == ["current", "next"]
    passed_gate(small)
    assert [state.state for state in queries.stage_states(small.enrolment)] == ["done", "current"]
    assert queries.current_stages([small.enrolment])[small.enrolment.pk].number == 2


def test_a_cohort_without_a_playbook_has_no_stages(cast):
    cast.cohort.playbook = None
    cast.cohort.save()
    enrolment = Enrolment.objects.get(pk=cast.enrolment.pk)
    assert queries.stage_states(enrolment) == []
    assert queries.current_stage(enrolment) is None
    assert queries.current_stages([enrolment]) == {enrolment.pk: None}
    assert queries.roadmap(enrolment, cast.member, today()).turn is None


# whose turn


def test_first_the_student_hands_in(small):
    turn = seen(small, "student").turn
    assert turn.is_mine
    assert turn.url == reverse("pathway:evidence-new", args=[small.enrolment.pk, "potential-analysis"])
    others = seen(small, "adviser").turn
    assert (others.is_mine, others.whose.en, others.since) == (False, "Student", small.enrolment.enrolled_on)


def test_then_the_adviser_reviews(small):
    piece = hand_in(small)
    turn = seen(small, "adviser").turn
    assert (turn.is_mine, turn.url, turn.since) == (
        True,
        reverse("pathway:evidence-review", args=[piece.pk]),
        today(),
    )
    assert seen(small, "student").turn.whose.en == "Faculty adviser"


def test_what_was_sent_back_is_the_students_turn_again(small):
    piece = hand_in(small)
    actions.review_evidence(
        by=small.adviser, evidence=piece, verdict=EvidenceStatus.RETURNED, note="มัว", revision=1
    )
    assert seen(small, "student").turn.url == reverse("pathway:evidence-revise", args=[piece.pk])


def test_the_member_signs_even_while_others_are_at_work(small):
    assert seen(small, "member").turn.url == reverse(
        "pathway:sign-off-new", args=[small.enrolment.pk, "group-ready"]
    )


def test_when_all_is_there_an_officer_proposes_and_another_decides(small):
    complete_first_stage(small)
    assert seen(small, "officer").turn.url == reverse("pathway:gate-propose", args=[small.enrolment.pk])
    assert seen(small, "member").turn.whose.en == "Programme officer"
    gate = propose(small)
    assert [seen(small, who).turn.is_mine for who in ("officer", "officer2", "member")] == [
        False,
        True,
        False,
    ]
    assert seen(small, "officer2").turn.url == reverse("pathway:gate", args=[gate.pk])


def test_the_page_sorts_what_is_missing_and_what_is_there(small):
    accept(hand_in(small), small.adviser)
    page = seen(small, "member")
    assert [row.code for row in page.missing] == ["group-ready"]
    assert [row.code for row in page.met] == ["potential-analysis"]


def test_only_those_who_may_have_a_button(small):
    urls = {
        who: [bool(row.url) for row in seen(small, who).missing]
        for who in ("student", "mentor", "observer", "member")
    }
    assert urls == {
        "student": [True, False],
        "mentor": [False, False],
        "observer": [False, False],
        "member": [False, True],
    }


# moving


def test_the_plan_tells_what_each_group_would_lose(small):
    changed = SMALL.replace('version = "2"', 'version = "3"').replace(
        'code = "potential-analysis"', 'code = "deeper-analysis"'
    )
    accept(hand_in(small), small.adviser)
    version = actions.import_playbook(by=small.manager, programme=small.programme, toml_text=changed)
    small.cohort.refresh_from_db()
    plan = queries.plan_move(small.cohort, version, on=today())
    moves = {move.enrolment.pk: move for move in plan.groups}
    assert [change.kind for change in plan.changes] == ["added", "removed"]
    ours = moves[small.enrolment.pk]
    assert (ours.before.en, ours.after.en) == ("Stage 1: 1 thing missing", "Stage 1: 2 things missing")
    assert [name.en for name in ours.loses] == ["Analysis"]


# lists


def test_waiting_rows_are_for_those_who_can_act(small):
    piece, gate = hand_in(small), propose(small, outcome=Outcome.NOT_YET)
    reviewers = {name for name, account in small.accounts.items() if queries.reviews_waiting(account)}
    deciders = {name for name, account in small.accounts.items() if queries.gates_waiting(account)}
    assert (reviewers, deciders) == ({"adviser"}, {"officer2", "manager"})
    (row,) = queries.reviews_waiting(small.adviser)
    assert (row.pk, row.enterprise.en, row.criterion.en) == (piece.pk, "Sample Kitchen", "Analysis")
    (waiting,) = queries.gates_waiting(small.officer2)
    assert (waiting.pk, waiting.stage.en, waiting.url) == (gate.pk, "First", gate.get_absolute_url())


@pytest.mark.parametrize("number", [3, 12])
def test_query_counts_do_not_grow_with_the_groups(many, number, django_assert_num_queries):
    more_groups(many, number)
    enrolments = list(Enrolment.objects.filter(cohort=many.cohort))
    queries.reviews_waiting(many.officer2)
    with django_assert_num_queries(3):
        assert len(queries.reviews_waiting(many.officer2)) == number
    with django_assert_num_queries(1):
        assert len(queries.gates_waiting(many.officer2)) == number
    with django_assert_num_queries(3):
        assert {where.number for where in queries.current_stages(enrolments).values()} == {1}


def test_the_other_group_stays_out_of_sight(small):
    hand_in(small)
    assert queries.reviews_waiting(small.other_mentor) == []
    assert Enterprise.objects.visible_to(small.other_member).get() == small.other_enterprise
    assert Scope.objects.count() > 0


def test_who_may_read_the_playbook(small):
    draft = actions.import_playbook(
        by=small.manager, programme=small.programme, toml_text=SMALL.replace('"2"', '"9"')
    )
    numbers = {
        who: sorted(
            queries.visible_playbooks(small.accounts[who]).distinct().values_list("number", flat=True)
        )
        for who in ("manager", "member", "student", "stranger", "lapsed_student")
    }
    assert numbers == {
        "manager": [1, 2, draft.number],
        "member": [2],
        "student": [2],
        "stranger": [],
        "lapsed_student": [],
    }
