"""The pages of the book: what they show, whom they let in, what they keep of what was typed."""

from datetime import date, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from ruamphon.cashbook import actions
from ruamphon.cashbook.domain import Month
from ruamphon.cashbook.enums import Category, Direction
from ruamphon.cashbook.models import CashEntry
from ruamphon.cashbook.queries import month_page, months_of, repeats_of, unclosed_months
from ruamphon.people.actions import end_grant
from ruamphon.people.models import Grant
from tests.cashbook.keeping import paid, wrote
from tests.test_url_walk import EVERYONE, SEES_SECRETS
from tests.world import photo

TODAY = date(2026, 11, 21)
NOVEMBER = Month(date(2026, 11, 1))
pytestmark = pytest.mark.usefixtures("one_day")


def page_of(cast, name="book", *more):
    return reverse(f"cashbook:{name}", args=[cast.enterprise.pk, *more])


def posted(client, cast, direction="in", **changed):
    said = {
        "draft_key": str(uuid4()),
        "amount": "๑,๒๕๐.๕๐",
        "category": "sale" if direction == "in" else "material",
        "note": "ตลาดนัด",
        "happened_on": "20 พ.ย. 2569",
    }
    client.force_login(cast.member)
    return client.post(page_of(cast, "entry-new", direction), said | changed)


class TestWriting:
    def test_an_entry_is_written_and_its_month_shown(self, cast, client):
        response = posted(client, cast)
        assert response.url == page_of(cast, "month", "2026-11")
        kept = CashEntry.objects.get()
        assert (kept.amount, kept.happened_on, kept.note) == (
            Decimal("1250.50"),
            date(2026, 11, 20),
            "ตลาดนัด",
        )
        assert "จดรับเงิน 1,250.50 บาทแล้ว" in client.get(response.url).content.decode()

    @pytest.mark.parametrize(
        ("field", "typed", "begins"),
        [
            ("amount", "ฟรี", "“ฟรี” แปลว่าไม่มีเงินเข้าออก"),
            ("amount", "0", "จำนวนเงินเป็น 0"),
            ("amount", "-20", "ไม่ต้องใส่เครื่องหมายลบ"),
            ("amount", "1000000000000", "1,000,000,000,000.00 บาทมากเกินไป"),
            ("amount", "20.005", "สตางค์มีได้สองตำแหน่ง"),
            ("amount", "", "ใส่จำนวนเงิน"),
            ("happened_on", "22/11/2569", "22 พ.ย. 2569 อยู่นอกช่วง"),
            ("happened_on", "", "กรุณาใส่วันที่"),
            ("category", "", "เลือกหนึ่งข้อ"),
            ("category", "wage", "เลือก"),
        ],
    )
    def test_what_cannot_be_written_says_why_at_its_field_and_keeps_the_rest(
        self, cast, client, field, typed, begins
    ):
        response = posted(client, cast, **{field: typed})
        form = response.context["form"]
        assert list(form.errors) == [field]
        assert form.errors[field][0].startswith(begins) or field == "category"
        for name, value in {"amount": "๑,๒๕๐.๕๐", "note": "ตลาดนัด"}.items():
            assert form[name].value() == (typed if name == field else value)
        assert not CashEntry.objects.exists()

    def test_a_closed_month_is_said_at_the_day(self, cast, client):
        wrote(cast, 5, on=date(2026, 10, 3))
        actions.close_month(by=cast.member, enterprise=cast.enterprise, month=Month(date(2026, 10, 1)))
        form = posted(client, cast, happened_on="31 ต.ค. 2569").context["form"]
        assert form.errors["happened_on"][0].startswith("ปิดเดือนถึงตุลาคม 2569แล้ว")
        assert form["amount"].value() == "๑,๒๕๐.๕๐"

    def test_a_double_tap_is_one_entry_and_other_words_get_a_new_key(self, cast, client):
        key = str(uuid4())
        posted(client, cast, draft_key=key)
        assert posted(client, cast, draft_key=key).status_code == 302
        again = posted(client, cast, draft_key=key, amount="7")
        assert "draft_key" in again.context["form"].errors
        assert again.context["form"]["draft_key"].value() != key
        assert CashEntry.objects.count() == 1

    def test_a_slip_is_kept_and_what_is_no_photo_refused(self, cast, client):
        content = photo("สลิป.jpg").checked.content
        posted(client, cast, "out", slips=[SimpleUploadedFile("สลิป.jpg", content, "image/jpeg")])
        assert CashEntry.objects.get().slips.count() == 1
        bad = posted(client, cast, "out", slips=[SimpleUploadedFile("สลิป.jpg", b"MZ", "image/jpeg")])
        assert "slips" in bad.context["form"].errors

    def test_a_quick_button_fills_in_all_but_the_day(self, cast, client):
        for _ in range(2):
            last = wrote(cast, "1500.25", note="ขายที่ตลาดนัด", on=date(2026, 11, 14))
        client.force_login(cast.student)
        url = f"{page_of(cast, 'entry-new', 'in')}?repeat={last.pk}"
        assert url in client.get(page_of(cast)).content.decode()
        form = client.get(url).context["form"]
        assert [form[name].value() for name in ("amount", "category", "note")] == [
            "1,500.25",
            "sale",
            "ขายที่ตลาดนัด",
        ]
        assert form["happened_on"].value() == TODAY

    @pytest.mark.parametrize("wanted", ["abc", "", "99999999999999999999", "-1", "๑"])
    def test_a_made_up_number_fills_in_nothing(self, cast, client, wanted):
        client.force_login(cast.member)
        form = client.get(f"{page_of(cast, 'entry-new', 'in')}?repeat={wanted}").context["form"]
        assert form["amount"].value() is None

    def test_the_entry_of_another_group_is_not_repeated(self, cast, client):
        theirs = wrote(cast, 77, enterprise=cast.other_enterprise, by=cast.other_member)
        client.force_login(cast.member)
        form = client.get(f"{page_of(cast, 'entry-new', 'in')}?repeat={theirs.pk}").context["form"]
        assert form["amount"].value() is None

    def test_taking_back_asks_why(self, cast, client):
        entry = wrote(cast, 5)
        client.force_login(cast.member)
        url = reverse("cashbook:entry-reverse", args=[entry.pk])
        assert list(client.post(url, {"reason": " "}).context["form"].errors) == ["reason"]
        assert client.post(url, {"reason": "จดซ้ำ"}).url == entry.get_absolute_url()
        late = client.post(url, {"reason": "จดซ้ำอีก"})
        assert "ถูกยกเลิกไปแล้ว" in str(late.context["form"].errors)
        assert late.context["form"]["reason"].value() == "จดซ้ำอีก"


