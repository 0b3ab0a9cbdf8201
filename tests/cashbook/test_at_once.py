"""Two people at one book in the same second: on both databases nothing is lost, doubled or let into a closed month."""

from datetime import date
from decimal import Decimal
from threading import Barrier, Thread
from uuid import uuid4

import pytest
import time_machine
from django.db import close_old_connections, connection

from ruamphon.cashbook import actions
from ruamphon.cashbook.domain import Month
from ruamphon.cashbook.models import CashEntry, MonthClose
from ruamphon.core.refusals import Impossible, TooLate
from tests import cast as cast_module
from tests.cashbook.keeping import paid, wrote

OCTOBER = Month(date(2026, 10, 1))
LAST = date(2026, 10, 31)
NOON = "2026-11-21T05:00:00Z"


@pytest.fixture
def cast(transactional_db):
    with time_machine.travel(NOON, tick=True):
        yield cast_module.build()


def at_once(*deeds):
    """Do these in threads that begin together; what each gave, or the refusal it met."""
    start, found = Barrier(len(deeds)), [None] * len(deeds)

    def run(place, deed):
        close_old_connections()
        try:
            start.wait(timeout=20)
            found[place] = deed()
        except (Impossible, TooLate) as refused:
            found[place] = refused
        finally:
            connection.close()

    threads = [Thread(target=run, args=pair) for pair in enumerate(deeds)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return found


def test_two_people_write_at_once_and_both_are_kept(cast):
    at_once(
        lambda: wrote(cast, "10.10"),
        lambda: wrote(cast, "20.20", by=cast.student),
        lambda: paid(cast, "0.30"),
    )
    assert CashEntry.objects.count() == 3
    assert CashEntry.objects.of(cast.enterprise).balance() == Decimal("30.00")


def test_one_draft_sent_twice_at_once_is_one_entry(cast):
    key = uuid4()
    first, second = at_once(lambda: wrote(cast, 5, draft_key=key), lambda: wrote(cast, 5, draft_key=key))
    assert first == second
    assert CashEntry.objects.count() == 1


def test_one_origin_sent_twice_at_once_is_one_entry(cast):
    said = {"origin": "costing.purchase:17"}
    first, second = at_once(lambda: paid(cast, 5, **said), lambda: paid(cast, 5, **said))
    assert first == second
    assert CashEntry.objects.count() == 1


def test_closing_and_writing_at_once_never_leaves_an_entry_the_close_did_not_count(cast):
    wrote(cast, 100, on=LAST)
    written, closed = at_once(
        lambda: wrote(cast, 7, on=LAST),
        lambda: actions.close_month(by=cast.member, enterprise=cast.enterprise, month=OCTOBER),
    )
    assert isinstance(closed, MonthClose)
    came_in_time = isinstance(written, CashEntry)
    assert (closed.balance, closed.entries) == (
        (Decimal("107.00"), 2) if came_in_time else (Decimal("100.00"), 1)
    )
    assert CashEntry.objects.of(cast.enterprise).balance() == closed.balance


def test_two_who_close_at_once_close_once(cast):
    wrote(cast, 100, on=LAST)

    def close():
        return actions.close_month(by=cast.member, enterprise=cast.enterprise, month=OCTOBER)

    found = at_once(close, close)
    assert sorted(type(each).__name__ for each in found) == ["MonthClose", "TooLate"]
    assert MonthClose.objects.count() == 1


def test_two_who_take_one_entry_back_at_once_do_it_once(cast):
    entry = wrote(cast, 100)
    found = at_once(
        lambda: actions.reverse(by=cast.member, entry=entry, reason="ผิด"),
        lambda: actions.reverse(by=cast.student, entry=entry, reason="ซ้ำ"),
    )
    assert sorted(type(each).__name__ for each in found) == ["CashEntry", "TooLate"]
    assert CashEntry.objects.of(cast.enterprise).balance() == 0
