"""Materials with their prices, and what came in."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from django.db.models import Max, Q, QuerySet

from ruamphon.core.text import Text
from ruamphon.costing.domain import UNITS, Range, baht
from ruamphon.costing.enums import Basis, Paid, Part
from ruamphon.costing.models import Equipment, Intake, Lot, Material, Recipe, ToldPrice
from ruamphon.costing.models.columns import range_of
from ruamphon.costing.queries.figures import Figure, figure
from ruamphon.costing.queries.pages import in_words, plain
from ruamphon.registry.models import Enterprise

A_PAGE = 200
NEWEST = 10
MONTHS = 12
LIVES = {
    Basis.MONTH: Text("{life} ปี", "{life} years"),
    Basis.HOUR: Text("{life} ชั่วโมงใช้งาน", "{life} hours of use"),
    Basis.BATCH: Text("{life} รอบ", "{life} batches"),
    Basis.PIECE: Text("{life} ชิ้น", "{life} pieces"),
}
WORN_IN = {
    Basis.MONTH: Text("เดือน", "month"),
    Basis.HOUR: Text("ชั่วโมงใช้งาน", "hour of use"),
    Basis.BATCH: Text("รอบ", "batch"),
    Basis.PIECE: Text("ชิ้น", "piece"),
}
WEARS = {
    Basis.MONTH: Text("ค่าสึกหรอต่อเดือน", "Wear a month"),
    Basis.HOUR: Text("ค่าสึกหรอต่อชั่วโมงใช้งาน", "Wear an hour of use"),
    Basis.BATCH: Text("ค่าสึกหรอต่อรอบ", "Wear a batch"),
    Basis.PIECE: Text("ค่าสึกหรอต่อชิ้น", "Wear a piece"),
}


@dataclass(frozen=True, slots=True)
class MaterialRow:
    """A material with what one unit costs now; without a price nobody has told."""

    material: Material
    part: Text
    unit: Text
    price: Figure
    is_own: bool
    priced_on: date | None


@dataclass(frozen=True, slots=True)
class LotRow:
    """Something that came in, in words, with what one of its unit cost."""

    lot: Lot
    on: date
    supplier: str
    quantity: Text
    each: Decimal
    paid: Text
    is_void: bool


@dataclass(frozen=True, slots=True)
class ToldRow:
    """A price somebody knew on a day."""

    told: ToldPrice
    price: Figure
    paid: Text


@dataclass(frozen=True, slots=True)
class MaterialPage:
    """One material as its page prints it."""

    row: MaterialRow
    lots: list[LotRow]
    told: list[ToldRow]
    used_in: list[Recipe]
    machine: "Machine | None"

    @property
    def is_equipment(self) -> bool:
        """Whether its price is the wear of a machine."""
        return self.machine is not None


@dataclass(frozen=True, slots=True)
class Machine:
    """What is known of a machine, in words: how long it lasts, and what its wear is for one of."""

    equipment: Equipment
    life: Text
    wear: Text


def material_rows(enterprise: Enterprise) -> list[MaterialRow]:
    """The group's materials by name, at most A_PAGE. One query."""
    standing = Q(lots__intake__voided_at=None)
    rows = (
        Material.objects.filter(enterprise=enterprise)
        .select_related("equipment")
        .annotate(lot_on=Max("lots__intake__came_on", filter=standing), told_on=Max("told_prices__told_on"))
    )
    return [_row(material) for material in rows[:A_PAGE]]


def _row(material: Material) -> MaterialRow:
    days = [day for day in (getattr(material, "lot_on", None), getattr(material, "told_on", None)) if day]
    price, machine = material.price, getattr(material, "equipment", None)
    return MaterialRow(
        material=material,
        part=Part(material.part).label,
        unit=UNITS[material.unit].name if machine is None else WORN_IN[Basis(machine.per)],
        price=figure(price.full),
        is_own=machine is None and price.cash != price.full,
        priced_on=max(days, default=None),
    )


def materials_that_come_in(enterprise: Enterprise) -> QuerySet[Material]:
    """What can stand on a slip."""
    return Material.objects.filter(
        enterprise=enterprise, part__in=[Part.MATERIAL, Part.PACKAGING, Part.OVERHEAD]
    )


def material_page(material: Material) -> MaterialPage:
    """One material with where its price comes from and which sheets use it. Five queries."""
    lots = Lot.objects.filter(material=material).select_related("intake").order_by("-intake__came_on", "-pk")
    told = ToldPrice.objects.filter(material=material)
    return MaterialPage(
        row=_row(material),
        lots=[_lot(lot) for lot in lots[:NEWEST]],
        told=[
            ToldRow(each, figure(range_of(each, "value")), Paid(each.paid).label) for each in told[:NEWEST]
        ],
        used_in=list(Recipe.objects.filter(lines__material=material).distinct()[:A_PAGE]),
        machine=_machine(getattr(material, "equipment", None)),
    )


def _machine(equipment: Equipment | None) -> Machine | None:
    if equipment is None:
        return None
    per = Basis(equipment.per)
    life = Fraction(equipment.life) / (MONTHS if per is Basis.MONTH else 1)
    return Machine(equipment, LIVES[per].format(life=plain(life)), WEARS[per])


def _lot(lot: Lot) -> LotRow:
    return LotRow(
        lot=lot,
        on=lot.intake.came_on,
        supplier=lot.intake.supplier,
        quantity=in_words(Range.of(lot.quantity), lot.unit),
        each=baht(Fraction(lot.value) / Fraction(lot.quantity)),
        paid=Paid(lot.intake.paid).label,
        is_void=lot.intake.voided_at is not None,
    )


def newest_intakes(enterprise: Enterprise) -> list[Intake]:
    """What came in last, with its lots. Two queries."""
    rows = Intake.objects.filter(enterprise=enterprise).prefetch_related("lots__material")
    return list(rows[:NEWEST])


def lots_of(intake: Intake) -> list[LotRow]:
    """The lots of one slip."""
    return [_lot(lot) for lot in intake.lots.select_related("intake", "material")]
