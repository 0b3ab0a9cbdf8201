"""Batches as they were made, as their pages print them: the plan's lines to fill in, and the bridge from plan to fact."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from ruamphon.core.text import Text
from ruamphon.costing.domain import Actual, BatchResult, Sheet, UsedInBatch, compare, in_satang
from ruamphon.costing.domain.batches import planned_quantity
from ruamphon.costing.enums import Part, Variance
from ruamphon.costing.models import MadeBatch, Recipe
from ruamphon.costing.models.columns import exact_of
from ruamphon.costing.queries import frozen
from ruamphon.costing.queries.book import book_of
from ruamphon.costing.queries.pages import plain, unit_called

MOST = 50
"""How many batches a list shows, the newest first; `batch_rows` asks for one more to tell that there are others."""


@dataclass(frozen=True, slots=True)
class PlanLine:
    """A line of the plan: how much of it one batch should take, and what one of its unit should cost."""

    code: str
    name: str
    part: Part
    unit: Text
    quantity: Fraction
    cash: Fraction
    full: Fraction

    def used(self, quantity: Fraction, price: Fraction | None) -> UsedInBatch:
        """What was really used of it; `price` is the full price of one, as planned if None.

        Of another price the same part was paid in money as was planned: nothing for our own, all for what is bought.
        """
        if price is None:
            cash, full = self.cash, self.full
        else:
            cash, full = (price * self.cash / self.full if self.full else price), price
        return UsedInBatch(code=self.code, name=self.name, quantity=quantity, cash=cash, full=full)


@dataclass(frozen=True, slots=True)
class PlanOutput:
    """An output of the plan with how many good ones are likely."""

    code: str
    name: str
    unit: Text
    good: Fraction


@dataclass(frozen=True, slots=True)
class Plan:
    """Today's sheet as the plan of a batch."""

    lines: tuple[PlanLine, ...]
    outputs: tuple[PlanOutput, ...]


@dataclass(frozen=True, slots=True)
class BatchRow:
    """One batch of a list. `over` is what it cost more than its good pieces should have; below zero is less."""

    batch: MadeBatch
    over: Decimal


@dataclass(frozen=True, slots=True)
class Bridge:
    """From plan to fact in satang: `planned` and the three differences sum to `actual` to the satang."""

    planned: Decimal
    price: Decimal
    quantity: Decimal
    of_yield: Decimal
    actual: Decimal

    @property
    def over(self) -> Decimal:
        """What the batch cost more than planned for its good pieces."""
        return self.actual - self.planned

    @property
    def steps(self) -> list[tuple[Text, Decimal]]:
        """The differences by name."""
        amounts = {
            Variance.PRICE: self.price,
            Variance.QUANTITY: self.quantity,
            Variance.YIELD: self.of_yield,
        }
        return [(kind.label, amounts[kind]) for kind in Variance]


@dataclass(frozen=True, slots=True)
class UseRow:
    """A line of the plan beside what was used; the differences are of the full figure."""

    name: str
    unit: Text
    planned: str
    used: str
    price: Decimal
    quantity: Decimal
    is_extra: bool

    @property
    def is_as_planned(self) -> bool:
        """It went in as planned, for the price that was planned."""
        return not (self.price or self.quantity or self.is_extra)


@dataclass(frozen=True, slots=True)
class BatchPage:
    """Everything the page of a batch prints."""

    cash: Bridge
    full: Bridge
    piece_cash: Decimal
    piece_full: Decimal
    plan_cash: Decimal
    plan_full: Decimal
    rows: tuple[UseRow, ...]
    goods: tuple[tuple[str, str, str, Text], ...]
    unit: Text

    @property
    def otherwise(self) -> tuple[UseRow, ...]:
        """Lines that were not as planned."""
        return tuple(row for row in self.rows if not row.is_as_planned)

    @property
    def as_planned(self) -> tuple[UseRow, ...]:
        """The others."""
        return tuple(row for row in self.rows if row.is_as_planned)


def plan_of(recipe: Recipe) -> Plan:
    """Today's sheet as a plan. Raises a CostProblem."""
    sheet = book_of(recipe.enterprise_id).sheet(recipe)
    main = recipe.outputs.first()
    return plan_in(sheet, main.unit_word if main else "")


