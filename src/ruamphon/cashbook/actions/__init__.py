"""Verbs of the cash book. `record` and `reverse_origin` are what another room calls in a transaction of its own."""

from ruamphon.cashbook.actions.entry import add_slips, record, reverse, reverse_origin
from ruamphon.cashbook.actions.month import close_month, reopen_month

__all__ = [
    "add_slips",
    "close_month",
    "record",
    "reopen_month",
    "reverse",
    "reverse_origin",
]
