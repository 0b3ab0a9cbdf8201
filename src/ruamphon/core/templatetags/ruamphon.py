"""Words, pictures and numbers for every template: `{% t %}`, `{% icon %}`, dates, baht."""

import re
import unicodedata
import zlib
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from numbers import Number
from typing import Any

from django import template
from django.conf import settings
from django.urls import reverse
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

from ruamphon.core import date_filters, form_look, icons, thai_letters
from ruamphon.core.text import Text

register = template.Library()
register.filter("thai_date", date_filters.thai_date)
register.filter("thai_date_long", date_filters.thai_date_long)
register.filter("thai_datetime", date_filters.thai_datetime)
register.filter("relative_day", date_filters.relative_day)
register.filter("thai_weekday", thai_letters.weekday)
register.filter("is_tick", form_look.is_tick)
register.filter("anchor", form_look.anchor)

SATANG = Decimal("0.01")
COUNT_LIMIT = 99
_THAI_LEADING_VOWELS = "เแโใไ"
_TONES = ("sea", "mango", "leaf", "coral", "sky")


@register.simple_tag
def t(thai: str, english: str, **values: object) -> str:
    """`{% t "เหลือ {n} วัน" "{n} day left||{n} days left" n=days %}` in the reader's language.

    Wording written in the template may hold markup; every value put into it is escaped.
    """
    safe = Text(_trusted(thai), _trusted(english))
    filled = safe.format(**{name: _escaped(value) for name, value in values.items()}) if values else safe
    return mark_safe(str(filled))


def _trusted(wording: str) -> str:
    # Django marks what is typed in a template as safe; a variable given as wording is not, and gets escaped.
    return str(conditional_escape(wording))


def _escaped(value: Any) -> object:
    if isinstance(value, Text):
        return Text(conditional_escape(value.th), conditional_escape(value.en))
    return value if isinstance(value, Number) else conditional_escape(value)


@register.simple_tag
def icon(name: str) -> SafeString:
    """`{% icon "house" %}`: the drawing, hidden from screen readers. Raises icons.UnknownIcon."""
    return icons.svg(name)


@register.filter
def baht(amount: Decimal | int | None) -> str:
    """Money in baht with two decimals, "1,234.50 บาท"; an amount nobody gave is "–", which is not zero."""
    if amount is None or amount == "":
        return "–"
    number = f"{Decimal(amount).quantize(SATANG, rounding=ROUND_HALF_UP):,}"
    return str(Text(f"{number} บาท", f"{number} baht"))


@register.filter
def count99(count: int) -> str:
    """A count for a badge: exact up to 99, then "99+"."""
    return f"{COUNT_LIMIT}+" if count > COUNT_LIMIT else str(count)


@register.filter
def initials(name: str) -> str:
    """What an avatar shows: the first consonant of a Thai name, up to two capitals of a Latin one."""
    letters = [_first_letter(word) for word in str(name).split()]
    letters = [letter for letter in letters if letter] or ["·"]
    latin = all(letter.isascii() for letter in letters)
    return "".join(letters[:2]).upper() if latin else letters[0]


def _first_letter(word: str) -> str:
    return next((char for char in word.lstrip(_THAI_LEADING_VOWELS) if char.isalnum()), "")


@register.filter
def tone_of(name: str) -> str:
    """One of five colours, always the same for the same name, so that a face is found again in a list."""
    return _TONES[zlib.crc32(unicodedata.normalize("NFC", str(name)).encode()) % len(_TONES)]


@register.filter
def as_id(text: str, prefix: str) -> str:
    """An HTML id made from a text: the same text gives the same id."""
    return f"{re.sub(r'[^a-z0-9-]', '', prefix)}-{zlib.crc32(str(text).encode()):08x}"


@register.filter
def labelled(cells: Iterable, labels: Sequence) -> list[tuple]:
    """Pairs (label, cell) of one table row: each cell carries its label when the row folds into a card.

    A day among the cells is worded for the reader; None shows as "–".
    """
    return [(label, _shown(cell)) for label, cell in zip(labels, cells, strict=True)]


def _shown(cell: object) -> object:
    if isinstance(cell, date):
        return date_filters.thai_date(cell)
    return "–" if cell is None else cell


@register.simple_tag
def more_ways(where: str, pk: int) -> list[dict[str, object]]:
    """The ways that rooms above have put on a page of this kind (settings.MORE_WAYS), for one record."""
    return [
        {"url": reverse(name, args=[pk]), "icon": icon, "label": Text(thai, english)}
        for name, icon, thai, english in settings.MORE_WAYS.get(where, ())
    ]
