"""Lots with dated prices: what the average and the latest are, and what is our own."""

from datetime import date
from fractions import Fraction

import pytest

from ruamphon.costing.domain import (
    CostProblem,
    Lot,
    NothingGood,
    OutOfBounds,
    Range,
    Used,
    check_slip,
    own_share,
    price_from,
)
from ruamphon.costing.enums import Known, Paid, PriceWay


def day(number):
    return date(2026, 11, number)


def lot(on, quantity, value, unit="kg", **more):
    asked = {
        "code": f"L{on}",
        "on": day(on),
        "quantity": Fraction(quantity),
        "unit": unit,
        "value": Fraction(value),
    }
    return Lot(**(asked | more))


def price(lots, way=PriceWay.ROLLING, **more):
    return price_from(lots, unit="kg", way=way, **more)


LOTS = (lot(1, 10, 300), lot(5, 20, 720), lot(9, 10, 400))


def test_the_rolling_average_over_all_lots():
    found = price(LOTS)
    assert found.full == Range(Fraction(30), Fraction(1420, 40), Fraction(40))
    assert found.cash == found.full
    assert found.paid is Paid.BOUGHT


def test_the_latest_price_whatever_the_order():
    assert price(LOTS[::-1], PriceWay.LATEST).full == Range.of(40)


def test_what_was_used_leaves_at_the_average():
    used = (Used(on=day(6), quantity=Fraction(15), unit="kg"),)
    # 30 kg at 34.00; 15 left; then 10 kg at 40: (15 x 34 + 400) / 25
    assert price(LOTS, used=used).full.likely == Fraction(910, 25)


def test_after_the_stock_ran_out_the_average_begins_anew():
    used = (Used(on=day(6), quantity=Fraction(300), unit="khit"),)
    assert price(LOTS, used=used).full == Range.of(40)


def test_more_cannot_be_used_than_there_was():
    with pytest.raises(OutOfBounds) as caught:
        price(LOTS, used=(Used(on=day(2), quantity=Fraction(11), unit="kg"),))
    assert caught.value.field == "quantity"


def test_own_harvest_counts_at_market_price_and_is_marked():
    own = lot(2, 10, 500, paid=Paid.OWN)
    found = price([own])
    assert (found.cash, found.full, found.paid) == (Range.of(0), Range.of(50), Paid.OWN)
    mixed = price([LOTS[0], own])
    assert (mixed.cash, mixed.full) == (
        Range(Fraction(0), Fraction(15), Fraction(30)),
        Range(Fraction(30), Fraction(40), Fraction(50)),
    )
    assert own_share([LOTS[0], own]) == Fraction(5, 8)
    assert own_share([]) == 0


def test_what_nature_gives_costs_nothing():
    assert price([lot(1, 5, 0, paid=Paid.NATURE)]).full == Range.of(0)


def test_units_of_the_lot_and_the_least_known():
    lots = [lot(1, 1, 600, unit="pip"), lot(2, 100, 400, unit="khit", known=Known.GUESSED)]
    found = price(lots, own={"pip": Fraction(20)})
    assert found.full.likely == Fraction(1000, 30)
    assert found.known is Known.GUESSED


def test_no_lot_is_a_price_nobody_told():
    assert price([]).missing


def test_a_lot_of_nothing():
    with pytest.raises(NothingGood) as caught:
        price([lot(1, 0, 10)])
    assert caught.value.field == "quantity"


def test_two_lots_on_one_slip_must_come_to_its_total():
    check_slip(LOTS[:2], Fraction(1020))
    with pytest.raises(CostProblem) as caught:
        check_slip(LOTS[:2], Fraction(1000))
    assert (caught.value.field, "1,020.00" in caught.value.reason.th) == ("total", True)
