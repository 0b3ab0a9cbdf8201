from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone

from ruamphon.assessments.models import Rubric
from ruamphon.assessments.queries import assessors_for, rubrics_for
from ruamphon.core.choices import choices_of
from ruamphon.core.date_fields import ThaiDateFormField
from ruamphon.core.labels import both
from ruamphon.pathway.enums import GraduationOutcome
from ruamphon.pathway.forms.evidence import verdicts, words
from ruamphon.people.models import Person
from ruamphon.programmes.forms.fields import PeopleField, RoomForm
from ruamphon.programmes.forms.selection import HOW_MANY, MOST_EACH, USUAL_DAYS, RubricField

TODAY = timedelta(0)


class ProposeGraduationForm(forms.Form):
    """Why the group graduates; the second box only while something is missing."""

    result: Any = None

    reason = words(
        label=both("เหตุผล", "Reason"),
        help_text=both("คนตัดสินและกลุ่มจะอ่านข้อความนี้", "The officer who decides, and the group, will read this."),
    )
    override_reason = words(
        label=both("เหตุผลของข้อยกเว้น", "Reason for the exception"),
        help_text=both(
            "ต้องเขียนเมื่อยังขาดบางข้อ ทุกคนที่เห็นการจบของกลุ่มจะเห็นข้อความนี้",
            "Needed while something is missing. Everybody who sees the graduation sees this.",
        ),
        required=False,
    )

    def __init__(self, *args, is_ready, **kwargs):
        super().__init__(*args, **kwargs)
        if is_ready:
            del self.fields["override_reason"]


class DecideGraduationForm(forms.Form):
    result: Any = None

    outcome = verdicts(label=both("ผลการตัดสิน", "Decision"), choices=choices_of(GraduationOutcome))
    graduated_on = ThaiDateFormField(
        label=both("วันที่จบโครงการ", "Day of graduation"),
        initial=timezone.localdate,
        latest=TODAY,
        required=False,
        help_text=both("การติดตามผลนับจากวันนี้ 1, 2 และ 3 ปี", "Follow-ups are one, two and three years from it."),
    )
    reason = words(
        label=both("เหตุผล", "Reason"),
        help_text=both("ต้องเขียนถ้ายังไม่ให้จบ", "Needed when the group does not graduate yet."),
        required=False,
    )


class OpenFollowUpForm(RoomForm):
    """Who looks in on the group, with which rubric, until when."""

    rubric = RubricField(queryset=Rubric.objects.none(), label=both("แบบประเมิน", "Rubric"), empty_label=None)
    assessors = PeopleField(
        queryset=Person.objects.none(),
        label=both("ผู้ประเมิน", "Assessors"),
        error_messages={"required": both("เลือกผู้ประเมินอย่างน้อยหนึ่งคน", "Choose at least one assessor.")},
    )
    each = forms.IntegerField(
        label=both("ใช้ผู้ประเมินกี่คน", "How many of them"),
        min_value=1,
        max_value=MOST_EACH,
        initial=1,
        error_messages={
            "required": HOW_MANY,
            "invalid": HOW_MANY,
            "min_value": HOW_MANY,
            "max_value": HOW_MANY,
        },
    )
    due_on = ThaiDateFormField(label=both("ให้ส่งผลภายใน", "Answers until"), earliest=TODAY)

    def __init__(self, *args, scope, **kwargs):
        kwargs["initial"] = {"due_on": timezone.localdate() + timedelta(days=USUAL_DAYS)}
        super().__init__(*args, **kwargs)
        self.offer("rubric", rubrics_for(scope).order_by("code", "-number"))
        self.offer("assessors", assessors_for(scope).order_by("sort_text", "pk"))


class RecordFollowUpForm(forms.Form):
    result: Any = None

    done_on = ThaiDateFormField(
        label=both("ไปเยี่ยมหรือคุยกันเมื่อ", "Visited or talked on"), initial=timezone.localdate, latest=TODAY
    )
    note = words(label=both("กลุ่มเป็นอย่างไร", "How the group is"), rows=4)
