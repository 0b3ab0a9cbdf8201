"""Invented books for property tests: of many levels, with ranges, shares, losses and prices nobody knows."""

from decimal import Decimal
from fractions import Fraction
from random import Random

from ruamphon.costing.domain import Book, Line, Material, Output, Range, Recipe, book, no_price, price_of
from ruamphon.costing.enums import Basis, Known, Made, Paid, Part

WAYS = (Paid.BOUGHT, Paid.BOUGHT, Paid.OWN, Paid.GIFT, Paid.NATURE)
DEEP = 7
"""So many recipes of a book stand one upon the other; the others take what they like."""
BASES = (Basis.BATCH, Basis.BATCH, Basis.PIECE, Basis.HOUR, Basis.MONTH)


def invented(chance: Random, *, recipes: int = 10, missing: float = 0.0) -> Book:
    """A book in which every recipe may take those before it, and the first ones stand upon each other."""
    materials = tuple(_material(number, chance, missing) for number in range(6))
    made: list[Recipe] = []
    for number in range(recipes):
        made.append(_recipe(number, made, materials, chance))
    return book(materials, tuple(made))


def some_range(chance: Random, low: int, high: int, *, step: str = "0.01") -> Range:
    """A known amount, or three upward ones, in whole steps; never below one step."""
    digits = sorted(Decimal(chance.randint(low, high)) * Decimal(step) for _ in range(3))
    return Range.of(digits[1]) if chance.random() < 0.5 else Range.between(*digits)


def _material(number: int, chance: Random, missing: float) -> Material:
    paid, known = chance.choice(WAYS), chance.choice(list(Known))
    price = price_of(some_range(chance, 5, 60_000), "kg", paid=paid, known=known)
    return Material(
        code=f"m{number}",
        name=f"วัตถุดิบ {number}",
        price=no_price("kg", paid=paid) if chance.random() < missing else price,
        conversions={"kam": Fraction(1, 4)},
    )


def _recipe(number: int, below: list[Recipe], materials: tuple[Material, ...], chance: Random) -> Recipe:
    lines = [_line(place, below, materials, chance) for place in range(chance.randint(1, 4))]
    if below:
        lines.append(_taking("from", below[-1 if number < DEEP else chance.randrange(3)].main, chance))
    return Recipe(
        code=f"r{number}",
        name=f"สูตร {number}",
        outputs=_outputs(number, chance),
        lines=tuple(lines),
        good=_good(chance),
        hours=some_range(chance, 50, 800),
        batches_a_month=some_range(chance, 100, 3_000),
    )


def _outputs(number: int, chance: Random) -> tuple[Output, ...]:
    main = some_range(chance, 200, 9_000)
    if chance.random() < 0.7:
        return (Output(code=f"r{number}:0", name="ชิ้น", quantity=main, unit="kg"),)
    share = Fraction(chance.randint(0, 20), 20)
    other = some_range(chance, 100, 2_000)
    return (
        Output(code=f"r{number}:0", name="ชิ้น", quantity=main, unit="kg", share=share),
        Output(code=f"r{number}:1", name="เศษ", quantity=other, unit="kg", share=1 - share, made=Made.BY),
    )


def _good(chance: Random) -> Range:
    three = sorted(Fraction(chance.randint(70, 100), 100) for _ in range(3))
    return Range.of(1) if chance.random() < 0.5 else Range(*three)


def _line(place: int, below: list[Recipe], materials: tuple[Material, ...], chance: Random) -> Line:
    if below and chance.random() < 0.25:
        return _taking(str(place), chance.choice(chance.choice(below).outputs), chance)
    if chance.random() < 0.3:
        return _own_price(place, chance)
    return Line(
        code=str(place),
        name=f"รายการ {place}",
        part=chance.choice((Part.MATERIAL, Part.PACKAGING)),
        quantity=some_range(chance, 0, 3_000, step="0.005"),
        unit=chance.choice(("kg", "g", "khit", "kam")),
        material=chance.choice(materials).code,
        basis=chance.choice(BASES),
        loss=Range.of(Fraction(chance.randint(0, 40), 100)),
    )


def _taking(code: str, output: Output, chance: Random) -> Line:
    return Line(
        code=code,
        name=f"จาก {output.code}",
        part=Part.MATERIAL,
        quantity=some_range(chance, 1, 900, step="0.005"),
        unit="kg",
        made=output.code,
    )


def _own_price(place: int, chance: Random) -> Line:
    price = price_of(some_range(chance, 1_000, 9_000), "hour", paid=chance.choice(WAYS))
    return Line(
        code=str(place),
        name=f"แรงงาน {place}",
        part=Part.LABOUR,
        quantity=some_range(chance, 5, 900),
        unit=chance.choice(("hour", "minute")),
        price=price,
        basis=chance.choice(BASES),
    )
