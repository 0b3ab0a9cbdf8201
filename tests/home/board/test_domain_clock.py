from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ruamphon.home.board.domain.clock import (
    Intake,
    Path,
    common_month,
    middle_of,
    percent,
    steps_of,
)

BEGIN = date(2026, 1, 1)
TODAY = date(2026, 6, 1)


def path(*days, began=BEGIN, left=False):
    """Gate 1, 2 … passed so many days after the beginning; None for a day not on record."""
    passed = enumerate((None if day is None else BEGIN + timedelta(day) for day in days), start=1)
    return Path(began, tuple(passed), left)


def intake(*paths, begin=BEGIN, key=1):
    return Intake(key, begin, paths)


def test_how_many_had_passed_by_the_end_of_each_month():
    steps = steps_of(intake(path(30), path(31), path(90), path()), 1, today=TODAY)
    assert steps.counts == (
        1,
        2,
        2,
        3,
        3,
    )  # day 30 is 31 January, day 31 the first of February, day 90 in April
    assert (steps.now, steps.groups, steps.at(0), steps.at(3), steps.at(6)) == (3, 4, 0, 2, None)


def test_the_month_that_is_not_over_is_not_counted():
    assert steps_of(intake(path(0)), 1, today=date(2026, 1, 31)).counts == ()
    assert steps_of(intake(path(0)), 1, today=date(2026, 2, 1)).counts == (1,)


def test_groups_that_left_stay_counted():
    both = intake(path(10, left=True), path(10))
    assert (both.groups, both.left, steps_of(both, 1, today=TODAY).now) == (2, 1, 2)


def test_a_gate_without_a_day_is_said_apart_and_is_no_zero():
    steps = steps_of(intake(path(None), path(10)), 1, today=TODAY)
    assert (steps.now, steps.undated) == (1, 1)


def test_a_cohort_without_a_first_day_has_no_place_on_the_clock():
    unknown = intake(path(10), begin=None)
    assert (unknown.months(TODAY), unknown.is_comparable) == (None, False)
    assert steps_of(unknown, 1, today=TODAY).counts == ()


def test_the_clock_stops_after_three_years():
    assert intake(path(10)).months(date(2036, 1, 1)) == 36


def test_the_middle_counts_from_the_gate_before():
    ways = intake(path(10, 40), path(20, 30), path(30, 90), path(40))
    assert middle_of(ways, 1).days == 25
    assert (middle_of(ways, 2).days, middle_of(ways, 2).groups) == (30, 3)
    third = middle_of(ways, 3)
    assert (third.days, third.groups, third.is_thin) == (None, 0, True)


def test_days_that_are_not_known_are_left_out_of_the_middle():
    ways = intake(path(10), path(20, began=None), path(None, 50))
    assert (middle_of(ways, 1).days, middle_of(ways, 1).groups) == (10, 1)
    assert middle_of(ways, 2).groups == 0


def test_cohorts_are_compared_at_the_last_month_all_have_behind_them():
    old, young = intake(path(1)), intake(path(1), begin=date(2026, 4, 15), key=2)
    assert common_month([old, young], today=TODAY) == 1
    assert common_month([old], today=TODAY) is None
    assert common_month([old, intake(begin=BEGIN)], today=TODAY) is None  # no groups: nothing to compare


@pytest.mark.parametrize(
    ("count", "groups", "of", "expected"),
    [
        (5, [10, 12], 10, 50),
        (5, [9, 12], 12, None),
        (5, [10, 9], 10, None),
        (1, [12], 12, 8),
        (0, [], 0, None),
    ],
)
def test_no_percentages_with_fewer_than_ten_groups(count, groups, of, expected):
    assert percent(count, groups, of) == expected


days = st.none() | st.integers(0, 200)


@given(st.lists(st.lists(days, max_size=4).map(lambda given: path(*given)), max_size=12), st.randoms())
def test_lines_never_fall_never_exceed_the_groups_and_do_not_depend_on_their_order(paths, random):
    mixed = list(paths)
    random.shuffle(mixed)
    for stage in range(1, 5):
        steps = steps_of(intake(*paths), stage, today=TODAY)
        assert list(steps.counts) == sorted(steps.counts)
        assert all(count + steps.undated <= steps.groups for count in steps.counts)
        assert steps_of(intake(*mixed), stage, today=TODAY) == steps
        assert middle_of(intake(*mixed), stage) == middle_of(intake(*paths), stage)
