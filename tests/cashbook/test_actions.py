"""Writing down, taking back, closing and opening again: what changed, and what was audited."""

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from ruamphon.cashbook import actions
from ruamphon.cashbook.domain import Month
from ruamphon.cashbook.enums import Category, Direction
from ruamphon.cashbook.models import CashEntry, CashSlip, MonthClose
from ruamphon.cashbook.queries import closed_through
from ruamphon.core.models import AuditEntry
from ruamphon.core.refusals import Impossible, Refused, TooLate
from tests.cashbook.keeping import paid, wrote
from tests.world import photo

TODAY = date(2026, 11, 21)
OCTOBER = Month(date(2026, 10, 1))
SEPTEMBER = Month(date(2026, 9, 1))

pytestmark = pytest.mark.usefixtures("one_day")


def balance(cast):
    return CashEntry.objects.of(cast.enterprise).balance()


def refusal(field, do, *args, **kwargs):
    with pytest.raises(Impossible) as refused:
        do(*args, **kwargs)
    assert refused.value.field == field
    return refused.value.reason.th


class TestRecording:
    def test_an_entry_is_written_down_and_told(self, cast):
        made = wrote(cast, "1250.50", note=" ตลาดนัด ", slips=[photo()])
        kept = CashEntry.objects.get()
        assert (kept.direction, kept.amount, kept.happened_on) == (
            "in",
            Decimal("1250.50"),
            date(2026, 11, 20),
        )
        assert (kept.category, kept.note, kept.recorded_by) == ("sale", "ตลาดนัด", cast.member.person)
        assert kept.slips.get().file.kind == "photo"
        told = AuditEntry.objects.of(made).get()
        assert (told.action, told.scope_id) == ("record", cast.enterprise.scope_id)
        assert told.changes["amount"] == [None, "1250.50"]
        assert "note" not in told.changes

    @pytest.mark.parametrize(
        "who", ["officer", "manager", "adviser", "mentor", "facilitator", "observer", "other_member"]
    )
    def test_the_book_is_written_by_the_group_and_its_students(self, cast, who):
        with pytest.raises(Refused):
            wrote(cast, 1, by=cast.accounts[who])
        assert not CashEntry.objects.exists()

    def test_a_lapsed_student_writes_no_more(self, cast):
        with pytest.raises(Refused):
            wrote(cast, 1, by=cast.lapsed_student)

    @pytest.mark.parametrize("amount", ["0", "-5", "1.005", "1000000000", "NaN"])
    def test_what_is_no_amount_of_money_is_refused_here_too(self, cast, amount):
        refusal("amount", wrote, cast, amount)

    def test_a_day_to_come_is_refused(self, cast):
        sentence = refusal("happened_on", wrote, cast, 5, on=date(2026, 11, 22))
        assert sentence.startswith("วันที่ 22 พ.ย. 2569 ยังมาไม่ถึง")

    def test_a_category_of_the_other_side_is_refused(self, cast):
        refusal("category", wrote, cast, 5, category=Category.WAGE)

    def test_sums_are_exact_to_the_satang(self, cast):
        for amount in ("0.10", "0.20", "999999999.99", "0.01"):
            wrote(cast, amount)
        paid(cast, "0.30")
        assert balance(cast) == Decimal("1000000000.00")
        assert CashEntry.objects.totals() == (Decimal("1000000000.30"), Decimal("0.30"))

    def test_the_database_keeps_whole_satang(self, cast):
        with transaction.atomic(), pytest.raises(IntegrityError):
            CashEntry.objects.create(
                enterprise=cast.enterprise,
                direction="in",
                amount=Decimal(0),
                happened_on=TODAY,
                category="sale",
                recorded_by=cast.member.person,
            )


