"""A slip that was bought on credit is written in the cash book once it is paid."""

from datetime import date
from fractions import Fraction

from django.db import transaction

from ruamphon.cashbook.models import CashEntry
from ruamphon.core.refusals import Impossible, TooLate
from ruamphon.core.text import Text
from ruamphon.costing import rules
from ruamphon.costing.domain import baht
from ruamphon.costing.enums import Paid
from ruamphon.costing.models import Intake
from ruamphon.costing.queries.purchases import entry_of
from ruamphon.costing.writing.purchases import record_slip
from ruamphon.people.models import Account
from ruamphon.registry.models import Enterprise

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
    return record_slip(by, intake, lots, amount, on)
