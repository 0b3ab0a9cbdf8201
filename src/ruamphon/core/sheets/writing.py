"""From rows of text to a file that opens in Excel: XLSX, or CSV with the mark that makes Excel read it as UTF-8."""

import csv
from collections.abc import Iterable, Sequence
from io import BytesIO, StringIO
from typing import Final

from xlsxwriter import Workbook

from ruamphon.core.sheets.escaping import escaped

XLSX_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV_TYPE: Final = "text/csv; charset=utf-8"
_NARROWEST, _WIDEST = 12, 40
"""Letters a column shows."""


def write_csv(headers: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """A CSV in UTF-8 with its byte-order mark; no cell begins with a sign that a spreadsheet would run."""
    out = StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([escaped(cell) for cell in headers])
    writer.writerows([escaped(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def write_xlsx(headers: Sequence[str], rows: Iterable[Sequence[str]], *, title: str) -> bytes:
    """A workbook of one sheet called `title` with a bold, fixed first row. Every cell is text, none a formula."""
    out = BytesIO()
    book = Workbook(out, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet(title)
    bold, text = book.add_format({"bold": True, "num_format": "@"}), book.add_format({"num_format": "@"})
    sheet.freeze_panes(1, 0)
    for column, header in enumerate(headers):
        sheet.set_column(column, column, min(max(len(header) + 2, _NARROWEST), _WIDEST), text)
        sheet.write_string(0, column, escaped(header), bold)
    for number, row in enumerate(rows, start=1):
        for column, cell in enumerate(row):
            if cell:
                sheet.write_string(number, column, escaped(cell), text)
    book.close()
    return out.getvalue()
