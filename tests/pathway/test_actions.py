from datetime import timedelta
from hashlib import sha256

import pytest
from django.utils import timezone

from ruamphon.core.models import AuditEntry
from ruamphon.core.refusals import Impossible, Refused
from ruamphon.pathway import actions, queries
from ruamphon.pathway.domain import PlaybookProblems, seal
from ruamphon.pathway.enums import EvidenceStatus, GateState, Outcome
from ruamphon.pathway.models import Evidence, Gate
from ruamphon.programmes.enums import EnrolmentState, PlaybookState, TaskState
from ruamphon.programmes.models import PlaybookVersion, Task
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


def audited(record):
    return list(AuditEntry.objects.of(record).values_list("action", "person_id"))


# evidence


def test_evidence_keeps_its_files_and_who_handed_it_in(small):
    piece = hand_in(small)
    assert (piece.status, piece.revision, piece.submitted_by) == (
        EvidenceStatus.SUBMITTED,
        1,
        small.student.person,
    )
    assert [kept.file.sha256 for kept in piece.current_files()] == [sha256(b"proof").hexdigest()]
    assert audited(piece) == [("submit_evidence", small.student.person_id)]


def test_evidence_needs_a_file(small):
    with pytest.raises(Impossible) as problem:
        actions.submit_evidence(
            by=small.student,
            enrolment=small.enrolment,
            criterion_code="potential-analysis",
            note="x",
            happened_on=timezone.localdate(),
            files=[],
        )
    assert (problem.value.field, Evidence.objects.count()) == ("uploads", 0)


def test_a_helper_names_whom_it_is_for(small):
    given = {
        "by": small.facilitator,
        "enrolment": small.enrolment,
        "criterion_code": "potential-analysis",
        "note": "ส่งแทน",
        "happened_on": timezone.localdate(),
        "files": [upload()],
    }
    with pytest.raises(Impossible) as nobody:
        actions.submit_evidence(**given)
    with pytest.raises(Impossible) as wrong:
        actions.submit_evidence(**given, on_behalf_of=small.mentor.person)
    piece = actions.submit_evidence(**given, on_behalf_of=small.student.person)
    assert (nobody.value.field, wrong.value.field) == ("on_behalf_of", "on_behalf_of")
    assert (piece.supplier, piece.submitted_by) == (small.student.person, small.facilitator.person)
    assert AuditEntry.objects.of(piece).get().on_behalf_of_id == small.student.person_id


def test_a_fact_cannot_be_handed_in(cast):
    with pytest.raises(Impossible):
        hand_in(cast, code="seven-members")


def test_the_reviewer_accepts(small):
    piece = accept(hand_in(small), small.adviser)
    assert (piece.status, piece.revision, piece.reviewed_by) == (
        EvidenceStatus.ACCEPTED,
        2,
        small.adviser.person,
    )
    assert piece.accepted_at == piece.reviewed_at
    assert audited(piece)[0] == ("review_evidence", small.adviser.person_id)


def test_two_reviewers_at_once_and_the_second_is_told_who_and_when(small):
    piece = hand_in(small)
    accept(piece, small.adviser)
    second = Evidence.objects.get(pk=piece.pk)
    with pytest.raises(Impossible) as problem:
        actions.review_evidence(
            by=small.adviser, evidence=second, verdict=EvidenceStatus.RETURNED, note="ภาพมัว", revision=1
        )
    assert "ตรวจไปแล้วโดย อาจารย์อรุณ เมื่อ" in problem.value.reason.th
    assert Evidence.objects.get(pk=piece.pk).status == EvidenceStatus.ACCEPTED


