"""The lines of one part of a recipe on one page: rows to change, and empty ones to add some."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django import forms

from ruamphon.core.choices import choices_of
from ruamphon.core.labels import both
from ruamphon.core.text import Text
from ruamphon.costing.domain import (
    CostProblem,
    FreePrice,
    Range,
    check_usual,
    in_units,
    read_price,
    read_share,
)
from ruamphon.costing.enums import Basis, Known, Paid, Part
from ruamphon.costing.forms.flat import HOW_MUCH, NAME_IT, NOTHING_USED
from ruamphon.costing.forms.reading import (
    RowsForm,
    counter,
    plain,
    read_amount,
    text,
    typed_amount,
    typed_range,
)
from ruamphon.costing.models.columns import exact_of, range_of
from ruamphon.costing.typed import NOTHING, LineRow
from ruamphon.programmes.forms.fields import KeptKeyInput

MOST_LINES = 40
SPARE = 2
OWN_PRICE = "own"
BARE: dict[Part, str] = {
    Part.MATERIAL: "piece",
    Part.PACKAGING: "piece",
    Part.LABOUR: "hour",
    Part.OVERHEAD: "piece",
    Part.WEAR: "piece",
}
"""The unit of a number typed without one."""
FIRST_BASIS: dict[Part, Basis] = {
    Part.MATERIAL: Basis.BATCH,
    Part.PACKAGING: Basis.BATCH,
    Part.LABOUR: Basis.BATCH,
    Part.OVERHEAD: Basis.MONTH,
    Part.WEAR: Basis.MONTH,
}
PRICED_ELSEWHERE = Text("คิดตามราคาของ “{name}” จึงเว้นว่าง", "Follows the price of “{name}”, so it is empty")
TWO_PRICES = Text(
    "รายการนี้คิดตามราคาของ “{name}” ลบตัวเลขนี้ หรือเปลี่ยน “ราคามาจาก” เป็นราคาของรายการนี้เอง",
    "This line follows the price of “{name}”. Clear this number, or set “Price from” to a price of its own.",
)
SHARE_OR_PRICE = Text(
    "ส่วนแบ่งลูกเรือคิดเป็นเงินจากของที่จับได้ ลบตัวเลขนี้ หรือลบส่วนแบ่ง",
    "A share of the crew comes from what was caught. Clear this number, or the share.",
)
SURE = both("จำนวนนี้ถูกแล้ว", "This quantity is right")


@dataclass(frozen=True)
class LineFields:
    """The boxes of one line on the page."""

    number: int
    main: list[Any]
    pair: list[Any]
    more: list[Any]
    sure: Any
    remove: Any
    is_new: bool
    is_open: bool


class LinesForm(RowsForm):
    """Rows of one part. A row left all empty is no row, nor is one that is ticked to be removed."""

    revision = forms.IntegerField(widget=KeptKeyInput)
    has_none = forms.BooleanField(required=False)

    def __init__(self, data=None, *, recipe, part, lines, sources, more=False):
        super().__init__(data)
        self.part, self.lines, self.sources = part, list(lines), sources
        self.is_trip = recipe.form == "trip" and part is Part.LABOUR
        self.fields["revision"].initial = recipe.revision
        self.fields["has_none"].label = both(f"เราไม่มี{part.label.th}เลย", f"We have none: {part.label.en}")
        self.fields["has_none"].initial = part in recipe.has_none
        many = self.counted("rows", min(len(self.lines) + SPARE, MOST_LINES), MOST_LINES)
        self.many = min(many + (SPARE if more else 0), MOST_LINES)
        self.fields["rows"] = counter(self.many)
        if data is not None and more:
            self.data = {**data.dict(), "rows": str(self.many)}
        for place in range(self.many):
            self._add_row(place, self.lines[place] if place < len(self.lines) else None)

    def _add_row(self, place: int, line: Any) -> None:
        box = f"line-{place}"
        labour = self.part is Part.LABOUR
        self._add(f"{box}-pk", forms.IntegerField(widget=KeptKeyInput, required=False), line and line.pk)
        name = text("ใครทำ", "Who worked") if labour else text("ชื่อรายการ", "Name of the line")
        self._add(f"{box}-name", name, line and line.name)
        quantity = (
            text("นานเท่าไร", "How long", most=60)
            if labour
            else text("จำนวนและหน่วย", "Quantity and unit", most=60)
        )
        self._add(f"{box}-quantity", quantity, line and typed_amount(line.quantity, line.unit))
        self._add(
            f"{box}-price",
            text("บาททั้งหมดของจำนวนนี้", "Baht for all of it", most=60, hint=self._price_from(line)),
            line and _typed_price(line),
        )
        self._add(
            f"{box}-source", _choice(both("ราคามาจาก", "Price from"), self._sources()), _source_of(line)
        )
        self._add(
            f"{box}-paid",
            _choice(both("ได้มาอย่างไร", "Where it comes from"), choices_of(Paid)),
            line and line.paid,
        )
        self._add(
            f"{box}-basis",
            _choice(both("จำนวนนี้เป็นของ", "This quantity is"), choices_of(Basis)),
            line.basis if line else FIRST_BASIS[self.part],
        )
        self._add(
            f"{box}-known",
            _choice(both("รู้แน่แค่ไหน", "How well it is known"), choices_of(Known)),
            line.known if line else Known.ESTIMATED,
        )
        self._add(
            f"{box}-loss",
            text("เสียก่อนใช้ เช่น 10%", "Lost before use, such as 10%", most=20),
            line and _typed_loss(line),
        )
        if self.is_trip:
            self._add(
                f"{box}-crew",
                text("ส่วนแบ่งลูกเรือ เช่น 10%", "Share of the crew, such as 10%", most=20),
                line and _typed_share(line.crew_share),
            )
        self._add(f"{box}-sure", forms.BooleanField(required=False, label=SURE))
        self._add(
            f"{box}-remove",
            forms.BooleanField(required=False, label=both("เอารายการนี้ออก", "Remove this line")),
        )

    def _sources(self):
        return [(OWN_PRICE, both("ราคาของรายการนี้เอง", "A price of its own")), *self.sources]

    def _price_from(self, line: Any) -> str:
        """Why the box of a price is empty: it follows the list of materials, or another recipe."""
        name = dict(self.sources).get(_source_of(line))
        return str(PRICED_ELSEWHERE.format(name=name)) if name else ""

    def _add(self, name: str, field: forms.Field, initial: object = None) -> None:
        if initial not in (None, ""):
            field.initial = initial
        self.fields[name] = field

    # What was typed ------------------------------------------------------------------------------------------

    def clean(self):
        super().clean()
        self.typed = [row for place in range(self.many) if (row := self._row(place))]
        return self.cleaned_data

    def _row(self, place: int) -> LineRow | None:
        box = f"line-{place}"
        if self.cleaned_data.get(f"{box}-remove"):
            return None
        name, quantity, price, crew = (
            self.said(f"{box}-{each}") for each in ("name", "quantity", "price", "crew")
        )
        if not (name or quantity or price or crew):
            return None
        if not name:
            self.add_error(f"{box}-name", str(NAME_IT))
        before = next((line for line in self.lines if line.pk == self.cleaned_data.get(f"{box}-pk")), None)
        share = self.read(f"{box}-crew", read_share, crew, name=name, field="crew") if crew else None
        amount = (Range.of(1), "piece") if share is not None else self._amount(box, quantity, name, before)
        loss = self._loss(box, name)
        paid, value = self._value(box, price, name)
        self._check_one_price(box, price)
        if amount is None or loss is None:
            return None
        return self._made(
            box, before, name=name, amount=amount, loss=loss, paid=paid, value=value, share=share
        )

    def _check_one_price(self, box: str, typed: str) -> None:
        """A price is typed, taken from elsewhere, or a share of the catch, never two of them: we do not choose which counts."""
        name = dict(self.sources).get(self.said(f"{box}-source"))
        if typed and name:
            self.add_error(f"{box}-price", str(TWO_PRICES.format(name=name)))
        elif typed and self.said(f"{box}-crew"):
            self.add_error(f"{box}-price", str(SHARE_OR_PRICE))

    def _made(self, box, before, *, name, amount, loss, paid, value, share) -> LineRow:
        kind, _, number = self.said(f"{box}-source").partition("-")
        values = self.cleaned_data
        return LineRow(
            pk=before.pk if before else None,
            name=name,
            part=self.part,
            quantity=amount[0],
            unit=amount[1],
            basis=Basis(values.get(f"{box}-basis") or FIRST_BASIS[self.part]),
            known=Known(values.get(f"{box}-known") or Known.ESTIMATED),
            loss=loss,
            material=int(number) if kind == "material" else None,
            made=int(number) if kind == "output" else None,
            value=value if kind == OWN_PRICE or not kind else None,
            value_for=amount[0].likely or Fraction(1),
            paid=paid,
            price_known=Known(values.get(f"{box}-known") or Known.ESTIMATED),
            crew_share=share,
        )

    def _amount(self, box: str, typed: str, name: str, before: Any) -> tuple[Range, str] | None:
        if not typed and self.part in {Part.OVERHEAD, Part.WEAR}:
            return Range.of(1), "piece"
        if not typed:
            self.add_error(f"{box}-quantity", str(HOW_MUCH))
            return None
        found = self.read(
            f"{box}-quantity", read_amount, typed, name=name, field="quantity", bare=BARE[self.part]
        )
        if found is None:
            return None
        amount, unit = found
        if amount.low == 0:
            self.add_error(f"{box}-quantity", str(NOTHING_USED))
            return None
        if before is not None and not self.cleaned_data.get(f"{box}-sure"):
            self._check_usual(box, name, amount, unit.code, before)
        return amount, unit.code

    def _check_usual(self, box: str, name: str, amount: Range, unit: str, before: Any) -> None:
        """Ask about a quantity hundreds of times what it was."""
        try:
            factor = in_units(unit, before.unit, own={}, thing=name)
            check_usual(
                (amount.likely or Fraction()) * factor,
                Fraction(before.quantity_likely),
                name=name,
                field="quantity",
            )
        except CostProblem as problem:
            if type(problem).__name__ == "ThousandFold":
                self.add_error(f"{box}-quantity", str(problem.reason))

    def _loss(self, box: str, name: str) -> Range | None:
        typed = self.said(f"{box}-loss")
        if not typed:
            return NOTHING
        share = self.read(f"{box}-loss", read_share, typed, name=name, field="loss")
        if share is None:
            return None
        if share == 1:
            self.add_error(
                f"{box}-loss",
                str(Text("เสียทั้งหมดไม่ได้ ใส่น้อยกว่า 100%", "Not all of it can be lost. Enter less than 100%.")),
            )
            return None
        return Range.of(share)

    def _value(self, box: str, typed: str, name: str) -> tuple[Paid, Range | None]:
        paid = Paid(self.said(f"{box}-paid") or Paid.BOUGHT)
        if not typed:
            return paid, Range.of(0) if paid is Paid.NATURE else None
        try:
            return paid, read_price(typed, name=name)
        except FreePrice as problem:
            if paid is not Paid.BOUGHT:
                return paid, Range.of(0) if paid is Paid.NATURE else None
            self.add_error(f"{box}-paid", str(problem.reason))
        except CostProblem as problem:
            self.add_error(f"{box}-price", str(problem.reason))
        return paid, None

    # The page -------------------------------------------------------------------------------------------------

    @property
    def shown_rows(self) -> list[LineFields]:
        """The page, line by line."""
        return [self._fields(place) for place in range(self.many)]

    def _fields(self, place: int) -> LineFields:
        box = f"line-{place}"
        more = [self[f"{box}-{each}"] for each in self._more_names()]
        sure = self[f"{box}-sure"]
        is_new = place >= len(self.lines)
        return LineFields(
            number=place + 1,
            main=[self[f"{box}-name"]],
            pair=[self[f"{box}-quantity"], self[f"{box}-price"]],
            more=more,
            sure=sure if self[f"{box}-quantity"].errors or sure.value() else None,
            remove=None if is_new else self[f"{box}-remove"],
            is_new=is_new,
            is_open=any(field.errors for field in (*more, self[f"{box}-price"])),
        )

    def _more_names(self):
        names = ["source", "paid", "basis", "known", "loss"]
        if self.part in {Part.LABOUR, Part.OVERHEAD, Part.WEAR}:
            names.remove("loss")
        return [*names, "crew"] if self.is_trip else names


def _choice(label: str, choices) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=choices, required=False)


def _source_of(line: Any) -> str:
    if line is None:
        return OWN_PRICE
    if line.material_id:
        return f"material-{line.material_id}"
    return f"output-{line.made_id}" if line.made_id else OWN_PRICE


def _typed_price(line: Any) -> str:
    """What all of it cost: the stored price is for `value_for`, which need not be the quantity of now."""
    if line.material_id or line.made_id or line.value_likely is None or line.crew_share is not None:
        return ""
    value = range_of(line, "value")
    whole = value.times(Range.of(Fraction(line.quantity_likely))).over(Range.of(line.value_for))
    return typed_range(whole)


def _typed_loss(line: Any) -> str:
    return _typed_share(line.loss_likely) if line.loss_likely else ""


def _typed_share(stored: Any) -> str:
    share = exact_of(stored)
    return "" if share is None else f"{plain(share * 100)}%"
