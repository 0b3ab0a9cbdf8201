"""Six groups keep a cash book: what they sold each week, what they spent, a slip mixed up once, months closed."""

from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from itertools import cycle

from ruamphon.cashbook import actions as cashbook
from ruamphon.cashbook.domain import Month
from ruamphon.cashbook.enums import Category, Direction
from ruamphon.cashbook.models import CashEntry
from ruamphon.demo.pictures import paper
from ruamphon.demo.world import World, draft_key

LOOKED_OVER = 2
"""Days after a month in which the group looks it over."""


@dataclass(frozen=True)
class Line:
    """Something that repeats: what for, in which words, how many baht in turn, every so many days."""

    category: Category
    note: str
    amounts: tuple[str, ...]
    every: int
    direction: Direction = Direction.OUT


@dataclass(frozen=True)
class Book:
    """A group's cash book: how many days ago it was begun, and what repeats in it."""

    since: int
    lines: tuple[Line, ...]


def _sold(note: str, *amounts: str, every: int = 7) -> Line:
    return Line(Category.SALE, note, amounts, every, Direction.IN)


BOOKS = {
    "fish": Book(
        205,
        (
            _sold("ขายปลาแดดเดียวหน้าท่า", "2900", "2320", every=14),
            Line(Category.MATERIAL, "น้ำมันเรือและน้ำแข็ง", ("1240",), 28),
        ),
    ),
    "weaving": Book(
        170,
        (
            _sold("ขายกระเป๋าที่ตลาดนัด", "1560", "1170", every=14),
            Line(Category.MATERIAL, "ผ้าซับในและหูกระเป๋า", ("950",), 28),
        ),
    ),
    "sweets": Book(
        125,
        (
            _sold("ขายตลาดเช้า", "2340", "1985.50", "2610", "2175"),
            Line(Category.SALE, "กล่องขนมงานประชุม", ("1800", "2400"), 31, Direction.IN),
            Line(Category.MATERIAL, "แป้ง น้ำตาล กะทิ", ("742.50", "698", "815.25"), 14),
            Line(Category.PACKAGING, "กล่อง 12 ช่อง 100 ใบ", ("350",), 35),
            Line(Category.UTILITY, "แก๊สหุงต้ม", ("423",), 28),
            Line(Category.WAGE, "ค่าแรงห่อขนม 2 คน", ("600",), 14),
        ),
    ),
    "homestay": Book(
        125,
        (
            Line(Category.SERVICE, "แขกพักหนึ่งคืน", ("3400", "5100", "2550"), 7, Direction.IN),
            Line(Category.SERVICE, "พายเรือดูป่าชายเลน", ("800", "1200"), 14, Direction.IN),
            Line(Category.MATERIAL, "กับข้าวเลี้ยงแขก", ("1190", "1675.50", "940"), 7),
            Line(Category.WAGE, "คนพายเรือ 2 คน", ("600",), 14),
            Line(Category.UTILITY, "ค่าน้ำ ค่าไฟ", ("1245.75", "1310.50"), 30),
            Line(Category.EQUIPMENT, "ซ่อมเรือ เปลี่ยนเสื้อชูชีพ", ("1850",), 60),
        ),
    ),
    "goats": Book(75, (_sold("ขายสบู่และนม", "1840", "2070", every=14),)),
    "learning": Book(
        40,
        (
            Line(Category.SERVICE, "ค่ายเรียนรู้หนึ่งวัน", ("7500",), 14, Direction.IN),
            Line(Category.MATERIAL, "อาหารกลางวันและขนม", ("2700",), 14),
        ),
    ),
}
"""By the key of the group's story. All figures are invented."""
MIXED_UP = ("sweets", "แก๊สหุงต้ม", "แก๊สเดือนนี้จดไปแล้ว")
"""Whose line was written down twice, and why it was taken back."""
MIXED_UP_AGO = 62


def cash_book(world: World) -> None:
    """Entries since each book was begun, one taken back, and each month that is over closed two days later."""
    for key, book in BOOKS.items():
        world.on(book.since, partial(_opening, world, key), hour=8)
        for line in book.lines:
            turns = zip(range(book.since - line.every, 0, -line.every), cycle(line.amounts), strict=False)
            for days_ago, amount in turns:
                world.on(days_ago, partial(_write, world, key, line, amount, days_ago), hour=16)
        month = Month.of(world.day(book.since))
        while (due := (world.today - month.last).days - LOOKED_OVER) > 0:
            world.on(due, partial(_close, world, key, month), hour=17)
            month = month.later(1)
    world.on(MIXED_UP_AGO, partial(_mix_up, world), hour=18)


def _opening(world: World, key: str) -> None:
    line = Line(Category.OPENING, "เงินในกล่องวันที่เริ่มจด", (), 0, Direction.IN)
    _write(world, key, line, "3500", BOOKS[key].since)


def _write(world: World, key: str, line: Line, amount: str, days_ago: int) -> CashEntry:
    group = world.groups[key]
    has_slip = line.category is Category.UTILITY
    return cashbook.record(
        by=group.chair,
        enterprise=group.enterprise,
        direction=line.direction,
        amount=Decimal(amount),
        happened_on=world.day(days_ago),
        category=line.category,
        note=line.note,
        slips=[paper("ใบเสร็จ", days_ago)] if has_slip else (),
        draft_key=draft_key(f"cash-{key}-{line.note}-{days_ago}"),
    )


def _close(world: World, key: str, month: Month) -> None:
    group = world.groups[key]
    cashbook.close_month(by=group.chair, enterprise=group.enterprise, month=month)


def _mix_up(world: World) -> None:
    """The same slip written down a second time, and taken back a moment later."""
    key, note, why = MIXED_UP
    line = next(one for one in BOOKS[key].lines if one.note == note)
    twice = _write(world, key, line, line.amounts[0], MIXED_UP_AGO)
    cashbook.reverse(by=world.groups[key].chair, entry=twice, reason=why)