def test_a_version_handed_in_meanwhile_is_looked_at_first(small):
    piece = hand_in(small)
    returned = actions.review_evidence(
        by=small.adviser, evidence=piece, verdict=EvidenceStatus.RETURNED, note="ภาพมัว", revision=1
    )
    revised = actions.revise_evidence(
        by=small.student,
        evidence=returned,
        note="ถ่ายใหม่",
        happened_on=piece.happened_on,
        files=[upload(b"new")],
    )
    with pytest.raises(Impossible):
        actions.review_evidence(
            by=small.adviser, evidence=revised, verdict=EvidenceStatus.ACCEPTED, note="", revision=1
        )
    assert (revised.status, revised.revision, revised.review_note) == (EvidenceStatus.SUBMITTED, 3, "ภาพมัว")
    assert [kept.file.sha256 for kept in revised.current_files()] == [sha256(b"new").hexdigest()]
    assert revised.files.count() == 2


def test_an_improvement_without_new_files_keeps_the_old_ones(small):
    piece = actions.review_evidence(
        by=small.adviser, evidence=hand_in(small), verdict=EvidenceStatus.RETURNED, note="เขียนเพิ่ม", revision=1
    )
    revised = actions.revise_evidence(
        by=small.student, evidence=piece, note="เขียนเพิ่มแล้ว", happened_on=piece.happened_on
    )
    assert len(revised.current_files()) == 1


def test_sending_back_needs_a_note(small):
    with pytest.raises(Impossible) as problem:
        actions.review_evidence(
            by=small.adviser, evidence=hand_in(small), verdict=EvidenceStatus.RETURNED, note=" ", revision=1
        )
    assert problem.value.field == "note"


def test_what_waits_cannot_be_revised(small):
    with pytest.raises(Impossible):
        actions.revise_evidence(
            by=small.student, evidence=hand_in(small), note="x", happened_on=timezone.localdate()
        )


def test_withdrawn_evidence_no_longer_counts(small):
    piece = accept(hand_in(small), small.adviser)
    actions.withdraw_evidence(by=small.student, evidence=piece, reason="ส่งผิดกลุ่ม")
    result = queries.evaluate(small.enrolment, stage(small), on=timezone.localdate())
    assert "potential-analysis" in result.missing


def test_withdrawing_needs_a_reason(small):
    with pytest.raises(Impossible) as problem:
        actions.withdraw_evidence(by=small.student, evidence=hand_in(small), reason="")
    assert problem.value.field == "reason"


# sign-offs


def test_a_member_signs_once(small):
    signed = actions.sign_off(
        by=small.member, enrolment=small.enrolment, criterion_code="group-ready", statement="พร้อม"
    )
    with pytest.raises(Impossible) as problem:
        actions.sign_off(
            by=small.member, enrolment=small.enrolment, criterion_code="group-ready", statement="พร้อม"
        )
    assert (signed.role, signed.signer) == ("member", small.member.person)
    assert "ลงชื่อข้อนี้ไว้แล้ว" in problem.value.reason.th


def test_a_facilitator_records_the_word_of_a_member_without_an_account(small):
    elder = small.enterprise.memberships.get(person__name_th="สมศรี ตัวอย่าง").person
    signed = actions.sign_off(
        by=small.facilitator,
        enrolment=small.enrolment,
        criterion_code="group-ready",
        statement="อ่านให้ฟังแล้ว ยายบอกว่าพร้อม",
        on_behalf_of=elder,
    )
    assert (signed.signer, signed.signed_by) == (elder, small.facilitator.person)
    assert queries.evaluate(small.enrolment, stage(small), on=timezone.localdate()).missing == (
        "potential-analysis",
    )


def test_a_word_taken_back_no_longer_counts(small):
    signed = actions.sign_off(
        by=small.member, enrolment=small.enrolment, criterion_code="group-ready", statement="พร้อม"
    )
    actions.withdraw_sign_off(by=small.member, sign_off=signed, reason="ยังไม่พร้อม")
    assert "group-ready" in queries.evaluate(small.enrolment, stage(small), on=timezone.localdate()).missing
    with pytest.raises(Impossible):
        actions.withdraw_sign_off(by=small.member, sign_off=signed, reason="อีกครั้ง")


