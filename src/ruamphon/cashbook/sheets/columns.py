"""The columns of the book, how people head them, and which of them a table needs."""

from dataclasses import dataclass
from functools import cache
from typing import Final

from ruamphon.core.sheets import header_key
from ruamphon.core.text import Text


@dataclass(frozen=True, slots=True)
class Column:
    """One column: what it is called, what else people call it; `is_told_only` when it is not read back."""

    name: str
    label: Text
    also: tuple[str, ...] = ()
    is_told_only: bool = False
    width: int = 14


COLUMNS: Final = (
    Column("number", Text("เลขที่", "No."), ("ลำดับรายการในระบบ", "entry no", "entry"), width=10),
    Column("happened_on", Text("วันที่", "Date"), ("วัน เดือน ปี", "วันเดือนปี", "day"), width=16),
    Column("note", Text("รายละเอียด", "Details"), ("รายการ", "หมายเหตุ", "description", "note"), width=36),
    Column("category", Text("เรื่อง", "What for"), ("หมวด", "ประเภท", "category"), width=24),
    Column(
        "came", Text("รับ (บาท)", "In (baht)"), ("รับ", "รายรับ", "เงินเข้า", "รับเงิน", "in", "income", "received")
    ),
    Column(
        "went",
        Text("จ่าย (บาท)", "Out (baht)"),
        ("จ่าย", "รายจ่าย", "เงินออก", "จ่ายเงิน", "out", "expense", "paid"),
    ),
    Column("balance", Text("คงเหลือ (บาท)", "Balance (baht)"), ("คงเหลือ", "balance"), is_told_only=True),
    Column("reverses", Text("ยกเลิกเลขที่", "Takes back no."), is_told_only=True),
    Column("reason", Text("เหตุผลที่ยกเลิก", "Why taken back"), is_told_only=True, width=24),
    Column("slips", Text("จำนวนสลิป", "Slips"), is_told_only=True),
    Column("recorded_by", Text("จดโดย", "Written by"), is_told_only=True, width=24),
)
LABELS: Final = {column.name: column.label for column in COLUMNS}


@cache
def known_headings() -> dict[str, str]:
    """Every spelling of a heading, as core.sheets finds them, with the column it means."""
    return {
        header_key(words): column.name
        for column in COLUMNS
        for words in (column.label.th, column.label.en, *column.also)
    }


def missing(columns: list[str]) -> list[Text]:
    """What a table must have and has not: the day, and money on at least one side."""
    lacking = [] if "happened_on" in columns else [LABELS["happened_on"]]
    return lacking if {"came", "went"} & set(columns) else [*lacking, LABELS["came"], LABELS["went"]]
