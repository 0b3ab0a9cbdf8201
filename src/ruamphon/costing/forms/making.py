"""What comes out of a batch: outputs with their shares, good ones, hours, batches a month, the selling price."""

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django import forms

from ruamphon.core.choices import choices_of
from ruamphon.core.labels import both
from ruamphon.core.text import Text
from ruamphon.core.thai_text import THAI_DIGITS
from ruamphon.costing.domain import UNITS, Range, UnknownUnit, read_number, read_range, read_share, read_unit
from ruamphon.costing.enums import Dimension, Form
from ruamphon.costing.forms.flat import NAME_IT
from ruamphon.costing.forms.reading import AMOUNT, RowsForm, counter, plain, text, typed_range
from ruamphon.costing.models.columns import exact_of
from ruamphon.costing.typed import ONE, OutputRow
from ruamphon.programmes.forms.fields import KeptKeyInput
from ruamphon.registry.models import Product

MOST_OUTPUTS = 12
HOW_MANY = Text("บอกด้วยว่าได้เท่าไร เช่น 40 กระปุก", "Say how many, such as 40 jars.")
NOTHING_COMES = Text(
    "ต้องได้มากกว่าศูนย์ ถ้าไม่มีของดีเลยก็ยังหารต้นทุนไม่ได้",
    "More than zero must come out: a cost cannot be spread over nothing.",
)
NOT_WHOLE = Text(
    "ส่วนแบ่งต้นทุนรวมกันได้ {sum}% ต้องรวมกันได้ 100% พอดี",
    "The cost shares add up to {sum}%; they must make exactly 100%.",
)
ABOVE_ZERO = Text("ต้องมากกว่าศูนย์", "It must be more than zero.")
COUNTED = re.compile(r"(?P<good>\d{1,9})\s*(?:/|จาก|of)\s*(?P<made>\d{1,9})")
SHARE_PLACES = 10
NO_GOOD = Text("สัดส่วนของดีต้องมากกว่า 0%", "The share of good ones must be above 0%.")


@dataclass(frozen=True)
class OutputFields:
    """The boxes of one output on the page."""

    number: int
    name: Any
    quantity: Any
    share: Any
    price: Any
    is_first: bool


