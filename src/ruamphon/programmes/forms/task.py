from django import forms
from django.utils import timezone

from ruamphon.core.labels import both
from ruamphon.people.models import Person
from ruamphon.programmes import queries
from ruamphon.programmes.forms.fields import KeyedForm, RoomForm, day, name_of, words


class TaskForm(KeyedForm):
    title = forms.CharField(label=both("ให้ทำอะไร", "What to do"), max_length=300)
    owner = forms.ModelChoiceField(
        queryset=Person.objects.none(),
        label=both("ใครทำ", "Who does it"),
        empty_label=both("เลือกคน", "Choose a person"),
        error_messages={"required": both("เลือกคนที่จะทำ", "Choose who does it.")},
    )
    due_on = day("ภายในวันที่", "By")
    why = forms.CharField(
        label=both("เพราะอะไร", "Why"),
        max_length=200,
        required=False,
        help_text=both("หนึ่งประโยคให้คนทำเข้าใจที่มา", "One sentence, so that they know where it comes from"),
    )

    def __init__(self, *args, enrolment, **kwargs):
        super().__init__(*args, **kwargs)
        self.offer("owner", queries.possible_owners(enrolment, timezone.localdate()), label=name_of)


class FinishTaskForm(RoomForm):
    note = words("บันทึกสั้น ๆ", "A short note", most=500)


class CancelTaskForm(RoomForm):
    note = words("ทำไมจึงยกเลิก", "Why it is cancelled", most=500, required=True)
