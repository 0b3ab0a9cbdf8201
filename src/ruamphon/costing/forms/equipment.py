"""A machine as people tell of it: what it cost, how long it lasts, what it is worth in the end."""

from fractions import Fraction
from typing import Any

from django import forms

from ruamphon.core.date_fields import ThaiDateFormField
from ruamphon.core.labels import both
from ruamphon.costing.domain import read_number
from ruamphon.costing.enums import Basis
from ruamphon.costing.forms.materials import ABOVE_ZERO
from ruamphon.costing.forms.reading import RowsForm, plain, text
from ruamphon.programmes.forms.fields import TODAY

MONTHS = 12
LIVES = (
    (Basis.MONTH, both("นับเป็นปี", "In years")),
    (Basis.HOUR, both("นับเป็นชั่วโมงที่ใช้งาน", "In hours of use")),
    (Basis.BATCH, both("นับเป็นรอบที่ทำ", "In batches")),
    (Basis.PIECE, both("นับเป็นชิ้นที่ทำได้", "In pieces made")),
)


class EquipmentForm(RowsForm):
    """A machine, new or as it is known. A life in years is handed on in months."""

    name = text("อุปกรณ์", "Equipment", required=True)
    bought_for = text("ซื้อมากี่บาท", "Bought for, baht", most=20, required=True, number=True)
    worth_in_the_end = text(
        "ขายซากได้กี่บาท (ถ้ามี)", "Worth in the end, baht (if anything)", most=20, number=True
    )
    life = text(
        "ใช้ได้นานเท่าไร เช่น 5 ปี ใส่ 5",
        "How long it lasts, such as 5 for 5 years",
        most=20,
        required=True,
        number=True,
    )
    per = forms.TypedChoiceField(
        label=both("อายุนี้", "Its life is counted"),
        choices=LIVES,
        coerce=Basis,
        initial=Basis.MONTH,
        widget=forms.RadioSelect,
    )
    bought_on = ThaiDateFormField(
        label=both("ซื้อเมื่อ (ถ้าจำได้)", "Bought on (if known)"), required=False, latest=TODAY
    )

    def __init__(self, data=None, *, equipment: Any = None):
        super().__init__(data)
        if equipment is not None:
            self.initial = _as_typed(equipment)

    def clean(self):
        super().clean()
        self.numbers: dict[str, Any] = {
            box: self._number(box) for box in ("bought_for", "worth_in_the_end", "life")
        }
        if self.numbers["life"] == 0:
            self.add_error("life", str(ABOVE_ZERO))
        return self.cleaned_data

    def _number(self, box: str) -> Fraction | None:
        typed = self.said(box)
        if not typed:
            return None
        found = self.read(box, read_number, typed, name=str(self.fields[box].label), field=box)
        return None if found is None else Fraction(found)

    @property
    def told(self) -> dict[str, Any]:
        """What the actions ask for."""
        per = self.cleaned_data["per"]
        return {
            "name": self.cleaned_data["name"],
            "bought_for": self.numbers["bought_for"],
            "worth_in_the_end": self.numbers["worth_in_the_end"] or Fraction(0),
            "life": self.numbers["life"] * (MONTHS if per is Basis.MONTH else 1),
            "per": per,
            "bought_on": self.cleaned_data["bought_on"],
        }


def _as_typed(equipment: Any) -> dict[str, Any]:
    life = Fraction(equipment.life) / (MONTHS if equipment.per == Basis.MONTH else 1)
    return {
        "name": equipment.material.name,
        "bought_for": plain(Fraction(equipment.bought_for)),
        "worth_in_the_end": plain(Fraction(equipment.worth_in_the_end)) if equipment.worth_in_the_end else "",
        "life": plain(life),
        "per": equipment.per,
        "bought_on": equipment.bought_on,
    }