# gates


def test_passed_cannot_be_proposed_while_something_is_missing(small):
    with pytest.raises(Impossible) as problem:
        propose(small)
    assert problem.value.field == "outcome"
    assert "2 ข้อ" in problem.value.reason.th


def test_stages_come_in_order(small):
    with pytest.raises(Impossible) as problem:
        actions.propose_gate(
            by=small.officer, enrolment=small.enrolment, stage_number=2, outcome=Outcome.NOT_YET, reason="x"
        )
    assert "ขั้นที่ 1" in problem.value.reason.th


def test_one_proposal_at_a_time(small):
    propose(small, outcome=Outcome.NOT_YET)
    with pytest.raises(Impossible):
        propose(small, by=small.officer2, outcome=Outcome.NOT_YET)


def test_the_proposer_is_refused_by_name_and_another_officer_decides(small):
    complete_first_stage(small)
    gate = propose(small)
    with pytest.raises(Refused) as refused:
        actions.decide_gate(by=small.officer, gate=gate, outcome=Outcome.PASSED)
    assert "ออมสิน เจ้าหน้าที่" in refused.value.reason.th
    decided = actions.decide_gate(by=small.officer2, gate=gate, outcome=Outcome.PASSED)
    assert (decided.state, decided.outcome, decided.decided_by) == (
        GateState.DECIDED,
        Outcome.PASSED,
        small.officer2.person,
    )
    assert decided.record_sha256 == seal(Gate.objects.get(pk=decided.pk).record)
    assert queries.current_stage(small.enrolment).number == 2
    assert [action for action, _ in audited(decided)] == ["decide_gate", "propose_gate"]


def test_passed_is_judged_again_on_the_day_of_the_decision(small):
    complete_first_stage(small)
    gate = propose(small)
    actions.withdraw_evidence(by=small.student, evidence=Evidence.objects.get(), reason="ผิดชิ้น")
    with pytest.raises(Impossible):
        actions.decide_gate(by=small.officer2, gate=gate, outcome=Outcome.PASSED)
    assert Gate.objects.get(pk=gate.pk).state == GateState.PROPOSED


def test_the_second_decider_is_told_who_decided(small):
    gate = passed_gate(small)
    with pytest.raises(Impossible) as problem:
        actions.decide_gate(by=small.manager, gate=gate, outcome=Outcome.PASSED)
    assert "ตัดสินไปแล้วโดย อารี เจ้าหน้าที่ เมื่อ" in problem.value.reason.th


def test_conditions_become_tasks_of_the_proposer(small):
    due = timezone.localdate() + timedelta(days=30)
    gate = actions.decide_gate(
        by=small.officer2,
        gate=propose(small, outcome=Outcome.PASSED_WITH_CONDITIONS),
        outcome=Outcome.PASSED_WITH_CONDITIONS,
        reason="เหลืออีกนิดเดียว",
        conditions=[("ส่งผลวิเคราะห์", due)],
    )
    task = Task.objects.get()
    assert (task.title, task.owner, task.due_on) == ("ส่งผลวิเคราะห์", small.officer.person, due)
    assert gate.conditions.get().task == task
    assert queries.current_stage(small.enrolment).number == 2


@pytest.mark.parametrize(
    ("outcome", "reason", "conditions"),
    [
        (Outcome.PASSED_WITH_CONDITIONS, "ดี", []),
        (Outcome.PASSED_WITH_CONDITIONS, "ดี", [("เก่า", timedelta(days=-1))]),
        (Outcome.PASSED_WITH_CONDITIONS, "ดี", [(" ", timedelta(days=1))]),
        (Outcome.NOT_YET, "", []),
        (Outcome.STOPPED, "  ", []),
        (Outcome.NOT_YET, "ยัง", [("เงื่อนไข", timedelta(days=1))]),
    ],
)
def test_a_decision_that_says_too_little_or_too_much_is_refused(small, outcome, reason, conditions):
    gate = propose(small, outcome=Outcome.NOT_YET)
    dated = [(text, timezone.localdate() + days) for text, days in conditions]
    with pytest.raises(Impossible):
        actions.decide_gate(by=small.officer2, gate=gate, outcome=outcome, reason=reason, conditions=dated)
    assert (Gate.objects.get().state, Task.objects.count()) == (GateState.PROPOSED, 0)


