"""In Thai, on a phone and at a desk: two officers race on one gate. One wins; the other is told who was first, and when."""

import re

import pytest

from ruamphon.core.models import AuditEntry
from ruamphon.pathway import actions
from ruamphon.pathway.enums import GateState, GraduationOutcome, Outcome
from ruamphon.pathway.times import told
from tests import cast as cast_module
from tests.browser.signing_in import let_in
from tests.pathway import helping

WHY = "ดูหลักฐานครบแล้ว กลุ่มพร้อม"


@pytest.fixture
def start(transactional_db):
    """A group that has all of its first stage; the manager proposes that it passes."""
    cast = cast_module.build()
    helping.use_small_playbook(cast)
    helping.complete_first_stage(cast)
    return cast, helping.propose(cast, by=cast.manager)


def test_one_wins_and_the_other_is_told_who_and_when(start, screen, live_server):
    cast, gate = start
    first, second = screen(), screen()
    for page, account in ((first, cast.officer), (second, cast.officer2)):
        let_in(page, account, live_server)
        page.goto("/today/")
        page.locator(f"main a[href='{gate.get_absolute_url()}']").first.click()
        page.locator("[name=outcome][value=passed]").check()
    second.locator("[name=outcome][value=not_yet]").check()
    second.locator("[name=reason]").fill(WHY)

    first.get_by_role("button", name="บันทึกผล").click()
    first.get_by_text("ตรวจซ้ำแล้วได้ผลเดิม").wait_for()
    gate.refresh_from_db()
    assert (gate.state, gate.outcome, gate.decided_by) == (
        GateState.DECIDED,
        Outcome.PASSED,
        cast.officer.person,
    )

    second.get_by_role("button", name="บันทึกผล").click()
    lines = [line.strip() for line in second.locator(".form-errors").inner_text().splitlines()]
    assert [line for line in lines if line] == [
        "คำตัดสินของคุณไม่ได้บันทึก",
        f"เรื่องนี้ตัดสินไปแล้วโดย ออมสิน เจ้าหน้าที่ เมื่อ {told(gate.decided_at).th} ผลคือ “ผ่าน”",
        f"ที่คุณเขียนไว้: {WHY}",
    ]
    assert second.locator(".verdict-name").inner_text() == "ผ่าน"
    assert second.get_by_role("button", name=re.compile("บันทึกผล")).count() == 0

    gate.refresh_from_db()
    assert (gate.outcome, gate.decided_by, gate.decision_reason) == (
        Outcome.PASSED,
        cast.officer.person,
        "",
    )
    assert AuditEntry.objects.filter(action="decide_gate").count() == 1


def test_a_graduation_too_is_decided_once(start, phone, live_server):
    cast, _ = start
    graduation = actions.propose_graduation(
        by=cast.manager, enrolment=cast.enrolment, reason="เดินได้เองแล้ว", override_reason="ทำครบกับหน่วยงานอื่น"
    )
    first, second = phone(), phone()
    for page, account in ((first, cast.officer), (second, cast.officer2)):
        let_in(page, account, live_server)
        page.goto(graduation.get_absolute_url())
        page.locator("[name=outcome][value=graduates]").check()
    second.locator("[name=reason]").fill(WHY)
    first.get_by_role("button", name="บันทึกผล").click()
    first.locator(".verdict-name").wait_for()
    second.get_by_role("button", name="บันทึกผล").click()
    told_second = second.locator(".form-errors").inner_text()

    graduation.refresh_from_db()
    assert (graduation.outcome, graduation.decided_by) == (GraduationOutcome.GRADUATES, cast.officer.person)
    assert "โดย ออมสิน เจ้าหน้าที่" in told_second
    assert told(graduation.decided_at).th in told_second
    assert WHY in told_second
