"""What to ask for a thing, when it pays, and what would change if something else did."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from math import ceil

from ruamphon.core.text import Text
from ruamphon.costing.domain.amounts import Exact, Figures, Range, total
from ruamphon.costing.domain.checking import NEGATIVE, NO_MATERIAL, SHARE, check_amount, check_price
from ruamphon.costing.domain.costing import cost
from ruamphon.costing.domain.prices import Price
from ruamphon.costing.domain.problems import CostProblem, NameProblem, NothingGood, OutOfBounds, ShareProblem
from ruamphon.costing.domain.recipes import Book, Line, Material, Output, Recipe
from ruamphon.costing.domain.sheets import Sheet
from ruamphon.costing.enums import Basis, Cover, Paid, Part

NEVER = Text(
    "ราคา {price} บาทไม่สูงกว่าต้นทุนผันแปร {variable} บาทต่อชิ้น ขายเท่าไรก็ไม่คุ้ม ขึ้นราคาหรือลดต้นทุนต่อชิ้น",
    "A price of {price} baht is not above the variable cost of {variable} a piece: no number of pieces breaks even. "
    "Raise the price or lower the cost of a piece.",
)
WHOLE_MARGIN = Text(
    "กำไรต้องน้อยกว่า 100% ของราคาขาย แก้ {value} ให้ต่ำกว่า 1",
    "A margin must be below 100% of the price. Bring {value} below 1.",
)
STILL_MISSING = Text(
    "ยังคิดไม่ได้ เพราะยังไม่มีราคาของ {missing} ใส่ราคาก่อน",
    "This cannot be worked out yet: there is no price for {missing}. Enter it first.",
)
NO_LINE = Text(
    "ไม่มีรายการ “{code}” ในสูตรนี้ เลือกรายการที่มีอยู่", "The recipe has no line “{code}”. Choose one it has."
)
POINTS = 11
SCALED = frozenset({Part.MATERIAL, Part.PACKAGING})


def cost_plus(cost_of_piece: Fraction, markup: Fraction) -> Fraction:
    """The price that adds `markup` (0.3 is 30 % of the cost) to a cost. Raises OutOfBounds below zero."""
    if markup < 0:
        raise OutOfBounds(NEGATIVE.format(name="markup"), "markup")
    return cost_of_piece * (1 + markup)


def target_margin(cost_of_piece: Fraction, margin: Fraction) -> Fraction:
    """The price of which `margin` (0.3 is 30 % of the price) is left: cost / (1 - margin). Raises ShareProblem."""
    if margin >= 1:
        raise ShareProblem(WHOLE_MARGIN.format(value=f"{float(margin):g}"), "margin")
    if margin < 0:
        raise ShareProblem(SHARE.format(name="margin", value=f"{float(margin):g}"), "margin")
    return cost_of_piece / (1 - margin)


@dataclass(frozen=True, slots=True, kw_only=True)
class BreakEven:
    """Where income meets cost. `pieces` is exact, `whole` the first whole number that pays, `baht` = pieces x price.

    `picture` has (pieces, cost, income) from none to twice as many, for a chart and its table.
    """

    fixed: Exact
    variable: Exact
    price: Exact
    pieces: Exact
    whole: int
    baht: Exact
    picture: tuple[tuple[Exact, Exact, Exact], ...]


def break_even(*, fixed: Fraction, variable: Fraction, price: Fraction) -> BreakEven:
    """Fixed cost / (price - variable cost a piece). Raises CostProblem when the price never gets there."""
    if min(fixed, variable, price) < 0:
        raise OutOfBounds(NEGATIVE.format(name="price"), "price")
    if price <= variable:
        values = {"price": f"{float(price):,.2f}", "variable": f"{float(variable):,.2f}"}
        raise CostProblem(NEVER.format(**values), "price")
    pieces = fixed / (price - variable)
    steps = [2 * pieces * step / (POINTS - 1) for step in range(POINTS)]
    return BreakEven(
        fixed=fixed,
        variable=variable,
        price=price,
        pieces=pieces,
        whole=ceil(pieces),
        baht=pieces * price,
        picture=tuple((each, fixed + variable * each, price * each) for each in steps),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Fixed:
    """A sheet's costs cut in two for one month or one batch: what comes anyway, and what each good piece adds."""

    fixed: Figures
    variable: Figures


def by_month(sheet: Sheet) -> Fixed:
    """Lines per month come anyway; everything else comes with the pieces. `fixed` is for one month."""
    monthly = [line for line in sheet.lines if line.line.basis is Basis.MONTH]
    rest = [line for line in sheet.lines if line.line.basis is not Basis.MONTH]
    share = Range.of(sheet.recipe.main.share)
    fixed = total(line.price.times(line.taken) for line in monthly).times(share)
    return Fixed(fixed=fixed, variable=total(line.piece for line in rest))


