from typing import Any

from django import forms

from ruamphon.core.choices import choices_of
from ruamphon.core.labels import both
from ruamphon.people.consent.enums import Purpose


class OwnConsentForm(forms.Form):
    """One button of one's own page: yes to the words shown, or no longer."""

    result: Any = None

    purpose = forms.TypedChoiceField(
        choices=choices_of(Purpose), coerce=Purpose, label=both("เรื่อง", "Purpose"), widget=forms.HiddenInput
    )
    version = forms.IntegerField(
        min_value=1, max_value=9999, label=both("ฉบับที่", "Version"), widget=forms.HiddenInput
    )
    step = forms.ChoiceField(
        choices=[("give", both("ตกลง", "Agree")), ("withdraw", both("ถอน", "Withdraw"))],
        label=both("ทำอะไร", "What to do"),
        widget=forms.HiddenInput,
    )
