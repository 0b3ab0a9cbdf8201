"""Lines made from what people know: who worked how long, what the month costs, what a machine was bought for."""

from decimal import Decimal
from fractions import Fraction

from ruamphon.core.text import Text
from ruamphon.costing.domain.amounts import ONE, Range
from ruamphon.costing.domain.checking import check_amount, check_price, check_share
from ruamphon.costing.domain.prices import price_of
from ruamphon.costing.domain.problems import OutOfBounds
from ruamphon.costing.domain.recipes import Line
from ruamphon.costing.enums import Basis, Known, Paid, Part

WORTH_MORE = Text(
    "มูลค่าซากของ “{name}” สูงกว่าราคาซื้อไม่ได้ ใส่มูลค่าซากให้ไม่เกินราคาที่ซื้อมา",
    "“{name}” cannot be worth more in the end than it was bought for. Lower the residual value.",
)
NO_LIFE = Text(
    "“{name}” ยังไม่บอกว่าใช้ได้นานเท่าไร ใส่อายุการใช้งานให้มากกว่าศูนย์",
    "“{name}” does not say how long it lasts. Enter a life above zero.",
)
MONTHS = 12


def work(
    code: str,
    name: str,
    *,
    hours: Range,
    rate: Range,
    paid: Paid,
    basis: Basis = Basis.BATCH,
    known: Known = Known.MEASURED,
) -> Line:
    """Labour: hours at baht an hour. Hired is paid in both figures; our own costs no cash and the chosen rate in full.

    For several people give the hours of all together. `rate` may be unknown (`Range.at_least(0)`).
    """
    check_amount(hours, name, "hours")
    check_price(rate, name, "rate")
    price = price_of(rate, "hour", paid=paid, known=known)
    return Line(
        code=code,
        name=name,
        part=Part.LABOUR,
        quantity=hours,
        unit="hour",
        price=price,
        basis=basis,
        known=known,
    )


def overhead(
    code: str,
    name: str,
    *,
    amount: Range,
    basis: Basis = Basis.BATCH,
    share: Range = ONE,
    known: Known = Known.MEASURED,
) -> Line:
    """Gas, water, rent: `amount` baht a batch, hour or month, of which `share` is for this product (0 to 1)."""
    check_price(amount, name)
    check_share(share, name, "share")
    price = price_of(amount, "piece", known=known)
    return Line(
        code=code,
        name=name,
        part=Part.OVERHEAD,
        quantity=share,
        unit="piece",
        price=price,
        basis=basis,
        known=known,
    )


def wear(
    code: str,
    name: str,
    *,
    bought_for: Decimal | Fraction | int,
    worth_in_the_end: Decimal | Fraction | int = 0,
    life: Range,
    per: Basis = Basis.MONTH,
    share: Range = ONE,
    known: Known = Known.MEASURED,
) -> Line:
    """Straight-line wear: (price - residual) / life, in full but not in cash: the money left when it was bought.

    `life` is in months, batches, hours or pieces, as `per` says; years times 12 are months. Raises OutOfBounds.
    """
    check_price(Range.of(bought_for), name)
    check_price(Range.of(worth_in_the_end), name, "worth_in_the_end")
    check_share(share, name, "share")
    if worth_in_the_end > bought_for:
        raise OutOfBounds(WORTH_MORE.format(name=name), "worth_in_the_end")
    if life.low <= 0:
        raise OutOfBounds(NO_LIFE.format(name=name), "life")
    lost = Range.of(Fraction(bought_for) - Fraction(worth_in_the_end)).over(life)
    price = price_of(lost, "piece", paid=Paid.OWN, known=known)
    return Line(
        code=code,
        name=name,
        part=Part.WEAR,
        quantity=share,
        unit="piece",
        price=price,
        basis=per,
        known=known,
    )


def years(amount: Range) -> Range:
    """Years in months, for `life`."""
    return amount.times(Range.of(MONTHS))
