"""Days and times as the reader's language writes them, for templates; nothing for nothing."""

from datetime import date, datetime

from django.utils.timezone import is_aware, localdate, localtime
from django.utils.translation import get_language

from ruamphon.core import thai_dates
from ruamphon.core.text import Text


def thai_date(value: date | None) -> str:
    """`14 มิ.ย. 2565`, or `14 Jun 2022` for an English reader; a time counts as its day in Thailand."""
    return _said(thai_dates.text(_local(value))) if value else ""


def thai_date_long(value: date | None) -> str:
    """`14 มิถุนายน 2565`, or `14 June 2022`."""
    return _said(thai_dates.long_text(_local(value))) if value else ""


def thai_datetime(value: datetime | None) -> str:
    """`14 มิ.ย. 2565 09:30 น.`, or `14 Jun 2022 09:30`, on the clock of Thailand."""
    if not value:
        return ""
    moment = _local(value)
    day = thai_dates.text(moment)
    return _said(Text(f"{day.th} {moment:%H:%M} น.", f"{day.en} {moment:%H:%M}"))


def relative_day(value: date | None) -> str:
    """`วันนี้`, `อีก 3 วัน`, `เลยมา 5 วัน`, counted from today in Thailand."""
    if not value:
        return ""
    local = _local(value)
    day = local.date() if isinstance(local, datetime) else local
    return _said(thai_dates.relative(day, localdate()))


def _local(value: date) -> date:
    return localtime(value) if isinstance(value, datetime) and is_aware(value) else value


def _said(sentence: Text) -> str:
    return sentence.en if (get_language() or "th").startswith("en") else sentence.th
