"""Deleting by mistake on a phone, in Thai, and drafts on a phone that several people share."""

import pytest

from tests import cast as cast_module
from tests import world as world_module
from tests.browser.signing_in import let_in, sign_in

PRODUCT = "น้ำพริกตัวอย่าง"
DRAFTS = "Object.keys(localStorage).filter((name) => name.startsWith('ruamphon-draft:'))"


@pytest.fixture
def cast(transactional_db):
    return cast_module.build()


def _wait_for_a_draft(page):
    for _ in range(100):
        if page.evaluate(DRAFTS):
            return
        page.wait_for_timeout(100)
    raise AssertionError("no draft was kept within ten seconds")


def product_card(page):
    return page.locator("li.card-look", has_text=PRODUCT)


def delete(page, reason):
    product_card(page).get_by_role("link", name="ลบ", exact=False).click()
    page.get_by_label("ลบเพราะอะไร", exact=False).fill(reason)
    page.get_by_role("button", name="ย้ายไปถังขยะ").click()
    page.get_by_text(f"ย้าย “{PRODUCT}” ไปถังขยะแล้ว").wait_for()
    assert product_card(page).count() == 0


@pytest.mark.parametrize("javascript", [True, False])
def test_a_product_deleted_by_mistake_comes_back_twice(cast, phone, live_server, javascript):
    page = phone(java_script_enabled=javascript)
    let_in(page, cast.member, live_server)
    page.goto(f"/registry/enterprises/{cast.enterprise.pk}/")
    delete(page, "กดผิด")
    page.get_by_role("button", name="เลิกทำ").click()
    page.get_by_text(f"นำ “{PRODUCT}” กลับมาแล้ว").wait_for()
    assert product_card(page).count() == 1

    delete(page, "คิดว่าเลิกทำแล้ว")
    page.goto(f"/enterprises/{cast.enterprise.pk}/")
    assert page.get_by_text(PRODUCT).count() == 0
    page.locator(".more summary").click()
    page.get_by_role("link", name="ถังขยะ").click()
    row = page.locator(".bin-row")
    assert [row.count(), "คิดว่าเลิกทำแล้ว" in row.inner_text(), "มาลี ประธานกลุ่ม" in row.inner_text()] == [
        1,
        True,
        True,
    ]
    row.get_by_role("button", name="นำกลับมา").click()
    page.get_by_text(f"นำ “{PRODUCT}” กลับมาแล้ว").wait_for()
    assert product_card(page).count() == 1


def test_a_draft_comes_back_and_ends_with_its_writers_visit(cast, phone):
    world = world_module.build(cast)
    form = f"/deliverables/{world.deliverable}/"
    page = phone()
    sign_in(page, "student")
    page.goto(form)
    page.locator("textarea").fill("ร่างที่ยังไม่ได้ส่ง")
    _wait_for_a_draft(page)
    page.goto("/today/")
    page.goto(form)
    assert page.locator("textarea").input_value() == "ร่างที่ยังไม่ได้ส่ง"

    page.locator("details.menu summary").click()
    page.get_by_role("button", name="ออกจากระบบ").click()
    page.wait_for_url("**/people/sign-in/")
    assert page.evaluate(DRAFTS) == []


def test_what_another_person_left_goes_when_the_next_signs_in(cast, phone):
    page = phone()
    page.goto("/people/sign-in/")
    page.evaluate(
        "localStorage.setItem('ruamphon-draft:999:visit-1', JSON.stringify({values: {}, savedAt: Date.now()}))"
    )
    page.reload()
    assert page.evaluate(DRAFTS) == ["ruamphon-draft:999:visit-1"]  # a session that ran out loses nothing
    sign_in(page, "student")
    assert page.evaluate(DRAFTS) == []
