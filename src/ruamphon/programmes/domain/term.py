"""From the days of a term to the moments at which access begins and ends, on the clock of Thailand."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from ruamphon.core import thai_dates
from ruamphon.core.refusals import Impossible
from ruamphon.core.text import Text

BANGKOK = ZoneInfo("Asia/Bangkok")

ENDS_BEFORE_IT_BEGINS = Text(
    "วันสุดท้าย ({ends}) อยู่ก่อนวันแรก ({begins}) สิทธิ์จะหมดก่อนเริ่ม เลือกวันสุดท้ายที่ช้ากว่านี้",
    "The last day ({ends}) is before the first ({begins}), so access would end before it begins. "
    "Choose a later last day.",
)
ALREADY_OVER = Text(
    "วันสุดท้าย ({ends}) ผ่านไปแล้ว จึงยังให้สิทธิ์ทีมไม่ได้ เลื่อนวันสุดท้ายออกไปก่อน",
    "The last day ({ends}) has passed, so the team cannot be given access. Move the last day first.",
)


def start_of(day: date) -> datetime:
    """The midnight at which a day begins in Thailand."""
    return datetime.combine(day, time(), BANGKOK)


def end_of(day: date) -> datetime:
    """The midnight at which a day is over in Thailand: the first moment that no longer belongs to it."""
    return start_of(day + timedelta(days=1))


@dataclass(frozen=True, slots=True)
class Window:
    """Access holds from `valid_from` until just before `valid_until`."""

    valid_from: datetime
    valid_until: datetime


@dataclass(frozen=True, slots=True)
class Term:
    """The first and the last day of a team's work, both included."""

    begins_on: date
    ends_on: date

    def check(self) -> None:
        """Raise Impossible, on `ends_on`, when the last day lies before the first."""
        if self.ends_on < self.begins_on:
            sentence = ENDS_BEFORE_IT_BEGINS.format(
                begins=thai_dates.text(self.begins_on), ends=thai_dates.text(self.ends_on)
            )
            raise Impossible(sentence, "ends_on")

    def window(self, *, now: datetime) -> Window:
        """When access holds if it is given at `now`: not before now, and until the last day is over.

        Raises Impossible, on `ends_on`, when the term ends before it begins or is over already.
        """
        self.check()
        until = end_of(self.ends_on)
        if until <= now:
            raise Impossible(ALREADY_OVER.format(ends=thai_dates.text(self.ends_on)), "ends_on")
        return Window(max(start_of(self.begins_on), now), until)
