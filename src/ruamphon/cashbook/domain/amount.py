"""An amount of baht as people type it, read exactly or refused with the way to put it right."""

import re
from decimal import Decimal
from typing import Final
from unicodedata import normalize

from ruamphon.core.refusals import Impossible
from ruamphon.core.text import Text
from ruamphon.core.thai_text import THAI_DIGITS

MOST: Final = Decimal("999999999.99")
"""Baht in one entry. A group's book knows no larger sum; more is a slip of the finger."""
PLACES: Final = 2
LONGEST: Final = 60
"""Letters of an amount as typed, with its commas and the word for baht."""
_ECHOED: Final = 30

EMPTY: Final = Text("ใส่จำนวนเงิน เช่น 1,250.50", "Enter the amount, for example 1,250.50.")
UNREADABLE: Final = Text(
    "อ่านจำนวนเงิน “{typed}” ไม่ออก พิมพ์เป็นตัวเลข เช่น 1,250.50",
    "“{typed}” does not read as an amount. Type a number, for example 1,250.50.",
)
FREE: Final = Text(
    "“{typed}” แปลว่าไม่มีเงินเข้าออก จึงไม่ต้องจดในสมุดเงินสด ถ้ามีเงินจ่ายจริง พิมพ์เป็นตัวเลข",
    "“{typed}” means that no money changed hands, so it does not belong in the cash book. "
    "If money was paid, type the number.",
)
ZERO: Final = Text(
    "จำนวนเงินเป็น 0 ไม่ต้องจด ถ้ามีเงินเข้าออกจริง ใส่จำนวนที่รับหรือจ่าย",
    "Nothing is written down for 0 baht. Enter what was really paid or received.",
)
NEGATIVE: Final = Text(
    "ไม่ต้องใส่เครื่องหมายลบ พิมพ์จำนวนเงินธรรมดา แล้วเลือก “รับเงิน” หรือ “จ่ายเงิน” แทน",
    "Leave the minus sign out: type the plain amount, and choose money in or money out.",
)
TOO_MUCH: Final = Text(
    "{amount} บาทมากเกินไป ใส่ได้ไม่เกิน 999,999,999.99 บาทต่อรายการ ตรวจจำนวนหลักอีกครั้ง",
    "{amount} baht is too much: an entry holds up to 999,999,999.99. Check the number of digits.",
)
TOO_FINE: Final = Text(
    "สตางค์มีได้สองตำแหน่ง เช่น 1,250.50 ถ้าจุดใช้คั่นหลักพัน ให้เปลี่ยนเป็นลูกน้ำ (,)",
    "Satang have two digits, as in 1,250.50. If the point separates thousands, use a comma instead.",
)

_FREE_WORDS: Final = frozenset(
    {"ฟรี", "ให้ฟรี", "ได้ฟรี", "ไม่คิดเงิน", "แถม", "ของแถม", "free", "gratis", "no charge"}
)
_AROUND: Final = re.compile(r"^(?:฿|thb|baht|บาท|จำนวน)?(.*?)(?:บาท|บ\.|บ|baht|thb|฿)?(?:ถ้วน)?$")
_NUMBER: Final = re.compile(r"([+-]?)([0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)(?:\.([0-9]*))?")
_DASHES: Final = str.maketrans("−–—‐‑", "-----")
_SHOP_END: Final = re.compile(r"\.-$")


def read_amount(typed: str) -> Decimal:
    """Baht to the satang, from "๑,๒๕๐.๕๐", "1250.5 บาท" or "100.-". Raises Impossible with what to do instead.

    More than two decimals are refused, not rounded, and a comma that stands between no thousands is not guessed at.
    """
    plain = _plain(typed)
    if not plain:
        raise Impossible(EMPTY, "amount")
    if plain in _FREE_WORDS:
        raise Impossible(FREE.format(typed=_echo(typed)), "amount")
    found = _NUMBER.fullmatch(_bare(plain))
    if found is None or len(plain) > LONGEST:
        raise Impossible(UNREADABLE.format(typed=_echo(typed)), "amount")
    return _checked(*found.groups(default=""))


def _checked(sign: str, whole: str, satang: str) -> Decimal:
    if sign == "-":
        raise Impossible(NEGATIVE, "amount")
    if len(satang) > PLACES:
        raise Impossible(TOO_FINE, "amount")
    amount = Decimal(f"{whole.replace(',', '')}.{satang:0<2}")
    if not amount:
        raise Impossible(ZERO, "amount")
    if amount > MOST:
        raise Impossible(TOO_MUCH.format(amount=f"{amount:,}"), "amount")
    return amount


def _plain(typed: str) -> str:
    shown = normalize("NFKC", typed).translate(THAI_DIGITS).translate(_DASHES).casefold()
    return " ".join("".join(letter for letter in shown if letter.isprintable()).split())


def _bare(plain: str) -> str:
    """Without the name of the money around it, the shop's ".-" behind it, and the gaps in it."""
    found = _AROUND.fullmatch(plain.replace(" ", ""))
    return _SHOP_END.sub("", found[1] if found else plain)


def _echo(typed: str) -> str:
    shown = " ".join(typed.split())
    return shown if len(shown) <= _ECHOED else f"{shown[:_ECHOED]}…"
