"""What people type, as exact numbers: Thai digits, commas, percent signs, ranges, and "ฟรี"."""

import re
from decimal import Decimal
from fractions import Fraction

from ruamphon.core.text import Text
from ruamphon.core.thai_text import THAI_DIGITS
from ruamphon.costing.domain.amounts import Range
from ruamphon.costing.domain.checking import MOST, NEGATIVE, SHARE, TOO_LARGE
from ruamphon.costing.domain.problems import FreePrice, NotANumber, OutOfBounds, ShareProblem, ThousandFold
from ruamphon.costing.domain.units import Unit, read_unit

NUMBER = re.compile(r"-?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?")
RANGE = re.compile(r"(?P<low>[\d,.]+)\s*(?:-|–|—|~|ถึง|to)\s*(?P<high>[\d,.]+)")
WITH_UNIT = re.compile(r"(?P<number>-?[\d,.]*\d)\s*(?P<unit>\D.*)")
BAHT = re.compile(r"\s*(?:บาท|฿|baht|thb)\s*", re.IGNORECASE)
FREE = frozenset({"ฟรี", "free", "ไม่เสียเงิน", "ไม่เสียตังค์", "ให้เปล่า"})
TIMES = 200
"""From this many times more or less than usual an amount is asked about: 1,000 with room for real change."""

NOT_A_NUMBER = Text(
    "“{typed}” ยังไม่ใช่ตัวเลขที่อ่านได้ใน “{name}” พิมพ์เป็นตัวเลข เช่น 1,250.50",
    "“{typed}” is no number in “{name}”. Type one, such as 1,250.50.",
)
IS_IT_OURS = Text(
    "ราคา “{typed}” ของ “{name}” หมายถึงแบบไหน: ของเราเอง (คิดตามราคาตลาด) มีคนให้มา หรือไม่มีค่าใช้จ่ายจริง ๆ "
    "(ศูนย์บาท) เลือกหนึ่งอย่าง",
    "What does “{typed}” mean for “{name}”: our own (valued at market price), a gift, or no cost to anybody (zero)? "
    "Choose one.",
)
DID_YOU_MEAN_PERCENT = Text(
    "“{name}” เป็นส่วนแบ่ง ต้องอยู่ระหว่าง 0 ถึง 1 หมายถึง {value}% หรือไม่ ถ้าใช่ให้พิมพ์เครื่องหมาย % ด้วย",
    "“{name}” is a share and lies between 0 and 1. Did you mean {value}%? Then type the % sign too.",
)
LOOKS_WRONG = Text(
    "“{name}” {typed} มากหรือน้อยกว่าที่เคย ({usual}) ราว {times:,} เท่า สลับกรัมกับกิโลกรัมหรือไม่ "
    "ถ้าใช่ควรเป็น {instead} ถ้าไม่ใช่ กดยืนยันว่าถูกแล้ว",
    "“{name}” {typed} is about {times:,} times off the usual {usual}. Grams for kilograms? "
    "Then it should be {instead}. If it is right, say so.",
)


def read_number(typed: str, *, name: str, field: str) -> Decimal:
    """A number as typed: ๑,๒๕๐.๕๐ or 1250.5, zero or more. Raises NotANumber, OutOfBounds."""
    text = _clean(typed)
    if not NUMBER.fullmatch(text):
        raise NotANumber(NOT_A_NUMBER.format(typed=typed.strip(), name=name), field)
    value = Decimal(text.replace(",", ""))
    if value < 0:
        raise OutOfBounds(NEGATIVE.format(name=name), field)
    if value > MOST:
        raise OutOfBounds(TOO_LARGE.format(name=name, value=f"{value:,f}"), field)
    return value


def read_price(typed: str, *, name: str, field: str = "price") -> Range:
    """A price or a range of prices in baht ("30–35 บาท"). Raises FreePrice for "ฟรี", and as `read_range`."""
    bare = BAHT.sub("", typed)
    if bare.strip().casefold() in FREE:
        raise FreePrice(IS_IT_OURS.format(typed=typed.strip(), name=name), field)
    return read_range(bare, name=name, field=field)


def read_range(typed: str, *, name: str, field: str) -> Range:
    """A number or "low–high"; the likely value is then the middle. Raises NotANumber, OutOfBounds."""
    found = RANGE.fullmatch(_clean(typed))
    if found is None:
        return Range.of(read_number(typed, name=name, field=field))
    low, high = (Fraction(read_number(found[end], name=name, field=field)) for end in ("low", "high"))
    return Range.between(low, (low + high) / 2, high)


def read_share(typed: str, *, name: str, field: str) -> Fraction:
    """A share from 0 to 1, as 0.15 or 15%. Raises NotANumber, OutOfBounds, ShareProblem."""
    text = _clean(typed)
    percent = text.endswith("%")
    value = Fraction(read_number(text.rstrip("% "), name=name, field=field))
    share = value / 100 if percent else value
    if share > 1:
        wording = SHARE if percent else DID_YOU_MEAN_PERCENT
        raise ShareProblem(wording.format(name=name, value=f"{float(share):g}"), field)
    return share


def read_quantity(typed: str, *, name: str, field: str = "quantity") -> tuple[Decimal, Unit]:
    """A number with its unit: "2 ขีด", "๓.๕ กก.". Raises NotANumber, OutOfBounds, UnknownUnit."""
    found = WITH_UNIT.fullmatch(_clean(typed))
    if found is None:
        raise NotANumber(NOT_A_NUMBER.format(typed=typed.strip(), name=name), field)
    return read_number(found["number"], name=name, field=field), read_unit(found["unit"])


def check_usual(typed: Fraction, usual: Fraction, *, name: str, field: str) -> None:
    """Raise ThousandFold when an amount is hundreds of times the usual one of the same unit, or a hundredth.

    `usual` is what was last typed for the same thing, in the same unit; without one there is nothing to compare.
    """
    if typed <= 0 or usual <= 0:
        return
    times = max(typed / usual, usual / typed)
    if times < TIMES:
        return
    instead = typed / 1000 if typed > usual else typed * 1000
    values = {"typed": _short(typed), "usual": _short(usual), "instead": _short(instead)}
    raise ThousandFold(LOOKS_WRONG.format(name=name, times=round(times), **values), field)


def _clean(typed: str) -> str:
    return typed.translate(THAI_DIGITS).replace("\u2212", "-").strip()


def _short(value: Fraction) -> str:
    return f"{float(value):,.10g}"
