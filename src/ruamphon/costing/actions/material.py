"""Materials with their prices: what is known, what came in. Each change costs anew what depends on it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from ruamphon.core import audit
from ruamphon.core.refusals import Impossible, TooLate
from ruamphon.core.text import Text
from ruamphon.costing import domain, rules
from ruamphon.costing.domain import Range, check_usual
from ruamphon.costing.enums import Known, Paid, Part, PriceWay
from ruamphon.costing.models import Conversion, Intake, Lot, Material, ToldPrice
from ruamphon.costing.models.columns import columns_of, decimal_of
from ruamphon.costing.recosting import recost
from ruamphon.costing.writing.names import check_name
from ruamphon.costing.writing.prices import reprice
from ruamphon.costing.writing.purchases import take_back_purchase, write_purchase
from ruamphon.people.models import Account
from ruamphon.registry.models import Enterprise

NOT_THEIRS = Text("เลือกวัตถุดิบของกลุ่มนี้", "Choose a material of this group.")
NO_LOTS = Text("เขียนของเข้าอย่างน้อยหนึ่งแถว", "Write at least one row.")
VOIDED = Text("รายการนี้ยกเลิกไปแล้ว", "This has been taken back already.")
NEEDS_REASON = Text("บอกว่าผิดตรงไหน จะได้ตามดูได้", "Say what was wrong, so that it can be followed.")


@dataclass(frozen=True, slots=True, kw_only=True)
class LotRow:
    """One thing on a slip: a quantity of a material worth `value` baht in all."""

    material: Material
    quantity: Fraction
    unit: str
    value: Fraction


@transaction.atomic
def add_material(
    *,
    by: Account,
    enterprise: Enterprise,
    name: str,
    part: Part,
    unit: str,
    way: PriceWay = PriceWay.ROLLING,
    value: Range | None = None,
    paid: Paid = Paid.BOUGHT,
) -> Material:
    """Put something with a price on the group's list; `value` is what one unit costs, if that is known.

    Raises Impossible for a name that is there.
    """
    enterprise = _locked(by, enterprise)
    check_name(enterprise, name, None)
    material = Material.objects.create(
        enterprise=enterprise, name=name, part=part, unit=unit, way=way, made_by_id=by.person_id
    )
    _tell(by, "add_material", material, ["name", "unit"])
    if value is not None:
        tell_price(by=by, material=material, value=value, on=timezone.localdate(), paid=paid)
    return material


@transaction.atomic
def change_material(
    *, by: Account, material: Material, name: str, way: PriceWay, sizes: Mapping[str, Fraction]
) -> Material:
    """Change its name, which price is taken, and how large its own units are ({unit: how many of the price's unit})."""
    enterprise = _locked(by, material.enterprise)
    check_name(enterprise, name, material)
    material.name, material.way = name, way
    material.conversions.all().delete()
    Conversion.objects.bulk_create(
        Conversion(material=material, unit=unit, size=decimal_of(size)) for unit, size in sizes.items()
    )
    return _repriced(by, "change_material", material, ["name", "way", "conversions"])


@transaction.atomic
def tell_price(
    *,
    by: Account,
    material: Material,
    value: Range,
    on: date,
    paid: Paid = Paid.BOUGHT,
    known: Known = Known.ESTIMATED,
    came_from: str = "",
) -> Material:
    """Note what one unit costs on a day, without anything having come in; own things at their market price."""
    _locked(by, material.enterprise)
    checked = domain.Material(code="told", name=material.name, price=domain.price_of(value, material.unit))
    domain.check_book(domain.book((checked,)))
    ToldPrice.objects.create(
        material=material,
        told_on=on,
        paid=paid,
        known=known,
        came_from=came_from.strip(),
        told_by_id=by.person_id,
        **columns_of(value, "value"),
    )
    return _repriced(by, "tell_price", material, ["price"])


@transaction.atomic
def take_in(
    *,
    by: Account,
    enterprise: Enterprise,
    draft_key: UUID,
    on: date,
    lots: Sequence[LotRow],
    paid: Paid = Paid.BOUGHT,
    supplier: str = "",
    total: Fraction | None = None,
    is_sure: bool = False,
    in_book: bool = True,
) -> Intake:
    """Note what came in on one slip, or was harvested, caught or given; the same page sent twice notes it once.

    What was bought is money out in the cash book too, in the same transaction, unless not `in_book`: it is there already
    or not paid yet. Several lots must come to the slip's `total` if that is given. Raises a CostProblem, ThousandFold too
    for a price hundreds of times the usual one unless `is_sure`; Impossible on `on` when that month of the cash book is
    closed, Refused without `cash_record`.
    """
    enterprise = _locked(by, enterprise)
    sent: Intake | None = Intake.objects.filter(draft_key=draft_key, enterprise=enterprise).first()
    if sent is not None:
        return sent
    if not lots:
        raise Impossible(NO_LOTS, "lot-0-material")
    for row in lots:
        _check_lot(enterprise, row, is_sure=is_sure)
    if total is not None:
        domain.check_slip([_as_lot(row, on, paid) for row in lots], total)
    intake = Intake.objects.create(
        enterprise=enterprise,
        draft_key=draft_key,
        came_on=on,
        paid=paid,
        supplier=supplier.strip(),
        entered_by_id=by.person_id,
    )
    for row in lots:
        Lot.objects.create(
            intake=intake,
            material=row.material,
            quantity=decimal_of(row.quantity),
            unit=row.unit,
            value=decimal_of(row.value),
        )
    if in_book and intake.paid == Paid.BOUGHT:
        write_purchase(by, intake, on=on, total=total)
    _tell(by, "take_in", intake, ["lots", "supplier"])
    _reprice_all(enterprise, {row.material.pk for row in lots})
    return intake


@transaction.atomic
def void_intake(*, by: Account, intake: Intake, reason: str) -> Intake:
    """Take back what was noted wrongly; it stays readable, and prices are worked out without it.

    What it wrote in the cash book is reversed there with the same reason: on its own day, or today when that month is
    closed. Raises Refused for who may not write in the cash book while it stands there.
    """
    enterprise = _locked(by, intake.enterprise)
    rules.check_can_void_intake(by, intake)
    intake = Intake.objects.select_for_update(of=("self",)).get(pk=intake.pk)
    if intake.voided_at:
        raise TooLate(VOIDED)
    if not reason.strip():
        raise Impossible(NEEDS_REASON, "reason")
    intake.voided_by_id, intake.voided_at, intake.void_reason = by.person_id, timezone.now(), reason.strip()
    intake.save(update_fields=["voided_by", "voided_at", "void_reason"])
    take_back_purchase(by, intake, reason)
    _tell(by, "void_intake", intake, ["lots"])
    _reprice_all(enterprise, set(intake.lots.values_list("material", flat=True)))
    return intake


def _locked(by: Account, enterprise: Enterprise) -> Enterprise:
    found: Enterprise = Enterprise.objects.select_for_update(of=("self",)).get(pk=enterprise.pk)
    rules.check_can_write_costs(by, found)
    return found


def _check_lot(enterprise: Enterprise, row: LotRow, *, is_sure: bool) -> None:
    """That it is the group's, has a quantity in a unit that fits, and a price like the one of before."""
    material = Material.objects.get(pk=row.material.pk)
    if material.enterprise_id != enterprise.pk:
        raise Impossible(NOT_THEIRS, "lot-0-material")
    own = {each.unit: Fraction(each.size) for each in material.conversions.all()}
    lot = _as_lot(row, timezone.localdate(), Paid.BOUGHT)
    now = domain.price_from([lot], unit=material.unit, way=PriceWay.LATEST, own=own, name=material.name)
    usual = material.price.full.likely
    if usual is not None and not is_sure:
        check_usual(now.full.low, usual, name=material.name, field="quantity")


def _as_lot(row: LotRow, on: date, paid: Paid) -> domain.Lot:
    return domain.Lot(code="new", on=on, quantity=row.quantity, unit=row.unit, value=row.value, paid=paid)


def _reprice_all(enterprise: Enterprise, materials: set[int]) -> None:
    rows = list(Material.objects.filter(pk__in=materials))
    for material in rows:
        reprice(material)
    recost(enterprise.pk, [material.code for material in rows])


def _repriced(by: Account, action: str, material: Material, fields: Sequence[str]) -> Material:
    reprice(material)
    _tell(by, action, material, fields)
    recost(material.enterprise_id, [material.code])
    return material


def _tell(by: Account, action: str, record: Material | Intake, fields: Sequence[str]) -> None:
    audit.record(
        by=by,
        action=action,
        subject=record,
        scope_id=record.enterprise.scope_id,
        changes=dict.fromkeys(fields, (None, None)),
        personal=fields,
    )
