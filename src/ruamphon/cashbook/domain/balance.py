"""Running balances: what was there after each entry."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Protocol, TypeVar


class Moving(Protocol):
    """Something that adds to a balance or takes from it."""

    @property
    def change(self) -> Decimal:
        """Baht added to the balance; negative when money went out."""


Entry = TypeVar("Entry", bound=Moving)


def with_balances(entries: Iterable[Entry], *, after: Decimal) -> Iterator[tuple[Entry, Decimal]]:
    """Entries from the latest to the earliest, each with the balance after it; `after` is that after the first given."""
    for entry in entries:
        yield entry, after
        after -= entry.change
