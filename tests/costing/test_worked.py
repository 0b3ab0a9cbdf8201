"""The sheets that docs/costing.md works out by hand, to the satang."""

from decimal import Decimal
from fractions import Fraction

import pytest

from ruamphon.costing.domain import (
    HerdCount,
    NothingGood,
    OutOfBounds,
    Range,
    ShareProblem,
    bill,
    check_count,
    cost,
    cost_all,
    cost_of_group,
    order,
    per_kilo,
    smallest_group,
)
from ruamphon.costing.domain import book as book_of
from ruamphon.costing.enums import Form, Part
from tests.costing import worked
from tests.costing.worked import FORMS

# cash and full of a good piece, then materials, packaging, labour, overhead, wear of it, as docs/costing.md says
BY_HAND = {
    Form.BATCH: ("6.00", "15.56", "5.00", "2.22", "7.11", "0.56", "0.67"),
    Form.ORDER: ("519.50", "724.50", "517.50", "12.00", "165.00", "5.00", "25.00"),
    Form.TRIP: ("48.42", "76.05", "30.96", "0.00", "41.58", "2.34", "1.17"),
    Form.HERD: ("7037.14", "21557.14", "13465.71", "0.00", "4902.86", "0.00", "3188.57"),
    Form.VISIT: ("154.00", "181.50", "135.00", "0.00", "40.00", "4.00", "2.50"),
}


@pytest.mark.parametrize("form", list(Form))
def test_a_sheet_worked_by_hand(form):
    make, code = FORMS[form]
    sheet = cost(make(), code)
    parts = [sheet.parts[part].full.baht.likely for part in Part]
    found = [sheet.piece.cash.baht.likely, sheet.piece.full.baht.likely, *parts]
    assert found == [Decimal(each) for each in BY_HAND[form]]
    assert sheet.recipe.form is form


def test_the_batch_as_a_whole():
    sheet = cost(worked.banana_chips(), "chips")
    assert (sheet.batch.cash.likely, sheet.batch.full.likely) == (270, 700)
    assert {part: figures.full.likely for part, figures in sheet.batch_parts.items()} == {
        Part.MATERIAL: 225,
        Part.PACKAGING: 100,
        Part.LABOUR: 320,
        Part.OVERHEAD: 25,
        Part.WEAR: 30,
    }
    taken = {line.line.code: (line.taken.likely, line.price_unit) for line in sheet.lines}
    assert taken["banana"] == (Fraction("12.5"), "kg")
    syrup = cost_all(worked.banana_chips(), "chips")["syrup"]
    assert (syrup.piece.cash.likely, syrup.piece.full.likely) == (15, 15)


def test_a_smaller_order_carries_more_of_what_comes_once():
    sheet = cost(worked.leather_bags(4), "bag")
    assert (sheet.piece.cash.likely, sheet.piece.full.likely) == (Fraction("569.50"), Fraction("804.50"))


def test_an_order_of_nothing():
    with pytest.raises(NothingGood):
        order(worked.leather_bags(1).recipes["bag"], 0)


def test_the_catch_carries_the_trip_by_what_it_is_worth():
    sheet = cost(worked.fishing_trip(), "trip")
    assert (sheet.batch.cash.likely, sheet.batch.full.likely) == (2_690, 4_225)
    found = [(each.output.code, each.piece.cash.likely, each.piece.full.likely) for each in sheet.outputs]
    assert found == [
        ("m1", Fraction("48.42"), Fraction("76.05")),
        ("m2", Fraction("32.28"), Fraction("50.70")),
        ("crab", Fraction("118.36"), Fraction("185.90")),
    ]


def trip(**changes):
    ice = worked.thing("ice", "น้ำแข็ง", "1", "bar", "4000")
    asked = {"code": "t", "name": "เที่ยว", "lines": (ice,), "crew": (), "catch": (catch(),)} | changes
    return worked.trip_recipe(worked.Trip(**asked), book_of())


