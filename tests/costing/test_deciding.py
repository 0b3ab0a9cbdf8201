"""Prices to ask, break-even, what-if, and a batch against its plan."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from random import Random

import pytest

from ruamphon.costing.domain import (
    Actual,
    CostProblem,
    NameProblem,
    NothingGood,
    OutOfBounds,
    Range,
    ShareProblem,
    UsedInBatch,
    WhatIf,
    ask,
    baht,
    book,
    break_even,
    by_batch,
    by_month,
    compare,
    cost,
    cost_plus,
    likely_cost,
    no_price,
    price_of,
    target_margin,
    what_if,
)
from ruamphon.costing.enums import Cover, Variance
from tests.costing import worked
from tests.costing.inventing import invented


def chips():
    return cost(worked.banana_chips(), "chips")


def test_prices_from_a_cost():
    assert cost_plus(Fraction("15.50"), Fraction("0.3")) == Fraction("20.15")
    assert target_margin(Fraction(14), Fraction("0.3")) == 20
    with pytest.raises(ShareProblem) as caught:
        target_margin(Fraction(14), Fraction(1))
    assert caught.value.field == "margin"
    with pytest.raises(ShareProblem):
        target_margin(Fraction(14), Fraction(-1))
    with pytest.raises(OutOfBounds):
        cost_plus(Fraction(14), Fraction(-1))


def test_break_even_in_pieces_and_baht():
    found = break_even(fixed=Fraction(1_000), variable=Fraction(12), price=Fraction(20))
    assert (found.pieces, found.whole, found.baht) == (125, 125, 2_500)
    assert found.picture[0] == (0, 1_000, 0)
    assert found.picture[5] == (125, 2_500, 2_500)
    assert found.picture[-1] == (250, 4_000, 5_000)


def test_the_first_whole_piece_that_pays():
    found = break_even(fixed=Fraction(1_000), variable=Fraction(13), price=Fraction(20))
    assert (found.whole, baht(found.baht)) == (143, Decimal("2857.14"))


def test_a_price_that_never_pays():
    with pytest.raises(CostProblem) as caught:
        break_even(fixed=Fraction(1), variable=Fraction(20), price=Fraction(20))
    assert caught.value.field == "price"


def test_what_comes_anyway():
    month = by_month(chips())
    assert (month.fixed.cash.likely, month.fixed.full.likely) == (200, 500)
    assert month.variable.full.likely == Fraction(650, 45)
    batch = by_batch(chips())
    assert batch.fixed.full.likely + 45 * batch.variable.full.likely == 700


@pytest.mark.parametrize(
    ("price", "cover", "below"),
    [("15.55", Cover.BELOW, True), ("15.56", Cover.COVERED, False), ("0", Cover.BELOW, True)],
)
def test_a_price_below_full_cost_is_flagged(price, cover, below):
    answer = ask(chips(), Fraction(price))
    assert (answer.cover, answer.below_full) == (cover, below)
    assert answer.cash_profit == Fraction(price) - 6


def test_a_price_inside_the_range_is_likely_enough():
    wide = what_if(worked.banana_chips(), "chips", WhatIf(wage=Range.between(40, 50, 90)))
    assert ask(wide, Fraction(16)).cover is Cover.LIKELY


def test_a_price_while_something_has_none():
    recipes = worked.banana_chips()
    sheet = what_if(recipes, "chips", WhatIf(lines={"own": no_price("hour")}))
    assert ask(sheet, Fraction(100)).cover is Cover.UNKNOWN
    assert ask(sheet, Fraction(100)).full_profit is None
    assert ask(sheet, Fraction(11)).below_full
    with pytest.raises(CostProblem) as caught:
        likely_cost(sheet)
    assert "แม่ ๆ ช่วยกันทำ" in caught.value.reason.th
    assert likely_cost(chips()) == Fraction(700, 45)


def test_what_if_a_material_is_dearer():
    sheet = what_if(worked.banana_chips(), "chips", WhatIf(materials={"sugar": Fraction(2)}))
    assert (sheet.batch.cash.likely, sheet.batch.full.likely) == (295, 725)


def test_what_if_the_wage_rises():
    sheet = what_if(worked.banana_chips(), "chips", WhatIf(wage=Range.of(70)))
    assert (sheet.batch.cash.likely, sheet.batch.full.likely) == (290, 800)


def test_what_if_the_batch_is_twice_as_large():
    """Banana, syrup and bags double; hours, gas and wear stay."""
    sheet = what_if(worked.banana_chips(), "chips", WhatIf(batch=Fraction(100)))
    assert sheet.batch.full.likely == 700 + 200 + 30 + 100
    assert sheet.piece.full.likely == Fraction(1_030, 90)


def test_what_if_a_line_has_another_price():
    change = WhatIf(lines={"syrup": price_of(Range.of(30), "kg")})
    assert what_if(worked.banana_chips(), "chips", change).batch.full.likely == 730


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (WhatIf(materials={"salt": Fraction(2)}), NameProblem),
        (WhatIf(materials={"sugar": Fraction(-1)}), OutOfBounds),
        (WhatIf(lines={"salt": no_price("kg")}), NameProblem),
        (WhatIf(batch=Fraction(0)), NothingGood),
    ],
)
def test_what_cannot_be(change, problem):
    with pytest.raises(problem):
        what_if(worked.banana_chips(), "chips", change)


# Batches ----------------------------------------------------------------------------------------------------


def used(code, quantity, cash, full):
    return UsedInBatch(
        code=code, name=code, quantity=Fraction(quantity), cash=Fraction(cash), full=Fraction(full)
    )


AS_PLANNED = (
    used("banana", "12.5", 0, 16),
    used("syrup", 2, 15, 15),
    used("own", 4, 0, 50),
    used("hired", 2, 60, 60),
    used("gas", "0.05", 400, 400),
    used("dryer", "0.1", 0, 300),
    used("bag", 50, 2, 2),
)
GOOD = {"chips:bag": Fraction(45)}


def test_as_planned_there_is_no_difference():
    found = compare(chips(), Actual(used=AS_PLANNED, good=GOOD))
    assert (found.actual_cash, found.actual_full) == (270, 700)
    assert (found.full.price, found.full.quantity, found.full.of_yield) == (0, 0, 0)
    assert found.piece_full == Fraction(700, 45)


def test_the_difference_is_split():
    """Banana at 20 instead of 16 and 14 kg of it; 40 good ones instead of 45; a plaster nobody planned."""
    changed = (used("banana", 14, 0, 20), *AS_PLANNED[1:], used("plaster", 1, 5, 5))
    found = compare(chips(), Actual(used=changed, good={"chips:bag": Fraction(40)}))
    assert found.full.part(Variance.PRICE) == 4 * 14
    assert found.full.part(Variance.QUANTITY) == Fraction("1.5") * 16 + 5
    assert found.full.part(Variance.YIELD) == 5 * Fraction(700, 45)
    assert found.full.whole == found.actual_full - found.planned_full
    assert (found.cash.price, found.cash.quantity) == (0, 5)
    assert next((each.code, each.price, each.quantity) for each in found.lines) == ("banana", 56, 24)


def test_two_batches_at_once():
    doubled = tuple(replace(each, quantity=each.quantity * 2) for each in AS_PLANNED)
    found = compare(chips(), Actual(used=doubled, good={"chips:bag": Fraction(90)}, batches=Fraction(2)))
    assert (found.actual_full, found.full.whole) == (1_400, 0)


@pytest.mark.parametrize("seed", range(20))
def test_parts_of_the_difference_sum_to_the_whole(seed):
    chance = Random(seed)  # noqa: S311 — invented recipes
    recipes = invented(chance)
    sheet = cost(recipes, "r6")
    found = compare(
        sheet,
        Actual(
            used=tuple(
                used(line.line.code, chance.randint(0, 99), chance.randint(0, 99), 99 + chance.randint(0, 9))
                for line in sheet.lines
            ),
            good={each.output.code: Fraction(chance.randint(1, 99)) for each in sheet.outputs},
        ),
    )
    assert (
        found.full.price + found.full.quantity + found.full.of_yield == found.actual_full - found.planned_full
    )
    assert (
        found.cash.price + found.cash.quantity + found.cash.of_yield == found.actual_cash - found.planned_cash
    )
    assert sum(each.price for each in found.lines) == found.full.price
    assert sum(each.quantity for each in found.lines) == found.full.quantity


@pytest.mark.parametrize(
    ("actual", "field"),
    [
        (Actual(used=AS_PLANNED[1:], good=GOOD), "used"),
        (Actual(used=AS_PLANNED, good={}), "good"),
        (Actual(used=AS_PLANNED, good=GOOD, batches=Fraction(0)), "batches"),
        (Actual(used=(used("bag", -1, 0, 0), *AS_PLANNED), good=GOOD), "quantity"),
    ],
)
def test_a_batch_that_cannot_be(actual, field):
    with pytest.raises(CostProblem) as caught:
        compare(chips(), actual)
    assert caught.value.field == field


def test_a_plan_without_a_price_is_not_compared():
    sheet = what_if(worked.banana_chips(), "chips", WhatIf(lines={"bag": no_price("piece")}))
    with pytest.raises(CostProblem) as caught:
        compare(sheet, Actual(used=AS_PLANNED, good=GOOD))
    assert caught.value.field == "plan"


def test_an_empty_book_has_no_sheet():
    with pytest.raises(NameProblem):
        cost(book(), "r")
