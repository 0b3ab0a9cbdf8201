"""The facts of `facts.py` for many enterprises at once: the same answers, in queries that do not grow with the groups."""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from datetime import date

from django.db.models import Count

from ruamphon.registry.domain.legal_status import standing_on
from ruamphon.registry.facts import Value
from ruamphon.registry.models import LegalStatus, Membership, Product

Many = Callable[[Collection[int], date], Mapping[int, Value]]
"""Enterprise ids and a day → what the fact is for each; an id that is left out, or None, was never recorded."""


def members(enterprises: Collection[int], on: date) -> Mapping[int, Value]:
    """As `facts.members`. Two queries."""
    rows = Membership.objects.filter(enterprise__in=enterprises).order_by()
    present = rows.on(on).values_list("enterprise").annotate(Count("person", distinct=True))
    return dict.fromkeys(rows.values_list("enterprise", flat=True), 0) | dict(present)


def products(enterprises: Collection[int], on: date) -> Mapping[int, Value]:
    """As `facts.products`. Two queries."""
    rows = Product.objects.filter(enterprise__in=enterprises).order_by()
    offered = rows.on(on).values_list("enterprise").annotate(Count("pk"))
    return dict.fromkeys(rows.values_list("enterprise", flat=True), 0) | dict(offered)


def legal_status_valid(enterprises: Collection[int], on: date) -> Mapping[int, Value]:
    """As `facts.legal_status_valid`. One query."""
    entries = defaultdict(list)
    for row in LegalStatus.objects.standing().filter(enterprise__in=enterprises):
        entries[row.enterprise_id].append(row.as_entry())
    standings = {number: standing_on(listed, on) for number, listed in entries.items()}
    return {number: standing.is_valid for number, standing in standings.items() if standing}


MANY: Mapping[str, Many] = {
    "members": members,
    "products": products,
    "legal_status_valid": legal_status_valid,
}
"""Name of a fact → how it is read for many enterprises."""
