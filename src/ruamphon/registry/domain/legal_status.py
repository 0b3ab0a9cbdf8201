"""Where a group stands under the Community Enterprise Promotion Act B.E. 2548, worked out for a day.

What the Act (amended B.E. 2562) asks, as the district agriculture offices print it: at least seven people, not of one
family and not in one house registration (esc.doae.go.th, papers for registration); whoever wants to go on says so
every year within thirty days after the calendar year's end, 1–30 January, at the district agriculture office, or the
group is taken off the register (siamrath.co.th/n/59403, songkhlafocus.com/21748). That two years in a row without
notice bring first a letter and then the revocation is common knowledge and not from a source read here; so the
platform says that it may happen, and a revocation stands only where somebody has written it down.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from ruamphon.core import thai_dates
from ruamphon.core.text import Text
from ruamphon.core.thai_text import THAI_DIGITS, search_key
from ruamphon.registry.enums import LegalState

WINDOW_ENDS = (1, 30)
"""Month and day on which the yearly window closes; the day itself is still in time."""
REMINDS_FROM_MONTH = 12
"""From the first of this month a group that has to renew is reminded."""
YEARS_BEFORE_REVOCATION = 2
"""Missed years after which the office may write, and then revoke."""
FEWEST_PEOPLE = 7
"""People, each of another house, that a registration asks for."""

COVERING = (LegalState.REGISTERED, LegalState.RENEWED)
"""States that hold for a year; the other three put an end to what came before them."""

_NUMBER = re.compile(r"\d-\d{2}-\d{2}-\d{2}/\d-\d{4}")


@dataclass(frozen=True, slots=True)
class Entry:
    """One dated state as somebody wrote it down; `for_year` (CE) is the calendar year a covering state holds for."""

    state: LegalState
    since_on: date
    for_year: int | None = None
    number: str = ""
    pk: int = 0


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a group stands on a day. `renew_by` is set from December until the window closes, `missed` counts years."""

    state: LegalState
    since_on: date
    number: str = ""
    for_year: int | None = None
    renew_by: date | None = None
    missed: int = 0

    @property
    def is_valid(self) -> bool:
        """Whether the registration holds on the day."""
        return self.state in COVERING

    @property
    def tone(self) -> str:
        """The colour it is shown in."""
        if self.renew_by:
            return "turn"
        return "done" if self.is_valid else "neutral" if self.state == LegalState.NEW else "stop"

    @property
    def label(self) -> Text:
        """A few words for a pill."""
        if self.state == LegalState.RENEWED and self.for_year:
            return RENEWED_FOR.format(**_year(self.for_year))
        return self.state.label

    @property
    def advice(self) -> Text | None:
        """What to do about it, in a sentence; None when there is nothing to do."""
        if self.renew_by:
            return RENEW_BY.format(day=thai_dates.text(self.renew_by), **_year(self.renew_by.year))
        if self.state == LegalState.LAPSED:
            return (MAY_BE_REVOKED if self.missed >= YEARS_BEFORE_REVOCATION else RENEW_LATE).format(
                n=self.missed
            )
        return REGISTER_ANEW if self.state == LegalState.REVOKED else None


RENEWED_FOR = Text("ต่อทะเบียนปี {be} แล้ว", "Renewed for {ce}")
RENEW_BY = Text(
    "ต้องต่อทะเบียนปี {be} ที่สำนักงานเกษตรอำเภอ ภายใน {day}",
    "Renew for {ce} at the district agriculture office by {day}.",
)
RENEW_LATE = Text(
    "ยังไม่มีบันทึกการต่อทะเบียนของปีนี้ ติดต่อสำนักงานเกษตรอำเภอ แล้วบันทึกสถานะใหม่",
    "No renewal is recorded for this year. Ask the district agriculture office, then record the new status.",
)
MAY_BE_REVOKED = Text(
    "ไม่มีบันทึกการต่อทะเบียน {n} ปีติดกัน สำนักงานเกษตรอำเภออาจมีหนังสือเตือนและถอนทะเบียน รีบติดต่อ",
    "No renewal for {n} years in a row: the district agriculture office may warn the group and revoke it. Call soon.",
)
REGISTER_ANEW = Text(
    "ถ้าจะทำต่อ ต้องยื่นจดทะเบียนใหม่ที่สำนักงานเกษตรอำเภอ",
    "To go on, the group registers anew at the district agriculture office.",
)
AFTER_REVOCATION = Text(
    "กลุ่มถูกถอนทะเบียนไปแล้ว ต้องมี “จดทะเบียนแล้ว” ครั้งใหม่ก่อน ตรวจวันที่ หรือแก้รายการถอนทะเบียนถ้าบันทึกผิด",
    "The group was revoked, so a new “Registered” comes first. Check the day, or correct the revocation if it is wrong.",
)
YEARS_APART = Text(
    "ต่อทะเบียนปี {be} แต่วันที่เป็น {day} ห่างกันเกินไป ตรวจปีและวันที่อีกครั้ง",
    "Renewed for {ce}, but the day is {day}: too far apart. Check the year and the day.",
)


def _year(ce: int) -> dict[str, object]:
    return {"be": thai_dates.buddhist_year(ce), "ce": ce}


def window_closes(year: int) -> date:
    """The last day in time to say that the group goes on in a year: 30 January of it."""
    return date(year, *WINDOW_ENDS)


def needed_year(day: date) -> int:
    """The year a registration must hold for to be valid on a day: last year's is enough until the window closes."""
    return day.year if day > window_closes(day.year) else day.year - 1


