"""Tables as people really have them: each is read right, or answered with a sentence that says where; nothing changes."""

import pytest
from django.urls import reverse

from ruamphon.core.sheets import header_key
from ruamphon.registry.enums import SheetKind
from ruamphon.registry.forms.sheet import MOST_ROWS
from ruamphon.registry.models import Enterprise, SheetImport
from ruamphon.registry.sheets.columns import COLUMNS, known_headings
from ruamphon.registry.sheets.planning import planner
from tests.bad_input.pages import everything
from tests.registry.sheets.sending import (
    as_csv,
    bring_in,
    confirm,
    counts,
    exported,
    faults,
    newest,
    paste,
    refusal,
    review,
    send,
    table,
)

GROUP = "วิสาหกิจชุมชนใหม่ (ตัวอย่าง)"


@pytest.fixture
def officer(cast, client):
    client.force_login(cast.officer)
    return client


@pytest.mark.parametrize(
    ("encoding", "delimiter"), [("cp874", ","), ("tis-620", ";"), ("utf-8", "\t"), ("utf-16", ",")]
)
def test_old_encodings_and_other_separators_go_in(officer, encoding, delimiter):
    content = as_csv([["ชื่อวิสาหกิจ", "ชุมชน"], [GROUP, "ชุมชนริมน้ำ"]], encoding, delimiter)
    assert counts(bring_in(officer, "enterprises", content)) == ("done", 1, 0, 0)
    assert Enterprise.objects.get(name_th=GROUP).community == "ชุมชนริมน้ำ"


def test_cells_pasted_out_of_excel_go_in(officer):
    text = f'ทะเบียนกลุ่ม ปี 2569\t\t\r\nชื่อกลุ่ม\tเล่าเรื่องกลุ่ม\tเบอร์\r\n{GROUP}\t"บรรทัดหนึ่ง\r\nบรรทัดสอง"\t๐๘๑-๒๓๔ ๕๖๗๘\r\n'
    assert paste(officer, "enterprises", text).status_code == 302
    assert confirm(officer).status_code == 302
    made = Enterprise.objects.get(name_th=GROUP)
    assert (made.about_th, made.phone) == ("บรรทัดหนึ่ง\nบรรทัดสอง", "0812345678")


@pytest.mark.parametrize(
    ("typed", "kept"), [("812345678", "0812345678"), ("38123456", "038123456"), ("812345678.0", "0812345678")]
)
def test_a_lost_zero_comes_back_with_a_warning(officer, typed, kept):
    send(officer, "enterprises", as_csv([["ชื่อกลุ่ม", "เบอร์โทร"], [GROUP, typed.removesuffix(".0")]]))
    plan = review(officer)["plan"]
    assert [(each.row, each.column) for each in plan.warnings] == [(2, "เบอร์โทร")]
    assert "เติมเลข 0" in plan.warnings[0].said
    assert confirm(officer).status_code == 302
    assert Enterprise.objects.get(name_th=GROUP).phone == kept


def test_both_eras_in_one_column_are_read_cell_by_cell_and_pointed_out(officer):
    rows = [["ชื่อกลุ่ม", "ก่อตั้งเมื่อ"], [f"{GROUP} หนึ่ง", "14/06/2565"], [f"{GROUP} สอง", "2022-06-15"]]
    send(officer, "enterprises", as_csv(rows))
    plan = review(officer)["plan"]
    assert plan.faults == []
    assert [(each.row, each.column) for each in plan.warnings] == [(3, "ก่อตั้งเมื่อ")]
    assert "ทั้งปี พ.ศ. และ ค.ศ." in plan.warnings[0].said
    days = [row.values["founded_on"].isoformat() for row in plan.rows]
    assert days == ["2022-06-14", "2022-06-15"]


def test_a_year_543_off_and_a_year_of_two_digits_are_refused(officer):
    rows = [["ชื่อกลุ่ม", "ก่อตั้งเมื่อ"], [f"{GROUP} หนึ่ง", "14/06/3108"], [f"{GROUP} สอง", "14/06/65"]]
    send(officer, "enterprises", as_csv(rows))
    said = faults(officer)
    assert [(row, column) for row, column, _ in said] == [(2, "ก่อตั้งเมื่อ"), (3, "ก่อตั้งเมื่อ")]
    assert "543" in said[0][2]
    assert "พ.ศ. 2565" in said[1][2]


def test_forty_thousand_rows_are_refused_with_the_number(officer):
    content = as_csv([["ชื่อกลุ่ม"], *([f"กลุ่มที่ {n}"] for n in range(40_000))])
    before = everything()
    sentence = refusal(send(officer, "enterprises", content))
    assert sentence == [f"มี 40,000 แถว นำเข้าได้ครั้งละไม่เกิน {MOST_ROWS:,} แถว แบ่งเป็นหลายไฟล์ แล้วนำเข้าทีละไฟล์"]
    assert everything() == before


