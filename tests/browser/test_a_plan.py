"""A development plan on phones, in Thai: a student drafts it, the group agrees, an officer approves, a task is done."""

from datetime import timedelta

import pytest
from django.utils import timezone

from ruamphon.core.thai_dates import short
from ruamphon.pathway.models import PlanVersion
from ruamphon.programmes.models import Task
from tests import cast as cast_module
from tests.browser.signing_in import let_in


@pytest.fixture
def cast(transactional_db):
    return cast_module.build()


def day(number):
    return short(timezone.localdate() + timedelta(days=number))


def fill(page, name, words):
    page.locator(f"[name={name}]").fill(words)


def test_a_plan_from_the_students_draft_to_the_first_thing_done(cast, phone, live_server):
    student, member, officer = phone(), phone(), phone()
    for page, who in ((student, cast.student), (member, cast.member), (officer, cast.officer)):
        let_in(page, who, live_server)

    student.goto(f"/enrolments/{cast.enrolment.pk}/roadmap/")
    student.get_by_role("link", name="แผนพัฒนา").click()
    student.get_by_role("link", name="เริ่มร่างแผน").click()
    fill(student, "goal-0-aim", "รู้ต้นทุนต่อกระปุก")
    fill(student, "goal-0-due_on", day(60))
    fill(student, "goal-0-measure", "มีบัญชีต้นทุนที่กลุ่มรับ")
    fill(student, "goal-0-action-0-title", "ชั่งวัตถุดิบทุกรอบ")
    fill(student, "goal-0-action-0-due_on", day(14))
    fill(student, "goal-0-action-1-title", "จดยอดขายทุกวัน")
    student.locator("[name=goal-0-action-1-owner]").select_option(label="มาลี ประธานกลุ่ม")
    fill(student, "goal-0-action-1-due_on", day(21))
    student.get_by_role("button", name="ส่งให้กลุ่มตกลง").click()
    refused = student.locator(".form-errors")
    assert "ข้อที่ 1 “ชั่งวัตถุดิบทุกรอบ” ยังไม่มีคนรับผิดชอบ" in refused.inner_text()
    assert student.locator("[name=goal-0-action-1-title]").input_value() == "จดยอดขายทุกวัน"
    student.locator("[name=goal-0-action-0-owner]").select_option(label="ศิริ นักศึกษา")
    student.get_by_role("button", name="ส่งให้กลุ่มตกลง").click()
    student.wait_for_url("**/plan-versions/*/")
    version = PlanVersion.objects.get()

    member.goto("/today/")
    member.locator(f"a[href='{version.get_absolute_url()}']").click()
    member.get_by_role("link", name="กลุ่มตกลงตามนี้").click()
    member.get_by_role("button", name="ตกลงตามนี้").click()
    member.wait_for_url(f"**{version.get_absolute_url()}")

    officer.goto("/today/")
    officer.locator(f"a[href='{version.get_absolute_url()}']").click()
    officer.get_by_role("link", name="อนุมัติแผน").click()
    officer.get_by_role("button", name="อนุมัติแผน").click()
    officer.wait_for_url(f"**/enrolments/{cast.enrolment.pk}/plan/")
    assert "0 จาก 2" in officer.locator(".plan-sum").inner_text()

    task = Task.objects.get(owner=cast.student.person)
    student.goto("/today/")
    student.locator(f"a[href='{task.get_absolute_url()}']").click()
    student.get_by_role("link", name="ทำเสร็จแล้ว").click()
    fill(student, "note", "ชั่งครบสามรอบ")
    student.locator("form .btn-primary").click()
    student.wait_for_url(f"**{task.get_absolute_url()}")

    member.goto(f"/enrolments/{cast.enrolment.pk}/plan/")
    assert "1 จาก 2" in member.locator(".plan-sum").inner_text()
    assert "เสร็จแล้ว" in member.locator(".plan-action", has_text="ชั่งวัตถุดิบทุกรอบ").inner_text()