def test_not_yet_leaves_the_stage_open_for_another_proposal(small):
    actions.decide_gate(
        by=small.officer2,
        gate=propose(small, outcome=Outcome.NOT_YET),
        outcome=Outcome.NOT_YET,
        reason="ยังขาด",
    )
    assert queries.current_stage(small.enrolment).number == 1
    assert propose(small, outcome=Outcome.NOT_YET).state == GateState.PROPOSED


def test_stopping_makes_the_group_leave(small):
    gate = actions.decide_gate(
        by=small.officer2,
        gate=propose(small, outcome=Outcome.STOPPED),
        outcome=Outcome.STOPPED,
        reason="กลุ่มขอหยุด",
    )
    small.enrolment.refresh_from_db()
    assert (small.enrolment.state, small.enrolment.left_reason) == (EnrolmentState.LEFT, "กลุ่มขอหยุด")
    assert queries.stage_states(small.enrolment)[0].state == "stopped"
    assert actions.reopen_gate(by=small.manager, gate=gate, reason="กลับมา").state == GateState.REOPENED


def test_a_proposal_can_be_withdrawn_with_a_reason(small):
    gate = propose(small, outcome=Outcome.NOT_YET)
    with pytest.raises(Impossible):
        actions.withdraw_gate(by=small.officer, gate=gate, reason="")
    withdrawn = actions.withdraw_gate(by=small.officer, gate=gate, reason="เสนอผิดกลุ่ม")
    assert (withdrawn.state, withdrawn.closed_reason) == (GateState.WITHDRAWN, "เสนอผิดกลุ่ม")
    with pytest.raises(Impossible):
        actions.decide_gate(by=small.officer2, gate=gate, outcome=Outcome.NOT_YET, reason="x")


def test_reopening_asks_a_reason_and_keeps_the_record(small):
    gate = passed_gate(small)
    with pytest.raises(Impossible):
        actions.reopen_gate(by=small.manager, gate=gate, reason=" ")
    reopened = actions.reopen_gate(by=small.manager, gate=gate, reason="พบว่าเอกสารไม่ตรง")
    assert queries.replay(reopened).is_sound
    assert queries.current_stage(small.enrolment).number == 1
    assert AuditEntry.objects.of(gate).first().reason == "พบว่าเอกสารไม่ตรง"


def test_reopening_cancels_the_tasks_of_its_conditions(small):
    gate = actions.decide_gate(
        by=small.officer2,
        gate=propose(small, outcome=Outcome.PASSED_WITH_CONDITIONS),
        outcome=Outcome.PASSED_WITH_CONDITIONS,
        reason="เหลืออีกนิดเดียว",
        conditions=[("ส่งผลวิเคราะห์", timezone.localdate())],
    )
    actions.reopen_gate(by=small.manager, gate=gate, reason="ตัดสินเร็วไป")
    assert Task.objects.get().state == TaskState.CANCELLED


def test_what_came_later_is_undone_first(small):
    gate = passed_gate(small)
    actions.propose_gate(
        by=small.officer, enrolment=small.enrolment, stage_number=2, outcome=Outcome.NOT_YET, reason="x"
    )
    with pytest.raises(Impossible) as problem:
        actions.reopen_gate(by=small.manager, gate=gate, reason="พบปัญหา")
    assert "ขั้นที่ 2" in problem.value.reason.th


# playbooks


