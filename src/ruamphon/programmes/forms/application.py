from typing import Any, cast

from django import forms

from ruamphon.core.labels import both
from ruamphon.core.text import Text
from ruamphon.people.models import Person
from ruamphon.programmes.forms.fields import RoomForm, day, name_of
from ruamphon.programmes.models import ApplicationCall
from ruamphon.registry.forms.fields import RecordField, WordsField

MOST_QUESTIONS = 8
LONGEST_QUESTION = 300
PROPOSED = (
    Text("ตอนนี้กลุ่มทำอะไรขาย และขายให้ใคร", "What does the group sell now, and to whom?"),
    Text("อยากให้โครงการช่วยเรื่องไหนที่สุด", "With what should the programme help most?"),
    Text("ใครในกลุ่มจะมาร่วมกิจกรรมได้ตลอด", "Who of the group can take part throughout?"),
)
"""Questions offered to begin with; whoever opens the call changes them."""
TOO_MANY = both(
    f"ถามได้ไม่เกิน {MOST_QUESTIONS} ข้อ เพื่อให้กรอกบนโทรศัพท์ได้ง่าย",
    f"At most {MOST_QUESTIONS} questions, so that a phone is enough to answer.",
)
TOO_LONG = both(
    f"คำถามข้อหนึ่งยาวได้ไม่เกิน {LONGEST_QUESTION} ตัวอักษร",
    f"A question has at most {LONGEST_QUESTION} letters.",
)
UNEVEN = both(
    "จำนวนข้อภาษาอังกฤษต้องเท่ากับภาษาไทย หรือเว้นว่างทั้งหมด",
    "As many questions in English as in Thai, or none at all.",
)


class CallForm(RoomForm):
    """The days, words and questions of a call."""

    opens_on = day("เปิดรับสมัครวันที่", "Opens on", required=True)
    closes_on = day("รับถึงวันที่", "Last day", required=True)
    about_th = WordsField(
        label=both("คำชี้แจงถึงกลุ่ม", "Words to the groups"), max_length=2000, rows=3, required=False
    )
    about_en = WordsField(
        label=both("คำชี้แจงภาษาอังกฤษ", "The same in English"), max_length=2000, rows=2, required=False
    )
    questions_th = WordsField(
        label=both("คำถาม บรรทัดละข้อ", "Questions in Thai, one a line"), max_length=3000, rows=6
    )
    questions_en = WordsField(
        label=both("คำถามภาษาอังกฤษ บรรทัดละข้อ", "Questions in English, one a line"),
        max_length=3000,
        rows=4,
        required=False,
        help_text=both("เว้นว่างได้", "May be left empty"),
    )

    def __init__(self, *args, call: ApplicationCall | None = None, **kwargs):
        kwargs["initial"] = _as_typed(call) if call else _proposed()
        super().__init__(*args, **kwargs)

    def clean_questions_th(self):
        return _lines(self.cleaned_data["questions_th"])

    def clean_questions_en(self):
        return _lines(self.cleaned_data["questions_en"])

    def clean(self):
        super().clean()
        thai, english = self.cleaned_data.get("questions_th"), self.cleaned_data.get("questions_en")
        if thai and english and len(thai) != len(english):
            self.add_error("questions_en", UNEVEN)
        return self.cleaned_data

    def call(self) -> dict:
        """The clean values as `actions.set_call` takes them."""
        values = dict(self.cleaned_data)
        thai, english = values.pop("questions_th"), values.pop("questions_en")
        english = english or [""] * len(thai)
        return values | {"questions": [Text(*pair) for pair in zip(thai, english, strict=True)]}


def _lines(text):
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if len(lines) > MOST_QUESTIONS:
        raise forms.ValidationError(TOO_MANY, code="too_many")
    if any(len(line) > LONGEST_QUESTION for line in lines):
        raise forms.ValidationError(TOO_LONG, code="max_length")
    return lines


def _as_typed(call):
    questions = list(call.questions.all())
    english = [question.text_en for question in questions]
    return {
        "opens_on": call.opens_on,
        "closes_on": call.closes_on,
        "about_th": call.about_th,
        "about_en": call.about_en,
        "questions_th": "\n".join(question.text_th for question in questions),
        "questions_en": "\n".join(english) if all(english) else "",
    }


def _proposed():
    return {
        "questions_th": "\n".join(text.th for text in PROPOSED),
        "questions_en": "\n".join(text.en for text in PROPOSED),
    }


class PersonField(RecordField):
    def label_from_instance(self, obj):
        return name_of(obj)


class ApplicationForm(RoomForm):
    """What the call asks; a helper also says for whom. `keep` makes a draft of what is there."""

    on_behalf_of = PersonField(
        queryset=Person.objects.none(),
        label=both("กรอกแทนสมาชิกคนไหน", "For which member"),
        empty_label=both("เลือกสมาชิก", "Choose a member"),
        help_text=both(
            "ถามสมาชิกคนนี้ แล้วกรอกตามที่เขาบอก ใบสมัครจะบอกว่าคุณกรอกแทน",
            "Ask this member and write what they say. The application says that you wrote it for them.",
        ),
    )
    needs = WordsField(
        label=both("กลุ่มอยากได้อะไร", "What the group needs"),
        max_length=1000,
        rows=3,
        required=False,
        help_text=both("ยกมาจากที่เคยจดไว้ แก้ได้", "Taken from the latest note; you can change it"),
    )
    revision = forms.IntegerField(min_value=0, max_value=10**6, required=False, widget=forms.HiddenInput)

    def __init__(self, *args, call, people=None, is_draft=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.questions = list(call.questions.all())
        for question in self.questions:
            self.fields[f"q{question.pk}"] = WordsField(label=str(question.text), max_length=2000, rows=3)
        if people is None:
            del self.fields["on_behalf_of"]
        else:
            self.offer("on_behalf_of", people)
        if is_draft:
            for field in self.fields.values():
                field.required = False

    def values(self) -> dict:
        """The clean values as `actions.save_application` takes them."""
        cleaned = self.cleaned_data
        return {
            "answers": {question.pk: cleaned[f"q{question.pk}"] for question in self.questions},
            "needs": cleaned["needs"],
            "on_behalf_of": cleaned.get("on_behalf_of"),
            "revision": cleaned.get("revision") or 0,
        }

    def show_revision(self, number):
        """Show the page again with the revision that is there now, so that saving again is a choice."""
        data = cast("Any", self.data).copy()
        data["revision"] = str(number)
        self.data = data


class ReasonForm(RoomForm):
    reason = WordsField(label=both("เหตุผล", "Reason"), max_length=500, rows=3)
