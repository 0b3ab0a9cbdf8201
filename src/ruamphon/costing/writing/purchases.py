"""What a bought slip writes in the cash book and takes back there. Call these inside an action."""

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction

from ruamphon.cashbook import actions as cashbook
from ruamphon.cashbook.enums import Category, Direction
from ruamphon.cashbook.models import CashEntry
from ruamphon.core.refusals import Impossible
from ruamphon.core.text import Text
from ruamphon.costing.domain import baht
from ruamphon.costing.enums import Part
from ruamphon.costing.models import Intake, Lot
from ruamphon.people.models import Account

CATEGORIES = {
    Part.MATERIAL: Category.MATERIAL,
    Part.PACKAGING: Category.PACKAGING,
    Part.LABOUR: Category.WAGE,
    Part.OVERHEAD: Category.UTILITY,
    Part.WEAR: Category.EQUIPMENT,
}
BOXES = {"happened_on": "on", "amount": "total"}
"""Which box of a slip's page the cash book's own names mean."""
NOTE = 200
IN_SATANG = Text(
    "ของในสลิปรวมกันมีเศษของสตางค์ เขียนยอดรวมในสลิปที่จ่ายจริง เช่น {amount}",
    "The lots come to a fraction of a satang. Write the total of the slip as it was paid, such as {amount}.",
)


def write_purchase(
    by: Account, intake: Intake, *, on: date, total: Fraction | None = None
) -> CashEntry | None:
    """Write the money of a bought slip in the cash book; None where nothing was paid. Call it inside an action.

    `total` is the slip's own sum, which must be whole satang; without it the lots' sum is taken. Raises Refused without
    `cash_record`, Impossible on `on` for a closed month.
    """
    lots = list(intake.lots.select_related("material"))
    paid = sum((Fraction(lot.value) for lot in lots), Fraction()) if total is None else total
    if not paid:
        return None
    amount = baht(paid)
    if Fraction(amount) != paid:
        raise Impossible(IN_SATANG.format(amount=f"{amount:,}"), "total")
    return record_slip(by, intake, lots, amount, on)


def take_back_purchase(by: Account, intake: Intake, reason: str) -> CashEntry | None:
    """Take back what the slip wrote in the cash book, if anything. Call it inside an action.

    In an open month the reversal stands on the day of the purchase; in a closed one today, so that what was closed keeps
    its balance.
    """
    return cashbook.reverse_origin(by=by, origin=intake.origin, reason=reason)


def record_slip(by: Account, intake: Intake, lots: Sequence[Lot], amount: Decimal, on: date) -> CashEntry:
    """Write the money of a slip, once for good. What the cash book refuses names the boxes of the slip's page."""
    return _in_boxes(
        lambda: cashbook.record(
            by=by,
            enterprise=intake.enterprise,
            direction=Direction.OUT,
            amount=amount,
            happened_on=on,
            category=_category(lots),
            note=_note(intake, lots),
            origin=intake.origin,
            origin_url=intake.get_absolute_url(),
        )
    )


def _in_boxes(do: Callable[[], CashEntry]) -> CashEntry:
    """Do it; what the cash book refuses is told beside the box of the slip's page."""
    try:
        return do()
    except Impossible as problem:
        raise Impossible(problem.reason, BOXES.get(problem.field or "", problem.field)) from problem


def _category(lots: Sequence[Lot]) -> Category:
    """A slip is one payment: it stands under what most of its money went for, materials first among equals."""
    spent = {part: sum(lot.value for lot in lots if lot.material.part == part) for part in Part}
    return CATEGORIES[max(Part, key=lambda part: spent[part])]


def _note(intake: Intake, lots: Sequence[Lot]) -> str:
    things = ", ".join(lot.material.name for lot in lots)
    return " · ".join(filter(None, (things, intake.supplier)))[:NOTE]
