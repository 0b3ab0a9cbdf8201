"""What was printed recomputes; what does not is known by its difference."""

from decimal import Decimal
from fractions import Fraction

import pytest

from ruamphon.costing.domain import ask, baht, book, cost
from ruamphon.costing.enums import Cover
from tests.costing.published import CASES, PARTS, published


@pytest.mark.parametrize("name", CASES)
def test_unit_cost_and_parts(name):
    sheet = cost(book((), (published(name),)), "case")
    *parts, whole = map(Decimal, CASES[name])
    assert sheet.piece.full.baht.likely == sheet.piece.cash.baht.likely == whole
    assert [sheet.parts[part].full.baht.likely for part in PARTS] == parts
    assert baht(sheet.batch.full.low) == 90 * whole


def test_the_break_even_of_the_herbal_ball_is_at_a_price_of_70():
    assert baht(Fraction("27.43") * 70) == Decimal("1920.10")


def test_its_printed_gross_margin_does_not_recompute():
    answer = ask(cost(book((), (published("ลูกประคบ ลำปาง"),)), "case"), Fraction(70))
    assert round(answer.margin * 100, 2) == Fraction("34.66")  # printed: 34.45
    assert answer.cover is Cover.COVERED
