from typing import Any

from django import forms

from ruamphon.core.labels import both

EMPTY = both("ช่องนี้ยังว่างอยู่", "This is still empty.")


class RoomForm(forms.Form):
    """A form of this room; `result` is what its action made."""

    result: Any = None


def line(thai, english, *, most=200, required=True, **kwargs):
    """A few words on one line."""
    return forms.CharField(
        label=both(thai, english),
        max_length=most,
        required=required,
        error_messages={"required": EMPTY},
        **kwargs,
    )


def words(thai, english, *, most, required=False, rows=2, **kwargs):
    """A box for a few sentences."""
    return forms.CharField(
        label=both(thai, english),
        max_length=most,
        required=required,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"required": EMPTY},
        **kwargs,
    )


def code(help_text=""):
    """A short name in Latin letters that stays the same in every version."""
    return forms.SlugField(
        label=both("รหัส", "Code"),
        max_length=60,
        help_text=help_text
        or both(
            "อังกฤษตัวเล็ก ตัวเลข ขีดกลาง เช่น market-plan ใช้รหัสเดิมทุกฉบับ",
            "Small letters, digits, hyphens, such as market-plan. The same in every version.",
        ),
        error_messages={
            "required": EMPTY,
            "invalid": both(
                "ใช้ได้เฉพาะตัวอังกฤษ ตัวเลข และขีดกลาง", "Use Latin letters, digits and hyphens only."
            ),
        },
    )


class ReasonForm(RoomForm):
    reason = words("เหตุผล", "Reason", most=500, required=True, rows=3)
