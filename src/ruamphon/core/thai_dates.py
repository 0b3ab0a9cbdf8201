"""Days as Thai people write them: read in either era, checked for a slipped year, written in both languages.

A Buddhist Era (BE, พ.ศ.) year is the Common Era (CE, ค.ศ.) year plus 543, and both begin on 1 January. Before
BE 2484 the Thai year began on 1 April; such old papers are read with today's calendar.
"""

import re
from calendar import monthrange
from datetime import date
from typing import Literal, NamedTuple
from unicodedata import normalize

from ruamphon.core.text import Text

ERA_GAP = 543
"""Years between the Buddhist and the Common Era."""
FIRST_BE_YEAR = 2400
"""A year from here on is read as BE, a smaller one as CE; no day of this platform is older than BE 2400."""
FIRST_CE_YEAR = FIRST_BE_YEAR - ERA_GAP

MONTHS = (
    Text("มกราคม", "January"),
    Text("กุมภาพันธ์", "February"),
    Text("มีนาคม", "March"),
    Text("เมษายน", "April"),
    Text("พฤษภาคม", "May"),
    Text("มิถุนายน", "June"),
    Text("กรกฎาคม", "July"),
    Text("สิงหาคม", "August"),
    Text("กันยายน", "September"),
    Text("ตุลาคม", "October"),
    Text("พฤศจิกายน", "November"),
    Text("ธันวาคม", "December"),
)
SHORT_MONTHS = (
    Text("ม.ค.", "Jan"),
    Text("ก.พ.", "Feb"),
    Text("มี.ค.", "Mar"),
    Text("เม.ย.", "Apr"),
    Text("พ.ค.", "May"),
    Text("มิ.ย.", "Jun"),
    Text("ก.ค.", "Jul"),
    Text("ส.ค.", "Aug"),
    Text("ก.ย.", "Sep"),
    Text("ต.ค.", "Oct"),
    Text("พ.ย.", "Nov"),
    Text("ธ.ค.", "Dec"),
)


