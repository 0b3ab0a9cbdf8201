"""The PDF is read again with pdfium, as a viewer would: its words, its fonts, its pages."""

from datetime import UTC, datetime
from io import BytesIO

import pikepdf
import pypdfium2
import pytest
import typst
from hypothesis import given, settings
from hypothesis import strategies as st

from ruamphon.core.labels import both
from ruamphon.core.pdf import BREAK, hand_out_pdf, make_pdf
from ruamphon.core.text import Text

AT = datetime(2026, 11, 21, 11, 5, tzinfo=UTC)
ONE_BY_ONE = "#for word in data [\n#word\n\n]"


def made(*words, **more):
    return make_pdf(ONE_BY_ONE, list(words), title="ทดสอบ", at=AT, **more)


def pages_of(content):
    document = pypdfium2.PdfDocument(content)
    try:
        return [page_text(document, number) for number in range(len(document))]
    finally:
        document.close()


def page_text(document, number):
    page = document[number]
    text = page.get_textpage()
    words = text.get_text_bounded().replace("\r\n", "\n")
    text.close()
    page.close()
    return words


def said(*words, **more):
    """What the paper says between its head and its foot."""
    return "\n".join(pages_of(made(*words, **more))).split("\nจัดทำเมื่อ")[0]


THAI = (
    "น้ำพริกเผาปู่ย่า",
    "กลุ่มแม่บ้านเกษตรกรบ้านหนองพะวา",
    "ผู้สูงอายุ ก๋วยเตี๋ยวเรือ",
    "นางสาวกิ่งแก้ว ศิลป์ประดิษฐ์",
    "สมัชญ์ ฤๅษี ฟั่นเฝือ ป่าชุมชน",
    "หนึ่ง กิ่ง ปั้น เตี๋ยว ฝั่ง ที่ ญี่ปุ่น ปู่ ฐู ฎุ สิทธิ์ ก็ ปั๊ม ผึ้ง โป๊ะ ซ้ำ ฝ้าย",
)


@pytest.mark.parametrize("name", THAI)
def test_thai_comes_out_whole_with_its_vowels_and_tone_marks(name):
    assert said(name).replace(" ", "") == name.replace(" ", "")  # a gap after a mark is too thin for pdfium


@pytest.mark.parametrize(
    "typed",
    [
        "#data *หนา* _เอน_ `code` = หัวข้อ",
        "$x^2$ @ref <label> // หมายเหตุ /* */",
        "\\ \\n \\u{41} \\\\",
        "\"คำพูด\" 'คำ' “คำ” -- --- ...",
        '#panic("x") #import "@preview/a:1.0.0"',
        '{"json": [1, 2]}',
        "- ข้อ + ข้อ / คำ: ความ",
    ],
)
def test_what_was_typed_is_never_read_as_markup(typed):
    assert said(typed) == typed


def test_the_title_is_no_markup_either():
    content = make_pdf("#pagebreak()", {}, title='#panic("x") *ก*', at=AT)
    assert '#panic("x") *ก*' in pages_of(content)[1]


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("ข้าว🌾หอม", "ข้าว[ear of rice]หอม"),
        ("👩🏽‍🌾", "[woman][ear of rice]"),
        ("ครบ ✓️", "ครบ [check mark]"),
        ("日", "[U+65E5]"),
        ("①", "[circled digit one]"),
        ("ก\u200bข\u202eค\ufeff\x00ง\ud800", "กขคง"),
        ("\ue001", "[U+E001]"),
        ("ก\tข", "ก ข"),
        ("บรรทัดหนึ่ง\r\nบรรทัดสอง", "บรรทัดหนึ่ง\nบรรทัดสอง"),
    ],
)
def test_a_letter_that_sarabun_lacks_is_named_and_an_invisible_one_left_out(typed, printed):
    assert said(typed) == printed


@pytest.mark.parametrize("word", ["a" * 300, "https://example.org/" + "Ab1/" * 80, "ก" * 300, "é" * 200])
def test_a_word_too_long_for_a_line_is_broken_and_stays_whole_as_text(word):
    lines = said(word).split("\n")
    assert len(lines) > 1
    assert "".join(lines) == word
    assert BREAK not in "".join(lines)


def test_the_same_input_gives_the_same_bytes_and_another_moment_does_not():
    assert made("ก") == made("ก")
    later = make_pdf(ONE_BY_ONE, ["ก"], title="ทดสอบ", at=AT.replace(minute=6))
    assert later != made("ก")


def test_the_paper_is_a4_tagged_pdf_a_in_sarabun_alone():
    content = made("ก")
    document = pypdfium2.PdfDocument(content)
    size = document[0].get_size()
    assert document.is_tagged()
    document.close()
    assert [round(side) for side in size] == [595, 842]
    assert b"pdfaid:part>2<" in content
    assert b"pdfaid:conformance>A<" in content
    with pikepdf.open(BytesIO(content)) as opened:
        fonts = {str(font.BaseFont)[8:] for font in opened.pages[0].Resources.Font.values()}
    assert fonts == {"Sarabun-Regular"}


def test_days_are_in_the_buddhist_era_in_thai_and_in_the_common_era_in_english():
    source = '#day("2026-11-21") #sym.bar.v #day("2026-02-01T09:30") #sym.bar.v #day(none)'
    thai = pages_of(make_pdf(source, {}, title="ก", at=AT))[0]
    english = pages_of(make_pdf(source, {}, title="a", at=AT, lang="en"))[0]
    assert thai == "21 พ.ย. 2569 | 1 ก.พ. 2569 09:30 น. | –\nจัดทำเมื่อ 21 พ.ย. 2569 18:05 น. หน้า 1 / 1"
    assert english == "21 Nov 2026 | 1 Feb 2026 09:30 | –\nMade on 21 Nov 2026 18:05 Page 1 / 1"


def test_later_pages_say_which_paper_they_are_of():
    second = pages_of(make_pdf("#pagebreak()\nข", {}, title="แฟ้มหลักฐาน", at=AT))[1]
    assert second == "แฟ้มหลักฐาน รวมพล · Ruamphon\nข\nจัดทำเมื่อ 21 พ.ย. 2569 18:05 น. หน้า 2 / 2"


def test_texts_speak_the_readers_language():
    assert said(Text("ไทย", "English"), both("กลุ่ม", "group")) == "ไทย\nกลุ่ม"


def test_a_wrong_source_says_so():
    with pytest.raises(typst.TypstError):
        make_pdf("#nothing_of_the_name", {}, title="ก", at=AT)


def test_a_source_cannot_read_the_machines_files():
    with pytest.raises(typst.TypstError):
        make_pdf('#read("/etc/hostname")', {}, title="ก", at=AT)


def test_the_download_has_its_name_and_is_not_kept():
    response = hand_out_pdf(b"%PDF", "แฟ้ม\n1")
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == (
        "attachment; filename*=UTF-8''%E0%B9%81%E0%B8%9F%E0%B9%89%E0%B8%A11.pdf"
    )
    assert response["Cache-Control"] == "private, no-store"


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200))
def test_any_text_at_all_makes_a_paper(typed):
    assert made(typed).startswith(b"%PDF-")
