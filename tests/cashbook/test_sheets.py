"""The book as a table: out, and in again with every fault named, all or nothing, nothing twice."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from django.urls import reverse
from xlsxwriter import Workbook

from ruamphon.cashbook import actions
from ruamphon.cashbook.domain import Month
from ruamphon.cashbook.enums import Category, ImportState, RowState
from ruamphon.cashbook.models import CashEntry, CashImport
from ruamphon.cashbook.sheets import exporting
from ruamphon.cashbook.sheets.planning import plan_of
from ruamphon.core.models import AuditEntry
from ruamphon.core.refusals import Impossible, Refused
from ruamphon.core.sheets import read_file
from tests.cashbook.keeping import paid, wrote
from tests.world import photo

pytestmark = pytest.mark.usefixtures("one_day")
HEAD = "วันที่\tรายการ\tหมวด\tรับ\tจ่าย"


def handed_in(client, cast, *rows, head=HEAD, who="member"):
    """The draft of a pasted table."""
    client.force_login(cast.accounts[who])
    url = reverse("cashbook:import-new", args=[cast.enterprise.pk])
    response = client.post(url, {"pasted": "\n".join([head, *rows])})
    assert response.status_code == 302, response.context["form"].errors
    return CashImport.objects.latest("pk")


def brought_in(cast, sheet, *, with_alike=False, by=None):
    return actions.bring_in(
        by=by or cast.member, sheet=sheet, seen=plan_of(sheet).digest, with_alike=with_alike, plan=plan_of
    )


def faults(sheet):
    return [(fault.row, fault.column, fault.said) for fault in plan_of(sheet).faults]


class TestOut:
    def test_oldest_first_with_the_balance_and_figures_that_add_up(self, cast):
        wrote(cast, "1250.50", on=date(2026, 10, 3), note="=ตลาดนัด", slips=[photo()])
        wrong = paid(cast, "99.25", on=date(2026, 10, 4))
        actions.reverse(by=cast.member, entry=wrong, reason="จดซ้ำ")
        file = exporting.export(cast.enterprise, year=None, as_csv=False)
        head, *rows = read_file(file.content, name=file.name)
        assert file.name == "cashbook-CE-90001.xlsx"
        assert head[:7] == ["เลขที่", "วันที่", "รายละเอียด", "เรื่อง", "รับ (บาท)", "จ่าย (บาท)", "คงเหลือ (บาท)"]
        first, second, third = CashEntry.objects.order_by("pk")
        assert [row[:9] for row in rows] == [
            [str(first.pk), "3 ต.ค. 2569", "'=ตลาดนัด", "ขายของ", "1250.5", "", "1250.5", "", ""],
            [str(second.pk), "4 ต.ค. 2569", "", "ซื้อวัตถุดิบ", "", "99.25", "1151.25", "", ""],
            [str(third.pk), "4 ต.ค. 2569", "", "ซื้อวัตถุดิบ", "", "-99.25", "1250.5", str(second.pk), "จดซ้ำ"],
        ]
        assert [row[9:] for row in rows] == [
            ["1", "มาลี ประธานกลุ่ม"],
            ["", "มาลี ประธานกลุ่ม"],
            ["", "มาลี ประธานกลุ่ม"],
        ]

    def test_a_year_begins_with_what_was_there_before(self, cast):
        wrote(cast, 100, on=date(2025, 12, 31))
        paid(cast, 30, on=date(2026, 1, 1))
        file = exporting.export(cast.enterprise, year=2026, as_csv=True)
        _, *rows = read_file(file.content, name=file.name)
        assert [(row[5], row[6]) for row in rows] == [("30.00", "70.00")]

    def test_more_than_one_file_holds_is_said(self, cast, monkeypatch):
        monkeypatch.setattr(exporting, "MOST_EXPORTED", 1)
        wrote(cast, 1)
        wrote(cast, 2)
        with pytest.raises(Impossible, match="มีมากกว่า 1 รายการ"):
            exporting.export(cast.enterprise, year=None, as_csv=False)

    @pytest.mark.parametrize("as_csv", [True, False])
    def test_what_went_out_and_comes_back_changes_nothing(self, cast, client, as_csv):
        wrote(cast, "0.10", note="'=x  y", on=date(2026, 10, 3))
        wrote(cast, "999999999.99", on=date(2026, 10, 3))
        paid(cast, "0.30", category=Category.OTHER_OUT)
        wrong = paid(cast, "1234.56", origin="costing.purchase:1")
        actions.reverse_origin(by=cast.member, origin="costing.purchase:1", reason="-คืนของ")
        actions.close_month(by=cast.member, enterprise=cast.enterprise, month=Month(date(2026, 10, 1)))
        before = list(CashEntry.objects.values())
        file = exporting.export(cast.enterprise, year=None, as_csv=as_csv)
        client.force_login(cast.student)
        upload = BytesIO(file.content)
        upload.name = file.name
        client.post(reverse("cashbook:import-new", args=[cast.enterprise.pk]), {"file": upload})
        sheet = CashImport.objects.get()
        plan = plan_of(sheet)
        assert [(fault.row, fault.column, fault.said) for fault in plan.faults] == []
        assert [row.state for row in plan.rows] == [RowState.SAME] * 5
        brought_in(cast, sheet, by=cast.student)
        assert list(CashEntry.objects.values()) == before
        assert wrong.pk in {row["id"] for row in before}


class TestIn:
    def test_rows_of_an_old_book_are_written_down(self, cast, client):
        sheet = handed_in(
            client,
            cast,
            "1/10/2569\tยอดยกมา\tยอดยกมา\t๑,๕๐๐\t",
            "3 ต.ค. 2569\tพริก 5 กก.\tmaterial\t\t450.50",
            "2026-10-05\t\t\t20\t-",
            "\t\t\t\t",
        )
        assert [(row.number, row.state) for row in plan_of(sheet).rows] == [
            (2, RowState.NEW),
            (3, RowState.NEW),
            (4, RowState.NEW),
        ]
        done = brought_in(cast, sheet)
        assert (done.state, done.rows, done.added, done.unchanged) == (ImportState.DONE, [], 3, 0)
        entries = CashEntry.objects.order_by("pk").values_list(
            "happened_on", "direction", "amount", "category", "note"
        )
        assert list(entries) == [
            (date(2026, 10, 1), "in", Decimal("1500.00"), "opening", "ยอดยกมา"),
            (date(2026, 10, 3), "out", Decimal("450.50"), "material", "พริก 5 กก."),
            (date(2026, 10, 5), "in", Decimal("20.00"), "other_in", ""),
        ]
        assert AuditEntry.objects.filter(action="record").count() == 3
        told = AuditEntry.objects.of(sheet).get()
        assert (told.action, told.changes["added"]) == ("bring_in", [None, 3])
        with pytest.raises(Impossible):
            actions.bring_in(by=cast.member, sheet=sheet, seen="-", with_alike=False, plan=plan_of)

    def test_every_fault_has_its_row_and_column_and_nothing_is_written(self, cast, client):
        wrote(cast, 5, on=date(2026, 9, 3))
        actions.close_month(by=cast.member, enterprise=cast.enterprise, month=Month(date(2026, 9, 1)))
        sheet = handed_in(
            client,
            cast,
            "1/10/2569\tดี\t\t100\t",
            "22/11/2569\tพรุ่งนี้\t\t100\t",
            "วันก่อน\t\tเรื่องแปลก\tฟรี\t",
            "1/10/2569\t\t\t5\t5",
            "1/10/2569\t\t\t\t",
            "30/9/2569\t\t\t5\t",
            "\t\tค่าแรง\t\t1000000000000",
            "1/10/2569\t\tค่าแรง\t5\t",
            "1/10/2569\t\t\t-5\t",
            "1/10/2569\t\t\t0\t",
            "1/10/2569\t\t\t1.005\t",
            "1/10/2569\t\t\t=SUM(A1)\t",
        )
        found = faults(sheet)
        assert [(row, column) for row, column, _ in found] == [
            (3, "วันที่"),
            (4, "วันที่"),
            (4, "รับ (บาท)"),
            (5, "จ่าย (บาท)"),
            (6, "รับ (บาท)"),
            (7, "วันที่"),
            (8, "วันที่"),
            (8, "จ่าย (บาท)"),
            (9, "เรื่อง"),
            (10, "รับ (บาท)"),
            (11, "รับ (บาท)"),
            (12, "รับ (บาท)"),
            (13, "รับ (บาท)"),
        ]
        said = {(row, column): sentence for row, column, sentence in found}
        assert said[4, "รับ (บาท)"].startswith("“ฟรี” แปลว่าไม่มีเงินเข้าออก")
        assert said[7, "วันที่"].startswith("ปิดเดือนถึงกันยายน 2569แล้ว")
        assert said[8, "จ่าย (บาท)"].startswith("1,000,000,000,000.00 บาทมากเกินไป")
        with pytest.raises(Impossible, match="ยังมีข้อผิดพลาดในตาราง"):
            brought_in(cast, sheet)
        assert CashEntry.objects.count() == 1

    def test_an_entry_is_not_edited_by_a_table(self, cast, client):
        entry = wrote(cast, 100, note="ตลาด")
        head = f"เลขที่\t{HEAD}"
        sheet = handed_in(client, cast, f"{entry.pk}\t20/11/2569\tตลาดนัด\tขายของ\t120\t", head=head)
        assert [(row, column) for row, column, _ in faults(sheet)] == [(2, "รับ (บาท)"), (2, "รายละเอียด")]
        assert f"รายการเลขที่ {entry.pk} จดไว้ว่า “100.00”" in faults(sheet)[0][2]
        same = f"{entry.pk}\t20/11/2569\tตลาด\tขายของ\t100\t"
        sheet = handed_in(
            client, cast, same, same, "999999\t20/11/2569\t\t\t5\t", "abc\t20/11/2569\t\t\t5\t", head=head
        )
        assert [(row, column) for row, column, _ in faults(sheet)] == [(3, "เลขที่"), (4, "เลขที่"), (5, "เลขที่")]
        assert faults(sheet)[0][2].startswith(f"เลขที่ {entry.pk} มีในตารางแล้วที่แถว 2")

    def test_the_number_of_another_group_is_unknown_here(self, cast, client):
        theirs = wrote(cast, 5, enterprise=cast.other_enterprise, by=cast.other_member)
        sheet = handed_in(client, cast, f"{theirs.pk}\t20/11/2569\t\t\t5\t", head=f"เลขที่\t{HEAD}")
        assert faults(sheet) == [(2, "เลขที่", f"ไม่มีรายการเลขที่ “{theirs.pk}” ในสมุดนี้ ถ้าเป็นรายการใหม่ ลบเลขออก")]

    def test_the_same_table_twice_does_not_double_the_book(self, cast, client):
        row = "20/11/2569\tกาแฟ\tขายของ\t20\t"
        brought_in(cast, handed_in(client, cast, row, row))
        again = handed_in(client, cast, row, row, row)
        assert [one.state for one in plan_of(again).rows] == [RowState.ALIKE, RowState.ALIKE, RowState.NEW]
        done = brought_in(cast, again)
        assert (done.added, done.unchanged, CashEntry.objects.count()) == (1, 2, 3)
        all_new = brought_in(cast, handed_in(client, cast, row), with_alike=True)
        assert (all_new.added, CashEntry.objects.count()) == (1, 4)

    def test_what_moved_meanwhile_is_shown_first(self, cast, client):
        sheet = handed_in(client, cast, "20/11/2569\tกาแฟ\tขายของ\t20\t")
        seen = plan_of(sheet).digest
        wrote(cast, 20, note="กาแฟ")
        with pytest.raises(Impossible, match="สมุดเปลี่ยนไป"):
            actions.bring_in(by=cast.member, sheet=sheet, seen=seen, with_alike=True, plan=plan_of)

    def test_a_float_of_a_spreadsheet_is_what_it_shows(self, cast, client):
        out = BytesIO()
        book = Workbook(out)
        sheet = book.add_worksheet()
        for place, words in enumerate(("วันที่", "รับ", "จ่าย")):
            sheet.write(0, place, words)
        for row, amount in enumerate(
            (0.1 + 0.2, 1250.5000000000002, 19.990000000000002, 4.9999999999999), start=1
        ):
            sheet.write(row, 0, "20/11/2569")
            sheet.write(row, 1, amount)
        book.close()
        out.seek(0)
        out.name = "บัญชี.xlsx"
        client.force_login(cast.member)
        client.post(reverse("cashbook:import-new", args=[cast.enterprise.pk]), {"file": out})
        brought_in(cast, CashImport.objects.get())
        assert list(CashEntry.objects.order_by("pk").values_list("amount", flat=True)) == [
            Decimal("0.30"),
            Decimal("1250.50"),
            Decimal("19.99"),
            Decimal("5.00"),
        ]

    def test_a_table_without_money_is_sent_back_with_what_it_lacks(self, cast, client):
        client.force_login(cast.member)
        url = reverse("cashbook:import-new", args=[cast.enterprise.pk])
        response = client.post(url, {"pasted": "วันที่\tรายการ\n1/1/2569\tx"})
        assert "หาคอลัมน์นี้ไม่พบ: รับ (บาท), จ่าย (บาท)" in str(response.context["form"].errors)
        assert not CashImport.objects.exists()
        for given in ({}, {"pasted": "  "}):
            assert "เลือกไฟล์" in str(client.post(url, given).context["form"].errors)

    def test_a_draft_is_its_writers_own(self, cast, client):
        sheet = handed_in(client, cast, "20/11/2569\tกาแฟ\tขายของ\t20\t")
        for who in ("student", "officer", "other_member", "mentor"):
            client.force_login(cast.accounts[who])
            assert client.get(sheet.get_absolute_url()).status_code == 404
        with pytest.raises(Impossible):
            brought_in(cast, sheet, by=cast.student)
        with pytest.raises(Refused):
            brought_in(cast, sheet, by=cast.officer)

    def test_the_page_shows_and_does_it(self, cast, client):
        wrote(cast, 20, note="กาแฟ")
        sheet = handed_in(client, cast, "20/11/2569\tกาแฟ\tขายของ\t20\t", "19/11/2569\tขนม\tขายของ\t30\t")
        page = client.get(sheet.get_absolute_url())
        assert [row.number for row in page.context["new"]] == [3]
        assert [row.number for row in page.context["alike"]] == [2]
        said = {"seen": page.context["plan"].digest, "with_alike": "on"}
        done = client.post(sheet.get_absolute_url(), said, follow=True)
        assert "จดเพิ่ม 2 รายการ มีอยู่แล้ว 0 รายการ" in done.content.decode()
        assert client.get(sheet.get_absolute_url()).status_code == 302

    def test_given_up_it_is_forgotten(self, cast, client):
        sheet = handed_in(client, cast, "20/11/2569\tกาแฟ\tขายของ\t20\t")
        client.post(reverse("cashbook:import-discard", args=[sheet.pk]))
        sheet.refresh_from_db()
        assert (sheet.state, sheet.rows) == (ImportState.DISCARDED, [])
        assert not CashEntry.objects.exists()
