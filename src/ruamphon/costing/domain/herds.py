"""Livestock over years: a chain of stages from birth to sale, each a recipe whose loss are the deaths."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from ruamphon.core.text import Text
from ruamphon.costing.domain.amounts import Exact, Figures, Range
from ruamphon.costing.domain.checking import NEGATIVE
from ruamphon.costing.domain.filling import wear
from ruamphon.costing.domain.problems import NothingGood, OutOfBounds
from ruamphon.costing.domain.recipes import Line, Output, Recipe
from ruamphon.costing.domain.sheets import Sheet
from ruamphon.costing.enums import Basis, Form, Known, Part

COUNT = Text(
    "จำนวนสัตว์ไม่ลงตัว: มีอยู่ {opening} เกิด {born} ซื้อเข้า {bought} ตาย {died} ขาย {sold} ควรเหลือ {expected} "
    "แต่นับได้ {closing} ตรวจรายการที่ขาดหรือนับใหม่",
    "The herd does not add up: {opening} there, {born} born, {bought} bought, {died} died, {sold} sold leaves {expected}, "
    "but {closing} were counted. Look for what is missing, or count again.",
)
ALL_DEAD = Text(
    "ช่วง “{name}” ไม่มีตัวใดรอด จึงยังหารต้นทุนไม่ได้ ตรวจจำนวนเข้าและจำนวนตาย",
    "No animal lives through “{name}”, so there is nothing to spread the cost over. Check heads and deaths.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class HerdCount:
    """Heads of one kind over a time: what was there, came, went, and was counted in the end."""

    opening: int
    born: int
    bought: int
    died: int
    sold: int
    closing: int


def check_count(count: HerdCount) -> None:
    """The closing count must be what is left. Raises OutOfBounds with all the numbers."""
    numbers = {
        name: getattr(count, name) for name in ("opening", "born", "bought", "died", "sold", "closing")
    }
    if min(numbers.values()) < 0:
        raise OutOfBounds(NEGATIVE.format(name="herd"), "closing")
    expected = count.opening + count.born + count.bought - count.died - count.sold
    if expected != count.closing:
        raise OutOfBounds(COUNT.format(expected=expected, **numbers), "closing")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """A time in the life of the animals: `heads` enter, `deaths` do not leave. `lines` are for the whole stage.

    `weight` is the live weight of one that leaves, in kg; None where it does not matter.
    """

    code: str
    name: str
    heads: Exact
    deaths: Range
    lines: tuple[Line, ...]
    weight: Range | None = None
    has_none: frozenset[Part] = frozenset()


def herd_recipes(stages: tuple[Stage, ...]) -> tuple[Recipe, ...]:
    """The stages as recipes, each taking its heads from the one before; the cost of one is a head that lives.

    The first stage takes none: newborn animals cost what their mothers cost in it (feed, wear of breeding stock), bought
    ones what was paid for them. Raises NothingGood, OutOfBounds.
    """
    before = (None, *stages[:-1])
    return tuple(_recipe(stage, earlier) for stage, earlier in zip(stages, before, strict=True))


def head_days(heads: Fraction, deaths: Fraction, days: Fraction | int) -> Fraction:
    """How many days of feed for one a stage needs; who dies is taken to die half way."""
    return (heads - deaths / 2) * days


def breeding_wear(
    code: str,
    name: str,
    *,
    animals: int,
    bought_for: Decimal | Fraction | int,
    sold_for: Decimal | Fraction | int,
    productive_years: Range,
    years: Fraction | int = 1,
    known: Known = Known.ESTIMATED,
) -> Line:
    """Straight-line wear of breeding stock in a stage of `years`: (price - what it fetches when old) / its years."""
    one = wear(
        code,
        name,
        bought_for=bought_for,
        worth_in_the_end=sold_for,
        life=productive_years,
        per=Basis.BATCH,
        known=known,
    )
    return Line(
        code=code,
        name=name,
        part=Part.WEAR,
        quantity=Range.of(Fraction(animals) * Fraction(years)),
        unit="piece",
        price=one.price,
        known=known,
    )


def per_kilo(sheet: Sheet, weight: Range) -> Figures:
    """What a kilo live weight costs, when a head weighs `weight` kg."""
    return sheet.piece.over(weight)


def _recipe(stage: Stage, before: Stage | None) -> Recipe:
    taken = () if before is None else (_taken(stage, before),)
    return Recipe(
        code=stage.code,
        name=stage.name,
        outputs=(
            Output(code=f"{stage.code}:head", name=stage.name, quantity=Range.of(stage.heads), unit="piece"),
        ),
        lines=(*taken, *stage.lines),
        good=_lived(stage),
        has_none=stage.has_none,
        form=Form.HERD,
    )


def _taken(stage: Stage, before: Stage) -> Line:
    return Line(
        code=f"{stage.code}:from",
        name=before.name,
        part=Part.MATERIAL,
        quantity=Range.of(stage.heads),
        unit="piece",
        made=before.code,
    )


def _lived(stage: Stage) -> Range:
    """The share that lives; most deaths are the least share."""
    if stage.deaths.low < 0:
        raise OutOfBounds(NEGATIVE.format(name=stage.name), "deaths")
    likely, high = stage.deaths.likely, stage.deaths.high
    if likely is None or high is None or stage.heads <= high:
        raise NothingGood(ALL_DEAD.format(name=stage.name), "deaths")
    return Range(*(1 - Exact(deaths) / stage.heads for deaths in (high, likely, stage.deaths.low)))
