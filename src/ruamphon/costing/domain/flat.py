"""The flat path: three questions on a phone make a first sheet, which is refined line by line later."""

from dataclasses import dataclass, replace

from ruamphon.core.text import Text
from ruamphon.costing.domain.amounts import ONE, Range
from ruamphon.costing.domain.checking import check_recipe
from ruamphon.costing.domain.filling import work
from ruamphon.costing.domain.prices import no_price, price_of
from ruamphon.costing.domain.problems import NothingGood
from ruamphon.costing.domain.recipes import Line, Output, Recipe
from ruamphon.costing.enums import Known, Paid, Part

NO_PIECES = Text(
    "ยังไม่มีชิ้นดีของ “{name}” เลย ใส่จำนวนชิ้นที่ขายได้ให้มากกว่าศูนย์",
    "There is no good piece of “{name}” yet. Enter how many could be sold, more than zero.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class WentIn:
    """Something that went in, and what all of it cost or is worth; `baht` is None when nobody knows."""

    name: str
    quantity: Range
    unit: str
    baht: Range | None
    paid: Paid = Paid.BOUGHT
    part: Part = Part.MATERIAL


@dataclass(frozen=True, slots=True, kw_only=True)
class Worked:
    """Who worked how many hours, at which rate an hour; None when no rate has been chosen."""

    who: str
    hours: Range
    rate: Range | None
    paid: Paid = Paid.OWN


@dataclass(frozen=True, slots=True, kw_only=True)
class Flat:
    """The three answers: what went in, how many good pieces came out, who worked how long."""

    code: str
    name: str
    went_in: tuple[WentIn, ...]
    good: Range
    unit: str
    worked: tuple[Worked, ...]


def first_recipe(flat: Flat, *, known: Known = Known.ESTIMATED) -> Recipe:
    """The answers as a recipe of one batch, ready for `cost` and for refining. Raises a CostProblem."""
    if flat.good.low <= 0:
        raise NothingGood(NO_PIECES.format(name=flat.name), "good")
    things = (_thing(number, each, known) for number, each in enumerate(flat.went_in, start=1))
    hands = (_hands(number, each, known) for number, each in enumerate(flat.worked, start=1))
    output = Output(code=f"{flat.code}:main", name=flat.name, quantity=flat.good, unit=flat.unit)
    recipe = Recipe(code=flat.code, name=flat.name, outputs=(output,), lines=(*things, *hands))
    check_recipe(recipe)
    return recipe


def _thing(number: int, thing: WentIn, known: Known) -> Line:
    """A line priced by one unit of it where the quantity is certain, else by the whole of it."""
    line = Line(
        code=f"in-{number}",
        name=thing.name,
        part=thing.part,
        quantity=thing.quantity,
        unit=thing.unit,
        price=no_price(thing.unit, paid=thing.paid),
        known=known,
    )
    if thing.baht is None:
        return line
    if thing.quantity.width == 0 and not thing.quantity.is_zero:
        each = price_of(thing.baht.over(thing.quantity), thing.unit, paid=thing.paid, known=known)
        return replace(line, price=each)
    whole = price_of(thing.baht, "piece", paid=thing.paid, known=known)
    return replace(line, quantity=ONE, unit="piece", price=whole)


def _hands(number: int, worked: Worked, known: Known) -> Line:
    rate = worked.rate or Range.at_least(0)
    return work(f"work-{number}", worked.who, hours=worked.hours, rate=rate, paid=worked.paid, known=known)
