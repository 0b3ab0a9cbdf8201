"""The cash book on a phone, in Thai: a member writes down, repeats, takes back; the adviser closes; a mentor sees nothing."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from ruamphon.cashbook.domain import Month
from ruamphon.cashbook.models import CashEntry, MonthClose
from ruamphon.core.thai_dates import short
from tests import cast as cast_module
from tests.browser.signing_in import let_in
from tests.cashbook.keeping import wrote


@pytest.fixture
def cast(transactional_db):
    made = cast_module.build()
    last = Month.of(timezone.localdate()).later(-1)
    wrote(made, 500, on=last.first + timedelta(days=9), note="ยอดเดือนก่อน (ตัวอย่าง)")
    return made


def test_money_comes_in_goes_out_and_a_month_is_closed(cast, phone, live_server):
    member, adviser, mentor = phone(), phone(), phone()
    for page, who in ((member, cast.member), (adviser, cast.adviser), (mentor, cast.mentor)):
        let_in(page, who, live_server)
    book = f"/enterprises/{cast.enterprise.pk}/cashbook/"
    today = timezone.localdate()

    # three taps besides the amount and what it was for: the book, the side, save
    member.goto(f"/enterprises/{cast.enterprise.pk}/")
    member.get_by_role("link", name="สมุดเงินสด").click()
    member.get_by_role("link", name="รับเงิน").click()
    member.locator("[name=amount]").fill("ฟรี")
    member.get_by_text("ขายของ").click()
    member.locator("[name=note]").fill("ตลาดนัด (ตัวอย่าง)")
    member.get_by_role("button", name="บันทึกรับเงิน").click()
    assert "แปลว่าไม่มีเงินเข้าออก" in member.locator(".form-errors").inner_text()
    assert member.locator("[name=note]").input_value() == "ตลาดนัด (ตัวอย่าง)"
    member.locator("[name=amount]").fill("๑,๒๕๐.๕๐")
    member.get_by_role("button", name="บันทึกรับเงิน").click()
    member.wait_for_url("**/cashbook/months/*/")
    assert "1,750.50" in member.locator(".cash-sum-number").inner_text()

    # once more by hand, then the quick button is there: two taps
    wrote(cast, 900, on=today, note="ตลาดนัด (ตัวอย่าง)")
    member.goto(book)
    member.locator(".cash-repeat").click()
    assert member.locator("[name=amount]").input_value() == "900.00"
    member.get_by_role("button", name="บันทึกรับเงิน").click()
    member.wait_for_url("**/cashbook/months/*/")
    assert CashEntry.objects.of(cast.enterprise).balance() == Decimal("3550.50")

    # one of them was wrong
    member.locator(".cash-row a").first.click()
    member.get_by_role("link", name="จดผิด ยกเลิกรายการ").click()
    member.locator("[name=reason]").fill("จดซ้ำ")
    member.get_by_role("button", name="ยกเลิกรายการนี้").click()
    member.wait_for_url("**/cash-entries/*/")
    assert "รายการนี้ถูกยกเลิกแล้ว" in member.locator("main").inner_text()
    member.goto(book)
    assert "2,650.50" in member.locator(".cash-sum-number").inner_text()

    # the adviser looks last month over and closes it
    adviser.goto(book)
    adviser.locator(".cash-step").first.click()
    adviser.get_by_role("link", name="ตรวจและปิดเดือน").click()
    adviser.get_by_role("button", name="เงินตรง ปิดเดือนนี้").click()
    adviser.wait_for_url("**/cashbook/months/*/")
    assert MonthClose.objects.get().balance == Decimal("500.00")
    member.goto(f"{book}new/in/")
    member.locator("[name=amount]").fill("5")
    member.get_by_text("ขายของ").click()
    last_day = Month.of(today).later(-1).last
    member.locator("[name=happened_on]").fill(short(last_day))
    member.get_by_role("button", name="บันทึกรับเงิน").click()
    assert "ปิดเดือนถึง" in member.locator(".form-errors").inner_text()

    # a mentor of the same group finds no book
    mentor.goto(f"/enterprises/{cast.enterprise.pk}/")
    assert mentor.get_by_role("link", name="สมุดเงินสด").count() == 0
    assert mentor.goto(book).status == 404
