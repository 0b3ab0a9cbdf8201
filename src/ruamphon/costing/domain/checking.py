"""Whether a recipe can be costed at all; each refusal names the field and the fix."""

from collections.abc import Iterable, Iterator, Mapping

from ruamphon.core.text import Text
from ruamphon.costing.domain.amounts import Exact, Range
from ruamphon.costing.domain.problems import (
    EatsItself,
    NameProblem,
    NothingGood,
    OutOfBounds,
    ShareProblem,
)
from ruamphon.costing.domain.recipes import Book, Line, Output, Recipe
from ruamphon.costing.enums import Basis

Makers = Mapping[str, tuple[Recipe, Output]]
"""What makes each code that a line may take: codes of outputs, and of recipes for their main output."""

MOST = 10**9
"""Baht, or units of a quantity: more than any group has in one line; a slip of the finger."""

NEGATIVE = Text("“{name}” ติดลบไม่ได้ ใส่ศูนย์หรือมากกว่า", "“{name}” cannot be below zero. Enter zero or more.")
TOO_LARGE = Text(
    "“{name}” มากเกินจริง ({value}) ใส่ได้ไม่เกินหนึ่งพันล้าน ตรวจจำนวนศูนย์",
    "“{name}” is larger than believable ({value}); at most a thousand million. Check the zeros.",
)
SHARE = Text(
    "“{name}” เป็นส่วนแบ่ง ต้องอยู่ระหว่าง 0 ถึง 1 (0 ถึง 100%) แก้ {value} ให้อยู่ในช่วงนี้",
    "“{name}” is a share and lies between 0 and 1 (0 to 100%). Bring {value} into that range.",
)
ALL_LOST = Text(
    "“{name}” เสียทั้งหมดไม่ได้ ถ้าเสียหมดก็ไม่เหลือของใส่ ใส่สัดส่วนที่เสียให้น้อยกว่า 1 (100%)",
    "“{name}” cannot be lost whole. Enter a loss below 1 (100%).",
)
NO_YIELD = Text(
    "สัดส่วนของดีของ “{name}” ต้องมากกว่า 0 ถ้าเสียทั้งรอบให้บันทึกเป็นรอบที่เสีย",
    "The share of good ones of “{name}” must be above 0. Record a lost batch as a lost batch.",
)
NOTHING_GOOD = Text(
    "“{name}” ยังไม่มีชิ้นดีเลย จึงยังหารต้นทุนไม่ได้ ใส่จำนวนชิ้นดีให้มากกว่าศูนย์",
    "“{name}” has no good piece, so there is nothing to spread the cost over. Enter more than zero.",
)
NO_OUTPUT = Text(
    "“{name}” ยังไม่ได้บอกว่าได้อะไรออกมา เพิ่มผลผลิตอย่างน้อยหนึ่งอย่าง",
    "“{name}” does not say what comes out. Add at least one output.",
)
SUM = Text(
    "ส่วนแบ่งต้นทุนของ “{name}” รวมกันได้ {sum} ต้องรวมกันได้ 1 (100%) พอดี",
    "The cost shares of “{name}” add up to {sum}; they must make exactly 1 (100%).",
)
ONE_SOURCE = Text(
    "“{name}” ต้องเลือกที่มาของราคาอย่างเดียว: วัตถุดิบ สูตรอื่น หรือราคาของรายการนี้เอง",
    "“{name}” takes its price from exactly one place: a material, another recipe, or its own price.",
)
NO_MATERIAL = Text(
    "“{name}” ใช้วัตถุดิบที่ไม่มีในรายการ (“{code}”) เพิ่มวัตถุดิบนี้หรือเลือกอย่างอื่น",
    "“{name}” uses a material that is not on the list (“{code}”). Add it or choose another.",
)
NO_RECIPE = Text(
    "“{name}” ใช้ของที่ไม่มีสูตรไหนทำออกมา (“{code}”) เพิ่มสูตรนั้นหรือเลือกอย่างอื่น",
    "“{name}” uses something no recipe makes (“{code}”). Add that recipe or choose another.",
)
TWICE = Text(
    "รหัส “{code}” ใช้ซ้ำใน “{name}” ให้แต่ละรายการมีรหัสของตัวเอง",
    "The code “{code}” is used twice in “{name}”. Give each its own.",
)
HOURS = Text(
    "“{name}” คิดต่อชั่วโมง แต่สูตรยังไม่บอกว่าหนึ่งรอบใช้กี่ชั่วโมง ใส่จำนวนชั่วโมงต่อรอบ",
    "“{name}” is per hour, but the recipe does not say how long a batch takes. Enter the hours.",
)
BATCHES = Text(
    "“{name}” คิดต่อเดือน แต่สูตรยังไม่บอกว่าเดือนหนึ่งทำกี่รอบ ใส่จำนวนรอบต่อเดือน",
    "“{name}” is per month, but the recipe does not say how many batches a month has. Enter them.",
)
CYCLE = Text(
    "สูตรวนกลับมาใช้ตัวเอง: {path} ตัดรายการหนึ่งในวงนี้ออก",
    "The recipe goes round in a circle and needs itself: {path}. Take out one line of the circle.",
)
UNKNOWN_AMOUNT = Text(
    "“{name}” ยังไม่มีจำนวน ใส่จำนวน หรือใส่เป็นช่วงต่ำ–สูง", "“{name}” has no amount. Enter one, or a range."
)


