from collections.abc import Callable, Sequence
from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from ruamphon.core import audit
from ruamphon.core.refusals import Impossible
from ruamphon.core.sheets import header_key
from ruamphon.core.text import Text
from ruamphon.people.models import Account, Scope
from ruamphon.registry.actions.enterprise import edit_enterprise, register_enterprise
from ruamphon.registry.actions.legal_status import correct_legal_status, record_legal_status
from ruamphon.registry.actions.member import add_member, change_membership, correct_member
from ruamphon.registry.actions.organisation import edit_organisation, register_organisation
from ruamphon.registry.actions.product import edit_product, register_product, retire_product
from ruamphon.registry.domain import Variant
from ruamphon.registry.enums import SheetKind, SheetState
from ruamphon.registry.models import Enterprise, LegalStatus, Membership
from ruamphon.registry.sheet_models import KEPT, ColumnMemory, SheetImport
from ruamphon.registry.sheets import legal
from ruamphon.registry.sheets.plan import Plan, PlannedRow, RowState
from ruamphon.registry.sheets.rules import check_can_import_into

NOT_OPEN: Final = Text(
    "ตารางนี้นำเข้าหรือยกเลิกไปแล้ว ดูผลได้ที่ประวัติการนำเข้า",
    "This table has been brought in or discarded already. See the list of imports.",
)
FAULTY: Final = Text(
    "ยังมีข้อผิดพลาดในตาราง แก้ในไฟล์ให้หมดก่อน ยังไม่มีอะไรถูกบันทึก",
    "The table still has faults. Correct them in the file first; nothing has been saved.",
)
MOVED: Final = Text(
    "ข้อมูลในระบบเปลี่ยนไประหว่างที่คุณตรวจ ดูรายการใหม่ข้างล่าง แล้วกดนำเข้าอีกครั้ง",
    "What is recorded here changed while you were checking. Look at the new list below, then bring it in again.",
)
BY_TABLE: Final = Text("แก้จากตารางที่นำเข้า", "Corrected by an imported table")
AT_ROW: Final = Text("แถว {row}: {reason}", "Row {row}: {reason}")


@transaction.atomic
def start_import(
    *,
    by: Account,
    kind: SheetKind,
    scope: Scope,
    file_name: str,
    sha256: str,
    headers: Sequence[str],
    columns: Sequence[str],
    rows: Sequence[tuple[int, Sequence[str]]],
) -> SheetImport:
    """Keep a table as a draft of the importer's: its cells, and what its columns are taken for. Nothing else changes.

    Rows of the importer's older drafts that nobody finished are let go. Raises Refused without the permission.
    """
    check_can_import_into(by, kind, scope)
    old = SheetImport.objects.filter(person=by.person_id, state=SheetState.DRAFT)
    old.filter(made_at__lt=timezone.now() - KEPT).update(state=SheetState.DISCARDED, rows=[])
    return SheetImport.objects.create(
        kind=kind,
        scope=scope,
        person=by.person,
        file_name=file_name[-200:],
        sha256=sha256,
        headers=list(headers),
        columns=list(columns),
        rows=[[number, list(cells)] for number, cells in rows],
        row_count=len(rows),
    )


@transaction.atomic
def match_columns(*, by: Account, sheet: SheetImport, columns: Sequence[str]) -> SheetImport:
    """Say what each column of a draft is taken for ("" leaves it out), and remember it for this kind and scope."""
    locked = _open(by, sheet)
    locked.columns = list(columns)
    locked.save(update_fields=["columns"])
    for header, column in zip(locked.headers, columns, strict=True):
        key = header_key(header)[:200]
        if key:
            ColumnMemory.objects.update_or_create(
                person=by.person,
                kind=locked.kind,
                scope=locked.scope,
                header=key,
                defaults={"column": column},
            )
    return locked


@transaction.atomic
def discard_import(*, by: Account, sheet: SheetImport) -> SheetImport:
    """Give a draft up and let its cells go."""
    locked = _open(by, sheet)
    locked.state, locked.rows = SheetState.DISCARDED, []
    locked.save(update_fields=["state", "rows"])
    return locked


@transaction.atomic
def run_import(*, by: Account, sheet: SheetImport, seen: str, plan: Callable[[], Plan]) -> SheetImport:
    """Do all that a sheet says, or nothing. `plan` reads it again under the lock; `seen` is the digest looked at.

    Raises Refused without the permission; Impossible when there are faults, when something moved since the plan
    was looked at, or when one of the room's own actions refuses a row, which is then named.
    """
    locked = _open(by, sheet)
    scope = Scope.objects.select_for_update(no_key=True).get(
        pk=locked.scope_id
    )  # one import of a scope at a time
    check_can_import_into(by, SheetKind(locked.kind), scope)
    planned = plan()
    if planned.faults:
        raise Impossible(FAULTY)
    if planned.digest != seen:
        raise Impossible(MOVED)
    _do(by, scope, SheetKind(locked.kind), planned)
    return _close(by, locked, planned)


def _open(by: Account, sheet: SheetImport) -> SheetImport:
    locked = SheetImport.objects.select_for_update().get(pk=sheet.pk)
    if locked.state != SheetState.DRAFT or locked.person_id != by.person_id:
        raise Impossible(NOT_OPEN)
    return locked


