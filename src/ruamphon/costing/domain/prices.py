"""What one unit of a thing costs: in cash, and in full."""

from dataclasses import dataclass

from ruamphon.core.text import Text
from ruamphon.costing.domain.amounts import ZERO, Exact, Figures, Range
from ruamphon.costing.domain.problems import OutOfBounds
from ruamphon.costing.enums import Known, Paid

BELOW_ZERO = Text(
    "ราคาติดลบไม่ได้ ถ้าไม่มีใครจ่าย เลือกว่าเป็นของเราเอง มีคนให้ หรือไม่มีค่าใช้จ่าย",
    "A price cannot be below zero. If nobody pays, choose our own, a gift, or no cost.",
)
CASH_ABOVE_FULL = Text(
    "ราคาเงินสดสูงกว่าราคาเต็มไม่ได้ ราคาเต็มรวมเงินสดไว้แล้ว แก้ราคาเต็มให้ไม่น้อยกว่าเงินสด",
    "A cash price cannot be above the full price, which includes it. Raise the full price.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Price:
    """Baht for one `unit`. What is our own costs no cash and is valued at market price in `full`.

    A range without `likely` and `high` is a price nobody has told yet; cash is never above full.
    """

    unit: str
    cash: Range
    full: Range
    paid: Paid = Paid.BOUGHT
    known: Known = Known.MEASURED

    def __post_init__(self) -> None:
        if min(self.cash.low, self.full.low) < 0:
            raise OutOfBounds(BELOW_ZERO, "price")
        if _above(self.cash, self.full):
            raise OutOfBounds(CASH_ABOVE_FULL, "price")

    @property
    def figures(self) -> Figures:
        return Figures(self.cash, self.full)

    @property
    def missing(self) -> bool:
        return self.figures.missing


def price_of(value: Range, unit: str, *, paid: Paid = Paid.BOUGHT, known: Known = Known.MEASURED) -> Price:
    """The price of a thing worth `value` baht a unit, by where it came from.

    Bought: both figures. Our own or a gift: no cash, and its market value in full. Nature: nothing at all.
    """
    if value.low < 0:
        raise OutOfBounds(BELOW_ZERO, "price")
    cash = value if paid is Paid.BOUGHT else ZERO
    full = ZERO if paid is Paid.NATURE else value
    return Price(unit=unit, cash=cash, full=full, paid=paid, known=known)


def no_price(unit: str, *, paid: Paid = Paid.BOUGHT) -> Price:
    """A price nobody has told yet. For what is our own the cash is known: none."""
    return price_of(Range.at_least(0), unit, paid=paid, known=Known.GUESSED)


def _above(cash: Range, full: Range) -> bool:
    pairs = ((cash.low, full.low), (cash.likely, full.likely), (cash.high, full.high))
    return any(_more(one, other) for one, other in pairs)


def _more(one: Exact | None, other: Exact | None) -> bool:
    """Whether one is above the other; unknown is above everything known, and level with itself."""
    if other is None:
        return False
    return one is None or one > other
