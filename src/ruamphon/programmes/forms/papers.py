from datetime import timedelta

from django import forms
from django.utils import timezone

from ruamphon.core.choices import choices_of
from ruamphon.core.labels import both
from ruamphon.programmes.enums import PaperKind
from ruamphon.programmes.forms.activity import GroupsField
from ruamphon.programmes.forms.fields import RoomForm, choice, day
from ruamphon.programmes.models import Enrolment
from ruamphon.registry.forms.fields import WordsField


class PlannedDayForm(RoomForm):
    """A day that is planned, for the papers it needs. Sent by GET: nothing is kept."""

    paper = choice("เอกสาร", "Paper", choices_of(PaperKind), PaperKind, initial=PaperKind.INVITATION)
    subject = WordsField(
        label=both("ชื่องาน", "Occasion"),
        max_length=200,
        help_text=both("เช่น ประชุมเชิงปฏิบัติการบัญชีต้นทุน", "For example a cost-accounting workshop"),
    )
    on = day("วันที่จัด", "Day", required=True)
    hours = WordsField(
        label=both("เวลา", "Hours"),
        max_length=60,
        required=False,
        help_text=both("เช่น 09.00–15.30 น.", "Such as 09.00–15.30"),
    )
    place = WordsField(label=both("สถานที่", "Place"), max_length=200, required=False)
    enrolments = GroupsField(
        queryset=Enrolment.objects.none(),
        label=both("กลุ่มที่เชิญ", "Groups"),
        error_messages={"required": both("เลือกอย่างน้อยหนึ่งกลุ่ม", "Choose at least one group.")},
    )
    more = WordsField(
        label=both("ข้อความเพิ่มในหนังสือ", "To add in the letter"), max_length=1000, required=False, rows=3
    )
    with_names = forms.BooleanField(
        required=False,
        label=both("ใส่ชื่อคนที่คาดว่าจะมาในใบลงทะเบียน", "Put the names of likely people on the sheet"),
    )

    def __init__(self, *args, cohort, account, **kwargs):
        kwargs["initial"] = {"on": timezone.localdate() + timedelta(days=7)}
        super().__init__(*args, **kwargs)
        groups = Enrolment.objects.visible_to(account).filter(cohort=cohort).in_progress()
        self.offer("enrolments", groups.select_related("enterprise"))
        self.fields["enrolments"].initial = [group.pk for group in groups]
