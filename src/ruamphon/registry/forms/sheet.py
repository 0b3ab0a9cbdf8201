from collections.abc import Sequence
from hashlib import sha256
from typing import Any

from django import forms

from ruamphon.core.labels import both
from ruamphon.core.sheets import Header, find_header, read_file, read_pasted
from ruamphon.core.text import Text
from ruamphon.core.uploads import UploadProblem
from ruamphon.core.uploads.check import OFFICE_MAX_BYTES
from ruamphon.registry.enums import SheetKind
from ruamphon.registry.forms.fields import ActionForm, RecordField, WordsField
from ruamphon.registry.sheet_models import ColumnMemory
from ruamphon.registry.sheets.columns import COLUMNS, known_headings

MOST_ROWS = 10_000
"""Rows of one table, as many as an export gives. How many of them may be new or changed is `planning.planner.MOST_WRITTEN`."""
MOST_PASTED = 1_000_000
"""Letters of a paste; three bytes each fit what one request may carry."""

NEITHER = both(
    "เลือกไฟล์ Excel หรือ CSV หรือวางข้อมูลที่คัดลอกจาก Excel อย่างใดอย่างหนึ่ง",
    "Choose an Excel or CSV file, or paste cells copied from Excel.",
)
BOTH = both(
    "มีทั้งไฟล์และข้อมูลที่วาง ใช้ได้ทีละอย่าง ลบข้อมูลในช่องวางออก หรือไม่ต้องเลือกไฟล์",
    "There is both a file and pasted text. Use one of them: clear the box, or choose no file.",
)
TOO_MANY = Text(
    "มี {rows} แถว นำเข้าได้ครั้งละไม่เกิน {most} แถว แบ่งเป็นหลายไฟล์ แล้วนำเข้าทีละไฟล์",
    "There are {rows} rows; up to {most} can be brought in at a time. Split the file and bring in one by one.",
)
NO_HEADER = both(
    "หาแถวหัวตารางไม่พบ แถวแรกต้องเป็นชื่อคอลัมน์ เช่น ชื่อกลุ่ม เบอร์โทร ดูตัวอย่างได้จากแบบฟอร์ม",
    "No row of headings was found. The first row names the columns, such as name and phone; see the template.",
)


class SheetInput(forms.FileInput):
    """A box to choose a table; no camera is offered."""

    template_name = "registry/sheet_input.html"


class TableForm(ActionForm):
    """A table as a file or as a paste, one of them, cleaned to its rows below the headings that `known` finds."""

    file = forms.FileField(
        label=both("ไฟล์ Excel (.xlsx) หรือ CSV", "Excel (.xlsx) or CSV file"),
        required=False,
        allow_empty_file=True,
        widget=SheetInput(attrs={"accept": ".xlsx,.csv,.txt,text/csv"}),
    )
    pasted = WordsField(
        label=both("หรือวางข้อมูลจาก Excel ที่นี่", "Or paste from Excel here"),
        help_text=both(
            "คัดลอกทั้งตารางรวมหัวคอลัมน์ แล้ววางในช่องนี้", "Copy the whole table with its headings and paste it here."
        ),
        required=False,
        strip=False,
        max_length=MOST_PASTED,
        widget=forms.Textarea(attrs={"rows": 5, "autocomplete": "off", "spellcheck": "false"}),
    )

    def clean(self) -> dict[str, Any]:
        super().clean()
        file, pasted = self.cleaned_data.get("file"), self.cleaned_data.get("pasted") or ""
        if self.errors:
            return self.cleaned_data
        if file is not None and pasted.strip():
            self.add_error("pasted", BOTH)
        elif file is None and not pasted.strip():
            self.add_error("file", NEITHER)
        else:
            self._read(file, pasted)
        return self.cleaned_data

    def known(self) -> dict[str, str]:
        """Heading, as `core.sheets.find_header` wants it → the column it means."""
        raise NotImplementedError

    def wrong_with(self, header: Header) -> str:
        """What keeps the headings from being read, as a sentence; "" when nothing does."""
        raise NotImplementedError

    def told_by(self, header: Header) -> dict[str, Any]:
        """What the headings add to the cleaned values."""
        raise NotImplementedError

    def _read(self, file, pasted: str) -> None:
        field = "pasted" if file is None else "file"
        content = pasted.encode(errors="replace") if file is None else file.read(OFFICE_MAX_BYTES + 1)
        try:
            rows = read_pasted(pasted) if file is None else read_file(content, name=file.name)
        except UploadProblem as problem:
            self.add_error(field, str(problem.reason))
            return
        header = find_header(rows, self.known())
        below = [
            (number, row) for number, row in enumerate(rows[header.row + 1 :], header.row + 2) if any(row)
        ]
        told = self.told_by(header)
        if wrong := self.wrong_with(header):
            self.add_error(field, wrong)
        elif len(below) > MOST_ROWS:
            self.add_error(field, str(TOO_MANY.format(rows=f"{len(below):,}", most=f"{MOST_ROWS:,}")))
        name = file.name if file is not None else ""
        self.cleaned_data = {"file_name": name, "sha256": sha256(content).hexdigest(), "rows": below, **told}


