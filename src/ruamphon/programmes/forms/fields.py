"""Fields and widgets this room's forms share."""

from datetime import timedelta
from typing import Any, cast
from uuid import uuid4

from django import forms

from ruamphon.core.date_fields import ThaiDateFormField
from ruamphon.core.labels import both
from ruamphon.core.refusals import Impossible

TODAY = timedelta(0)


def words(thai: str, english: str, *, most: int, required: bool = False, rows: int = 2, **kwargs):
    """A box for a few words."""
    return forms.CharField(
        label=both(thai, english),
        max_length=most,
        required=required,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"required": both("เขียนสั้น ๆ ก่อนบันทึก", "Write a few words before saving.")},
        **kwargs,
    )


def day(thai: str, english: str, *, required: bool = False, **kwargs):
    """A day, typed in either era."""
    return ThaiDateFormField(label=both(thai, english), required=required, **kwargs)


def choice(thai: str, english: str, choices, enum, **kwargs):
    """One of a few, as cards to tap."""
    return forms.TypedChoiceField(
        label=both(thai, english),
        choices=choices,
        coerce=enum,
        widget=forms.RadioSelect,
        error_messages={"required": both("เลือกหนึ่งข้อ", "Choose one.")},
        **kwargs,
    )


def cleaned(read, *args, **kwargs):
    """What a domain reader makes of typed text; its sentence becomes the field's error."""
    try:
        return read(*args, **kwargs)
    except Impossible as problem:
        raise forms.ValidationError(str(problem.reason), code="unreadable") from problem


class RoomForm(forms.Form):
    """A form of this room; `result` is what its action made."""

    result: Any = None

    def offer(self, name, rows, *, label=None):
        """Let a field choose among `rows`, told apart by `label(row)`."""
        field: Any = self.fields[name]
        field.queryset = rows
        if label:
            field.label_from_instance = label

    def allow(self, name, choices):
        """Let a field take one of `choices`."""
        cast("forms.ChoiceField", self.fields[name]).choices = choices


def name_of(record):
    """A record's name in the reader's language."""
    return str(record.name)


class RecordsField(forms.ModelMultipleChoiceField):
    """Records as cards to tap."""

    widget = forms.CheckboxSelectMultiple

    def clean(self, value):
        try:
            return super().clean(value)
        except OverflowError as error:  # SQLite, asked for a number that no row can have
            raise forms.ValidationError(
                self.error_messages["invalid_choice"], "invalid_choice", {"value": value}
            ) from error


class PeopleField(RecordsField):
    """People, by name."""

    def label_from_instance(self, obj):
        return str(obj.name)


class KeptKeyInput(forms.TextInput):
    """An unseen box that a draft kept on the phone keeps too, as it does not keep hidden inputs.

    So a page opened again after a lost signal sends the key it had, and the record is made once.
    """

    is_hidden = True

    def __init__(self):
        super().__init__(attrs={"hidden": True, "tabindex": "-1", "aria-hidden": "true"})


class DraftKeyField(forms.UUIDField):
    """The key of one filled-in page; made when the page is opened."""

    def __init__(self):
        sentence = both("เปิดหน้านี้ใหม่แล้วลองอีกครั้ง", "Open this page again and try once more.")
        super().__init__(
            widget=KeptKeyInput, initial=uuid4, error_messages={"required": sentence, "invalid": sentence}
        )


class KeyedForm(RoomForm):
    """A page that is kept once, however often it is sent."""

    draft_key = DraftKeyField()

    def refresh_key(self):
        """Give the page shown again a key of its own, after it turned out that the old one was used."""
        data = cast("Any", self.data).copy()
        data["draft_key"] = str(uuid4())
        self.data = data
