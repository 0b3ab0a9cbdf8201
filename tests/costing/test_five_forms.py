"""The five sheets of docs/costing.md, typed box by box into the pages: the same figures to the satang."""

from decimal import Decimal

import pytest

from ruamphon.costing.enums import Form
from ruamphon.costing.models import RecipeCost
from ruamphon.costing.queries import book_of, page_of
from tests.costing import typing
from tests.costing.test_worked import BY_HAND

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("one_day")]
TYPED = {
    Form.BATCH: typing.banana_chips,
    Form.ORDER: typing.leather_bags,
    Form.TRIP: typing.fishing_trip,
    Form.HERD: typing.cattle,
    Form.VISIT: typing.learning_base,
}


@pytest.fixture
def typist(cast, client):
    return typing.Typist(client, cast.student, cast.enterprise)


def sheet_of(recipe):
    return book_of(recipe.enterprise_id).sheet(recipe)


@pytest.mark.parametrize("form", list(Form))
def test_typed_into_the_pages_it_is_the_sheet_worked_by_hand(typist, form):
    recipe = TYPED[form](typist)
    recipe.refresh_from_db()
    page = page_of(recipe)
    cost = RecipeCost.objects.get(recipe=recipe)
    expected = [Decimal(each) for each in BY_HAND[form]]
    assert [cost.cash_likely, cost.full_likely] == expected[:2]
    assert [page.cash.likely, page.full.likely] == expected[:2]
    sheet = sheet_of(recipe)
    assert [part.full.baht.likely for part in sheet.parts.values()] == expected[2:]
    assert recipe.form == form


def test_the_batch_of_banana_as_a_whole(typist):
    page = page_of(typing.banana_chips(typist))
    assert (page.batch_cash.likely, page.batch_full.likely) == (Decimal(270), Decimal(700))


def test_an_order_of_four_carries_more_of_what_comes_once(typist):
    bags = typing.leather_bags(typist)
    typist.making(bags, "order", ("กระเป๋า", "4 ใบ", "", ""))
    cost = RecipeCost.objects.get(recipe=bags)
    assert (cost.cash_likely, cost.full_likely) == (Decimal("569.50"), Decimal("804.50"))


class TestTrip:
    def test_each_kind_of_catch_carries_what_it_is_worth(self, typist):
        trip = typing.fishing_trip(typist)
        sheet = sheet_of(trip)
        found = {
            each.output.name: (each.output.share, each.piece.cash.baht.likely, each.piece.full.baht.likely)
            for each in sheet.outputs
        }
        assert {name: (float(share), cash, full) for name, (share, cash, full) in found.items()} == {
            "ปลาทู เบอร์ 1": (0.54, Decimal("48.42"), Decimal("76.05")),
            "ปลาทู เบอร์ 2": (0.24, Decimal("32.28"), Decimal("50.70")),
            "ปูม้า": (0.22, Decimal("118.36"), Decimal("185.90")),
        }
        page = page_of(trip)
        assert (page.batch_cash.likely, page.batch_full.likely) == (Decimal(2690), Decimal(4225))

    def test_the_crew_shares_what_is_left_and_lines_say_so(self, typist, client):
        trip = typing.fishing_trip(typist)
        shares = {line.line.name: line.batch for line in sheet_of(trip).lines if line.line.part == "labour"}
        assert (shares["ลูกเรือ"].cash.likely, shares["ลูกเรือ"].full.likely) == (990, 990)
        assert (shares["นายท้ายของบ้าน"].cash.likely, shares["นายท้ายของบ้าน"].full.likely) == (0, 1320)
        text = client.get(trip.get_absolute_url()).text
        for shown in ("48.42", "76.05", "ปลาทู เบอร์ 2", "50.70", "ปูม้า", "185.90", "2,690.00", "4,225.00"):
            assert shown in text

    def test_dearer_fuel_lowers_the_shares_and_raises_the_fish(self, typist):
        trip = typing.fishing_trip(typist)
        typist.lines(
            trip,
            "material",
            typing.line("น้ำมัน", "40 ลิตร", "1,700", basis="batch"),
            typing.line("น้ำแข็ง", "6 ก้อน", "270", basis="batch"),
            typing.line("เหยื่อที่จับเอง", "5 กก.", "150", paid="own", basis="batch"),
        )
        shares = [line.batch.full.likely for line in sheet_of(trip).lines if line.line.part == "labour"]
        assert shares == [870, 1160]  # of 5,000 - 2,100
        # 1,700 + 270 + 130 + 870 = 2,970 in cash; 0.54 of it over 30 kg
        assert page_of(trip).cash.likely == Decimal("53.46")