def check_recipe(recipe: Recipe) -> None:
    """Raise the first CostProblem of a recipe by itself: outputs, shares, yield, quantities, bases."""
    _check_has_output(recipe)
    check_share(recipe.good, recipe.name, "good")
    if recipe.good.low == 0:
        raise ShareProblem(NO_YIELD.format(name=recipe.name), "good")
    _check_codes(recipe)
    _check_outputs(recipe)
    _check_hours(recipe)
    for line in recipe.lines:
        check_line(line, recipe)


def check_line(line: Line, recipe: Recipe) -> None:
    """Raise the first CostProblem of a line in its recipe."""
    check_amount(line.quantity, line.name, "quantity")
    check_share(line.loss, line.name, "loss")
    if line.loss.high == 1:
        raise ShareProblem(ALL_LOST.format(name=line.name), "loss")
    if [bool(line.material), bool(line.made), line.price is not None].count(True) != 1:
        raise NameProblem(ONE_SOURCE.format(name=line.name), "price")
    if line.price is not None:
        check_price(line.price.full, line.name)
        check_price(line.price.cash, line.name)
    if line.basis is Basis.HOUR and recipe.hours is None:
        raise OutOfBounds(HOURS.format(name=line.name), "hours")
    if line.basis is Basis.MONTH and recipe.batches_a_month is None:
        raise OutOfBounds(BATCHES.format(name=line.name), "batches_a_month")


def check_amount(amount: Range, name: str, field: str) -> None:
    """A known amount of zero or more, at most MOST. Raises OutOfBounds."""
    if amount.missing:
        raise OutOfBounds(UNKNOWN_AMOUNT.format(name=name), field)
    check_price(amount, name, field)


def check_price(amount: Range, name: str, field: str = "price") -> None:
    """An amount, perhaps without upper bound, of zero or more and at most MOST. Raises OutOfBounds."""
    if amount.low < 0:
        raise OutOfBounds(NEGATIVE.format(name=name), field)
    if (amount.high or amount.low) > MOST:
        raise OutOfBounds(
            TOO_LARGE.format(name=name, value=f"{float(amount.high or amount.low):,.0f}"), field
        )


def check_share(share: Range, name: str, field: str) -> None:
    """A share from 0 to 1. Raises ShareProblem."""
    if share.high is None or share.low < 0 or share.high > 1:
        wrong = share.low if share.low < 0 or share.high is None else share.high
        raise ShareProblem(SHARE.format(name=name, value=_plain(wrong)), field)


