"""What the registry can state about an enterprise on a day. Pathway collects these for its criteria."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ruamphon.core.text import Text
from ruamphon.registry.domain.legal_status import standing_on
from ruamphon.registry.models import Enterprise, LegalStatus

Value = int | Decimal | bool | None


@dataclass(frozen=True)
class EnterpriseFact:
    """A named figure of an enterprise; `value(enterprise, on)` is None where nothing was ever recorded."""

    name: str
    label: Text
    unit: Text
    value: Callable[[Enterprise, date], Value]


def members(enterprise: Enterprise, on: date) -> int | None:
    """Persons who belonged to the group that day; None when no membership was ever recorded."""
    if not enterprise.memberships.exists():
        return None
    return enterprise.memberships.on(on).values("person").distinct().count()


def products(enterprise: Enterprise, on: date) -> int | None:
    """Goods and services offered that day; None when no product was ever recorded."""
    if not enterprise.products.exists():
        return None
    return enterprise.products.on(on).count()


def legal_status_valid(enterprise: Enterprise, on: date) -> bool | None:
    """Whether a registration as community enterprise held that day; None when no status had been recorded by then."""
    entries = LegalStatus.objects.standing().filter(enterprise=enterprise)
    standing = standing_on([row.as_entry() for row in entries], on)
    return standing.is_valid if standing else None


FACTS: dict[str, EnterpriseFact] = {
    fact.name: fact
    for fact in (
        EnterpriseFact(
            "members", Text("จำนวนสมาชิกกลุ่ม", "Members of the group"), Text("คน", "people"), members
        ),
        EnterpriseFact(
            "products", Text("จำนวนสินค้าและบริการ", "Products and services"), Text("รายการ", "items"), products
        ),
        EnterpriseFact(
            "legal_status_valid",
            Text("ทะเบียนวิสาหกิจชุมชนยังใช้ได้", "Registered as a community enterprise"),
            Text("ใช่/ไม่ใช่", "yes/no"),
            legal_status_valid,
        ),
    )
}
