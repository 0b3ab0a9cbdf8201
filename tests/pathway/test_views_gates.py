import pytest
from django.urls import reverse
from django.utils import timezone

from ruamphon.core import thai_dates
from ruamphon.pathway import actions
from ruamphon.pathway.enums import GateState, Outcome
from ruamphon.pathway.models import Gate
from ruamphon.programmes.enums import PlaybookState
from ruamphon.programmes.models import PlaybookVersion
from tests.pathway.helping import SMALL, complete_first_stage, passed_gate, propose, upload

pytestmark = pytest.mark.django_db
CONDITIONS = {"condition-TOTAL_FORMS": "3", "condition-INITIAL_FORMS": "0"}


def propose_url(cast):
    return reverse("pathway:gate-propose", args=[cast.enrolment.pk])


def decide(client, gate, **given):
    return client.post(reverse("pathway:gate-decide", args=[gate.pk]), CONDITIONS | {"reason": ""} | given)


def test_an_officer_proposes_what_is_there(small, at):
    complete_first_stage(small)
    client = at(small.officer)
    assert client.get(propose_url(small)).context["result"].passed
    response = client.post(propose_url(small), {"outcome": "passed", "reason": "ครบแล้ว"})
    gate = Gate.objects.get()
    assert (response.status_code, response.url) == (302, gate.get_absolute_url())
    assert client.get(propose_url(small)).url == gate.get_absolute_url()


def test_passed_is_refused_on_the_form_while_something_is_missing(small, at):
    response = at(small.officer).post(propose_url(small), {"outcome": "passed", "reason": "อยากให้ผ่าน"})
    assert set(response.context["form"].errors) == {"outcome"}
    assert "อยากให้ผ่าน</textarea>" in response.content.decode()
    assert Gate.objects.count() == 0


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("officer", 200),
        ("manager", 200),
        ("member", 403),
        ("adviser", 403),
        ("observer", 403),
        ("stranger", 404),
    ],
)
def test_who_opens_the_proposal(small, at, who, status):
    assert at(small.accounts[who]).get(propose_url(small)).status_code == status


def test_the_proposer_sees_why_they_cannot_decide_and_is_refused(small, at):
    complete_first_stage(small)
    gate, client = propose(small), at(small.officer)
    page = client.get(gate.get_absolute_url())
    assert "ออมสิน เจ้าหน้าที่ เป็นผู้เสนอเรื่องนี้เอง" in page.content.decode()
    assert page.context["why_not_decide"]
    assert decide(client, gate, outcome="passed").status_code == 403
    assert Gate.objects.get().state == GateState.PROPOSED


def test_another_officer_decides_and_the_page_shows_the_seal(small, at):
    complete_first_stage(small)
    gate, client = propose(small), at(small.officer2)
    assert decide(client, gate, outcome="passed").status_code == 302
    page = client.get(gate.get_absolute_url()).content.decode()
    assert "ตรวจซ้ำแล้วได้ผลเดิม" in page
    assert Gate.objects.get().record_sha256 in page


def test_a_decision_with_conditions(small, at):
    gate, client = propose(small, outcome=Outcome.PASSED_WITH_CONDITIONS), at(small.officer2)
    half = decide(
        client, gate, outcome="passed_with_conditions", reason="เกือบครบ", **{"condition-0-text": "ส่งรูป"}
    )
    assert half.status_code == 200
    assert "ส่งรูป" in half.content.decode()
    due = thai_dates.short(timezone.localdate())
    full = {"condition-0-text": "ส่งรูป", "condition-0-due_on": due}
    assert decide(client, gate, outcome="passed_with_conditions", reason="เกือบครบ", **full).status_code == 302
    assert Gate.objects.get().conditions.get().text == "ส่งรูป"
    assert "ส่งรูป" in client.get(gate.get_absolute_url()).content.decode()
    assert "ส่งรูป" in client.get(reverse("pathway:roadmap", args=[small.enrolment.pk])).content.decode()


def test_a_reason_is_asked_unless_passed(small, at):
    gate = propose(small, outcome=Outcome.NOT_YET)
    response = decide(at(small.officer2), gate, outcome="not_yet")
    assert set(response.context["form"].errors) == {"reason"}


