"""A member takes their name off the public page and takes their data home, on a phone, in Thai."""

import json
from zipfile import ZipFile

import pytest

from tests import cast as cast_module
from tests import world as world_module
from tests.browser.signing_in import sign_in

NAME = "มาลี ประธานกลุ่ม"


@pytest.fixture
def world(transactional_db):
    return world_module.build(cast_module.build())


def press(page, purpose, button):
    card = page.locator("li.consent").filter(has=page.get_by_role("heading", name=purpose))
    card.get_by_role("button", name=button).click()


def test_withdrawing_takes_name_and_photo_off_and_the_copy_holds_ones_own(world, phone, tmp_path):
    visitor, chair = phone(), phone()
    group = f"/show/groups/{world.enterprise_code}/"
    visitor.goto(group)
    assert visitor.get_by_text(NAME).count() == 1
    picture = visitor.locator(".album img")
    picture.scroll_into_view_if_needed()
    assert picture.evaluate("async (img) => { await img.decode(); return img.naturalWidth; }") == 640

    sign_in(chair, "member")
    chair.locator("[data-menu] summary").click()
    chair.get_by_role("link", name="ข้อมูลของฉัน").click()
    with chair.expect_download() as started:
        chair.get_by_role("link", name="ดาวน์โหลดข้อมูลของฉัน").click()
    kept = tmp_path / "copy.zip"
    started.value.save_as(kept)
    with ZipFile(kept) as archive:
        tables = {row["table"]: row["rows"] for row in json.loads(archive.read("data.json"))["tables"]}
        assert archive.namelist() == ["data.json", "data.html"]
    assert tables["people.Person"][0]["name_th"] == NAME

    chair.get_by_role("link", name="ความยินยอมของฉัน").click()
    press(chair, "แสดงชื่อบนหน้าสาธารณะ", "ถอนความยินยอม")
    chair.get_by_text("ถอนความยินยอมแล้ว มีผลทันที").wait_for()
    press(chair, "แสดงรูปบนหน้าสาธารณะ", "ถอนความยินยอม")
    chair.get_by_text("ถอนความยินยอมแล้ว มีผลทันที").wait_for()

    visitor.goto("/")
    visitor.go_back()
    assert visitor.get_by_text(NAME).count() == 0
    assert visitor.locator(".album img").count() == 0
    assert visitor.goto(f"/show/photos/{world.public_photo}/").status == 404

    press(chair, "แสดงชื่อบนหน้าสาธารณะ", "ตกลง")
    chair.get_by_text("บันทึกแล้วว่าคุณยินดี").wait_for()
    visitor.goto(group)
    assert visitor.get_by_text(NAME).count() == 1
