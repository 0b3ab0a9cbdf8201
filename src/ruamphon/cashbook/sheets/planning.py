"""What a table would do to the book, row by row, with every fault in it, before anything is done."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError

from ruamphon.cashbook.domain import Month, read_amount
from ruamphon.cashbook.enums import CATEGORIES, Category, Direction, RowState
from ruamphon.cashbook.forms import MOST_NOTE, EntryForm
from ruamphon.cashbook.locking import CLOSED
from ruamphon.cashbook.models import CashEntry, CashImport
from ruamphon.cashbook.queries import closed_through
from ruamphon.cashbook.sheets.columns import LABELS
from ruamphon.cashbook.sheets.plan import Plan, PlannedRow, Values
from ruamphon.core import thai_dates
from ruamphon.core.refusals import Impossible
from ruamphon.core.sheets import header_key, is_formula, unescaped
from ruamphon.core.text import Text
from ruamphon.core.thai_text import THAI_DIGITS
from ruamphon.registry.models import Enterprise
from ruamphon.registry.sheets.plan import Finding

MOST_NEW: Final = 2_000
"""New entries of one table."""
UNKNOWN_NUMBER: Final = Text(
    "ไม่มีรายการเลขที่ “{typed}” ในสมุดนี้ ถ้าเป็นรายการใหม่ ลบเลขออก",
    "This book has no entry no. “{typed}”. If the row is new, take the number out.",
)
TWICE: Final = Text(
    "เลขที่ {number} มีในตารางแล้วที่แถว {row} ลบแถวที่ซ้ำออก",
    "No. {number} stands in row {row} already. Take one out.",
)
EDITED: Final = Text(
    "รายการเลขที่ {number} จดไว้ว่า “{kept}” รายการที่จดแล้วแก้ในตารางไม่ได้ "
    "คืนค่าเดิมในตาราง หรือยกเลิกรายการนั้นในหน้าเว็บแล้วใส่แถวใหม่โดยไม่มีเลขที่",
    "Entry no. {number} says “{kept}”. What is written cannot be edited in a table: put the old value back, or take "
    "the entry back on its page and add a row without a number.",
)
NO_MONEY: Final = Text(
    "แถวนี้ยังไม่มีจำนวนเงิน ใส่ในช่องรับหรือช่องจ่ายช่องเดียว",
    "This row has no amount. Enter it as money in or as money out.",
)
BOTH_SIDES: Final = Text(
    "มีทั้งรับและจ่ายในแถวเดียว แยกเป็นสองแถว", "There is money in and money out in one row. Make two rows of it."
)
NOT_LISTED: Final = Text(
    "ไม่มีเรื่อง “{typed}” เลือกได้: {listed}", "“{typed}” is not on the list. Choose one of: {listed}"
)
NO_DATE: Final = Text("ยังไม่มีวันที่ ใส่วันที่ของรายการ", "There is no date. Enter the day of the entry.")
LONG_NOTE: Final = Text("รายละเอียดยาวเกิน {most} ตัวอักษร ย่อให้สั้นลง", "Longer than {most} letters. Shorten it.")
FORMULA: Final = Text("ช่องนี้เป็นสูตร ใส่ค่าที่คำนวณแล้วแทน", "This is a formula. Enter its value instead.")
TOO_MANY_NEW: Final = Text(
    "มีรายการใหม่ {rows} รายการ นำเข้าได้ครั้งละไม่เกิน {most} รายการ แบ่งเป็นหลายไฟล์",
    "There are {rows} new entries; up to {most} can be brought in at a time. Split the file.",
)
EMPTY_SIGNS: Final = frozenset({"", "-", "–", "—"})
NOISE: Final = re.compile(
    r"-?[0-9]+\.[0-9]{2}(?:0{5,}[0-9]+|9{5,}[0-9]*)|-?[0-9]+\.(?:[0-9]?9{6,}|[0-9]?0{6,})[0-9]*"
)
"""0.1 + 0.2 as a spreadsheet keeps it: 0.30000000000000004. It shows 0.30, and means it."""
LONGEST_NUMBER: Final = 15
_ECHOED: Final = 60


class Fault(Exception):  # noqa: N818 — a sentence for whoever filled the table in, not a failure
    """What is wrong with one cell."""

    def __init__(self, column: str, said: str) -> None:
        super().__init__(said)
        self.column, self.said = column, said


@dataclass(frozen=True)
class _Book:
    """What is written already."""

    by_number: Mapping[int, CashEntry]
    alike: Counter[tuple[Any, ...]]
    closed: Month | None


def plan_of(sheet: CashImport) -> Plan:
    """Read a draft's cells against the book as it is now. Changes nothing; four queries however many rows."""
    book = _book(sheet.enterprise, _numbers(sheet))
    plan = Plan()
    seen: dict[int, int] = {}
    left = book.alike.copy()
    for number, cells in sheet.rows:
        given = _given(sheet.columns, cells)
        if not any(given.values()):
            continue
        try:
            row = _row(number, given, book, seen)
        except _Faults as found:
            headings = ((fault.column, fault.said) for fault in found.faults)
            plan.faults += [Finding(number, str(LABELS[column]), said) for column, said in headings]
        else:
            plan.rows.append(row)
            if row.entry_id:
                left[_key(row.values)] -= 1
    plan.rows = [_told_apart(row, left) for row in plan.rows]
    if (new := len(plan.of(RowState.NEW)) + len(plan.of(RowState.ALIKE))) > MOST_NEW:
        plan.faults.append(Finding(0, "", str(TOO_MANY_NEW.format(rows=f"{new:,}", most=f"{MOST_NEW:,}"))))
    return plan


