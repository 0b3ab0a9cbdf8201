from typing import Any

from django import forms

from ruamphon.core.labels import both
from ruamphon.people.forms import PasswordField


class CodeForm(forms.Form):
    """Six digits from the app."""

    result: Any = None  # what the action made, by core.web.attempt

    code = forms.CharField(
        label=both("รหัส 6 หลักจากแอป", "6-digit code from the app"),
        max_length=20,
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "autocomplete": "one-time-code", "class": "code-input"}
        ),
    )


class RecoveryCodeForm(forms.Form):
    """One of the ten codes on paper."""

    recovery = forms.CharField(
        label=both("รหัสสำรองหนึ่งรหัส", "One recovery code"),
        max_length=40,
        help_text=both(
            "12 ตัวจากกระดาษที่เก็บไว้ เช่น K7PM-3XQA-9DTE", "12 characters from your paper, e.g. K7PM-3XQA-9DTE"
        ),
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
    )


class ProveForm(forms.Form):
    password = PasswordField(label=both("รหัสผ่านของคุณ", "Your password"))


class PasskeyNameForm(forms.Form):
    result: Any = None  # what the action made, by core.web.attempt

    name = forms.CharField(
        label=both("เรียกพาสคีย์นี้ว่า", "Name of this passkey"),
        max_length=60,
        help_text=both("เช่น มือถือของฉัน", "e.g. My phone"),
    )


class PasskeyForm(PasskeyNameForm):
    """A name, and what the browser answered: filled in by the page's own module."""

    credential = forms.CharField(max_length=20_000, widget=forms.HiddenInput, required=False)
