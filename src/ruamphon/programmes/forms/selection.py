from datetime import timedelta

from django import forms
from django.utils import timezone

from ruamphon.assessments.models import Rubric
from ruamphon.core.choices import choices_of
from ruamphon.core.labels import both
from ruamphon.people.models import Person
from ruamphon.programmes import queries
from ruamphon.programmes.enums import SelectionOutcome
from ruamphon.programmes.forms.fields import TODAY, PeopleField, RoomForm, choice, day
from ruamphon.registry.forms.fields import RecordField, WordsField

MOST_EACH = 5
USUAL_DAYS = 14
HOW_MANY = both(f"ใส่จำนวน 1 ถึง {MOST_EACH} คน", f"Enter a number from 1 to {MOST_EACH}.")


class RubricField(RecordField):
    def label_from_instance(self, obj):
        return both(f"{obj.title_th} ฉบับที่ {obj.number}", f"{obj.title_en}, version {obj.number}")


class SelectionRoundForm(RoomForm):
    """Who assesses the applicants, with which rubric, until when."""

    rubric = RubricField(queryset=Rubric.objects.none(), label=both("แบบประเมิน", "Rubric"), empty_label=None)
    assessors = PeopleField(
        queryset=Person.objects.none(),
        label=both("ผู้ประเมิน", "Assessors"),
        error_messages={"required": both("เลือกผู้ประเมินอย่างน้อยหนึ่งคน", "Choose at least one assessor.")},
    )
    each = forms.IntegerField(
        label=both("ผู้ประเมินต่อหนึ่งกลุ่ม", "Assessors for each group"),
        min_value=1,
        max_value=MOST_EACH,
        initial=2,
        error_messages={
            "required": HOW_MANY,
            "invalid": HOW_MANY,
            "min_value": HOW_MANY,
            "max_value": HOW_MANY,
        },
    )
    due_on = day("ให้ส่งผลภายใน", "Answers until", required=True, earliest=TODAY)

    def __init__(self, *args, cohort, **kwargs):
        kwargs["initial"] = {"due_on": timezone.localdate() + timedelta(days=USUAL_DAYS)}
        super().__init__(*args, **kwargs)
        self.offer("rubric", queries.selection_rubrics(cohort))
        self.offer("assessors", queries.selection_assessors(cohort))


class SelectionForm(RoomForm):
    """What is proposed, or decided, for an applicant and why."""

    outcome = choice("ผล", "Outcome", choices_of(SelectionOutcome), SelectionOutcome)
    reason = WordsField(
        label=both("เหตุผล", "Reason"),
        max_length=2000,
        rows=4,
        help_text=both("กลุ่มจะได้อ่านข้อความนี้เมื่อตัดสินแล้ว", "The group reads this once it is decided."),
    )
