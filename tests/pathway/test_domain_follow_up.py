from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ruamphon.pathway.domain.follow_up import due_days, state_of, years_after
from ruamphon.pathway.enums import FollowUpState


def test_follow_ups_are_on_the_same_day_of_the_next_three_years():
    assert due_days(date(2026, 11, 21)) == {
        1: date(2027, 11, 21),
        2: date(2028, 11, 21),
        3: date(2029, 11, 21),
    }


def test_the_29th_of_february_becomes_the_last_day_of_that_month():
    assert due_days(date(2028, 2, 29)) == {1: date(2029, 2, 28), 2: date(2030, 2, 28), 3: date(2031, 2, 28)}
    assert years_after(date(2028, 2, 29), 4) == date(2032, 2, 29)


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.integers(1, 3))
def test_a_year_is_365_or_366_days_and_stays_in_its_month(day, years):
    due = years_after(day, years)
    assert (due.year, due.month) == (day.year + years, day.month)
    assert 365 * years - 1 <= (due - day).days <= 366 * years


DUE = date(2027, 3, 31)


@pytest.mark.parametrize(
    ("days", "state"),
    [
        (-31, FollowUpState.COMING),
        (-30, FollowUpState.DUE),
        (0, FollowUpState.DUE),
        (1, FollowUpState.OVERDUE),
    ],
)
def test_its_window_opens_thirty_days_before_and_closes_with_its_day(days, state):
    on = DUE + timedelta(days=days)
    assert state_of(DUE, on=on, is_done=False) is state
    assert state_of(DUE, on=on, is_done=True) is FollowUpState.DONE