def by_batch(sheet: Sheet) -> Fixed:
    """Lines per piece come with the pieces; everything else comes with the batch, the order or the group."""
    each = [line for line in sheet.lines if line.line.basis is Basis.PIECE]
    whole = [line for line in sheet.lines if line.line.basis is not Basis.PIECE]
    share = Range.of(sheet.recipe.main.share)
    return Fixed(
        fixed=total(line.batch for line in whole).times(share), variable=total(line.piece for line in each)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A price against the two figures. Profits are for one good piece; below zero is a loss; None is not known yet.

    `cover` says whether the price covers the full cost, `below_full` flags that it does not (by the likely figure, or by
    what is known at least).
    """

    price: Exact
    cash_profit: Exact | None
    full_profit: Exact | None
    margin: Exact | None
    cover: Cover
    below_full: bool


def ask(sheet: Sheet, price: Fraction) -> Answer:
    """What a price does, by the sheet. Raises OutOfBounds for a price that cannot be."""
    check_price(Range.of(price), sheet.recipe.name)
    full = sheet.piece.full
    cover = _cover(full, price)
    profit = _left(price, full)
    return Answer(
        price=price,
        cash_profit=_left(price, sheet.piece.cash),
        full_profit=profit,
        margin=profit / price if profit is not None and price else None,
        cover=cover,
        below_full=cover is Cover.BELOW,
    )


def likely_cost(sheet: Sheet) -> Fraction:
    """The likely full cost of a piece. Raises CostProblem naming the prices that are missing."""
    likely = sheet.piece.full.likely
    if likely is None:
        raise CostProblem(STILL_MISSING.format(missing=", ".join(sheet.completeness.missing)), "price")
    return likely


def _left(price: Fraction, spent: Range) -> Fraction | None:
    return None if spent.likely is None else price - spent.likely


def _cover(full: Range, price: Fraction) -> Cover:
    if price < (full.low if full.likely is None else full.likely):
        return Cover.BELOW
    if full.likely is None or full.high is None:
        return Cover.UNKNOWN
    return Cover.COVERED if price >= full.high else Cover.LIKELY


# What if ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatIf:
    """Changes to try. `materials`: factor on a material's price. `lines`: another price for a line of the recipe.

    `wage`: baht an hour for every own or hired line of labour that has a price of its own. `batch`: another number of
    pieces made; materials and packaging per batch grow with it, hours, overhead and wear per batch do not.
    """

    materials: Mapping[str, Fraction] = field(default_factory=dict)
    lines: Mapping[str, Price] = field(default_factory=dict)
    wage: Range | None = None
    batch: Fraction | None = None


def what_if(book: Book, code: str, change: WhatIf) -> Sheet:
    """The sheet as it would be. Raises a CostProblem for a change that cannot be."""
    recipes = dict(book.recipes)
    recipes[code] = _changed_recipe(book.recipes[code], change)
    if change.wage is not None:
        recipes = {each: _at_wage(recipe, change.wage) for each, recipe in recipes.items()}
    return cost(Book(materials=_changed_materials(book, change), recipes=recipes), code)


def _changed_materials(book: Book, change: WhatIf) -> dict[str, Material]:
    materials = dict(book.materials)
    for code, factor in change.materials.items():
        if code not in materials:
            raise NameProblem(NO_MATERIAL.format(name=code, code=code), "material")
        check_amount(Range.of(factor), materials[code].name, "price")
        price, times = materials[code].price, Range.of(factor)
        changed = replace(price, cash=price.cash.times(times), full=price.full.times(times))
        materials[code] = replace(materials[code], price=changed)
    return materials


def _changed_recipe(recipe: Recipe, change: WhatIf) -> Recipe:
    unknown = next((code for code in change.lines if code not in {line.code for line in recipe.lines}), None)
    if unknown is not None:
        raise NameProblem(NO_LINE.format(code=unknown), "line")
    lines = tuple(_at_price(line, change.lines.get(line.code)) for line in recipe.lines)
    changed = replace(recipe, lines=lines)
    return changed if change.batch is None else resized(changed, change.batch)


def _at_price(line: Line, price: Price | None) -> Line:
    return line if price is None else replace(line, price=price, material="", made="")


def _at_wage(recipe: Recipe, wage: Range) -> Recipe:
    return replace(recipe, lines=tuple(_with_wage(line, wage) for line in recipe.lines))


def _with_wage(line: Line, wage: Range) -> Line:
    if line.part is not Part.LABOUR or line.price is None or line.price.unit != "hour":
        return line
    cash = wage if line.price.paid is Paid.BOUGHT else line.price.cash
    return replace(line, price=replace(line.price, cash=cash, full=wage))


def resized(recipe: Recipe, pieces: Fraction) -> Recipe:
    """The recipe for another number of main pieces made; co-products, materials and packaging in proportion.

    Lines made by other recipes are materials here. Hours, overhead and wear per batch stay as they are.
    """
    likely = recipe.main.quantity.likely
    if pieces <= 0 or likely is None or likely == 0:
        raise NothingGood(NEGATIVE.format(name=recipe.name), "batch")
    factor = Range.of(pieces / likely)
    outputs = (_grown(output, factor) for output in recipe.outputs)
    lines = (_taken(line, factor) for line in recipe.lines)
    return replace(recipe, outputs=tuple(outputs), lines=tuple(lines))


def _grown(output: Output, factor: Range) -> Output:
    return replace(output, quantity=output.quantity.times(factor))


def _taken(line: Line, factor: Range) -> Line:
    grows = line.basis is Basis.BATCH and line.part in SCALED
    return replace(line, quantity=line.quantity.times(factor)) if grows else line
