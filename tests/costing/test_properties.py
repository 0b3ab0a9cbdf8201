"""What must hold for every sheet, over invented recipes."""

from dataclasses import replace
from fractions import Fraction
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from ruamphon.costing.domain import Book, Figures, Range, baht, cost, cost_book, in_satang
from ruamphon.costing.domain.amounts import total
from ruamphon.costing.enums import Grade
from tests.costing.inventing import invented

SEEDS = st.integers(0, 10**9)
FEW = settings(max_examples=25, deadline=None)


def sheets_of(seed, missing=0.0):
    return cost_book(invented(Random(seed), missing=missing))  # noqa: S311 — invented recipes


def values(figures: Figures):
    return [(amount.low, amount.likely, amount.high) for amount in (figures.cash, figures.full)]


@FEW
@given(SEEDS, st.sampled_from([0.0, 0.3]))
def test_parts_and_lines_sum_to_the_whole(seed, missing):
    for sheet in sheets_of(seed, missing).values():
        assert total(sheet.parts.values()) == sheet.piece
        assert total(line.piece for line in sheet.lines) == sheet.piece
        assert total(sheet.batch_parts.values()) == sheet.batch
        assert total(line.batch for line in sheet.lines) == sheet.batch


@FEW
@given(SEEDS)
def test_the_outputs_carry_the_whole_batch(seed):
    for sheet in sheets_of(seed).values():
        for which in ("cash", "full"):
            carried = sum(getattr(each.piece, which).likely * each.good.likely for each in sheet.outputs)
            assert carried == getattr(sheet.batch, which).likely


@FEW
@given(SEEDS, st.sampled_from([0.0, 0.3]))
def test_full_is_never_below_cash_and_ranges_go_upwards(seed, missing):
    for sheet in sheets_of(seed, missing).values():
        cash, full = values(sheet.piece)
        assert all(
            one is None or other is None or one <= other for one, other in zip(cash, full, strict=True)
        )
        assert not (cash[2] is None and full[2] is not None)
        for low, likely, high in (cash, full):
            assert (likely is None) == (high is None)
            assert likely is None or low <= likely <= high


@FEW
@given(SEEDS, st.randoms(use_true_random=False))
def test_the_order_of_lines_and_recipes_is_irrelevant(seed, chance):
    book = invented(Random(seed))  # noqa: S311 — invented recipes
    recipes = list(book.recipes.values())
    chance.shuffle(recipes)
    mixed = {}
    for recipe in recipes:
        lines = list(recipe.lines)
        chance.shuffle(lines)
        mixed[recipe.code] = replace(recipe, lines=tuple(lines))
    before, after = cost_book(book), cost_book(Book(materials=book.materials, recipes=mixed))
    for code, sheet in before.items():
        assert (sheet.piece, sheet.parts, sheet.outputs) == (
            after[code].piece,
            after[code].parts,
            after[code].outputs,
        )
        assert (sheet.completeness, sheet.doubt) == (after[code].completeness, after[code].doubt)


def drawn(book: Book, chance: Random) -> Book:
    """The same book with a true value drawn for every range; a missing price is anything from nothing up."""

    def one(amount: Range) -> Range:
        high = amount.low + 10_000 if amount.high is None else amount.high
        return Range.of(amount.low + (high - amount.low) * Fraction(chance.randint(0, 10), 10))

    def price(each):
        if each is None:
            return None
        share = Fraction(chance.randint(0, 10), 10)
        high = Range(*(10_000 if value is None else value for value in (each.full.low, 0, each.full.high)))
        full = Range.of(high.low + (high.high - high.low) * share)
        return replace(each, cash=Range.of(0) if each.cash.is_zero else full, full=full)

    def line(each):
        return replace(each, quantity=one(each.quantity), loss=one(each.loss), price=price(each.price))

    def recipe(each):
        return replace(
            each,
            outputs=tuple(replace(output, quantity=one(output.quantity)) for output in each.outputs),
            lines=tuple(line(one_line) for one_line in each.lines),
            good=one(each.good),
            hours=one(each.hours),
            batches_a_month=one(each.batches_a_month),
        )

    materials = {code: replace(each, price=price(each.price)) for code, each in book.materials.items()}
    return Book(materials=materials, recipes={code: recipe(each) for code, each in book.recipes.items()})


