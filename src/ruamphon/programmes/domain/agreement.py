"""How an agreement stands on a day. No day is stored for it: the days themselves say it."""

from dataclasses import dataclass
from datetime import date

from ruamphon.core import thai_dates
from ruamphon.core.refusals import Impossible
from ruamphon.core.text import Text
from ruamphon.programmes.enums import AgreementState

ENDS_BEFORE = Text(
    "วันสิ้นสุด ({ends}) อยู่ก่อนวันเริ่มมีผล ({begins}) เลือกวันสิ้นสุดที่ช้ากว่านี้",
    "The last day ({ends}) is before the first ({begins}). Choose a later last day.",
)
ENDS_UNSIGNED = Text(
    "วันสิ้นสุด ({ends}) อยู่ก่อนวันลงนาม ({signed}) ตรวจทั้งสองวันอีกครั้ง",
    "The last day ({ends}) is before the day of signing ({signed}). Check both days.",
)


@dataclass(frozen=True, slots=True)
class Standing:
    """The days of an agreement, each None where not known."""

    signed_on: date | None
    begins_on: date | None
    ends_on: date | None

    def check(self) -> None:
        """Raise Impossible, on `ends_on`, when it would end before it begins or is signed."""
        if self.ends_on is None:
            return
        ends = thai_dates.text(self.ends_on)
        if self.begins_on and self.ends_on < self.begins_on:
            raise Impossible(ENDS_BEFORE.format(ends=ends, begins=thai_dates.text(self.begins_on)), "ends_on")
        if self.signed_on and self.ends_on < self.signed_on:
            raise Impossible(
                ENDS_UNSIGNED.format(ends=ends, signed=thai_dates.text(self.signed_on)), "ends_on"
            )


def standing(days: Standing, *, on: date) -> AgreementState:
    """Ended after its last day; planned until it is signed and begins; in force in between.

    A signed agreement whose end nobody published is not called in force: what is not known is not said.
    """
    if days.ends_on and days.ends_on < on:
        return AgreementState.ENDED
    if not days.signed_on or days.signed_on > on or (days.begins_on and days.begins_on > on):
        return AgreementState.PLANNED
    return AgreementState.IN_FORCE if days.ends_on else AgreementState.SIGNED