class MakingForm(RowsForm):
    """One batch: what comes out of it and what it is sold for."""

    revision = forms.IntegerField(widget=KeptKeyInput)
    name = text("ชื่อใบต้นทุน", "Name of the sheet", required=True)
    form = forms.ChoiceField(
        label=both("ผลิตแบบไหน", "How it is made"), choices=choices_of(Form), widget=forms.RadioSelect
    )
    product: Any = forms.ModelChoiceField(
        queryset=Product.objects.none(),
        required=False,
        label=both("เป็นต้นทุนของสินค้าใด", "Which product it is"),
        empty_label=both("ไม่ใช่สินค้าที่ขาย", "Not a product on sale"),
    )
    good = text(
        "ของดีกี่เปอร์เซ็นต์ของที่ทำ เช่น 90% หรือ 5 จาก 6",
        "Share that is good, such as 90% or 5 of 6",
        most=40,
    )
    hours = text("หนึ่งรอบใช้กี่ชั่วโมง", "Hours a batch takes", most=40)
    batches = text("เดือนหนึ่งทำกี่รอบ", "Batches a month", most=40)
    weight = text("น้ำหนักเป็นตัวละกี่กิโลกรัม", "Live weight of a head, kg", most=40)
    smallest = text("คณะเล็กสุดคิดเงินกี่คน", "Smallest group that is charged", most=20)
    price = text("ขายชิ้นละกี่บาท", "Sold for how many baht each", most=40, number=True)

    def __init__(self, data=None, *, recipe, outputs, products, more=False):
        super().__init__(data)
        self.outputs = list(outputs)
        field: Any = self.fields["product"]
        field.queryset = products
        field.label_from_instance = lambda product: str(product.name)
        self._fill(recipe)
        many = self.counted("rows", len(self.outputs) or 1, MOST_OUTPUTS)
        self.many = min(many + (1 if more else 0), MOST_OUTPUTS)
        self.fields["rows"] = counter(self.many)
        if data is not None and more:
            self.data = {**data.dict(), "rows": str(self.many)}
        whole = sum((Fraction(output.weight) for output in self.outputs), Fraction())
        for place in range(self.many):
            self._add_row(place, self.outputs[place] if place < len(self.outputs) else None, whole)

    def _fill(self, recipe: Any) -> None:
        self.initial = {
            "revision": recipe.revision,
            "name": recipe.name,
            "form": recipe.form,
            "product": recipe.product_id,
            "good": _typed_share(recipe.good),
            "hours": typed_range(recipe.hours),
            "batches": typed_range(recipe.batches_a_month),
            "weight": typed_range(recipe.weight),
            "smallest": recipe.smallest or "",
            "price": "" if recipe.price is None else plain(Fraction(recipe.price)),
        }

    def _add_row(self, place: int, output: Any, whole: Fraction) -> None:
        box = f"output-{place}"
        self.fields[f"{box}-pk"] = forms.IntegerField(
            widget=KeptKeyInput, required=False, initial=output and output.pk
        )
        self.fields[f"{box}-name"] = text("ได้อะไร", "What comes out")
        self.fields[f"{box}-name"].initial = output.name if output else ""
        self.fields[f"{box}-quantity"] = text(
            "ได้เท่าไรต่อรอบ (รวมที่เสีย)", "How much a batch (with bad ones)", most=60
        )
        self.fields[f"{box}-quantity"].initial = _typed(output)
        self.fields[f"{box}-share"] = text("แบ่งต้นทุนกี่เปอร์เซ็นต์", "Share of the cost", most=20)
        share = Fraction(output.weight) / whole if output and whole else None
        self.fields[f"{box}-share"].initial = "" if share is None else f"{plain(share * 100)}%"
        self.fields[f"{box}-price"] = text("ขายหน่วยละกี่บาท", "Sold for, each", most=40, number=True)
        price = output and exact_of(output.price)
        self.fields[f"{box}-price"].initial = "" if price is None else plain(price)

    def clean(self):
        super().clean()
        self.typed = [row for place in range(self.many) if (row := self._row(place))]
        self.good_share = self._good()
        self.hours_typed, self.batches_typed = self._range("hours"), self._range("batches")
        self.weight_typed = self._weight()
        self.sold_for = self._number("price")
        self.smallest_typed = self._number("smallest")
        self._check_shares()
        if not self.typed and not self.errors:
            self.add_error("output-0-name", str(NAME_IT))
        return self.cleaned_data

    def _row(self, place: int) -> OutputRow | None:
        box = f"output-{place}"
        name, quantity, share, price = (
            self.said(f"{box}-{each}") for each in ("name", "quantity", "share", "price")
        )
        if not (name or quantity):
            return None
        if not name:
            self.add_error(f"{box}-name", str(NAME_IT))
        amount = self._amount(f"{box}-quantity", quantity, name)
        weight = self.read(f"{box}-share", read_share, share, name=name, field="share") if share else None
        sold = self.read(f"{box}-price", read_number, price, name=name, field="price") if price else None
        if amount is None:
            return None
        alone = self.many == 1 or not share
        return OutputRow(
            pk=self._own_pk(box),
            name=name,
            quantity=amount[0],
            unit=amount[1],
            unit_word=amount[2],
            weight=Fraction(1) if alone and place == 0 else weight or Fraction(),
            price=None if sold is None else Fraction(sold),
        )

    def _own_pk(self, box: str) -> int | None:
        pk = self.cleaned_data.get(f"{box}-pk")
        return pk if any(output.pk == pk for output in self.outputs) else None

    def _amount(self, box: str, typed: str, name: str) -> tuple[Range, str, str] | None:
        found = AMOUNT.fullmatch(typed.translate(THAI_DIGITS).strip())
        if found is None:
            self.add_error(box, str(HOW_MANY))
            return None
        amount = self.read(box, read_range, found["number"], name=name, field="quantity")
        if amount is None:
            return None
        if amount.low == 0:
            self.add_error(box, str(NOTHING_COMES))
            return None
        return amount, *unit_and_word(found["unit"] or "")

    def _good(self) -> Range:
        typed = self.said("good")
        found = _counted(typed) or (
            self.read(
                "good", read_range, typed.rstrip("% "), name=str(self.fields["good"].label), field="good"
            )
            if typed
            else None
        )
        if found is None:
            return ONE
        if found.low <= 0 or (found.high or 0) > 100:  # noqa: PLR2004 — per cent
            self.add_error(
                "good", str(NO_GOOD if found.low <= 0 else Text("เกิน 100% ไม่ได้", "It cannot be above 100%."))
            )
            return ONE
        return found.over(Range.of(100))

    def _weight(self) -> Range | None:
        found = self._range("weight")
        if found is not None and found.low <= 0:
            self.add_error("weight", str(ABOVE_ZERO))
            return None
        return found

    def _range(self, box: str) -> Range | None:
        typed = self.said(box)
        return (
            self.read(box, read_range, typed, name=str(self.fields[box].label), field=box) if typed else None
        )

    def _number(self, box: str) -> Fraction | None:
        typed = self.said(box)
        found = (
            self.read(box, read_number, typed, name=str(self.fields[box].label), field=box) if typed else None
        )
        return None if found is None else Fraction(found)

    def _check_shares(self) -> None:
        if len(self.typed) < 2 or self.cleaned_data.get("form") == Form.TRIP:  # noqa: PLR2004 — one carries it all
            return
        whole = sum((row.weight for row in self.typed), Fraction())
        if whole != 1:
            self.add_error("output-0-share", str(NOT_WHOLE.format(sum=plain(whole * 100))))

    @property
    def shown_rows(self) -> list[OutputFields]:
        """The outputs of the page."""
        boxes = [f"output-{place}" for place in range(self.many)]
        return [
            OutputFields(
                n + 1,
                self[f"{box}-name"],
                self[f"{box}-quantity"],
                self[f"{box}-share"],
                self[f"{box}-price"],
                n == 0,
            )
            for n, box in enumerate(boxes)
        ]


def unit_and_word(typed: str) -> tuple[str, str]:
    """The unit meant, and the group's own word for one where it counts things: "กระปุก" is a piece."""
    word = typed.strip()
    if not word:
        return "piece", ""
    try:
        unit = read_unit(word)
    except UnknownUnit:
        return "piece", word[:40]
    return unit.code, word[:40] if unit.dimension in {Dimension.COUNT, Dimension.OWN} else ""


def _counted(typed: str) -> Range | None:
    """Good ones as they were counted, "5 จาก 6" or "5/6", in per cent; None for anything else."""
    found = COUNTED.fullmatch(typed.translate(THAI_DIGITS).replace(",", ""))
    if found is None or not int(found["made"]):
        return None
    return Range.of(Fraction(int(found["good"]), int(found["made"])) * 100)


def _typed_share(good: Range) -> str:
    """A share as per cent, with all the digits it is kept with: what comes back unchanged changes nothing."""
    low, high = (plain(end * 100, SHARE_PLACES) for end in (good.low, good.high or good.low))
    return f"{low}%" if low == high else f"{low}–{high}%"


def _typed(output: Any) -> str:
    if output is None:
        return ""
    return f"{typed_range(output.quantity)} {output.unit_word or UNITS[output.unit].name}"
