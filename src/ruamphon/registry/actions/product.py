from collections.abc import Sequence
from datetime import date
from typing import Final, TypedDict, Unpack

from django.db import transaction

from ruamphon.core import audit
from ruamphon.core.refusals import Impossible
from ruamphon.core.text import Text
from ruamphon.registry.changes import By, Changes, check_order, filled
from ruamphon.registry.domain import Variant
from ruamphon.registry.models import Enterprise, Product, ProductVariant

RETIRED_FIRST: Final = Text(
    "วันที่เลิกทำอยู่ก่อนวันที่เริ่มมีสินค้านี้ ตรวจวันที่อีกครั้ง",
    "The last day comes before the product began. Check the dates.",
)
SAME_PRODUCT: Final = Text(
    "กลุ่มมีรายการชื่อ {name} อยู่แล้ว เพิ่มขนาดหรือรสในรายการเดิมได้เลย",
    "The group has {name} already. Add the size or flavour to that one.",
)
GONE: Final = Text(
    "มีคนลบขนาดนี้ไปแล้วระหว่างที่คุณแก้ เปิดหน้านี้ใหม่แล้วแก้อีกครั้ง",
    "Someone removed this size while you were editing. Open the page again and repeat the change.",
)


class ProductFields(TypedDict, total=False):
    """What may be said of a product besides its Thai name."""

    name_en: str
    kind: str
    about_th: str
    about_en: str


class EditedProduct(ProductFields, total=False):
    """What may be changed later."""

    name_th: str
    registered_on: date


@transaction.atomic
def register_product(
    *,
    by: By,
    enterprise: Enterprise,
    name_th: str,
    registered_on: date,
    variants: Sequence[Variant] = (),
    **fields: Unpack[ProductFields],
) -> Product:
    """Write down a good or a service of a group, with its sizes or flavours.

    Raises Impossible when the group still makes one of the same name.
    """
    Enterprise.objects.select_for_update().get(pk=enterprise.pk)
    if enterprise.products.filter(name_th=name_th, retired_on=None).exists():
        raise Impossible(SAME_PRODUCT.format(name=name_th), "name_th")
    product = Product.objects.create(
        enterprise=enterprise, name_th=name_th, registered_on=registered_on, **fields
    )
    changes = filled({"name_th": name_th, "registered_on": registered_on, **fields})
    _record(by, "register_product", product, changes | _keep_variants(product, variants))
    return product


@transaction.atomic
def edit_product(
    *, by: By, product: Product, variants: Sequence[Variant], **fields: Unpack[EditedProduct]
) -> Product:
    """Change a product; `variants` is the whole list: those with a `pk` are changed, missing ones removed."""
    locked = Product.objects.select_for_update().get(pk=product.pk)
    check_order(
        fields.get("registered_on", locked.registered_on), locked.retired_on, "registered_on", RETIRED_FIRST
    )
    changes = audit.changed(locked, **fields)
    audit.apply(locked, changes)
    changes |= _keep_variants(locked, variants)
    if changes:
        _record(by, "edit_product", locked, changes)
    return locked


@transaction.atomic
def retire_product(*, by: By, product: Product, retired_on: date | None) -> Product:
    """Say since when the group no longer makes a product; None: it makes it again."""
    locked = Product.objects.select_for_update().get(pk=product.pk)
    check_order(locked.registered_on, retired_on, "retired_on", RETIRED_FIRST)
    changes = audit.changed(locked, retired_on=retired_on)
    audit.apply(locked, changes)
    if changes:
        _record(by, "retire_product", locked, changes)
    return locked


def _keep_variants(product: Product, variants: Sequence[Variant]) -> Changes:
    """Make the product's variants those given. Returns the change for the audit, or nothing."""
    rows = {row.pk: row for row in product.variants.select_for_update()}
    before = [_said(row) for row in rows.values()]
    for variant in variants:
        _keep(product, rows, variant)
    product.variants.filter(pk__in=rows.keys() - {variant.pk for variant in variants}).delete()
    after = [_said(row) for row in product.variants.all()]
    return {"variants": (before, after)} if before != after else {}


def _keep(product: Product, rows: dict[int, ProductVariant], variant: Variant) -> None:
    row = ProductVariant(product=product) if variant.pk is None else rows.get(variant.pk)
    if row is None:
        raise Impossible(GONE)
    row.name_th, row.name_en = variant.name_th, variant.name_en
    row.unit, row.price = variant.unit, variant.price
    row.save()


def _said(row: ProductVariant) -> str:
    price = "–" if row.price is None else f"{row.price:.2f}"
    return f"{row.name_th} / {row.unit} / {price}"


def _record(by: By, action: str, product: Product, changes: Changes) -> None:
    scope_id = product.enterprise.scope_id
    audit.record(by=by, action=action, subject=product, scope_id=scope_id, changes=changes)
