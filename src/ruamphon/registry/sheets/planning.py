"""A sheet read against what is there: what is new, what changes, what stays, and every fault with row and column."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.db.models import QuerySet, prefetch_related_objects

from ruamphon.core.date_fields import ThaiDateFormField
from ruamphon.core.sheets import is_formula, plain, unescaped
from ruamphon.core.text import Text
from ruamphon.core.thai_text import THAI_DIGITS, search_key, sort_key
from ruamphon.people.access import reaches
from ruamphon.people.enums import Permission, ScopeKind
from ruamphon.people.models import Account, Scope
from ruamphon.registry import rules
from ruamphon.registry.changes import ENDS_FIRST
from ruamphon.registry.domain import SHORTEST_ALIKE, bare_key
from ruamphon.registry.domain.legal_status import number_key
from ruamphon.registry.enums import SheetKind
from ruamphon.registry.forms.enterprise import ONE_NUMBER
from ruamphon.registry.models import Enterprise, LegalStatus, Membership, Organisation, Product
from ruamphon.registry.queries_legal import SAME_NUMBER, SAME_NUMBER_HIDDEN
from ruamphon.registry.sheet_models import SheetImport
from ruamphon.registry.sheets import cleaning, legal, writing
from ruamphon.registry.sheets.columns import COLUMNS, Column, column_of
from ruamphon.registry.sheets.plan import Change, Finding, Plan, PlannedRow, RowState

LOOKED_UP: Final = 500
"""Names and codes asked for in one query."""
MOST_WRITTEN: Final = 1_000
"""New and changed rows of one import: its writing is one transaction, and SQLite lets others wait for 20 s at most."""
MOST_COMPARED: Final = 5_000
"""Groups of a programme that new names are compared with; beyond, the finder of duplicates is the place."""

TOO_MUCH: Final = Text(
    "มีแถวใหม่และแถวที่แก้รวม {rows} แถว บันทึกได้ครั้งละไม่เกิน {most} แถว แบ่งเป็นหลายไฟล์ แล้วนำเข้าทีละไฟล์ (แถวที่เหมือนเดิมไม่นับ)",
    "{rows} rows are new or changed; up to {most} can be written at a time. Split the file and bring in one by one. "
    "Rows that stay the same do not count.",
)
MISSING: Final = Text(
    "ขาดคอลัมน์ที่ต้องมี: {names} เพิ่มคอลัมน์นี้ในไฟล์ หรือกด “จับคู่คอลัมน์” แล้วบอกว่าคอลัมน์ไหนคือคอลัมน์นี้",
    "A needed column is missing: {names}. Add it to the file, or press “Match columns” and say which one it is.",
)
NOTHING: Final = Text("ไม่มีแถวข้อมูลใต้หัวตาราง", "There are no rows below the headings.")
FORMULA: Final = Text(
    "ช่องนี้เป็นสูตร จึงไม่รับ พิมพ์ค่าจริงแทน หรือใน Excel ใช้ “วางเฉพาะค่า”",
    "This cell is a formula, which is not taken. Type the value, or use “paste values” in Excel.",
)
NEEDED: Final = Text("ช่องนี้ว่าง แต่ต้องมีสำหรับรายการใหม่", "This is empty, and a new record needs it.")
TWICE: Final = Text(
    "ซ้ำกับแถว {row} ในตารางเดียวกัน ลบออกแถวหนึ่ง", "The same as row {row} of this table. Remove one of them."
)
NO_CODE: Final = Text(
    "ไม่พบกลุ่มรหัส {code} ในกลุ่มที่คุณแก้ไขได้ ตรวจรหัส หรือเว้นว่างไว้ถ้าเป็นกลุ่มใหม่",
    "No group with code {code} among those you may edit. Check it, or leave it empty for a new group.",
)
NO_GROUP: Final = Text(
    "ไม่พบกลุ่ม “{typed}” ในกลุ่มที่คุณแก้ไขได้ ใส่รหัสกลุ่ม เช่น CE-00001 หรือชื่อเต็มให้ตรงกับในระบบ",
    "No group “{typed}” among those you may edit. Give its code, such as CE-00001, or its full name as it stands here.",
)
WHICH_GROUP: Final = Text(
    "บอกด้วยว่าเป็นของกลุ่มไหน ใส่รหัสกลุ่ม เช่น CE-00001", "Say which group: give its code, such as CE-00001."
)
SEVERAL_GROUPS: Final = Text(
    "มีหลายกลุ่มชื่อนี้ ({codes}) ใส่รหัสกลุ่มในแถวนี้ด้วย",
    "Several groups have this name ({codes}). Give the code in this row.",
)
SEVERAL: Final = Text(
    "มีหลายรายการชื่อนี้อยู่แล้ว จึงไม่รู้ว่าหมายถึงรายการไหน แก้ที่หน้าของรายการนั้นแทน",
    "Several records have this name, so it is not clear which is meant. Edit it on its own page.",
)
OTHER_NICKNAME: Final = Text(
    "กลุ่มมี {name} อยู่แล้ว แต่ชื่อเล่นต่างกัน แถวนี้จะเพิ่มเป็นอีกคน",
    "The group has a {name} with another nickname. This row adds a second person.",
)
LOOKS_LIKE: Final = Text(
    "ชื่อคล้ายกลุ่มที่มีอยู่แล้ว: {name} ({code}) ถ้าเป็นกลุ่มเดียวกัน ใส่รหัสนี้ในแถว",
    "Much like a group that is here already: {name} ({code}). If it is the same, put this code in the row.",
)
TWO_ERAS: Final = Text(
    "คอลัมน์นี้มีทั้งปี พ.ศ. และ ค.ศ. ปนกัน ระบบอ่านแยกทีละช่องแล้ว ตรวจวันที่ในรายการข้างล่างอีกครั้ง",
    "This column mixes Buddhist and Common Era years. Each cell was read by itself; check the days below.",
)
EXAMPLE: Final = Text(
    "เป็นแถวตัวอย่างของแบบฟอร์ม ข้ามให้แล้ว", "This is the template's example row; it was passed over."
)
NO_PARENT: Final = Text(
    "ไม่พบองค์กร “{typed}” ทั้งในระบบและในตารางนี้ ใส่ชื่อเต็มให้ตรง หรือเว้นว่างไว้",
    "No organisation “{typed}”, neither here nor in this table. Give its exact full name, or leave it empty.",
)
NUMBER_TWICE: Final = Text(
    "เลขทะเบียน {number} ซ้ำกับแถว {row} ในตารางเดียวกัน แต่ละกลุ่มมีเลขของตัวเอง ตรวจกับใบทะเบียน",
    "The number {number} stands in row {row} of this table too. Each group has its own; check the certificates.",
)
OWN_PARENT: Final = Text("องค์กรเป็นส่วนหนึ่งของตัวเองไม่ได้", "An organisation cannot be part of itself.")

Key = tuple[str, str]
Cells = dict[str, str]


def name_key(name: str) -> Key:
    """What makes two names one name: case, gaps and invisible signs do not count, every letter and tone mark does."""
    return sort_key(name), search_key(name)


def plan_of(sheet: SheetImport, account: Account, *, today: date) -> Plan:
    """What this sheet would do now if `account` brought it in. Changes nothing."""
    return PLANNERS[SheetKind(sheet.kind)](sheet, account, today).plan()


class _Fault(Exception):  # noqa: N818 — a row that cannot be read on, with the cell that is to blame
    def __init__(self, column: str, said: Text) -> None:
        super().__init__(said)
        self.column, self.said = column, said


class _Planner:
    kind: SheetKind
    identifies: tuple[str, ...] = ("name_th",)
    """Columns that say which record is meant; they are not changed by a row that found it by them."""

    def __init__(self, sheet: SheetImport, account: Account, today: date) -> None:
        self.account, self.today, self.scope = account, today, sheet.scope
        self.where = {column: place for place, column in enumerate(sheet.columns) if column}
        self.headings = {column: sheet.headers[place] for column, place in self.where.items()}
        self.columns = [column for column in COLUMNS[self.kind] if column.name in self.where]
        self.lines: list[tuple[int, Cells]] = [(number, self._cells(row)) for number, row in sheet.rows]
        self.result = Plan()
        self.eras: dict[str, set[str]] = defaultdict(set)
        self.seen: dict[Any, int] = {}
        """What earlier rows meant: the number of a record, or the key of a new one → the row."""
        self.cleaned: dict[tuple[str, str], Any] = {}
        self.refused: set[tuple[int, str]] = set()

    def _cells(self, row: Sequence[str]) -> Cells:
        return {column: row[place] for column, place in self.where.items()}

    def plan(self) -> Plan:
        missing = [
            column for column in COLUMNS[self.kind] if column.is_required and column.name not in self.where
        ]
        if missing:
            names = Text(
                *(", ".join(each) for each in zip(*((c.label.th, c.label.en) for c in missing), strict=True))
            )
            self.fault(0, "", MISSING.format(names=names))
            return self.result
        if not self.lines:
            self.fault(0, "", NOTHING)
            return self.result
        good = [(number, cells) for number, cells in self.lines if self._is_plain(number, cells)]
        self.load([cells for _, cells in good])
        for number, cells in good:
            self._plan_row(number, cells)
        self.finish()
        written = len(self.result.rows) - self.result.count(RowState.SAME)
        if written > MOST_WRITTEN:
            self.fault(0, "", TOO_MUCH.format(rows=f"{written:,}", most=f"{MOST_WRITTEN:,}"))
        self.result.faults.sort(key=lambda each: each.row)
        self.result.warnings.sort(key=lambda each: each.row)
        return self.result

    def _is_plain(self, number: int, cells: Cells) -> bool:
        """Whether a row is data without formulas; its cells lose what an export put before a sign."""
        formulas = [
            column
            for column, cell in cells.items()
            if is_formula(cell) and not column_of(self.kind, column).is_told_only
        ]
        for column in formulas:
            self.fault(number, column, FORMULA)
        for column, cell in cells.items():
            cells[column] = unescaped(cell)
        if (
            not formulas
            and cells.get("name_th")
            and cells["name_th"] == column_of(self.kind, "name_th").example.th
        ):
            self.warn(number, "name_th", EXAMPLE)
            return False
        return not formulas and any(
            cell for column, cell in cells.items() if not column_of(self.kind, column).is_told_only
        )

    def _plan_row(self, number: int, cells: Cells) -> None:
        before = len(self.result.faults)
        try:
            row = self.find(number, cells)
            if row.record is not None:
                self.once(row.record.pk, number)
        except _Fault as fault:
            self.fault(number, fault.column, fault.said)
            return
        for column in self.columns:
            if not column.is_told_only and column.name not in self.skipped(row):
                self._take(row, column, cells[column.name])
        self.check(row)
        if len(self.result.faults) == before:
            row.state = (
                RowState.NEW if row.record is None else RowState.CHANGED if row.values else RowState.SAME
            )
            self.result.rows.append(row)

    def _take(self, row: PlannedRow, column: Column, typed: str) -> None:
        if not typed:
            if row.record is None and column.is_required:
                self.fault(row.number, column.name, NEEDED)
            return
        if row.record is not None and self.is_written(row.record, column.name, typed):
            return
        try:
            value = self.clean(row, column.name, typed)
        except _Fault as fault:
            self.fault(row.number, fault.column, fault.said)
            return
        except ValidationError as problem:
            for sentence in problem.messages:
                self.fault(row.number, column.name, Text(sentence, sentence))
            return
        if row.record is None or not self.holds(row.record, column.name, value):
            row.values[column.name] = value
            row.changes.append(self._change(row, column, value))

    def clean(self, row: PlannedRow, column: str, typed: str) -> Any:
        """The value of a cell; the same text is cleaned once."""
        if (column, typed) not in self.cleaned:
            self.cleaned[column, typed] = cleaning.clean(self.kind, column, typed)
        found = self.cleaned[column, typed]
        if found.warning:
            self.warn(row.number, column, found.warning)
        if isinstance(cleaning.FIELDS[self.kind].get(column), ThaiDateFormField):
            self._note_era(row.number, column, typed)
        return found.value

    def _note_era(self, number: int, column: str, typed: str) -> None:
        eras = self.eras[column]
        was_one = len(eras) < len(("be", "ce"))
        eras |= {cleaning.era_of(typed)} - {""}
        if was_one and len(eras) > 1:
            self.warn(number, column, TWO_ERAS)

    def _change(self, row: PlannedRow, column: Column, value: Any) -> Change:
        is_told = row.record is not None and not column.is_personal
        before = str(writing.written(self.kind, row.record, column.name)) if is_told else ""
        return Change(column.label, before, self.shown(column.name, value))

    def shown(self, column: str, value: Any) -> str:
        """A new value in words."""
        if (self.kind, column) in cleaning.CHOICES:
            return str(cleaning.CHOICES[self.kind, column](value).label)
        if column == "variants":
            return writing.BETWEEN_SIZES.join(variant.name_th for variant in value)
        return str(writing.say(getattr(value, "typed", value)))

    def is_written(self, record: Any, column: str, typed: str) -> bool:
        """Whether a cell holds, in either language, exactly what an export would write for the record."""
        now = writing.written(self.kind, record, column)
        return plain(typed) in {plain(now.th), plain(now.en)}

    def holds(self, record: Any, column: str, value: Any) -> bool:
        """Whether the record has this value already."""
        now = getattr(record, column)
        return bool(
            plain(now) == plain(value) if isinstance(now, str) and isinstance(value, str) else now == value
        )

    def fault(self, number: int, column: str, said: Text) -> None:
        self.refused.add((number, column))
        self.result.faults.append(Finding(number, self.headings.get(column, ""), str(said)))

    def warn(self, number: int, column: str, said: Text) -> None:
        self.result.warnings.append(Finding(number, self.headings.get(column, ""), str(said)))

    def once(self, key: Any, number: int, column: str = "name_th") -> None:
        """Refuse a row that means the same as an earlier one."""
        if key in self.seen:
            raise _Fault(column, TWICE.format(row=self.seen[key]))
        self.seen[key] = number

    def is_exact(self, record: Any, cells: Cells, *, with_blanks: bool) -> bool:
        """Whether every cell is what an export would write; blank cells count as such only when asked to."""
        return all(
            self.is_written(record, column.name, cells[column.name])
            for column in self.columns
            if cells[column.name] or with_blanks
        )

    def among(self, records: Iterable[Any], cells: Cells) -> Any:
        """The untaken record that a row repeats word for word, if there is one."""
        free = [record for record in records if record.pk not in self.seen]
        for with_blanks in (True, False):
            for record in free:
                if self.is_exact(record, cells, with_blanks=with_blanks):
                    return record
        return None

    def check_order(self, row: PlannedRow, first: str, last: str) -> None:
        """Refuse a row whose second day comes before its first, as they would be together."""
        begins, ends = (row.values.get(name, getattr(row.record, name, None)) for name in (first, last))
        if begins and ends and ends < begins:
            self.fault(row.number, last if last in self.where else first, ENDS_FIRST)

    # What each kind answers for itself:

    def load(self, lines: Sequence[Cells]) -> None:
        raise NotImplementedError

    def find(self, number: int, cells: Cells) -> PlannedRow:
        raise NotImplementedError

    def skipped(self, row: PlannedRow) -> tuple[str, ...]:
        return self.identifies if row.record is not None else ()

    def check(self, row: PlannedRow) -> None:
        """Look at a row as a whole."""

    def finish(self) -> None:
        """Look at all rows together."""


def _typed_code(cells: Cells, column: str) -> str:
    return "".join(cells.get(column, "").translate(THAI_DIGITS).upper().split())


def _in_scope(rows: QuerySet[Any], account: Account, permission: Permission, scope: Scope) -> QuerySet[Any]:
    """Records inside a scope, as far as the account holds the permission on each."""
    inside = Scope.objects.inside_or_at([scope.pk])
    return rows.filter(scope__in=inside).filter(reaches(account, permission, "scope"))


def _found(rows: QuerySet[Any], field: str, wanted: Iterable[Any]) -> list[Any]:
    values = sorted(set(wanted))
    parts = (values[start : start + LOOKED_UP] for start in range(0, len(values), LOOKED_UP))
    return [row for part in parts for row in rows.filter(**{f"{field}__in": part})]


class _Groups:
    """The groups that a sheet names, by code and by name, among those the account may edit inside a scope."""

    def __init__(self, account: Account, scope: Scope, codes: Iterable[str], names: Iterable[str]) -> None:
        self.rows = _in_scope(
            Enterprise.objects.all(), account, Permission.ENTERPRISE_EDIT, scope
        ).select_related("subdistrict")
        found = _found(self.rows, "code", filter(None, codes))
        found += _found(self.rows, "sort_text", [sort_key(name) for name in names if name])
        one_each = {group.pk: group for group in found}
        self.by_code = {group.code: group for group in one_each.values()}
        self.by_name: dict[Key, list[Enterprise]] = defaultdict(list)
        for group in one_each.values():
            self.by_name[name_key(group.name_th)].append(group)

    def named(self, name: str, column: str) -> Enterprise | None:
        found = self.by_name.get(name_key(name), [])
        if len(found) > 1:
            raise _Fault(column, SEVERAL_GROUPS.format(codes=", ".join(group.code for group in found)))
        return found[0] if found else None


class _Enterprises(_Planner):
    kind = SheetKind.ENTERPRISES

    def load(self, lines: Sequence[Cells]) -> None:
        codes = [_typed_code(cells, "code") for cells in lines]
        self.groups = _Groups(self.account, self.scope, codes, [cells["name_th"] for cells in lines])
        prefetch_related_objects(list(self.groups.by_code.values()), "legal_statuses")
        self.numbers: list[tuple[PlannedRow, str]] = []
        named = self.groups.rows.order_by().values_list("name_th", "code")[:MOST_COMPARED]
        self.alike = {bare_key(name): (name, code) for name, code in named}

    def find(self, number: int, cells: Cells) -> PlannedRow:
        code, name = _typed_code(cells, "code"), cells["name_th"]
        if code and code not in self.groups.by_code:
            raise _Fault("code", NO_CODE.format(code=code))
        if not code and not name:
            raise _Fault("name_th", NEEDED)
        group = self.groups.by_code[code] if code else self.groups.named(name, "name_th")
        if group is None:
            self.once(name_key(name), number)
            self._compare(number, name)
        self.by_code = bool(code)
        return PlannedRow(number, name or str(group), RowState.NEW, record=group)

    def _compare(self, number: int, name: str) -> None:
        key = bare_key(name)
        if len(key) >= SHORTEST_ALIKE and key in self.alike:
            other, code = self.alike[key]
            self.warn(number, "name_th", LOOKS_LIKE.format(name=other, code=code))

    def skipped(self, row: PlannedRow) -> tuple[str, ...]:
        return ("code",) if row.record is None or self.by_code else ("code", "name_th")

    def check(self, row: PlannedRow) -> None:
        pin = [row.values.get(name, getattr(row.record, name, None)) for name in ("latitude", "longitude")]
        is_refused = {(row.number, name) for name in ("latitude", "longitude")} & self.refused
        if pin.count(None) == 1 and not is_refused:
            missing = ("latitude", "longitude")[pin.index(None)]
            self.fault(row.number, missing, Text(str(ONE_NUMBER), str(ONE_NUMBER)))
        self._check_legal(row)

    def _check_legal(self, row: PlannedRow) -> None:
        values = {name: row.values[name] for name in legal.LEGAL if name in row.values}
        if not values:
            return
        if legal.NUMBER in values:
            self.numbers.append((row, values[legal.NUMBER]))
        if {(row.number, name) for name in legal.LEGAL} & self.refused:
            return
        try:
            legal.steps_of(legal.legal_of(row.record), values, self.today)
        except legal.LegalFault as fault:
            here = (fault.column, *values)
            self.fault(row.number, next(name for name in here if name in self.where), fault.said)

    def finish(self) -> None:
        """No two groups get one registration number, here or among those that the register knows already."""
        given: dict[str, int] = {}
        moved = {row.record.pk for row, _ in self.numbers if row.record is not None}
        there = self._holders(number for _, number in self.numbers)
        names = self._names(set().union(*there.values()))
        for row, number in self.numbers:
            key = number_key(number)
            if key in given:
                self.fault(row.number, legal.NUMBER, NUMBER_TWICE.format(number=number, row=given[key]))
            elif holders := there.get(key, set()) - moved:
                self.fault(row.number, legal.NUMBER, self._same_number(number, holders, names))
            given.setdefault(key, row.number)
        wrong = {number for number, _ in self.refused}
        self.result.rows = [row for row in self.result.rows if row.number not in wrong]

    def _holders(self, numbers: Iterable[str]) -> dict[str, set[int]]:
        """Number key → the groups of the whole register that bear it."""
        found: dict[str, set[int]] = defaultdict(set)
        for entry in _found(LegalStatus.objects.standing(), "number_key", map(number_key, numbers)):
            found[entry.number_key].add(entry.enterprise_id)
        return found

    def _names(self, groups: set[int]) -> dict[int, str]:
        """What the account may know these groups by."""
        rows = Enterprise.objects.visible_to(self.account).order_by("sort_text", "pk")
        return {row.pk: f"{row.name_th} ({row.code})" for row in _found(rows, "pk", groups)}

    def _same_number(self, number: str, holders: set[int], names: dict[int, str]) -> Text:
        known = ", ".join(names[pk] for pk in sorted(holders) if pk in names)
        return (SAME_NUMBER if known else SAME_NUMBER_HIDDEN).format(number=number, names=known)

    def holds(self, record: Any, column: str, value: Any) -> bool:
        if column in legal.LEGAL:
            return legal.legal_of(record).has(column, value)
        return super().holds(record, column, value)

    def shown(self, column: str, value: Any) -> str:
        return str(legal.year_cell(value)) if column == legal.YEAR else super().shown(column, value)


class _Parts(_Planner):
    """Members and products: what hangs on a group."""

    identifies = ("group_code", "group_name", "name_th")

    def load(self, lines: Sequence[Cells]) -> None:
        codes = [_typed_code(cells, "group_code") for cells in lines]
        self.groups = _Groups(
            self.account, self.scope, codes, [cells.get("group_name", "") for cells in lines]
        )
        is_one = self.scope.kind == ScopeKind.ENTERPRISE
        self.only = self.groups.rows.filter(scope=self.scope).first() if is_one else None
        wanted = [group.pk for group in self.groups.by_code.values()] + ([self.only.pk] if self.only else [])
        self.there: dict[tuple[int, Key], list[Any]] = defaultdict(list)
        for start in range(0, len(wanted), LOOKED_UP):
            for record in self.records(wanted[start : start + LOOKED_UP]):
                self.there[record.enterprise_id, name_key(self.name_of(record))].append(record)

    def records(self, groups: list[int]) -> Iterable[Any]:
        raise NotImplementedError

    def name_of(self, record: Any) -> str:
        return str(record.name_th)

    def skipped(self, row: PlannedRow) -> tuple[str, ...]:
        return self.identifies if row.record is not None else ("group_code", "group_name")

    def group_of(self, cells: Cells) -> Enterprise:
        code, name = _typed_code(cells, "group_code"), cells.get("group_name", "")
        if code:
            group = self.groups.by_code.get(code)
        elif name:
            group = self.groups.named(name, "group_name")
        elif self.only is not None:
            return self.only
        else:
            raise _Fault("group_code", WHICH_GROUP)
        if group is None:
            raise _Fault("group_code" if code else "group_name", NO_GROUP.format(typed=(code or name)[:60]))
        return group

    def start(self, cells: Cells) -> tuple[Enterprise, list[Any]]:
        """The row's group and the records there of the row's name."""
        group = self.group_of(cells)
        if not search_key(cells["name_th"]):
            raise _Fault("name_th", NEEDED)
        return group, self.there[group.pk, name_key(cells["name_th"])]


class _Members(_Parts):
    kind = SheetKind.MEMBERS

    def records(self, groups: list[int]) -> Iterable[Any]:
        rows = Membership.objects.filter(enterprise__in=groups).select_related("person", "enterprise")
        return rows.order_by("pk")

    def name_of(self, record: Any) -> str:
        return str(record.person.name_th)

    def find(self, number: int, cells: Cells) -> PlannedRow:
        group, there = self.start(cells)
        nickname = search_key(cells.get("nickname", ""))
        row = PlannedRow(number, cells["name_th"], RowState.NEW, group=group)
        row.record = self.among(there, cells) or self._meant(row, cells, there)
        if row.record is None:
            self.once((group.pk, name_key(row.name), nickname, row.person and cells.get("joined_on")), number)
        return row

    def _meant(self, row: PlannedRow, cells: Cells, there: list[Any]) -> Any:
        """The membership a row changes; None for someone new or someone who comes back."""
        nickname = search_key(cells.get("nickname", ""))
        alike = [one for one in there if not nickname or search_key(one.person.nickname) in {nickname, ""}]
        free = [one for one in alike if one.pk not in self.seen]
        if there and not alike:
            self.warn(row.number, "nickname", OTHER_NICKNAME.format(name=self.name_of(there[0])))
        joined = cells.get("joined_on", "")
        said = [one for one in free if joined and self.is_written(one, "joined_on", joined)]
        running = [one for one in free if one.left_on is None]
        meant = next((some for some in (said, running, free) if some), [])
        if len(meant) > 1:
            raise _Fault("name_th", SEVERAL)
        if not said and not running and alike:
            row.person = self._returning(alike, joined)
        if row.person is not None or not meant:
            if alike and row.person is None:
                raise _Fault("name_th", _twice(self.seen, alike))
            return None
        return meant[0]

    def _returning(self, left: list[Any], joined: str) -> Any:
        """The person of ended memberships who joins again on a later day."""
        last = max(left, key=lambda one: one.left_on or date.max)
        try:
            again = cleaning.clean(self.kind, "joined_on", joined).value if joined else None
        except ValidationError:
            return None  # the day is refused where its cell is read
        return last.person if last.left_on and again and again >= last.left_on else None

    def holds(self, record: Any, column: str, value: Any) -> bool:
        owner = record.person if column in {"nickname", "phone"} else record
        return bool(getattr(owner, column) == value)

    def check(self, row: PlannedRow) -> None:
        record = row.record
        self.check_order(row, "joined_on", "left_on")
        changes_person = record is not None and {"nickname", "phone"} & row.values.keys()
        if changes_person and not rules.can_correct_person(self.account, record):
            column = "phone" if "phone" in row.values else "nickname"
            self.fault(row.number, column, rules.KEEPS_OWN_NAME)


def _twice(seen: dict[Any, int], records: list[Any]) -> Text:
    rows = [seen[record.pk] for record in records if record.pk in seen]
    return TWICE.format(row=rows[-1]) if rows else SEVERAL


class _Products(_Parts):
    kind = SheetKind.PRODUCTS

    def records(self, groups: list[int]) -> Iterable[Any]:
        rows = Product.objects.filter(enterprise__in=groups).select_related("enterprise")
        return rows.prefetch_related("variants").order_by("pk")

    def find(self, number: int, cells: Cells) -> PlannedRow:
        group, there = self.start(cells)
        record = self.among(there, cells)
        if record is None:
            self.once((group.pk, name_key(cells["name_th"])), number)
            free = [one for one in there if one.pk not in self.seen] or there
            record = _only([one for one in free if one.retired_on is None] or free)
        return PlannedRow(number, cells["name_th"], RowState.NEW, record=record, group=group)

    def clean(self, row: PlannedRow, column: str, typed: str) -> Any:
        value = super().clean(row, column, typed)
        return _kept_sizes(value, row.record) if column == "variants" else value

    def holds(self, record: Any, column: str, value: Any) -> bool:
        if column != "variants":
            return super().holds(record, column, value)
        now = [(row.pk, row.name_th, row.unit, row.price, row.name_en) for row in record.variants.all()]
        return now == [(one.pk, one.name_th, one.unit, one.price, one.name_en) for one in value]

    def check(self, row: PlannedRow) -> None:
        if row.record is None:
            row.values.setdefault("registered_on", self.today)
        self.check_order(row, "registered_on", "retired_on")


def _only(records: list[Any]) -> Any:
    if len(records) > 1:
        raise _Fault("name_th", SEVERAL)
    return records[0] if records else None


def _kept_sizes(sizes: list[Any], product: Any) -> list[Any]:
    """Sizes of a cell, each with the number of the variant it is, so that it is changed and not made anew."""
    rows = list(product.variants.all()) if product is not None else []
    kept = []
    for size in sizes:
        row = next((row for row in rows if cleaning.same_size(size, row)), None)
        if row is not None:
            rows.remove(row)
        kept.append(
            size if row is None else type(size)(size.name_th, size.unit, size.name_en, size.price, row.pk)
        )
    return kept


class _Organisations(_Planner):
    kind = SheetKind.ORGANISATIONS

    def load(self, lines: Sequence[Cells]) -> None:
        names = [cells["name_th"] for cells in lines]
        own = _in_scope(Organisation.objects.all(), self.account, Permission.ORGANISATION_EDIT, self.scope)
        keys = [sort_key(name) for name in names if name]
        self.there = _by_name(_found(own.select_related("parent"), "sort_text", keys))
        above = [sort_key(cells["parent"]) for cells in lines if cells.get("parent")]
        self.parents = _by_name(_found(Organisation.objects.visible_to(self.account), "sort_text", above))
        self.in_sheet = {name_key(name) for name in names if name}

    def find(self, number: int, cells: Cells) -> PlannedRow:
        name = cells["name_th"]
        if not search_key(name):
            raise _Fault("name_th", NEEDED)
        there = self.there.get(name_key(name), [])
        record = self.among(there, cells)
        if record is None:
            self.once(name_key(name), number)
            record = _only([one for one in there if one.pk not in self.seen] or there)
        return PlannedRow(number, name, RowState.NEW, record=record)

    def clean(self, row: PlannedRow, column: str, typed: str) -> Any:
        """As for every kind; a parent is an organisation, or the name of one that this very table adds."""
        if column != "parent":
            return super().clean(row, column, typed)
        key = name_key(typed)
        if key == name_key(row.name):
            raise _Fault("parent", OWN_PARENT)
        found = self.parents.get(key, [])
        if len(found) > 1:
            raise _Fault("parent", SEVERAL)
        if not found and key not in self.in_sheet:
            raise _Fault("parent", NO_PARENT.format(typed=typed[:60]))
        return found[0] if found else typed


def _by_name(rows: Iterable[Any]) -> dict[Key, list[Any]]:
    named: dict[Key, list[Any]] = defaultdict(list)
    for row in rows:
        named[name_key(row.name_th)].append(row)
    return named


PLANNERS: Final[dict[SheetKind, Callable[[SheetImport, Account, date], _Planner]]] = {
    SheetKind.ENTERPRISES: _Enterprises,
    SheetKind.MEMBERS: _Members,
    SheetKind.PRODUCTS: _Products,
    SheetKind.ORGANISATIONS: _Organisations,
}
