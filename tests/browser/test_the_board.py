"""An officer on the phone and at the desk: who is stalled, what comes next, the table, the year, and both files."""

import re

import pypdfium2
import pytest

from ruamphon.core.sheets import read_file
from ruamphon.programmes.models import Cohort, Enrolment
from tests import cast as cast_module
from tests.browser.signing_in import sign_in
from tests.home import filling
from tests.home.board.making import another_cohort, groups, passes

PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 860}

YEAR = """() => {
  const lanes = [...document.querySelectorAll('.lane')].map((lane) => [
    lane.querySelector('a').textContent,
    [...lane.querySelectorAll('.bar.is-done, .bar.is-current')].map((bar) => parseFloat(bar.getAttribute('width'))),
  ]);
  const told = {};
  for (const row of document.querySelectorAll('.chart-table tbody tr')) {
    (told[row.querySelector('th').innerText] ??= []).push(parseInt(row.querySelectorAll('td')[3].innerText));
  }
  return [Object.fromEntries(lanes), told];
}"""
"""The days of each group's stages: as wide as they are drawn, and as the table tells them."""


def download(page, name):
    with page.expect_download() as caught:
        page.get_by_role("link", name=name, exact=True).click()
    return caught.value.suggested_filename, caught.value.path().read_bytes()


@pytest.fixture
def cohort(transactional_db):
    """Five groups: the kitchen moves on in stage 1, the garden has been quiet for 50 days, three are further."""
    cast = cast_module.build()
    Cohort.objects.filter(pk=cast.cohort.pk).update(begins_on=filling.days_ago(100))
    filling.activity(cast, ago=2)
    Enrolment.objects.filter(pk=cast.other_enrolment.pk).update(enrolled_on=filling.days_ago(50))
    for enrolment, ago in zip(groups(cast, 3, since=80), [(20,), (40, 10), (60, 30, 15, 5)], strict=True):
        passes(cast, enrolment, *ago)
    second = another_cohort(cast, begins_on=filling.days_ago(70))
    passes(cast, groups(cast, 1, cohort=second, since=70)[0], 20)
    return cast


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["390", "1280"])
def test_an_officer_finds_who_is_stalled_and_takes_the_board_along(cohort, phone, size):
    officer = phone()
    officer.set_viewport_size(size)
    sign_in(officer, "officer")
    officer.goto(f"/cohorts/{cohort.cohort.pk}/")
    officer.locator("main").get_by_role("link", name="กระดาน", exact=True).click()
    officer.wait_for_url(re.compile(r"/board/$"))
    assert "กระดานรุ่น 1/2569" in officer.locator("h1").inner_text()
    assert officer.locator(".board-card").count() == 5

    officer.get_by_role("link", name=re.compile("เฉพาะที่ติดขัด")).click()
    officer.wait_for_url(re.compile(r"stalled=on"))
    assert officer.locator(".board-card-name").all_inner_texts() == ["สวนตัวอย่าง"]
    card = officer.locator(".board-card")
    assert "ติดขัด 50 วัน" in card.inner_text()
    card.locator("summary").click()
    assert "ไม่มีอะไรบันทึกมา 50 วัน" in card.inner_text()
    filtered = officer.url
    card.locator(".board-step").click()
    officer.wait_for_url(re.compile(rf"/enrolments/{cohort.other_enrolment.pk}/"))

    officer.goto(filtered)  # the address holds the filter
    officer.get_by_role("link", name="ตาราง").click()
    officer.wait_for_url(re.compile(r"view=table"))
    assert officer.locator("tbody tr").count() == 1
    name, content = download(officer, "Excel")
    assert name == "กระดานรุ่น 1_2569.xlsx"
    assert [row[1] for row in read_file(content, name=name)[1:]] == ["วิสาหกิจชุมชนสวนตัวอย่าง"]

    officer.get_by_role("link", name=re.compile("เฉพาะที่ติดขัด")).click()
    officer.get_by_role("link", name="ไทม์ไลน์").click()
    officer.wait_for_url(re.compile(r"view=timeline"))
    assert officer.locator(".lane").count() == 5
    assert officer.locator(".today-line").count() == 5
    officer.get_by_text("ตัวเลขเดียวกันเป็นตาราง").click()
    assert officer.locator(".chart-table tbody tr").count() == 11
    drawn, told = officer.evaluate(YEAR)
    day = sum(map(sum, drawn.values())) / sum(map(sum, told.values()))  # how wide a day is drawn
    days = {name: [width / day for width in widths] for name, widths in drawn.items()}
    assert days == {name: pytest.approx(told[name], abs=1.1) for name in days}  # today is drawn to its end
    assert days.keys() == told.keys()
    name, content = download(officer, "PDF")
    assert name == "กระดานรุ่น 1_2569.pdf"
    document = pypdfium2.PdfDocument(content)
    words = document[0].get_textpage().get_text_bounded()
    document.close()
    assert "ผู้จัดทำ ออมสิน เจ้าหน้าที่" in words

    officer.get_by_role("link", name="เทียบรุ่น").click()
    officer.wait_for_url(re.compile(r"/compare/"))
    assert "เมื่อครบ 2 เดือน รุ่น 1/2569 ผ่านแล้ว 2 จาก 5 กลุ่ม · รุ่น 2/2570 ผ่านแล้ว 1 จาก 1 กลุ่ม" in (
        officer.locator("main").inner_text()
    )


def test_a_phone_keeps_its_five_tabs_in_english(cohort, phone):
    officer = phone()
    officer.set_viewport_size({"width": 360, "height": 740})
    sign_in(officer, "officer")
    officer.get_by_role("button", name="EN").click()
    officer.goto(f"/cohorts/{cohort.cohort.pk}/board/")
    assert officer.locator(".tab:visible").all_inner_texts() == [
        "Today",
        "Groups",
        "Programmes",
        "Partners",
        "People",
    ]
