"""Bringing a table into the book: kept as a draft, looked over, then all of it or nothing."""

from collections.abc import Callable, Sequence
from typing import Final

from django.db import transaction
from django.utils import timezone

from ruamphon.cashbook import rules
from ruamphon.cashbook.enums import ImportState, RowState
from ruamphon.cashbook.locking import lock_book
from ruamphon.cashbook.models import KEPT, CashEntry, CashImport
from ruamphon.cashbook.sheets.plan import Plan, PlannedRow
from ruamphon.cashbook.telling import told_of
from ruamphon.core import audit
from ruamphon.core.refusals import Impossible
from ruamphon.core.text import Text
from ruamphon.people.models import Account
from ruamphon.registry.models import Enterprise

NOT_OPEN: Final = Text(
    "ตารางนี้นำเข้าหรือยกเลิกไปแล้ว เปิดสมุดเงินสดเพื่อดูผล",
    "This table has been brought in or discarded already. See the cash book.",
)
FAULTY: Final = Text(
    "ยังมีข้อผิดพลาดในตาราง แก้ในไฟล์ให้หมดก่อน ยังไม่มีอะไรถูกบันทึก",
    "The table still has faults. Correct them in the file first; nothing has been saved.",
)
MOVED: Final = Text(
    "สมุดเปลี่ยนไประหว่างที่คุณตรวจ ดูรายการใหม่ข้างล่าง แล้วกดนำเข้าอีกครั้ง",
    "The book changed while you were checking. Look at the new list below, then bring it in again.",
)


@transaction.atomic
def start_import(
    *,
    by: Account,
    enterprise: Enterprise,
    file_name: str,
    sha256: str,
    columns: Sequence[str],
    rows: Sequence[tuple[int, Sequence[str]]],
) -> CashImport:
    """Keep a table as a draft of the importer's. The book does not change.

    Cells of the importer's older drafts that nobody finished are let go. Raises Refused without `cash_record`.
    """
    rules.check_can_record(by, enterprise)
    old = CashImport.objects.filter(person=by.person_id, state=ImportState.DRAFT)
    old.filter(made_at__lt=timezone.now() - KEPT).update(state=ImportState.DISCARDED, rows=[])
    return CashImport.objects.create(
        enterprise=enterprise,
        person=by.person,
        file_name=file_name[-200:],
        sha256=sha256,
        columns=list(columns),
        rows=[[number, list(cells)] for number, cells in rows],
    )


@transaction.atomic
def discard_import(*, by: Account, sheet: CashImport) -> CashImport:
    """Give a draft up and let its cells go."""
    locked = _open(by, sheet)
    locked.state, locked.rows = ImportState.DISCARDED, []
    locked.save(update_fields=["state", "rows"])
    return locked


@transaction.atomic
def bring_in(
    *, by: Account, sheet: CashImport, seen: str, with_alike: bool, plan: Callable[[CashImport], Plan]
) -> CashImport:
    """Write down every new row of a table, or none; rows like an entry there already only if `with_alike`.

    `plan` reads the table again under the lock; `seen` is the digest that was looked at. Raises Refused without
    `cash_record`; Impossible when there are faults, when the book moved meanwhile, or when it was done before.
    """
    rules.check_can_record(by, sheet.enterprise)
    group = lock_book(sheet.enterprise)
    locked = _open(by, sheet)
    planned = plan(locked)
    if planned.faults:
        raise Impossible(FAULTY)
    if planned.digest != seen:
        raise Impossible(MOVED)
    new = planned.of(RowState.NEW) + (planned.of(RowState.ALIKE) if with_alike else [])
    for row in sorted(new, key=lambda each: each.number):
        _write(by, group, row)
    return _close(by, locked, added=len(new), unchanged=len(planned.rows) - len(new))


def _open(by: Account, sheet: CashImport) -> CashImport:
    locked = CashImport.objects.select_for_update().get(pk=sheet.pk)
    if locked.state != ImportState.DRAFT or locked.person_id != by.person_id:
        raise Impossible(NOT_OPEN)
    return locked


def _write(by: Account, group: Enterprise, row: PlannedRow) -> None:
    """One row as an entry; the plan has checked what `record` checks, under the same lock."""
    entry = CashEntry.objects.create(enterprise=group, recorded_by=by.person, **row.values)
    audit.record(by=by, action="record", subject=entry, scope_id=group.scope_id, changes=told_of(entry))


def _close(by: Account, sheet: CashImport, *, added: int, unchanged: int) -> CashImport:
    sheet.state, sheet.rows, sheet.done_at = ImportState.DONE, [], timezone.now()
    sheet.added, sheet.unchanged = added, unchanged
    sheet.save(update_fields=["state", "rows", "done_at", "added", "unchanged"])
    told = {name: (None, getattr(sheet, name)) for name in ("sha256", "added", "unchanged")}
    scope_id = sheet.enterprise.scope_id
    audit.record(by=by, action="bring_in", subject=sheet, scope_id=scope_id, changes=told)
    return sheet
