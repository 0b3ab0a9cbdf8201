"""Handing in, saying something of a line, letting somebody see a version."""

from typing import Any

from django import forms

from ruamphon.core.date_fields import ThaiDateFormField
from ruamphon.core.labels import both
from ruamphon.costing.forms.reading import RowsForm
from ruamphon.people.models import Person
from ruamphon.programmes.forms.fields import KeptKeyInput, words


class HandInForm(RowsForm):
    """Carries the revision that was read, so that nothing unseen is handed in."""

    revision = forms.IntegerField(widget=KeptKeyInput)
    note = words("อยากบอกอะไรกับคนตรวจ (ถ้ามี)", "A word for whoever checks it (if any)", most=500)


class LineCommentForm(RowsForm):
    """A comment on one line or the whole; whoever may give work back may ask for a change."""

    line = forms.ChoiceField(label=both("พูดถึงรายการไหน", "Which line"), required=False)
    text = words("ความเห็น", "Comment", most=1800, required=True)
    asks_change = forms.BooleanField(
        label=both("ขอให้แก้ แล้วส่งกลับให้ทีม", "Ask for a change and give it back to the team"), required=False
    )

    def __init__(self, data=None, *, lines, may_ask):
        super().__init__(data)
        field: Any = self.fields["line"]
        field.choices = [("", both("ทั้งใบ", "The whole sheet")), *lines]
        if not may_ask:
            del self.fields["asks_change"]


class ShareForm(RowsForm):
    """Whom, until when, what for."""

    person: Any = forms.ModelChoiceField(
        queryset=Person.objects.none(),
        label=both("ให้ใครดู", "Who may look"),
        empty_label=both("เลือกคน", "Choose a person"),
        error_messages={"required": both("เลือกหนึ่งคน", "Choose somebody.")},
    )
    until = ThaiDateFormField(label=both("ดูได้ถึงวันที่", "Until which day"))
    reason = words("ให้ดูเพื่ออะไร", "What for", most=300, required=True)

    def __init__(self, data=None, *, people):
        super().__init__(data)
        field: Any = self.fields["person"]
        field.queryset = people
        field.label_from_instance = lambda person: str(person.name)
