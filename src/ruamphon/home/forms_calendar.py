from typing import Any

from django import forms

from ruamphon.core.labels import both


class CalendarLinkForm(forms.Form):
    """A name by which to tell one's links apart."""

    result: Any = None
    name = forms.CharField(
        label=both("ใช้ที่ไหน", "Where it is used"),
        max_length=60,
        required=False,
        help_text=both("เช่น โทรศัพท์ของฉัน", "For example my phone"),
    )
