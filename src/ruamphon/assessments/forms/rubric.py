from django import forms

from ruamphon.assessments.domain import LEAST_LEVELS, MOST_LEVELS
from ruamphon.assessments.forms.common import RoomForm, code, line, words
from ruamphon.assessments.models.rubric import MOST_WEIGHT
from ruamphon.core.labels import both
from ruamphon.core.text import Text

DESCRIPTION = 500
MOST_PLACES = 100


class RubricForm(RoomForm):
    title_th = line("ชื่อแบบประเมิน", "Title in Thai")
    title_en = line("ชื่อภาษาอังกฤษ", "Title in English")
    note_th = words("ใช้ทำอะไร", "What it is for, in Thai", most=1000)
    note_en = words("ใช้ทำอะไร (ภาษาอังกฤษ)", "What it is for, in English", most=1000)
    is_proposed = forms.BooleanField(
        label=both("เป็นข้อเสนอ รอโครงการยืนยัน", "Proposed, to be confirmed by the programme"), required=False
    )


class NewRubricForm(RubricForm):
    code = code()
    top = forms.IntegerField(
        label=both("แต่ละหัวข้อมีกี่ระดับ", "Levels for each item"),
        min_value=LEAST_LEVELS,
        max_value=MOST_LEVELS,
        initial=4,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    field_order = ("title_th", "title_en", "code", "top", "note_th", "note_en")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        del self.fields["is_proposed"]


class ItemForm(RoomForm):
    """An item with as many described levels as its rubric has; give `top`."""

    title_th = line("ชื่อหัวข้อ", "Title in Thai")
    title_en = line("ชื่อหัวข้อภาษาอังกฤษ", "Title in English")
    weight = forms.IntegerField(
        label=both("น้ำหนัก", "Weight"),
        min_value=1,
        max_value=MOST_WEIGHT,
        initial=1,
        help_text=both("ปกติเท่ากันทุกหัวข้อ คือ 1", "Usually the same for all: 1."),
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    place = forms.IntegerField(
        label=both("ลำดับที่", "Place in the list"),
        min_value=1,
        max_value=MOST_PLACES,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )

    def __init__(self, *args, top, **kwargs):
        super().__init__(*args, **kwargs)
        self.top = top
        for number in range(1, top + 1):
            self.fields[f"level_{number}_th"] = words(
                f"ระดับ {number} เป็นอย่างไร", f"Level {number} in Thai", most=DESCRIPTION
            )
            self.fields[f"level_{number}_en"] = words(
                f"ระดับ {number} (ภาษาอังกฤษ)", f"Level {number} in English", most=DESCRIPTION
            )

    def values(self):
        """What the action takes."""
        typed = self.cleaned_data
        levels = [
            Text(typed[f"level_{number}_th"], typed[f"level_{number}_en"])
            for number in range(1, self.top + 1)
        ]
        kept = {name: typed[name] for name in ("weight", "place", "code") if name in typed}
        return {"title": Text(typed["title_th"], typed["title_en"]), "levels": levels, **kept}

    @staticmethod
    def initial_of(item):
        """What the form begins with for an item that is there."""
        levels = {
            f"level_{level.number}_{language}": getattr(level, f"text_{language}")
            for level in item.levels.all()
            for language in ("th", "en")
        }
        return {
            "title_th": item.title_th,
            "title_en": item.title_en,
            "weight": item.weight,
            "place": item.place,
            **levels,
        }


class NewItemForm(ItemForm):
    """A new item goes to the end of the list."""

    code = code()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        del self.fields["place"]
        self.order_fields(["title_th", "title_en", "code", "weight"])
