"""Pure: amounts as people type them, months, and running balances. No Django, no clock, no database."""

from ruamphon.cashbook.domain.amount import MOST, read_amount
from ruamphon.cashbook.domain.balance import with_balances
from ruamphon.cashbook.domain.month import Month, run_until

__all__ = ["MOST", "Month", "read_amount", "run_until", "with_balances"]
