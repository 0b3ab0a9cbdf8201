"""Numbers as people and records read them."""

from decimal import Decimal

from ruamphon.core.text import Text


def plain(number: Decimal) -> str:
    """Digits without exponent or idle zeros: 7.00 → "7", 1E+3 → "1000". Exact, whatever the size."""
    digits = format(number, "f")
    trimmed = digits.rstrip("0").rstrip(".") if "." in digits else digits
    return "0" if number == 0 else trimmed


def shown(number: Decimal) -> str:
    """As `plain`, with commas between thousands."""
    whole, point, rest = plain(number).partition(".")
    return f"{int(whole):,}{point}{rest}" if not whole.startswith("-0") else plain(number)


def with_unit(number: Decimal, unit: Text) -> Text:
    """The number with its unit ("5 คน", "5 people"); an English unit "day||days" follows the number."""
    named = unit.format(n=number)
    return Text(f"{shown(number)} {named.th}".strip(), f"{shown(number)} {named.en}".strip())
