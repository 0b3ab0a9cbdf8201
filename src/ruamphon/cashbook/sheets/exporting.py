"""The book as a table to take away: oldest first, with the balance after each entry."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from io import BytesIO
from typing import Final

from django.db.models import Count
from xlsxwriter import Workbook

from ruamphon.cashbook.enums import Category, Direction
from ruamphon.cashbook.models import CashEntry
from ruamphon.cashbook.sheets.columns import COLUMNS
from ruamphon.core.date_filters import thai_date
from ruamphon.core.refusals import Impossible
from ruamphon.core.sheets import escaped, write_csv
from ruamphon.core.sheets.writing import CSV_TYPE, XLSX_TYPE
from ruamphon.core.text import Text
from ruamphon.registry.models import Enterprise
from ruamphon.registry.sheets.exporting import Download

MOST_EXPORTED: Final = 10_000
TOO_MANY: Final = Text(
    "มีมากกว่า {most} รายการ มากเกินไปสำหรับไฟล์เดียว เลือกทีละปี แล้วดาวน์โหลดอีกครั้ง",
    "There are more than {most} entries, too many for one file. Choose a year, then download again.",
)
SHEET: Final = Text("สมุดเงินสด", "Cash book")
Cell = str | int | Decimal | None


def export(enterprise: Enterprise, *, year: int | None, as_csv: bool) -> Download:
    """The entries of a year, or of all years, as XLSX with figures that add up, or as CSV.

    The caller has made sure that the account may see the book. Raises Impossible beyond MOST_EXPORTED entries.
    """
    book = CashEntry.objects.of(enterprise)
    wanted = book.filter(happened_on__year=year) if year else book
    rows = wanted.select_related("recorded_by").annotate(slip_count=Count("slips"))
    found = list(rows.order_by("happened_on", "pk")[: MOST_EXPORTED + 1])
    if len(found) > MOST_EXPORTED:
        raise Impossible(TOO_MANY.format(most=f"{MOST_EXPORTED:,}"))
    before = (
        book.filter(happened_on__lt=found[0].happened_on).balance() if found and year else Decimal("0.00")
    )
    name = f"cashbook-{enterprise.code}{f'-{year}' if year else ''}"
    return _download(name, _rows(found, before), as_csv=as_csv)


def template(*, as_csv: bool) -> Download:
    """An empty table with the headings that are read."""
    return _download("cashbook", (), as_csv=as_csv)


def _rows(entries: Iterable[CashEntry], balance: Decimal) -> Iterator[list[Cell]]:
    for entry in entries:
        balance += entry.change
        is_in = entry.direction == Direction.IN
        yield [
            entry.pk,
            thai_date(entry.happened_on),
            entry.note,
            str(Category(entry.category).label),
            entry.amount if is_in else None,
            None if is_in else entry.amount,
            balance,
            entry.reverses_id,
            entry.reason,
            entry.slip_count or None,  # type: ignore[attr-defined]
            str(entry.recorded_by.name),
        ]


def _download(name: str, rows: Iterable[Sequence[Cell]], *, as_csv: bool) -> Download:
    headings = [str(column.label) for column in COLUMNS]
    if as_csv:
        cells = ([("" if cell is None else str(cell)) for cell in row] for row in rows)
        return Download(f"{name}.csv", write_csv(headings, cells), CSV_TYPE)
    return Download(f"{name}.xlsx", _workbook(headings, rows), XLSX_TYPE)


def _workbook(headings: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    out = BytesIO()
    book = Workbook(out, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet(str(SHEET))
    bold, words = book.add_format({"bold": True, "num_format": "@"}), book.add_format({"num_format": "@"})
    money = book.add_format({"num_format": "#,##0.00"})
    sheet.freeze_panes(1, 0)
    for place, (column, heading) in enumerate(zip(COLUMNS, headings, strict=True)):
        sheet.set_column(place, place, column.width)
        sheet.write_string(0, place, escaped(heading), bold)
    for number, row in enumerate(rows, start=1):
        for place, cell in enumerate(row):
            if isinstance(cell, Decimal):
                sheet.write_number(number, place, float(cell), money)
            elif isinstance(cell, int):
                sheet.write_number(number, place, cell)
            elif cell:
                sheet.write_string(number, place, escaped(cell), words)
    book.close()
    return out.getvalue()
