from datetime import timedelta
from typing import Any

from django import forms

from ruamphon.core.choices import choices_of
from ruamphon.core.date_fields import ThaiDateFormField
from ruamphon.core.labels import both
from ruamphon.pathway.enums import Outcome
from ruamphon.pathway.forms.evidence import verdicts, words

TODAY = timedelta(0)
CONDITION_ROWS = 3
NEEDS_BOTH = both("ใส่ทั้งข้อความและวันที่ หรือเว้นว่างทั้งคู่", "Fill in both the words and the day, or neither.")


class ProposeForm(forms.Form):
    result: Any = None  # what the action returned, see core.web.attempt

    outcome = verdicts(label=both("เสนอผล", "Proposed outcome"), choices=choices_of(Outcome))
    reason = words(
        label=both("เหตุผล", "Reason"),
        help_text=both("คนตัดสินและกลุ่มจะอ่านข้อความนี้", "The officer who decides, and the group, will read this."),
    )


class DecideForm(forms.Form):
    result: Any = None  # what the action returned, see core.web.attempt

    outcome = verdicts(label=both("ผลการตัดสิน", "Decision"), choices=choices_of(Outcome))
    reason = words(
        label=both("เหตุผล", "Reason"),
        help_text=both(
            "ต้องเขียน ถ้าผลไม่ใช่ “ผ่าน” กลุ่มจะอ่านข้อความนี้",
            "Needed unless the outcome is “Passed”. The group will read it.",
        ),
        required=False,
    )


class ConditionForm(forms.Form):
    text = forms.CharField(label=both("เงื่อนไข", "Condition"), max_length=300, required=False)
    due_on = ThaiDateFormField(label=both("ให้เสร็จภายใน", "Due"), required=False, earliest=TODAY)

    def clean(self):
        values = super().clean() or {}
        if not self.errors and bool(values.get("text")) is not bool(values.get("due_on")):
            self.add_error("due_on" if values.get("text") else "text", NEEDS_BOTH)
        return values


ConditionFormSet = forms.formset_factory(ConditionForm, extra=CONDITION_ROWS, max_num=CONDITION_ROWS)
"""Up to three conditions; empty rows are left out by `filled`."""


def filled(conditions):
    """The filled rows of a valid ConditionFormSet as (text, day)."""
    rows = [row.cleaned_data for row in conditions.forms]
    return [(row["text"], row["due_on"]) for row in rows if row.get("text")]


class ReasonForm(forms.Form):
    reason = words(label=both("เหตุผล", "Reason"), most=500)
