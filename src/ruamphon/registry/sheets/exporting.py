"""Records as tables to take away: the columns of the import, and only what the account may see."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import QuerySet

from ruamphon.core.refusals import Impossible
from ruamphon.core.sheets import write_csv, write_xlsx
from ruamphon.core.sheets.writing import CSV_TYPE, XLSX_TYPE
from ruamphon.core.text import Text
from ruamphon.people.access import reaches
from ruamphon.people.enums import Permission
from ruamphon.people.models import Account
from ruamphon.registry.enums import SheetKind
from ruamphon.registry.models import Enterprise, Membership, Product
from ruamphon.registry.sheets import writing

MOST_EXPORTED: Final = 10_000
"""Rows of one file: about three seconds of work."""
TOO_MANY: Final = Text(
    "มีมากกว่า {most} แถว มากเกินไปสำหรับไฟล์เดียว กรองรายการให้แคบลง แล้วดาวน์โหลดอีกครั้ง",
    "There are more than {most} rows, too many for one file. Narrow the list down, then download again.",
)


@dataclass(frozen=True)
class Download:
    """A file ready to hand over."""

    name: str
    content: bytes
    media_type: str


def export(account: Account, kind: SheetKind, records: QuerySet[Any], *, as_csv: bool) -> Download:
    """The table of these records, which the caller has narrowed to what the account may see.

    Phone numbers only of groups whose contact details it may see. Raises Impossible beyond MOST_EXPORTED rows.
    """
    found = list(with_relations(kind, records)[: MOST_EXPORTED + 1])
    if len(found) > MOST_EXPORTED:
        raise Impossible(TOO_MANY.format(most=f"{MOST_EXPORTED:,}"))
    return download(kind, _rows(account, kind, found), as_csv=as_csv)


def template(kind: SheetKind, *, as_csv: bool) -> Download:
    """An empty table with its headings and one invented row, which an import passes over."""
    return download(kind, [writing.examples(kind)], as_csv=as_csv)


def download(kind: SheetKind, rows: Iterable[Sequence[str]], *, as_csv: bool) -> Download:
    """A table as CSV or XLSX, its headings in the reader's language."""
    headings = writing.headings(kind)
    if as_csv:
        return Download(f"{kind}.csv", write_csv(headings, rows), CSV_TYPE)
    return Download(f"{kind}.xlsx", write_xlsx(headings, rows, title=str(kind)), XLSX_TYPE)


def records_of(kind: SheetKind, account: Account, groups: QuerySet[Enterprise]) -> QuerySet[Any]:
    """The members or products of these groups, or the groups themselves, as far as the account may see them."""
    if kind is SheetKind.MEMBERS:
        rows = Membership.objects.visible_to(account).filter(enterprise__in=groups.order_by().values("pk"))
        return rows.order_by("enterprise__sort_text", "enterprise_id", "person__sort_text", "pk")
    if kind is SheetKind.PRODUCTS:
        rows = Product.objects.visible_to(account).filter(enterprise__in=groups.order_by().values("pk"))
        return rows.order_by("enterprise__sort_text", "enterprise_id", "sort_text", "pk")
    return groups.order_by("sort_text", "pk")


def with_relations(kind: SheetKind, records: QuerySet[Any]) -> QuerySet[Any]:
    """The records with everything their rows are written from, in a fixed number of queries."""
    if kind is SheetKind.ENTERPRISES:
        return records.select_related("subdistrict").prefetch_related("legal_statuses")
    if kind is SheetKind.MEMBERS:
        return records.select_related("person", "enterprise")
    if kind is SheetKind.PRODUCTS:
        return records.select_related("enterprise").prefetch_related("variants")
    return records.select_related("parent")


def _rows(account: Account, kind: SheetKind, records: Sequence[Any]) -> Iterator[list[str]]:
    told = _with_contacts(account, kind, records)
    for record in records:
        group = record if kind is SheetKind.ENTERPRISES else getattr(record, "enterprise", None)
        yield writing.cells_of(kind, record, with_contact=group is not None and group.pk in told)


def _with_contacts(account: Account, kind: SheetKind, records: Sequence[Any]) -> set[int]:
    """The groups among these whose phone numbers the account may see."""
    if kind not in {SheetKind.ENTERPRISES, SheetKind.MEMBERS} or not records:
        return set()
    readable = Enterprise.objects.filter(reaches(account, Permission.CONTACT_READ, "scope")).order_by()
    ids = sorted(
        {record.pk if isinstance(record, Enterprise) else record.enterprise_id for record in records}
    )
    parts = (ids[start : start + LOOKED_UP] for start in range(0, len(ids), LOOKED_UP))
    return {pk for part in parts for pk in readable.filter(pk__in=part).values_list("pk", flat=True)}


LOOKED_UP: Final = 5_000
"""Groups asked for in one query, which both databases take."""
