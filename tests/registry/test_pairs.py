from decimal import Decimal

import pytest

from ruamphon.registry import pairs
from ruamphon.registry.domain import bare_key
from ruamphon.registry.pairs import Known, likely_pairs, reasons_for


def known(pk, name, **fields):
    return Known(pk, bare_key(name), **fields)


HERE = (Decimal("12.68095"), Decimal("101.25000"))
NEXT_DOOR = (Decimal("12.68195"), Decimal("101.25050"))
FAR = (Decimal("12.69095"), Decimal("101.25000"))


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (known(1, "วิสาหกิจชุมชนครัวบ้านนา"), known(2, "กลุ่ม ครัวบ้านนา"), ["ชื่อเหมือนกัน"]),
        (known(1, "ครัวบ้านนาเย็น"), known(2, "ครัวบ้านนาเยน"), ["ชื่อเหมือนกัน"]),  # ็ does not count
        (known(1, "ครัวบ้านนาสุข"), known(2, "ครัวบ้านนาสุก"), ["ชื่อใกล้กันมาก"]),
        (known(1, "สวนบ้านนา 1"), known(2, "สวนบ้านนา 2"), []),
        (known(1, "กะปิ"), known(2, "กะป"), []),
        (known(1, "ก", phone="0812345678"), known(2, "ข", phone="0812345678"), ["เบอร์เดียวกัน"]),
        (known(1, "ก", place="เนินพระ"), known(2, "ข", place="เนินพระ"), ["สถานที่เดียวกัน"]),
        (known(1, "ก", place="เนินพระ", subdistrict=1), known(2, "ข", place="เนินพระ", subdistrict=2), []),
        (known(1, "ก", pin=HERE), known(2, "ข", pin=NEXT_DOOR), ["หมุดอยู่ห่างกันไม่เกิน 200 เมตร"]),
        (known(1, "ก", pin=HERE), known(2, "ข", pin=FAR), []),
        (known(1, "ก", members=frozenset({5})), known(2, "ข", members=frozenset({5, 6})), ["มีสมาชิกคนเดียวกัน"]),
        (known(1, "กลุ่ม"), known(2, "วิสาหกิจชุมชน"), []),
    ],
)
def test_reasons(one, other, expected):
    assert [reason.th for reason in reasons_for(one, other)] == expected


def test_the_likeliest_come_first_and_those_told_apart_not_at_all():
    groups = [
        known(3, "ครัวบ้านนาสุข", phone="1", place="ก"),
        known(1, "ครัวบ้านนาสุก", phone="1", place="ก"),
        known(2, "ครัวบ้านนาสุข"),
        known(4, "คนละเรื่อง", place="ก"),
    ]
    assert [(pair.first, pair.second, pair.weight) for pair in likely_pairs(groups)] == [
        (1, 3, 115),
        (2, 3, 60),
        (1, 2, 50),
    ]
    assert [(pair.first, pair.second) for pair in likely_pairs(groups, frozenset({(1, 3)}))] == [
        (2, 3),
        (1, 2),
    ]


def test_a_piece_that_many_names_have_says_nothing(monkeypatch):
    monkeypatch.setattr(pairs, "COMMON_PIECE", 2)
    groups = [known(number, f"ครัวบ้านนาสุข{letter}") for number, letter in enumerate("กขคง")]
    assert likely_pairs(groups) == []
