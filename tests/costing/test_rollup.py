"""The array engine says what the exact engine says, to the satang, for all six figures."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from random import Random

import numpy as np
import pytest

from ruamphon.costing.domain import Line, Output, Range, Recipe, baht, book, cost_book, price_of
from ruamphon.costing.enums import Part
from ruamphon.costing.rollup import (
    UNKNOWN,
    GoesInCircles,
    Lines,
    columns,
    depends_on,
    in_doubt,
    in_satang,
    levels_of,
    prepare,
    whereabouts,
)
from tests.costing.inventing import invented


def exact_satang(book):
    """Every output of a book by its code: six exact figures, and the same in satang."""
    return {
        each.output.code: [
            value
            for amount in (each.piece.cash, each.piece.full)
            for value in (amount.low, amount.likely, amount.high)
        ]
        for sheet in cost_book(book).values()
        for each in sheet.outputs
    }


def rolled(books):
    """The six figures of all outputs by (book, code), in satang; those in doubt are marked."""
    found = columns(books)
    plan = found.plan()
    values = found.of_outputs(plan.run(found.prices))
    return found.names, in_satang(values), in_doubt(values, plan.error), plan


def as_satang(value):
    return UNKNOWN if value is None else int(baht(value) * 100)


def test_ten_thousand_recipes_come_out_alike():
    chance = Random(5)  # noqa: S311 — invented recipes
    books = [invented(chance, missing=0.02) for _ in range(1_000)]
    names, satang, doubtful, plan = rolled(books)
    exact = [exact_satang(each) for each in books]
    wanted = np.array([[as_satang(each) for each in exact[number][code]] for number, code in names]).T
    assert sum(len(each.recipes) for each in books) == 10_000
    assert plan.depth >= 6
    assert (wanted == UNKNOWN).any()
    assert doubtful.mean() < 0.001
    assert np.array_equal(satang[~doubtful], wanted[~doubtful])


def half_satang(amount, price):
    """A recipe whose piece costs exactly amount x price."""
    line = Line(
        code="1",
        name="ของ",
        part=Part.MATERIAL,
        quantity=Range.of(Decimal(amount)),
        unit="kg",
        price=price_of(Range.of(Decimal(price)), "kg"),
    )
    return book((), (Recipe(code="r", name="r", outputs=(piece(),), lines=(line,)),))


def piece():
    return Output(code="r:0", name="r", quantity=Range.of(1), unit="piece")


@pytest.mark.parametrize(
    ("amount", "price"), [("0.1", "0.05"), ("1.1", "1.05"), ("2.675", "1"), ("1.005", "1")]
)
def test_a_half_satang_goes_up_in_both(amount, price):
    books = [half_satang(amount, price)]
    _, satang, doubtful, _ = rolled(books)
    assert not doubtful.any()
    assert set(satang.ravel().tolist()) == {as_satang(exact_satang(books[0])["r:0"][0])}
    assert satang[0, 0] == round(Fraction(amount) * Fraction(price) * 100 + Fraction(1, 1000))


def test_what_lies_on_the_edge_with_large_amounts_is_in_doubt():
    _, _, doubtful, _ = rolled([half_satang("1", "900000000.005")])
    assert doubtful.all()


def test_a_missing_price_leaves_a_lower_bound_and_no_upper_one():
    chance = Random(1)  # noqa: S311 — invented recipes
    books = [invented(chance, missing=1.0)]
    names, satang, _, _ = rolled(books)
    exact = exact_satang(books[0])
    for (_, code), figures in zip(names, satang.T.tolist(), strict=True):
        assert figures == [as_satang(each) for each in exact[code]]


def test_groups_in_many_blocks_do_not_touch(monkeypatch):
    chance = Random(2)  # noqa: S311 — invented recipes
    books = [invented(chance) for _ in range(30)]
    whole = rolled(books)
    monkeypatch.setattr("ruamphon.costing.rollup.LINES_A_BLOCK", 60)
    parts = rolled(books)
    assert len(parts[3].blocks) > 5
    assert np.array_equal(whole[1], parts[1])
    found = columns(books)
    plan = found.plan()
    one, two = plan.table(found.prices), plan.table(found.prices)
    plan.roll(one)
    plan.roll(two, threads=2)
    assert np.array_equal(one, two)


LINE = np.array([1.0])


def lines(pairs):
    recipe, takes = (np.array(each, np.int64) for each in zip(*sorted(pairs), strict=True))
    return Lines(recipe, takes, np.ones((1, len(recipe))))


def test_levels_count_from_the_leaves():
    chain = lines([(0, 0), (1, 1), (2, 2), (2, 1), (3, 0)])
    assert levels_of(chain, leaves=1, recipes=5).tolist() == [0, 1, 2, 0, 0]


def test_a_circle_is_told_as_a_path():
    with pytest.raises(GoesInCircles) as caught:
        levels_of(lines([(0, 2), (1, 3), (2, 4), (3, 2)]), leaves=1, recipes=4)
    assert caught.value.path == (1, 2, 3, 1)


def test_a_line_to_another_group_is_refused():
    zero, one = np.array([0]), np.array([0, 1])
    with pytest.raises(ValueError, match="another group"):
        prepare(lines([(0, 0), (1, 1)]), leaf_group=zero, recipe_group=one)


def test_what_depends_on_a_leaf():
    chain = lines([(0, 0), (1, 2), (2, 3), (3, 1)])
    assert depends_on(chain, [0], leaves=2, recipes=4).tolist() == [0, 1, 2]
    assert depends_on(chain, [1], leaves=2, recipes=4).tolist() == [3]
    assert depends_on(chain, [3], leaves=2, recipes=4).tolist() == [1, 2]


@pytest.mark.parametrize("known", [[5, 3, 9], [5, 3, 9_000_000]])
def test_whereabouts_of_ids(known):
    known = np.array(known)
    assert whereabouts(known, np.array([known[2], 3, 5, 3])).tolist() == [2, 1, 0, 1]
    assert whereabouts(known, np.array([4, 3, -1, 2, 10_000_000, 0])).tolist() == [-1, 1, -1, -1, -1, -1]
    assert whereabouts(known[:0], known).tolist() == [-1, -1, -1]


def test_no_line_at_all():
    empty = book((), (Recipe(code="r", name="r", outputs=(piece(),), lines=()),))
    names, satang, _, _ = rolled([empty, replace(empty)])
    assert names == ((0, "r:0"), (1, "r:0"))
    assert satang.tolist() == [[0, 0]] * 6