def test_stopping_shows_on_the_roadmap(small, at):
    gate, client = propose(small, outcome=Outcome.STOPPED), at(small.officer2)
    assert decide(client, gate, outcome="stopped", reason="กลุ่มขอหยุด").status_code == 302
    page = client.get(reverse("pathway:roadmap", args=[small.enrolment.pk])).content.decode()
    assert "มีผลให้ยุติการเข้าร่วม" in page


def test_withdrawing_and_reopening_ask_a_reason(small, at):
    gate, client = propose(small, outcome=Outcome.NOT_YET), at(small.officer)
    withdraw = reverse("pathway:gate-withdraw", args=[gate.pk])
    assert client.get(withdraw).status_code == 200
    assert client.post(withdraw, {"reason": "ผิดกลุ่ม"}).status_code == 302
    assert client.get(gate.get_absolute_url()).status_code == 200
    passed = passed_gate(small)
    reopen = reverse("pathway:gate-reopen", args=[passed.pk])
    assert set(client.post(reopen, {"reason": ""}).context["form"].errors) == {"reason"}
    assert client.post(reopen, {"reason": "พบปัญหา"}).status_code == 302
    assert "พบปัญหา" in client.get(passed.get_absolute_url()).content.decode()


@pytest.mark.parametrize("name", ["gate", "gate-decide", "gate-withdraw", "gate-reopen", "gate-history"])
@pytest.mark.parametrize("who", ["other_member", "other_mentor", "lapsed_student", "stranger"])
def test_another_groups_gate_is_not_found(small, at, name, who):
    gate = propose(small, outcome=Outcome.NOT_YET)
    assert at(small.accounts[who]).get(reverse(f"pathway:{name}", args=[gate.pk])).status_code == 404


@pytest.mark.parametrize("who", ["student", "adviser", "mentor", "member", "observer", "officer", "officer2"])
@pytest.mark.parametrize("language", ["th", "en"])
def test_everybody_of_the_group_reads_the_gate(small, at, who, language):
    gate = passed_gate(small)
    page = at(small.accounts[who]).get(gate.get_absolute_url(), headers={"accept-language": language})
    assert page.status_code == 200
    assert {"th": "ตรวจซ้ำแล้วได้ผลเดิม", "en": "Judged again: the same result"}[
        language
    ] in page.content.decode()


@pytest.mark.parametrize(("who", "status"), [("officer", 200), ("member", 200), ("student", 403)])
def test_who_reads_the_history(small, at, who, status):
    url = reverse("pathway:gate-history", args=[passed_gate(small).pk])
    assert at(small.accounts[who]).get(url).status_code == status


# playbooks


@pytest.mark.parametrize("language", ["th", "en"])
@pytest.mark.parametrize(("who", "status"), [("manager", 200), ("member", 200), ("stranger", 404)])
def test_the_playbook_is_there_to_read(cast, at, who, status, language):
    url = reverse("pathway:playbook", args=[cast.playbook.pk])
    response = at(cast.accounts[who]).get(url, headers={"accept-language": language})
    assert response.status_code == status
    if status == 200:
        mark = {"th": "ข้อเสนอ รอโครงการยืนยัน", "en": "Proposed, to be confirmed by the programme"}[language]
        assert mark in response.content.decode()


def test_importing_lists_every_problem_and_keeps_the_text(cast, at):
    url = reverse("pathway:playbook-import", args=[cast.programme.pk])
    broken = SMALL.replace('supplied_by = "student"', 'supplied_by = "wizard"', 1).replace(
        'kind = "sign_off"', 'kind = "song"'
    )
    response = at(cast.manager).post(url, {"toml": broken})
    errors = response.context["form"].errors["toml"]
    assert response.status_code == 200
    assert len(errors) == 2
    assert "wizard" in errors[0]
    assert "บรรทัด" in errors[0]
    assert "wizard" in response.content.decode()
    assert PlaybookVersion.objects.count() == 1


