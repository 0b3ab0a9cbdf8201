"""A fishing trip: fuel, ice and bait, shares of the crew, and a catch by species and grade."""

from dataclasses import dataclass
from fractions import Fraction

from ruamphon.core.text import Text
from ruamphon.costing.domain.amounts import ONE, ZERO, Exact, Range
from ruamphon.costing.domain.checking import check_amount, check_share
from ruamphon.costing.domain.costing import cost
from ruamphon.costing.domain.prices import price_of
from ruamphon.costing.domain.problems import NothingGood, ShareProblem
from ruamphon.costing.domain.recipes import Book, Line, Output, Recipe
from ruamphon.costing.enums import Form, Known, Made, Paid, Part

NO_CATCH = Text(
    "เที่ยว “{name}” ยังไม่มีปลาที่ขายได้ ใส่น้ำหนักและราคาตลาดอย่างน้อยหนึ่งชนิด",
    "The trip “{name}” has no catch that sells. Enter weight and market price of at least one kind.",
)
TOO_MUCH = Text(
    "ส่วนแบ่งลูกเรือรวมกัน {sum} เกิน 1 (100%) ลดส่วนแบ่งของคนใดคนหนึ่ง",
    "The crew's shares add up to {sum}, above 1 (100%). Lower somebody's.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Catch:
    """Kilos of a species and grade, and what a kilo sells for at the landing."""

    code: str
    species: str
    grade: str
    kilos: Range
    price: Range

    @property
    def name(self) -> str:
        return f"{self.species} {self.grade}".strip()

    @property
    def worth(self) -> Range:
        return self.kilos.times(self.price)


@dataclass(frozen=True, slots=True, kw_only=True)
class Crew:
    """Somebody on board with a share (0 to 1) of what the catch is worth less what the trip cost in cash.

    BOUGHT is paid out; OWN is the share of the boat's own people, which counts in full but leaves no purse.
    """

    code: str
    name: str
    share: Exact
    paid: Paid = Paid.BOUGHT


@dataclass(frozen=True, slots=True, kw_only=True)
class Trip:
    """One trip. `lines` are all costs but the crew's shares."""

    code: str
    name: str
    lines: tuple[Line, ...]
    crew: tuple[Crew, ...]
    catch: tuple[Catch, ...]
    batches_a_month: Range | None = None
    hours: Range | None = None
    has_none: frozenset[Part] = frozenset()


def trip_recipe(trip: Trip, book: Book) -> Recipe:
    """The trip as a recipe: each kind of catch carries cost by its likely market value; shares sum to one.

    Crew shares are worked out from the catch's worth less the cash cost of the lines, never below nothing. What was
    not caught (no kilos) carries nothing. Raises a CostProblem.
    """
    _check(trip)
    caught = sorted((each for each in trip.catch if not each.kilos.is_zero), key=_worth, reverse=True)
    worth = sum((_worth(each) for each in caught), Exact())
    if not worth:
        raise NothingGood(NO_CATCH.format(name=trip.name), "catch")
    outputs = tuple(_output(each, worth, first=each is caught[0]) for each in caught)
    bare = _recipe(trip, outputs, trip.lines)
    left = _left(trip, _cash(bare, book))
    return _recipe(trip, outputs, (*trip.lines, *(_share_line(each, left) for each in trip.crew)))


def _check(trip: Trip) -> None:
    for each in trip.catch:
        check_amount(each.kilos, each.name, "kilos")
        check_amount(each.price, each.name, "price")
    for person in trip.crew:
        check_share(Range.of(person.share), person.name, "share")
    shares = sum((person.share for person in trip.crew), Exact())
    if shares > 1:
        raise ShareProblem(TOO_MUCH.format(sum=f"{float(shares):g}"), "share")


def _worth(catch: Catch) -> Fraction:
    return catch.worth.likely or Exact()


def _output(catch: Catch, worth: Fraction, *, first: bool) -> Output:
    return Output(
        code=catch.code,
        name=catch.name,
        quantity=catch.kilos,
        unit="kg",
        share=_worth(catch) / worth,
        made=Made.MAIN if first else Made.CO,
    )


def _recipe(trip: Trip, outputs: tuple[Output, ...], lines: tuple[Line, ...]) -> Recipe:
    return Recipe(
        code=trip.code,
        name=trip.name,
        outputs=outputs,
        lines=lines,
        hours=trip.hours,
        batches_a_month=trip.batches_a_month,
        has_none=trip.has_none,
        form=Form.TRIP,
    )


def _cash(recipe: Recipe, book: Book) -> Range:
    """What the trip costs in cash before the crew is paid."""
    without = {code: each for code, each in book.recipes.items() if code != recipe.code}
    return cost(
        Book(materials=book.materials, recipes=without | {recipe.code: recipe}), recipe.code
    ).batch.cash


def _left(trip: Trip, spent: Range) -> Range:
    """What the catch is worth less what was spent; never below nothing, and unknown when a price is."""
    worth = sum((each.worth for each in trip.catch), ZERO)
    if spent.likely is None or spent.high is None:
        return Range.at_least(0)
    likely, high = worth.likely or Exact(), worth.high or Exact()
    return Range(
        *(max(each, Exact()) for each in (worth.low - spent.high, likely - spent.likely, high - spent.low))
    )


def _share_line(person: Crew, left: Range) -> Line:
    price = price_of(left.times(Range.of(person.share)), "piece", paid=person.paid, known=Known.ESTIMATED)
    return Line(code=person.code, name=person.name, part=Part.LABOUR, quantity=ONE, unit="piece", price=price)