class DateProblem(ValueError):  # noqa: N818 — a sentence for whoever typed, not a fault
    """Why a day cannot be accepted and what to do next; `proposal` is the day that was probably meant."""

    def __init__(self, reason: Text, proposal: date | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.proposal = proposal


# Writing ----------------------------------------------------------------------------------------------------


def buddhist_year(ce: int) -> int:
    """The BE year of a CE year: 2022 → 2565."""
    return ce + ERA_GAP


def be_year(day: date) -> int:
    """The BE year a day falls in."""
    return buddhist_year(day.year)


def short(day: date) -> str:
    """`14 มิ.ย. 2565`"""
    return f"{day.day} {SHORT_MONTHS[day.month - 1].th} {be_year(day)}"


def long(day: date) -> str:
    """`14 มิถุนายน 2565`"""
    return f"{day.day} {MONTHS[day.month - 1].th} {be_year(day)}"


def numeric(day: date) -> str:
    """`14/06/2565`"""
    return f"{day.day:02}/{day.month:02}/{be_year(day)}"


def english(day: date) -> str:
    """`14 Jun 2022`"""
    return f"{day.day} {SHORT_MONTHS[day.month - 1].en} {day.year:04}"


def english_long(day: date) -> str:
    """`14 June 2022`"""
    return f"{day.day} {MONTHS[day.month - 1].en} {day.year:04}"


def text(day: date) -> Text:
    """A day as each language writes it in a list: `14 มิ.ย. 2565`, `14 Jun 2022`."""
    return Text(short(day), english(day))


def long_text(day: date) -> Text:
    """A day as each language writes it in a letter: `14 มิถุนายน 2565`, `14 June 2022`."""
    return Text(long(day), english_long(day))


def month(day: date) -> Text:
    """The month a day falls in: `มิถุนายน 2565`, `June 2022`."""
    name = MONTHS[day.month - 1]
    return Text(f"{name.th} {be_year(day)}", f"{name.en} {day.year:04}")


_NEAR = {0: Text("วันนี้", "today"), 1: Text("พรุ่งนี้", "tomorrow"), -1: Text("เมื่อวาน", "yesterday")}


def relative(day: date, today: date) -> Text:
    """How far a day is from today, in days: `อีก 3 วัน`, `เลยมา 5 วัน`."""
    days = (day - today).days
    if days in _NEAR:
        return _NEAR[days]
    if days > 0:
        return Text("อีก {n} วัน", "in {n} days").format(n=days)
    return Text("เลยมา {n} วัน", "{n} days ago").format(n=-days)


# Checking ---------------------------------------------------------------------------------------------------


def check_range(value: date, *, earliest: date | None, latest: date | None) -> None:
    """Refuse a day outside earliest…latest (both included, None is open) with DateProblem.

    When the same day 543 years away would fit, two eras were mixed up, and that day is proposed.
    """
    if _within(value, earliest, latest):
        return
    for years in (-ERA_GAP, ERA_GAP):
        meant = _plausible_day(value.year + years, value.month, value.day)
        if meant is not None and _within(meant, earliest, latest):
            raise _slipped(meant)
    raise DateProblem(_allowed(value, earliest, latest))


def _within(value: date, earliest: date | None, latest: date | None) -> bool:
    return (earliest is None or earliest <= value) and (latest is None or value <= latest)


def _slipped(meant: date) -> DateProblem:
    sentence = Text(
        "ดูเหมือนปีคลาดไป 543 ปี — หมายถึง {meant} หรือไม่",
        "The year looks 543 years off. Did you mean {meant}?",
    )
    return DateProblem(sentence.format(meant=text(meant)), meant)


def _allowed(value: date, earliest: date | None, latest: date | None) -> Text:
    if earliest is None:
        sentence = Text(
            "{value} ช้าเกินไป กรุณาใส่วันที่ไม่เกิน {latest}",
            "{value} is too late. Enter a day no later than {latest}.",
        )
    elif latest is None:
        sentence = Text(
            "{value} เร็วเกินไป กรุณาใส่วันที่ตั้งแต่ {earliest} เป็นต้นไป",
            "{value} is too early. Enter {earliest} or later.",
        )
    else:
        sentence = Text(
            "{value} อยู่นอกช่วงที่ใส่ได้ กรุณาใส่วันที่ตั้งแต่ {earliest} ถึง {latest}",
            "{value} is out of range. Enter a day from {earliest} to {latest}.",
        )
    return sentence.format(
        value=text(value), earliest=earliest and text(earliest), latest=latest and text(latest)
    )


# Reading ----------------------------------------------------------------------------------------------------

_Era = Literal["be", "ce"]


class _Parts(NamedTuple):
    """A date taken apart, not yet known to exist; `year` is kept as typed, because its length matters."""

    day: int
    month: int
    year: str
    era: _Era | None


def parse(text: str, *, today: date) -> date:
    """The day someone typed: Thai or English, any digits, BE or CE, month by name or number.

    A year from 2400 on is BE, 1857–2399 is CE. Raises DateProblem for what cannot be read, for a year of two
    digits (both readings are named), for an era that contradicts its year and for a day its month does not
    have. `today` gives the century a short year probably means, and the example in a refusal.
    """
    parts = _take_apart(text, today)
    if len(parts.year) == _SHORT_YEAR:
        raise _ambiguous(parts, today)
    if len(parts.year) != _FULL_YEAR:
        raise DateProblem(_YEAR_LENGTH.format(year=parts.year, now=be_year(today), now_ce=today.year))
    year = _ce_year(parts)
    day = _day_or_none(year, parts.month, parts.day)
    if day is None:
        raise _impossible(parts, year)
    return day


_SHORT_YEAR, _FULL_YEAR = 2, 4
_LONGEST_MONTH = 31
_LONGEST = 60
_ECHOED = 30
_ABBREVIATION_DOT = re.compile(r"(?<=[ก-๎a-z])\.\s*")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_THAI_DIGITS = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")

# People also write a month without its ending, and กรกฎาคม with the wrong ฏ; both are clear enough.
_SPOKEN_MONTHS = (
    ("มกรา",),
    ("กุมภา",),
    ("มีนา",),
    ("เมษา",),
    ("พฤษภา",),
    ("มิถุนา",),
    ("กรกฎา", "กรกฏา", "กรกฏาคม"),
    ("สิงหา",),
    ("กันยา", "sept"),
    ("ตุลา",),
    ("พฤศจิกา",),
    ("ธันวา",),
)
_MONTH_NUMBERS = {
    name.replace(".", "").lower(): number
    for number, (full, brief, spoken) in enumerate(
        zip(MONTHS, SHORT_MONTHS, _SPOKEN_MONTHS, strict=True), start=1
    )
    for name in (full.th, full.en, brief.th, brief.en, *spoken)
}
_ERAS: dict[str, _Era | None] = {
    "พศ": "be",
    "พุทธศักราช": "be",
    "be": "be",
    "คศ": "ce",
    "คริสต์ศักราช": "ce",
    "ce": "ce",
    "ad": "ce",
    "ปี": None,
}
_BEFORE_DAY = (
    *("วันที่", "วัน", "ที่", "จันทร์", "อังคาร", "พุธ", "พฤหัสบดี", "พฤหัส", "ศุกร์", "เสาร์", "อาทิตย์"),
    *("จ", "อ", "พ", "พฤ", "ศ", "ส", "อา"),
    *("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
    *("mon", "tue", "wed", "thu", "fri", "sat", "sun"),
)


def _any_of(words) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


_WORD = re.compile(
    rf"(?:(?P<n>[0-9]+)|(?P<m>{_any_of(_MONTH_NUMBERS)})|(?P<e>{_any_of(_ERAS)})"
    rf"|(?P<l>{_any_of(_BEFORE_DAY)})|(?P<d>เดือน))\s*[-–/.,]?\s*"
)
# One letter a word, by the groups above: number, month name, era, lead-in, and d for the word เดือน.
_DAY_FIRST = re.compile(r"l*nd?[mn]e*ne?")
_MONTH_FIRST = re.compile(r"l*mne?ne?")


def _take_apart(text: str, today: date) -> _Parts:
    words = _words(_plain(text)) if len(text) <= _LONGEST else []
    order = "".join([kind for kind, _ in words])
    values = [value for kind, value in words if kind in "nm"]
    if _MONTH_FIRST.fullmatch(order):
        month_, day, year = values
    elif not _DAY_FIRST.fullmatch(order):
        raise DateProblem(_unreadable(text, today))
    elif len(values[0]) == _FULL_YEAR:
        year, month_, day = values
    else:
        day, month_, year = values
    return _Parts(int(day), _MONTH_NUMBERS.get(month_) or int(month_), year, _era(words))


def _era(words: list[tuple[str, str]]) -> _Era | None:
    return next(filter(None, [_ERAS[value] for kind, value in words if kind == "e"]), None)


def _plain(text: str) -> str:
    seen = _INVISIBLE.sub("", normalize("NFC", text)).translate(_THAI_DIGITS).lower().strip()
    return _ABBREVIATION_DOT.sub("", seen)


def _words(plain: str) -> list[tuple[str, str]]:
    """Every word with its kind; nothing at all when something in between is not a word of a date."""
    words = []
    position = 0
    while position < len(plain):
        found = _WORD.match(plain, position)
        if found is None:
            return []
        kind = found.lastgroup or ""
        words.append((kind, found[kind]))
        position = found.end()
    return words


def _unreadable(typed: str, today: date) -> Text:
    typed = " ".join(typed.split())
    if not typed:
        sentence = Text(
            "ยังไม่ได้ใส่วันที่ พิมพ์วัน เดือน ปี เช่น {example}",
            "There is no date yet. Type day, month and year, for example {example}.",
        )
        return sentence.format(example=_example(today))
    sentence = Text(
        "อ่านวันที่ “{typed}” ไม่ออก ลองพิมพ์วัน เดือน ปี เช่น {example}",
        "“{typed}” does not read as a date. Type day, month and year, for example {example}.",
    )
    echoed = typed if len(typed) <= _ECHOED else f"{typed[:_ECHOED]}…"
    return sentence.format(typed=echoed, example=_example(today))


def _example(today: date) -> Text:
    return Text(short(today), english(today))


_YEAR_LENGTH = Text(
    "ปี {year} ไม่ครบหรือเกินสี่หลัก กรุณาพิมพ์ปีสี่หลัก เช่น {now}",
    "Year {year} does not have four digits. Type all four, for example {now_ce}.",
)
_YEARS_AHEAD = 10


def _ambiguous(parts: _Parts, today: date) -> DateProblem:
    """Both readings of a two-digit year; the one of the era given, or else nearer to today, is proposed."""
    be, ce = _latest(parts.year, be_year(today)), _latest(parts.year, today.year)
    sentence = Text(
        "ปี {year} อาจหมายถึง พ.ศ. {be} หรือ ค.ศ. {ce} กรุณาพิมพ์ปีให้ครบสี่หลัก",
        "Year {year} could mean BE {be} ({be_as_ce} CE) or {ce} CE. Type all four digits.",
    )
    readings = {"be": be - ERA_GAP, "ce": ce}
    nearer = min(readings.values(), key=lambda year: abs(year - today.year))
    year = readings[parts.era] if parts.era else nearer
    reason = sentence.format(year=parts.year, be=be, be_as_ce=be - ERA_GAP, ce=ce)
    return DateProblem(reason, _day_or_none(year, parts.month, parts.day))


def _latest(two_digits: str, now: int) -> int:
    """The latest year that ends in these digits, at most ten years ahead of `now` and in its era."""
    last = now + _YEARS_AHEAD
    return last - (last - int(two_digits)) % 100


def _ce_year(parts: _Parts) -> int:
    typed = int(parts.year)
    era = parts.era or ("be" if typed >= FIRST_BE_YEAR else "ce")
    year = typed - ERA_GAP if era == "be" else typed
    if year < FIRST_CE_YEAR:
        raise _wrong_era(parts, year + ERA_GAP)
    if era == "ce" and typed >= FIRST_BE_YEAR:
        raise _wrong_era(parts, year - ERA_GAP)
    return year


def _wrong_era(parts: _Parts, other_year: int) -> DateProblem:
    meant = _plausible_day(other_year, parts.month, parts.day)
    if meant is not None:
        return _slipped(meant)
    sentence = Text(
        "ปี {year} อยู่นอกช่วงที่ใช้ได้ กรุณาใส่ปี พ.ศ. ตั้งแต่ 2400 หรือปี ค.ศ. ตั้งแต่ 1857",
        "Year {year} is out of range. Enter a year from BE 2400 or from 1857 CE.",
    )
    return DateProblem(sentence.format(year=parts.year))


def _impossible(parts: _Parts, year: int) -> DateProblem:
    return (_no_such_day if 1 <= parts.month <= len(MONTHS) else _no_such_month)(parts, year)


def _no_such_month(parts: _Parts, year: int) -> DateProblem:
    meant = _day_or_none(year, parts.day, parts.month)
    if meant is not None:
        sentence = Text(
            "ไม่มีเดือนที่ {month} กรุณาพิมพ์วันก่อนเดือน — หมายถึง {meant} หรือไม่",
            "There is no month {month}. Type the day before the month. Did you mean {meant}?",
        )
        return DateProblem(sentence.format(month=parts.month, meant=text(meant)), meant)
    sentence = Text(
        "ไม่มีเดือนที่ {month} กรุณาใส่เดือน 1 ถึง 12", "There is no month {month}. Enter a month from 1 to 12."
    )
    return DateProblem(sentence.format(month=parts.month))


def _no_such_day(parts: _Parts, year: int) -> DateProblem:
    last = date(year, parts.month, monthrange(year, parts.month)[1])
    sentence = Text(
        "ไม่มีวันที่ {day} เดือน{month} วันสุดท้ายคือ {last} กรุณาแก้วันที่",
        "{month} has no day {day}. Its last day is {last}. Correct the day.",
    )
    # 31 มิ.ย. is a slip by a day or two and the month's end was meant; day 0 or 45 could be anything.
    meant = last if last.day < parts.day <= _LONGEST_MONTH else None
    return DateProblem(sentence.format(day=parts.day, month=month(last), last=text(last)), meant)


def _day_or_none(year: int, month_: int, day: int) -> date | None:
    try:
        return date(year, month_, day)
    except (ValueError, OverflowError):
        return None


def _plausible_day(year: int, month_: int, day: int) -> date | None:
    """The day, if it exists in a year that is read as CE; keeps proposals for an open range sensible."""
    return _day_or_none(year, month_, day) if FIRST_CE_YEAR <= year < FIRST_BE_YEAR else None