def test_importing_publishing_and_moving(cast, at):
    client = at(cast.manager)
    response = client.post(reverse("pathway:playbook-import", args=[cast.programme.pk]), {"toml": SMALL})
    version = PlaybookVersion.objects.get(number=2)
    assert response.url == reverse("pathway:playbook", args=[version.pk])
    assert client.get(response.url).context["can_publish"]
    assert client.post(reverse("pathway:playbook-publish", args=[version.pk])).status_code == 302
    assert client.post(reverse("pathway:playbook-publish", args=[version.pk])).status_code == 200
    version.refresh_from_db()
    assert version.state == PlaybookState.PUBLISHED
    move = reverse("pathway:playbook-move", args=[cast.cohort.pk])
    assert client.get(move).status_code == 200
    shown = client.get(move, {"playbook": version.pk})
    assert shown.context["plan"].old == cast.playbook
    stale = client.post(move, {"playbook": version.pk, "expected_sha": "0" * 64})
    assert "มีคนเปลี่ยนเกณฑ์ของรุ่นไปแล้ว" in stale.content.decode()
    moved = client.post(move, {"playbook": version.pk, "expected_sha": cast.playbook.sha256})
    assert moved.status_code == 302
    cast.cohort.refresh_from_db()
    assert cast.cohort.playbook == version
    assert client.get(reverse("pathway:playbook-history", args=[version.pk])).status_code == 200


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"toml": ""}, "__all__"),
        ({"toml": "x = ["}, "toml"),
        ({"toml": SMALL.replace('"sample"', '"other"')}, "toml"),
    ],
)
def test_an_import_that_cannot_be_says_why(cast, at, given, field):
    response = at(cast.manager).post(reverse("pathway:playbook-import", args=[cast.programme.pk]), given)
    assert set(response.context["form"].errors) == {field}


@pytest.mark.parametrize(
    ("who", "status"), [("officer", 403), ("observer", 403), ("member", 404), ("stranger", 404)]
)
def test_only_a_manager_imports_and_moves(cast, at, who, status):
    client = at(cast.accounts[who])
    assert client.get(reverse("pathway:playbook-import", args=[cast.programme.pk])).status_code == status
    assert client.get(reverse("pathway:playbook-move", args=[cast.cohort.pk])).status_code == status


def test_moving_to_what_is_no_number_is_not_found(cast, at):
    url = reverse("pathway:playbook-move", args=[cast.cohort.pk])
    assert at(cast.manager).get(url, {"playbook": "x"}).status_code == 404


# the roadmap is tested beside the gates that move it


@pytest.mark.parametrize(
    ("who", "status"),
    [
        *(
            (who, 200)
            for who in ("manager", "officer", "facilitator", "member", "student", "adviser", "mentor")
        ),
        *((who, 404) for who in ("other_member", "other_mentor", "lapsed_student", "stranger")),
    ],
)
def test_who_sees_the_roadmap(cast, at, who, status):
    url = reverse("pathway:roadmap", args=[cast.enrolment.pk])
    for language in ("th", "en"):
        assert at(cast.accounts[who]).get(url, headers={"accept-language": language}).status_code == status


def test_the_roadmap_moves_with_the_gate(small, at):
    url, client = reverse("pathway:roadmap", args=[small.enrolment.pk]), at(small.member)
    before = client.get(url)
    assert before.context["roadmap"].stage.number == 1
    assert "ถึงตาคุณแล้ว" in before.content.decode()
    passed_gate(small)
    after = client.get(url)
    assert after.context["roadmap"].stage.number == 2
    assert "ผ่านแล้ว" in after.content.decode()


def test_the_end_of_the_road(small, at):
    passed_gate(small)
    piece = actions.submit_evidence(
        by=small.facilitator,
        enrolment=small.enrolment,
        criterion_code="people-map",
        note="แผนผัง",
        happened_on=timezone.localdate(),
        files=[upload()],
    )
    actions.review_evidence(by=small.officer, evidence=piece, verdict="accepted", note="", revision=1)
    gate = actions.propose_gate(
        by=small.officer, enrolment=small.enrolment, stage_number=2, outcome=Outcome.PASSED, reason="ครบ"
    )
    actions.decide_gate(by=small.officer2, gate=gate, outcome=Outcome.PASSED)
    page = at(small.member).get(reverse("pathway:roadmap", args=[small.enrolment.pk]))
    assert "ผ่านครบทุกขั้นแล้ว" in page.content.decode()
    assert "ผ่านครบทุกขั้นแล้ว" in at(small.officer).get(propose_url(small)).content.decode()
