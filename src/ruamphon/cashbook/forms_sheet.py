"""A table handed in for the book, as a file or as a paste, cleaned to columns and rows."""

from hashlib import sha256
from typing import Any

from django import forms

from ruamphon.cashbook.sheets.columns import known_headings, missing
from ruamphon.core.labels import both
from ruamphon.core.sheets import find_header, read_file, read_pasted
from ruamphon.core.text import Text
from ruamphon.core.uploads import UploadProblem
from ruamphon.core.uploads.check import OFFICE_MAX_BYTES
from ruamphon.registry.forms.fields import ActionForm, WordsField
from ruamphon.registry.forms.sheet import BOTH, MOST_PASTED, MOST_ROWS, NEITHER, TOO_MANY, SheetInput

NOT_FOUND = Text(
    "หาคอลัมน์นี้ไม่พบ: {names} แถวหัวตารางต้องมีวันที่ และรับหรือจ่าย ดูตัวอย่างได้จากแบบฟอร์ม",
    "No such column was found: {names}. The headings need a date, and money in or out; see the template.",
)


class CashSheetForm(ActionForm):
    """A cash book kept elsewhere: an Excel or CSV file, or cells pasted from one."""

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

    def _read(self, file, pasted: str) -> None:
        field = "pasted" if file is None else "file"
        content = pasted.encode(errors="replace") if file is None else file.read(OFFICE_MAX_BYTES + 1)
        try:
            rows = read_pasted(pasted) if file is None else read_file(content, name=file.name)
        except UploadProblem as problem:
            self.add_error(field, str(problem.reason))
            return
        header = find_header(rows, known_headings())
        below = [
            (number, row) for number, row in enumerate(rows[header.row + 1 :], header.row + 2) if any(row)
        ]
        columns = list(header.fields)
        if lacking := missing(columns):
            self.add_error(field, str(NOT_FOUND.format(names=", ".join(str(name) for name in lacking))))
        elif len(below) > MOST_ROWS:
            self.add_error(field, str(TOO_MANY.format(rows=f"{len(below):,}", most=f"{MOST_ROWS:,}")))
        self.cleaned_data = {
            "file_name": file.name if file is not None else "",
            "sha256": sha256(content).hexdigest(),
            "columns": columns,
            "rows": below,
        }


class BringInForm(ActionForm):
    """The digest of the plan that was looked at, and whether rows like an entry there already are new all the same."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)
    with_alike = forms.BooleanField(required=False)
