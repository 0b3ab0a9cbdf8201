"""What cannot be costed is refused with the field and the fix, in both languages."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from ruamphon.core.refusals import Impossible
from ruamphon.costing.domain import (
    EatsItself,
    Flat,
    Line,
    Material,
    NameProblem,
    NothingGood,
    OutOfBounds,
    Output,
    Range,
    Recipe,
    ShareProblem,
    WentIn,
    Worked,
    book,
    check_book,
    cost,
    depending_on,
    first_recipe,
    no_price,
    overhead,
    price_of,
    recost,
    wear,
    work,
)
from ruamphon.costing.enums import Basis, Grade, Known, Paid, Part

PRICE = price_of(Range.of(10), "kg")
LINE = Line(code="1", name="แป้ง", part=Part.MATERIAL, quantity=Range.of(2), unit="kg", price=PRICE)
OUTPUT = Output(code="r:0", name="ขนม", quantity=Range.of(10), unit="piece")
RECIPE = Recipe(code="r", name="ขนม", outputs=(OUTPUT,), lines=(LINE,))


def with_line(**changes):
    return replace(RECIPE, lines=(replace(LINE, **changes),))


def with_outputs(*shares):
    outputs = (replace(OUTPUT, code=f"r:{n}", share=Fraction(share)) for n, share in enumerate(shares))
    return replace(RECIPE, outputs=tuple(outputs))


CASES = {
    "negative yield": (replace(RECIPE, good=Range.of(-1)), ShareProblem, "good"),
    "yield above one": (replace(RECIPE, good=Range.between(0, 1, 2)), ShareProblem, "good"),
    "no yield": (replace(RECIPE, good=Range.between(0, 0, 1)), ShareProblem, "good"),
    "unknown yield": (replace(RECIPE, good=Range.at_least(0)), ShareProblem, "good"),
    "nothing made": (
        replace(RECIPE, outputs=(replace(OUTPUT, quantity=Range.of(0)),)),
        NothingGood,
        "quantity",
    ),
    "no output": (replace(RECIPE, outputs=()), NameProblem, "outputs"),
    "shares below one": (with_outputs("0.5", "0.4"), ShareProblem, "share"),
    "shares above one": (with_outputs("0.7", "0.4"), ShareProblem, "share"),
    "one share above one": (with_outputs("1.5", "-0.5"), ShareProblem, "share"),
    "negative quantity": (with_line(quantity=Range.of(-2)), OutOfBounds, "quantity"),
    "unknown quantity": (with_line(quantity=Range.at_least(1)), OutOfBounds, "quantity"),
    "huge quantity": (with_line(quantity=Range.of(10**12)), OutOfBounds, "quantity"),
    "huge price": (with_line(price=price_of(Range.of(10**12), "kg")), OutOfBounds, "price"),
    "all lost": (with_line(loss=Range.of(1)), ShareProblem, "loss"),
    "negative loss": (with_line(loss=Range.of(Decimal("-0.1"))), ShareProblem, "loss"),
    "two sources": (with_line(material="flour"), NameProblem, "price"),
    "no source": (with_line(price=None), NameProblem, "price"),
    "no such material": (with_line(price=None, material="flour"), NameProblem, "material"),
    "no such recipe": (with_line(price=None, made="dough"), NameProblem, "made"),
    "per hour without hours": (with_line(basis=Basis.HOUR), OutOfBounds, "hours"),
    "per month without batches": (with_line(basis=Basis.MONTH), OutOfBounds, "batches_a_month"),
    "no batch a month": (replace(RECIPE, batches_a_month=Range.of(0)), OutOfBounds, "batches_a_month"),
    "a line twice": (replace(RECIPE, lines=(LINE, LINE)), NameProblem, "code"),
    "an output twice": (replace(RECIPE, outputs=(OUTPUT, OUTPUT)), NameProblem, "code"),
}


@pytest.mark.parametrize("case", CASES)
def test_refused(case):
    recipe, problem, field = CASES[case]
    with pytest.raises(problem) as caught:
        cost(book((), (recipe,)), "r")
    assert caught.value.field == field
    assert isinstance(caught.value, Impossible)
    assert caught.value.reason.th != caught.value.reason.en
    assert "{" not in caught.value.reason.th + caught.value.reason.en


def test_the_sentence_of_shares():
    with pytest.raises(ShareProblem) as caught:
        check_book(book((), (with_outputs("0.5", "0.4"),)))
    assert (
        caught.value.reason.en == "The cost shares of “ขนม” add up to 0.9; they must make exactly 1 (100%)."
    )


def needs(code, *below):
    """A recipe that takes one of each of the others."""
    output = Output(code=f"{code}:0", name=code, quantity=Range.of(1), unit="piece")
    lines = tuple(
        Line(code=each, name=each, part=Part.MATERIAL, quantity=Range.of(1), unit="piece", made=each)
        for each in below
    )
    return Recipe(code=code, name=f"สูตร {code}", outputs=(output,), lines=lines)


@pytest.mark.parametrize("order", [(0, 1, 2, 3), (3, 2, 1, 0)])
def test_a_recipe_that_eats_itself_is_shown_as_a_path(order):
    recipes = (needs("a", "b"), needs("b", "d", "c"), needs("c", "a"), needs("d"))
    with pytest.raises(EatsItself) as caught:
        cost(book((), tuple(recipes[place] for place in order)), "a")
    assert caught.value.path == ("สูตร a", "สูตร b", "สูตร c", "สูตร a")
    assert "สูตร a → สูตร b → สูตร c → สูตร a" in caught.value.reason.th
    assert caught.value.field == "recipe"


def test_a_recipe_of_itself_alone():
    with pytest.raises(EatsItself) as caught:
        cost(book((), (needs("a", "a"),)), "a")
    assert caught.value.path == ("สูตร a", "สูตร a")


def test_a_chain_of_two_thousand_is_no_circle():
    chain = (needs("0"), *(needs(str(n), str(n - 1)) for n in range(1, 2_000)))
    assert cost(book((), chain), "1999").piece.full.likely == 0


def test_what_depends_on_a_thing():
    below = replace(RECIPE, lines=(replace(LINE, price=None, material="flour"),))
    box = needs("box", "r:0")
    recipes = (needs("tray", "box"), box, needs("other"), below)
    whole = book((Material(code="flour", name="แป้ง", price=PRICE),), recipes)
    assert depending_on(whole, "flour") == ("r", "box", "tray")
    assert depending_on(whole, "r:0") == depending_on(whole, "r") == ("box", "tray")
    assert {code: sheet.piece.full.likely for code, sheet in recost(whole, "flour").items()} == {
        "r": 2,
        "box": 2,
        "tray": 2,
    }


def test_two_recipes_of_one_output():
    with pytest.raises(NameProblem) as caught:
        cost(book((), (RECIPE, replace(RECIPE, code="other"))), "r")
    assert caught.value.field == "code"


def test_cash_above_full_is_refused():
    with pytest.raises(OutOfBounds):
        replace(PRICE, cash=Range.of(11))
    with pytest.raises(OutOfBounds):
        replace(PRICE, cash=Range.at_least(0))


@pytest.mark.parametrize("paid", Paid)
def test_a_price_below_zero(paid):
    with pytest.raises(OutOfBounds) as caught:
        price_of(Range.of(-1), "kg", paid=paid)
    assert caught.value.field == "price"
    assert "below zero" in caught.value.reason.en


def test_a_missing_price_says_at_least():
    other = replace(LINE, code="2", name="กะทิ", price=no_price("kg"))
    sheet = cost(book((), (replace(RECIPE, lines=(LINE, other)),)), "r")
    assert (sheet.piece.full.low, sheet.piece.full.likely, sheet.piece.full.high) == (2, None, None)
    assert sheet.completeness.grade is Grade.D
    assert sheet.completeness.missing == ("กะทิ",)
    assert sheet.doubt.path == ("ขนม", "กะทิ")


def test_own_work_without_a_rate_is_missing_in_full_only():
    own = work("w", "แม่", hours=Range.of(3), rate=Range.at_least(0), paid=Paid.OWN)
    sheet = cost(book((), (replace(RECIPE, lines=(LINE, own)),)), "r")
    assert (sheet.piece.cash.likely, sheet.piece.full.likely) == (2, None)


def test_completeness_rises_with_what_is_answered():
    def grade(recipe):
        return cost(book((), (recipe,)), "r").completeness.grade

    rest = frozenset(Part) - {Part.MATERIAL}
    assert grade(RECIPE) is Grade.C
    assert grade(replace(RECIPE, has_none=rest)) is Grade.A
    guessed = replace(LINE, code="2", known=Known.GUESSED)
    assert grade(replace(RECIPE, has_none=rest, lines=(guessed,))) is Grade.B
    for measured, letter in ((7, Grade.B), (8, Grade.A)):
        lines = (replace(LINE, quantity=Range.of(measured)), replace(guessed, quantity=Range.of(2)))
        assert grade(replace(RECIPE, has_none=rest, lines=lines)) is letter


@pytest.mark.parametrize(
    ("make", "field"),
    [
        (
            lambda: wear("w", "เตา", bought_for=100, worth_in_the_end=200, life=Range.of(12)),
            "worth_in_the_end",
        ),
        (lambda: wear("w", "เตา", bought_for=100, life=Range.of(0)), "life"),
        (lambda: wear("w", "เตา", bought_for=-1, life=Range.of(12)), "price"),
        (lambda: work("w", "แม่", hours=Range.of(-1), rate=Range.of(1), paid=Paid.OWN), "hours"),
        (lambda: overhead("o", "ไฟ", amount=Range.of(1), share=Range.of(2)), "share"),
    ],
)
def test_fillings_that_cannot_be(make, field):
    with pytest.raises(Impossible) as caught:
        make()
    assert caught.value.field == field


FLAT = Flat(
    code="f",
    name="ขนมครก (ตัวอย่าง)",
    went_in=(
        WentIn(name="แป้ง", quantity=Range.of(2), unit="kg", baht=Range.of(60)),
        WentIn(name="มะพร้าวของเราเอง", quantity=Range.of(4), unit="piece", baht=Range.of(80), paid=Paid.OWN),
        WentIn(name="น้ำตาล", quantity=Range.between(1, 2, 3), unit="kg", baht=Range.of(50)),
    ),
    good=Range.of(40),
    unit="box",
    worked=(Worked(who="สองคน", hours=Range.of(5), rate=Range.of(50)),),
)


def test_the_flat_path_is_a_sheet():
    recipe = first_recipe(FLAT)
    sheet = cost(book((), (recipe,)), "f")
    assert (sheet.piece.cash.likely, sheet.piece.full.likely) == (Fraction("2.75"), Fraction(11))
    assert sheet.completeness.grade is Grade.C
    assert [line.price.full.likely for line in sheet.lines] == [30, 20, 50, 50]


def test_the_flat_path_with_things_unknown():
    unknown = replace(FLAT.went_in[0], baht=None)
    nobody = replace(FLAT.worked[0], rate=None)
    recipe = first_recipe(replace(FLAT, went_in=(unknown, *FLAT.went_in[1:]), worked=(nobody,)))
    sheet = cost(book((), (recipe,)), "f")
    assert sheet.completeness.missing == ("สองคน", "แป้ง")
    assert sheet.piece.full.baht.low == Decimal("3.25")


def test_the_flat_path_without_a_good_piece():
    with pytest.raises(NothingGood) as caught:
        first_recipe(replace(FLAT, good=Range.of(0)))
    assert caught.value.field == "good"


def test_a_material_is_checked_too():
    bad = Material(code="flour", name="แป้ง", price=price_of(Range.of(10**12), "kg"))
    with pytest.raises(OutOfBounds):
        check_book(book((bad,), ()))