def _close(by: Account, sheet: SheetImport, plan: Plan) -> SheetImport:
    sheet.state, sheet.rows, sheet.done_at = SheetState.DONE, [], timezone.now()
    sheet.added, sheet.changed = plan.count(RowState.NEW), plan.count(RowState.CHANGED)
    sheet.unchanged = plan.count(RowState.SAME)
    sheet.save(update_fields=["state", "rows", "done_at", "added", "changed", "unchanged"])
    told = {
        name: (None, getattr(sheet, name)) for name in ("kind", "sha256", "added", "changed", "unchanged")
    }
    audit.record(by=by, action="import_sheet", subject=sheet, scope_id=sheet.scope_id, changes=told)
    return sheet


def _do(by: Account, scope: Scope, kind: SheetKind, plan: Plan) -> None:
    later: list[tuple[PlannedRow, Any, str]] = []
    made: dict[str, Any] = {}
    for row in plan.rows:
        if row.state is RowState.SAME:
            continue
        parent = row.values.get("parent")
        above = row.values.pop("parent") if isinstance(parent, str) else ""
        record = _row(row, WRITE[kind], by, scope)
        made[header_key(row.name)] = record
        if above:
            later.append((row, record, above))
    for row, record, above in later:
        _row(row, _under, by, scope, record, made[header_key(above)])


def _row(row: PlannedRow, write: Callable[..., Any], *given: Any) -> Any:
    try:
        return write(row, *given)
    except Impossible as problem:
        raise Impossible(AT_ROW.format(row=row.number, reason=problem.reason)) from problem


def _under(_row: PlannedRow, by: Account, _scope: Scope, organisation: Any, parent: Any) -> Any:
    return edit_organisation(by=by, organisation=organisation, parent=parent)


def _enterprise(row: PlannedRow, by: Account, scope: Scope) -> Any:
    own = {name: value for name, value in row.values.items() if name not in legal.LEGAL}
    if row.record is None:
        group = register_enterprise(by=by, within=scope, **own)
    else:
        group = edit_enterprise(by=by, enterprise=row.record, **own) if own else row.record
    _write_legal(by, group, {name: row.values[name] for name in legal.LEGAL if name in row.values})
    return group


def _write_legal(by: Account, group: Enterprise, values: dict[str, Any]) -> None:
    """Write what new values of the legal columns ask for as dated entries; a wrong one stays readable."""
    if not values:
        return
    rows = {row.pk: row for row in LegalStatus.objects.standing().filter(enterprise=group)}
    now = legal.of_entries(row.as_entry() for row in rows.values())
    for step in legal.steps_of(now, values, timezone.localdate()):
        entry = step.entry
        said: dict[str, Any] = {
            "state": entry.state,
            "since_on": entry.since_on,
            "for_year": entry.for_year,
            "number": entry.number,
        }
        if step.wrong:
            wrong = rows[step.wrong]
            correct_legal_status(by=by, entry=wrong, reason=str(BY_TABLE), note=wrong.note, **said)
        else:
            record_legal_status(by=by, enterprise=group, **said)


def _organisation(row: PlannedRow, by: Account, scope: Scope) -> Any:
    if row.record is None:
        return register_organisation(by=by, within=scope, **row.values)
    return edit_organisation(by=by, organisation=row.record, **row.values)


def _member(row: PlannedRow, by: Account, _scope: Scope) -> Membership:
    values = dict(row.values)
    left_on = values.pop("left_on", None)
    if row.record is None:
        known = {"person": row.person} if row.person else {"name_th": row.name}
        new = {name: value for name, value in values.items() if name != "name_th"}
        membership = add_member(by=by, enterprise=row.group, **known, **new)
    else:
        membership = row.record
        _correct(by, membership, values)
    days = {name: values.get(name, getattr(membership, name)) for name in ("post", "joined_on")}
    return change_membership(by=by, membership=membership, left_on=left_on or membership.left_on, **days)


def _correct(by: Account, membership: Membership, values: dict[str, Any]) -> None:
    if values.keys() & {"nickname", "phone"}:
        person = membership.person
        kept = {name: values.get(name, getattr(person, name)) for name in ("nickname", "phone")}
        correct_member(by=by, membership=membership, name_th=person.name_th, **kept)


def _product(row: PlannedRow, by: Account, _scope: Scope) -> Any:
    values = dict(row.values)
    retired_on = values.pop("retired_on", None)
    if row.record is None:
        product = register_product(by=by, enterprise=row.group, **values)
    else:
        product = row.record
        values.setdefault("variants", [_as_it_is(each) for each in product.variants.all()])
        product = edit_product(by=by, product=product, **values)
    return retire_product(by=by, product=product, retired_on=retired_on) if retired_on else product


def _as_it_is(row: Any) -> Variant:
    return Variant(row.name_th, row.unit, row.name_en, row.price, row.pk)


WRITE: Final[dict[SheetKind, Callable[..., Any]]] = {
    SheetKind.ENTERPRISES: _enterprise,
    SheetKind.MEMBERS: _member,
    SheetKind.PRODUCTS: _product,
    SheetKind.ORGANISATIONS: _organisation,
}
