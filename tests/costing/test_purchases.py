"""Bought once, written twice: a slip in costing and the money in the cash book, both or neither."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from uuid import uuid4

import pytest
from django.urls import reverse

from ruamphon.cashbook import actions as cashbook
from ruamphon.cashbook.domain import Month
from ruamphon.cashbook.enums import Category, Direction
from ruamphon.cashbook.models import CashEntry, MonthClose
from ruamphon.core.models import AuditEntry
from ruamphon.core.refusals import Impossible, Refused, TooLate
from ruamphon.costing import actions
from ruamphon.costing.enums import Paid, Part
from ruamphon.costing.models import Intake, Lot
from ruamphon.people.actions import end_grant
from ruamphon.people.models import Grant
from tests.cashbook.keeping import wrote
from tests.costing import making

TODAY, IN_OCTOBER = date(2026, 11, 21), date(2026, 10, 5)
OCTOBER = Month(date(2026, 10, 1))
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("one_day")]


def material(cast, name="น้ำมัน", unit="l", part=Part.MATERIAL):
    return actions.add_material(by=cast.member, enterprise=cast.enterprise, name=name, part=part, unit=unit)


@pytest.fixture
def oil(cast):
    return material(cast)


@pytest.fixture
def october_closed(cast):
    wrote(cast, 1000, on=IN_OCTOBER)
    return cashbook.close_month(by=cast.member, enterprise=cast.enterprise, month=OCTOBER)


def book(cast):
    return CashEntry.objects.of(cast.enterprise)


def price_of(row):
    row.refresh_from_db()
    return row.cash_likely


def posted(client, who, cast, oil, **changed):
    """The slip's page as it is sent: twenty litres for 940 baht."""
    said = {
        "draft_key": str(uuid4()),
        "lots": "2",
        "on": "20 พ.ย. 2569",
        "paid": "bought",
        "supplier": "ร้านป้าแดง",
        "lot-0-material": str(oil.pk),
        "lot-0-quantity": "๒๐ ลิตร",
        "lot-0-value": "๙๔๐",
    }
    client.force_login(who)
    return client.post(reverse("costing:intake-new", args=[cast.enterprise.pk]), said | changed)


class TestBuying:
    def test_a_bought_slip_is_money_out_to_the_satang(self, cast, oil):
        bottle = material(cast, "ขวด", "piece", Part.PACKAGING)
        lots = ((oil, "20", "l", "940.25"), (bottle, "40", "piece", "120.50"))
        intake = making.take_in(cast, *lots, on=date(2026, 11, 20), supplier="ร้านป้าแดง")
        entry = book(cast).get()
        assert (entry.direction, entry.amount, entry.happened_on, entry.category) == (
            Direction.OUT,
            Decimal("1060.75"),
            date(2026, 11, 20),
            Category.MATERIAL,
        )
        assert entry.note == "น้ำมัน, ขวด · ร้านป้าแดง"
        assert (entry.origin, entry.origin_url) == (
            f"costing.purchase:{intake.pk}",
            intake.get_absolute_url(),
        )
        assert entry.recorded_by == cast.member.person

    @pytest.mark.parametrize(
        ("part", "category"),
        [
            (Part.MATERIAL, Category.MATERIAL),
            (Part.PACKAGING, Category.PACKAGING),
            (Part.OVERHEAD, Category.UTILITY),
        ],
    )
    def test_it_stands_under_what_most_of_the_money_went_for(self, cast, oil, part, category):
        most = material(cast, "อย่างอื่น", "piece", part)
        making.take_in(cast, (oil, "1", "l", "50"), (most, "1", "piece", "51"))
        assert book(cast).get().category == category

    @pytest.mark.parametrize("paid", [Paid.OWN, Paid.GIFT])
    def test_our_own_and_gifts_leave_no_purse(self, cast, oil, paid):
        making.take_in(cast, (oil, "20", "l", "940"), paid=paid)
        assert not book(cast).exists()

    def test_nothing_paid_is_nothing_written(self, cast, oil):
        making.take_in(cast, (oil, "20", "l", "0"))
        assert Lot.objects.exists()
        assert not book(cast).exists()

    def test_what_is_in_the_book_already_is_not_written_twice(self, cast, oil):
        making.take_in(cast, (oil, "20", "l", "940"), in_book=False)
        assert price_of(oil) == Decimal(47)
        assert not book(cast).exists()

    def test_the_same_page_twice_is_one_slip_and_one_entry(self, cast, oil):
        draft = {"by": cast.member, "enterprise": cast.enterprise, "draft_key": uuid4(), "on": TODAY}
        row = actions.LotRow(material=oil, quantity=Fraction(20), unit="l", value=Fraction(940))
        first, again = actions.take_in(**draft, lots=[row]), actions.take_in(**draft, lots=[row])
        assert first == again
        assert book(cast).get().amount == Decimal("940.00")

    def test_a_fraction_of_a_satang_asks_for_the_slips_total(self, cast, oil):
        with pytest.raises(Impossible, match=r"1,000\.33") as refused:
            making.take_in(cast, (oil, "30", "l", "1000.333"))
        assert refused.value.field == "total"
        assert not Intake.objects.exists()
        making.take_in(cast, (oil, "30", "l", "1000.333"), total=Fraction("1000.33"))
        assert book(cast).get().amount == Decimal("1000.33")


