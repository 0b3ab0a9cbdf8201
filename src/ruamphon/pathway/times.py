"""Moments as days in Thailand, and as people say them."""

from datetime import date, datetime

from django.utils.timezone import localtime

from ruamphon.programmes.times import told

__all__ = ["local_day", "local_day_or_none", "told"]


def local_day(moment: datetime) -> date:
    """The day in Thailand on which a moment falls."""
    return localtime(moment).date()


def local_day_or_none(moment: datetime | None) -> date | None:
    """As `local_day`; None stays None."""
    return local_day(moment) if moment else None
