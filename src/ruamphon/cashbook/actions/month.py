"""Closing a month that is over, and opening it again with a reason."""

from django.db import transaction
from django.utils import timezone

from ruamphon.cashbook import queries, rules
from ruamphon.cashbook.domain import Month
from ruamphon.cashbook.locking import lock_book
from ruamphon.cashbook.models import CashEntry, MonthClose
from ruamphon.core import audit
from ruamphon.core.refusals import Impossible, TooLate
from ruamphon.core.text import Text
from ruamphon.people.models import Account
from ruamphon.registry.models import Enterprise

NOT_OVER = Text(
    "{month}ยังไม่จบ ปิดได้ตั้งแต่วันที่ 1 ของเดือนถัดไป",
    "{month} is not over. It can be closed from the first day of the next month.",
)
CLOSED_BEFORE = Text("ปิด{month}ไปแล้ว", "{month} is closed already.")
EARLIER_FIRST = Text(
    "{month}ยังไม่ได้ปิด ปิดเดือนนั้นก่อน แล้วค่อยปิดเดือนนี้",
    "{month} is still open. Close that one first, then this one.",
)
NOT_CLOSED = Text("{month}ยังไม่ได้ปิด", "{month} is not closed.")
WHY = Text("บอกเหตุผลสั้น ๆ ว่าเปิดเดือนอีกครั้งทำไม", "Say shortly why the month is opened again.")


@transaction.atomic
def close_month(*, by: Account, enterprise: Enterprise, month: Month) -> MonthClose:
    """Close a month that is over: nothing is written in it or before it from now on. Keeps the balance at its end.

    Raises Refused without `cash_close`, TooLate when it is closed, Impossible when it is not over or an earlier month
    with entries is still open.
    """
    rules.check_can_close(by, enterprise)
    group = lock_book(enterprise)
    if month >= Month.of(timezone.localdate()):
        raise Impossible(NOT_OVER.format(month=month.name))
    closed = queries.closed_through(group)
    if closed and month <= closed:
        raise TooLate(CLOSED_BEFORE.format(month=month.name))
    if (first := queries.first_open_month(group)) and first < month:
        raise Impossible(EARLIER_FIRST.format(month=first.name))
    book = CashEntry.objects.of(group)
    made = MonthClose.objects.create(
        enterprise=group,
        month=month.first,
        balance=book.filter(happened_on__lte=month.last).balance(),
        entries=book.within(month).standing().count(),
        closed_by=by.person,
    )
    told = {name: (None, getattr(made, name)) for name in ("month", "balance", "entries")}
    audit.record(by=by, action="close_month", subject=made, scope_id=group.scope_id, changes=told)
    return made


@transaction.atomic
def reopen_month(*, by: Account, enterprise: Enterprise, month: Month, reason: str) -> list[MonthClose]:
    """Open a closed month again, and with it every later one, for a reason that stays readable.

    Raises Refused without `cash_close`, TooLate when it is open, Impossible without a reason.
    """
    rules.check_can_close(by, enterprise)
    group = lock_book(enterprise)
    if not reason.strip():
        raise Impossible(WHY, "reason")
    standing = MonthClose.objects.standing().filter(enterprise=group, month__gte=month.first)
    opened = list(standing)
    if not opened:
        raise TooLate(NOT_CLOSED.format(month=month.name))
    now = timezone.now()
    for close in opened:
        close.reopened_by, close.reopened_at, close.reopen_reason = by.person, now, reason.strip()
        close.save(update_fields=["reopened_by", "reopened_at", "reopen_reason"])
        audit.record(
            by=by,
            action="reopen_month",
            subject=close,
            scope_id=group.scope_id,
            changes={"month": (None, close.month), "reopened_at": (None, now)},
            reason=reason.strip(),
        )
    return opened