def catch(kilos=Range.of(10), price=Range.of(100)):  # noqa: B008 — immutable
    return worked.Catch(code="c", species="ปลา", grade="", kilos=kilos, price=price)


def hand(share):
    return worked.Crew(code="hand", name="ลูกเรือ", share=Fraction(share))


def test_a_trip_that_loses_money_pays_no_shares():
    sheet = cost(book_of((), (trip(crew=(hand("0.5"),)),)), "t")
    assert sheet.batch.cash.likely == 4_000


def test_shares_of_a_range():
    cheap = worked.thing("ice", "น้ำแข็ง", "1", "bar", "100")
    kilos = Range.between(5, 10, 20)
    recipe = trip(lines=(cheap,), crew=(hand("0.5"),), catch=(catch(kilos),))
    share = cost(book_of((), (recipe,)), "t").lines[1].batch.cash
    assert (share.low, share.likely, share.high) == (200, 450, 950)


@pytest.mark.parametrize(
    ("changes", "problem", "field"),
    [
        ({"catch": (catch(Range.of(0)),)}, NothingGood, "catch"),
        ({"catch": ()}, NothingGood, "catch"),
        ({"catch": (catch(price=Range.of(-1)),)}, OutOfBounds, "price"),
        ({"crew": (hand("0.6"), hand("0.5"))}, ShareProblem, "share"),
        ({"crew": (hand("-0.1"),)}, ShareProblem, "share"),
    ],
)
def test_a_trip_that_cannot_be(changes, problem, field):
    with pytest.raises(problem) as caught:
        trip(**changes)
    assert caught.value.field == field


def test_the_calves_and_the_kilo():
    sheets = cost_all(worked.cattle(), "steer")
    assert [each.baht.likely for each in (sheets["calf"].piece.cash, sheets["calf"].piece.full)] == [
        Decimal("714.29"),
        Decimal("8064.29"),
    ]
    kilo = per_kilo(sheets["steer"], Range.of(420))
    assert (kilo.cash.baht.likely, kilo.full.baht.likely) == (Decimal("16.76"), Decimal("51.33"))


def test_a_herd_that_adds_up():
    check_count(HerdCount(opening=10, born=8, bought=0, died=2, sold=5, closing=11))
    with pytest.raises(OutOfBounds) as caught:
        check_count(HerdCount(opening=10, born=8, bought=0, died=2, sold=5, closing=12))
    assert "11" in caught.value.reason.th
    assert caught.value.field == "closing"


@pytest.mark.parametrize("deaths", [Range.of(6), Range.between(0, 1, 6), Range.at_least(0)])
def test_a_stage_nobody_lives_through(deaths):
    with pytest.raises(NothingGood):
        worked.herd_recipes((worked.Stage(code="s", name="ขุน", heads=Fraction(6), deaths=deaths, lines=()),))


def test_more_deaths_make_every_head_dearer():
    lines = (worked.thing("feed", "อาหาร", "1", "piece", "1200"),)
    stage = worked.Stage(code="s", name="ขุน", heads=Fraction(6), deaths=Range.between(0, 1, 2), lines=lines)
    piece = cost(book_of((), worked.herd_recipes((stage,))), "s").piece.full
    assert (piece.low, piece.likely, piece.high) == (200, 240, 300)


@pytest.mark.parametrize(("heads", "cash", "full"), [(5, "241.00", "321.00"), (10, "183.00", "228.00")])
def test_a_smaller_group_is_dearer_a_head(heads, cash, full):
    sheet = cost_of_group(worked.learning_visit(), heads, book_of())
    assert (sheet.piece.cash.baht.likely, sheet.piece.full.baht.likely) == (Decimal(cash), Decimal(full))


def test_the_smallest_group_and_its_bill():
    sheet = cost(worked.learning_base(), "visit")
    assert smallest_group(sheet, Fraction(200)) == 15
    assert smallest_group(sheet, Fraction(200), cash=True) == 8
    assert [bill(worked.learning_visit(), heads, Fraction(200)) for heads in (4, 10, 12)] == [
        2_000,
        2_000,
        2_400,
    ]
