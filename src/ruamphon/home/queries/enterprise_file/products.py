"""What the group makes or offers."""

from dataclasses import dataclass
from datetime import date

from ruamphon.core.text import Text
from ruamphon.registry.models import Enterprise, Product, ProductVariant

MOST_PRODUCTS = 6


@dataclass(frozen=True, slots=True)
class ProductRow:
    """A product or service with its sizes and prices."""

    name: Text
    variants: tuple[ProductVariant, ...]


@dataclass(frozen=True, slots=True)
class Products:
    """The first products by name, and how many there are in all."""

    rows: tuple[ProductRow, ...]
    count: int

    @property
    def more(self) -> int:
        """How many are not among the rows."""
        return self.count - len(self.rows)


def products_of(enterprise: Enterprise, on: date) -> Products:
    """What the group offers on a day."""
    offered = Product.objects.on(on).filter(enterprise=enterprise)
    first = offered.prefetch_related("variants")[:MOST_PRODUCTS]
    rows = tuple(ProductRow(product.name, tuple(product.variants.all())) for product in first)
    return Products(rows, offered.count())
