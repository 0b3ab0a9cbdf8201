"""A year of the book month by month."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, Q, Sum
from django.db.models.functions import TruncMonth

from ruamphon.cashbook.domain import Month
from ruamphon.cashbook.enums import Category, Direction
from ruamphon.cashbook.models import CashEntry
from ruamphon.cashbook.queries.book import closed_through
from ruamphon.registry.models import Enterprise

NOTHING = Decimal("0.00")


@dataclass(frozen=True, slots=True)
class MonthRow:
    """A month of the year: what came and went, the balance at its end, whether it is closed."""

    month: Month
    came: Decimal
    went: Decimal
    balance: Decimal
    entries: int
    is_closed: bool
    is_over: bool


def months_of(enterprise: Enterprise, year: int, *, today: date) -> Sequence[MonthRow]:
    """The months of a CE year until now, latest first; those before the first entry are left out. Four queries."""
    book = CashEntry.objects.of(enterprise)
    closed = closed_through(enterprise)
    balance = book.filter(happened_on__lt=date(year, 1, 1)).balance()
    found = {Month.of(row["month"]): row for row in _sums(book.filter(happened_on__year=year))}
    rows: list[MonthRow] = []
    for month in (Month(date(year, number, 1)) for number in range(1, 13)):
        sums = found.get(month, {"came": None, "went": None, "carried": None, "entries": 0})
        came, went = sums["came"] or NOTHING, sums["went"] or NOTHING
        balance += came - went + (sums["carried"] or NOTHING)
        is_begun = bool(rows or sums["entries"] or balance)
        if is_begun and month <= Month.of(today):
            is_closed = closed is not None and month <= closed
            rows.append(
                MonthRow(month, came, went, balance, sums["entries"], is_closed, month < Month.of(today))
            )
    return rows[::-1]


def _sums(entries):
    by_month = entries.order_by().annotate(month=TruncMonth("happened_on")).values("month")
    return by_month.annotate(
        came=Sum("amount", filter=Q(direction=Direction.IN) & ~Q(category=Category.OPENING)),
        carried=Sum("amount", filter=Q(category=Category.OPENING)),
        went=Sum("amount", filter=Q(direction=Direction.OUT)),
        entries=Count("pk", filter=Q(reverses=None, reversal=None)),
    )
