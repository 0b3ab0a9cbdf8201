"""What the history of an entry says."""

from typing import Any

from ruamphon.cashbook.models import CashEntry

Changes = dict[str, tuple[Any, Any]]


def told_of(entry: CashEntry, **more: Any) -> Changes:
    """The changes of an entry's audit row: side, amount, day and category; its words stay out of it."""
    told = {name: getattr(entry, name) for name in ("direction", "amount", "happened_on", "category")}
    return {name: (None, value) for name, value in {**told, **more}.items() if value}
