"""What every action here begins with: the group's row locked, so that writing and closing come one after the other."""

from datetime import date

from ruamphon.cashbook import queries
from ruamphon.cashbook.domain import Month
from ruamphon.core import thai_dates
from ruamphon.core.refusals import Impossible
from ruamphon.core.text import Text
from ruamphon.registry.models import Enterprise, Merge

MERGED_AWAY = Text(
    "กลุ่มนี้ถูกรวมกับอีกรายการหนึ่งแล้ว ค้นหาชื่อกลุ่มอีกครั้ง แล้วจดในสมุดของกลุ่มนั้น",
    "This record was merged with another one. Look the group up again and write in its book.",
)
CLOSED = Text(
    "ปิดเดือนถึง{month}แล้ว จึงจดวันที่ {day} ไม่ได้ ใช้วันที่หลังจากนั้น หรือเปิดเดือนอีกครั้งก่อน",
    "The book is closed until the end of {month}, so {day} cannot be used. Take a later day, or open the month again.",
)


def lock_book(enterprise: Enterprise) -> Enterprise:
    """The group, locked until the transaction ends. Raises Impossible when it was merged away meanwhile."""
    locked = Enterprise.objects.select_for_update(no_key=True).get(pk=enterprise.pk)
    if Merge.objects.standing().filter(gone=locked).exists():
        raise Impossible(MERGED_AWAY)
    return locked


def check_open(enterprise: Enterprise, day: date) -> None:
    """Raise Impossible on `happened_on` when the month of a day, or a later one, is closed."""
    closed = queries.closed_through(enterprise)
    if closed and Month.of(day) <= closed:
        raise Impossible(CLOSED.format(month=closed.name, day=thai_dates.text(day)), "happened_on")
