"""What a price does, from where it pays, and what would change if something else did; worked out while one tries."""

from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from ruamphon.core.text import Text
from ruamphon.costing import domain
from ruamphon.costing.domain import Book, BreakEven, CostProblem, Price, Range, Sheet, WhatIf, baht
from ruamphon.costing.enums import Basis, Form, Paid, Part
from ruamphon.costing.models import Recipe
from ruamphon.costing.models.columns import exact_of
from ruamphon.costing.queries.book import GroupBook, book_of
from ruamphon.costing.queries.figures import Figure, figure
from ruamphon.costing.queries.pages import PricedAt, in_words, plain, priced_at, unit_called

USUAL = Fraction(3, 10)
"""The mark-up and the margin that stand there until somebody types another: 30 %."""
HOUR = "hour"
WIDTH, HEIGHT = 300, 150
"""The picture of break-even, in its own units."""


class Per(StrEnum):
    """What break-even counts: a batch with what comes anyway for it, or a month with what comes anyway in it."""

    BATCH = "batch"
    MONTH = "month"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """What somebody tries. None is "as it is". `factor` is on the price of `thing`; `plus` and `margin` are shares."""

    price: Fraction | None = None
    thing: str = ""
    factor: Fraction | None = None
    wage: Fraction | None = None
    pieces: Fraction | None = None
    plus: Fraction | None = None
    margin: Fraction | None = None
    per: Per | None = None


@dataclass(frozen=True, slots=True)
class Trial:
    """A sheet with all that can be tried on it. `things` are pairs (code, name) whose price is known.

    `unit_word` is what the group calls what it sells, if it has a word of its own.
    """

    group: GroupBook
    recipe: Recipe
    sheet: Sheet
    price: Fraction | None
    things: list[tuple[str, str]] = field(default_factory=list)
    wage: Fraction | None = None
    pieces: Fraction | None = None
    has_labour: bool = False
    can_grow: bool = True
    has_months: bool = False
    unit_word: str = ""

    @property
    def unit(self) -> Text:
        """What is sold: a jar, a litre, a head."""
        return unit_called(self.sheet.outputs[0].output.unit, self.unit_word)


@dataclass(frozen=True, slots=True)
class ToAsk:
    """A price to ask; `share` is how many percent of the cost, or of the price, is left."""

    share: str
    price: Decimal


@dataclass(frozen=True, slots=True)
class Pays:
    """From where it pays for one figure; `never` is the sentence why it does not."""

    whole: str = ""
    at: Decimal = Decimal(0)
    fixed: Decimal = Decimal(0)
    variable: Decimal = Decimal(0)
    never: Text | None = None


@dataclass(frozen=True, slots=True)
class Drawn:
    """The picture: where the two lines end and begin, from the top, and the same as a table."""

    width: int
    height: int
    cost_begins: float
    cost_ends: float
    income_ends: float
    middle: float
    crossing: float
    pieces_middle: str
    pieces_end: str
    rows: tuple[tuple[str, Decimal, Decimal], ...]


@dataclass(frozen=True, slots=True)
class Decided:
    """Everything the answer prints. `was_*` are the figures of now where something else is tried."""

    cash: Figure
    full: Figure
    was_cash: Decimal | None
    was_full: Decimal | None
    unit: Text
    good: Text
    at_price: PricedAt | None
    plus: ToAsk | None
    margin: ToAsk | None
    lacking: Text | None
    per: Per
    pays_cash: Pays | None
    pays_full: Pays | None
    drawn: Drawn | None


def trial_of(recipe: Recipe) -> Trial:
    """The sheet as it stands with what can be tried. Raises a CostProblem. Six queries."""
    group = book_of(recipe.enterprise_id)
    needed = group.sheets(recipe)
    sheet = needed[recipe.code]
    lines = [line for each in needed.values() for line in each.lines]
    hours = [each for each in lines if each.line.part is Part.LABOUR and each.price_unit == HOUR]
    rates = [each.price.full.likely for each in hours if each.price.full.likely]
    return Trial(
        group=group,
        recipe=recipe,
        sheet=sheet,
        price=exact_of(recipe.price),
        things=_things(group, [line.line for line in lines], sheet),
        wage=rates[0] if rates else None,
        pieces=sheet.recipe.main.quantity.likely,
        has_labour=bool(hours),
        can_grow=recipe.form not in {Form.TRIP, Form.HERD},
        has_months=any(each.line.basis is Basis.MONTH for each in sheet.lines),
        unit_word=_word_for(group, sheet),
    )


def _word_for(group: GroupBook, sheet: Sheet) -> str:
    row = group.outputs.get(sheet.outputs[0].output.code)
    return row.unit_word if row else ""


def _things(group: GroupBook, lines: list[domain.Line], sheet: Sheet) -> list[tuple[str, str]]:
    """Materials through all levels, and lines of the recipe itself with a price of their own; not hours of work."""
    found: dict[str, str] = {}
    for line in lines:
        material = group.book.materials.get(line.material)
        if material is not None and _can_change(material.price):
            found[material.code] = material.name
    for each in sheet.lines:
        if each.line.price is not None and _can_change(each.line.price):
            found[each.line.code] = each.line.name
    return list(found.items())


def _can_change(price: Price) -> bool:
    return bool(price.full.likely) and price.unit != HOUR


