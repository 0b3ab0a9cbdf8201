"""What the history of an entry says."""

from typing import Any

from ruamphon.cashbook.models import CashEntry
from ruamphon.core import audit
from ruamphon.people.models import Account


def tell(by: Account, entry: CashEntry, action: str, *, reason: str = "", **more: Any) -> None:
    """Write the audit row of an entry: side, amount, day and category; its words stay out of it."""
    told = {name: getattr(entry, name) for name in ("direction", "amount", "happened_on", "category")}
    audit.record(
        by=by,
        action=action,
        subject=entry,
        scope_id=entry.enterprise.scope_id,
        changes={name: (None, value) for name, value in {**told, **more}.items() if value},
        reason=reason,
    )
