"""A product deleted by mistake, or brought back."""

from django.db import transaction

from ruamphon.core.bin import put_in_bin, take_from_bin
from ruamphon.core.refusals import Impossible
from ruamphon.core.text import Text
from ruamphon.registry.changes import By
from ruamphon.registry.models import Enterprise, Product

NAMED_AGAIN = Text(
    "กลุ่มมีรายการชื่อ {name} อยู่แล้ว จึงนำรายการเดิมกลับมาไม่ได้ ลบหรือเปลี่ยนชื่อรายการนั้นก่อน",
    "The group has another {name} now. Delete or rename that one first, then bring this one back.",
)


@transaction.atomic
def delete_product(*, by: By, product: Product, reason: str = "") -> Product:
    """Put a product into the bin. Raises TooLate when it is there already."""
    return put_in_bin(product, by=by, action="delete_product", reason=reason)


@transaction.atomic
def bring_back_product(*, by: By, product: Product) -> Product:
    """Bring a product back. Raises Impossible when the group makes another of its name by now, TooLate when it is back."""
    Enterprise.objects.select_for_update().get(pk=product.enterprise_id)
    again = take_from_bin(product, by=by, action="bring_back_product")
    others = Product.objects.filter(enterprise=again.enterprise_id, name_th=again.name_th, retired_on=None)
    if again.retired_on is None and others.exclude(pk=again.pk).exists():
        raise Impossible(NAMED_AGAIN.format(name=again.name_th))
    return again
