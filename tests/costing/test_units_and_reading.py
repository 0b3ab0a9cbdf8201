"""What people type: units, numbers, shares, prices; each refusal names the field and the fix."""

from decimal import Decimal
from fractions import Fraction

import pytest

from ruamphon.costing.domain import (
    UNITS,
    FreePrice,
    NoConversion,
    NotANumber,
    OutOfBounds,
    Range,
    ShareProblem,
    ThousandFold,
    UnknownUnit,
    check_usual,
    in_units,
    read_number,
    read_price,
    read_quantity,
    read_range,
    read_share,
    read_unit,
)


@pytest.mark.parametrize(
    ("unit", "wanted", "exact"),
    [
        ("khit", "g", "100"),
        ("khit", "kg", "0.1"),
        ("hap", "kg", "60"),
        ("thang", "l", "20"),
        ("pip", "thang", "1"),
        ("kwian", "thang", "100"),
        ("rai", "ngan", "4"),
        ("rai", "wa2", "400"),
        ("wa2", "m2", "4"),
        ("wa", "m", "2"),
        ("khuep", "wa", "0.125"),
        ("dozen", "piece", "12"),
        ("gross", "dozen", "12"),
        ("pair", "piece", "2"),
        ("tbsp", "tsp", "3"),
        ("workday", "hour", "8"),
        ("minute", "hour", "1/60"),
        ("inch", "cm", "2.54"),
        ("ft2", "m2", "0.09290304"),
        ("kam", "kam", "1"),
    ],
)
def test_sizes(unit, wanted, exact):
    assert in_units(unit, wanted, own={}, thing="ของ") == Fraction(exact)


@pytest.mark.parametrize(
    ("unit", "own", "kilos"),
    [
        ("pip", {"pip": Fraction(18)}, "18"),
        ("pip", {"l": Fraction("0.92")}, "18.4"),
        ("thang", {"l": Fraction("0.75")}, "15"),
        ("kam", {"kam": Fraction("0.25")}, "0.25"),
        ("dozen", {"piece": Fraction("0.06")}, "0.72"),
        ("g", {"pip": Fraction(18)}, "0.001"),
    ],
)
def test_a_things_own_conversions(unit, own, kilos):
    assert in_units(unit, "kg", own=own, thing="ของ") == Fraction(kilos)


def test_what_cannot_be_turned_into_each_other_asks():
    with pytest.raises(NoConversion) as caught:
        in_units("kam", "kg", own={}, thing="ผักบุ้ง")
    assert caught.value.field == "unit"
    assert caught.value.reason.th == (
        "ยังแปลง “กำ” เป็น “กิโลกรัม” สำหรับ “ผักบุ้ง” ไม่ได้ บอกก่อนว่าหนึ่ง กำ เท่ากับกี่ กิโลกรัม"
    )


def test_a_conversion_of_nothing():
    with pytest.raises(OutOfBounds) as caught:
        in_units("kam", "kg", own={"kam": Fraction(0)}, thing="ผัก")
    assert caught.value.field == "conversion"


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("กก.", "kg"),
        ("KG", "kg"),
        (" กิโล ", "kg"),
        ("ขีด", "khit"),
        ("ปีบ", "pip"),
        ("ตร.ว.", "wa2"),
        ("โหล", "dozen"),
    ],
)
def test_spellings_of_units(typed, code):
    assert read_unit(typed).code == code


def test_every_unit_is_read_by_its_names():
    for code, unit in UNITS.items():
        for word in (code, unit.name.th, unit.name.en, *unit.also):
            assert read_unit(word).code == code


def test_an_unknown_unit_is_a_sentence_with_a_hint():
    with pytest.raises(UnknownUnit) as caught:
        read_unit("กิโลกัม")
    assert "หมายถึง “กิโลกรัม” หรือไม่" in caught.value.reason.th
    with pytest.raises(UnknownUnit) as caught:
        read_unit("สลึง")
    assert caught.value.reason.en.startswith("There is no unit “สลึง”. Choose one")


@pytest.mark.parametrize(
    ("typed", "value"), [("๑,๒๕๐.๕๐", "1250.50"), (" 1,250 ", "1250"), ("0", "0"), ("12.345", "12.345")]
)
def test_numbers(typed, value):
    assert read_number(typed, name="ราคา", field="price") == Decimal(value)


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("", NotANumber),
        ("สิบสอง", NotANumber),
        ("1,25", NotANumber),
        ("1.2.3", NotANumber),
        ("-3", OutOfBounds),
        ("\u22123", OutOfBounds),
        ("1,000,000,000,000", OutOfBounds),
        ("1e5", NotANumber),
        ("nan", NotANumber),
    ],
)
def test_numbers_that_cannot_be(typed, problem):
    with pytest.raises(problem) as caught:
        read_number(typed, name="ราคา", field="price")
    assert caught.value.field == "price"


def test_ten_to_the_twelfth_baht_names_the_amount():
    with pytest.raises(OutOfBounds) as caught:
        read_price("1000000000000", name="แป้ง")
    assert caught.value.reason.en == (
        "“แป้ง” is larger than believable (1,000,000,000,000); at most a thousand million. Check the zeros."
    )


@pytest.mark.parametrize("typed", ["ฟรี", " free ", "ฟรี บาท"])
def test_free_asks_which_kind(typed):
    with pytest.raises(FreePrice) as caught:
        read_price(typed, name="ใบตอง")
    assert caught.value.field == "price"
    assert "ของเราเอง" in caught.value.reason.th


def test_prices_and_ranges():
    assert read_price("30–35 บาท", name="แป้ง") == Range.between(30, Decimal("32.5"), 35)
    assert read_price("฿ 12.50", name="แป้ง") == Range.of(Decimal("12.50"))
    assert read_range("๑๐ ถึง ๒๐", name="ชิ้น", field="good") == Range.between(10, 15, 20)
    with pytest.raises(OutOfBounds, match=r"35|Low"):
        read_price("35-30", name="แป้ง")


@pytest.mark.parametrize(
    ("typed", "share"), [("15%", "0.15"), ("0.15", "0.15"), ("๑๐๐ %", "1"), ("1", "1"), ("0", "0")]
)
def test_shares(typed, share):
    assert read_share(typed, name="เสีย", field="loss") == Fraction(share)


def test_a_share_above_one_asks_for_percent():
    with pytest.raises(ShareProblem) as caught:
        read_share("15", name="ของเสีย", field="loss")
    assert "15%" in caught.value.reason.th
    with pytest.raises(ShareProblem):
        read_share("101%", name="ของเสีย", field="loss")


def test_quantities_with_units():
    number, unit = read_quantity("๒.๕ ขีด", name="เกลือ")
    assert (number, unit.code) == (Decimal("2.5"), "khit")
    with pytest.raises(NotANumber):
        read_quantity("สองขีด", name="เกลือ")
    with pytest.raises(UnknownUnit):
        read_quantity("2 ดอลลาร์", name="เกลือ")


@pytest.mark.parametrize(("typed", "instead"), [("25000", "25"), ("0.03", "30")])
def test_a_thousand_fold_slip_is_caught(typed, instead):
    with pytest.raises(ThousandFold) as caught:
        check_usual(Fraction(typed), Fraction(26), name="แป้ง", field="price")
    assert f"it should be {instead}." in caught.value.reason.en
    assert caught.value.field == "price"


@pytest.mark.parametrize("typed", ["26", "5000", "0.2", "0"])
def test_what_is_within_reach_is_let_pass(typed):
    check_usual(Fraction(typed), Fraction(26), name="แป้ง", field="price")
