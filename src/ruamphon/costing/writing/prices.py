"""What a material costs now, from its lots, told prices or equipment; kept on its row."""

from fractions import Fraction

from ruamphon.costing import domain
from ruamphon.costing.domain import Price, Range
from ruamphon.costing.enums import Known, Paid, PriceWay
from ruamphon.costing.models import Equipment, Lot, Material, ToldPrice
from ruamphon.costing.models.columns import columns_of, decimal_of, range_of


def reprice(material: Material) -> None:
    """Work the price out again and keep it. Call it inside an action, under the group's lock."""
    equipment = Equipment.objects.filter(material=material).first()
    if equipment is not None:
        _keep_wear(material, equipment)
    elif not material.is_own_rate:
        _keep(material, price_now(material), Fraction(1))
    material.save()


def price_now(material: Material) -> Price:
    """The rolling average of what came in, or the newest price; a told price where nothing came in, or came later."""
    lots = list(Lot.objects.filter(material=material, intake__voided_at=None).select_related("intake"))
    told = ToldPrice.objects.filter(material=material).first()
    way = PriceWay(material.way)
    newest = max((lot.intake.came_on for lot in lots), default=None)
    if told is not None and (newest is None or (way is PriceWay.LATEST and told.told_on > newest)):
        return domain.price_of(
            range_of(told, "value"), material.unit, paid=Paid(told.paid), known=Known(told.known)
        )
    own = {row.unit: Fraction(row.size) for row in material.conversions.all()}
    return domain.price_from(
        [_lot(lot) for lot in lots], unit=material.unit, way=way, own=own, name=material.name
    )


def _lot(row: Lot) -> domain.Lot:
    return domain.Lot(
        code=f"{row.pk:012}",
        on=row.intake.came_on,
        quantity=Fraction(row.quantity),
        unit=row.unit,
        value=Fraction(row.value),
        paid=Paid(row.intake.paid),
        known=Known(row.known),
        supplier=row.intake.supplier,
    )


def _keep(material: Material, price: Price, price_for: Fraction) -> None:
    values = columns_of(price.cash, "cash") | columns_of(price.full, "full")
    for column, value in values.items():
        setattr(material, column, value)
    material.price_for = decimal_of(price_for)
    material.paid, material.known = price.paid, price.known


def _keep_wear(material: Material, equipment: Equipment) -> None:
    """Straight-line: what it loses, spread over its life; no cash, for the money left when it was bought."""
    lost = Range.of(equipment.bought_for - equipment.worth_in_the_end)
    price = domain.price_of(lost, material.unit, paid=Paid.OWN, known=Known.MEASURED)
    _keep(material, price, Fraction(equipment.life))
