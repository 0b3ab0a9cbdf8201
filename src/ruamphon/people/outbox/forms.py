from typing import Any

from django import forms

from ruamphon.core.choices import choices_of
from ruamphon.core.labels import both
from ruamphon.people.outbox.enums import Decision, MailLanguage, MessageKind


class MailForm(forms.Form):
    kinds: Any = forms.MultipleChoiceField(
        label=both("ส่งอีเมลหาฉันเมื่อ", "E-mail me when"),
        choices=choices_of(MessageKind),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=both(
            "ทุกเรื่องอยู่ในหน้า “ข้อความ” เสมอ ไม่ว่าจะเลือกรับอีเมลหรือไม่",
            "Everything is always on the page “Messages”, with or without e-mail.",
        ),
    )
    language: Any = forms.ChoiceField(
        label=both("ภาษาของอีเมล", "Language of the e-mail"),
        choices=choices_of(MailLanguage),
        widget=forms.RadioSelect,
    )


class ReadForm(forms.Form):
    """Up to which message the page had been read."""

    up_to = forms.IntegerField(min_value=1, max_value=2**62)


class DecisionForm(forms.Form):
    """Which of the buttons was pressed."""

    decision = forms.ChoiceField(choices=choices_of(Decision))
