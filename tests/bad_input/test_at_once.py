"""Two people do the same thing at the same moment, on connections of their own: one wins, the other reads why.

Both requests have read their rows before either writes: a gate stands between the check of the form and the action.
"""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from importlib import import_module
from threading import Barrier

import pytest
from django.db import connections
from django.test import Client

from ruamphon.core.models import AuditEntry
from ruamphon.pathway import actions as pathway
from ruamphon.pathway.enums import EvidenceStatus, GateState, PlanState
from ruamphon.pathway.models import Evidence, Gate, PlanVersion
from ruamphon.people.enums import Role
from ruamphon.people.models import Account, Invitation
from ruamphon.programmes.models import Activity, Deliverable, Enrolment, Task
from ruamphon.registry import actions as registry
from tests import cast as cast_module
from tests.bad_input.conftest import build
from tests.bad_input.pages import forms_in, lost, text_of, thai_year, today

pytestmark = pytest.mark.django_db(transaction=True)

WAIT = 20


@pytest.fixture
def busy(transactional_db):
    """The world in committed rows, so that other connections see it."""
    return build(cast_module.build())


@pytest.fixture
def together(monkeypatch):
    """Lets two requests run side by side and meet just before their action."""

    def run(module, first, second):
        barrier = Barrier(2)
        meet = _meeting(module.attempt, barrier)
        monkeypatch.setattr(module, "attempt", meet)
        with ThreadPoolExecutor(2) as pool:
            answers = list(pool.map(_sent, (first, second)))
        monkeypatch.undo()
        return sorted(answers, key=lambda pair: -pair[1].status_code)

    return run


def _meeting(attempt, barrier):
    def waits(form, do):
        barrier.wait(WAIT)
        return attempt(form, do)

    return waits


def _sent(pair):
    client, form = pair
    try:
        return form, form.send(client)
    finally:
        connections.close_all()


def form_of(client, url, index=0, **typed):
    page = client.get(url)
    assert page.status_code == 200, (url, page.status_code)
    return forms_in(page.content, url)[index].having(**typed)


def signed_in(busy, who):
    client = Client()
    client.force_login(getattr(busy.cast, who))
    return client


def audited(action):
    return AuditEntry.objects.filter(action=action).count()


def one_won(answers):
    """The refused one of two answers, after checking that the other went through."""
    (_, won), (sent, refused) = answers
    assert won.status_code == 302
    assert refused.status_code == 200
    assert lost(sent, refused) == []
    return text_of(refused)


def test_two_reviewers(busy, together):
    views = import_module("ruamphon.pathway.views.evidence")

    second = cast_module.account("adviser2", "อาจารย์ก้อย")
    cast_module.grant(second, Role.ADVISER, busy.cast.enterprise.scope)
    busy.cast.accounts["adviser2"] = second
    url = f"/evidence/{busy.evidence}/review/"
    pairs = []
    for who, verdict in (("adviser", "accepted"), ("adviser2", "returned")):
        client = signed_in(busy, who)
        pairs.append((client, form_of(client, url, verdict=verdict, note=f"ความเห็นของ {who}")))
    before = audited("review_evidence")
    answers = together(views, *pairs)
    said = one_won(answers)
    assert "ตรวจไปแล้วโดย" in said
    assert answers[1][0].values["note"][0] in answers[1][1].content.decode()
    assert audited("review_evidence") == before + 1
    piece = Evidence.objects.get(pk=busy.evidence)
    assert piece.status == answers[0][0].values["verdict"][0]
    assert piece.review_note == answers[0][0].values["note"][0]


def test_a_reviewer_whose_page_is_old(busy):
    client = signed_in(busy, "adviser")
    form = form_of(client, f"/evidence/{busy.evidence}/review/", verdict="accepted", note="ดีมาก")
    Evidence.objects.filter(pk=busy.evidence).update(revision=7)
    for language, words in (("th", "มีการส่งฉบับใหม่เมื่อ"), ("en", "A newer version was handed in")):
        response = form.send(client, language)
        assert response.status_code == 200
        assert words in text_of(response)
        assert lost(form, response) in ([], ["revision"])
    assert Evidence.objects.get(pk=busy.evidence).status == EvidenceStatus.SUBMITTED


