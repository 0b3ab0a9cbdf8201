"""Lots with dated prices, and the two prices they give: the rolling average and the latest."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from ruamphon.core.text import Text
from ruamphon.costing.domain.amounts import Exact, Range, baht
from ruamphon.costing.domain.checking import check_price
from ruamphon.costing.domain.prices import Price, no_price
from ruamphon.costing.domain.problems import CostProblem, NothingGood, OutOfBounds
from ruamphon.costing.domain.units import in_units
from ruamphon.costing.enums import Known, Paid, PriceWay

EMPTY_LOT = Text(
    "ล็อต “{name}” ไม่มีจำนวน ใส่จำนวนให้มากกว่าศูนย์", "The lot “{name}” has no quantity. Enter more than zero."
)
OVERDRAWN = Text(
    "วันที่ {on} ใช้ {used} มากกว่าที่มีอยู่ {stock} ตรวจจำนวนที่ใช้ หรือเพิ่มล็อตที่ยังไม่ได้บันทึก",
    "On {on} {used} were used, more than the {stock} there were. Check it, or add the lot that is missing.",
)
SLIP = Text(
    "สลิปนี้ {total} บาท แต่ล็อตในสลิปรวมกันได้ {sum} บาท แก้ราคาของล็อตใดล็อตหนึ่งหรือแก้ยอดสลิป",
    "The slip says {total} baht, but its lots come to {sum} baht. Correct a lot or the slip's total.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lot:
    """A quantity that came in on a day, worth `value` baht in all; our own harvest at market price.

    Of what was bought, `value` is the money paid. `paid` marks our own, a gift, or what costs nobody anything.
    """

    code: str
    on: date
    quantity: Exact
    unit: str
    value: Exact
    paid: Paid = Paid.BOUGHT
    known: Known = Known.MEASURED
    supplier: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Used:
    """A quantity that was taken out on a day."""

    on: date
    quantity: Exact
    unit: str


@dataclass(frozen=True, slots=True)
class _Sized:
    """A lot in the unit asked for, with what one unit of it cost."""

    lot: Lot
    quantity: Fraction
    cash: Fraction
    full: Fraction


def price_from(
    lots: Iterable[Lot],
    *,
    unit: str,
    way: PriceWay,
    used: Iterable[Used] = (),
    own: dict[str, Fraction] | None = None,
    name: str = "",
) -> Price:
    """The price of one `unit` from dated lots; `own` are the material's conversions into `unit`.

    LATEST is the price of the newest lot. ROLLING is the moving average of what is there: a lot that comes in is averaged
    with what is left, what is used leaves at the average, and after the stock has run out the average begins anew. Its
    range goes from the cheapest to the dearest of the lots that are in it. No lot: a price nobody has told.
    """
    sized = [_sized(lot, unit, own or {}, name) for lot in sorted(lots, key=lambda lot: (lot.on, lot.code))]
    if not sized:
        return no_price(unit)
    if way is PriceWay.LATEST:
        return _price(sized[-1:], unit, sized[-1].cash, sized[-1].full)
    gone = [(each.on, each.quantity * in_units(each.unit, unit, own=own or {}, thing=name)) for each in used]
    return _rolling(sized, sorted(gone), unit)


def own_share(lots: Sequence[Lot]) -> Fraction:
    """The share of the lots' value that was not paid in money; 0 without value."""
    whole = sum((lot.value for lot in lots), Exact())
    unpaid = sum((lot.value for lot in lots if lot.paid is not Paid.BOUGHT), Exact())
    return unpaid / whole if whole else Exact()


def check_slip(lots: Sequence[Lot], total: Fraction) -> None:
    """Several lots on one slip must come to its total, to the satang. Raises CostProblem with both sums."""
    paid = sum((lot.value for lot in lots if lot.paid is Paid.BOUGHT), Exact())
    if baht(paid) != baht(total):
        raise CostProblem(SLIP.format(total=f"{baht(total):,}", sum=f"{baht(paid):,}"), "total")


def _sized(lot: Lot, unit: str, own: dict[str, Fraction], name: str) -> _Sized:
    if lot.quantity <= 0:
        raise NothingGood(EMPTY_LOT.format(name=name or lot.code), "quantity")
    check_price(Range.of(lot.value), name or lot.code)
    quantity = lot.quantity * in_units(lot.unit, unit, own=own, thing=name or lot.code)
    each = lot.value / quantity
    cash = each if lot.paid is Paid.BOUGHT else Exact()
    return _Sized(lot, quantity, cash, Exact() if lot.paid is Paid.NATURE else each)


def _rolling(sized: Sequence[_Sized], gone: Sequence[tuple[date, Fraction]], unit: str) -> Price:
    """Walk the days; on one day what comes in goes before what is used."""
    stock = cash = full = Exact()
    inside: list[_Sized] = []
    waiting = list(gone)
    for each in sized:
        while waiting and waiting[0][0] < each.lot.on:
            stock = _take(stock, *waiting.pop(0))
        if stock == 0:
            inside, cash, full = [], Exact(), Exact()
        whole = stock + each.quantity
        cash = (cash * stock + each.cash * each.quantity) / whole
        full = (full * stock + each.full * each.quantity) / whole
        stock, inside = whole, [*inside, each]
    for on, quantity in waiting:
        stock = _take(stock, on, quantity)
    return _price(inside, unit, cash, full)


def _take(stock: Fraction, on: date, quantity: Fraction) -> Fraction:
    if quantity > stock:
        values = {"used": f"{float(quantity):g}", "stock": f"{float(stock):g}"}
        raise OutOfBounds(OVERDRAWN.format(on=on.isoformat(), **values), "quantity")
    return stock - quantity


def _price(inside: Sequence[_Sized], unit: str, cash: Fraction, full: Fraction) -> Price:
    ways = {each.lot.paid for each in inside}
    return Price(
        unit=unit,
        cash=_between([each.cash for each in inside], cash),
        full=_between([each.full for each in inside], full),
        paid=ways.pop() if len(ways) == 1 else Paid.BOUGHT,
        known=max((each.lot.known for each in inside), key=list(Known).index),
    )


def _between(seen: Sequence[Fraction], average: Fraction) -> Range:
    return Range(min(seen), average, max(seen))
