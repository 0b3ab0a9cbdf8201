"""A sheet of products with their sizes."""

from collections.abc import Iterable
from typing import Any

from ruamphon.registry.enums import SheetKind
from ruamphon.registry.models import Product
from ruamphon.registry.sheets import cleaning
from ruamphon.registry.sheets.plan import PlannedRow, RowState
from ruamphon.registry.sheets.planning.finding import only
from ruamphon.registry.sheets.planning.keys import Cells, name_key
from ruamphon.registry.sheets.planning.parts import Parts


class Products(Parts):
    """Products, by group and name."""

    kind = SheetKind.PRODUCTS

    def records(self, groups: list[int]) -> Iterable[Any]:
        rows = Product.objects.filter(enterprise__in=groups).select_related("enterprise")
        return rows.prefetch_related("variants").order_by("pk")

    def find(self, number: int, cells: Cells) -> PlannedRow:
        group, there = self.start(cells)
        record = self.among(there, cells)
        if record is None:
            self.once((group.pk, name_key(cells["name_th"])), number)
            free = [one for one in there if one.pk not in self.seen] or there
            record = only([one for one in free if one.retired_on is None] or free)
        return PlannedRow(number, cells["name_th"], RowState.NEW, record=record, group=group)

    def clean(self, row: PlannedRow, column: str, typed: str) -> Any:
        value = super().clean(row, column, typed)
        return _kept_sizes(value, row.record) if column == "variants" else value

    def holds(self, record: Any, column: str, value: Any) -> bool:
        if column != "variants":
            return super().holds(record, column, value)
        now = [(row.pk, row.name_th, row.unit, row.price, row.name_en) for row in record.variants.all()]
        return now == [(one.pk, one.name_th, one.unit, one.price, one.name_en) for one in value]

    def check(self, row: PlannedRow) -> None:
        if row.record is None:
            row.values.setdefault("registered_on", self.today)
        self.check_order(row, "registered_on", "retired_on")


def _kept_sizes(sizes: list[Any], product: Any) -> list[Any]:
    """Sizes of a cell, each with the number of the variant it is, so that it is changed and not made anew."""
    rows = list(product.variants.all()) if product is not None else []
    kept = []
    for size in sizes:
        row = next((row for row in rows if cleaning.same_size(size, row)), None)
        if row is not None:
            rows.remove(row)
        kept.append(
            size if row is None else type(size)(size.name_th, size.unit, size.name_en, size.price, row.pk)
        )
    return kept
