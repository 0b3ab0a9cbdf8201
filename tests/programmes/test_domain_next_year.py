from datetime import date, timedelta

import pytest

from ruamphon.programmes.domain.next_year import a_year_later, next_label


@pytest.mark.parametrize(
    ("day", "later"),
    [
        (date(2026, 6, 1), date(2027, 5, 31)),  # Monday → Monday
        (date(2022, 6, 14), date(2023, 6, 13)),  # Tuesday → Tuesday
        (date(2028, 2, 29), date(2029, 2, 27)),  # Tuesday 29 February → Tuesday
        (date(2027, 3, 1), date(2028, 2, 28)),  # across a 29 February
        (date(2026, 12, 31), date(2027, 12, 30)),  # Thursday → Thursday
        (date(2027, 1, 1), date(2027, 12, 31)),  # the nearest Friday lies in the same year
    ],
)
def test_a_weekday_stays_a_weekday(day, later):
    assert (a_year_later(day), later.weekday()) == (later, day.weekday())


def test_every_day_of_four_years_keeps_its_weekday_and_its_distance():
    days = [date(2026, 1, 1) + timedelta(days=number) for number in range(4 * 366)]
    assert {(a_year_later(day) - day).days for day in days} == {364}


@pytest.mark.parametrize(
    ("label", "number", "year", "expected"),
    [
        ("7/2565", 8, 2023, "8/2566"),
        (" 7 / 2565 ", 8, None, "8/2566"),
        ("7/2565", 10, 2023, "10/2566"),
        ("", 8, 2023, "8/2566"),
        ("", 8, None, ""),
        ("รุ่นพิเศษ", 8, 2023, ""),
        ("7/2022", 8, 2023, ""),
    ],
)
def test_the_label_goes_on_from_the_one_before(label, number, year, expected):
    assert next_label(label, number=number, year=year) == expected
