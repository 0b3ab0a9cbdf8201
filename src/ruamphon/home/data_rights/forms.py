from datetime import timedelta
from typing import Any, cast

from django import forms
from django.utils import timezone

from ruamphon.core.choices import choices_of
from ruamphon.core.date_fields import ThaiDateFormField
from ruamphon.core.labels import both
from ruamphon.core.upload_fields import UploadField
from ruamphon.people.consent.enums import How, Purpose
from ruamphon.people.models import Person

NOT_ONESELF = [pair for pair in choices_of(How) if pair[0] != How.PLATFORM]


class WitnessField(forms.ModelChoiceField):
    def label_from_instance(self, obj):
        return str(obj.name)


class RecordConsentForm(forms.Form):
    """What a person without the platform at hand said: to which purpose, yes or no longer, and how."""

    result: Any = None

    purpose = forms.TypedChoiceField(
        label=both("เรื่อง", "About"), choices=choices_of(Purpose), coerce=Purpose, widget=forms.RadioSelect
    )
    step = forms.ChoiceField(
        label=both("เขาบอกว่า", "They say"),
        choices=[("give", both("ยินดี", "Yes, I agree")), ("withdraw", both("ขอถอน", "I withdraw"))],
        widget=forms.RadioSelect,
        initial="give",
    )
    how = forms.TypedChoiceField(
        label=both("บอกอย่างไร", "How"),
        choices=NOT_ONESELF,
        coerce=How,
        widget=forms.RadioSelect,
        initial=How.PAPER,
    )
    given_on = ThaiDateFormField(
        label=both("วันที่ลงชื่อหรือบอก", "Day of the signature or word"),
        initial=timezone.localdate,
        earliest=timedelta(days=-3660),
        latest=timedelta(0),
    )
    witness = WitnessField(
        label=both("พยาน (เมื่อบอกด้วยวาจา)", "Witness (for a word by voice)"),
        queryset=Person.objects.none(),
        required=False,
        empty_label=both("ไม่มี", "None"),
    )
    evidence = UploadField(
        label=both("รูปหรือไฟล์ใบยินยอมที่ลงชื่อ", "Photo or file of the signed paper"),
        required=False,
        help_text=both(
            "ถ้าอายุไม่ถึง 20 ปี ให้ผู้ปกครองลงชื่อด้วย", "Below the age of 20 a parent or guardian signs too."
        ),
    )

    def __init__(self, *args, witnesses, **kwargs):
        super().__init__(*args, **kwargs)
        cast("WitnessField", self.fields["witness"]).queryset = witnesses


class AskErasureForm(forms.Form):
    """The person understands that there is no way back."""

    result: Any = None

    sure = forms.BooleanField(
        label=both("เข้าใจแล้วว่า ลบแล้วกู้คืนไม่ได้", "I understand that erased data cannot be brought back."),
        error_messages={"required": both("ติ๊กช่องนี้ก่อน", "Please tick this first.")},
    )


class RecordAskForm(AskErasureForm):
    """As above, told to an officer."""

    how = forms.TypedChoiceField(
        label=both("บอกอย่างไร", "How"), choices=NOT_ONESELF, coerce=How, widget=forms.RadioSelect
    )
    field_order = ("how", "sure")


class DecisionForm(forms.Form):
    """A manager's reason, in words the person understands."""

    result: Any = None

    reason = forms.CharField(
        label=both("เหตุผล (ไม่ใส่ชื่อเจ้าของข้อมูล)", "Reason (without the person's name)"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class EraseForm(DecisionForm):
    """The reason, and the manager's word that this is meant."""

    sure = forms.BooleanField(
        label=both(
            "ตรวจแล้วว่าเป็นคนนี้ และเข้าใจว่ากู้คืนไม่ได้", "This is the right person, and there is no way back."
        ),
        error_messages={"required": both("ติ๊กช่องนี้ก่อนลบ", "Please tick this before erasing.")},
    )