def check_book(book: Book) -> Makers:
    """Every recipe, every name, and that none eats itself. Returns what makes each code of a `made`."""
    for recipe in book.recipes.values():
        check_recipe(recipe)
    for material in book.materials.values():
        check_price(material.price.full, material.name)
        check_price(material.price.cash, material.name)
    return makers_in(book)


def makers_in(book: Book) -> Makers:
    """What makes what: codes of outputs, and of recipes for their main output. Raises NameProblem on a double."""
    makers: dict[str, tuple[Recipe, Output]] = {}
    for recipe in book.recipes.values():
        _check_has_output(recipe)
        named = {recipe.code: recipe.main} | {output.code: output for output in recipe.outputs}
        for code, output in named.items():
            if code in makers:
                raise NameProblem(TWICE.format(code=code, name=recipe.name), "code")
            makers[code] = (recipe, output)
    return makers


def in_order(book: Book, codes: Iterable[str], makers: Makers) -> tuple[Recipe, ...]:
    """The recipes and all they need, what is needed first before what needs it. Raises EatsItself, NameProblem.

    Walks without recursion, so a chain of any length is fine; names on a circle are told in the order of need.
    """
    done: dict[str, Recipe] = {}
    for code in codes:
        if code not in done:
            _walk(book, code, makers, done)
    return tuple(done.values())


def _walk(book: Book, code: str, makers: Makers, done: dict[str, Recipe]) -> None:
    way: dict[str, Iterator[Recipe]] = {}
    _step_into(book.recipes[code], way, makers)
    while way:
        here = next(reversed(way))
        below = next(way[here], None)
        if below is None:
            way.pop(here)
            done[here] = book.recipes[here]
        elif below.code in way:
            raise _eats_itself([*way][[*way].index(below.code) :], book)
        elif below.code not in done:
            _step_into(below, way, makers)


def _step_into(recipe: Recipe, way: dict[str, Iterator[Recipe]], makers: Makers) -> None:
    way[recipe.code] = iter([_maker(line, makers)[0] for line in recipe.lines if line.made])


def _maker(line: Line, makers: Makers) -> tuple[Recipe, Output]:
    if line.made not in makers:
        raise NameProblem(NO_RECIPE.format(name=line.name, code=line.made), "made")
    return makers[line.made]


def _eats_itself(codes: list[str], book: Book) -> EatsItself:
    names = tuple(book.recipes[code].name for code in [*codes, codes[0]])
    return EatsItself(CYCLE.format(path=" → ".join(names)), names)


def _check_has_output(recipe: Recipe) -> None:
    if not recipe.outputs:
        raise NameProblem(NO_OUTPUT.format(name=recipe.name), "outputs")


def _check_codes(recipe: Recipe) -> None:
    for codes in ([line.code for line in recipe.lines], [output.code for output in recipe.outputs]):
        double = next((code for place, code in enumerate(codes) if code in codes[:place]), None)
        if double is not None:
            raise NameProblem(TWICE.format(code=double, name=recipe.name), "code")


def _check_outputs(recipe: Recipe) -> None:
    for output in recipe.outputs:
        check_amount(output.quantity, output.name, "quantity")
        check_share(Range.of(output.share), output.name, "share")
        if output.quantity.low == 0:
            raise NothingGood(NOTHING_GOOD.format(name=output.name), "quantity")
    whole = sum((output.share for output in recipe.outputs), Exact())
    if whole != 1:
        raise ShareProblem(SUM.format(name=recipe.name, sum=_plain(whole)), "share")


def _check_hours(recipe: Recipe) -> None:
    for amount, field in ((recipe.hours, "hours"), (recipe.batches_a_month, "batches_a_month")):
        if amount is not None:
            check_amount(amount, recipe.name, field)
    if recipe.batches_a_month is not None and recipe.batches_a_month.low == 0:
        raise OutOfBounds(BATCHES.format(name=recipe.name), "batches_a_month")


def _plain(share: Exact) -> str:
    return f"{float(share):.6g}"
