"""Writing down what came in and went out, adding slips, and taking a wrong entry back."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from ruamphon.cashbook import queries, rules
from ruamphon.cashbook.domain import Month, read_amount
from ruamphon.cashbook.enums import CATEGORIES, Category, Direction
from ruamphon.cashbook.locking import check_open, lock_book
from ruamphon.cashbook.models import CashEntry, CashSlip
from ruamphon.cashbook.telling import told_of
from ruamphon.core import audit, thai_dates
from ruamphon.core.enums import FileKind
from ruamphon.core.files import store
from ruamphon.core.refusals import Impossible, TooLate
from ruamphon.core.text import Text
from ruamphon.core.upload_fields import CheckedUpload
from ruamphon.people.models import Account
from ruamphon.registry.models import Enterprise

MOST_SLIPS = 10
SENT_BEFORE = Text(
    "หน้านี้เคยส่งรายการเมื่อ {day} ไปแล้ว และเนื้อความไม่เหมือนเดิม ถ้าเป็นอีกรายการหนึ่ง กดบันทึกอีกครั้ง",
    "This page already sent an entry of {day}, and it differs now. If this is another one, press save again.",
)
ORIGIN_DIFFERS = Text(
    "รายการนี้จดในสมุดเงินสดไปแล้วด้วยข้อมูลอื่น ยกเลิกรายการเดิมก่อน แล้วจดใหม่",
    "This is in the cash book already, with other figures. Take that one back first, then write it down anew.",
)
IN_FUTURE = Text(
    "วันที่ {day} ยังมาไม่ถึง สมุดเงินสดจดเฉพาะเงินที่เข้าหรือออกไปแล้ว ใส่วันนี้หรือวันก่อนหน้า",
    "{day} is still to come. The cash book holds what has come in or gone out; enter today or an earlier day.",
)
OTHER_SIDE = Text(
    "“{category}” ใช้กับ{direction}ไม่ได้ เลือกเรื่องอื่นจากรายการ",
    "“{category}” does not go with {direction}. Choose another from the list.",
)
NOT_A_PHOTO = Text(
    "“{name}” ไม่ใช่รูปภาพ ถ่ายรูปสลิปหรือใบเสร็จแล้วแนบแทน",
    "“{name}” is not a photo. Take a photo of the slip or bill and add that.",
)
TOO_MANY_SLIPS = Text("แนบได้ไม่เกิน {most} รูปต่อรายการ", "An entry holds up to {most} photos.")
REVERSED_BEFORE = Text("รายการนี้ถูกยกเลิกไปแล้ว", "This entry has been taken back already.")
IS_REVERSAL = Text(
    "รายการนี้เป็นการยกเลิกอยู่แล้ว ถ้ายกเลิกผิด ให้จดรายการที่ถูกต้องใหม่",
    "This takes another entry back. If that was wrong, write the right one down anew.",
)
FROM_ELSEWHERE = Text(
    "รายการนี้มาจากอีกหน้าหนึ่ง แก้หรือยกเลิกที่หน้านั้น สมุดเงินสดจะเปลี่ยนตามเอง",
    "This came from another page. Put it right there; the cash book follows by itself.",
)
WHY = Text("บอกเหตุผลสั้น ๆ ว่ายกเลิกทำไม", "Say shortly why it is taken back.")


@transaction.atomic
def record(
    *,
    by: Account,
    enterprise: Enterprise,
    direction: Direction,
    amount: Decimal,
    happened_on: date,
    category: Category,
    note: str = "",
    slips: Sequence[CheckedUpload] = (),
    draft_key: UUID | None = None,
    origin: str = "",
    origin_url: str = "",
) -> CashEntry:
    """Write down baht that came in or went out, once a draft and once an origin.

    Another room calls this in its own transaction with an `origin` ("costing.purchase:17") of which there is one entry
    for good, and the address where it is put right. The same draft or origin sent again gives back the first entry.
    Raises Refused without `cash_record`; Impossible, naming the field, for an amount that is no money, a day to come,
    a closed month, a category of the other side, a file that is no photo, or a draft or origin used for something else.
    """
    rules.check_can_record(by, enterprise)
    group = lock_book(enterprise)
    words = {
        "direction": Direction(direction),
        "amount": _money(amount),
        "happened_on": happened_on,
        "category": Category(category),
        "note": note.strip(),
    }
    if sent := _sent_before(by, group, draft_key, origin, words):
        return sent
    _check(group, words, slips)
    more = {"draft_key": draft_key or uuid4(), "origin": origin, "origin_url": origin_url}
    entry = CashEntry.objects.create(enterprise=group, recorded_by=by.person, **words, **more)
    _keep_slips(by, entry, slips)
    changes = told_of(entry, slips=len(slips))
    audit.record(by=by, action="record", subject=entry, scope_id=group.scope_id, changes=changes)
    return entry


@transaction.atomic
def add_slips(*, by: Account, entry: CashEntry, slips: Sequence[CheckedUpload]) -> None:
    """Put photos of the slip beside an entry. They change no figure, so a closed month takes them too."""
    rules.check_can_record(by, entry.enterprise)
    lock_book(entry.enterprise)
    _check_slips(slips, present=entry.slips.count())
    _keep_slips(by, entry, slips)
    changes = {"slips": (None, len(slips))}
    audit.record(
        by=by, action="add_slips", subject=entry, scope_id=entry.enterprise.scope_id, changes=changes
    )


@transaction.atomic
def reverse(*, by: Account, entry: CashEntry, reason: str) -> CashEntry:
    """Take an entry back by a new one, on its own day while that month is open, else today.

    Raises Refused without `cash_record`, TooLate when it was taken back already, Impossible for a reversal, for an
    entry that another room wrote, and without a reason.
    """
    if entry.origin:
        raise Impossible(FROM_ELSEWHERE)
    return _reverse(by, entry, reason)


@transaction.atomic
def reverse_origin(*, by: Account, origin: str, reason: str) -> CashEntry | None:
    """Take back what another room wrote under `origin`; the same call again gives the same reversal.

    None when nothing was ever written under it. Raises as `reverse` does. What is written instead needs another origin.
    """
    entry = CashEntry.objects.select_related("enterprise").filter(origin=origin).exclude(origin="").first()
    if entry is None:
        return None
    lock_book(entry.enterprise)
    return CashEntry.objects.filter(reverses=entry).first() or _reverse(by, entry, reason)


def _reverse(by: Account, entry: CashEntry, reason: str) -> CashEntry:
    rules.check_can_record(by, entry.enterprise)
    group = lock_book(entry.enterprise)
    if entry.reverses_id:
        raise Impossible(IS_REVERSAL)
    if CashEntry.objects.filter(reverses=entry).exists():
        raise TooLate(REVERSED_BEFORE)
    if not reason.strip():
        raise Impossible(WHY, "reason")
    made = CashEntry.objects.create(
        enterprise=group,
        direction=entry.direction,
        amount=-entry.amount,
        happened_on=_day_of_reversal(group, entry),
        category=entry.category,
        note=entry.note,
        reverses=entry,
        reason=reason.strip(),
        recorded_by=by.person,
    )
    told = ((made, told_of(made, reverses=entry.pk)), (entry, {"reversal": (None, made.pk)}))
    for subject, changes in told:
        audit.record(
            by=by,
            action="reverse",
            subject=subject,
            scope_id=group.scope_id,
            changes=changes,
            reason=reason.strip(),
        )
    return made


def _day_of_reversal(group: Enterprise, entry: CashEntry) -> date:
    closed = queries.closed_through(group)
    is_open = closed is None or Month.of(entry.happened_on) > closed
    return entry.happened_on if is_open else timezone.localdate()


def _money(amount: Decimal) -> Decimal:
    """The amount, if it is one that may be typed: above zero, whole satang, not beyond MOST."""
    return read_amount(f"{amount:f}")


def _sent_before(
    by: Account, group: Enterprise, draft_key: UUID | None, origin: str, words: dict[str, Any]
) -> CashEntry | None:
    if origin and (known := CashEntry.objects.filter(origin=origin).first()):
        if known.enterprise_id != group.pk or audit.changed(known, **words):
            raise Impossible(ORIGIN_DIFFERS)
        return known
    sent = CashEntry.objects.filter(draft_key=draft_key).first() if draft_key else None
    if sent is None:
        return None
    same_book = sent.enterprise_id == group.pk and sent.recorded_by_id == by.person_id
    if not same_book or sent.origin != origin or audit.changed(sent, **words):
        raise Impossible(SENT_BEFORE.format(day=thai_dates.text(words["happened_on"])), "draft_key")
    return sent


def _check(group: Enterprise, words: dict[str, Any], slips: Sequence[CheckedUpload]) -> None:
    day, direction, category = words["happened_on"], words["direction"], words["category"]
    if day > timezone.localdate():
        raise Impossible(IN_FUTURE.format(day=thai_dates.text(day)), "happened_on")
    check_open(group, day)
    if category not in CATEGORIES[direction]:
        raise Impossible(OTHER_SIDE.format(category=category.label, direction=direction.label), "category")
    _check_slips(slips)


def _check_slips(slips: Sequence[CheckedUpload], present: int = 0) -> None:
    if present + len(slips) > MOST_SLIPS:
        raise Impossible(TOO_MANY_SLIPS.format(most=MOST_SLIPS), "slips")
    for photo in slips:
        if photo.checked.kind != FileKind.PHOTO:
            raise Impossible(NOT_A_PHOTO.format(name=photo.name), "slips")


def _keep_slips(by: Account, entry: CashEntry, slips: Sequence[CheckedUpload]) -> None:
    for photo in slips:
        file = store(photo.checked, name=photo.name, by=by)
        CashSlip.objects.create(entry=entry, file=file, added_by=by.person)
