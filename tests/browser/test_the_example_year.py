"""A newcomer tries the example: as a member reads the roadmap, signs out, and comes back as an officer."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from ruamphon.demo.make import make_demo


@pytest.fixture
def example(transactional_db):
    return make_demo()


def test_a_newcomer_is_a_member_and_then_an_officer(example, phone):
    page = phone()
    page.goto("/people/sign-in/")
    page.get_by_role("heading", name="ลองใช้ในฐานะ …").scroll_into_view_if_needed()
    doors = page.locator(".example-door")
    assert doors.count() == 9
    assert all(doors.nth(at).bounding_box()["height"] >= 44 for at in range(9))
    assert Axe().run(page).response["violations"] == []

    doors.filter(has_text="สมาชิกวิสาหกิจ").click()
    page.wait_for_url("**/today/")
    assert page.locator(".example-bar").inner_text().startswith("ข้อมูลตัวอย่าง")
    assert Axe().run(page).response["violations"] == []
    page.get_by_role("link", name="ดูเส้นทางของกลุ่ม").click()
    page.wait_for_url("**/roadmap/")
    roadmap = page.locator("main").inner_text()
    assert "ขั้นสร้างเครือข่าย" in roadmap
    assert "ช่องทางขายหน้าร้านหรือตลาด" in roadmap
    assert "ส่งกลับให้แก้" in roadmap

    page.locator("header .menu summary").click()
    page.get_by_role("button", name="ออกจากระบบ").click()
    page.wait_for_url("**/people/sign-in/")
    assert page.locator(".example-bar").count() == 0
    assert page.get_by_text("เคยใช้เครื่องนี้").count() == 0

    page.locator(".example-door").filter(has_text="เจ้าหน้าที่โครงการ").press("Enter")
    page.wait_for_url("**/today/")
    waiting = page.locator("main").inner_text()
    assert "รอคุณตัดสินการผ่านขั้น" in waiting
    assert "วิสาหกิจชุมชนจักสานบ้านไผ่งาม (ตัวอย่าง)" in waiting
