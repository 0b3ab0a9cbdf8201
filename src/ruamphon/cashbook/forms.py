"""HTTP input of the cash book → clean values."""

from django import forms
from django.utils import timezone

from ruamphon.cashbook.domain import read_amount
from ruamphon.cashbook.domain.amount import EMPTY, LONGEST
from ruamphon.cashbook.enums import CATEGORIES, Category, Direction
from ruamphon.core.choices import choices_of
from ruamphon.core.labels import both
from ruamphon.core.upload_fields import FilesInput, UploadField
from ruamphon.programmes.forms.fields import TODAY, KeyedForm, RoomForm, choice, cleaned, day, words
from ruamphon.registry.forms.fields import WordsField

MOST_NOTE = 200


class AmountField(WordsField):
    """Baht, typed with Thai digits and commas or without; exact to the satang."""

    def __init__(self, **kwargs):
        attrs = {"inputmode": "decimal", "autocomplete": "off", "class": "cash-amount", "placeholder": "0.00"}
        super().__init__(
            label=both("จำนวนเงิน (บาท)", "Amount (baht)"),
            max_length=LONGEST,
            **kwargs,
            widget=forms.TextInput(attrs=attrs),
            error_messages={"required": both(EMPTY.th, EMPTY.en)},
        )

    def clean(self, value):
        return cleaned(read_amount, super().clean(value))


def _slips(**kwargs):
    return UploadField(
        multiple=True,
        label=both("รูปสลิปหรือใบเสร็จ", "Photo of the slip or bill"),
        widget=FilesInput(attrs={"accept": "image/*", "data-shrink": ""}),
        error_messages={"required": both("เลือกหรือถ่ายรูปอย่างน้อยหนึ่งรูป", "Choose or take at least one photo.")},
        **kwargs,
    )


class EntryForm(KeyedForm):
    """Money in or out: how much, what for, a few words, the day, and the slip."""

    amount = AmountField()
    category = choice("เรื่องอะไร", "What for", [], Category)
    note = WordsField(
        label=both("รายละเอียดสั้น ๆ", "A few words"),
        required=False,
        max_length=MOST_NOTE,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text=both("เช่น ขายที่ตลาดนัด พริกแห้ง 5 กก.", "For example market day, 5 kg of dried chilli."),
    )
    happened_on = day("วันที่", "Day", required=True, initial=timezone.localdate, latest=TODAY)
    slips = _slips(required=False)

    def __init__(self, *args, direction: Direction, **kwargs):
        super().__init__(*args, **kwargs)
        fitting = CATEGORIES[direction]
        self.allow("category", [pair for pair in choices_of(Category) if pair[0] in fitting])
        if not self.is_bound:
            self.fields["amount"].widget.attrs["autofocus"] = True


class ReverseForm(RoomForm):
    """Why an entry is taken back."""

    reason = words("ยกเลิกเพราะอะไร", "Why it is taken back", most=300, required=True)


class SlipsForm(RoomForm):
    """Photos for an entry that is there already."""

    slips = _slips(required=True)


class CloseForm(RoomForm):
    """Nothing to fill in: the month is looked over on the page."""


class ReopenForm(RoomForm):
    """Why a closed month is opened again."""

    reason = words("เปิดอีกครั้งเพราะอะไร", "Why it is opened again", most=300, required=True)
