from typing import Any

from django import forms

from ruamphon.assessments.forms.common import RoomForm
from ruamphon.core.date_fields import ThaiDateFormField
from ruamphon.core.labels import both
from ruamphon.people.models import Person

GONE = both("ชื่อนี้ไม่อยู่ในรายการแล้ว เลือกใหม่", "That name is no longer listed. Choose again.")


class DueDayForm(RoomForm):
    due_on = ThaiDateFormField(label=both("ส่งได้ถึงวันที่", "Last day"))


class AssessorForm(RoomForm):
    """Give `people`: those who may be asked."""

    assessor = forms.ModelChoiceField(
        queryset=Person.objects.none(),
        label=both("ผู้ประเมินคนใหม่", "New assessor"),
        error_messages={"required": both("เลือกหนึ่งคน", "Choose somebody."), "invalid_choice": GONE},
    )

    def __init__(self, *args: Any, people: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        field: Any = self.fields["assessor"]
        field.queryset = people
