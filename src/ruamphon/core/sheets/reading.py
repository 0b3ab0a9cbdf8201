"""From a file or a paste to rows of text: the kind told by content, the encoding and separator found out."""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from io import BytesIO, StringIO
from typing import Any, Final

from python_calamine import CalamineWorkbook

from ruamphon.core.enums import FileKind
from ruamphon.core.sheets.escaping import plain
from ruamphon.core.text import Text
from ruamphon.core.uploads.check import OFFICE_MAX_BYTES
from ruamphon.core.uploads.office import check_office, refuse_compound_file
from ruamphon.core.uploads.package import DAMAGED, read_package
from ruamphon.core.uploads.refusal import Refusal, problem_of, refusing
from ruamphon.core.uploads.sniff import EMPTY

MOST_COLUMNS: Final = 200
MOST_CELLS: Final = 2_000_000
"""Cells of the rectangle a workbook spans. One far-away cell makes it huge: it is measured before it is unfolded."""
LONGEST_CELL: Final = 32_767
"""Characters, Excel's own limit."""

NOT_A_SHEET: Final = Text(
    "ไฟล์ “{name}” ไม่ใช่ตาราง ชื่อไฟล์อาจถูกเปลี่ยน เรารับ Excel (.xlsx) และ CSV เปิดไฟล์ดูในเครื่องก่อน "
    "แล้วบันทึกเป็นชนิดใดชนิดหนึ่งนี้",
    "“{name}” is not a table; it may have been renamed. We take Excel (.xlsx) and CSV. Open it on your own device, "
    "then save it as one of these.",
)
TOO_BIG: Final = Text(
    "ไฟล์ “{name}” ใหญ่เกินไป ตารางรับได้ไม่เกิน {limit} MB แบ่งเป็นหลายไฟล์ แล้วส่งทีละไฟล์",
    "“{name}” is too big: we take tables up to {limit} MB. Split it into several files and send them one by one.",
)
TOO_WIDE: Final = Text(
    "ไฟล์ “{name}” กินพื้นที่ถึงแถว {rows} คอลัมน์ที่ {columns} มากเกินไป ลบแถวและคอลัมน์ที่ไม่ใช้ หรือคัดลอกเฉพาะตารางไปไว้ในไฟล์ใหม่",
    "“{name}” reaches row {rows} and column {columns}, which is too far. Delete unused rows and columns, or copy "
    "just the table into a new file.",
)
NO_ROWS: Final = Text(
    "ไฟล์ “{name}” ไม่มีข้อมูลในตาราง ตรวจว่าข้อมูลอยู่ในแผ่นงาน (sheet) แผ่นแรก แล้วส่งอีกครั้ง",
    "“{name}” has no rows. Check that they are on the first sheet, then send it again.",
)
PASTED: Final = Text("ที่วางมา", "what was pasted")

_BINARY: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1a\x1c-\x1f\x7f]")
_PLACE: Final = re.compile(
    rb"\br\s*=\s*[\"']([A-Za-z]{0,9})([0-9]{1,12})[\"']"
    rb"((?:\s+[\w:]{1,30}\s*=\s*\"[^\"<>]{0,60}\"){0,6}\s*/>)?"
)
"""Where a row or a cell says it stands, and whether it ends at once, with nothing in it."""
_CELL: Final = re.compile(rb"<(?:\w{1,30}:)?c[\s>]")
_ROW: Final = re.compile(rb"<(?:\w{1,30}:)?row[\s>]")
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SEPARATORS: Final = ",;\t|"
_LOOKED_AT: Final = 30
_MB: Final = 1024 * 1024


def read_file(content: bytes, *, name: str) -> list[list[str]]:
    """The rows of an XLSX's first sheet or of a CSV, each as long as the longest; row 1 of the sheet comes first.

    CSV may be UTF-8, UTF-16 or Windows-874 (TIS-620), separated by comma, semicolon, tab or bar. Days come as
    ISO text, whole numbers without a point. Raises UploadProblem: empty, too big, locked, damaged, a bomb, no table.
    """
    try:
        return _even(list(_rows(content)))
    except Refusal as refusal:
        raise problem_of(refusal, name) from refusal


def read_pasted(text: str) -> list[list[str]]:
    """The rows of cells copied out of a spreadsheet; tabs separate them. Raises UploadProblem as `read_file`."""
    try:
        return _even(list(_csv(text.lstrip("\ufeff"))))
    except Refusal as refusal:
        raise problem_of(refusal, str(PASTED)) from refusal