@FEW
@given(SEEDS, SEEDS, st.sampled_from([0.0, 0.3]))
def test_the_range_holds_the_true_value(seed, draw, missing):
    book = invented(Random(seed), missing=missing)  # noqa: S311 — invented recipes
    told, true = cost_book(book), cost_book(drawn(book, Random(draw)))  # noqa: S311 — as above
    for code, sheet in told.items():
        for mine, theirs in zip(sheet.outputs, true[code].outputs, strict=True):
            assert mine.piece.cash.holds(theirs.piece.cash.low)
            assert mine.piece.full.holds(theirs.piece.full.low)
        assert sheet.batch.full.holds(true[code].batch.full.low)


@FEW
@given(SEEDS)
def test_a_missing_price_is_at_least_and_graded_d(seed):
    for sheet in sheets_of(seed, 1.0).values():
        assert sheet.piece.missing == bool(sheet.completeness.missing and sheet.recipe.main.share)
        if sheet.completeness.missing:
            assert sheet.completeness.grade is Grade.D
        if sheet.piece.full.missing:
            assert sheet.piece.full.baht.high is None
            assert sheet.doubt.width is None


@FEW
@given(SEEDS)
def test_the_line_of_most_doubt_moves_the_cost_by_its_width(seed):
    """Put the doubtful line alone at low and at high, everything else likely: the cost moves by its width."""
    book = invented(Random(seed), recipes=1)  # noqa: S311 — invented recipes
    sheet = cost(book, "r0")
    if sheet.doubt is None or sheet.doubt.line is None:
        return
    wanted = sheet.doubt.line.code
    ends = [cost(only_likely(book, wanted, end), "r0").piece.full.likely for end in ("low", "high")]
    assert ends[1] - ends[0] == sheet.doubt.width


def only_likely(book: Book, but: str, end: str) -> Book:
    def at(amount, which="likely"):
        return Range.of(getattr(amount, which))

    recipe = book.recipes["r0"]
    lines, materials = [], {}
    for line in recipe.lines:
        which = end if line.code == but else "likely"
        price = line.price or book.materials[line.material].price
        materials[line.code] = replace(
            book.materials["m0"], price=replace(price, cash=at(price.cash, which), full=at(price.full, which))
        )
        basis = {"hours": recipe.hours, "batches_a_month": recipe.batches_a_month}
        lines.append(replace(line, quantity=scaled(line, basis, which), price=None, material=line.code))
    changed = replace(
        recipe,
        lines=tuple(lines),
        outputs=tuple(replace(each, quantity=at(each.quantity)) for each in recipe.outputs),
        good=at(recipe.good),
        hours=Range.of(1),
        batches_a_month=Range.of(1),
    )
    return Book(materials=materials, recipes={"r0": changed})


def scaled(line, basis, which):
    """The quantity with the hours or months it is for, so that these move with the line."""
    quantity = getattr(line.quantity, which)
    if line.basis == "hour":
        return Range.of(quantity * getattr(basis["hours"], which))
    if line.basis == "month":
        other = {"low": "high", "likely": "likely", "high": "low"}[which]
        return Range.of(quantity / getattr(basis["batches_a_month"], other))
    return Range.of(quantity)


@given(st.lists(st.fractions(0, 10_000), max_size=12))
def test_parts_in_satang_sum_to_the_rounded_whole(parts):
    found = in_satang(parts)
    assert sum(found) == baht(sum(parts, Fraction()))
    assert all(
        abs(Fraction(one) - other) < Fraction(1, 100) + Fraction(1, 10**6)
        for one, other in zip(found, parts, strict=True)
    )
