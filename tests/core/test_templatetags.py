from datetime import date
from decimal import Decimal

import pytest
from django.template import Context, Template
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from ruamphon.core.icons import UnknownIcon
from ruamphon.core.templatetags import ruamphon as tags
from ruamphon.core.text import Text


def rendered(source, language="th", **context):
    with override(language):
        return Template("{% load ruamphon %}" + source).render(Context(context))


@pytest.mark.parametrize(
    ("language", "days", "expected"),
    [("th", 1, "เหลือ 1 วัน"), ("th", 5, "เหลือ 5 วัน"), ("en", 1, "1 day left"), ("en", 5, "5 days left")],
)
def test_t_follows_the_reader_and_the_number(language, days, expected):
    assert (
        rendered('{% t "เหลือ {n} วัน" "{n} day left||{n} days left" n=days %}', language, days=days)
        == expected
    )


@pytest.mark.parametrize(("language", "expected"), [("th", "ไทย <b>หนา</b>"), ("en", "<b>bold</b> & co")])
def test_t_keeps_the_markup_its_author_wrote(language, expected):
    assert rendered('{% t "ไทย <b>หนา</b>" "<b>bold</b> & co" %}', language) == expected


def test_t_escapes_every_value():
    source = '{% t "<i>{who}</i>" "<i>{who}</i>" who=who %}'
    assert rendered(source, who="<script>") == "<i>&lt;script&gt;</i>"
    assert rendered(source, who=Text("ก<ข", "a<b")) == "<i>ก&lt;ข</i>"
    assert rendered(source, "en", who=Text("ก<ข", "a<b")) == "<i>a&lt;b</i>"


def test_t_escapes_wording_that_came_from_a_variable():
    assert rendered("{% t words words %}", words="<script>") == "&lt;script&gt;"


def test_t_can_be_kept_in_a_variable():
    assert rendered('{% t "ก {n}" "a {n}" n=2 as said %}[{{ said }}]') == "[ก 2]"


def test_icon_is_drawn_in_place_and_hidden_from_screen_readers():
    drawing = rendered('{% icon "house" %}')
    opening = (
        '<svg class="icon icon-house" width="20" height="20" viewBox="0 0 16 16" '
        'fill="currentColor" aria-hidden="true">'
    )
    assert drawing[: len(opening)] == opening
    assert drawing[-6:] == "</svg>"
    assert drawing.count("<svg") == 1


@pytest.mark.parametrize("name", ["no-such-icon", "../bootstrap/bootstrap", "", "House"])
def test_an_unknown_icon_fails_loudly(name):
    with pytest.raises(UnknownIcon):
        rendered("{% icon name %}", name=name)


@pytest.mark.parametrize(
    ("amount", "thai", "english"),
    [
        (Decimal("1234.5"), "1,234.50 บาท", "1,234.50 baht"),
        (Decimal(0), "0.00 บาท", "0.00 baht"),
        (Decimal("-12.345"), "-12.35 บาท", "-12.35 baht"),
        (1_000_000, "1,000,000.00 บาท", "1,000,000.00 baht"),
        (None, "–", "–"),
    ],
)
def test_baht(amount, thai, english):
    with override("th"):
        assert tags.baht(amount) == thai
    with override("en"):
        assert tags.baht(amount) == english


@pytest.mark.parametrize(("count", "shown"), [(0, "0"), (99, "99"), (100, "99+"), (100_000, "99+")])
def test_count99(count, shown):
    assert tags.count99(count) == shown


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("เกสร ตัวอย่าง", "ก"),
        ("ไพลิน", "พ"),
        ("สมชาย", "ส"),
        ("Anna Maria Lee", "AM"),
        ("somchai", "S"),
        ("", "·"),
        ("เ", "·"),
        ("(สมหญิง)", "ส"),
    ],
)
def test_initials(name, expected):
    assert tags.initials(name) == expected


@given(st.text())
def test_any_name_has_initials_and_a_lasting_colour(name):
    assert len(tags.initials(name)) >= 1
    assert tags.tone_of(name) == tags.tone_of(str(name))
    assert tags.tone_of(name) in {"sea", "mango", "leaf", "coral", "sky"}


def test_a_row_pairs_labels_with_cells_and_words_days():
    with override("th"):
        assert tags.labelled(["กลุ่ม ก", date(2022, 6, 14), None, 0], ["ก", "ข", "ค", "ง"]) == [
            ("ก", "กลุ่ม ก"),
            ("ข", "14 มิ.ย. 2565"),
            ("ค", "–"),
            ("ง", 0),
        ]


def test_a_row_that_does_not_fit_its_columns_fails_loudly():
    with pytest.raises(ValueError, match="zip"):
        tags.labelled(["ก"], ["ก", "ข"])


def test_as_id_is_the_same_for_the_same_reason():
    assert tags.as_id("ยังขาดรูป", "why") == tags.as_id("ยังขาดรูป", "why")
    assert tags.as_id("ยังขาดรูป", "why") != tags.as_id("ยังขาดชื่อ", "why")


@pytest.mark.parametrize(
    ("filters", "thai", "english"),
    [
        ("thai_date", "14 มิ.ย. 2565", "14 Jun 2022"),
        ("thai_date_long", "14 มิถุนายน 2565", "14 June 2022"),
    ],
)
def test_date_filters_are_registered(filters, thai, english):
    source = f"{{{{ day|{filters} }}}}"
    assert rendered(source, day=date(2022, 6, 14)) == thai
    assert rendered(source, "en", day=date(2022, 6, 14)) == english
