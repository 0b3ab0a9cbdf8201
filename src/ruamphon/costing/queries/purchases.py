"""What a slip wrote in the group's cash book."""

from dataclasses import dataclass

from ruamphon.cashbook.models import CashEntry
from ruamphon.costing.enums import Paid
from ruamphon.costing.models import Intake


@dataclass(frozen=True, slots=True)
class InBook:
    """How a slip stands in the cash book: its entry, and what took that back, if anything did.

    `waits` is a bought slip that is not there: it was paid on credit, or written there by hand.
    """

    entry: CashEntry | None
    reversal: CashEntry | None
    waits: bool

    @property
    def stands(self) -> bool:
        """Whether it is in the book and was not taken back there."""
        return self.entry is not None and self.reversal is None


def entry_of(intake: Intake) -> CashEntry | None:
    """What a slip wrote in the cash book, taken back or not."""
    found: CashEntry | None = (
        CashEntry.objects.filter(origin=intake.origin).select_related("reversal").first()
    )
    return found


def in_book(intake: Intake) -> InBook:
    """How a slip stands in the cash book. One query."""
    is_bought = intake.paid == Paid.BOUGHT
    entry = entry_of(intake) if is_bought else None
    return InBook(
        entry=entry,
        reversal=getattr(entry, "reversal", None),
        waits=is_bought and entry is None and intake.voided_at is None,
    )
