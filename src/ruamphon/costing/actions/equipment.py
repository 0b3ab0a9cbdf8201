"""Machines: what they cost and how long they last; their straight-line wear is a price that lines share."""

from datetime import date
from fractions import Fraction

from django.db import transaction

from ruamphon.core import audit
from ruamphon.core.refusals import Impossible
from ruamphon.core.text import Text
from ruamphon.costing import domain, rules
from ruamphon.costing.domain import Range
from ruamphon.costing.enums import Basis, Part
from ruamphon.costing.models import Equipment, Material, RecipeLine
from ruamphon.costing.models.columns import decimal_of
from ruamphon.costing.recosting import recost
from ruamphon.costing.writing.names import check_name
from ruamphon.costing.writing.prices import reprice
from ruamphon.people.models import Account
from ruamphon.registry.models import Enterprise

IN_USE = Text(
    "ใบต้นทุน “{recipe}” คิดค่าสึกหรอของเครื่องนี้{basis}อยู่ เอาออกจากใบนั้นก่อน จึงเปลี่ยนวิธีนับอายุได้",
    "The sheet “{recipe}” counts the wear of this {basis}. Take it out there before its life is counted another way.",
)


@transaction.atomic
def add_equipment(
    *,
    by: Account,
    enterprise: Enterprise,
    name: str,
    bought_for: Fraction,
    life: Fraction,
    worth_in_the_end: Fraction = Fraction(),
    per: Basis = Basis.MONTH,
    bought_on: date | None = None,
) -> Material:
    """Put a machine on the list: its wear, straight-line, is the price of one month, batch, hour or piece.

    Raises Impossible for a name that is there, OutOfBounds for figures that cannot be.
    """
    enterprise = _locked(by, enterprise)
    check_name(enterprise, name, None)
    _check(name, bought_for, worth_in_the_end, life)
    material = Material.objects.create(
        enterprise=enterprise, name=name, part=Part.WEAR, unit="piece", made_by_id=by.person_id
    )
    Equipment.objects.create(
        material=material,
        bought_on=bought_on,
        bought_for=decimal_of(bought_for),
        worth_in_the_end=decimal_of(worth_in_the_end),
        life=decimal_of(life),
        per=per,
    )
    return _worn(by, "add_equipment", material, ["name", "price"])


@transaction.atomic
def change_equipment(
    *,
    by: Account,
    material: Material,
    name: str,
    bought_for: Fraction,
    life: Fraction,
    worth_in_the_end: Fraction = Fraction(),
    per: Basis = Basis.MONTH,
    bought_on: date | None = None,
) -> Material:
    """Put a machine right; every sheet that counts its wear is costed anew. Versions handed in stay as they are.

    `per` cannot change while a line counts the wear that way. Raises Impossible for that and for a name that is there,
    OutOfBounds for figures that cannot be. Nothing changed leaves no trace.
    """
    enterprise = _locked(by, material.enterprise)
    check_name(enterprise, name, material)
    _check(name, bought_for, worth_in_the_end, life)
    equipment = Equipment.objects.select_for_update(of=("self",)).get(material=material)
    material = Material.objects.get(pk=material.pk)
    _check_per(equipment, per)
    named = audit.changed(material, name=name)
    worn = audit.changed(
        equipment,
        bought_on=bought_on,
        bought_for=decimal_of(bought_for),
        worth_in_the_end=decimal_of(worth_in_the_end),
        life=decimal_of(life),
        per=per,
    )
    if not named and not worn:
        return material
    audit.apply(material, named)
    audit.apply(equipment, worn)
    return _worn(by, "change_equipment", material, [*named, *worn])


def _locked(by: Account, enterprise: Enterprise) -> Enterprise:
    found: Enterprise = Enterprise.objects.select_for_update(of=("self",)).get(pk=enterprise.pk)
    rules.check_can_write_costs(by, found)
    return found


def _check(name: str, bought_for: Fraction, worth: Fraction, life: Fraction) -> None:
    domain.wear("wear", name, bought_for=bought_for, worth_in_the_end=worth, life=Range.of(life))


def _check_per(equipment: Equipment, per: Basis) -> None:
    used = RecipeLine.with_bin.filter(material=equipment.material_id).select_related("recipe").first()
    if used is not None and equipment.per != per:
        raise Impossible(IN_USE.format(recipe=used.recipe.name, basis=Basis(equipment.per).label), "per")


def _worn(by: Account, action: str, material: Material, fields: list[str]) -> Material:
    """Work its wear out, tell the history which fields changed (never their values), and cost anew what uses it."""
    reprice(material)
    audit.record(
        by=by,
        action=action,
        subject=material,
        scope_id=material.enterprise.scope_id,
        changes=dict.fromkeys(fields, (None, None)),
        personal=fields,
    )
    recost(material.enterprise_id, [material.code])
    return material
