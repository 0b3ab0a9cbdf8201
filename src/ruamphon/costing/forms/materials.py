"""Materials, prices, what came in, equipment: as people write them."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django import forms
from django.utils import timezone

from ruamphon.core.choices import choices_of
from ruamphon.core.date_fields import ThaiDateFormField
from ruamphon.core.labels import both
from ruamphon.core.text import Text
from ruamphon.costing.actions.material import LotRow
from ruamphon.costing.domain import (
    UNITS,
    CostProblem,
    FreePrice,
    Range,
    read_number,
    read_price,
    read_quantity,
    read_unit,
)
from ruamphon.costing.enums import Known, Paid, Part, PriceWay
from ruamphon.costing.forms.reading import RowsForm, counter, plain, text, typed_amount
from ruamphon.costing.models import Intake
from ruamphon.programmes.forms.fields import TODAY, DraftKeyField, words

MOST_LOTS = 20
LOTS = 2
MORE = 2
SIZES = 3
SHARED = [
    (value, label)
    for value, label in choices_of(Part)
    if value in {Part.MATERIAL, Part.PACKAGING, Part.OVERHEAD}
]
CHOOSE = Text("เลือกวัตถุดิบ", "Choose a material.")
HOW_MUCH = Text("บอกด้วยว่าเท่าไร เช่น 2 กก.", "Say how much, such as 2 kg.")
HOW_DEAR = Text("บอกด้วยว่ากี่บาท", "Say how many baht.")
ABOVE_ZERO = Text("ต้องมากกว่าศูนย์", "It must be more than zero.")


class MaterialForm(RowsForm):
    """A new thing on the list, with its price where that is known."""

    name = text("ชื่อ", "Name", required=True)
    part = forms.ChoiceField(
        label=both("เป็นอะไร", "What it is"), choices=SHARED, initial=Part.MATERIAL, widget=forms.RadioSelect
    )
    unit = text(
        "ราคาคิดต่อหน่วยไหน เช่น กก. ลิตร ชิ้น",
        "The unit of its price, such as kg, litre, piece",
        most=40,
        required=True,
    )
    price = text("ราคาต่อหน่วย (ถ้ารู้)", "Price of one (if known)", most=40)
    paid = forms.ChoiceField(
        label=both("ได้มาอย่างไร", "Where it comes from"), choices=choices_of(Paid), initial=Paid.BOUGHT
    )

    def clean(self):
        super().clean()
        typed = self.said("unit")
        unit = self.read("unit", read_unit, typed) if typed else None
        self.unit_code = unit.code if unit else ""
        self.value = priced(self, "price", self.said("name"))
        return self.cleaned_data


class PriceForm(RowsForm):
    """What one unit costs, heard or estimated, on a day."""

    price = text(
        "หนึ่งหน่วยกี่บาท เป็นช่วงได้ เช่น 30–35",
        "Baht for one unit; a range will do, such as 30–35",
        most=40,
        required=True,
    )
    paid = forms.ChoiceField(
        label=both("ได้มาอย่างไร", "Where it comes from"), choices=choices_of(Paid), initial=Paid.BOUGHT
    )
    known = forms.ChoiceField(
        label=both("รู้แน่แค่ไหน", "How well it is known"), choices=choices_of(Known), initial=Known.ESTIMATED
    )
    on = ThaiDateFormField(label=both("ราคาของวันที่", "Price of which day"), latest=TODAY)
    came_from = text("รู้จากไหน", "Where it is known from", most=200)

    def __init__(self, data=None):
        super().__init__(data)
        self.fields["on"].initial = timezone.localdate()

    def clean(self):
        super().clean()
        self.value = priced(self, "price", str(self.fields["price"].label)) if self.said("price") else None
        return self.cleaned_data


def priced(form: RowsForm, box: str, name: str) -> Range | None:
    """A typed price; "ฟรี" asks where it came from, unless that is said."""
    typed, paid = form.said(box), form.said("paid")
    if not typed:
        return None
    try:
        return read_price(typed, name=name)
    except FreePrice as problem:
        if paid == Paid.NATURE:
            return Range.of(0)
        form.add_error("paid", str(problem.reason))
    except CostProblem as problem:
        form.add_error(box, str(problem.reason))
    return None


class MaterialEditForm(RowsForm):
    """Its name, which price counts, and units of its own."""

    name = text("ชื่อ", "Name", required=True)
    way = forms.ChoiceField(
        label=both("ใช้ราคาไหน", "Which price counts"), choices=choices_of(PriceWay), widget=forms.RadioSelect
    )

    def __init__(self, data=None, *, material):
        super().__init__(data)
        self.material = material
        self.initial = {"name": material.name, "way": material.way}
        known = list(material.conversions.all())
        unit = UNITS[material.unit].name
        for place in range(max(SIZES, len(known) + 1)):
            row = known[place] if place < len(known) else None
            self.fields[f"size-{place}-unit"] = text("หนึ่งหน่วยนี้", "One of this unit", most=40)
            self.fields[f"size-{place}-size"] = text(
                f"เท่ากับกี่{unit.th}", f"is how many {unit.en}", most=20, number=True
            )
            if row:
                self.fields[f"size-{place}-unit"].initial = str(UNITS[row.unit].name)
                self.fields[f"size-{place}-size"].initial = plain(Fraction(row.size))
        self.places = max(SIZES, len(known) + 1)

    def clean(self):
        super().clean()
        self.sizes: dict[str, Fraction] = {}
        for place in range(self.places):
            self._read_size(f"size-{place}")
        return self.cleaned_data

    def _read_size(self, box: str) -> None:
        typed, size = self.said(f"{box}-unit"), self.said(f"{box}-size")
        if not (typed or size):
            return
        unit = self.read(f"{box}-unit", read_unit, typed)
        number = self.read(f"{box}-size", read_number, size, name=typed, field="size")
        if number is not None and number <= 0:
            self.add_error(f"{box}-size", str(ABOVE_ZERO))
        elif unit is not None and number is not None:
            self.sizes[unit.code] = Fraction(number)

    @property
    def size_rows(self):
        """The boxes of units of its own, in pairs."""
        return [(self[f"size-{place}-unit"], self[f"size-{place}-size"]) for place in range(self.places)]


@dataclass(frozen=True)
class LotFields:
    """The boxes of one lot."""

    number: int
    material: Any
    quantity: Any
    value: Any


class IntakeForm(RowsForm):
    """A slip with its lots, or what was harvested, caught or given on a day; `like` fills in what an earlier one had."""

    draft_key = DraftKeyField()
    on = ThaiDateFormField(label=both("วันที่", "Day"), latest=TODAY)
    paid = forms.ChoiceField(
        label=both("ได้มาอย่างไร", "Where it comes from"),
        choices=[choice for choice in choices_of(Paid) if choice[0] != Paid.NATURE],
        widget=forms.RadioSelect,
        initial=Paid.BOUGHT,
    )
    supplier = text("ซื้อจากใคร (ถ้าซื้อ)", "Bought from (if bought)")
    total = text("ยอดรวมในสลิป (ถ้ามี)", "Total of the slip (if any)", most=20, number=True)
    is_sure = forms.BooleanField(
        label=both("ตรวจแล้ว จำนวนและราคาถูกต้อง", "I looked again: quantity and price are right"),
        required=False,
    )

    is_apart = forms.BooleanField(
        label=both(
            "มีในสมุดเงินสดแล้ว หรือยังไม่ได้จ่ายเงิน ไม่ต้องจดซ้ำ",
            "Already in the cash book, or not paid yet: do not write it there",
        ),
        required=False,
    )

    def __init__(self, data=None, *, materials, more=False, may_record=True, like=None):
        super().__init__(data, initial=_as_typed(like) if like else None)
        self.materials = materials
        self.may_record = may_record
        if not may_record:
            del self.fields["is_apart"]
        self.fields["on"].initial = timezone.localdate()
        rows = max(LOTS, like.lots.count()) if like else LOTS
        self.many = min(self.counted("lots", rows, MOST_LOTS) + (MORE if more else 0), MOST_LOTS)
        self.fields["lots"] = counter(self.many)
        if data is not None and more:
            self.data = {**data.dict(), "lots": str(self.many)}
        for place in range(self.many):
            field = forms.ModelChoiceField(
                queryset=materials,
                required=False,
                label=both("อะไร", "What"),
                empty_label=both("เลือก", "Choose"),
            )
            self.fields[f"lot-{place}-material"] = field
            self.fields[f"lot-{place}-quantity"] = text("เท่าไร เช่น 2 กก.", "How much, such as 2 kg", most=40)
            self.fields[f"lot-{place}-value"] = text("รวมกี่บาท", "Baht in all", most=40)

    def clean(self):
        super().clean()
        self.typed = [row for place in range(self.many) if (row := self._row(f"lot-{place}"))]
        total = self.said("total")
        found = (
            self.read("total", read_number, total, name=str(self.fields["total"].label), field="total")
            if total
            else None
        )
        self.slip = None if found is None else Fraction(found)
        return self.cleaned_data

    def _row(self, box: str) -> LotRow | None:
        material = self.cleaned_data.get(f"{box}-material")
        quantity, value = self.said(f"{box}-quantity"), self.said(f"{box}-value")
        if not (material or quantity or value):
            return None
        for missing, name, sentence in (
            (material, "material", CHOOSE),
            (quantity, "quantity", HOW_MUCH),
            (value, "value", HOW_DEAR),
        ):
            if not missing:
                self.add_error(f"{box}-{name}", str(sentence))
        if not (material and quantity and value):
            return None
        amount = self.read(f"{box}-quantity", read_quantity, quantity, name=material.name, field="quantity")
        baht = self.read(
            f"{box}-value", read_number, value.replace("บาท", "").strip(), name=material.name, field="value"
        )
        if amount is None or baht is None:
            return None
        if not amount[0]:
            self.add_error(f"{box}-quantity", str(ABOVE_ZERO))
            return None
        return LotRow(
            material=material, quantity=Fraction(amount[0]), unit=amount[1].code, value=Fraction(baht)
        )

    @property
    def rows(self) -> list[LotFields]:
        """The lots of the page."""
        boxes = [f"lot-{place}" for place in range(self.many)]
        return [
            LotFields(n, self[f"{box}-material"], self[f"{box}-quantity"], self[f"{box}-value"])
            for n, box in enumerate(boxes, start=1)
        ]

    @property
    def goes_to_book(self) -> bool:
        """Whether a bought slip is to be written in the cash book too."""
        return self.may_record and not self.cleaned_data.get("is_apart")

    @property
    def asks(self) -> bool:
        """Whether the page asks to look again at a quantity."""
        return bool(self.non_field_errors() or self["is_sure"].value())


def _as_typed(slip: Intake) -> dict[str, Any]:
    """What was typed on a slip; the day is today's, and the total follows from the lots."""
    typed: dict[str, Any] = {"paid": slip.paid, "supplier": slip.supplier}
    for place, lot in enumerate(slip.lots.all()):
        quantity = Range.of(Fraction(lot.quantity))
        typed[f"lot-{place}-material"] = lot.material_id
        typed[f"lot-{place}-quantity"] = typed_amount(quantity, lot.unit)
        typed[f"lot-{place}-value"] = plain(Fraction(lot.value))
    return typed


class PayForm(RowsForm):
    """On which day a slip was paid that was not in the cash book yet."""

    on = ThaiDateFormField(label=both("จ่ายเงินเมื่อวันที่", "Paid on"), latest=TODAY)

    def __init__(self, data=None):
        super().__init__(data)
        self.fields["on"].initial = timezone.localdate()


class VoidForm(RowsForm):
    """Why something noted is taken back."""

    reason = words("ผิดตรงไหน", "What was wrong", most=300, required=True)
