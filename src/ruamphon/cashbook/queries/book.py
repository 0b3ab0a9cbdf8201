"""Where a group's book is closed."""

from collections.abc import Sequence
from datetime import date

from ruamphon.cashbook.domain import Month
from ruamphon.cashbook.models import CashEntry, MonthClose
from ruamphon.registry.models import Enterprise


def closed_through(enterprise: Enterprise) -> Month | None:
    """The last closed month: in it and before it nothing is written. None where no month is closed."""
    closes = MonthClose.objects.standing().filter(enterprise=enterprise).order_by("-month")
    month = closes.values_list("month", flat=True).first()
    return Month(month) if month else None


def first_open_month(enterprise: Enterprise) -> Month | None:
    """The earliest month with entries after the last closed one; None where there is none."""
    book = CashEntry.objects.of(enterprise)
    closed = closed_through(enterprise)
    if closed:
        book = book.filter(happened_on__gt=closed.last)
    day: date | None = book.order_by("happened_on").values_list("happened_on", flat=True).first()
    return Month.of(day) if day else None


def unclosed_months(enterprise: Enterprise, *, today: date) -> int:
    """How many months that are over wait to be closed, from the first open one with entries on."""
    first = first_open_month(enterprise)
    if first is None:
        return 0
    this = Month.of(today)
    return max((this.first.year - first.first.year) * 12 + this.first.month - first.first.month, 0)


def closes_of(enterprise: Enterprise, month: Month) -> Sequence[MonthClose]:
    """Every time a month was closed, newest first, with who closed it and who opened it again."""
    rows = MonthClose.objects.filter(enterprise=enterprise, month=month.first)
    return list(rows.select_related("closed_by", "reopened_by").order_by("-closed_at", "-pk")[:20])
