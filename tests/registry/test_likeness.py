import pytest

from ruamphon.core.thai_text import search_key
from ruamphon.registry.likeness import Match, best_match, trigrams


def match(typed, **fields):
    return best_match(search_key(typed), fields.items())


def test_trigrams_are_taken_inside_words_and_once():
    assert trigrams("มาบตา ab กกกกก") == ["มาบ", "าบต", "บตา", "กกก"]


@pytest.mark.parametrize(
    ("typed", "fields", "expected"),
    [
        ("ครัว", {"name_th": "ครัว"}, Match(120, "name_th", is_exact=True)),
        ("ครัว", {"name_th": "ครัวบ้านนา"}, Match(110, "name_th", is_exact=True)),
        ("บ้านนา", {"name_th": "ครัวบ้านนา"}, Match(100, "name_th", is_exact=True)),
        ("ครัวบ้าน", {"name_th": "ครัว บ้านนา"}, Match(110, "name_th", is_exact=True)),
        ("สมศรี อ้วน", {"name_th": "สมศรี ดี", "nickname": "อ้วน"}, Match(95, "name_th", is_exact=True)),
        ("อ้วน", {"name_th": "สมศรี ดี", "nickname": "อ้วน"}, Match(120, "nickname", is_exact=True)),
        ("มาบตะพุด", {"name_th": "มาบตาพุด"}, Match(87.5, "name_th", is_exact=False)),
        ("กปิ", {"name_th": "กะปิ"}, None),
        ("ไม่เกี่ยวเลย", {"name_th": "มาบตาพุด"}, None),
        ("", {"name_th": "มาบตาพุด"}, None),
        ("สมศรีคนงาม", {"nickname": "ศรี"}, None),
    ],
)
def test_the_field_that_fits_best(typed, fields, expected):
    assert match(typed, **fields) == expected


def test_the_misspelling_of_the_seed_article():
    found = match("วิสหากิจชุมชน", name_th="วิสาหกิจชุมชนครัวตัวอย่าง")
    assert found is not None
    assert (found.field, found.is_exact, found.score > 85) == ("name_th", False, True)
