"""Named facts this room can state about an enrolment on a day: how long the group has kept its cash book."""

from collections.abc import Callable, Collection, Mapping
from datetime import date

from ruamphon.cashbook.domain import Month, run_until
from ruamphon.cashbook.models import MonthClose
from ruamphon.core.text import Text
from ruamphon.programmes.domain.term import end_of
from ruamphon.programmes.facts import EnrolmentFact, Value
from ruamphon.programmes.models import Enrolment

MONTHS = Text("เดือน", "months")


def kept_months(enterprises: Collection[int], on: date) -> Mapping[int, set[Month]]:
    """Group id → its months with entries that were closed by the end of a day. One query.

    A month counts once the group has looked it over and closed it.
    """
    closes = MonthClose.objects.standing_at(end_of(on)).filter(enterprise__in=enterprises, entries__gt=0)
    kept: dict[int, set[Month]] = {group: set() for group in enterprises}
    for group, month in closes.values_list("enterprise", "month"):
        kept[group].add(Month(month))
    return kept


def count(months: set[Month], _on: date) -> int:
    """How many months were kept."""
    return len(months)


def in_a_row(months: set[Month], on: date) -> int:
    """How many were kept in a row until the last month that is over; until the one before it while that is open."""
    return run_until(months, until=Month.of(on).later(-1))


def _of_one(measure: Callable[[set[Month], date], int]) -> Callable[[Enrolment, date], Value]:
    def value(enrolment: Enrolment, on: date) -> Value:
        group = enrolment.enterprise_id
        return measure(kept_months([group], on)[group], on)

    return value


_ALL = (
    EnrolmentFact(
        "cash_book_months",
        Text("เดือนที่จดสมุดเงินสดและปิดแล้ว", "Months of the cash book kept and closed"),
        MONTHS,
        _of_one(count),
    ),
    EnrolmentFact(
        "cash_book_months_in_a_row",
        Text("เดือนที่จดสมุดเงินสดติดต่อกันจนถึงตอนนี้", "Months of the cash book kept in a row until now"),
        MONTHS,
        _of_one(in_a_row),
    ),
)
FACTS: dict[str, EnrolmentFact] = {fact.name: fact for fact in _ALL}
