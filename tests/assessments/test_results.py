"""What comes out of a round."""

from decimal import Decimal

from ruamphon.assessments import queries
from tests.assessments.helping import hand_in, open_round

D = Decimal


def test_means_and_spread_of_two_assessors(cast):
    held = open_round(cast)
    hand_in(held, cast.officer, direction=2, market=1, members=3)
    hand_in(held, cast.officer2, direction=3, market=3, members=None)
    (row,) = queries.results(held)
    assert row.enterprise == cast.enterprise
    assert row.means == {"direction": D("2.50"), "market": D("2.00"), "members": D("3.00")}
    assert [item.spread for item in row.summary.items] == [1, 2, 0]
    assert [item.disagrees for item in row.summary.items] == [False, True, False]
    assert row.overall == D("2.50")
    assert row.spread == D("1.00")
    assert (row.assessors, row.asked) == (2, 2)


def test_what_is_not_handed_in_does_not_count_and_is_not_zero(cast):
    held = open_round(cast)
    (row,) = queries.results(held)
    assert row.means == {"direction": None, "market": None, "members": None}
    assert (row.overall, row.spread, row.assessors, row.asked) == (None, None, 0, 2)