def plan_in(sheet: Sheet, unit_word: str = "") -> Plan:
    """The likely plan that a sheet holds."""
    return Plan(
        tuple(
            PlanLine(
                code=each.line.code,
                name=each.line.name,
                part=each.line.part,
                unit=unit_called(each.price_unit, ""),
                quantity=planned_quantity(each, sheet),
                cash=each.price.cash.likely or Fraction(),
                full=each.price.full.likely or Fraction(),
            )
            for each in sheet.lines
        ),
        tuple(
            PlanOutput(
                each.output.code,
                each.output.name,
                unit_called(each.output.unit, unit_word if number == 0 else ""),
                each.good.likely or Fraction(),
            )
            for number, each in enumerate(sheet.outputs)
        ),
    )


def batch_rows(recipe: Recipe) -> tuple[list[BatchRow], bool]:
    """The newest batches, and whether there are more. One query."""
    found = list(MadeBatch.objects.filter(recipe=recipe).defer("plan")[: MOST + 1])
    return [BatchRow(each, each.actual_full - each.planned_full) for each in found[:MOST]], len(found) > MOST


def batch_page(batch: MadeBatch) -> BatchPage:
    """A batch against the plan of its day, worked out anew from what was kept."""
    sheet = frozen.replay(batch.plan)
    uses = [
        UsedInBatch(
            code=row.code,
            name=row.name,
            quantity=exact_of(row.quantity) or Fraction(),
            cash=exact_of(row.cash) or Fraction(),
            full=exact_of(row.full) or Fraction(),
        )
        for row in batch.uses.all()
    ]
    good = {row.code: exact_of(row.quantity) or Fraction() for row in batch.goods.all()}
    found = compare(sheet, Actual(used=tuple(uses), good=good))
    plan = plan_in(sheet, batch.plan.get("unit_word", ""))
    full, prices, quantities = full_bridge(found)
    planned = {line.code: line for line in plan.lines}
    piece = sheet.piece
    return BatchPage(
        cash=cash_bridge(found),
        full=full,
        piece_cash=in_satang([found.piece_cash])[0],
        piece_full=in_satang([found.piece_full])[0],
        plan_cash=in_satang([piece.cash.likely or Fraction()])[0],
        plan_full=in_satang([piece.full.likely or Fraction()])[0],
        rows=tuple(
            _row(use, planned.get(use.code), price, quantity)
            for use, price, quantity in zip(uses, prices, quantities, strict=True)
        ),
        goods=tuple(
            (each.name, plain(each.good), plain(good.get(each.code, Fraction())), each.unit)
            for each in plan.outputs
        ),
        unit=plan.outputs[0].unit,
    )


def full_bridge(found: BatchResult) -> tuple[Bridge, Sequence[Decimal], Sequence[Decimal]]:
    """The bridge of the full figure with the share of each line in price and quantity; all rounded together."""
    prices, quantities = ([getattr(line, kind) for line in found.lines] for kind in ("price", "quantity"))
    planned, of_yield, *rest = in_satang([found.planned_full, found.full.of_yield, *prices, *quantities])
    of_price, of_quantity = rest[: len(prices)], rest[len(prices) :]
    price, quantity = sum(of_price, Decimal(0)), sum(of_quantity, Decimal(0))
    actual = planned + of_yield + price + quantity
    return Bridge(planned, price, quantity, of_yield, actual), of_price, of_quantity


def cash_bridge(found: BatchResult) -> Bridge:
    """The bridge of the cash figure."""
    split = found.cash
    planned, price, quantity, of_yield = in_satang(
        [found.planned_cash, split.price, split.quantity, split.of_yield]
    )
    return Bridge(planned, price, quantity, of_yield, planned + price + quantity + of_yield)


def _row(use: UsedInBatch, line: PlanLine | None, price: Decimal, quantity: Decimal) -> UseRow:
    unit = line.unit if line else unit_called("piece", "")
    planned = plain(line.quantity) if line else "0"
    return UseRow(use.name, unit, planned, plain(use.quantity), price, quantity, line is None)