class TestClosedMonth:
    def test_a_purchase_in_it_is_refused_and_nothing_is_half_written(self, cast, oil, october_closed):
        before = AuditEntry.objects.count()
        with pytest.raises(Impossible, match="ปิดเดือนถึงตุลาคม 2569แล้ว") as refused:
            making.take_in(cast, (oil, "20", "l", "940"), on=IN_OCTOBER)
        assert refused.value.field == "on"
        assert not Intake.objects.exists()
        assert not Lot.objects.exists()
        assert price_of(oil) is None
        assert book(cast).get().amount == Decimal("1000.00")
        assert AuditEntry.objects.count() == before

    def test_the_page_tells_it_beside_the_day_and_keeps_what_was_typed(
        self, cast, client, oil, october_closed
    ):
        response = posted(client, cast.member, cast, oil, on="5 ต.ค. 2569")
        form = response.context["form"]
        assert "ปิดเดือนถึงตุลาคม 2569แล้ว" in form.errors["on"][0]
        assert (form["lot-0-quantity"].value(), form["lot-0-value"].value()) == ("๒๐ ลิตร", "๙๔๐")
        assert form["supplier"].value() == "ร้านป้าแดง"
        kept = posted(client, cast.member, cast, oil, on="5 ต.ค. 2569", is_apart="on")
        assert kept.status_code == 302
        assert Intake.objects.get().came_on == IN_OCTOBER
        assert book(cast).count() == 1

    def test_what_stands_in_it_is_taken_back_today_and_its_balance_stays(self, cast, oil):
        wrote(cast, 1000, on=IN_OCTOBER)
        intake = making.take_in(cast, (oil, "20", "l", "940"), on=IN_OCTOBER)
        cashbook.close_month(by=cast.member, enterprise=cast.enterprise, month=OCTOBER)
        actions.void_intake(by=cast.student, intake=intake, reason="ใบเสร็จของร้านอื่น")
        back = book(cast).get(reverses__origin=intake.origin)
        assert (back.amount, back.happened_on, back.reason) == (
            Decimal("-940.00"),
            TODAY,
            "ใบเสร็จของร้านอื่น",
        )
        assert book(cast).within(OCTOBER).balance() == MonthClose.objects.get().balance == Decimal("60.00")
        assert book(cast).balance() == Decimal("1000.00")
        assert price_of(oil) is None


