"""Verbs of the cash book. `record` and `reverse_origin` are what another room calls in a transaction of its own."""

from ruamphon.cashbook.actions.entry import add_slips, record, reverse, reverse_origin
from ruamphon.cashbook.actions.month import close_month, reopen_month
from ruamphon.cashbook.actions.sheet import bring_in, discard_import, start_import

__all__ = [
    "add_slips",
    "bring_in",
    "close_month",
    "discard_import",
    "record",
    "reopen_month",
    "reverse",
    "reverse_origin",
    "start_import",
]
