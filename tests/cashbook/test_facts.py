"""Months of the cash book kept, as gates and rules ask for them."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine

from ruamphon.cashbook import actions
from ruamphon.cashbook.domain import Month
from ruamphon.pathway import facts
from ruamphon.pathway.queries.many import MANY, values_of_many
from tests.cashbook.keeping import wrote

NAMES = ("cash_book_months", "cash_book_months_in_a_row")
pytestmark = pytest.mark.usefixtures("one_day")


def kept(cast, on):
    found = facts.values(NAMES, cast.enrolment, on=on)
    both = [cast.enrolment, cast.other_enrolment]
    assert values_of_many(NAMES, both, on=on) == {each.pk: facts.values(NAMES, each, on=on) for each in both}
    return tuple(found[name].value for name in NAMES)


def close(cast, year, month):
    return actions.close_month(by=cast.member, enterprise=cast.enterprise, month=Month(date(year, month, 1)))


def test_a_month_counts_once_it_is_closed_with_something_in_it(cast):
    today = date(2026, 11, 21)
    assert kept(cast, today) == (0, 0)
    for month in (7, 8, 10):
        wrote(cast, 5, on=date(2026, month, 5))
    assert kept(cast, today) == (0, 0)
    for month in (7, 8, 9, 10):  # September is closed too, with nothing in it
        close(cast, 2026, month)
    assert kept(cast, today) == (3, 1)


def test_a_month_of_nothing_but_what_was_taken_back_does_not_count(cast):
    actions.reverse(by=cast.member, entry=wrote(cast, 5, on=date(2026, 10, 5)), reason="ผิด")
    close(cast, 2026, 10)
    assert kept(cast, date(2026, 11, 21)) == (0, 0)


def test_in_a_row_until_the_month_before_while_the_last_is_open(cast):
    for month in (8, 9):
        wrote(cast, 5, on=date(2026, month, 5))
        close(cast, 2026, month)
    assert kept(cast, date(2026, 11, 21)) == (2, 2)
    assert kept(cast, date(2026, 12, 1)) == (2, 0)


def test_it_is_told_for_the_day_that_is_asked(cast):
    wrote(cast, 5, on=date(2026, 10, 5))
    noon = datetime(2026, 11, 21, 12, tzinfo=ZoneInfo("Asia/Bangkok"))
    with time_machine.travel(noon - timedelta(hours=20), tick=False):
        close(cast, 2026, 10)
    actions.reopen_month(
        by=cast.member, enterprise=cast.enterprise, month=Month(date(2026, 10, 1)), reason="ลืม"
    )
    assert [kept(cast, date(2026, 11, day))[0] for day in (19, 20, 21)] == [0, 1, 0]


def test_both_are_facts_a_playbook_and_a_rule_may_ask_for():
    assert set(NAMES) <= set(facts.FACTS)
    assert set(NAMES) <= set(MANY)
    assert facts.FACTS["cash_book_months"].definition.label.en == "Months of the cash book kept and closed"
