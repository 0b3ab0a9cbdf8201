"""Products and services: by name."""

from collections.abc import Iterable

from ruamphon.home.marks import mark_of
from ruamphon.home.queries.searching.candidates import candidates, ranked_of
from ruamphon.home.queries.searching.hits import Hit, Kind, why
from ruamphon.home.queries.searching.seeker import Seeker
from ruamphon.people.enums import Permission
from ruamphon.registry.enums import ProductKind
from ruamphon.registry.models import Product


def find_products(seeker: Seeker, most: int) -> list[Hit]:
    """Products that fit, best first."""
    within = seeker.within(Permission.ENTERPRISE_READ, "enterprise__scope", seeker.groups)
    ids = candidates(seeker, Product.objects.filter(within), most, is_narrow=seeker.groups is not None)
    rows = Product.objects.filter(pk__in=ids).select_related("enterprise")
    return [
        Hit(
            kind=Kind.PRODUCT,
            name=str(product.name),
            about=f"{ProductKind(product.kind).label} · {product.enterprise.name}",
            why=why(match),
            url=product.enterprise.get_absolute_url() + "#products",
            mark=mark_of(product.name_th),
            score=match.score,
            is_exact=match.is_exact,
        )
        for product, match in ranked_of(seeker, rows, _name_fields, (), most)
    ]


def _name_fields(row: Product) -> Iterable[tuple[str, str]]:
    return ("name_th", row.name_th), ("name_en", row.name_en)
