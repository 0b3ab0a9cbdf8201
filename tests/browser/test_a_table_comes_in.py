"""An officer's spreadsheet, on a phone, in Thai: faults first, then in; downloaded, and brought back without a change."""

import pytest

from ruamphon.core.sheets import read_file
from ruamphon.registry.models import Enterprise
from tests import cast as cast_module
from tests.browser.signing_in import sign_in
from tests.registry.sheets.sending import as_csv

HEAD = ["ชื่อวิสาหกิจ", "โทรศัพท์", "วันที่ก่อตั้ง", "ทำเลที่ตั้ง"]
NAME = "วิสาหกิจชุมชนทอเสื่อริมคลอง (ตัวอย่าง)"


@pytest.fixture
def cast(transactional_db):
    return cast_module.build()


def hand_in(page, path):
    page.locator("[name=file]").set_input_files(path)
    page.get_by_role("button", name="อ่านตาราง").click()
    page.wait_for_url("**/registry/imports/*/")


def test_faults_then_in_then_out_and_back(cast, phone, tmp_path):
    wrong, right = tmp_path / "ผิด.csv", tmp_path / "ถูก.csv"
    wrong.write_bytes(as_csv([HEAD, [NAME, "12345", "14/6/3108", "ริมคลอง"]], "cp874", ";"))
    right.write_bytes(as_csv([HEAD, [NAME, "812345678", "๑๔ มิ.ย. ๒๕๖๕", "ริมคลอง"]], "cp874", ";"))

    page = phone()
    sign_in(page, "officer")
    page.goto("/enterprises/")
    page.get_by_role("link", name="นำเข้าจาก Excel").click()
    page.get_by_role("link", name="นำเข้าวิสาหกิจ").click()
    hand_in(page, wrong)
    assert page.locator("h1").inner_text() == "พบข้อผิดพลาด 2 แห่ง"
    places = page.locator(".finding-place").all_inner_texts()
    assert places == ["แถว 2 คอลัมน์ “โทรศัพท์”", "แถว 2 คอลัมน์ “วันที่ก่อตั้ง”"]
    assert not Enterprise.objects.filter(name_th=NAME).exists()

    page.get_by_role("link", name="ส่งไฟล์ใหม่").click()
    hand_in(page, right)
    page.get_by_role("link", name="จับคู่คอลัมน์").click()
    page.get_by_label("ทำเลที่ตั้ง").select_option(label="สถานที่ตามเอกสาร")
    page.get_by_role("button", name="ตรวจตาราง").click()
    page.wait_for_url("**/registry/imports/*/")
    assert page.locator(".tally dd").all_inner_texts() == ["1", "0", "0"]
    assert "เติมเลข 0" in page.locator(".findings").inner_text()
    page.get_by_role("button", name="นำเข้าทั้งหมด").click()
    page.wait_for_selector(".fingerprint")
    made = Enterprise.objects.get(name_th=NAME)
    assert (made.phone, made.founded_on.isoformat(), made.place_label) == (
        "0812345678",
        "2022-06-14",
        "ริมคลอง",
    )

    page.goto("/enterprises/")
    page.get_by_text("ดาวน์โหลดเป็นตาราง").click()
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Excel วิสาหกิจ").click()
    taken = tmp_path / "กลุ่ม.xlsx"
    waiting.value.save_as(taken)
    assert len(read_file(taken.read_bytes(), name="กลุ่ม.xlsx")) == 4

    page.goto("/registry/imports/new/enterprises/")
    hand_in(page, taken)
    assert "ไม่มีอะไรต้องเปลี่ยน" in page.locator("main").inner_text()
    assert page.locator(".tally dd").all_inner_texts() == ["0", "0", "3"]
