"""An adviser sends evidence back, the student is told, opens it and it is read; a task is shared by its page."""

import re
from urllib.parse import parse_qs, urlparse

import pytest

from ruamphon.core.text import Text
from ruamphon.people.outbox.models import Message
from ruamphon.programmes import actions as programmes
from tests import cast as cast_module
from tests import world as world_module
from tests.browser.signing_in import let_in, sign_in

WHY = "ขอรูปที่เห็นฉลากชัด ๆ"


@pytest.fixture
def world(transactional_db):
    return world_module.build(cast_module.build())


def test_returned_evidence_reaches_the_student_and_is_read_once_opened(world, live_server, phone):
    Message.objects.all().delete()
    adviser = phone()
    let_in(adviser, world.cast.adviser, live_server)
    adviser.goto(f"/evidence/{world.evidence}/review/")
    adviser.locator("[name=verdict][value=returned]").check()
    adviser.locator("[name=note]").fill(WHY)
    adviser.get_by_role("button", name="บันทึกผลตรวจ").click()
    adviser.wait_for_url(lambda url: "/review/" not in url)

    student = phone()
    sign_in(student, "student")
    assert student.locator(".menu-badge").inner_text() == "1"
    student.locator(".menu summary").click()
    student.get_by_role("link", name="ข้อความ").click()
    student.wait_for_url("**/people/messages/")
    student.locator(".note-open", has_text="หลักฐานที่คุณส่งยังต้องแก้").click()
    student.wait_for_url(f"**/evidence/{world.evidence}/")
    assert WHY in student.locator("main").inner_text()
    assert student.locator(".menu-badge").count() == 0
    student.goto("/people/messages/")
    assert "อ่านครบแล้ว" in student.locator("main").inner_text()
    assert Message.objects.get().read_at is not None


def test_all_are_marked_as_read_with_one_press(world, phone):
    student = phone()
    sign_in(student, "student")
    student.goto("/people/messages/")
    student.get_by_role("button", name="ทำเป็นอ่านแล้วทั้งหมด").click()
    student.get_by_text("อ่านครบทุกข้อความแล้ว").wait_for()
    assert not Message.objects.unread().visible_to(world.cast.student).exists()


def test_a_task_is_shared_by_its_page(world, phone, live_server):
    task = programmes.assign_task(
        by=world.cast.officer,
        enrolment=world.cast.enrolment,
        title="ถ่ายรูปฉลาก & ราคา",
        owner=world.cast.student.person,
        due_on=None,
        origin=Text("ตัวอย่าง", "Sample"),
        key="shared",
    )
    student = phone()
    sign_in(student, "student")
    student.goto(task.get_absolute_url())
    student.get_by_role("link", name="แชร์").click()
    student.wait_for_url(f"**/tasks/{task.pk}/share/")
    ready = student.locator("#share-text-th").input_value()
    url = f"{live_server.url}/tasks/{task.pk}/"
    assert (
        ready
        == f"งาน “ถ่ายรูปฉลาก & ราคา” ของ{world.cast.enterprise.name_th}\nเปิดดูในรวมพล (ต้องเข้าสู่ระบบ)\n{url}"
    )
    line = student.get_by_role("link", name="ส่งทาง LINE").first.get_attribute("href")
    assert parse_qs(urlparse(line).query)["text"] == [ready]
    assert student.locator("svg.qr-code").is_visible()

    # Where the phone has a share sheet it opens; else the text is copied.
    student.evaluate("navigator.share = async (what) => { window.shared = what; }")
    student.get_by_role("button", name=re.compile("แชร์หรือคัดลอก")).first.click()
    student.wait_for_function("window.shared")
    assert student.evaluate("window.shared.url") == url

    stranger = phone()
    stranger.goto(url)
    assert "/people/sign-in/" in stranger.url
    assert "ฉลาก" not in stranger.locator("main").inner_text()


def test_without_a_share_sheet_the_text_is_copied(world, phone):
    student = phone()
    student.context.grant_permissions(["clipboard-read", "clipboard-write"])
    sign_in(student, "student")
    student.goto(f"/enrolments/{world.enrolment}/roadmap/share/")
    student.evaluate("Object.defineProperty(navigator, 'share', {value: undefined, configurable: true})")
    student.get_by_role("button", name=re.compile("แชร์หรือคัดลอก")).first.click()
    student.get_by_text("คัดลอกแล้ว").wait_for()
    copied = student.evaluate("navigator.clipboard.readText()")
    assert copied.startswith(f"เส้นทางของ{world.cast.enterprise.name_th}\n")
    assert f"/enrolments/{world.enrolment}/roadmap/" in copied
