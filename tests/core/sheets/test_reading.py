import zipfile
from datetime import date
from io import BytesIO

import pytest
from xlsxwriter import Workbook

from ruamphon.core.sheets import read_file, read_pasted, write_csv, write_xlsx
from ruamphon.core.uploads import UploadProblem
from tests.core.uploads import made

ROWS = [["ชื่อ", "เบอร์"], ["น้ำพริก", "๐๘๑"], ["", "2"]]


def text(delimiter, end="\r\n"):
    return end.join(delimiter.join(row) for row in ROWS) + end


def book(cells):
    """An XLSX with values at their places."""
    out = BytesIO()
    workbook = Workbook(out)
    sheet = workbook.add_worksheet()
    for (row, column), value in cells.items():
        if isinstance(value, date):
            sheet.write_datetime(row, column, value, workbook.add_format({"num_format": "dd/mm/yyyy"}))
        else:
            sheet.write(row, column, value)
    workbook.close()
    return out.getvalue()


def refused(content, name="ตาราง.xlsx"):
    with pytest.raises(UploadProblem) as problem:
        read_file(content, name=name)
    return problem.value.reason


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp874", "tis-620", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_every_encoding_and_separator_gives_the_same_rows(encoding, delimiter):
    assert read_file(text(delimiter).encode(encoding), name="x") == ROWS


def test_the_line_that_names_the_separator_is_passed_over():
    assert read_file(("sep=;\r\n" + text(";")).encode(), name="x") == ROWS


def test_quoted_cells_keep_their_lines_and_separators():
    assert read_pasted('ชื่อ\tเล่า\r\nก\t"สอง\r\nบรรทัด, ""จริง"""\r\n') == [
        ["ชื่อ", "เล่า"],
        ["ก", 'สอง\nบรรทัด, "จริง"'],
    ]


def test_a_workbook_keeps_row_numbers_days_and_whole_numbers():
    content = book({(2, 1): "วัน", (3, 1): date(2022, 6, 14), (4, 1): 812345678, (5, 1): 12.5, (6, 1): True})
    assert read_file(content, name="x") == [
        ["", ""],
        ["", ""],
        ["", "วัน"],
        ["", "2022-06-14"],
        ["", "812345678"],
        ["", "12.5"],
        ["", "TRUE"],
    ]


def test_what_is_written_is_read_again():
    rows = [["=1+1", "'ก", "สอง\nบรรทัด"], ["", "๑,๒;๓", '"']]
    shown = [["a", "b", "c"], ["'=1+1", "'ก", "สอง\nบรรทัด"], ["", "๑,๒;๓", '"']]
    assert read_file(write_csv(["a", "b", "c"], rows), name="x") == shown
    assert read_file(write_xlsx(["a", "b", "c"], rows, title="t"), name="x") == shown


def test_csv_begins_with_the_mark_that_excel_needs():
    assert write_csv(["ก"], []).startswith(b"\xef\xbb\xbf")


def test_a_name_says_nothing():
    assert read_file(book({(0, 0): "ก", (0, 1): "ข"}), name="ตาราง.csv") == [["ก", "ข"]]


def test_what_is_no_table_is_refused_with_a_sentence():
    assert "ว่างเปล่า" in refused(b"").th
    assert "ไม่มีข้อมูล" in refused(b"\xef\xbb\xbf\r\n,,\r\n").th
    assert "ไม่ใช่ตาราง" in refused(b"%PDF-1.7\n\x00\x01\x02").th
    assert "ไม่ใช่ตาราง" in refused(b"\x89PNG\r\n\x1a\n\x00\x00").th
    assert (
        "รหัสผ่าน" in refused(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le")).th
    )
    assert "รุ่นเก่า" in refused(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"Workbook").th
    assert "ใหญ่เกินไป" in refused(b"a,b\n" * 3_000_000).th
    assert "เสีย" in refused(b"PK\x03\x04 cut off").th


def test_a_document_is_no_table():
    assert "ไม่ใช่ตาราง" in refused(made.office()).th


def test_a_bomb_is_not_unfolded():
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", b" " * 90_000_000)
    assert "ใหญ่หรือซับซ้อนผิดปกติ" in refused(out.getvalue()).th


def test_one_far_cell_does_not_make_room_for_all_before_it():
    assert "1048576" in refused(book({(0, 0): "ชื่อ", (1_048_575, 16_383): "ไกล"})).th


def reshaped(content, change):
    """A workbook with its first sheet's XML changed."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            new.writestr(name, change(part) if name == "xl/worksheets/sheet1.xml" else part)
    return out.getvalue()


def sheet_of(rows):
    return lambda _: (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        + rows
        + b"</sheetData></worksheet>"
    )


@pytest.mark.parametrize(
    "rows",
    [
        b'<row r="1"><c' + b" " * 900 + b'r="XFD1048576"><v>1</v></c></row>',
        b'<row r="1"><c r="XFD1048576" x="/>"><v>1</v></c></row>',
        b'<row r="1">' + b"<c><v>1</v></c>" * 16_000 + b'</row><row r="1048576"><c><v>1</v></c></row>',
    ],
)
def test_a_far_cell_cannot_hide(rows):
    assert "กินพื้นที่" in refused(reshaped(book({(0, 0): 1}), sheet_of(rows))).th


def test_far_cells_with_nothing_in_them_do_no_harm():
    rows = b'<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c><c r="XFD1" s="1"/></row>'
    assert read_file(reshaped(book({(0, 0): 1}), sheet_of(rows)), name="x") == [["1", "2"]]
