from django import forms

from ruamphon.assessments import queries
from ruamphon.assessments.enums import Purpose
from ruamphon.assessments.models import Rubric
from ruamphon.core.choices import choices_of
from ruamphon.core.labels import both
from ruamphon.core.text import Text
from ruamphon.people.models import Person
from ruamphon.programmes.enums import EnrolmentState
from ruamphon.programmes.forms.fields import PeopleField, RecordsField, RoomForm, choice, day, name_of
from ruamphon.registry.models import Enterprise

MOST_EACH = 9
VERSION = Text("{title} · ฉบับที่ {number}", "{title} · version {number}")
GONE = both("เลือกจากรายการ", "Choose from the list.")


class RoundForm(RoomForm):
    """A round of a cohort: what for, by which rubric, when, who is assessed and who assesses."""

    purpose = choice("ประเมินเพื่ออะไร", "What for", choices_of(Purpose), Purpose, initial=Purpose.POTENTIAL)
    title_th = forms.CharField(
        label=both("ชื่อรอบ", "Title"),
        max_length=200,
        help_text=both("เช่น ศักยภาพก่อนเริ่ม", "Such as: potential at the start."),
        error_messages={"required": both("ตั้งชื่อรอบสั้น ๆ", "Give the round a short title.")},
    )
    title_en = forms.CharField(label=both("ชื่อภาษาอังกฤษ", "Title in English"), max_length=200, required=False)
    rubric = forms.ModelChoiceField(
        queryset=Rubric.objects.none(),
        label=both("ใช้แบบประเมิน", "Rubric"),
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={"required": both("เลือกแบบประเมิน", "Choose a rubric."), "invalid_choice": GONE},
    )
    opens_on = day("เริ่มประเมินวันที่", "First day", required=True)
    due_on = day("ส่งได้ถึงวันที่", "Last day", required=True)
    enterprises = RecordsField(
        queryset=Enterprise.objects.none(),
        label=both("กลุ่มที่จะประเมิน", "Groups"),
        error_messages={
            "required": both("เลือกอย่างน้อยหนึ่งกลุ่ม", "Choose at least one group."),
            "invalid_choice": GONE,
        },
    )
    assessors = PeopleField(
        queryset=Person.objects.none(),
        label=both("ผู้ประเมิน", "Assessors"),
        help_text=both(
            "ระบบแบ่งงานให้เท่ากัน และไม่ให้ใครประเมินกลุ่มของตัวเองหรือกลุ่มที่ช่วยอยู่",
            "Work is shared out evenly; nobody gets a group they belong to or help.",
        ),
        error_messages={
            "required": both("เลือกผู้ประเมิน", "Choose the assessors."),
            "invalid_choice": GONE,
        },
    )
    each = forms.IntegerField(
        label=both("ผู้ประเมินกี่คนต่อกลุ่ม", "Assessors for each group"),
        min_value=1,
        max_value=MOST_EACH,
        initial=2,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )

    def __init__(self, *args, cohort, **kwargs):
        super().__init__(*args, **kwargs)
        staying = cohort.enrolments.exclude(state=EnrolmentState.LEFT)
        groups = Enterprise.objects.filter(enrolments__in=staying)
        self.offer("enterprises", groups, label=name_of)
        self.offer("assessors", queries.assessors_for(cohort.scope))
        self.offer("rubric", queries.rubrics_for(cohort.scope), label=_version)
        self.fields["enterprises"].initial = list(groups.values_list("pk", flat=True))


def _version(rubric):
    return str(VERSION.format(title=rubric.title, number=rubric.number))