def year_to_renew(day: date) -> int:
    """The year that is to be renewed on a day: from December on the coming one."""
    return day.year + 1 if day.month >= REMINDS_FROM_MONTH else day.year


def in_order(entries: Iterable[Entry]) -> list[Entry]:
    """By day; of one day, in the order they were written down."""
    return sorted(entries, key=lambda entry: (entry.since_on, entry.pk))


def standing_on(entries: Iterable[Entry], day: date) -> Standing | None:
    """Where a group stands on a day by what had happened until then; None when nothing is recorded.

    What holds for a year counts until the next window closes; a lapse, a revocation or "not registered" ends what
    came before it, until a later registration or renewal.
    """
    known = [entry for entry in in_order(entries) if entry.since_on <= day]
    if not known:
        return None
    last, number = known[-1], _number_after(known)
    running = _since_last_stop(known)
    if running:
        best = max(running, key=lambda entry: entry.for_year or 0)
        return _covered(best, best.for_year or 0, number, day)
    missed = _missed(known, day) if last.state == LegalState.LAPSED else 0
    return Standing(last.state, last.since_on, number, missed=missed)


def _since_last_stop(known: Sequence[Entry]) -> list[Entry]:
    running: list[Entry] = []
    for entry in known:
        running = [entry, *running] if entry.state in COVERING else []
    return running


def _number_after(known: Sequence[Entry]) -> str:
    """The latest number; one from before a new registration after a revocation no longer counts."""
    number, revoked = "", False
    for entry in known:
        if revoked and entry.state == LegalState.REGISTERED:
            number = ""
        revoked = entry.state == LegalState.REVOKED
        number = entry.number or number
    return number


def _covered(entry: Entry, year: int, number: str, day: date) -> Standing:
    closes = window_closes(year + 1)
    if day > closes:
        missed = needed_year(day) - year
        return Standing(LegalState.LAPSED, closes + timedelta(days=1), number, year, missed=missed)
    reminds = day >= date(year, REMINDS_FROM_MONTH, 1)
    return Standing(entry.state, entry.since_on, number, year, renew_by=closes if reminds else None)


def _missed(known: Sequence[Entry], day: date) -> int:
    years = [entry.for_year for entry in known if entry.for_year]
    return max(1, needed_year(day) - max(years)) if years else 1


def problem_of(entries: Iterable[Entry]) -> Text | None:
    """Why these entries cannot all be true, or None: nothing renews or lapses after a revocation but a new registration."""
    revoked = False
    for entry in in_order(entries):
        if revoked and entry.state in (LegalState.RENEWED, LegalState.LAPSED):
            return AFTER_REVOCATION
        revoked = entry.state == LegalState.REVOKED
    return None


def year_problem(for_year: int, since_on: date) -> Text | None:
    """Why a renewal for a year cannot have been on a day: more than a year lies between, so one of them is a slip."""
    if abs(for_year - since_on.year) <= 1:
        return None
    return YEARS_APART.format(day=thai_dates.text(since_on), **_year(for_year))


# The number -------------------------------------------------------------------------------------------------


def plain_number(typed: str) -> str:
    """A registration number with Arabic digits and without gaps: '๗-๒๑-๐๑-๐๖ / ๑-๐๐๐๑' → '7-21-01-06/1-0001'."""
    return "".join(typed.translate(THAI_DIGITS).split())


def is_usual_number(number: str) -> bool:
    """Whether a number is written as those of the register are: `7-21-01-06/1-0001`. Others are kept, with a warning."""
    return bool(_NUMBER.fullmatch(number))


def number_key(number: str) -> str:
    """What two writings of one number share: its digits, or all its letters where it has none."""
    plain = plain_number(number)
    return "".join(letter for letter in plain if letter.isascii() and letter.isdigit()) or plain.casefold()


# Seven people, not of one house -----------------------------------------------------------------------------

TOO_FEW = Text(
    "มีสมาชิกที่บันทึกไว้ {n} คน กฎหมายให้จดทะเบียนได้เมื่อมีตั้งแต่ 7 คน",
    "{n} member is recorded; the law asks for at least 7.||{n} members are recorded; the law asks for at least 7.",
)
TOO_FEW_HOUSES = Text(
    "สมาชิกบางคนอยู่บ้านเดียวกัน นับได้ {n} บ้าน กฎหมายให้มีตั้งแต่ 7 คนที่ไม่อยู่บ้านเดียวกัน",
    "Some members share a house; {n} houses are left. The law asks for 7 people of different houses.",
)
SHARED_HOUSE = Text(
    "มีสมาชิก {n} คนอยู่บ้านเดียวกับสมาชิกคนอื่น ตอนต่อทะเบียนนับบ้านละหนึ่งคน",
    "{n} member shares a house with another; one person a house counts.||"
    "{n} members share a house with another; one person a house counts.",
)


def people_warnings(houses: Sequence[str]) -> list[Text]:
    """What stands against the rule of seven, given the house of each present member ("" where nobody wrote it).

    Warnings, never a block; a member whose house is not known counts as living in another. Nobody recorded says nothing.
    """
    if not houses:
        return []
    known = [search_key(house) for house in houses if house.strip()]
    shared = len(known) - len(set(known))
    apart = len(houses) - shared
    if len(houses) < FEWEST_PEOPLE:
        return [TOO_FEW.format(n=len(houses))]
    if apart < FEWEST_PEOPLE:
        return [TOO_FEW_HOUSES.format(n=apart)]
    return [SHARED_HOUSE.format(n=shared)] if shared else []
