from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ruamphon.home.board.domain.months import add_months, whole_months

days = st.dates(date(2000, 1, 1), date(2090, 1, 1))


@pytest.mark.parametrize(
    ("begin", "day", "months"),
    [
        (date(2026, 1, 31), date(2026, 2, 27), 0),
        (date(2026, 1, 31), date(2026, 2, 28), 1),
        (date(2026, 6, 1), date(2026, 6, 1), 0),
        (date(2026, 6, 1), date(2027, 6, 1), 12),
        (date(2026, 6, 15), date(2026, 9, 14), 2),
        (date(2026, 6, 15), date(2026, 1, 1), 0),
    ],
)
def test_whole_months(begin, day, months):
    assert whole_months(begin, day) == months


@given(days, st.integers(0, 4000))
def test_the_month_counted_is_over_and_the_next_is_not(begin, later):
    day = date.fromordinal(begin.toordinal() + later)
    months = whole_months(begin, day)
    assert add_months(begin, months) <= day < add_months(begin, months + 1)
