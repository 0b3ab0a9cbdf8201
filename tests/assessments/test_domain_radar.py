"""Where the points of a radar lie."""

import math
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from ruamphon.assessments.domain import draw
from ruamphon.assessments.domain.radar import RADIUS, SIZE

CODES = ("a", "b", "c", "d")
means = st.one_of(st.none(), st.integers(100, 400).map(lambda hundredths: Decimal(hundredths) / 100))


def from_middle(point):
    return math.hypot(point[0] - SIZE / 2, point[1] - SIZE / 2)


def test_the_first_axis_points_up_and_the_best_lies_on_the_rim():
    shape = draw(CODES, 4, {"newest": dict.fromkeys(CODES, Decimal(4))}).shapes[0]
    assert shape.dots == ((160.0, 42.0), (278.0, 160.0), (160.0, 278.0), (42.0, 160.0))
    assert shape.outline == "160.0,42.0 278.0,160.0 160.0,278.0 42.0,160.0"


def test_a_gap_stays_open():
    found = draw(CODES, 4, {"newest": {"a": Decimal(4), "b": Decimal(4), "d": Decimal(4), "c": None}}).shapes[
        0
    ]
    assert found.outline == ""
    assert len(found.dots) == 3
    assert found.lines == (((160.0, 42.0), (278.0, 160.0)), ((42.0, 160.0), (160.0, 42.0)))


def test_one_ring_a_level():
    assert len(draw(CODES, 4, {}).rings) == 4


@given(st.fixed_dictionaries(dict.fromkeys(CODES, means)))
def test_the_distance_from_the_middle_is_the_mean(given):
    shape = draw(CODES, 4, {"newest": given}).shapes[0]
    known = [given[code] for code in CODES if given[code] is not None]
    assert len(shape.dots) == len(known)
    for dot, mean in zip(shape.dots, known, strict=True):
        assert abs(from_middle(dot) - RADIUS * float(mean) / 4) < 0.2
