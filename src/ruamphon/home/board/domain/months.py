"""Whole months between days."""

from calendar import monthrange
from datetime import date

A_YEAR = 12


def month_start(day: date) -> date:
    """The first day of the month a day falls in."""
    return day.replace(day=1)


def add_months(day: date, months: int) -> date:
    """The same day so many months later, or the last of a month that is too short: 31 January + 1 → 28 February."""
    year, month = divmod(day.year * A_YEAR + day.month - 1 + months, A_YEAR)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def whole_months(begin: date, day: date) -> int:
    """How many whole months have passed from `begin` until `day`; 0 before the first is over, and before it began."""
    if day < begin:
        return 0
    months = (day.year - begin.year) * A_YEAR + day.month - begin.month
    return months if add_months(begin, months) <= day else months - 1
