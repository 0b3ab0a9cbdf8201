"""One month of the book, newest entry first, with the balance after each."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby

from django.db.models import Exists, OuterRef, Q, Sum

from ruamphon.cashbook.domain import Month, with_balances
from ruamphon.cashbook.enums import Category, Direction
from ruamphon.cashbook.models import CashEntry, CashSlip
from ruamphon.core.text import Text
from ruamphon.registry.models import Enterprise

A_PAGE = 100


@dataclass(frozen=True, slots=True)
class EntryRow:
    """A line of the month: the entry, the balance after it, whether it was taken back and has a slip."""

    entry: CashEntry
    balance: Decimal
    label: Text
    is_in: bool
    is_reversed: bool
    has_slip: bool

    @property
    def is_reversal(self) -> bool:
        """Whether it takes another entry back."""
        return self.entry.reverses_id is not None


@dataclass(frozen=True, slots=True)
class DayRows:
    """What happened on one day, and the balance at its end."""

    on: date
    rows: tuple[EntryRow, ...]

    @property
    def balance(self) -> Decimal:
        """At the end of the day; on the second page of a long day, after its first line there."""
        return self.rows[0].balance


@dataclass(frozen=True, slots=True)
class Share:
    """What a category came to in the month, and its part of the largest in hundredths, for a bar."""

    label: Text
    amount: Decimal
    hundredths: int


@dataclass(frozen=True, slots=True)
class MonthPage:
    """A month: what was there before, what came and went, what is there after, and a page of its entries.

    What was carried over from an older book counts as there before, not as come in.
    """

    month: Month
    opening: Decimal
    came: Decimal
    went: Decimal
    days: tuple[DayRows, ...]
    next_before: int | None
    shares: dict[Direction, tuple[Share, ...]]

    @property
    def closing(self) -> Decimal:
        """What should be there at the end of the month."""
        return self.opening + self.came - self.went

    @property
    def left(self) -> Decimal:
        """What came in less what went out."""
        return self.came - self.went


def month_page(enterprise: Enterprise, month: Month, *, before: int | None = None) -> MonthPage:
    """A month of a group; `before` is the last entry of the page before. The query count is constant."""
    book = CashEntry.objects.of(enterprise)
    entries = book.within(month)
    carried = Q(happened_on__lt=month.first) | Q(happened_on__lte=month.last, category=Category.OPENING)
    opening = book.filter(carried).balance()
    moved = entries.exclude(category=Category.OPENING)
    came, went = moved.totals()
    first = entries.filter(pk=before).first() if before else None
    rows = entries.filter(_older(first)) if first else entries
    newest = book.filter(_older(first)).balance() if first else opening + came - went
    slips = CashSlip.objects.filter(entry=OuterRef("pk"))
    shown = list(rows.select_related("reversal").annotate(has_slip=Exists(slips))[: A_PAGE + 1])
    page = shown[:A_PAGE]
    return MonthPage(
        month=month,
        opening=opening,
        came=came,
        went=went,
        days=tuple(_days(with_balances(page, after=newest))),
        next_before=page[-1].pk if len(shown) > A_PAGE else None,
        shares=_shares(moved),
    )


def _older(entry: CashEntry) -> Q:
    return Q(happened_on__lt=entry.happened_on) | Q(happened_on=entry.happened_on, pk__lt=entry.pk)


def _days(pairs: Iterable[tuple[CashEntry, Decimal]]) -> Iterable[DayRows]:
    for day, of_day in groupby(pairs, key=lambda pair: pair[0].happened_on):
        yield DayRows(day, tuple(_row_of(entry, balance) for entry, balance in of_day))


def _row_of(entry: CashEntry, balance: Decimal) -> EntryRow:
    return EntryRow(
        entry=entry,
        balance=balance,
        label=Category(entry.category).label,
        is_in=entry.direction == Direction.IN,
        is_reversed=hasattr(entry, "reversal"),
        has_slip=entry.has_slip,  # type: ignore[attr-defined]
    )


def _shares(entries) -> dict[Direction, tuple[Share, ...]]:
    sums = entries.order_by().values_list("direction", "category").annotate(total=Sum("amount"))
    found: dict[Direction, list[tuple[Category, Decimal]]] = {side: [] for side in Direction}
    for side, category, total in sums:
        if total:
            found[Direction(side)].append((Category(category), total))
    return {side: _in_order(pairs) for side, pairs in found.items()}


def _in_order(pairs: Sequence[tuple[Category, Decimal]]) -> tuple[Share, ...]:
    largest = max((abs(total) for _, total in pairs), default=Decimal(1))
    ordered = sorted(pairs, key=lambda pair: (-pair[1], pair[0]))
    return tuple(Share(each.label, total, round(abs(total) / largest * 100)) for each, total in ordered)
