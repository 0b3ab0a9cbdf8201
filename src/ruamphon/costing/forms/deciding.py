"""What somebody wants to try: another price, one dearer thing, another wage, a larger batch. Nothing of it is kept."""

import re
from dataclasses import dataclass
from fractions import Fraction

from django import forms

from ruamphon.core.labels import both
from ruamphon.core.text import Text
from ruamphon.core.thai_text import THAI_DIGITS
from ruamphon.costing.domain import cost_plus, read_number, target_margin
from ruamphon.costing.forms.reading import RowsForm, plain, text
from ruamphon.costing.queries.deciding import Per, Trial, Tried

SIGNED = re.compile(r"(?P<sign>[+\-–−]?)\s*(?P<number>[\d,.]+)\s*%?")
NOT_BELOW = Text(
    "ราคาลดได้ไม่เกิน 100% แก้ให้ไม่ต่ำกว่า -100", "A price can fall by 100% at most. Enter -100 or more."
)
ABOVE_ZERO = Text("ใส่มากกว่าศูนย์", "Enter more than zero.")
SELL_AT = Text("ลองขาย{unit}ละ (บาท)", "Try selling 1 {unit} at (baht)")
MADE_IN_A_BATCH = Text("ทำรอบละกี่{unit}", "How many in a batch ({unit})")
PERCENT = Fraction(1, 100)


@dataclass(frozen=True, slots=True)
class Slider:
    """How far a slider beside a box goes; `now` is where it stands while the box is empty."""

    low: str
    high: str
    step: str
    now: str


class DecideForm(RowsForm):
    """Boxes that may all stay empty: what is empty stays as it is. Sent by GET, so that it works without scripts."""

    price = text(SELL_AT.th, SELL_AT.en, most=20, number=True)
    thing = forms.ChoiceField(label=both("ถ้าราคาของสิ่งนี้เปลี่ยน", "If the price of this changed"), required=False)
    change = text("เปลี่ยนไปกี่ % (ลดลงใส่ -)", "By how many % (less: -)", most=20)
    wage = text("ค่าแรงชั่วโมงละ (บาท)", "An hour of work (baht)", most=20, number=True)
    pieces = text(MADE_IN_A_BATCH.th, MADE_IN_A_BATCH.en, most=20, number=True)
    plus = text("บวกกำไรกี่ % ของต้นทุน", "Add how many % of the cost", most=20, number=True)
    margin = text("อยากเหลือกี่ % ของราคาขาย", "Keep how many % of the price", most=20, number=True)
    per = forms.ChoiceField(
        label=both("คุ้มทุนใน", "Break even within"),
        required=False,
        choices=[(Per.MONTH, both("หนึ่งเดือน", "one month")), (Per.BATCH, both("หนึ่งรอบ", "one batch"))],
    )

    def __init__(self, data, *, trial: Trial):
        super().__init__(data)
        self.trial = trial
        self.fields["thing"] = forms.ChoiceField(
            label=self.fields["thing"].label,
            required=False,
            choices=[("", both("ไม่เปลี่ยน", "None")), *trial.things],
        )
        for name, label in (("price", SELL_AT), ("pieces", MADE_IN_A_BATCH)):
            said = label.format(unit=trial.unit)
            self.fields[name].label = both(said.th, said.en)
        for name, shown in (("price", trial.price), ("wage", trial.wage), ("pieces", trial.pieces)):
            if shown is not None:
                self.fields[name].widget.attrs["placeholder"] = plain(shown)
        self.fields["plus"].widget.attrs["placeholder"] = self.fields["margin"].widget.attrs[
            "placeholder"
        ] = "30"
        if not trial.things:
            del self.fields["thing"], self.fields["change"]
        if trial.wage is None and not trial.has_labour:
            del self.fields["wage"]
        if not trial.can_grow:
            del self.fields["pieces"]
        if not trial.has_months:
            del self.fields["per"]

    def clean(self):
        super().clean()
        self.read_in = Tried(
            price=self._number("price"),
            thing=self.said("thing"),
            factor=self._factor(),
            wage=self._number("wage"),
            pieces=self._number("pieces", above_zero=True),
            plus=self._percent("plus", cost_plus),
            margin=self._percent("margin", target_margin),
            per=Per(self.said("per")) if self.said("per") else None,
        )
        return self.cleaned_data

    @property
    def tried(self) -> Tried:
        """What is to be tried; a box that could not be read counts as empty."""
        if not self.is_bound:
            return Tried()
        self.full_clean()
        return self.read_in

    def _number(self, name: str, *, above_zero: bool = False) -> Fraction | None:
        typed = self.said(name)
        if not typed:
            return None
        found = self.read(name, read_number, typed, name=str(self.fields[name].label), field=name)
        if found == 0 and above_zero:
            self.add_error(name, str(ABOVE_ZERO))
            return None
        return None if found is None else Fraction(found)

    def _percent(self, name: str, price_of) -> Fraction | None:
        found = self._number(name)
        if found is None:
            return None
        share = found * PERCENT
        return None if self.read(name, lambda _: price_of(Fraction(1), share), "") is None else share

    def _factor(self) -> Fraction | None:
        typed = self.said("change").translate(THAI_DIGITS)
        if not typed:
            return None
        found = SIGNED.fullmatch(typed)
        number = found["number"] if found else typed
        percent = self.read(
            "change", read_number, number, name=str(self.fields["change"].label), field="change"
        )
        if percent is None:
            return None
        signed = -Fraction(percent) if found and found["sign"] not in {"", "+"} else Fraction(percent)
        if signed < -1 / PERCENT:
            self.add_error("change", str(NOT_BELOW))
            return None
        return 1 + signed * PERCENT

    # The page -------------------------------------------------------------------------------------------------

    @property
    def price_boxes(self):
        """The price with its slider."""
        return [(self["price"], self._slider(self.trial.price, self.said_now("price")))]

    @property
    def what_ifs(self):
        """The other boxes to try with their sliders, those this sheet has."""
        present = {"change": Fraction(0), "wage": self.trial.wage, "pieces": self.trial.pieces}
        found = []
        for name, now in present.items():
            if name not in self.fields:
                continue
            slider = (
                Slider("-50", "100", "1", self.said_now(name) or "0")
                if name == "change"
                else self._slider(now, self.said_now(name))
            )
            found.append((self["thing"] if name == "change" else None, self[name], slider))
        return found

    @property
    def per_box(self):
        """Month or batch, for a sheet that has both."""
        return self["per"] if "per" in self.fields else None

    def said_now(self, name: str) -> str:
        """What a box holds, as it was typed."""
        return str(self[name].value() or "")

    def _slider(self, now: Fraction | None, typed: str) -> Slider:
        """From nothing to twice what it is now, in a hundred steps of a round size."""
        usual = now or Fraction(100)
        step = Fraction(1)
        while usual * 2 / step > 400:  # noqa: PLR2004 — no finer than a thumb can move
            step *= 10
        while usual * 2 / step < 40:  # noqa: PLR2004 — no coarser than a thumb can see
            step /= 10
        high = -(-usual * 2 // step) * step
        return Slider("0", plain(high), plain(step), typed or plain(usual))