def _rows(content: bytes) -> Iterable[list[str]]:
    if not content:
        raise Refusal(EMPTY)
    if len(content) > OFFICE_MAX_BYTES:
        raise Refusal(TOO_BIG, limit=OFFICE_MAX_BYTES // _MB)
    if content.startswith(_OLE):
        refuse_compound_file(content)
    return _workbook(content) if content.startswith(b"PK\x03\x04") else _csv(_decoded(content))


def _even(rows: list[list[str]]) -> list[list[str]]:
    """Rows of one length, without the empty columns and rows at the end; a table with nothing in it is refused."""
    if not any(map(any, rows)):
        raise Refusal(NO_ROWS)
    width = max((len(row) - _blanks(row) for row in rows), default=0)
    if width > MOST_COLUMNS:
        raise Refusal(TOO_WIDE, rows=len(rows), columns=width)
    even = [(row + [""] * width)[:width] for row in rows]
    while even and not any(even[-1]):
        even.pop()
    return even


def _blanks(row: Sequence[str]) -> int:
    blanks = 0
    for cell in reversed(row):
        if cell:
            break
        blanks += 1
    return blanks


# XLSX -------------------------------------------------------------------------------------------------------


def _workbook(content: bytes) -> Iterator[list[str]]:
    if check_office(content) is not FileKind.XLSX:
        raise Refusal(NOT_A_SHEET)
    with refusing(DAMAGED):
        _check_span(content)
        sheet = CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0)
        for row in sheet.to_python(skip_empty_area=False):
            yield [_cell(value) for value in row]


def _check_span(content: bytes) -> None:
    """How far every worksheet reaches, by its own XML, since a reader makes room for all in between.

    Cells need not say where they stand, so those of each row are counted too.
    """
    for part in read_package(content, keep=(".xml",)).values():
        if b"sheetData" not in part:
            continue
        places = [(letters, int(number)) for letters, number, ends in _PLACE.findall(part) if not ends]
        rows = max((number for _, number in places), default=0)
        columns = max((_column(letters.upper()) for letters, _ in places), default=0)
        columns = max(columns, *(len(_CELL.findall(row)) for row in _ROW.split(part)))
        if columns > MOST_COLUMNS or rows * columns > MOST_CELLS:
            raise Refusal(TOO_WIDE, rows=rows, columns=columns)


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number


def _cell(value: Any) -> str:
    """One cell as text: a day as ISO, a whole number without its point, a truth as Excel shows it."""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, datetime):
        value = value.date()
    return _short(value.isoformat() if isinstance(value, date) else str(value))


def _short(text: str) -> str:
    return plain(text)[:LONGEST_CELL]


# CSV --------------------------------------------------------------------------------------------------------


def _decoded(content: bytes) -> str:
    """The text of a CSV: UTF-8 unless its bytes say otherwise, then Windows-874, which holds TIS-620."""
    encodings = ("utf-16",) if content[:2] in {b"\xff\xfe", b"\xfe\xff"} else ("utf-8-sig", "cp874")
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not _BINARY.search(text):
            return text
    raise Refusal(NOT_A_SHEET)


def _csv(text: str) -> Iterator[list[str]]:
    if text[:4].lower() == "sep=":
        text = text.partition("\n")[2]
    reader = csv.reader(StringIO(text, newline=""), delimiter=_separator(text))
    try:
        for row in reader:
            yield [_short(cell) for cell in row]
    except csv.Error as broken:
        raise Refusal(NOT_A_SHEET) from broken


def _separator(text: str) -> str:
    """The sign that cuts the first lines into most cells, alike on most lines."""
    return max(_SEPARATORS, key=lambda sign: _cells_by(sign, text))


def _cells_by(sign: str, text: str) -> tuple[int, int]:
    reader = csv.reader(StringIO(text[: LONGEST_CELL * 4], newline=""), delimiter=sign)
    try:
        widths = [len(row) for _, row in zip(range(_LOOKED_AT), reader, strict=False) if row]
    except csv.Error:
        return (0, 0)
    usual = max(set(widths), key=lambda width: (width > 1, widths.count(width)), default=1)
    return (widths.count(usual) if usual > 1 else 0, usual)
