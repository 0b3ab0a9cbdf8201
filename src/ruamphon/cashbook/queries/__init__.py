"""Reads of the cash book: where it is closed, a month with its running balance, a year, what repeats."""

from ruamphon.cashbook.queries.book import closed_through, closes_of, first_open_month, unclosed_months
from ruamphon.cashbook.queries.month import MonthPage, month_page
from ruamphon.cashbook.queries.repeats import Repeat, repeats_of
from ruamphon.cashbook.queries.year import MonthRow, months_of

__all__ = [
    "MonthPage",
    "MonthRow",
    "Repeat",
    "closed_through",
    "closes_of",
    "first_open_month",
    "month_page",
    "months_of",
    "repeats_of",
    "unclosed_months",
]
