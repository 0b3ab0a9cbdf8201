"""A cohort a year later: its days on the same weekdays, its number and its printed label."""

import re
from calendar import monthrange
from datetime import date, timedelta

from ruamphon.core.thai_dates import buddhist_year

WEEK = 7
HALF_WEEK = 3
_LABEL = re.compile(r"\s*(?P<number>\d{1,3})\s*/\s*(?P<year>25\d\d)\s*")


def a_year_later(day: date) -> date:
    """The day nearest to the same date of the next year that falls on the same weekday.

    Monday 1 June 2026 → Monday 31 May 2027. 29 February counts as the 28th where the next year has none.
    Two days keep their distance: both move by 52 weeks.
    """
    last = monthrange(day.year + 1, day.month)[1]
    same_date = date(day.year + 1, day.month, min(day.day, last))
    ahead = (day.weekday() - same_date.weekday()) % WEEK
    return same_date + timedelta(days=ahead if ahead <= HALF_WEEK else ahead - WEEK)


def next_label(label: str, *, number: int, year: int | None) -> str:
    """'7/2565' → '8/2566' for cohort `number` 8 of `year` (CE); '' where the label before follows no such pattern.

    The year of the label goes on from the label before, else from `year`.
    """
    before = _LABEL.fullmatch(label)
    if before:
        return f"{number}/{int(before['year']) + 1}"
    return f"{number}/{buddhist_year(year)}" if year and not label else ""