def test_two_officers_decide_one_gate(busy, together):
    views = import_module("ruamphon.pathway.views.gates")

    url = f"/gates/{busy.gate}/"
    pairs = []
    for who in ("officer2", "manager"):
        client = signed_in(busy, who)
        form = next(form for form in forms_in(client.get(url).content, url) if form.url.endswith("/decide/"))
        pairs.append((client, form.having(outcome="not_yet", reason=f"เหตุผลของ {who}")))
    answers = together(views, *pairs)
    (won, first), (sent, refused) = answers
    assert (first.status_code, refused.status_code) == (302, 200)
    assert sent.values["reason"][0] in refused.content.decode()
    assert audited("decide_gate") == 1
    gate = Gate.objects.get(pk=busy.gate)
    assert (gate.state, gate.decision_reason) == (GateState.DECIDED, won.values["reason"][0])


def test_two_officers_and_the_last_seat(busy, together):
    views = import_module("ruamphon.programmes.views.cohort")

    cohort = busy.cast.cohort
    cohort.seats = cohort.enrolments.count() + 1
    cohort.save()
    another = registry.register_enterprise(
        by=busy.cast.officer, within=busy.cast.programme.scope, name_th="กลุ่มที่สอง (ตัวอย่าง)"
    )
    url = f"/cohorts/{cohort.pk}/enrol/"
    pairs = []
    for who, group in (("officer", busy.new_group), ("officer2", another.pk)):
        client = signed_in(busy, who)
        pairs.append((client, form_of(client, url, enterprise=str(group), enrolled_on=thai_year(today()))))
    said = one_won(together(views, *pairs))
    assert "รับครบ" in said
    assert Enrolment.objects.filter(cohort=cohort).count() == cohort.seats


def test_the_same_group_enrolled_twice_at_once(busy, together):
    views = import_module("ruamphon.programmes.views.cohort")

    url = f"/cohorts/{busy.cohort}/enrol/"
    pairs = []
    for who in ("officer", "officer2"):
        client = signed_in(busy, who)
        typed = {"enterprise": str(busy.new_group), "enrolled_on": thai_year(today())}
        pairs.append((client, form_of(client, url, **typed)))
    (_, first), (_, second) = together(views, *pairs)
    assert (first.status_code, second.status_code) == (302, 200)
    assert Enrolment.objects.filter(enterprise=busy.new_group).count() == 1


def test_one_visit_sent_twice_at_once(busy, together):
    views = import_module("ruamphon.programmes.views.common")

    client, other = signed_in(busy, "student"), signed_in(busy, "student")
    url = f"/enrolments/{busy.enrolment}/visits/new/"
    later = thai_year(today() + timedelta(days=7))
    form = form_of(client, url, found="ขายดี", happened_on=thai_year(today()), next_on=later)
    visits, tasks = Activity.objects.count(), Task.objects.count()
    (_, first), (_, second) = together(views, (client, form), (other, form))
    assert (first.status_code, second.status_code) == (302, 302)
    assert first.url == second.url
    assert (Activity.objects.count(), Task.objects.count()) == (visits + 1, tasks + 1)


def test_one_invitation_used_twice_at_once(busy, together):
    views = import_module("ruamphon.people.views")

    url = f"/people/join/{busy.token}/"
    pairs = []
    for name in ("first.one", "second.one"):
        client = Client()
        pairs.append((client, form_of(client, url, username=name, password="ทะเลระยอง-2569")))
    accounts = Account.objects.count()
    answers = together(views, *pairs)
    assert [answer.status_code for _, answer in answers] in ([302, 200], [410, 302])
    assert "ลิงก์นี้ใช้ไปแล้วหรือหมดอายุ" in text_of(next(a for _, a in answers if a.status_code != 302))
    assert Account.objects.count() == accounts + 1
    assert Invitation.objects.filter(used_at__isnull=False).count() == 1