class TestMonths:
    def test_a_month_has_what_was_there_what_came_what_went_and_what_is_left(self, cast):
        wrote(cast, "100.10", on=date(2026, 9, 30))
        wrote(cast, "50.25", on=date(2026, 11, 2))
        wrong = paid(cast, "7", on=date(2026, 11, 2))
        paid(cast, "20", on=date(2026, 11, 20), category=Category.WAGE)
        actions.reverse(by=cast.member, entry=wrong, reason="ผิด")
        page = month_page(cast.enterprise, NOVEMBER)
        assert (page.opening, page.came, page.went, page.closing) == (
            Decimal("100.10"),
            Decimal("50.25"),
            Decimal("20.00"),
            Decimal("130.35"),
        )
        told = [(day.on.day, str(day.balance), [str(row.balance) for row in day.rows]) for day in page.days]
        assert told == [(20, "130.35", ["130.35"]), (2, "150.35", ["150.35", "143.35", "150.35"])]
        assert [(row.is_reversal, row.is_reversed) for row in page.days[1].rows] == [
            (True, False),
            (False, True),
            (False, False),
        ]
        assert [(share.label.en, str(share.amount)) for share in page.shares[Direction.OUT]] == [
            ("Wages", "20.00")
        ]

    def test_what_is_carried_over_was_there_before_and_did_not_come_in(self, cast):
        wrote(cast, 500, on=date(2026, 11, 3), category=Category.OPENING)
        wrote(cast, 20, on=date(2026, 11, 2))
        page = month_page(cast.enterprise, NOVEMBER)
        assert [int(each) for each in (page.opening, page.came, page.went, page.closing)] == [500, 20, 0, 520]
        assert [int(row.balance) for day in page.days for row in day.rows] == [520, 20]
        (row,) = months_of(cast.enterprise, 2026, today=TODAY)
        assert (int(row.came), int(row.balance), row.entries) == (20, 520, 2)

    def test_a_long_month_goes_on_on_the_next_page_with_the_same_balances(self, cast, monkeypatch):
        monkeypatch.setattr("ruamphon.cashbook.queries.month.A_PAGE", 3)
        for number in range(7):
            wrote(cast, number + 1, on=date(2026, 11, 1 + number // 2))
        balances, before = [], None
        for _ in range(3):
            page = month_page(cast.enterprise, NOVEMBER, before=before)
            balances += [int(row.balance) for day in page.days for row in day.rows]
            before = page.next_before
        assert balances == [28, 21, 15, 10, 6, 3, 1]
        assert before is None

    def test_the_number_of_queries_does_not_grow(self, cast, client):
        client.force_login(cast.member)
        wrote(cast, 1, slips=[photo()])

        def asked():
            with CaptureQueriesContext(connection) as found:
                assert client.get(page_of(cast)).status_code == 200
            return len(found)

        asked()
        few = asked()
        for number in range(20):
            wrote(cast, number + 1, on=date(2026, 11, 1 + number % 15), note="ขายของ")
        assert asked() == few

    def test_a_year_month_by_month(self, cast):
        wrote(cast, 10, on=date(2025, 12, 31))
        wrote(cast, 100, on=date(2026, 2, 3))
        paid(cast, 30, on=date(2026, 11, 3))
        actions.close_month(by=cast.member, enterprise=cast.enterprise, month=Month(date(2025, 12, 1)))
        actions.close_month(by=cast.member, enterprise=cast.enterprise, month=Month(date(2026, 2, 1)))
        rows = months_of(cast.enterprise, 2026, today=TODAY)
        assert [(row.month.first.month, int(row.balance), row.is_closed, row.entries) for row in rows] == [
            (11, 80, False, 1),
            *((month, 110, False, 0) for month in range(10, 2, -1)),
            (2, 110, True, 1),
            (1, 10, True, 0),
        ]

    @pytest.mark.parametrize("name", ["2569-11", "2026-13", "abc"])
    def test_a_made_up_month_is_not_found(self, cast, client, name):
        client.force_login(cast.member)
        assert client.get(page_of(cast, "month", name)).status_code == 404

    def test_months_that_wait_to_be_closed(self, cast):
        assert unclosed_months(cast.enterprise, today=TODAY) == 0
        wrote(cast, 10, on=date(2026, 8, 31))
        assert unclosed_months(cast.enterprise, today=TODAY) == 3
        actions.close_month(by=cast.member, enterprise=cast.enterprise, month=Month(date(2026, 8, 1)))
        assert unclosed_months(cast.enterprise, today=TODAY) == 0

    def test_closing_and_opening_again_by_the_pages(self, cast, client):
        wrote(cast, 10, on=date(2026, 10, 31))
        client.force_login(cast.adviser)
        month = page_of(cast, "month", "2026-10")
        assert client.post(page_of(cast, "month-close", "2026-10")).url == month
        assert "เดือนนี้ปิดแล้ว" in client.get(month).content.decode()
        again = page_of(cast, "month-reopen", "2026-10")
        assert list(client.post(again, {"reason": ""}).context["form"].errors) == ["reason"]
        assert client.post(again, {"reason": "ลืมค่าแก๊ส"}).url == month
        page = client.get(month).content.decode()
        assert "เดือนนี้ยังเปิดอยู่" in page
        assert "ลืมค่าแก๊ส" in page
        late = client.post(page_of(cast, "month-close", "2026-11"))
        assert "ยังไม่จบ" in str(late.context["form"].errors)

    def test_what_is_written_often_is_offered_most_often_first(self, cast):
        for amount in (5, 6, 7):
            wrote(cast, amount, note="กาแฟ")
        for amount in (50, 60):
            paid(cast, amount)
        wrote(cast, 1, note="ครั้งเดียว")
        actions.reverse(by=cast.member, entry=wrote(cast, 9, note="กาแฟ"), reason="ผิด")
        assert [(str(one.label), int(one.amount), one.is_in) for one in repeats_of(cast.enterprise)] == [
            ("กาแฟ", 7, True),
            ("ซื้อวัตถุดิบ", 60, False),
        ]

    def test_a_balance_below_zero_is_asked_about(self, cast, client):
        paid(cast, 10)
        client.force_login(cast.officer)
        page = client.get(page_of(cast)).content.decode()
        assert "ยอดติดลบ" in page
        assert "cash-way is-in" not in page  # an officer reads

    def test_an_empty_book_says_how_to_begin(self, cast, client):
        client.force_login(cast.member)
        page = client.get(page_of(cast)).content.decode()
        assert "เริ่มจดสมุดเงินสดของกลุ่ม" in page
        form = client.get(f"{page_of(cast, 'entry-new', 'in')}?opening=1").context["form"]
        assert form["category"].value() == Category.OPENING


class TestSecrecy:
    def urls(self, cast, entry, slip, close):
        yield from (page_of(cast, name) for name in ("book", "export", "import-new", "import-template"))
        yield from (page_of(cast, name, "2026-10") for name in ("month", "month-close", "month-reopen"))
        yield from (page_of(cast, "year", 2026), page_of(cast, "entry-new", "in"))
        for name in ("entry", "entry-reverse", "entry-history", "slip-new"):
            yield reverse(f"cashbook:{name}", args=[entry.pk])
        yield reverse("cashbook:slip", args=[slip.pk])
        yield reverse("cashbook:month-history", args=[close.pk])

    def test_who_may_not_see_the_book_finds_nothing_at_any_of_its_addresses(self, cast, client):
        entry = wrote(cast, "4321.99", on=date(2026, 10, 3), note="ความลับของกลุ่ม", slips=[photo()])
        close = actions.close_month(
            by=cast.member, enterprise=cast.enterprise, month=Month(date(2026, 10, 1))
        )
        told = []
        for who in sorted(EVERYONE - SEES_SECRETS):
            client.force_login(cast.accounts[who])
            for url in self.urls(cast, entry, entry.slips.get(), close):
                told += [
                    (who, url)
                    for status in (client.get(url).status_code, client.post(url).status_code)
                    if status not in {404, 405}
                ]
        assert told == []

    def test_nothing_of_it_is_on_the_pages_of_the_group_or_in_the_search(self, cast, client):
        wrote(cast, "4321.99", note="ความลับของกลุ่ม", slips=[photo()])
        places = [
            reverse("home:enterprise-file", args=[cast.enterprise.pk]),
            reverse("registry:enterprise-history", args=[cast.enterprise.pk]),
            f"{reverse('home:search')}?q=ความลับ",
            reverse("home:today"),
        ]
        for who in ("mentor", "expert", "observer", "facilitator", "member"):
            client.force_login(cast.accounts[who])
            for url in places:
                page = client.get(url).content.decode()
                assert "4,321.99" not in page
                assert "4321.99" not in page
                assert "ความลับของกลุ่ม" not in page
            link = page_of(cast) in client.get(places[0]).content.decode()
            assert link == (who == "member")

    def test_a_students_last_day_ends_it_that_second(self, cast, client):
        entry = wrote(cast, 5, by=cast.student, slips=[photo()])
        slip = reverse("cashbook:slip", args=[entry.slips.get().pk])
        client.force_login(cast.student)
        assert client.get(slip).status_code == 200
        end_grant(by=cast.officer, grant=Grant.objects.get(person=cast.student.person), reason="จบเทอม")
        for url in (slip, page_of(cast), page_of(cast, "export"), entry.get_absolute_url()):
            assert client.get(url).status_code == 404

    def test_a_slip_is_kept_by_no_browser(self, cast, client):
        entry = wrote(cast, 5, slips=[photo()])
        client.force_login(cast.officer)
        response = client.get(reverse("cashbook:slip", args=[entry.slips.get().pk]))
        assert response["Cache-Control"] == "private, no-store"


def test_a_day_far_back_is_read_in_either_era(cast, client):
    posted(client, cast, happened_on="1/3/2563")
    assert CashEntry.objects.get().happened_on == date(2020, 3, 1)
    assert CashEntry.objects.get().happened_on < TODAY - timedelta(days=365)
