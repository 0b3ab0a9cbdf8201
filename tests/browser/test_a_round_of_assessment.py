"""On phones, in Thai: a manager opens a round, two assessors score without seeing each other, the radar is read."""

from datetime import timedelta

import pytest
from django.utils import timezone

from ruamphon.assessments.models import Assessment, Round
from ruamphon.core.thai_dates import text as day_text
from tests import cast as cast_module
from tests.assessments.helping import hand_in, open_round, rubric_in_use
from tests.browser.signing_in import let_in

DRAWN = """(shape) => {
  const far = (x, y) => Math.hypot(x - 160, y - 160);
  const axes = [...document.querySelectorAll('.radar-axis')].map((e) => far(e.x2.baseVal.value, e.y2.baseVal.value));
  const dots = [...document.querySelectorAll(`.radar-shape.${shape} circle`)];
  return dots.map((e, at) => 4 * far(e.cx.baseVal.value, e.cy.baseVal.value) / axes[at]);
}"""
"""How far out each dot of the radar lies, as a level of four."""


@pytest.fixture
def start(transactional_db):
    """A rubric in use, and a first round a month ago that says level 1 and 2 of everything."""
    cast = cast_module.build()
    cast.cohort.begins_on = timezone.localdate() - timedelta(days=60)
    cast.cohort.save()
    rubric = rubric_in_use(cast)
    baseline = open_round(cast, rubric, begins=-30, days=40, title_th="ก่อนเริ่ม", title_en="At the start")
    hand_in(baseline, cast.officer, direction=1, market=1, members=2)
    hand_in(baseline, cast.officer2, direction=1, market=2, members=2)
    return cast


def score(page, name, levels):
    """Open one's own sheet from the list, choose a level for each item, and hand it in."""
    page.goto("/assessments/")
    page.get_by_role("link", name=name).first.click()
    for title, level in levels.items():
        page.get_by_role("group", name=title).get_by_label(f"{level} · ", exact=False).check()
    page.get_by_role("button", name="ส่งผลประเมิน").click()
    page.get_by_text("ส่งผลประเมินแล้ว ขอบคุณ").wait_for()


def table_rows(page):
    return page.locator(".chart-table tbody tr").all()


def test_a_round_from_opening_to_radar(start, phone, live_server):
    cast, today = start, timezone.localdate()
    manager, first, second, member = phone(), phone(), phone(), phone()
    for page, who in ((manager, "manager"), (first, "officer"), (second, "other_mentor"), (member, "member")):
        let_in(page, getattr(cast, who), live_server)

    manager.goto(f"/cohorts/{cast.cohort.pk}/")
    manager.locator(".more summary").click()
    manager.get_by_role("link", name="รอบประเมิน").click()
    manager.get_by_role("link", name="เปิดรอบ").click()
    manager.get_by_label("ชื่อรอบ").fill("กลางปี")
    manager.get_by_label("แบบประเมินตัวอย่าง").check()
    manager.get_by_label("เริ่มประเมินวันที่").fill(day_text(cast.cohort.begins_on - timedelta(days=1)).th)
    manager.get_by_label("ส่งได้ถึงวันที่").fill(day_text(today + timedelta(days=7)).th)
    manager.get_by_label("วิสาหกิจชุมชนสวนตัวอย่าง").uncheck()
    for name in ("ออมสิน เจ้าหน้าที่", "ชูใจ พี่เลี้ยงกลุ่มอื่น"):
        manager.get_by_label(name).check()
    manager.get_by_role("button", name="เปิดรอบนี้").click()
    manager.get_by_role("alert").get_by_text("ซึ่งอยู่ก่อนวันเริ่มรุ่น").wait_for()
    assert manager.get_by_label("ชื่อรอบ").input_value() == "กลางปี"  # nothing typed is lost
    manager.get_by_label("เริ่มประเมินวันที่").fill(day_text(today).th)
    manager.get_by_role("button", name="เปิดรอบนี้").click()
    manager.get_by_role("heading", name="กลางปี").wait_for()
    held = Round.objects.get(title_th="กลางปี")

    score(first, "วิสาหกิจชุมชนครัวตัวอย่าง", {"ทิศทาง": 3, "การตลาด": 2, "สมาชิก": 2})
    other = Assessment.objects.get(round=held, assessor=cast.officer.person)
    answer = second.request.get(f"{live_server.url}{other.get_absolute_url()}")
    assert answer.status == 404  # not before one's own is handed in
    member.goto(f"/enterprises/{cast.enterprise.pk}/potential/")
    member.get_by_text("รอบล่าสุด: ก่อนเริ่ม").wait_for()  # half a round is nobody's result yet
    score(second, "วิสาหกิจชุมชนครัวตัวอย่าง", {"ทิศทาง": 2, "การตลาด": 4, "สมาชิก": 2})

    member.goto(f"/enterprises/{cast.enterprise.pk}/")
    member.get_by_role("link", name="ศักยภาพ").click()
    member.get_by_text("รอบล่าสุด: กลางปี").wait_for()
    items = member.locator(".assess-items > li")
    items.nth(0).get_by_text("ดีขึ้น 1.5 ระดับ").wait_for()
    items.nth(1).get_by_text("เห็นต่างกัน 2 ระดับ").wait_for()
    items.nth(2).get_by_text("เท่าเดิม").wait_for()
    assert member.locator(".radar polygon[points]").count() == 6  # four rings and two rounds
    member.get_by_text("ดูเป็นตาราง").click()
    row = member.locator(".chart-table tbody tr").nth(1)
    assert [cell.inner_text() for cell in row.locator("td").all()] == ["1.50", "3.00", "2–4", "2"]
    for shape, column in (("is-baseline", 0), ("is-newest", 1)):
        told = [float(row.locator("td").nth(column).inner_text()) for row in table_rows(member)]
        assert member.evaluate(DRAWN, shape) == pytest.approx(told, abs=0.02)