def test_work_checked_and_returned_at_once(busy, together):
    views, before = import_module("ruamphon.programmes.views.deliverable"), audited("return_deliverable")

    pairs = []
    for who, verb, typed in (("adviser", "check", {}), ("officer", "return", {"comment": "แก้หน่วยให้ตรงกัน"})):
        client = signed_in(busy, who)
        pairs.append((client, form_of(client, f"/deliverables/{busy.deliverable}/{verb}/", **typed)))
    together(views, *pairs)
    work = Deliverable.objects.get(pk=busy.deliverable)
    assert audited("return_deliverable") - before <= 1
    assert not (work.state == "checked" and work.current.returned_at)


def test_what_one_wrote_stays_when_somebody_was_faster(busy):
    """Not at once, one after the other: the page was open while a colleague finished."""
    officer, adviser = signed_in(busy, "officer"), signed_in(busy, "adviser")
    url = f"/deliverables/{busy.deliverable}/return/"
    slow = form_of(officer, url, comment="แก้หน่วยให้ตรงกัน แล้วแนบใบเสร็จด้วย")
    fast = form_of(adviser, url, comment="ขอดูใบเสร็จ")
    assert fast.send(adviser).status_code == 302
    response = slow.send(officer)
    assert slow.values["comment"][0] in response.content.decode(), response.status_code


def test_two_agree_to_one_plan(busy, together):
    views = import_module("ruamphon.pathway.views.plans")
    version = PlanVersion.objects.get(pk=busy.waiting_plan_version)
    version = pathway.return_plan(by=busy.cast.officer, version=version, revision=1, reason="ขออ่านอีกครั้ง")
    pathway.propose_plan(by=busy.cast.student, version=version, revision=2)
    url = f"/plan-versions/{version.pk}/agree/"
    member, officer = signed_in(busy, "member"), signed_in(busy, "officer")
    named = {"on_behalf_of": str(busy.cast.member.person_id)}
    before = audited("agree_plan")
    answers = together(views, (member, form_of(member, url)), (officer, form_of(officer, url, **named)))
    said = one_won(answers)
    assert "มาลี ประธานกลุ่ม ตกลงแผนนี้ในนามกลุ่มแล้วเมื่อ" in said
    assert audited("agree_plan") == before + 1


def test_an_edit_while_the_plan_is_approved(busy, together):
    views = import_module("ruamphon.pathway.views.plans")
    version = busy.waiting_plan_version
    student, officer = signed_in(busy, "student"), signed_in(busy, "officer2")
    typed = {"goal-0-aim": "เป้าหมายที่แก้ระหว่างอนุมัติ"}
    edit = (student, form_of(student, f"/enrolments/{busy.enrolment}/plan/edit/", **typed))
    approve = (officer, form_of(officer, f"/plan-versions/{version}/approve/", note="ข้อความถึงกลุ่ม"))
    answers = together(views, edit, approve)
    (_, won), (sent, refused) = answers
    assert (won.status_code, refused.status_code) == (302, 200)
    said = text_of(refused)
    held = PlanVersion.objects.get(pk=version)
    tasks = Task.objects.filter(key__startswith="plan-action-").count()
    if held.state == PlanState.IN_FORCE:
        assert "อารี เจ้าหน้าที่ อนุมัติแผนฉบับที่ 2 ไปแล้วเมื่อ" in said
        assert sent.values["goal-0-aim"][0] in refused.content.decode()
        assert tasks == 3
    else:
        assert (held.state, held.revision) == (PlanState.DRAFT, 2)
        assert "ศิริ นักศึกษา แก้แผนนี้เมื่อ" in said
        assert sent.values["note"][0] in refused.content.decode()
        assert tasks == 2