def test_more_new_and_changed_rows_than_one_import_writes_are_refused_with_the_number(officer, monkeypatch):
    monkeypatch.setattr(planner, "MOST_WRITTEN", 2)
    two = [["ชื่อกลุ่ม"], [f"{GROUP} 1"], [f"{GROUP} 2"]]
    three = [["ชื่อกลุ่ม"], [f"{GROUP} 3"], [f"{GROUP} 4"], [f"{GROUP} 5"]]
    assert counts(bring_in(officer, "enterprises", as_csv(two))) == ("done", 2, 0, 0)
    assert counts(bring_in(officer, "enterprises", as_csv([*two, *three[1:3]]))) == ("done", 2, 0, 2)
    send(officer, "enterprises", as_csv([*two, [f"{GROUP} 6"], [f"{GROUP} 7"], [f"{GROUP} 8"]]))
    before = everything()
    ((row, _, sentence),) = faults(officer)
    assert (row, sentence.split("แบ่ง")[0]) == (0, "มีแถวใหม่และแถวที่แก้รวม 3 แถว บันทึกได้ครั้งละไม่เกิน 2 แถว ")
    assert confirm(officer).status_code == 200
    assert everything() == before


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"", "ว่าง.csv", "ว่างเปล่า"),
        (b"%PDF-1.7\n\x00\x01", "กลุ่ม.xlsx", "ไม่ใช่ตาราง"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "ล็อก.xlsx", "รหัสผ่าน"),
        (b"PK\x03\x04", "ขาด.xlsx", "เสีย"),
    ],
)
def test_a_file_that_is_no_table_is_refused_by_name(officer, content, name, said):
    before = everything()
    (sentence,) = refusal(send(officer, "enterprises", content, name))
    assert name in sentence
    assert said in sentence
    assert everything() == before


def test_neither_and_both_are_refused_and_the_paste_is_kept(officer):
    url = reverse("registry:import-new", args=["enterprises"])
    assert "อย่างใดอย่างหนึ่ง" in refusal(officer.post(url))[0]
    answer = send(officer, "enterprises", as_csv([["ชื่อกลุ่ม"], ["ก"]]), pasted="ชื่อกลุ่ม\nข")
    assert "ใช้ได้ทีละอย่าง" in refusal(answer)[0]
    assert "ชื่อกลุ่ม\nข" in answer.content.decode()


def test_a_table_without_a_needed_column_asks_for_it_and_remembers_the_answer(officer):
    content = as_csv([["คนเรียกว่า", "ตั้งอยู่"], [GROUP, "ริมคลอง"]])
    answer = send(officer, "enterprises", content)
    sheet = newest()
    assert answer.url == reverse("registry:import-columns", args=[sheet.pk])
    assert review(officer)["plan"].faults[0].said.startswith("ขาดคอลัมน์ที่ต้องมี: ชื่อกลุ่ม")
    chosen = {"column_0": "name_th", "column_1": "place_label"}
    twice = officer.post(answer.url, chosen | {"column_1": "name_th"})
    assert "แต่ละข้อใช้ได้คอลัมน์เดียว" in twice.content.decode()
    assert officer.post(answer.url, chosen).url == sheet.get_absolute_url()
    assert confirm(officer).status_code == 302
    assert Enterprise.objects.get(name_th=GROUP).place_label == "ริมคลอง"
    again = send(officer, "enterprises", content)
    assert newest().columns == ["name_th", "place_label"]
    assert again.url == newest().get_absolute_url()


def test_an_empty_cell_leaves_what_is_there(officer, cast):
    rows = [["รหัสกลุ่ม", "ชื่อกลุ่ม", "สถานที่ตามเอกสาร", "ชื่อกลุ่ม (อังกฤษ)"], ["CE-90001", "", "", "Another Name"]]
    assert counts(bring_in(officer, "enterprises", as_csv(rows))) == ("done", 0, 1, 0)
    cast.enterprise.refresh_from_db()
    assert (cast.enterprise.name_th, cast.enterprise.place_label) == ("วิสาหกิจชุมชนครัวตัวอย่าง", "ตัวอย่าง")
    assert (cast.enterprise.name_en, cast.enterprise.scope.label_en) == ("Another Name", "Another Name")


def test_a_name_like_one_that_is_there_is_pointed_out(officer):
    send(officer, "enterprises", as_csv([["ชื่อกลุ่ม"], ["กลุ่มครัวตัวอย่าง"]]))
    assert [each.said for each in review(officer)["plan"].warnings] == [
        "ชื่อคล้ายกลุ่มที่มีอยู่แล้ว: วิสาหกิจชุมชนครัวตัวอย่าง (CE-90001) ถ้าเป็นกลุ่มเดียวกัน ใส่รหัสนี้ในแถว"
    ]


@pytest.mark.parametrize("kind", list(SheetKind))
def test_the_template_is_read_and_its_example_passed_over(officer, kind):
    for form in ("xlsx", "csv"):
        content = officer.get(reverse("registry:import-template", args=[kind]) + f"?format={form}").content
        assert table(content)[0] == [column.label.th for column in COLUMNS[kind]]
        send(officer, kind, content, f"x.{form}")
        plan = review(officer)["plan"]
        assert (plan.faults, plan.rows, len(plan.warnings)) == ([], [], 1)


@pytest.mark.parametrize("kind", list(SheetKind))
def test_every_heading_of_ours_is_known_as_itself(kind):
    for column in COLUMNS[kind]:
        for label in (column.label.th, column.label.en):
            assert known_headings(kind)[header_key(label)] == column.name


def test_an_export_never_begins_a_cell_with_a_command(officer, cast):
    cast.enterprise.place_label = "=cmd|' /C calc'!A0"
    cast.enterprise.save()
    content = exported(officer, "enterprises", "csv").decode("utf-8-sig")
    assert ",'=cmd|' /C calc'!A0," in content
    for form in ("csv", "xlsx"):
        cells = [cell for row in table(exported(officer, "enterprises", form)) for cell in row]
        assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))] == []


def test_rows_that_nobody_finished_are_not_kept_for_long(officer, cast):
    send(officer, "enterprises", as_csv([["ชื่อกลุ่ม"], [GROUP]]))
    first = newest()
    SheetImport.objects.update(made_at="2026-01-01T00:00Z")
    send(officer, "enterprises", as_csv([["ชื่อกลุ่ม"], [GROUP]]))
    first.refresh_from_db()
    assert (first.state, first.rows) == ("discarded", [])
    assert officer.post(reverse("registry:import-discard", args=[newest().pk])).status_code == 302
    assert (newest().state, newest().rows) == ("discarded", [])