def decided(trial: Trial, tried: Tried) -> Decided:
    """The answer to what is tried. Raises a CostProblem for what cannot be."""
    sheet = _tried_sheet(trial, tried)
    price = trial.price if tried.price is None else tried.price
    per = tried.per or (Per.MONTH if trial.has_months else Per.BATCH)
    cash, full = (_break_even(sheet, price, kind, per) for kind in ("cash", "full"))
    differs = sheet.piece != trial.sheet.piece
    return Decided(
        cash=figure(sheet.piece.cash),
        full=figure(sheet.piece.full),
        was_cash=figure(trial.sheet.piece.cash).shown if differs else None,
        was_full=figure(trial.sheet.piece.full).shown if differs else None,
        unit=trial.unit,
        good=in_words(sheet.outputs[0].good, sheet.outputs[0].output.unit, trial.unit_word),
        at_price=None if price is None else priced_at(sheet, price),
        plus=_to_ask(sheet, USUAL if tried.plus is None else tried.plus, domain.cost_plus),
        margin=_to_ask(sheet, USUAL if tried.margin is None else tried.margin, domain.target_margin),
        lacking=_lacking(sheet),
        per=per,
        pays_cash=_pays(cash),
        pays_full=_pays(full),
        drawn=_drawn(full) if isinstance(full, BreakEven) and full.pieces else None,
    )


# What is tried ----------------------------------------------------------------------------------------------


def _tried_sheet(trial: Trial, tried: Tried) -> Sheet:
    if not any((tried.thing and tried.factor is not None, tried.wage is not None, tried.pieces)):
        return trial.sheet
    book = trial.group.book if tried.wage is None else _at_wage(trial.group, tried.wage)
    change = WhatIf(
        materials=_of_material(book, tried),
        lines=_of_line(trial.sheet, tried),
        wage=None if tried.wage is None else Range.of(tried.wage),
        batch=tried.pieces,
    )
    return domain.what_if(book, trial.recipe.code, change)


def _of_material(book: Book, tried: Tried) -> dict[str, Fraction]:
    known = tried.thing in book.materials and tried.factor is not None
    return {tried.thing: tried.factor or Fraction()} if known else {}


def _of_line(sheet: Sheet, tried: Tried) -> dict[str, Price]:
    for each in sheet.lines:
        if each.line.code == tried.thing and each.line.price is not None and tried.factor is not None:
            price, times = each.line.price, Range.of(tried.factor)
            return {tried.thing: replace(price, cash=price.cash.times(times), full=price.full.times(times))}
    return {}


def _at_wage(group: GroupBook, wage: Fraction) -> Book:
    """The book with every rate of work that lines share, the group's own too, at this wage."""
    rates = {code for code, row in group.materials.items() if row.part == Part.LABOUR}
    changed = {
        code: replace(material, price=_paying(material.price, Range.of(wage)))
        if code in rates and material.price.unit == HOUR
        else material
        for code, material in group.book.materials.items()
    }
    return Book(materials=changed, recipes=group.book.recipes)


def _paying(price: Price, wage: Range) -> Price:
    return replace(price, cash=wage if price.paid is Paid.BOUGHT else price.cash, full=wage)


# What it says -----------------------------------------------------------------------------------------------


def _to_ask(sheet: Sheet, share: Fraction, price_of) -> ToAsk | None:
    likely = sheet.piece.full.likely
    return None if likely is None else ToAsk(plain(share * 100), baht(price_of(likely, share)))


def _lacking(sheet: Sheet) -> Text | None:
    """Why there is no price to ask yet."""
    try:
        domain.likely_cost(sheet)
    except CostProblem as problem:
        return problem.reason
    return None


def _break_even(sheet: Sheet, price: Fraction | None, kind: str, per: Per) -> BreakEven | Text | None:
    """From where it pays, the sentence why it never does, or None while a price is missing."""
    cut = domain.by_month(sheet) if per is Per.MONTH else domain.by_batch(sheet)
    fixed, variable = (getattr(figures, kind).likely for figures in (cut.fixed, cut.variable))
    if price is None or fixed is None or variable is None:
        return None
    try:
        return domain.break_even(fixed=fixed, variable=variable, price=price)
    except CostProblem as problem:
        return problem.reason


def _pays(found: BreakEven | Text | None) -> Pays | None:
    if found is None:
        return None
    if isinstance(found, Text):
        return Pays(never=found)
    return Pays(f"{found.whole:,}", baht(found.baht), baht(found.fixed), baht(found.variable))


def _drawn(found: BreakEven) -> Drawn:
    """Both lines on one scale; the point where they meet lies in the middle, for the picture ends at twice as many."""
    _, cost_end, income_end = found.picture[-1]
    top = max(cost_end, income_end)

    def down(amount: Fraction) -> float:
        return round(float(HEIGHT - amount / top * HEIGHT), 2)

    return Drawn(
        width=WIDTH,
        height=HEIGHT,
        cost_begins=down(found.fixed),
        cost_ends=down(cost_end),
        income_ends=down(income_end),
        middle=WIDTH / 2,
        crossing=down(found.baht),
        pieces_middle=_pieces(found.pieces),
        pieces_end=_pieces(found.pieces * 2),
        rows=tuple((_pieces(pieces), baht(cost), baht(income)) for pieces, cost, income in found.picture),
    )


def _pieces(pieces: Fraction) -> str:
    return f"{float(pieces):,.1f}".removesuffix(".0")
