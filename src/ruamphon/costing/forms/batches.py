"""A batch as it was made: the plan's lines, filled in with what was really used."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.utils import timezone

from ruamphon.core.date_fields import ThaiDateFormField
from ruamphon.core.labels import both
from ruamphon.core.text import Text
from ruamphon.costing.domain import FreePrice, UsedInBatch, read_number, read_price
from ruamphon.costing.domain.problems import CostProblem
from ruamphon.costing.enums import Part
from ruamphon.costing.forms.reading import RowsForm, counter, plain, text
from ruamphon.costing.queries.batches import Plan, PlanLine
from ruamphon.programmes.forms.fields import TODAY, DraftKeyField

EXTRAS = 2
HOW_MANY = Text("บอกด้วยว่าได้ของดีเท่าไร", "Say how many good ones came out.")
HOW_MUCH = Text("บอกด้วยว่าใช้ไปเท่าไร ไม่ได้ใช้ใส่ 0", "Say how much was used; none is 0.")
FREE = Text(
    "ถ้าไม่มีค่าใช้จ่ายจริง ๆ ใส่ 0 ถ้าเป็นของเราเองหรือมีคนให้ ใส่ราคาตลาด",
    "Enter 0 if it cost nobody anything; the market price if it is our own or a gift.",
)
ONE_PRICE = Text("ใส่ราคาเดียวที่จ่ายจริง", "Enter the one price that was paid.")
NAME_IT = Text("บอกด้วยว่าคืออะไร", "Say what it is.")
HOW_DEAR = Text("บอกด้วยว่ากี่บาท", "Say how many baht.")


@dataclass(frozen=True)
class UseFields:
    """The boxes of one line of the plan."""

    name: str
    part: Text
    boxes: list[Any]


class BatchForm(RowsForm):
    """What was used of every line and how many good ones came out; the plan stands in the boxes to begin with."""

    draft_key = DraftKeyField()
    on = ThaiDateFormField(label=both("ทำวันที่", "Made on"), latest=TODAY)
    note = text("มีอะไรต่างจากปกติ (ถ้ามี)", "Anything unusual (if so)", most=300)

    def __init__(self, data=None, *, plan: Plan, revision: int):
        super().__init__(data)
        self.plan = plan
        self.fields["revision"] = counter(revision)
        self.fields["on"].initial = timezone.localdate()
        for place, output in enumerate(plan.outputs):
            good = text(
                f"ได้ของดีกี่{output.unit.th}",
                f"How many good ones ({output.unit.en})",
                most=20,
                required=True,
                number=True,
            )
            good.error_messages["required"] = both(HOW_MANY.th, HOW_MANY.en)
            self.fields[f"good-{place}"] = good
        for place, line in enumerate(plan.lines):
            self._add_line(place, line)
        for place in range(EXTRAS):
            self.fields[f"extra-{place}-name"] = text("ใช้อย่างอื่นด้วย คือ", "Something else was used:")
            self.fields[f"extra-{place}-baht"] = text("จ่ายไปกี่บาท", "Baht paid", most=20, number=True)

    def _add_line(self, place: int, line: PlanLine) -> None:
        used = text(f"ใช้จริง ({line.unit.th})", f"Really used ({line.unit.en})", most=20, number=True)
        used.initial = plain(line.quantity)
        price = text(f"{line.unit.th}ละกี่บาท", f"Baht a {line.unit.en}", most=20, number=True)
        price.widget.attrs["placeholder"] = plain(line.full)
        self.fields[f"use-{place}-quantity"], self.fields[f"use-{place}-price"] = used, price

    def clean(self):
        super().clean()
        self.good = {
            output.code: many
            for place, output in enumerate(self.plan.outputs)
            if (many := self._good(f"good-{place}", output.name)) is not None
        }
        planned = [self._use(f"use-{place}", line) for place, line in enumerate(self.plan.lines)]
        extras = [self._extra(place) for place in range(EXTRAS)]
        self.used = [use for use in [*planned, *extras] if use is not None]
        return self.cleaned_data

    def _good(self, box: str, name: str) -> Fraction | None:
        if not self.said(box):
            return None
        found = self.read(box, read_number, self.said(box), name=name, field=box)
        return None if found is None else Fraction(found)

    def _use(self, box: str, line: PlanLine) -> UsedInBatch | None:
        """What was used of a line; a box that still holds the plan is the plan, to the last digit."""
        typed = self.said(f"{box}-quantity")
        if not typed:
            self.add_error(f"{box}-quantity", str(HOW_MUCH))
            return None
        as_planned = typed == plain(line.quantity)
        found = self.read(f"{box}-quantity", read_number, typed, name=line.name, field="quantity")
        price = self._price(f"{box}-price", line.name)
        if found is None:
            return None
        return line.used(line.quantity if as_planned else Fraction(found), price)

    def _price(self, box: str, name: str) -> Fraction | None:
        typed = self.said(box)
        if not typed:
            return None
        try:
            found = read_price(typed, name=name, field=box)
        except FreePrice:
            self.add_error(box, str(FREE))
            return None
        except CostProblem as problem:
            self.add_error(box, str(problem.reason))
            return None
        if found.low != found.high:
            self.add_error(box, str(ONE_PRICE))
            return None
        return found.low

    def _extra(self, place: int) -> UsedInBatch | None:
        name, typed = self.said(f"extra-{place}-name"), self.said(f"extra-{place}-baht")
        if not (name or typed):
            return None
        if not name:
            self.add_error(f"extra-{place}-name", str(NAME_IT))
        if not typed:
            self.add_error(f"extra-{place}-baht", str(HOW_DEAR))
            return None
        paid = self._price(f"extra-{place}-baht", name)
        if paid is None or not name:
            return None
        return UsedInBatch(code=f"extra-{place}", name=name, quantity=Fraction(1), cash=paid, full=paid)

    # The page -------------------------------------------------------------------------------------------------

    @property
    def good_boxes(self):
        """How many good ones of each output."""
        return [(each.name, self[f"good-{place}"]) for place, each in enumerate(self.plan.outputs)]

    @property
    def rows(self) -> list[UseFields]:
        """The plan, line by line."""
        return [
            UseFields(
                line.name, Part(line.part).label, [self[f"use-{place}-quantity"], self[f"use-{place}-price"]]
            )
            for place, line in enumerate(self.plan.lines)
        ]

    @property
    def extras(self):
        """Boxes for what was not planned."""
        return [[self[f"extra-{place}-name"], self[f"extra-{place}-baht"]] for place in range(EXTRAS)]