class TestOnce:
    def test_the_same_draft_is_one_entry(self, cast):
        key = uuid4()
        first = wrote(cast, 20, draft_key=key)
        assert wrote(cast, 20, draft_key=key) == first
        assert CashEntry.objects.count() == 1
        assert AuditEntry.objects.filter(action="record").count() == 1

    def test_a_draft_with_other_words_is_asked_about(self, cast):
        key = uuid4()
        wrote(cast, 20, draft_key=key)
        refusal("draft_key", wrote, cast, 21, draft_key=key)
        refusal("draft_key", wrote, cast, 20, draft_key=key, by=cast.student)
        assert CashEntry.objects.count() == 1

    def test_another_room_writes_once_for_an_origin(self, cast):
        said = {"origin": "costing.purchase:17", "origin_url": "/purchases/17/"}
        first = paid(cast, 80, **said)
        assert paid(cast, 80, **said) == first
        refusal(None, paid, cast, 81, **said)
        assert (first.origin, first.origin_url) == ("costing.purchase:17", "/purchases/17/")
        assert balance(cast) == Decimal(-80)

    def test_what_another_room_wrote_is_taken_back_by_it_alone_and_once(self, cast):
        entry = paid(cast, 80, origin="costing.purchase:17")
        refusal(None, actions.reverse, by=cast.member, entry=entry, reason="ผิด")
        back = actions.reverse_origin(by=cast.member, origin="costing.purchase:17", reason="ซื้อซ้ำ")
        again = actions.reverse_origin(by=cast.member, origin="costing.purchase:17", reason="ซื้อซ้ำ")
        assert (back, back.reverses, back.amount) == (again, entry, Decimal(-80))
        assert balance(cast) == 0
        assert actions.reverse_origin(by=cast.member, origin="costing.purchase:18", reason="-") is None
        assert actions.reverse_origin(by=cast.member, origin="", reason="-") is None

    def test_a_room_above_that_fails_leaves_nothing(self, cast):
        @transaction.atomic
        def purchase():
            paid(cast, 80, origin="costing.purchase:17")
            raise ZeroDivisionError

        with pytest.raises(ZeroDivisionError):
            purchase()
        assert not CashEntry.objects.exists()
        assert not AuditEntry.objects.filter(action="record").exists()


class TestTakingBack:
    def test_an_entry_of_its_own_takes_it_back(self, cast):
        entry = paid(cast, "120.25", note="พริก")
        back = actions.reverse(by=cast.student, entry=entry, reason=" จดซ้ำ ")
        assert (back.direction, back.amount, back.happened_on) == (
            "out",
            Decimal("-120.25"),
            date(2026, 11, 20),
        )
        assert (back.reverses, back.reason, back.category) == (entry, "จดซ้ำ", "material")
        entry.refresh_from_db()
        assert entry.amount == Decimal("120.25")
        assert CashEntry.objects.totals() == (Decimal("0.00"), Decimal("0.00"))
        assert list(CashEntry.objects.standing()) == []
        told = AuditEntry.objects.of(entry).first()
        assert (told.action, told.reason, told.changes) == ("reverse", "จดซ้ำ", {"reversal": [None, back.pk]})

    def test_once_and_with_a_reason(self, cast):
        entry = wrote(cast, 5)
        refusal("reason", actions.reverse, by=cast.member, entry=entry, reason="  ")
        back = actions.reverse(by=cast.member, entry=entry, reason="ผิด")
        with pytest.raises(TooLate):
            actions.reverse(by=cast.member, entry=entry, reason="ผิดอีก")
        refusal(None, actions.reverse, by=cast.member, entry=back, reason="ผิดอีก")
        assert CashEntry.objects.count() == 2

    def test_of_a_closed_month_it_is_taken_back_today(self, cast):
        entry = wrote(cast, 5, on=date(2026, 10, 3))
        actions.close_month(by=cast.member, enterprise=cast.enterprise, month=OCTOBER)
        back = actions.reverse(by=cast.member, entry=entry, reason="ผิด")
        assert back.happened_on == TODAY
        assert MonthClose.objects.get().balance == Decimal("5.00")

    def test_nobody_without_the_right(self, cast):
        entry = wrote(cast, 5)
        for who in ("officer", "adviser", "other_member"):
            with pytest.raises(Refused):
                actions.reverse(by=cast.accounts[who], entry=entry, reason="ผิด")


class TestSlips:
    def test_slips_come_later_too(self, cast):
        entry = wrote(cast, 5, on=date(2026, 10, 3))
        actions.close_month(by=cast.member, enterprise=cast.enterprise, month=OCTOBER)
        actions.add_slips(by=cast.student, entry=entry, slips=[photo(), photo("สอง.jpg")])
        assert CashSlip.objects.filter(entry=entry, added_by=cast.student.person).count() == 2
        with pytest.raises(Refused):
            actions.add_slips(by=cast.officer, entry=entry, slips=[photo()])

    def test_ten_at_most(self, cast):
        entry = wrote(cast, 5, slips=[photo()] * 9)
        refusal("slips", actions.add_slips, by=cast.member, entry=entry, slips=[photo()] * 2)
        assert entry.slips.count() == 9


