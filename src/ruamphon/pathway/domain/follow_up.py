"""When a group that has graduated is looked in on, and how that stands on a day."""

from datetime import date, timedelta

from ruamphon.pathway.enums import FollowUpState

YEARS = (1, 2, 3)
WINDOW = timedelta(days=30)
"""So long before its day a follow-up can be begun."""


def years_after(day: date, years: int) -> date:
    """The same day of the month so many years later; 29 February becomes the last day of that month."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def due_days(graduated_on: date) -> dict[int, date]:
    """Year → the day on which its follow-up is due."""
    return {years: years_after(graduated_on, years) for years in YEARS}


def state_of(due_on: date, *, on: date, is_done: bool) -> FollowUpState:
    """Where one follow-up stands at the end of a day."""
    if is_done:
        return FollowUpState.DONE
    if on > due_on:
        return FollowUpState.OVERDUE
    return FollowUpState.DUE if on >= due_on - WINDOW else FollowUpState.COMING
