"""An officer on the phone: an agreement with its signing sheet, next year's cohort, and a calendar link."""

import re
from datetime import timedelta
from io import BytesIO

from django.utils import timezone
from docx import Document
from docx.oxml.ns import qn
from icalendar import Calendar

from ruamphon.core.text import Text
from ruamphon.core.thai_dates import short
from ruamphon.core.thai_letters import formal_day
from ruamphon.programmes import actions
from ruamphon.programmes.models import Agreement, Cohort
from tests import cast as cast_module
from tests.browser.signing_in import sign_in


def pages_of(docx):
    """The words of each page, as its page breaks have it; tables after the paragraphs before them."""
    pages = [""]
    for element in docx.element.body:
        breaks = [one for one in element.iter(qn("w:br")) if one.get(qn("w:type")) == "page"]
        if breaks:
            pages.append("")
        pages[-1] += "".join(text.text or "" for text in element.iter(qn("w:t"))) + "\n"
    return pages


def download(page, link):
    with page.expect_download() as caught:
        link.click()
    return caught.value.suggested_filename, caught.value.path().read_bytes()


def test_an_agreement_is_prepared_signed_for_and_printed(transactional_db, phone):
    cast = cast_module.build()
    officer = phone()
    sign_in(officer, "officer")
    officer.goto(f"/programmes/{cast.programme.pk}/")
    officer.get_by_role("link", name="บันทึกความร่วมมือ", exact=True).click()
    officer.get_by_role("link", name="เตรียมบันทึกใหม่").click()
    signed = timezone.localdate() + timedelta(days=30)
    officer.locator("[name=title_th]").fill("บันทึกความร่วมมือ รุ่น 2/2570 (ตัวอย่าง)")
    officer.get_by_text("บริษัทพี่เลี้ยงตัวอย่าง").click()
    officer.get_by_text("มหาวิทยาลัยตัวอย่าง").click()
    officer.locator("[name=signed_on]").fill(short(signed))
    officer.locator("[name=venue_th]").fill("หอประชุมตัวอย่าง")
    officer.get_by_role("button", name="เตรียมบันทึก").click()
    officer.wait_for_url(re.compile(r"/agreements/\d+/$"))
    assert "เตรียมลงนาม" in officer.locator("main").inner_text()

    officer.get_by_role("link", name="เพิ่มผู้ลงนาม").click()
    officer.get_by_text("มหาวิทยาลัยตัวอย่าง").click()
    officer.locator("[name=name]").fill("ดร.ผู้ลงนาม ตัวอย่าง")
    officer.locator("[name=post_th]").fill("คณบดี")
    officer.get_by_role("button", name="เพิ่มผู้ลงนาม").click()
    officer.wait_for_url(re.compile(r"/agreements/\d+/$"))
    assert "ดร.ผู้ลงนาม ตัวอย่าง" in officer.locator("main").inner_text()

    officer.get_by_role("link", name="ใส่เนื้อความ").click()
    officer.locator("[name=body]").fill("ข้อ ๑ ร่วมพัฒนากลุ่ม")
    officer.get_by_role("button", name="เก็บเป็นฉบับใหม่").click()
    officer.wait_for_url(re.compile(r"/agreements/\d+/$"))

    name, content = download(officer, officer.get_by_role("link", name="หน้าลงนาม"))
    assert name == "หน้าลงนาม บันทึกความร่วมมือ รุ่น 2_2570 (ตัวอย่าง).docx"
    first, second = pages_of(Document(BytesIO(content)))
    day = formal_day(signed)
    assert f"เมื่อ{day} ณ หอประชุมตัวอย่าง" in first
    assert "ข้อ ๑ ร่วมพัฒนากลุ่ม" in first
    assert "ดร.ผู้ลงนาม" not in first
    assert [
        words for words in ("หน้าลงนาม", day, "(ดร.ผู้ลงนาม ตัวอย่าง)", "คณบดี", "พยาน") if words not in second
    ] == []
    assert Agreement.objects.get().parties.count() == 2


def test_the_next_cohort_is_looked_at_and_opened_once(transactional_db, phone):
    cast = cast_module.build()
    officer = phone()
    sign_in(officer, "officer")
    officer.goto(f"/cohorts/{cast.cohort.pk}/")
    officer.locator(".more summary").click()
    officer.get_by_role("link", name="เปิดรุ่นปีถัดไป").click()
    shown = officer.locator("main").inner_text()
    assert "วันจันทร์ 31 พ.ค. 2570" in shown
    assert officer.locator("[name=label]").input_value() == "2/2570"
    assert officer.locator("[name=groups]:checked").count() == 0
    assert Cohort.objects.count() == 1
    officer.get_by_role("button", name="เปิดรุ่นนี้").click()
    officer.wait_for_url(re.compile(r"/cohorts/\d+/$"))
    assert "รุ่น 2/2570" in officer.locator("h1").inner_text()
    assert "ยังไม่มีกลุ่มในรุ่นนี้" in officer.locator("main").inner_text()
    assert Cohort.objects.count() == 2


def test_a_calendar_link_is_made_read_and_revoked(transactional_db, phone):
    cast = cast_module.build()
    actions.assign_task(
        by=cast.officer,
        enrolment=cast.enrolment,
        title="ส่งแบบฉลาก",
        owner=cast.member.person,
        due_on=timezone.localdate() + timedelta(days=3),
        origin=Text("ตกลงกัน", "Agreed"),
        key="calendar-journey",
    )
    member, app = phone(), phone()
    sign_in(member, "member")
    member.get_by_role("link", name="ปฏิทิน").click()
    assert "ส่งแบบฉลาก" in member.locator("main").inner_text()
    member.get_by_role("link", name="ใส่ในปฏิทินของฉัน").click()
    member.locator("[name=name]").fill("โทรศัพท์")
    member.get_by_role("button", name="ทำลิงก์ใหม่").click()
    link = member.locator("#calendar-link").input_value()

    answer = app.request.get(link)
    titles = [str(event["summary"]) for event in Calendar.from_ical(answer.body()).walk("VEVENT")]
    assert "กำหนดงาน: ส่งแบบฉลาก (วิสาหกิจชุมชนครัวตัวอย่าง)" in titles

    member.reload()
    assert member.locator("#calendar-link").count() == 0
    member.get_by_role("button", name="ยกเลิกลิงก์นี้").click()
    member.get_by_text("ยกเลิกลิงก์แล้ว").wait_for()
    assert app.request.get(link).status == 404
