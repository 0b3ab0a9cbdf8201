"""The row of the group's own rate, as several actions write it."""

from ruamphon.core import audit
from ruamphon.costing.domain import Range
from ruamphon.costing.enums import Known, Paid, Part
from ruamphon.costing.models import Material
from ruamphon.costing.models.columns import columns_of
from ruamphon.people.models import Account
from ruamphon.registry.models import Enterprise

OWN_WORK = "แรงงานของเราเอง"


def write_own_rate(by: Account, enterprise: Enterprise, rate: Range) -> Material:
    """Keep a rate, and tell the history that it changed. Call it inside an action."""
    row = own_rate_of(by, enterprise)
    for column, value in columns_of(rate, "full").items():
        setattr(row, column, value)
    row.known = Known.MEASURED
    row.save()
    audit.record(
        by=by,
        action="set_own_rate",
        subject=row,
        scope_id=enterprise.scope_id,
        changes={"own_rate": (None, None)},
        personal=["own_rate"],
    )
    return row


def own_rate_of(by: Account, enterprise: Enterprise) -> Material:
    """The row of the group's own rate; made without a price when there is none yet. Call it inside an action."""
    row, _ = Material.objects.get_or_create(
        enterprise=enterprise,
        is_own_rate=True,
        defaults={
            "name": OWN_WORK,
            "part": Part.LABOUR,
            "unit": "hour",
            "paid": Paid.OWN,
            "cash_likely": 0,
            "cash_high": 0,
            "made_by_id": by.person_id,
        },
    )
    found: Material = row
    return found