class TestTakingBack:
    def test_a_voided_slip_reverses_its_entry_on_its_own_day(self, cast, oil):
        intake = making.take_in(cast, (oil, "20", "l", "940"), on=date(2026, 11, 3))
        actions.void_intake(by=cast.member, intake=intake, reason="จดซ้ำ")
        back = book(cast).get(reverses__origin=intake.origin)
        assert (back.amount, back.happened_on, back.reason) == (
            Decimal("-940.00"),
            date(2026, 11, 3),
            "จดซ้ำ",
        )
        assert book(cast).balance() == 0

    def test_a_slip_that_was_not_written_takes_nothing_back(self, cast, oil):
        intake = making.take_in(cast, (oil, "20", "l", "940"), in_book=False)
        actions.void_intake(by=cast.member, intake=intake, reason="จดซ้ำ")
        assert not book(cast).exists()

    def test_the_entry_is_not_taken_back_on_its_own(self, cast, client, oil):
        intake = making.take_in(cast, (oil, "20", "l", "940"))
        entry = book(cast).get()
        with pytest.raises(Impossible, match="แก้หรือยกเลิกที่หน้านั้น"):
            cashbook.reverse(by=cast.member, entry=entry, reason="ผิด")
        client.force_login(cast.member)
        page = client.get(entry.get_absolute_url()).text
        assert f'href="{intake.get_absolute_url()}"' in page
        assert "จดผิด ยกเลิกรายการ" not in page

    def test_an_officer_cannot_take_back_what_the_groups_own_book_holds(self, cast, client, oil):
        intake = making.take_in(cast, (oil, "20", "l", "940"))
        with pytest.raises(Refused, match="สมุดเงินสดของกลุ่ม"):
            actions.void_intake(by=cast.officer, intake=intake, reason="ผิด")
        intake.refresh_from_db()
        assert intake.voided_at is None
        assert book(cast).standing().exists()
        client.force_login(cast.officer)
        assert "จดผิด ยกเลิก" not in client.get(intake.get_absolute_url()).text
        loose = making.take_in(cast, (oil, "5", "l", "240"), by=cast.officer, in_book=False)
        assert actions.void_intake(by=cast.officer, intake=loose, reason="ผิด").voided_at is not None


class TestBuyingTheSameAgain:
    def page(self, client, cast, slip):
        client.force_login(cast.member)
        return client.get(reverse("costing:intake-new", args=[cast.enterprise.pk]), {"repeat": slip})

    def test_what_was_bought_is_filled_in_and_the_day_is_todays(self, cast, client, oil):
        bottle = material(cast, "ขวด", "piece", Part.PACKAGING)
        lots = ((oil, "20.5", "l", "940.25"), (bottle, "40", "piece", "120"), (oil, "1", "l", "46"))
        slip = making.take_in(cast, *lots, on=date(2026, 10, 20), supplier="ร้านป้าแดง")
        form = self.page(client, cast, slip.pk).context["form"]
        assert [(row.material.value(), row.quantity.value(), row.value.value()) for row in form.rows] == [
            (oil.pk, "20.5 ลิตร", "940.25"),
            (bottle.pk, "40 ชิ้น", "120"),
            (oil.pk, "1 ลิตร", "46"),
        ]
        assert (form["supplier"].value(), form["paid"].value(), form["on"].value()) == (
            "ร้านป้าแดง",
            Paid.BOUGHT,
            TODAY,
        )
        sent = {field.html_name: field.value() for field in form if field.value() not in {None, False}}
        assert client.post(reverse("costing:intake-new", args=[cast.enterprise.pk]), sent).status_code == 302
        assert [entry.amount for entry in book(cast)] == [Decimal("1106.25")] * 2
        assert Lot.objects.filter(material=oil, quantity=Decimal("20.5")).count() == 2

    def test_the_slip_leads_there_and_its_cash_entry_leads_to_the_slip(self, cast, client, oil):
        """A purchase repeated in the cash book alone would leave the prices behind."""
        slip = making.take_in(cast, (oil, "20", "l", "940"))
        client.force_login(cast.member)
        again = f"{reverse('costing:intake-new', args=[cast.enterprise.pk])}?repeat={slip.pk}"
        assert again in client.get(slip.get_absolute_url()).text
        entry = client.get(book(cast).get().get_absolute_url()).text
        assert slip.get_absolute_url() in entry
        assert "?repeat=" not in entry

    @pytest.mark.parametrize("typed", ["", "x", "0", "999999999999", "๑"])
    def test_what_is_no_slip_fills_in_nothing(self, cast, client, oil, typed):
        assert self.page(client, cast, typed).context["form"]["supplier"].value() is None

    def test_the_slip_of_another_group_fills_in_nothing(self, cast, client, oil):
        slip = making.take_in(cast, (oil, "20", "l", "940"), supplier="ร้านป้าแดง")
        Intake.objects.filter(pk=slip.pk).update(enterprise=cast.other_enterprise)
        assert self.page(client, cast, slip.pk).context["form"]["supplier"].value() is None


