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


class TestOfTheForm:
    def test_a_kilo_of_a_herd(self, typist, client):
        steers = typing.cattle(typist)
        kilo = page_of(fresh(steers)).kilo
        assert (kilo.cash.likely, kilo.full.likely) == (Decimal("16.76"), Decimal("51.33"))
        text = client.get(steers.get_absolute_url()).text
        for words in ("ต่อหนึ่งกิโลกรัมน้ำหนักเป็น", "16.76", "51.33", "420 กิโลกรัม"):
            assert words in text

    def test_a_herd_whose_weight_nobody_knows_has_no_kilo(self, typist):
        steers = typing.cattle(typist)
        typist.making(steers, "herd", ("วัวขุน", "6 ตัว", "", ""), good="5/6")
        assert page_of(fresh(steers)).kilo is None

    def test_those_that_live_come_back_as_they_were_typed_to_the_last_digit(self, typist, client):
        steers = typing.cattle(typist)
        form = client.get(typist.page("making-edit", steers.pk)).context["form"]
        shown = form["good"].value()
        assert shown == "83.3333333333%"
        before = RecipeCost.objects.get(recipe=steers).full_likely
        typist.making(steers, "herd", ("วัวขุน", "6 ตัว", "", ""), good=shown, weight=form["weight"].value())
        assert RecipeCost.objects.get(recipe=steers).full_likely == before == Decimal("21557.14")

    @pytest.mark.parametrize(
        ("box", "typed", "sentence"),
        [("good", "7 จาก 6", "เกิน 100%"), ("good", "0/6", "มากกว่า 0%"), ("weight", "0", "มากกว่าศูนย์")],
    )
    def test_what_cannot_be_is_told_beside_its_box(self, typist, client, box, typed, sentence):
        steers = typing.cattle(typist)
        steers.refresh_from_db()
        sent = {
            "revision": steers.revision,
            "rows": 1,
            "name": steers.name,
            "form": "herd",
            "good": "5/6",
            "output-0-name": "วัวขุน",
            "output-0-quantity": "6 ตัว",
        }
        response = client.post(typist.page("making-edit", steers.pk), sent | {box: typed})
        assert sentence in response.context["form"].errors[box][0]

    def test_the_smallest_group_that_pays(self, typist, client):
        visit = typing.learning_base(typist, price="200")
        found = page_of(fresh(visit)).visitors
        assert (found.cash, found.full, found.smallest, found.least) == (8, 15, 10, Decimal(2000))
        text = client.get(visit.get_absolute_url()).text
        for words in ("กลุ่มเล็กสุดที่คุ้ม", "8 คน", "15 คน", "กลุ่มเล็กกว่า 10 คน คิดเงิน 10 คน", "2,000.00"):
            assert words in text

    @pytest.mark.parametrize(("price", "sentence"), [("", "ใส่ราคาต่อคนก่อน"), ("120", "ขายเท่าไรก็ไม่คุ้ม")])
    def test_without_a_price_that_pays_it_says_why(self, typist, client, price, sentence):
        visit = typing.learning_base(typist, price=price)
        assert page_of(fresh(visit)).visitors.full is None
        assert sentence in client.get(visit.get_absolute_url()).text

    def test_a_group_of_ten_costs_more_a_head(self, typist):
        visit = typing.learning_base(typist, heads="10")
        cost = RecipeCost.objects.get(recipe=visit)
        assert (cost.cash_likely, cost.full_likely) == (Decimal("183.00"), Decimal("228.00"))

    def test_a_line_says_how_its_unit_was_turned_into_that_of_its_price(self, typist, client):
        chips = typing.banana_chips(typist)
        syrup = chips.enterprise.recipes.get(name="น้ำเชื่อม (ตัวอย่าง)")
        sizes = {row.name: str(row.size) for group in page_of(syrup).line_groups for row in group.rows}
        assert sizes == {"น้ำตาล": "1 ขีด = 0.1 กิโลกรัม", "น้ำฝน": "None", "แก๊ส": "None"}
        assert "1 ขีด = 0.1 กิโลกรัม" in client.get(syrup.get_absolute_url()).text


def fresh(recipe):
    """The recipe as it is stored now."""
    return type(recipe).objects.get(pk=recipe.pk)
