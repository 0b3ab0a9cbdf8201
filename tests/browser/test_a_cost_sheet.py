"""A cost sheet on phones, in Thai: three questions, refined, given back, changed, accepted, and counted at the gate."""

import re
from hashlib import sha256

import pytest

from ruamphon.costing.models import CostSheetVersion, Recipe, RecipeCost
from ruamphon.programmes.enums import PlaybookState
from tests import cast as cast_module
from tests.browser.pictures import look
from tests.browser.signing_in import let_in

SECOND_PLAYBOOK = cast_module.PLAYBOOK.with_name("thammasat-model-2.toml")
CRITERION = "สินค้าทุกอย่างที่ขายมีใบต้นทุนที่กลุ่มรับแล้ว"


@pytest.fixture
def cast(transactional_db):
    made = cast_module.build()
    made.playbook.toml = SECOND_PLAYBOOK.read_text()
    made.playbook.sha256 = sha256(SECOND_PLAYBOOK.read_bytes()).hexdigest()
    assert made.playbook.state == PlaybookState.PUBLISHED
    made.playbook.save()
    return made


class Counted:
    """A member's fingers: what was tapped, what was filled in, how many screens were seen."""

    def __init__(self, page):
        self.page, self.taps, self.fields, self.screens = page, 0, 0, 1

    def tap(self, locator, *, leads_on=False):
        locator.click()
        self.taps += 1
        self.screens += leads_on

    def fill(self, name, words):
        self.page.locator(f"[name={name}]").fill(words)
        self.taps += 1
        self.fields += 1


def first_sheet(cast, page):
    """From the list of costs to both figures. Returns how much that took."""
    hand = Counted(page)
    page.goto(f"/enterprises/{cast.enterprise.pk}/costs/")
    look(page, "costs-empty")
    hand.tap(page.get_by_role("link", name="เริ่มใบแรก"), leads_on=True)
    look(page, "flat-empty")
    hand.tap(page.get_by_text("น้ำพริกตัวอย่าง"))
    hand.fields += 1
    for box, words in (
        ("thing-0-name", "พริกแห้ง"),
        ("thing-0-quantity", "๒ ขีด"),
        ("thing-0-price", "60"),
        ("thing-1-name", "กระปุก"),
        ("thing-1-quantity", "40"),
        ("thing-1-price", "1,200"),
        ("thing-2-name", "มะขามหลังบ้าน"),
        ("thing-2-quantity", "1 กก."),
        ("thing-2-price", "ฟรี"),
        ("good", "40 กระปุก"),
        ("price", "45"),
        ("hand-0-who", "แม่สมศรี"),
        ("hand-0-hours", "4 ชม."),
        ("own_rate", "50"),
    ):
        hand.fill(box, words)
    hand.tap(page.get_by_role("button", name="คิดต้นทุนให้เลย"), leads_on=True)
    assert "หมายถึงแบบไหน: ของเราเอง" in page.locator(".form-errors").inner_text()
    assert page.locator("[name=thing-2-price]").input_value() == "ฟรี"
    look(page, "flat-asks")
    page.locator("[name=thing-2-paid]").select_option("own")
    hand.fill("thing-2-price", "20")
    hand.taps, hand.fields = hand.taps + 1, hand.fields + 1
    hand.tap(page.get_by_role("button", name="คิดต้นทุนให้เลย"), leads_on=True)
    page.wait_for_url(re.compile(r"/costs/\d+/$"))
    return hand


def every_product_costed(cast, page):
    """What the roadmap says of that criterion of the stage-1 gate."""
    page.goto(f"/enrolments/{cast.enrolment.pk}/roadmap/")
    return page.locator("li, article, section").filter(has_text=CRITERION).last.inner_text()


def test_a_cost_sheet_from_three_questions_to_the_gate(cast, phone, live_server):
    member, student, adviser = phone(), phone(), phone()
    for page, who in ((member, cast.member), (student, cast.student), (adviser, cast.adviser)):
        let_in(page, who, live_server)

    hand = first_sheet(cast, member)
    assert (hand.taps, hand.fields, hand.screens) == (20, 17, 4)
    look(member, "sheet")
    recipe = Recipe.objects.get()
    cost = RecipeCost.objects.get()
    assert (str(cost.cash_likely), str(cost.full_likely)) == ("31.50", "37.00")
    figures = member.locator(".cost-figures").inner_text()
    assert "31.50 บาท" in figures
    assert "37.00 บาท" in figures

    student.goto(f"/costs/{recipe.pk}/")
    student.locator("a[href$='/lines/overhead/']").click()
    student.locator("[name=line-0-name]").fill("แก๊ส")
    student.locator("[name=line-0-price]").fill("20–40")
    look(student, "lines")
    student.locator(".flat-more summary").first.click()
    student.locator("[name=line-0-basis]").select_option("batch")
    student.get_by_role("button", name="บันทึกและคิดใหม่").click()
    student.wait_for_url(f"**/costs/{recipe.pk}/")
    look(student, "sheet-range")
    student.get_by_role("link", name="ส่งให้ตรวจ").click()
    look(student, "hand-in")
    student.get_by_role("button", name="ส่งให้ตรวจ").click()
    student.wait_for_url("**/cost-versions/*/")

    adviser.goto("/today/")
    adviser.get_by_role("link", name="ใบต้นทุน น้ำพริกตัวอย่าง").first.click()
    adviser.get_by_role("link", name="เปิดใบต้นทุนฉบับเต็ม").click()
    adviser.locator("[name=line]").select_option(label="แก๊ส")
    adviser.locator("[name=text]").fill("ลองชั่งถังแก๊สก่อนและหลังหนึ่งรอบ")
    adviser.get_by_label("ขอให้แก้ แล้วส่งกลับให้ทีม").check()
    look(adviser, "version")
    adviser.get_by_role("button", name="ส่งความเห็น").click()
    adviser.get_by_text("ขอให้แก้และส่งกลับให้ทีมแล้ว").wait_for()

    student.goto(f"/costs/{recipe.pk}/")
    assert "ลองชั่งถังแก๊สก่อนและหลังหนึ่งรอบ" in student.locator(".callout").first.inner_text()
    student.locator("a[href$='/lines/overhead/']").click()
    student.locator("[name=line-0-price]").fill("30")
    student.get_by_role("button", name="บันทึกและคิดใหม่").click()
    student.wait_for_url(f"**/costs/{recipe.pk}/")
    student.get_by_role("link", name="ส่งให้ตรวจ").click()
    student.get_by_role("button", name="ส่งให้ตรวจ").click()
    student.wait_for_url("**/cost-versions/*/")
    newest = CostSheetVersion.objects.first()
    assert newest.version.number == 2

    adviser.goto(newest.get_absolute_url())
    assert "ราคา “แก๊ส” จาก 30.00 (20.00–40.00) บาท" in adviser.locator(".cost-changes").inner_text()
    look(adviser, "version-changes")
    adviser.get_by_role("link", name="ตรวจแล้ว ถูกต้อง").click()
    adviser.locator("form .btn-primary").click()
    adviser.wait_for_url("**/deliverables/*/")

    assert "เรียบร้อยแล้ว" not in every_product_costed(cast, member)
    member.goto(newest.get_absolute_url())
    member.get_by_role("link", name="กลุ่มรับใบนี้").click()
    member.locator("form .btn-primary").click()
    member.wait_for_url("**/deliverables/*/")

    assert "เรียบร้อยแล้ว" in every_product_costed(cast, member)
    look(member, "roadmap")