class TestClosing:
    def test_a_closed_month_takes_nothing_more_nor_does_any_before_it(self, cast):
        wrote(cast, 100, on=date(2026, 10, 3))
        paid(cast, 30, on=date(2026, 10, 31))
        close = actions.close_month(by=cast.adviser, enterprise=cast.enterprise, month=OCTOBER)
        assert (close.month, close.balance, close.entries) == (date(2026, 10, 1), Decimal("70.00"), 2)
        assert closed_through(cast.enterprise) == OCTOBER
        sentence = refusal("happened_on", wrote, cast, 5, on=date(2026, 10, 31))
        assert sentence.startswith("ปิดเดือนถึงตุลาคม 2569แล้ว จึงจดวันที่ 31 ต.ค. 2569 ไม่ได้")
        refusal("happened_on", wrote, cast, 5, on=date(2026, 5, 1))
        wrote(cast, 5, on=date(2026, 11, 1))
        told = AuditEntry.objects.of(close).get()
        assert told.changes == {
            "month": [None, "2026-10-01"],
            "balance": [None, "70.00"],
            "entries": [None, 2],
        }

    def test_only_a_month_that_is_over(self, cast):
        refusal(None, actions.close_month, by=cast.member, enterprise=cast.enterprise, month=Month.of(TODAY))

    def test_in_order(self, cast):
        wrote(cast, 100, on=date(2026, 9, 3))
        wrote(cast, 100, on=date(2026, 10, 3))
        close = {"by": cast.member, "enterprise": cast.enterprise}
        assert refusal(None, actions.close_month, month=OCTOBER, **close).startswith("กันยายน 2569ยังไม่ได้ปิด")
        actions.close_month(month=SEPTEMBER, **close)
        actions.close_month(month=OCTOBER, **close)
        with pytest.raises(TooLate):
            actions.close_month(month=OCTOBER, **close)
        with pytest.raises(TooLate):
            actions.close_month(month=SEPTEMBER, **close)

    @pytest.mark.parametrize("who", ["student", "officer", "mentor", "other_member"])
    def test_students_write_but_do_not_close(self, cast, who):
        wrote(cast, 100, on=date(2026, 10, 3))
        with pytest.raises(Refused):
            actions.close_month(by=cast.accounts[who], enterprise=cast.enterprise, month=OCTOBER)

    def test_opened_again_with_a_reason_and_all_that_comes_after(self, cast):
        for month in (9, 10):
            wrote(cast, 100, on=date(2026, month, 3))
            actions.close_month(by=cast.member, enterprise=cast.enterprise, month=Month(date(2026, month, 1)))
        again = {"by": cast.adviser, "enterprise": cast.enterprise, "month": SEPTEMBER}
        refusal("reason", actions.reopen_month, reason=" ", **again)
        opened = actions.reopen_month(reason="ลืมค่าแก๊ส", **again)
        assert {each.month.month for each in opened} == {9, 10}
        assert closed_through(cast.enterprise) is None
        paid(cast, 40, on=date(2026, 9, 30), category=Category.UTILITY)
        with pytest.raises(TooLate):
            actions.reopen_month(reason="อีก", **again)
        actions.close_month(by=cast.member, enterprise=cast.enterprise, month=SEPTEMBER)
        kept = MonthClose.objects.filter(month=date(2026, 9, 1)).order_by("pk")
        assert [(each.balance, each.reopen_reason) for each in kept] == [
            (Decimal("100.00"), "ลืมค่าแก๊ส"),
            (Decimal("60.00"), ""),
        ]
        told = AuditEntry.objects.of(kept[0]).first()
        assert (told.action, told.reason) == ("reopen_month", "ลืมค่าแก๊ส")

    def test_the_side_is_kept_in_the_entry(self, cast):
        assert paid(cast, 3).change == Decimal(-3)
        assert wrote(cast, 3).direction == Direction.IN
