from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ruamphon.core.refusals import Impossible
from ruamphon.programmes.domain.term import Term, Window, end_of, start_of

BANGKOK = ZoneInfo("Asia/Bangkok")
DAYS = st.dates(date(2000, 1, 1), date(2100, 12, 31))


def at(*parts):
    return datetime(*parts, tzinfo=BANGKOK)


def test_a_day_runs_from_midnight_to_midnight_in_thailand():
    assert start_of(date(2026, 6, 1)) == at(2026, 6, 1)
    assert end_of(date(2026, 12, 31)) == at(2027, 1, 1)
    assert start_of(date(2026, 6, 1)).astimezone(ZoneInfo("UTC")).hour == 17


@pytest.mark.parametrize(
    ("now", "begins"),
    [
        (at(2026, 5, 1, 9), at(2026, 6, 1)),  # accepted early: waits for the first day
        (at(2026, 6, 1), at(2026, 6, 1)),
        (at(2026, 7, 9, 14, 30), at(2026, 7, 9, 14, 30)),  # begun already: from this moment
        (at(2026, 10, 31, 23, 59), at(2026, 10, 31, 23, 59)),
    ],
)
def test_access_holds_from_the_first_day_or_now_until_the_last_day_is_over(now, begins):
    assert Term(date(2026, 6, 1), date(2026, 10, 31)).window(now=now) == Window(begins, at(2026, 11, 1))


def test_a_term_of_one_day_is_a_term():
    assert Term(date(2026, 6, 1), date(2026, 6, 1)).window(now=at(2026, 5, 1)) == Window(
        at(2026, 6, 1), at(2026, 6, 2)
    )


def test_a_term_that_ends_before_it_begins_says_both_days():
    with pytest.raises(Impossible) as refused:
        Term(date(2026, 6, 2), date(2026, 6, 1)).check()
    assert refused.value.field == "ends_on"
    assert refused.value.reason.th == (
        "วันสุดท้าย (1 มิ.ย. 2569) อยู่ก่อนวันแรก (2 มิ.ย. 2569) สิทธิ์จะหมดก่อนเริ่ม เลือกวันสุดท้ายที่ช้ากว่านี้"
    )


def test_a_term_that_is_over_gives_no_access():
    with pytest.raises(Impossible) as refused:
        Term(date(2026, 6, 1), date(2026, 6, 30)).window(now=at(2026, 7, 1))
    assert refused.value.reason.en == (
        "The last day (30 Jun 2026) has passed, so the team cannot be given access. Move the last day first."
    )


@given(begins=DAYS, length=st.integers(0, 400), offset=st.integers(-500, 500))
def test_access_is_never_given_for_no_time(begins, length, offset):
    term = Term(begins, begins + timedelta(days=length))
    now = start_of(begins) + timedelta(days=offset)
    if now >= end_of(term.ends_on):
        with pytest.raises(Impossible):
            term.window(now=now)
    else:
        window = term.window(now=now)
        assert now <= window.valid_from < window.valid_until == end_of(term.ends_on)
