from datetime import date

from ruamphon.core.text import Text
from ruamphon.home.board.domain.cards import Bar
from ruamphon.home.board.domain.year import Year, lane_of, year_of
from tests.home.board.making import card

TODAY = date(2026, 11, 2)
NAME = Text("ขั้น", "Stage")


def bar(begins_on, until=None, expected=None, number=1):
    return Bar(number, NAME, begins_on, until, expected)


def stretches(*bars, year=None):
    shown = year or Year(date(2026, 1, 1), 12)
    lane = lane_of(card(bars=bars), shown, today=TODAY)
    return [(each.kind, each.x, each.width) for each in lane.stretches]


def test_a_year_is_at_least_twelve_months_from_the_month_the_cohort_began():
    assert year_of(date(2026, 6, 15), date(2026, 9, 1), [], today=TODAY) == Year(date(2026, 6, 1), 12)


def test_a_year_reaches_the_end_of_the_cohort_and_at_most_two_years():
    assert year_of(date(2026, 6, 1), date(2027, 7, 9), [], today=TODAY).months == 14
    assert year_of(date(2026, 6, 1), date(2031, 1, 1), [], today=TODAY).months == 24


def test_a_cohort_without_days_begins_with_its_first_group_or_today():
    assert year_of(None, None, [bar(date(2026, 3, 9))], today=TODAY).begins_on == date(2026, 3, 1)
    assert year_of(None, None, [], today=TODAY).begins_on == date(2026, 11, 1)


def test_what_goes_on_is_shown_until_today():
    year = year_of(date(2025, 6, 1), date(2026, 1, 1), [bar(date(2025, 6, 1))], today=TODAY)
    assert year.until == date(2026, 12, 1)


def test_a_day_is_a_share_of_the_width():
    year = Year(date(2026, 1, 1), 12)
    assert [year.share(day) for day in (date(2025, 1, 1), date(2026, 1, 1), date(2026, 7, 2))] == [
        0,
        0,
        49.86,
    ]
    assert year.share(date(2027, 5, 1)) == 100


def test_a_stage_passed_is_one_bar():
    assert stretches(bar(date(2026, 1, 1), date(2026, 7, 2))) == [("done", 0, 49.86)]


def test_the_present_stage_reaches_today_and_on_to_what_was_expected():
    present = bar(date(2026, 10, 1), expected=60)
    assert stretches(present) == [("current", 74.79, 9.05), ("ahead", 83.84, 7.39)]


def test_days_beyond_the_expected_are_marked():
    late = bar(date(2026, 10, 1), expected=10)
    assert stretches(late) == [("current", 74.79, 9.05), ("over", 77.53, 6.31)]
    passed_late = bar(date(2026, 1, 1), date(2026, 2, 1), expected=10)
    assert [kind for kind, _, _ in stretches(passed_late)] == ["done", "over"]


def test_what_lies_outside_the_months_shown_is_not_drawn():
    assert stretches(bar(date(2024, 1, 1), date(2024, 5, 1))) == []
