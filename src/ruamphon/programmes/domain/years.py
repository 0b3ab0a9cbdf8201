"""The year a cohort is named after: typed in either era, kept in the Common Era."""

from ruamphon.core.refusals import Impossible
from ruamphon.core.text import Text
from ruamphon.core.thai_dates import ERA_GAP

FIRST_BE, LAST_BE = 2400, 2700

NOT_A_YEAR = Text(
    "ปี “{typed}” อ่านไม่ได้ ใส่เป็น พ.ศ. สี่หลัก เช่น 2569",
    "The year “{typed}” cannot be read. Enter four digits, for example 2569 (BE).",
)


def read_year(typed: str) -> int | None:
    """'2565', '๒๕๖๕' or '2022' → 2022; nothing typed → None. The eras never overlap within the years allowed.

    Raises Impossible, on `year`, for anything else.
    """
    plain = typed.strip()
    if not plain:
        return None
    if plain.isdecimal() and len(plain) == len("2565"):
        year = int(plain)
        if FIRST_BE <= year <= LAST_BE:
            return year - ERA_GAP
        if FIRST_BE - ERA_GAP <= year <= LAST_BE - ERA_GAP:
            return year
    raise Impossible(NOT_A_YEAR.format(typed=plain[:20]), "year")