def test_a_playbook_comes_in_as_a_draft_and_is_published_once(cast):
    version = actions.import_playbook(by=cast.manager, programme=cast.programme, toml_text=SMALL)
    assert (version.number, version.state, version.title_en) == (2, PlaybookState.DRAFT, "Small playbook")
    published = actions.publish_playbook(by=cast.manager, playbook=version)
    assert (published.state, published.published_at is not None) == (PlaybookState.PUBLISHED, True)
    with pytest.raises(Impossible):
        actions.publish_playbook(by=cast.manager, playbook=version)
    with pytest.raises(Impossible):
        actions.import_playbook(by=cast.manager, programme=cast.programme, toml_text=SMALL)


def test_all_problems_of_a_playbook_at_once_and_nothing_saved(cast):
    broken = SMALL.replace('supplied_by = "student"', 'supplied_by = "wizard"', 1).replace(
        'code = "people-map"', 'code = "group-ready"'
    )
    broken += '[[stages]]\nnumber = 3\ncode = "empty"\nname.th = "ว่าง"\nname.en = "Empty"\npurpose.th = "-"\npurpose.en = "-"\nproposed = true\n'
    with pytest.raises(PlaybookProblems) as problems:
        actions.import_playbook(by=cast.manager, programme=cast.programme, toml_text=broken)
    assert len(problems.value.problems) == 3
    assert PlaybookVersion.objects.count() == 1


def test_a_playbook_of_another_programme_is_refused(cast):
    with pytest.raises(Impossible) as problem:
        actions.import_playbook(
            by=cast.manager, programme=cast.programme, toml_text=SMALL.replace('"sample"', '"other"')
        )
    assert problem.value.field == "toml"


def test_a_cohort_moves_only_from_what_was_shown(cast):
    version = actions.import_playbook(by=cast.manager, programme=cast.programme, toml_text=SMALL)
    with pytest.raises(Impossible):
        actions.move_cohort(
            by=cast.manager, cohort=cast.cohort, playbook=version, expected_sha=cast.playbook.sha256
        )
    actions.publish_playbook(by=cast.manager, playbook=version)
    version.refresh_from_db()
    with pytest.raises(Impossible):
        actions.move_cohort(by=cast.manager, cohort=cast.cohort, playbook=version, expected_sha="")
    with pytest.raises(Refused):
        actions.move_cohort(
            by=cast.officer, cohort=cast.cohort, playbook=version, expected_sha=cast.playbook.sha256
        )
    moved = actions.move_cohort(
        by=cast.manager, cohort=cast.cohort, playbook=version, expected_sha=cast.playbook.sha256
    )
    assert moved.playbook == version
    assert AuditEntry.objects.of(cast.cohort).get().changes == {"playbook": [cast.playbook.pk, version.pk]}


def test_a_decision_replays_identically_after_the_cohort_moved_to_a_changed_playbook(small):
    gate = passed_gate(small)
    before = queries.replay(gate).result
    changed = SMALL.replace('code = "potential-analysis"', 'code = "something-else"').replace('"2"', '"3"')
    version = actions.import_playbook(by=small.manager, programme=small.programme, toml_text=changed)
    version = actions.publish_playbook(by=small.manager, playbook=version)
    actions.move_cohort(
        by=small.manager, cohort=small.cohort, playbook=version, expected_sha=small.cohort.playbook.sha256
    )
    actions.withdraw_evidence(by=small.student, evidence=Evidence.objects.get(), reason="เก็บกวาด")
    later = queries.replay(Gate.objects.get(pk=gate.pk))
    assert before.passed
    assert later.result == before
    assert Gate.objects.get(pk=gate.pk).playbook == gate.playbook


def test_a_record_that_was_tampered_with_is_noticed(small):
    gate = passed_gate(small)
    gate.record["on"] = "2020-01-01"
    replayed = queries.replay(gate)
    assert not replayed.is_sound
    assert "ไม่ตรงกับรหัสที่ผนึกไว้" in replayed.problem.reason.th
