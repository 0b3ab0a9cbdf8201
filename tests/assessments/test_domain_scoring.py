"""What levels add up to; what nobody could tell is never zero."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ruamphon.assessments.domain import Sheet, summarise

D = Decimal
CODES = ("a", "b", "c")
levels = st.dictionaries(st.sampled_from(CODES), st.one_of(st.none(), st.integers(1, 4)))
weights = st.fixed_dictionaries({code: st.integers(1, 9) for code in CODES})
sheets = st.lists(levels, max_size=6).map(
    lambda given: [Sheet(number, each) for number, each in enumerate(given)]
)


def of(*given, **weight):
    return summarise(
        {code: weight.get(code, 1) for code in CODES}, [Sheet(n, each) for n, each in enumerate(given)]
    )


def test_means_spread_and_whole():
    found = of({"a": 1, "b": 2, "c": 4}, {"a": 2, "b": 2, "c": 2})
    assert [item.mean for item in found.items] == [D("1.50"), D("2.00"), D("3.00")]
    assert [item.spread for item in found.items] == [1, 0, 2]
    assert (found.overall, found.spread, found.assessors) == (D("2.17"), D("0.33"), 2)


def test_one_level_apart_is_no_disagreement_and_two_are():
    assert [item.disagrees for item in of({"a": 1, "b": 1}, {"a": 2, "b": 3}).items] == [False, True, False]


def test_a_whole_level_apart_on_everything_is_a_disagreement():
    near = of({"a": 1, "b": 1, "c": 2}, {"a": 2, "b": 2, "c": 2})
    far = of({"a": 1, "b": 1, "c": 1}, {"a": 2, "b": 2, "c": 2})
    assert (near.disagrees, far.disagrees) == (False, True)


def test_weights_count():
    assert of({"a": 4, "b": 1, "c": 1}, a=2).overall == D("2.50")


def test_what_nobody_could_tell_is_unknown_and_left_out_of_the_whole():
    found = of({"a": 4, "b": None}, {"a": 2, "b": None})
    assert [item.mean for item in found.items] == [D("3.00"), None, None]
    assert (found.overall, found.missing) == (D("3.00"), ("b", "c"))


@pytest.mark.parametrize("given", [(), ({},), ({"a": None},)])
def test_nothing_said_is_none_and_not_zero(given):
    found = of(*given)
    assert (found.overall, found.spread, found.disagrees) == (None, None, False)


@given(weights, sheets)
def test_means_lie_between_the_lowest_and_the_highest(weight, given):
    found = summarise(weight, given)
    for item in found.items:
        assert (item.mean is None) == (item.count == 0)
        if item.mean is not None:
            assert item.lowest <= item.mean <= item.highest
    known = [item for item in found.items if item.mean is not None]
    if known:
        assert min(item.lowest for item in known) <= found.overall <= max(item.highest for item in known)
    else:
        assert found.overall is None


@given(weights, sheets)
def test_the_order_of_the_sheets_does_not_matter(weight, given):
    assert summarise(weight, given) == summarise(weight, given[::-1])


@given(weights, sheets, st.integers(2, 5))
def test_weights_count_only_against_each_other(weight, given, factor):
    more = {code: number * factor for code, number in weight.items()}
    assert summarise(more, given) == summarise(weight, given)
