"""What was bought, in the cash book too: written when it comes in or is paid later, taken back with its slip."""

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction

from django.db import transaction

from ruamphon.cashbook import actions as cashbook
from ruamphon.cashbook.enums import Category, Direction
from ruamphon.cashbook.models import CashEntry
from ruamphon.core.refusals import Impossible, TooLate
from ruamphon.core.text import Text
from ruamphon.costing import rules
from ruamphon.costing.domain import baht
from ruamphon.costing.enums import Paid, Part
from ruamphon.costing.models import Intake, Lot
from ruamphon.costing.queries.purchases import entry_of
from ruamphon.people.models import Account
from ruamphon.registry.models import Enterprise

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
NOT_BOUGHT = Text(
    "ของที่ไม่ได้ซื้อไม่มีเงินออก จึงไม่ต้องจดในสมุดเงินสด",
    "What was not bought cost no money, so it does not belong in the cash book.",
)
NOTHING_PAID = Text(
    "สลิปนี้รวมเป็น 0 บาท จึงไม่มีอะไรต้องจดในสมุดเงินสด",
    "This slip comes to 0 baht, so there is nothing to write in the cash book.",
)
VOIDED = Text("รายการนี้ยกเลิกไปแล้ว", "This has been taken back already.")
WRITTEN = Text("สลิปนี้อยู่ในสมุดเงินสดแล้ว", "This slip is in the cash book already.")


def write_purchase(
    *, by: Account, intake: Intake, on: date, total: Fraction | None = None
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
    return _recorded(by, intake, lots, amount, on)


def take_back_purchase(*, by: Account, intake: Intake, reason: str) -> CashEntry | None:
    """Take back what the slip wrote in the cash book, if anything. Call it inside an action.

    In an open month the reversal stands on the day of the purchase; in a closed one today, so that what was closed keeps
    its balance.
    """
    return cashbook.reverse_origin(by=by, origin=intake.origin, reason=reason)


@transaction.atomic
def pay_intake(*, by: Account, intake: Intake, on: date) -> CashEntry:
    """Write a slip in the cash book that was not written when it came in: bought on credit, or noted by an officer.

    Raises Refused without `cash_record`, TooLate when it is written or was voided, Impossible for what was not bought, a
    slip of nothing, a day to come or a closed month.
    """
    enterprise = Enterprise.objects.select_for_update(of=("self",)).get(pk=intake.enterprise_id)
    rules.check_can_pay(by, enterprise)
    intake = Intake.objects.select_for_update(of=("self",)).get(pk=intake.pk)
    if intake.voided_at:
        raise TooLate(VOIDED)
    if entry_of(intake):
        raise TooLate(WRITTEN)
    if intake.paid != Paid.BOUGHT:
        raise Impossible(NOT_BOUGHT)
    lots = list(intake.lots.select_related("material"))
    amount = baht(sum((Fraction(lot.value) for lot in lots), Fraction()))
    if not amount:
        raise Impossible(NOTHING_PAID)
    return _recorded(by, intake, lots, amount, on)


def _recorded(by: Account, intake: Intake, lots: Sequence[Lot], amount: Decimal, on: date) -> CashEntry:
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
