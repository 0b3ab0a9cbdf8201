"""Named facts this room can state about a group on a day; pathway's gates read them."""

from datetime import date

from ruamphon.core.text import Text
from ruamphon.costing.models import CostSheetVersion
from ruamphon.programmes.domain.term import end_of
from ruamphon.registry.facts import EnterpriseFact
from ruamphon.registry.models import Enterprise, Product

YES_OR_NO = Text("ใช่/ไม่ใช่", "yes/no")


def every_product_costed(enterprise: Enterprise, on: date) -> bool | None:
    """Whether every product on sale that day had a cost sheet the group had accepted; None when nothing was on sale."""
    on_sale = _on_sale(enterprise, on)
    return on_sale <= _accepted(enterprise, on).keys() if on_sale else None


def prices_cover_full_cost(enterprise: Enterprise, on: date) -> bool | None:
    """Whether each product's price covered its full cost, by the sheet accepted last.

    None when nothing was on sale, or a product has no accepted sheet, no price or no full cost yet; one that is known to
    be sold below its cost is enough for a no.
    """
    on_sale, accepted = _on_sale(enterprise, on), _accepted(enterprise, on)
    answers = [_covers(accepted.get(product)) for product in on_sale]
    if False in answers:
        return False
    return None if not answers or None in answers else True


def _covers(version: CostSheetVersion | None) -> bool | None:
    if version is None or version.price is None:
        return None
    if version.full_likely is None:
        return False if version.price < version.full_low else None
    return bool(version.price >= version.full_likely)


def _on_sale(enterprise: Enterprise, on: date) -> set[int]:
    return set(Product.objects.filter(enterprise=enterprise).on(on).values_list("pk", flat=True))


def _accepted(enterprise: Enterprise, on: date) -> dict[int, CostSheetVersion]:
    """By product, the version of its cost sheet that the group had accepted last."""
    rows = (
        CostSheetVersion.objects.filter(
            sheet__recipe__enterprise=enterprise,
            sheet__recipe__product__isnull=False,
            sheet__deliverable__binned_at=None,
            version__accepted_at__lt=end_of(on),
        )
        .order_by("version__accepted_at", "pk")
        .select_related("sheet__recipe")
        .defer("inputs", "figures")
    )
    return {row.sheet.recipe.product_id or 0: row for row in rows}


FACTS: dict[str, EnterpriseFact] = {
    fact.name: fact
    for fact in (
        EnterpriseFact(
            "every_product_costed",
            Text("สินค้าทุกอย่างที่ขายมีใบต้นทุนที่กลุ่มรับแล้ว", "Every product on sale has an accepted cost sheet"),
            YES_OR_NO,
            every_product_costed,
        ),
        EnterpriseFact(
            "prices_cover_full_cost",
            Text("ราคาขายคุ้มต้นทุนเต็มทุกอย่าง", "Every price covers the full cost"),
            YES_OR_NO,
            prices_cover_full_cost,
        ),
    )
}
