"""On a phone, in Thai: find a group by a misspelt part, call a member by nickname, merge a duplicate, undo it."""

import re

import pytest

from ruamphon.registry import actions
from ruamphon.registry.models import Enterprise, Membership, Merge, Product
from tests import cast as cast_module
from tests.browser.signing_in import let_in, sign_in


@pytest.fixture
def start(transactional_db):
    """Group A with a member who has a nickname and a phone, and a second record of it with a product."""
    cast = cast_module.build()
    Enterprise.objects.filter(pk=cast.enterprise.pk).update(place_label="มาบตาพุด")
    auntie = cast_module.person("สมปอง ใจงาม", nickname="แป๋ว", phone="0812345678")
    Membership.objects.create(enterprise=cast.enterprise, person=auntie)
    twin = actions.register_enterprise(
        by=cast.officer, within=cast.programme.scope, name_th="กลุ่มครัวตัวอย่าง", place_label="มาบตาพุด"
    )
    Product.objects.create(enterprise=twin, name_th="แกงตัวอย่าง", registered_on="2026-01-05")
    return cast, twin


def find(page, typed):
    """From the icon in the header of any page."""
    page.get_by_role("link", name="ค้นหา", exact=True).click()
    page.wait_for_url("**/search/**")
    page.get_by_role("searchbox").fill(typed)
    page.get_by_role("button", name="ค้นหา").click()
    page.wait_for_url("**/search/?q=**")


def test_find_call_merge_and_undo(start, phone, live_server):
    cast, twin = start
    page = phone()
    sign_in(page, "officer")
    find(page, "มาบตะพุด")
    assert page.get_by_role("heading", level=3).all_inner_texts() == [twin.name_th, cast.enterprise.name_th]
    assert page.get_by_text("สถานที่สะกดใกล้เคียง").count() == 2
    find(page, "แป๋ว")
    call = page.get_by_role("link", name=re.compile("โทรหา สมปอง"))
    assert call.get_attribute("href") == "tel:0812345678"

    page.goto("/enterprises/")
    page.get_by_role("link", name="กลุ่มที่อาจซ้ำ").click()
    page.get_by_role("link", name=re.compile(re.escape(cast.enterprise.name_th))).click()
    page.get_by_role("link", name=f"เก็บ {cast.enterprise.code}").click()
    page.get_by_label("เหตุผล").fill("โทรถามประธานแล้ว เป็นกลุ่มเดียวกัน")
    page.get_by_role("button", name="รวมเป็นกลุ่มเดียว").click()
    page.wait_for_url("**/registry/merges/*/")
    page.get_by_text("รวมเป็นกลุ่มเดียวแล้ว").wait_for()
    merge = Merge.objects.get()
    assert cast.enterprise.products.count() == 2

    page.goto(f"/enterprises/{twin.pk}/")
    assert page.url.endswith(f"/enterprises/{cast.enterprise.pk}/")
    find(page, twin.code)
    page.get_by_text("ตรงกับรหัสเดิม").wait_for()

    page.goto(merge.get_absolute_url())
    page.get_by_role("link", name="ยกเลิกการรวม").click()
    page.get_by_label("เหตุผล").fill("ที่จริงเป็นคนละกลุ่ม")
    page.get_by_role("button", name="ยกเลิกการรวม").click()
    page.get_by_text("ทุกอย่างกลับไปอยู่ที่เดิม").wait_for()
    assert twin.products.count() == 1


def test_a_member_finds_their_own_and_not_what_is_not_theirs(start, phone, live_server):
    cast, _ = start
    page = phone()
    let_in(page, cast.other_member, live_server)
    page.goto("/search/?q=แป๋ว")
    page.get_by_text("ไม่พบสิ่งที่ค้นหา").wait_for()
    assert "081-234-5678" not in page.content()
