"""The page of one published group."""

from dataclasses import dataclass

from django.utils import timezone

from ruamphon.core.text import Text
from ruamphon.programmes.models import Cohort, Enrolment
from ruamphon.registry.enums import WorkKind
from ruamphon.registry.models import Enterprise, Product
from ruamphon.showcase.queries.citations import Citation, Citations
from ruamphon.showcase.queries.groups import public_groups, with_cohorts
from ruamphon.showcase.queries.people import NamedMember, ShownPhoto, named_members, shown_photos


@dataclass(frozen=True)
class CohortLink:
    """A cohort the group was in, and where that was read. It has a page when its programme is public."""

    cohort: Cohort
    cite: Citation | None


@dataclass(frozen=True)
class ProductRow:
    """Something the group makes or does."""

    product: Product
    about: Text
    cite: Citation | None


@dataclass(frozen=True)
class EnterprisePage:
    """Everything on a group's page. No phone; members and photos only by consent that stands now."""

    enterprise: Enterprise
    kind: WorkKind
    about: Text
    cohorts: list[CohortLink]
    products: list[ProductRow]
    members: list[NamedMember]
    photos: list[ShownPhoto]
    has_pin: bool
    is_registered: bool
    cite: Citation | None
    sources: list[Citation]


def enterprise_page(code: str) -> EnterprisePage | None:
    """The page of a published group by its code, or None."""
    group = with_cohorts(public_groups()).select_related("source", "subdistrict").filter(code=code).first()
    if group is None:
        return None
    cites = Citations()
    enrolments: list[Enrolment] = vars(group)["shown_enrolments"]
    return EnterprisePage(
        enterprise=group,
        kind=WorkKind(group.work_kind),
        about=Text(group.about_th, group.about_en or group.about_th),
        cite=cites.cite(group.source),
        cohorts=[CohortLink(row.cohort, cites.cite(row.source)) for row in enrolments],
        products=_products(cites, group),
        members=named_members(group),
        photos=shown_photos(group),
        has_pin=group.latitude is not None,
        is_registered=vars(group)["is_registered"],
        sources=cites.listed,
    )


def _products(cites: Citations, group: Enterprise) -> list[ProductRow]:
    today = timezone.localdate()
    rows = Product.objects.on(today).filter(enterprise=group).select_related("source")
    return [
        ProductRow(row, Text(row.about_th, row.about_en or row.about_th), cites.cite(row.source))
        for row in rows
    ]
