"""Typed words into the engine's exact amounts, for forms whose boxes stand in rows."""

import re
from collections.abc import Callable
from fractions import Fraction
from typing import Any

from django import forms

from ruamphon.core.labels import both
from ruamphon.core.refusals import Impossible
from ruamphon.core.text import Text
from ruamphon.core.thai_text import THAI_DIGITS
from ruamphon.costing.domain import UNITS, NotANumber, Range, Unit, read_range, read_unit
from ruamphon.programmes.forms.fields import KeptKeyInput

LONGEST = 120
DIGITS = 3


def text(
    thai: str,
    english: str,
    *,
    most: int = LONGEST,
    required: bool = False,
    hint: str = "",
    number: bool = False,
    said: str = "",
):
    """One line to type; numbers open the phone's number pad where no unit is typed."""
    attrs = {"inputmode": "decimal"} if number else {}
    return forms.CharField(
        label=both(thai, english),
        max_length=most,
        required=required,
        help_text=hint,
        widget=forms.TextInput(attrs={"autocomplete": "off", **attrs}),
        error_messages={"required": said or both("เขียนก่อนบันทึก", "Write something before saving.")},
    )


def counter(initial: int):
    """An unseen box that says how many rows the page has."""
    return forms.IntegerField(widget=KeptKeyInput, required=False, initial=initial)


class RowsForm(forms.Form):
    """A form with rows. `result` is what its action made."""

    result: Any = None

    def counted(self, name: str, initial: int, most: int) -> int:
        """How many rows there are: as many as were sent, within what a page may have; "more" adds some."""
        if not self.is_bound:
            return initial
        sent = str(self.data.get(name, ""))
        known = int(sent) if sent.isascii() and sent.isdigit() and len(sent) <= DIGITS else initial
        return max(1, min(known, most))

    def said(self, name: str) -> str:
        """What was typed into a box, without spaces around it."""
        return str(self.cleaned_data.get(name) or "").strip()

    def read(self, box: str, reader: Callable[..., Any], typed: str, **kwargs: Any) -> Any:
        """What a reader of the engine makes of a box; its sentence becomes the box's error, and the answer None."""
        try:
            return reader(typed, **kwargs)
        except Impossible as problem:
            self.add_error(box, str(problem.reason))
            return None


AMOUNT = re.compile(r"(?P<number>-?[\d,.]*\d(?:\s*(?:-|–|—|~|ถึง|to)\s*[\d,.]*\d)?)\s*(?P<unit>\D.*)?")
NO_AMOUNT = Text(
    "เขียนเป็นจำนวนกับหน่วย เช่น 2 กก. หรือ 2–3 กก.", "Write a number with its unit, such as 2 kg or 2–3 kg."
)


def read_amount(typed: str, *, name: str, field: str, bare: str) -> tuple[Range, Unit]:
    """A number or a range with its unit; a bare number is in the unit `bare`. Raises a CostProblem."""
    found = AMOUNT.fullmatch(typed.translate(THAI_DIGITS).strip())
    if found is None:
        raise NotANumber(NO_AMOUNT, field)
    amount = read_range(found["number"], name=name, field=field)
    return amount, read_unit(found["unit"]) if found["unit"] else UNITS[bare]


def typed_range(amount: Range | None) -> str:
    """A range as it is typed: 12, or 10–12; nothing when nobody knows."""
    if amount is None or amount.high is None:
        return ""
    low, high = plain(amount.low), plain(amount.high)
    return low if low == high else f"{low}–{high}"


def typed_amount(amount: Range, unit: str) -> str:
    """As `typed_range`, with the unit."""
    return f"{typed_range(amount)} {UNITS[unit].name if unit in UNITS else unit}"


def plain(amount: Fraction, places: int = 6) -> str:
    """A number without trailing zeros, six decimals at most unless more are asked for."""
    return f"{float(amount):.{places}f}".rstrip("0").rstrip(".")
