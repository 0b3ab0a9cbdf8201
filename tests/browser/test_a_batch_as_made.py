"""A batch as it was made, on a phone in Thai: a member types what was used, sees why it cost more, and takes a wrong one back."""

from decimal import Decimal

import pytest

from ruamphon.costing.models import MadeBatch
from tests import cast as cast_module
from tests.browser.pictures import look
from tests.browser.signing_in import let_in
from tests.costing import making


@pytest.fixture
def cast(transactional_db):
    return cast_module.build()


@pytest.fixture
def recipe(cast):
    return making.first_sheet(cast)


def rows_of(table):
    """A bridge as it reads: what each step is called, and its baht."""
    cells = [row.locator("th, td").all_inner_texts() for row in table.locator("tbody tr").all()]
    return [(name.strip(), amount.strip().split()[0]) for name, amount in cells]


def test_a_member_notes_a_batch_and_sees_why_it_cost_more(cast, recipe, phone, live_server):
    member, mentor = phone(), phone()
    let_in(member, cast.member, live_server)
    member.goto(f"/costs/{recipe.pk}/")
    member.get_by_role("link", name="รอบที่ทำจริง").click()
    member.get_by_role("link", name="จดรอบแรก").click()
    look(member, "batch-new")

    # the plan stands in the boxes; without the good ones it cannot be kept, and nothing typed is lost
    assert member.locator("[name=use-0-quantity]").input_value() == "2"
    member.locator("[name=use-0-quantity]").fill("๓")
    member.locator("[name=use-0-price]").fill("40 บาท")
    member.get_by_role("button", name="บันทึก").click()
    assert "บอกด้วยว่าได้ของดีเท่าไร" in member.locator(".form-errors").inner_text()
    assert member.locator("[name=use-0-quantity]").input_value() == "๓"
    assert member.locator("[name=use-0-price]").input_value() == "40 บาท"
    member.locator("[name=good-0]").fill("38")
    member.get_by_role("button", name="บันทึก").click()
    member.get_by_role("heading", name="ต่างจากแผนเพราะอะไร").wait_for()
    look(member, "batch")

    # 38 jars should have cost 1,387: dearer chilli, more of it, and two jars fewer than planned
    full, cash = member.locator("section[aria-labelledby=why] table").all()
    assert rows_of(full) == [
        ("ของดีเท่านี้ควรใช้", "1,387.00"),
        ("ราคาต่างจากแผน", "+30.00"),
        ("ใช้ของมากหรือน้อยกว่าแผน", "+30.00"),
        ("ได้ชิ้นดีมากหรือน้อยกว่าแผน", "+73.00"),
        ("ใช้ไปจริง", "1,520.00"),
    ]
    assert rows_of(cash)[-1] == ("ใช้ไปจริง", "1,320.00")
    assert member.get_by_text("เกินแผน 133.00 บาท").first.is_visible()
    batch = MadeBatch.objects.get()
    assert (batch.actual_full, batch.planned_full) == (Decimal(1520), Decimal(1387))

    # it was another day's: taken back with a reason, it stays readable
    member.get_by_role("link", name="จดผิด ยกเลิก").click()
    member.locator("[name=reason]").fill("จดผิดวัน")
    member.get_by_role("button", name="บันทึก").click()
    member.get_by_text("จดผิดวัน").wait_for()
    member.goto(f"/costs/{recipe.pk}/batches/")
    assert member.get_by_text("ยกเลิกแล้ว").is_visible()
    look(member, "batches")

    let_in(mentor, cast.mentor, live_server)
    assert mentor.goto(batch.get_absolute_url()).status == 404
    assert mentor.goto(f"/costs/{recipe.pk}/batches/").status == 404