class _Faults(Exception):  # noqa: N818 — as Fault
    def __init__(self, faults: list[Fault]) -> None:
        super().__init__()
        self.faults = faults


def _told_apart(row: PlannedRow, left: Counter[tuple[Any, ...]]) -> PlannedRow:
    """A row without a number that is just like an entry which no numbered row accounts for."""
    key = _key(row.values)
    if row.state is not RowState.NEW or left[key] <= 0:
        return row
    left[key] -= 1
    return PlannedRow(row.number, RowState.ALIKE, row.values)


def _key(values: Values) -> tuple[Any, ...]:
    return tuple(values[name] for name in ("happened_on", "direction", "amount", "category", "note"))


def _given(columns: Sequence[str], cells: Sequence[str]) -> dict[str, str]:
    given = {name: unescaped(cell).strip() for name, cell in zip(columns, cells, strict=True) if name}
    return {
        name: given.get(name, "") for name in ("number", "happened_on", "note", "category", "came", "went")
    }


def _numbers(sheet: CashImport) -> set[int]:
    typed = [_given(sheet.columns, cells)["number"].translate(THAI_DIGITS) for _, cells in sheet.rows]
    return {int(each) for each in typed if _is_number(each)}


def _is_number(typed: str) -> bool:
    return typed.isascii() and typed.isdigit() and len(typed) <= LONGEST_NUMBER


def _book(enterprise: Enterprise, numbers: set[int]) -> _Book:
    entries = CashEntry.objects.of(enterprise)
    standing = (
        entries.standing().order_by().values_list("happened_on", "direction", "amount", "category", "note")
    )
    alike = Counter((day, Direction(side), *rest) for day, side, *rest in standing)
    known = {entry.pk: entry for entry in entries if entry.pk in numbers} if numbers else {}
    return _Book(known, alike, closed_through(enterprise))


def _row(number: int, given: dict[str, str], book: _Book, seen: dict[int, int]) -> PlannedRow:
    faults: list[Fault] = []
    entry = _attempt(faults, lambda: _entry(given["number"], book, seen, number))
    if entry is None and given["number"]:
        raise _Faults(faults)
    values = _values(faults, given, entry)
    if not faults and entry is None:
        _attempt(faults, lambda: _check_open(values["happened_on"], book))
    if not faults and entry is not None:
        faults += _edited(entry, values)
    if faults:
        raise _Faults(faults)
    return PlannedRow(number, RowState.SAME if entry else RowState.NEW, values, entry.pk if entry else None)


def _attempt(faults: list[Fault], read: Any) -> Any:
    try:
        return read()
    except Fault as fault:
        faults.append(fault)
        return None