class SheetForm(TableForm):
    """A table, and for which programme or group; cleaned to headings, columns and rows."""

    within = RecordField(None, label=both("นำเข้าให้โครงการหรือกลุ่มไหน", "For which programme or group"))
    field_order = ("within", "file", "pasted")

    def __init__(self, *args, account, kind: SheetKind, scopes, **kwargs):
        super().__init__(*args, **kwargs)
        self.account, self.kind = account, kind
        self.offer("within", scopes)
        self.only_scope = scopes[0] if len(scopes) == 1 else None
        if self.only_scope:
            del self.fields["within"]

    @property
    def scope(self):
        """The scope that was chosen, or the only one there is."""
        return self.only_scope or self.cleaned_data.get("within")

    def known(self) -> dict[str, str]:
        """The headings we know, and those this person once told us about."""
        mine = ColumnMemory.objects.filter(person=self.account.person_id, kind=self.kind, scope=self.scope)
        return known_headings(self.kind) | dict(mine.values_list("header", "column"))

    def wrong_with(self, header: Header) -> str:
        """That there are no headings."""
        return "" if header.names else str(NO_HEADER)

    def told_by(self, header: Header) -> dict[str, Any]:
        """The headings as they stand, what each is taken for, and whose table it is."""
        return {"scope": self.scope, "headers": header.names, "columns": header.fields}


class ColumnsForm(ActionForm):
    """What each column of a table is taken for. No two columns may be the same thing."""

    def __init__(self, *args, kind: SheetKind, headers: Sequence[str], columns: Sequence[str], **kwargs):
        super().__init__(*args, **kwargs)
        choices = [("", both("— ไม่นำเข้า —", "— leave out —"))]
        choices += [
            (column.name, both(column.label.th, column.label.en))
            for column in COLUMNS[kind]
            if not column.is_told_only
        ]
        self.kind = kind
        for place, (header, column) in enumerate(zip(headers, columns, strict=True)):
            number = place + 1
            label = header or both(f"คอลัมน์ที่ {number} (ไม่มีชื่อ)", f"Column {number} (no heading)")
            self.fields[f"column_{place}"] = forms.ChoiceField(
                label=label,
                choices=choices,
                required=False,
                initial=column,
                error_messages={"invalid_choice": WRONG},
            )

    def clean(self) -> dict[str, Any]:
        super().clean()
        taken: dict[str, str] = {}
        for name, column in list(self.cleaned_data.items()):
            if column and column in taken.values():
                self.add_error(name, ONCE)
            taken[name] = column
        return self.cleaned_data

    @property
    def columns(self) -> list[str]:
        """The columns chosen, left to right."""
        return [self.cleaned_data[name] for name in self.fields]


WRONG = both("กรุณาเลือกหนึ่งข้อจากรายการ", "Choose one from the list.")
ONCE = both(
    "เลือกข้อนี้ให้คอลัมน์อื่นไปแล้ว แต่ละข้อใช้ได้คอลัมน์เดียว", "Another column has this already; each may be used once."
)


class RunForm(ActionForm):
    """The digest of the plan that was looked at."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)
