"""On phones, in Thai: a manager changes a rule, sees whom it touches, puts it in force; an officer sees the warning."""

import pytest

from tests import cast as cast_module
from tests.browser.signing_in import sign_in
from tests.pathway.rules_making import effect, publish, rule

pytestmark = pytest.mark.browser

GENTLE = rule(
    "quiet", "days_since_record > 60", effect("warn"), th="เงียบมา {days_since_record} วัน", en="Quiet"
)


def test_a_manager_changes_a_rule_and_an_officer_sees_why(transactional_db, phone):
    cast = cast_module.build()
    publish(cast, GENTLE)
    manager = phone()
    sign_in(manager, "manager")
    manager.goto(f"/programmes/{cast.programme.pk}/")
    manager.locator("main .more summary").click()
    manager.get_by_role("link", name="กฎของโครงการ").click()
    assert "ตอนนี้ยังไม่มี" in manager.locator("main").inner_text()

    # A slip is told with its place, and the text stays.
    manager.get_by_role("link", name="แก้กฎ").click()
    box = manager.get_by_label("กฎทั้งชุด")
    text = box.input_value()
    box.fill(text.replace("days_since_record > 60", "days_since_recrd > 20"))
    manager.get_by_role("button", name="ดูว่ากระทบใคร").click()
    alert = manager.get_by_role("alert").inner_text()
    assert "กฎ “quiet” (บรรทัด 6): ตัวที่ 1" in alert
    assert "หมายถึง “days_since_record” หรือไม่" in alert
    assert "days_since_recrd > 20" in box.input_value()

    # Put right, it says whom it would touch; until then nothing has changed.
    box.fill(text.replace("> 60", "> 20"))
    manager.get_by_role("button", name="ดูว่ากระทบใคร").click()
    manager.get_by_text("ถ้าเปิดใช้ข้อความนี้").wait_for()
    touched = manager.locator("main").inner_text()
    assert "กระทบ 2 จาก 2 กลุ่ม" in touched
    assert "เตือน: เงียบมา 30 วัน" in touched
    assert not cast.enrolment.rule_firings.exists()
    manager.get_by_role("button", name="เปิดใช้กฎชุดนี้").click()
    manager.get_by_text("เปิดใช้กฎฉบับที่ 2 แล้ว").wait_for()
    assert "2 กลุ่ม" in manager.locator("main").inner_text()

    officer = phone()
    sign_in(officer, "officer")
    officer.goto(f"/enrolments/{cast.enrolment.pk}/roadmap/")
    assert "เงียบมา 30 วัน" in officer.locator("main").inner_text()
    officer.get_by_role("link", name="ดูที่มาของเรื่องนี้").click()
    why = officer.locator("main").inner_text()
    assert "ตั้งแต่มีอะไรบันทึกครั้งล่าสุด" in why
    assert "30 วัน" in why
    officer.goto(f"/cohorts/{cast.cohort.pk}/stalls/")
    officer.get_by_role("link", name="ไปทำ").first.click()
    assert "/visits/new/" in officer.url
