"""The flat path: three questions on one page of a phone, in words and numbers as people write them."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django import forms

from ruamphon.core.choices import choices_of
from ruamphon.core.labels import both
from ruamphon.core.text import Text
from ruamphon.core.thai_text import THAI_DIGITS
from ruamphon.costing.domain import (
    UNITS,
    CostProblem,
    Flat,
    FreePrice,
    Range,
    UnknownUnit,
    WentIn,
    Worked,
    read_number,
    read_price,
    read_quantity,
    read_range,
    read_unit,
)
from ruamphon.costing.domain.reading import WITH_UNIT
from ruamphon.costing.enums import Dimension, Paid
from ruamphon.costing.forms.reading import RowsForm, counter, text
from ruamphon.programmes.forms.fields import DraftKeyField
from ruamphon.registry.models import Product

MOST_THINGS = 30
MOST_HANDS = 12
THINGS, HANDS, MORE = 4, 2, 3
HOW_MANY = both("บอกด้วยว่าได้กี่ชิ้น เช่น 40 กระปุก", "Say how many, such as 40 jars.")
NAME_IT = Text("บอกด้วยว่าคืออะไร", "Say what it is.")
HOW_MUCH = Text("บอกด้วยว่าใช้เท่าไร เช่น 2 กก.", "Say how much, such as 2 kg.")
HOW_LONG = Text("บอกด้วยว่าทำกี่ชั่วโมง เช่น 3 ชม.", "Say how long, such as 3 hours.")
NOTHING_USED = Text("จำนวนต้องมากกว่าศูนย์", "The quantity must be more than zero.")
NOT_TIME = Text("เขียนเป็นเวลา เช่น 3 ชม. หรือ 2 วัน", "Write a time, such as 3 hours or 2 days.")
ANSWER_ONE = Text("ตอบข้อ 1 หรือข้อ 3 อย่างน้อยหนึ่งแถว", "Answer at least one row of question 1 or question 3.")
FREE_WAYS = [
    ("", both("เลือกหนึ่งข้อ", "Choose one")),
    *[choice for choice in choices_of(Paid) if choice[0] != Paid.BOUGHT],
]


@dataclass(frozen=True)
class ThingRow:
    """The boxes of one thing that went in."""

    number: int
    name: Any
    quantity: Any
    price: Any
    paid: Any
    asks: bool


@dataclass(frozen=True)
class HandRow:
    """The boxes of somebody who worked."""

    number: int
    who: Any
    hours: Any
    pay: Any


class FlatForm(RowsForm):
    """What went in, how many good pieces, who worked how long. Rows left empty are no rows."""

    draft_key = DraftKeyField()
    product: Any = forms.ModelChoiceField(
        queryset=Product.objects.none(), required=False, widget=forms.RadioSelect, empty_label=None
    )
    name = text("ชื่อของที่ทำ", "What you call it", hint="")
    good = text("ได้ของดีกี่ชิ้น", "How many good ones", required=True, said=HOW_MANY)
    price = text("ขายชิ้นละกี่บาท (ถ้ารู้)", "Sold for how many baht each (if known)", number=True)
    own_rate = text("แรงของเราเอง คิดชั่วโมงละกี่บาท (ถ้ารู้)", "Our own work, baht an hour (if known)", number=True)

    def __init__(self, data=None, *, products, rate_is_known: bool, more: bool = False):
        super().__init__(data)
        field: Any = self.fields["product"]
        field.queryset = products
        field.label_from_instance = lambda product: str(product.name)
        field.label = both("สินค้าของกลุ่ม", "A product of the group")
        if not products.exists():
            del self.fields["product"]
        if rate_is_known:
            del self.fields["own_rate"]
        extra = MORE if more else 0
        self.things = min(self.counted("things", THINGS, MOST_THINGS) + extra, MOST_THINGS)
        self.hands = min(self.counted("hands", HANDS, MOST_HANDS) + (1 if more else 0), MOST_HANDS)
        self.fields["things"], self.fields["hands"] = counter(self.things), counter(self.hands)
        if data is not None and more:
            self.data = {**data.dict(), "things": str(self.things), "hands": str(self.hands)}
        for place in range(self.things):
            self._add_thing(place)
        for place in range(self.hands):
            self._add_hand(place)

    def _add_thing(self, place: int) -> None:
        self.fields[f"thing-{place}-name"] = text("ใส่อะไร", "What went in")
        self.fields[f"thing-{place}-quantity"] = text("เท่าไร", "How much", most=60)
        self.fields[f"thing-{place}-price"] = text("จ่ายกี่บาท", "Baht paid", most=60)
        self.fields[f"thing-{place}-paid"] = forms.ChoiceField(
            label=both("“ฟรี” แบบไหน", "“Free” in which way"), choices=FREE_WAYS, required=False
        )

    def _add_hand(self, place: int) -> None:
        self.fields[f"hand-{place}-who"] = text("ใครทำ", "Who worked")
        self.fields[f"hand-{place}-hours"] = text("รวมกี่ชั่วโมง", "How long in all", most=60)
        self.fields[f"hand-{place}-pay"] = text("จ่ายค่าจ้างรวมกี่บาท", "Baht paid in all", most=60)

    # What was typed ------------------------------------------------------------------------------------------

    def clean(self):
        values = self.cleaned_data
        super().clean()
        self.went_in = [row for place in range(self.things) if (row := self._went_in(place))]
        self.worked = [hand for place in range(self.hands) if (hand := self._worked(place))]
        self.pieces, self.unit, self.unit_word = self._good()
        self.sold_for = self._amount("price", both("ราคาขาย", "price"))
        self.rate = self._amount("own_rate", both("ค่าแรง", "rate")) if "own_rate" in self.fields else None
        chosen = values.get("product")
        self.title = self.said("name") or (chosen.name_th if chosen else "")
        if not self.title:
            self.add_error("name", str(NAME_IT))
        if not (self.went_in or self.worked or self.errors):
            self.add_error("thing-0-name", str(ANSWER_ONE))
        return values

    def _went_in(self, place: int) -> WentIn | None:
        box = f"thing-{place}"
        name, quantity, price = (self.said(f"{box}-{each}") for each in ("name", "quantity", "price"))
        if not (name or quantity or price):
            return None
        if not name:
            self.add_error(f"{box}-name", str(NAME_IT))
        amount = self._quantity(f"{box}-quantity", quantity, name)
        paid, baht = self._price(box, price, name)
        if amount is None:
            return None
        return WentIn(name=name, quantity=Range.of(amount[0]), unit=amount[1], baht=baht, paid=paid)

    def _quantity(self, box: str, typed: str, name: str) -> tuple[Fraction, str] | None:
        if not typed:
            self.add_error(box, str(HOW_MUCH))
            return None
        read = read_quantity if WITH_UNIT.fullmatch(typed.translate(THAI_DIGITS).strip()) else _pieces
        found = self.read(box, read, typed, name=name, field=box)
        if found is None:
            return None
        if not found[0]:
            self.add_error(box, str(NOTHING_USED))
            return None
        return Fraction(found[0]), found[1].code

    def _price(self, box: str, typed: str, name: str) -> tuple[Paid, Range | None]:
        """What was paid, or where it came from when it was free: then a price is its market value, if any is typed."""
        way = self.said(f"{box}-paid")
        paid = Paid(way) if way else Paid.BOUGHT
        if not typed:
            return paid, None
        try:
            return paid, read_price(typed, name=name, field="price")
        except FreePrice as problem:
            if way:
                return paid, None if paid is not Paid.NATURE else Range.of(0)
            self.add_error(f"{box}-paid", str(problem.reason))
        except CostProblem as problem:
            self.add_error(f"{box}-price", str(problem.reason))
        return paid, None

    def _worked(self, place: int) -> Worked | None:
        box = f"hand-{place}"
        who, hours, pay = (self.said(f"{box}-{each}") for each in ("who", "hours", "pay"))
        if not (who or hours or pay):
            return None
        if not who:
            self.add_error(f"{box}-who", str(NAME_IT))
        time = self._time(f"{box}-hours", hours, who)
        baht = self.read(f"{box}-pay", read_price, pay, name=who, field="pay") if pay else None
        if time is None:
            return None
        is_paid = baht is not None and not baht.is_zero
        return Worked(
            who=who,
            hours=Range.of(time),
            rate=baht.over(Range.of(time)) if baht is not None and is_paid else None,
            paid=Paid.BOUGHT if is_paid else Paid.OWN,
        )

    def _time(self, box: str, typed: str, who: str) -> Fraction | None:
        """Hours: a bare number is hours; "2 วัน" are sixteen."""
        if not typed:
            self.add_error(box, str(HOW_LONG))
            return None
        read = read_quantity if WITH_UNIT.fullmatch(typed.translate(THAI_DIGITS).strip()) else _hours
        found = self.read(box, read, typed, name=who, field=box)
        if found is None:
            return None
        number, unit = found
        if unit.dimension is not Dimension.TIME:
            self.add_error(box, str(NOT_TIME))
            return None
        if not number:
            self.add_error(box, str(NOTHING_USED))
            return None
        return Fraction(number) * unit.size

    def _good(self) -> tuple[Range | None, str, str]:
        """How many good ones, in which unit, and the group's own word for one: "40 กระปุก"."""
        typed = self.said("good").translate(THAI_DIGITS)
        if not typed:
            return None, "piece", ""
        found = WITH_UNIT.fullmatch(typed)
        amount = self.read(
            "good",
            read_range,
            found["number"] if found else typed,
            name=str(self.fields["good"].label),
            field="good",
        )
        if found is None:
            return amount, "piece", ""
        word = found["unit"].strip()
        try:
            unit = read_unit(word)
        except UnknownUnit:
            return amount, "piece", word[:40]
        return amount, unit.code, word[:40] if unit.dimension in {Dimension.COUNT, Dimension.OWN} else ""

    def _amount(self, box: str, name: str) -> Fraction | None:
        typed = self.said(box)
        if not typed:
            return None
        found = self.read(box, read_number, typed, name=str(name), field=box)
        return None if found is None else Fraction(found)

    def flat(self) -> Flat:
        """The three answers of a valid form."""
        return Flat(
            code="flat",
            name=self.title,
            went_in=tuple(self.went_in),
            good=self.pieces or Range.of(0),
            unit=self.unit,
            worked=tuple(self.worked),
        )

    # The page -------------------------------------------------------------------------------------------------

    @property
    def thing_rows(self) -> list[ThingRow]:
        """The rows of the first question."""
        return [self._thing_row(place) for place in range(self.things)]

    def _thing_row(self, place: int) -> ThingRow:
        box = f"thing-{place}"
        paid = self[f"{box}-paid"]
        asks = bool(paid.errors or paid.value())
        return ThingRow(
            place + 1, self[f"{box}-name"], self[f"{box}-quantity"], self[f"{box}-price"], paid, asks
        )

    @property
    def hand_rows(self) -> list[HandRow]:
        """The rows of the third question."""
        boxes = [f"hand-{place}" for place in range(self.hands)]
        return [
            HandRow(n, self[f"{box}-who"], self[f"{box}-hours"], self[f"{box}-pay"])
            for n, box in enumerate(boxes, start=1)
        ]


def _pieces(typed, **names):
    return read_number(typed, **names), UNITS["piece"]


def _hours(typed, **names):
    return read_number(typed, **names), UNITS["hour"]