def _entry(typed: str, book: _Book, seen: dict[int, int], row: int) -> CashEntry | None:
    if not typed:
        return None
    plain = typed.translate(THAI_DIGITS)
    entry = book.by_number.get(int(plain)) if _is_number(plain) else None
    if entry is None:
        raise Fault("number", str(UNKNOWN_NUMBER.format(typed=typed[:_ECHOED])))
    if entry.pk in seen:
        raise Fault("number", str(TWICE.format(number=entry.pk, row=seen[entry.pk])))
    seen[entry.pk] = row
    return entry


def _values(faults: list[Fault], given: dict[str, str], entry: CashEntry | None) -> Values:
    day = _attempt(faults, lambda: _day(given["happened_on"]))
    money = _attempt(
        faults, lambda: _money(given, is_reversal=entry is not None and entry.reverses_id is not None)
    )
    direction, amount = money or (None, None)
    category = _attempt(faults, lambda: _category(given["category"], direction)) if direction else None
    note = _attempt(faults, lambda: _note(given["note"]))
    return {
        "happened_on": day,
        "direction": direction,
        "amount": amount,
        "category": category,
        "note": note,
    }


def _day(typed: str) -> date:
    if not typed:
        raise Fault("happened_on", str(NO_DATE))
    try:
        found: date = EntryForm.base_fields["happened_on"].clean(typed)
    except ValidationError as refused:
        raise Fault("happened_on", " ".join(refused.messages)) from refused
    return found


def _money(given: dict[str, str], *, is_reversal: bool) -> tuple[Direction, Decimal]:
    sides = [name for name in ("came", "went") if given[name] not in EMPTY_SIGNS]
    if not sides:
        raise Fault("came", str(NO_MONEY))
    if len(sides) > 1:
        raise Fault("went", str(BOTH_SIDES))
    side = sides[0]
    direction = Direction.IN if side == "came" else Direction.OUT
    return direction, _amount(side, given[side], is_reversal=is_reversal)


def _amount(side: str, typed: str, *, is_reversal: bool) -> Decimal:
    if is_formula(typed):
        raise Fault(side, str(FORMULA))
    if NOISE.fullmatch(typed):
        typed = str(round(Decimal(typed), 2))
    try:
        return -read_amount(typed.removeprefix("-")) if is_reversal else read_amount(typed)
    except Impossible as refused:
        raise Fault(side, str(refused.reason)) from refused


def _category(typed: str, direction: Direction) -> Category:
    fitting = CATEGORIES[direction]
    if not typed:
        return fitting[-1]
    spelled = {
        header_key(words): each for each in fitting for words in (each.value, each.label.th, each.label.en)
    }
    found = spelled.get(header_key(typed))
    if found is None:
        listed = ", ".join(str(each.label) for each in fitting)
        raise Fault("category", str(NOT_LISTED.format(typed=typed[:_ECHOED], listed=listed)))
    return found


def _note(typed: str) -> str:
    if len(typed) > MOST_NOTE:
        raise Fault("note", str(LONG_NOTE.format(most=MOST_NOTE)))
    try:
        kept: str = forms.CharField(required=False).clean(" ".join(typed.split()))
    except ValidationError as refused:
        raise Fault("note", " ".join(refused.messages)) from refused
    return kept


def _check_open(day: date, book: _Book) -> None:
    if book.closed and Month.of(day) <= book.closed:
        raise Fault("happened_on", str(CLOSED.format(month=book.closed.name, day=thai_dates.text(day))))


def _edited(entry: CashEntry, values: Values) -> list[Fault]:
    """What a row with a number says otherwise than the entry it names."""
    side = "came" if entry.direction == Direction.IN else "went"
    told = {
        "happened_on": (entry.happened_on, values["happened_on"], thai_dates.text(entry.happened_on)),
        side: (entry.change, _change(values), f"{entry.amount:,}"),
        "category": (entry.category, values["category"], Category(entry.category).label),
        "note": (" ".join(entry.note.split()), values["note"], entry.note),
    }
    return [
        Fault(column, str(EDITED.format(number=entry.pk, kept=shown)))
        for column, (kept, said, shown) in told.items()
        if kept != said
    ]


def _change(values: Values) -> Decimal:
    amount: Decimal = values["amount"]
    return amount if values["direction"] is Direction.IN else -amount
