from dataclasses import dataclass

from django import forms
from django.forms.boundfield import BoundField

from ruamphon.assessments.actions.assessment import UNANSWERED, WHY_NOT
from ruamphon.assessments.domain import Answer, Item
from ruamphon.assessments.forms.common import RoomForm, words
from ruamphon.core.labels import both
from ruamphon.core.text import Text
from ruamphon.core.upload_fields import UploadField

CANNOT_TELL = "none"
NOTE = 1000
LEVEL = Text("{number} · {words}", "{number} · {words}")
NO_SUCH = both("เลือกระดับจากรายการ", "Choose one of the levels listed.")


@dataclass(frozen=True, slots=True)
class Part:
    """One item of the form: its number and title, and its fields."""

    number: int
    item: Item
    level: BoundField
    more: tuple[BoundField, ...]
    is_open: bool
    files: tuple = ()


class LevelField(forms.ChoiceField):
    """A level: asked for in the end, not while the sheet is a draft."""

    widget = forms.RadioSelect

    def validate(self, value):
        if value not in self.empty_values:
            super().validate(value)


class SheetForm(RoomForm):
    """An assessor's sheet: a level, a note, what was seen and files for each item. Give `rubric` as RubricText.

    Nothing is required while it is a draft; `demand()` asks for the rest before it is handed in.
    """

    use_required_attribute = False
    revision = forms.IntegerField(widget=forms.HiddenInput)
    note = words("ความเห็นโดยรวม", "Remarks on the whole", most=2000, rows=3)

    def __init__(self, *args, rubric, scores=(), **kwargs):
        self.rubric = rubric
        self.kept = {score.item.code: score for score in scores}
        kwargs["initial"] = {**kwargs.get("initial", {}), **self._initial()}
        super().__init__(*args, **kwargs)
        for item in rubric.items:
            self._add(item)
        self.order_fields([*(name for name in self.fields if name != "note"), "note"])

    def _initial(self):
        found = {}
        for code, score in self.kept.items():
            found[f"level-{code}"] = CANNOT_TELL if score.cannot_tell else str(score.level or "")
            found |= {f"note-{code}": score.note, f"evidence-{code}": score.evidence}
        return found

    def _add(self, item):
        levels = [(str(number), both(*_worded(number, level))) for number, level in enumerate(item.levels, 1)]
        self.fields[f"level-{item.code}"] = LevelField(
            label=both(item.title.th, item.title.en),
            choices=[*levels, (CANNOT_TELL, both("บอกไม่ได้", "Cannot tell"))],
            error_messages={"invalid_choice": NO_SUCH},
        )
        self.fields[f"note-{item.code}"] = words("เพราะอะไร", "Why", most=NOTE)
        self.fields[f"evidence-{item.code}"] = words(
            "เห็นอะไร หรือดูได้ที่ไหน", "What was seen, or where it can be looked up", most=NOTE
        )
        self.fields[f"files-{item.code}"] = UploadField(
            multiple=True, required=False, label=both("ภาพถ่ายหรือไฟล์", "Photos or files")
        )

    def parts(self):
        """The items in order, each with its fields, for the template."""
        for number, item in enumerate(self.rubric.items, 1):
            more = tuple(self[f"{name}-{item.code}"] for name in ("note", "evidence", "files"))
            score = self.kept.get(item.code)
            files = tuple(score.files.all()) if score else ()
            yield Part(
                number=number,
                item=item,
                level=self[f"level-{item.code}"],
                more=more,
                is_open=bool(files)
                or any(field.errors or (field.value() and field.name[:5] != "files") for field in more),
                files=files,
            )

    def demand(self):
        """Add an error for every item that is not answered, or not explained; call it on a valid form."""
        for item in self.rubric.items:
            answer = self._answer(item.code)
            if not answer.is_given:
                self.add_error(f"level-{item.code}", str(UNANSWERED.format(item=item.title)))
            elif answer.cannot_tell and not answer.note.strip():
                self.add_error(f"note-{item.code}", str(WHY_NOT.format(item=item.title)))

    def values(self):
        """What the actions take."""
        codes = [item.code for item in self.rubric.items]
        return {
            "answers": {code: self._answer(code) for code in codes},
            "files": {code: files for code in codes if (files := self.cleaned_data[f"files-{code}"])},
            "note": self.cleaned_data["note"],
            "revision": self.cleaned_data["revision"],
        }

    def _answer(self, code):
        chosen = self.cleaned_data[f"level-{code}"]
        return Answer(
            level=int(chosen) if chosen.isdecimal() else None,
            cannot_tell=chosen == CANNOT_TELL,
            note=self.cleaned_data[f"note-{code}"],
            evidence=self.cleaned_data[f"evidence-{code}"],
        )


def _worded(number, level):
    worded = LEVEL.format(number=number, words=level)
    return worded.th, worded.en
