"""The DOCX is opened again, as Word would: its page, fonts, sizes and language, Latin and Thai alike."""

from io import BytesIO

import pytest
import time_machine
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Cm

from ruamphon.core.papers import FONT, Paper, hand_out, sign_block


def opened(paper):
    return Document(BytesIO(paper.content()))


def letters(properties):
    """Fonts, sizes and languages named in run properties."""
    fonts = properties.find(qn("w:rFonts")).attrib
    language = properties.find(qn("w:lang")).attrib
    return {
        "fonts": {name: fonts[qn(f"w:{name}")] for name in ("ascii", "hAnsi", "eastAsia", "cs")},
        "sizes": tuple(properties.find(qn(f"w:{name}")).get(qn("w:val")) for name in ("sz", "szCs")),
        "language": tuple(language[qn(f"w:{name}")] for name in ("val", "bidi")),
        "bold": tuple(properties.find(qn(f"w:{name}")) is not None for name in ("b", "bCs")),
    }


SARABUN = dict.fromkeys(("ascii", "hAnsi", "eastAsia", "cs"), FONT)


@pytest.mark.parametrize(
    ("style", "size", "bold"),
    [
        ("Normal", "32", False),
        ("Title", "40", True),
        ("Heading 1", "36", True),
        ("Table Head", "32", True),
        ("Table Text", "32", False),
        ("Sign Here", "32", False),
    ],
)
def test_each_style_names_thai_letters_as_well_as_latin(style, size, bold):
    properties = opened(Paper("ทดสอบ")).styles[style].element.rPr
    assert letters(properties) == {
        "fonts": SARABUN,
        "sizes": (size, size),
        "language": ("th-TH", "th-TH"),
        "bold": (bold, bold),
    }


def test_the_defaults_of_the_document_are_the_same():
    styles = opened(Paper("ทดสอบ")).styles.element
    properties = styles.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    assert letters(properties)["fonts"] == SARABUN
    assert letters(properties)["language"] == ("th-TH", "th-TH")


def test_the_page_is_a4_with_the_margins_of_a_letter():
    page = opened(Paper("ทดสอบ")).sections[0]
    found = (page.page_width, page.page_height, page.left_margin, page.right_margin, page.top_margin)
    assert [round(length / Cm(1), 1) for length in found] == [21.0, 29.7, 3.0, 2.0, 2.5]


def test_the_file_says_when_it_was_made_and_that_it_is_thai():
    with time_machine.travel("2026-11-21T05:00:00Z", tick=False):
        told = opened(Paper("ทดสอบ")).core_properties
    assert (told.created.isoformat()[:10], told.language, told.comments) == ("2026-11-21", "th-TH", "")


def test_nothing_is_set_run_by_run():
    paper = Paper("ทดสอบ")
    paper.title("ชื่อ")
    paper.body("เนื้อความ")
    paper.table(["ก", "ข"], [["หนึ่ง", "สอง"]], [8, 8])
    paper.signatures([sign_block(name="นางสาวตัวอย่าง", lines=["ผู้บันทึก"])])
    assert opened(paper).element.body.findall(f".//{qn('w:r')}/{qn('w:rPr')}") == []


def test_a_table_repeats_its_heading_and_keeps_rows_whole():
    paper = Paper("ทดสอบ")
    paper.table(["ก", "ข"], [["หนึ่ง", "สอง"]], [6, 10])
    table = opened(paper).tables[0]
    marks = [[mark.tag.split("}")[1] for mark in row._tr.trPr] for row in table.rows]
    assert marks == [["cantSplit", "tblHeader"], ["cantSplit"]]
    assert [[cell.text for cell in row.cells] for row in table.rows] == [["ก", "ข"], ["หนึ่ง", "สอง"]]
    assert [round(cell.width / Cm(1)) for cell in table.rows[1].cells] == [6, 10]


def test_what_xml_cannot_hold_is_left_out():
    paper = Paper("ก\x00ข")
    paper.line("หนึ่ง\x0bสอง\r\nสาม\ufffe")
    assert opened(paper).core_properties.title == "กข"
    assert opened(paper).paragraphs[0].text == "หนึ่งสอง\nสาม"


def test_a_place_to_sign_has_dots_where_no_name_is_known():
    dots = "." * 45
    assert sign_block(lines=["พยาน"]) == [f"(ลงชื่อ){dots}", f"({dots})", "พยาน"]
    assert sign_block(name="นายตัวอย่าง") == [f"(ลงชื่อ){dots}", "(นายตัวอย่าง)"]


def test_the_download_has_a_thai_name_and_leaves_no_copy():
    response = hand_out(Paper("ก"), "ใบลงทะเบียน")
    assert response["Content-Type"].endswith("wordprocessingml.document")
    assert response["Content-Disposition"].startswith("attachment; filename*=UTF-8''%E0%B9%83")
    assert response["Content-Disposition"].endswith(".docx")
    assert response["Cache-Control"] == "private, no-store"


def test_columns_keep_their_widths_in_every_program():
    paper = Paper("ก")
    paper.table(("ก", "ข"), [("1", "2")], (1.3, 5.2))
    paper.signatures([sign_block()])
    ruled, signing = paper.docx.tables
    assert [round(column.width.cm, 1) for column in ruled.columns] == [1.3, 5.2]
    assert [round(column.width.cm, 1) for column in signing.columns] == [8.0, 8.0]
    assert [each.text for each in signing.cell(0, 0).paragraphs[:2]] == [f"(ลงชื่อ){'.' * 30}", f"({'.' * 30})"]
