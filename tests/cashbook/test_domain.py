"""Amounts as people type them, months and balances: pure."""

from datetime import date
from decimal import Decimal
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ruamphon.cashbook.domain import MOST, Month, read_amount, run_until, with_balances
from ruamphon.cashbook.domain.amount import EMPTY, FREE, NEGATIVE, TOO_FINE, TOO_MUCH, UNREADABLE, ZERO
from ruamphon.core.refusals import Impossible


@pytest.mark.parametrize(
    ("typed", "baht"),
    [
        ("250", "250.00"),
        (" 1,250.5 ", "1250.50"),
        ("๑,๒๕๐.๕๐", "1250.50"),
        ("1250.50 บาท", "1250.50"),
        ("฿99", "99.00"),
        ("120.-", "120.00"),
        ("1 000", "1000.00"),
        ("100 บาทถ้วน", "100.00"),
        ("+20", "20.00"),
        ("20.", "20.00"),
        ("0.01", "0.01"),
        ("０５", "5.00"),
        ("999,999,999.99", "999999999.99"),
        ("12,345,678", "12345678.00"),
        ("THB 40", "40.00"),
    ],
)
def test_an_amount_is_read_exactly(typed, baht):
    assert str(read_amount(typed)) == baht


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", EMPTY),
        ("   ", EMPTY),
        ("ฟรี", FREE),
        ("Free", FREE),
        ("ของแถม", FREE),
        ("0", ZERO),
        ("0.00", ZERO),
        ("๐", ZERO),
        ("-5", NEGATIVE),
        ("−5", NEGATIVE),
        ("-0.001", NEGATIVE),
        ("1.005", TOO_FINE),
        ("1.000", TOO_FINE),
        ("1000000000000", TOO_MUCH),
        ("1,000,000,000", TOO_MUCH),
        ("9" * 50, TOO_MUCH),
        ("9" * 70, UNREADABLE),
        ("ห้าสิบ", UNREADABLE),
        ("1,5", UNREADABLE),
        ("12,34,567", UNREADABLE),
        ("1.234.567", UNREADABLE),
        ("1e5", UNREADABLE),
        ("5 x 20", UNREADABLE),
        ("nan", UNREADABLE),
        ("=1+1", UNREADABLE),
        (".", UNREADABLE),
        ("บาท", UNREADABLE),
    ],
)
def test_what_is_no_amount_is_refused_with_its_own_sentence(typed, sentence):
    with pytest.raises(Impossible) as refused:
        read_amount(typed)
    assert refused.value.field == "amount"
    told = refused.value.reason
    assert told.th.endswith(sentence.th.rpartition("}")[2])
    assert told.en.endswith(sentence.en.rpartition("}")[2])


def test_no_two_sentences_end_alike():
    every = (EMPTY, FREE, NEGATIVE, TOO_FINE, TOO_MUCH, UNREADABLE, ZERO)
    assert len({sentence.th.rpartition("}")[2] for sentence in every}) == len(every)


@given(st.decimals(min_value="0.01", max_value=MOST, places=2))
def test_every_amount_comes_back_as_it_is_shown(amount):
    assert read_amount(f"{amount:,}") == amount


def what_becomes_of(typed):
    try:
        return read_amount(typed)
    except Impossible as refused:
        return refused.reason


@given(st.text(max_size=80))
def test_no_text_does_anything_but_give_an_amount_or_a_sentence(typed):
    found = what_becomes_of(typed)
    if isinstance(found, Decimal):
        assert Decimal(0) < found <= MOST
        assert found == found.quantize(Decimal("0.01"))
    else:
        assert found.th
        assert found.en


def test_a_month_knows_its_days_and_neighbours():
    december = Month.of(date(2026, 12, 31))
    assert (december.key, december.last) == ("2026-12", date(2026, 12, 31))
    assert december.later(1) == Month(date(2027, 1, 1))
    assert december.later(-12) == Month(date(2025, 12, 1))
    assert Month(date(2028, 2, 1)).last == date(2028, 2, 29)
    assert (december.name.th, december.name.en) == ("ธันวาคม 2569", "December 2026")


@pytest.mark.parametrize(
    "key", ["2026-13", "2026-00", "2026-1", "26-01", "0001-01", "2569-11", "2026-11-01", "", "เดือน"]
)
def test_what_is_no_month_is_none(key):
    assert Month.read(key) is None


def test_a_month_is_read_from_its_key():
    assert Month.read("2026-02") == Month(date(2026, 2, 1))


def months(*keys):
    return {Month.read(key) for key in keys}


@pytest.mark.parametrize(
    ("kept", "run"),
    [
        ((), 0),
        (("2026-10",), 1),
        (("2026-09",), 1),  # October may still be closed
        (("2026-08",), 0),
        (("2026-08", "2026-09", "2026-10"), 3),
        (("2026-07", "2026-09", "2026-10"), 2),
        (("2025-12", "2026-01", "2026-10"), 1),
    ],
)
def test_a_run_ends_with_the_last_month_or_the_one_before(kept, run):
    assert run_until(months(*kept), until=Month.read("2026-10")) == run


def test_a_run_goes_over_the_new_year():
    assert run_until(months("2025-11", "2025-12", "2026-01"), until=Month.read("2026-01")) == 3


def test_balances_go_back_from_the_last():
    lines = [SimpleNamespace(change=Decimal(change)) for change in ("-20.25", "100", "5")]
    assert [balance for _, balance in with_balances(lines, after=Decimal("84.75"))] == [
        Decimal("84.75"),
        Decimal("105.00"),
        Decimal(5),
    ]
