from datetime import timedelta

from django import forms
from django.utils import timezone

from ruamphon.core.choices import choices_of
from ruamphon.core.date_fields import ThaiDateFormField
from ruamphon.core.labels import both
from ruamphon.core.thai_dates import buddhist_year
from ruamphon.core.upload_fields import UploadField
from ruamphon.registry.domain.legal_status import year_to_renew
from ruamphon.registry.enums import LegalState
from ruamphon.registry.forms.fields import CHOOSE, ActionForm, ChoiceField, WordsField

TODAY = timedelta(0)
ACT_FROM = 2005
"""The Act is of B.E. 2548; no renewal is older."""
ONE_FILE = both("แนบได้ครั้งละหนึ่งไฟล์", "One file at a time.")


def _years():
    latest = year_to_renew(timezone.localdate())
    years = [(str(ce), both(f"พ.ศ. {buddhist_year(ce)}", str(ce))) for ce in range(latest, ACT_FROM, -1)]
    return [("", both("— เฉพาะเมื่อต่อทะเบียน —", "— for a renewal only —")), *years]


class LegalStatusForm(ActionForm):
    """A state of the register from a day on, with number and certificate where they are at hand."""

    state = ChoiceField(
        label=both("สถานะตามทะเบียน", "Status in the register"),
        choices=choices_of(LegalState),
        widget=forms.RadioSelect,
    )
    since_on = ThaiDateFormField(
        label=both("ตั้งแต่วันที่", "Since"),
        help_text=both("วันที่ในเอกสาร ถ้าไม่รู้ใส่วันที่เห็นเอกสาร", "The day on the paper, or the day you saw it."),
        latest=TODAY,
    )
    for_year = forms.TypedChoiceField(
        label=both("ต่อทะเบียนของปี", "Renewed for"),
        choices=_years,
        coerce=int,
        empty_value=None,
        required=False,
        error_messages={"invalid_choice": CHOOSE},
    )
    number = WordsField(
        label=both("เลขทะเบียน", "Registration number"),
        help_text=both("ตามใบทะเบียน เช่น 7-21-01-06/1-0001", "As on the certificate, e.g. 7-21-01-06/1-0001."),
        required=False,
        max_length=40,
    )
    certificate = UploadField(
        label=both("รูปหรือ PDF ใบทะเบียน", "Photo or PDF of the certificate"),
        help_text=both(
            "ถ่ายให้เห็นวันที่และเลขทะเบียนชัด ไม่มีก็เว้นไว้",
            "With day and number readable. Leave empty if you have none.",
        ),
        required=False,
    )
    note = WordsField(label=both("หมายเหตุ", "Note"), required=False, max_length=500, rows=2)

    def clean_state(self):
        return LegalState(self.cleaned_data["state"])


class CorrectLegalStatusForm(LegalStatusForm):
    """The same, with why the old entry was wrong."""

    reason = WordsField(
        label=both("แก้เพราะอะไร", "Why it is corrected"),
        help_text=both("รายการเดิมยังเปิดดูได้ พร้อมเหตุผลนี้", "The old entry stays readable, with this reason."),
        max_length=500,
        rows=2,
    )
    field_order = ["reason"]


class NeedNoteForm(ActionForm):
    """What the group needs, when it was noted, and where that was heard."""

    needs = WordsField(
        label=both("กลุ่มต้องการอะไร", "What the group needs"),
        help_text=both("เขียนตามที่กลุ่มพูด เช่น อยากได้ฉลากที่บอกวันหมดอายุ", "In the group's own words."),
        max_length=1000,
        rows=4,
    )
    noted_on = ThaiDateFormField(label=both("จดไว้เมื่อ", "Noted on"), latest=TODAY, initial=timezone.localdate)
    came_from = WordsField(
        label=both("รู้จากใครหรือจากไหน", "Where it was heard"),
        help_text=both("เช่น ประธานกลุ่มเล่าตอนลงพื้นที่ หรือเกษตรอำเภอแนะนำ", "e.g. told by the chair on a visit."),
        required=False,
        max_length=200,
    )
