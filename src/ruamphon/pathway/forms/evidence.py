from datetime import timedelta

from django import forms
from django.utils import timezone

from ruamphon.core.date_fields import ThaiDateFormField
from ruamphon.core.labels import both
from ruamphon.core.upload_fields import UploadField
from ruamphon.pathway.enums import EvidenceStatus

TODAY = timedelta(0)
LONG = 2000
STATEMENT = 1000
REQUIRED = both("ช่องนี้ยังว่างอยู่ เขียนสั้น ๆ ก็พอ", "This is still empty. A few words will do.")
NO_CHOICE = both("เลือกอย่างใดอย่างหนึ่ง", "Choose one of these.")
GONE = both("ชื่อนี้ไม่อยู่ในรายการแล้ว เลือกใหม่", "That name is no longer listed. Choose again.")


def words(*, label, help_text="", required=True, rows=3, most=LONG):
    """A box for a few sentences."""
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=required,
        max_length=most,
        widget=forms.Textarea({"rows": rows}),
        error_messages={
            "required": REQUIRED,
            "max_length": both(
                f"ยาวเกินไป เขียนให้ไม่เกิน {most} ตัวอักษร", f"Too long: keep it to {most} characters."
            ),
        },
    )


def verdicts(*, label, choices):
    """A few choices as big cards."""
    return forms.ChoiceField(
        label=label,
        choices=choices,
        widget=forms.RadioSelect,
        error_messages={"required": NO_CHOICE, "invalid_choice": NO_CHOICE},
    )


def person_choice(people):
    """For whom a helper acts."""
    return forms.ModelChoiceField(
        queryset=people,
        label=both("ทำแทนใคร", "For whom"),
        required=False,
        error_messages={"invalid_choice": GONE},
    )


class ForSomebody(forms.Form):
    """A form a helper may fill in for somebody else: the choice shows only when there is one to make."""

    def __init__(self, *args, people=None, **kwargs):
        super().__init__(*args, **kwargs)
        if people is not None:
            self.fields["on_behalf_of"] = person_choice(people)
            self.order_fields(["on_behalf_of"])


class EvidenceForm(ForSomebody):
    uploads = UploadField(
        multiple=True,
        label=both("ภาพถ่ายหรือไฟล์", "Photos or files"),
        help_text=both("ภาพถ่าย PDF XLSX หรือ DOCX ส่งได้หลายไฟล์", "Photos, PDF, XLSX or DOCX; several at once."),
        error_messages={
            "required": both("แนบภาพถ่ายหรือไฟล์อย่างน้อยหนึ่งอย่าง", "Attach at least one photo or file.")
        },
    )
    note = words(
        label=both("บอกสั้น ๆ ว่าคืออะไร", "What it shows, in a few words"),
        help_text=both(
            "เช่น ถ่ายที่ไหน ใครอยู่ด้วย เปลี่ยนอะไรไป", "For example where it was taken, who was there, what changed."
        ),
    )
    happened_on = ThaiDateFormField(
        label=both("เกิดขึ้นเมื่อ", "When it happened"), initial=timezone.localdate, latest=TODAY
    )


class ReviseForm(EvidenceForm):
    uploads = UploadField(
        multiple=True,
        required=False,
        label=both("ภาพถ่ายหรือไฟล์ใหม่", "New photos or files"),
        help_text=both("ถ้าไม่แนบใหม่ จะใช้ไฟล์เดิม", "Without new ones, the files you sent before are kept."),
    )


class ReviewForm(forms.Form):
    revision = forms.IntegerField(widget=forms.HiddenInput)
    verdict = verdicts(
        label=both("ผลการตรวจ", "Your review"),
        choices=[
            (EvidenceStatus.ACCEPTED.value, both("รับ ใช้ได้แล้ว", "Accept: it is good")),
            (EvidenceStatus.RETURNED.value, both("ส่งกลับให้แก้", "Send back to be improved")),
        ],
    )
    note = words(
        label=both("ข้อความถึงผู้ส่ง", "A note to the sender"),
        help_text=both("ถ้าส่งกลับ บอกให้ชัดว่าอยากให้แก้ตรงไหน", "When sending back, say clearly what to improve."),
        required=False,
    )


class SignOffForm(ForSomebody):
    statement = words(
        label=both("คำรับรองของฉัน", "My statement"),
        help_text=both(
            "เขียนด้วยคำของตัวเอง เช่น อ่านแล้ว ตรงกับที่ทำจริง พร้อมทำขั้นต่อไป",
            "In your own words, for example: I read it, it is true, we are ready to go on.",
        ),
        most=STATEMENT,
    )