class TestWhoMayNotWriteTheBook:
    def test_an_officers_slip_comes_in_without_the_book_and_the_group_pays_it(self, cast, client, oil):
        response = posted(client, cast.officer, cast, oil)
        intake = Intake.objects.get()
        assert response.url == intake.get_absolute_url()
        assert not book(cast).exists()
        client.force_login(cast.officer)
        form = client.get(reverse("costing:intake-new", args=[cast.enterprise.pk]))
        assert "is_apart" not in form.context["form"].fields
        assert "สมุดเงินสดเป็นของกลุ่มและทีมนักศึกษา" in form.text
        page = reverse("costing:intake-pay", args=[intake.pk])
        assert client.get(page).status_code == 403
        client.force_login(cast.member)
        assert client.post(page, {"on": "21 พ.ย. 2569"}).status_code == 302
        entry = book(cast).get()
        assert (entry.amount, entry.happened_on) == (Decimal("940.00"), TODAY)

    def test_a_member_whose_time_is_over_writes_neither(self, cast, oil):
        for grant in Grant.objects.filter(person=cast.member.person):
            end_grant(by=cast.manager, grant=grant, reason="หมดวาระ")
        with pytest.raises(Refused):
            making.take_in(cast, (oil, "20", "l", "940"))
        assert not Intake.objects.exists()
        assert not book(cast).exists()

    def test_the_action_itself_refuses_an_officer_and_keeps_nothing(self, cast, oil):
        with pytest.raises(Refused):
            making.take_in(cast, (oil, "20", "l", "940"), by=cast.officer)
        assert not Intake.objects.exists()
        assert price_of(oil) is None


class TestPaidLater:
    def test_a_slip_on_credit_is_written_on_the_day_it_was_paid_once(self, cast, oil):
        intake = making.take_in(cast, (oil, "20", "l", "940"), on=IN_OCTOBER, in_book=False)
        entry = actions.pay_intake(by=cast.student, intake=intake, on=date(2026, 11, 20))
        assert (entry.amount, entry.happened_on) == (Decimal("940.00"), date(2026, 11, 20))
        with pytest.raises(TooLate):
            actions.pay_intake(by=cast.student, intake=intake, on=TODAY)
        actions.void_intake(by=cast.member, intake=intake, reason="คืนของ")
        assert book(cast).balance() == 0
        with pytest.raises(TooLate):
            actions.pay_intake(by=cast.member, intake=intake, on=TODAY)

    @pytest.mark.parametrize(
        ("paid", "value", "sentence"),
        [(Paid.OWN, "940", "ไม่ได้ซื้อ"), (Paid.BOUGHT, "0", "รวมเป็น 0 บาท")],
    )
    def test_what_cost_no_money_is_not_paid(self, cast, oil, paid, value, sentence):
        intake = making.take_in(cast, (oil, "20", "l", value), paid=paid)
        with pytest.raises(Impossible, match=sentence):
            actions.pay_intake(by=cast.member, intake=intake, on=TODAY)

    def test_a_closed_month_is_told_beside_the_day(self, cast, client, oil, october_closed):
        intake = making.take_in(cast, (oil, "20", "l", "940"), in_book=False)
        client.force_login(cast.member)
        response = client.post(reverse("costing:intake-pay", args=[intake.pk]), {"on": "5 ต.ค. 2569"})
        assert "ปิดเดือนถึงตุลาคม 2569แล้ว" in response.context["form"].errors["on"][0]
        assert book(cast).count() == 1


class TestPages:
    def test_the_slip_and_the_entry_lead_to_each_other(self, cast, client, oil):
        response = posted(client, cast.member, cast, oil)
        entry = book(cast).get()
        page = client.get(response.url).text
        assert "จดของเข้าและเงินออกในสมุดเงินสดแล้ว" in page
        assert f'href="{entry.get_absolute_url()}"' in page
        intake = Intake.objects.get()
        void = reverse("costing:intake-void", args=[intake.pk])
        assert "940.00" in client.get(void).text
        client.post(void, {"reason": "จดซ้ำ"})
        again = client.get(response.url).text
        assert "ยกเลิกรายการนั้นแล้ว ทั้งในราคาและในสมุดเงินสด" in again
        assert f'href="{entry.reversal.get_absolute_url()}"' in again

    def test_a_tick_keeps_it_out_of_the_book_and_the_page_says_so(self, cast, client, oil):
        response = posted(client, cast.member, cast, oil, is_apart="on")
        assert not book(cast).exists()
        page = client.get(response.url).text
        assert "ไม่ได้จดในสมุดเงินสดจากหน้านี้" in page
        assert "จ่ายแล้ว จดลงสมุดเงินสด" in page
