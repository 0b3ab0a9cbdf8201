"""A member on the phone tries prices: the answer follows the slider, and without scripts the button does the same."""

import pytest

from ruamphon.costing.models import Recipe
from tests import cast as cast_module
from tests.browser.conftest import PHONE
from tests.browser.pictures import look
from tests.browser.signing_in import let_in
from tests.costing import making


@pytest.fixture
def cast(transactional_db):
    return cast_module.build()


@pytest.fixture
def recipe(cast):
    return making.first_sheet(cast)


def test_a_member_tries_a_price_a_wage_and_a_dearer_thing(cast, recipe, phone, live_server):
    member = phone()
    let_in(member, cast.member, live_server)
    member.goto(f"/costs/{recipe.pk}/")
    member.get_by_role("link", name="ตั้งราคา ลองคิด").click()
    look(member, "decide-first")
    answer = member.locator("#answer")
    answer.get_by_text("เหลือหลังหักต้นทุนเต็ม").wait_for()
    member.get_by_role("slider", name="ลองขายกระปุกละ").fill("36")
    answer.get_by_text("ราคานี้ต่ำกว่าต้นทุนเต็มกระปุกละ 0.50 บาท").wait_for()
    assert member.locator("[name=price]").input_value() == "36"
    brief = member.get_by_role("status")
    brief.get_by_text("ขาด 0.50 บาท").wait_for()
    box = brief.bounding_box()
    assert box["y"] + box["height"] <= PHONE["viewport"]["height"], "in sight while the slider moves"
    member.locator("[name=wage]").press_sequentially("100")
    answer.get_by_text("ราคานี้ต่ำกว่าต้นทุนเต็มกระปุกละ 5.50 บาท").wait_for()
    assert member.get_by_role("slider", name="ค่าแรงชั่วโมงละ").input_value() == "100"
    member.get_by_role("button", name="คิดให้ดู").click()
    answer.get_by_text("ราคานี้ต่ำกว่าต้นทุนเต็มกระปุกละ 5.50 บาท").wait_for()
    look(member, "decide")
    assert Recipe.objects.get().revision == recipe.revision


def test_without_scripts_the_boxes_and_the_button_do_the_same(cast, recipe, phone, live_server):
    member = phone(java_script_enabled=False)
    let_in(member, cast.member, live_server)
    member.goto(f"/costs/{recipe.pk}/decide/")
    assert not member.locator("input[type=range]").first.is_visible()
    member.locator("[name=price]").fill("๓๖")
    member.get_by_role("button", name="คิดให้ดู").click()
    member.get_by_text("ราคานี้ต่ำกว่าต้นทุนเต็มกระปุกละ 0.50 บาท").wait_for()
