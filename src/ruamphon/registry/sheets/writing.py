"""Records as cells: what an export writes, and what an unchanged cell of an import holds."""

from collections.abc import Callable
from datetime import date
from typing import Any, Final

from ruamphon.core import thai_dates
from ruamphon.core.text import Text
from ruamphon.registry.enums import OrganisationKind, Post, ProductKind, SheetKind, WorkKind
from ruamphon.registry.sheets import legal
from ruamphon.registry.sheets.columns import COLUMNS, column_of

DEMO: Final = Text("ข้อมูลสมมุติ", "illustrative")
BETWEEN_SIZES: Final = "; "
WITHIN_SIZE: Final = " | "


def cells_of(kind: SheetKind, record: Any, *, with_contact: bool) -> list[str]:
    """One record as a row of its table in the reader's language; personal columns only with contact details.

    Members come with their person and enterprise, products with their enterprise and variants.
    """
    return [
        str(written(kind, record, column.name)) if with_contact or not column.is_personal else ""
        for column in COLUMNS[kind]
    ]


def written(kind: SheetKind, record: Any, column: str) -> Text:
    """One cell in both languages."""
    value = value_of(kind, record, column)
    if isinstance(value, Text):
        return value
    return Text(value, value)


def value_of(kind: SheetKind, record: Any, column: str) -> str | Text:
    """One cell as a text, or in both languages where they differ."""
    own = _OWN.get((kind, column))
    return own(record) if own else say(getattr(record, column))


def say(value: Any) -> str | Text:
    """A value as a cell: a day in words, nothing for None."""
    if value is None:
        return ""
    if isinstance(value, date):
        return thai_dates.text(value)
    return value if isinstance(value, Text) else str(value)


def _demo(record: Any) -> str | Text:
    return DEMO if record.is_demo else ""


def _groups_demo(record: Any) -> str | Text:
    return _demo(record.enterprise)


def sizes_of(product: Any) -> str:
    """'ขวดเล็ก | ขวด 250 มล. | 45.00; …': the variants of a product in their order."""
    return BETWEEN_SIZES.join(map(_size, product.variants.all()))


def _size(row: Any) -> str:
    price = "" if row.price is None else f"{row.price:.2f}"
    parts = [row.name_th, row.unit, price, row.name_en]
    while parts and not parts[-1]:
        parts.pop()
    return WITHIN_SIZE.join(parts)


_OWN: Final[dict[tuple[SheetKind, str], Callable[[Any], str | Text]]] = {
    (SheetKind.ENTERPRISES, "work_kind"): lambda group: WorkKind(group.work_kind).label,
    (SheetKind.ENTERPRISES, legal.NUMBER): lambda group: say(legal.legal_of(group).cell(legal.NUMBER)),
    (SheetKind.ENTERPRISES, legal.REGISTERED): lambda group: say(
        legal.legal_of(group).cell(legal.REGISTERED)
    ),
    (SheetKind.ENTERPRISES, legal.YEAR): lambda group: legal.year_cell(
        legal.legal_of(group).cell(legal.YEAR)
    ),
    (SheetKind.ENTERPRISES, legal.RENEWED): lambda group: say(legal.legal_of(group).cell(legal.RENEWED)),
    (SheetKind.ENTERPRISES, "subdistrict"): lambda group: (
        group.subdistrict.typed if group.subdistrict else ""
    ),
    (SheetKind.ENTERPRISES, "is_demo"): _demo,
    (SheetKind.MEMBERS, "group_code"): lambda member: member.enterprise.code,
    (SheetKind.MEMBERS, "group_name"): lambda member: member.enterprise.name_th,
    (SheetKind.MEMBERS, "name_th"): lambda member: member.person.name_th,
    (SheetKind.MEMBERS, "nickname"): lambda member: member.person.nickname,
    (SheetKind.MEMBERS, "phone"): lambda member: member.person.phone,
    (SheetKind.MEMBERS, "post"): lambda member: Post(member.post).label,
    (SheetKind.MEMBERS, "is_demo"): _groups_demo,
    (SheetKind.PRODUCTS, "group_code"): lambda product: product.enterprise.code,
    (SheetKind.PRODUCTS, "group_name"): lambda product: product.enterprise.name_th,
    (SheetKind.PRODUCTS, "kind"): lambda product: ProductKind(product.kind).label,
    (SheetKind.PRODUCTS, "variants"): sizes_of,
    (SheetKind.PRODUCTS, "is_demo"): _groups_demo,
    (SheetKind.ORGANISATIONS, "kind"): lambda one: OrganisationKind(one.kind).label,
    (SheetKind.ORGANISATIONS, "parent"): lambda one: one.parent.name_th if one.parent else "",
    (SheetKind.ORGANISATIONS, "is_demo"): _demo,
}


def headings(kind: SheetKind) -> list[str]:
    """The first row of a table, in the reader's language."""
    return [str(column.label) for column in COLUMNS[kind]]


def examples(kind: SheetKind) -> list[str]:
    """The second row of a template: an invented record that says so."""
    return [str(column_of(kind, column.name).example) for column in COLUMNS[kind]]
