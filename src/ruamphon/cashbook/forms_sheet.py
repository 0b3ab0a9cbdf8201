"""A table handed in for the book, as a file or as a paste, cleaned to columns and rows."""

from typing import Any

from django import forms

from ruamphon.cashbook.sheets.columns import known_headings, missing
from ruamphon.core.sheets import Header
from ruamphon.core.text import Text
from ruamphon.registry.forms.fields import ActionForm
from ruamphon.registry.forms.sheet import TableForm

NOT_FOUND = Text(
    "หาคอลัมน์นี้ไม่พบ: {names} แถวหัวตารางต้องมีวันที่ และรับหรือจ่าย ดูตัวอย่างได้จากแบบฟอร์ม",
    "No such column was found: {names}. The headings need a date, and money in or out; see the template.",
)


class CashSheetForm(TableForm):
    """A cash book kept elsewhere: an Excel or CSV file, or cells pasted from one."""

    def known(self) -> dict[str, str]:
        """The headings of a book, in both languages."""
        return known_headings()

    def wrong_with(self, header: Header) -> str:
        """Which column a book cannot do without is missing."""
        lacking = missing(list(header.fields))
        return str(NOT_FOUND.format(names=", ".join(str(name) for name in lacking))) if lacking else ""

    def told_by(self, header: Header) -> dict[str, Any]:
        """What each column is taken for."""
        return {"columns": list(header.fields)}


class BringInForm(ActionForm):
    """The digest of the plan that was looked at, and whether rows like an entry there already are new all the same."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)
    with_alike = forms.BooleanField(required=False)
