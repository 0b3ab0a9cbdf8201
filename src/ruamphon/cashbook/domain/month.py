"""A month of the calendar: its first and last day, its neighbours, how an address writes it."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

from ruamphon.core import thai_dates
from ruamphon.core.text import Text

_KEY = re.compile("[0-9]{4}-(?:0[1-9]|1[0-2])")
_YEAR = 12


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """One month; `first` is its first day."""

    first: date

    @classmethod
    def of(cls, day: date) -> Self:
        """The month a day falls in."""
        return cls(day.replace(day=1))

    @classmethod
    def read(cls, key: str) -> Self | None:
        """The month of an address, "2026-11" (CE, as everything stored); None for anything else."""
        if not _KEY.fullmatch(key) or not thai_dates.FIRST_CE_YEAR <= int(key[:4]) < thai_dates.FIRST_BE_YEAR:
            return None
        return cls(date(int(key[:4]), int(key[5:]), 1))

    @property
    def key(self) -> str:
        """As an address writes it: "2026-11"."""
        return f"{self.first:%Y-%m}"

    @property
    def name(self) -> Text:
        """พฤศจิกายน 2569, November 2026."""
        return thai_dates.month(self.first)

    @property
    def short_name(self) -> Text:
        """พ.ย. 69 as a column of few letters has it, Nov 26."""
        name = thai_dates.SHORT_MONTHS[self.first.month - 1]
        return Text(f"{name.th} {thai_dates.be_year(self.first) % 100:02}", f"{name.en} {self.first:%y}")

    @property
    def last(self) -> date:
        """Its last day."""
        return self.later(1).first - timedelta(days=1)

    def later(self, months: int) -> "Month":
        """The month so many later, or earlier if negative."""
        years, month = divmod(self.first.year * _YEAR + self.first.month - 1 + months, _YEAR)
        return Month(date(years, month + 1, 1))


def run_until(kept: Collection[Month], *, until: Month) -> int:
    """How many months in a row were kept, counted back from `until`, or from the month before it."""
    start = until if until in kept else until.later(-1)
    run = 0
    while start.later(-run) in kept:
        run += 1
    return run
