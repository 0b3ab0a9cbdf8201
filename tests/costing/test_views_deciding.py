"""Prices to ask, from where it pays, and what if: exact answers, nothing kept, bad boxes told."""

from decimal import Decimal
from fractions import Fraction

import pytest
from django.urls import reverse

from ruamphon.costing import actions
from ruamphon.costing.domain import CostProblem, Range
from ruamphon.costing.enums import Basis, Cover, Part
from ruamphon.costing.forms.deciding import DecideForm
from ruamphon.costing.models import Recipe
from ruamphon.costing.queries.deciding import Per, Tried, decided, trial_of
from ruamphon.costing.typed import LineRow
from tests.costing import making

pytestmark = pytest.mark.django_db


@pytest.fixture
def recipe(cast):
    """Forty jars: chilli 60, jars 1,200, four own hours at 50; 31.50 in cash and 36.50 in full; sold at 45."""
    return making.first_sheet(cast)


def get(client, who, recipe, headers=None, **typed):
    client.force_login(who)
    return client.get(reverse("costing:decide", args=[recipe.pk]), typed, headers=headers)


def line(recipe, part):
    return recipe.lines.filter(part=part).first()


def test_as_it_stands(recipe):
    found = decided(trial_of(recipe), Tried())
    assert (found.cash.likely, found.full.likely, found.was_full) == (
        Decimal("31.50"),
        Decimal("36.50"),
        None,
    )
    assert (found.at_price.cover, found.at_price.full_left, found.at_price.margin) == (
        Cover.COVERED,
        Decimal("8.50"),
        "18.9",
    )
    assert (found.plus.price, found.margin.price) == (Decimal("47.45"), Decimal("52.14"))
    assert (found.pays_cash.whole, found.pays_full.whole) == ("28", "33")
    assert (found.pays_full.at, found.pays_full.fixed) == (Decimal("1460.00"), Decimal("1460.00"))
    assert str(found.unit) == "กระปุก"


def test_another_price_mark_up_and_margin(recipe):
    tried = Tried(price=Fraction(36), plus=Fraction(1, 2), margin=Fraction(1, 5))
    found = decided(trial_of(recipe), tried)
    assert (found.at_price.is_below, found.at_price.short, found.at_price.cash_left) == (
        True,
        Decimal("0.50"),
        Decimal("4.50"),
    )
    assert (found.plus.price, found.margin.price) == (Decimal("54.75"), Decimal("45.63"))


def test_a_dearer_thing_with_a_price_of_its_own(recipe):
    chilli = recipe.lines.get(name="พริกแห้ง")
    found = decided(trial_of(recipe), Tried(thing=chilli.code, factor=Fraction(3)))
    assert (found.full.likely, found.was_full) == (Decimal("39.50"), Decimal("36.50"))


def test_a_dearer_material_on_every_level(cast, recipe):
    oil = actions.add_material(
        by=cast.member,
        enterprise=cast.enterprise,
        name="น้ำมัน",
        part=Part.MATERIAL,
        unit="l",
        value=Range.of(40),
    )
    rows = [LineRow(name="น้ำมัน", part=Part.MATERIAL, quantity=Range.of(5), unit="l", material=oil.pk)]
    recipe = actions.change_lines(
        by=cast.member, recipe=recipe, revision=recipe.revision, part=Part.MATERIAL, rows=rows
    )
    trial = trial_of(recipe)
    assert (oil.code, "น้ำมัน") in trial.things
    before, after = decided(trial, Tried()), decided(trial, Tried(thing=oil.code, factor=Fraction(3, 2)))
    assert after.cash.likely - before.cash.likely == Decimal("2.50")


def test_the_groups_own_rate_follows_the_wage(recipe):
    found = decided(trial_of(recipe), Tried(wage=Fraction(100)))
    assert (found.cash.likely, found.full.likely) == (Decimal("31.50"), Decimal("41.50"))


def test_a_batch_twice_as_large_takes_twice_the_materials_and_the_same_hours(recipe):
    found = decided(trial_of(recipe), Tried(pieces=Fraction(80)))
    assert (found.cash.likely, found.full.likely) == (Decimal("31.50"), Decimal("34.00"))


def test_break_even_has_a_picture_whose_lines_meet_in_the_middle(recipe):
    drawn = decided(trial_of(recipe), Tried(price=Fraction(73))).drawn
    assert (drawn.pieces_middle, drawn.pieces_end) == ("20", "40")
    assert drawn.rows[0] == ("0", Decimal("1460.00"), Decimal("0.00"))
    assert drawn.rows[5] == ("20", Decimal("1460.00"), Decimal("1460.00"))
    assert drawn.rows[-1] == ("40", Decimal("1460.00"), Decimal("2920.00"))
    assert (drawn.income_ends, drawn.crossing, drawn.cost_begins, drawn.cost_ends) == (0, 75, 75, 75)


def test_a_month_counts_what_comes_every_month(cast, recipe):
    rows = [
        LineRow(
            name="ค่าเช่า",
            part=Part.OVERHEAD,
            quantity=Range.of(1),
            unit="piece",
            basis=Basis.MONTH,
            value=Range.of(850),
        )
    ]
    Recipe.objects.filter(pk=recipe.pk).update(batches_low=2, batches_likely=2, batches_high=2)
    recipe = actions.change_lines(
        by=cast.member, recipe=recipe, revision=recipe.revision, part=Part.OVERHEAD, rows=rows
    )
    trial = trial_of(recipe)
    found = decided(trial, Tried(price=Fraction(45)))
    assert (found.per, found.pays_full.whole, found.pays_full.variable) == (
        Per.MONTH,
        "100",
        Decimal("36.50"),
    )
    assert decided(trial, Tried(price=Fraction(36))).pays_full.never is not None
    assert decided(trial, Tried(per=Per.BATCH)).pays_full.fixed == Decimal("1885.00")


def test_without_a_price_of_something_there_is_no_price_to_ask(cast):
    things = (making.thing("พริกแห้ง", "2", "khit", None), making.thing("กระปุก", "40", "piece", "1200"))
    found = decided(trial_of(making.first_sheet(cast, things=things, price="10")), Tried())
    assert (found.plus, found.pays_full, found.at_price.is_below) == (None, None, True)
    assert "พริกแห้ง" in found.lacking.th
    assert found.full.at_least


def test_the_page_works_without_scripts_and_keeps_nothing(cast, client, recipe):
    before = Recipe.objects.values().get()
    page = get(client, cast.member, recipe, price="๓๖", wage="", change="")
    assert "ราคานี้ต่ำกว่าต้นทุนเต็มกระปุกละ 0.50 บาท" in page.text
    assert 'value="๓๖"' in page.text
    assert Recipe.objects.values().get() == before


def test_htmx_gets_the_answer_alone_with_what_is_wrong(cast, client, recipe):
    page = get(client, cast.member, recipe, {"HX-Request": "true"}, price="สามสิบ", wage="100")
    assert "<html" not in page.text
    assert "“สามสิบ” ยังไม่ใช่ตัวเลขที่อ่านได้" in page.text
    assert "41.50 บาท" in page.text


BAD = [
    ({"price": "-3"}, "price", "ติดลบไม่ได้"),
    ({"margin": "100"}, "margin", "ต้องน้อยกว่า 100%"),
    ({"change": "-101"}, "change", "ไม่ต่ำกว่า -100"),
    ({"change": "แพงขึ้น"}, "change", "ยังไม่ใช่ตัวเลข"),
    ({"pieces": "0"}, "pieces", "มากกว่าศูนย์"),
    ({"price": "1000000000000"}, "price", "ไม่เกินหนึ่งพันล้าน"),
]


@pytest.mark.parametrize(("typed", "box", "sentence"), BAD)
def test_what_cannot_be_tried_is_told_at_its_box(cast, client, recipe, typed, box, sentence):
    page = get(client, cast.member, recipe, **typed)
    assert page.status_code == 200
    assert sentence in " ".join(page.context["form"].errors[box])
    assert page.context["answer"].full.likely == Decimal("36.50")


@pytest.mark.parametrize(
    ("typed", "factor"), [("+20", "6/5"), ("-50%", "1/2"), ("๑๐", "11/10"), ("-100", "0")]
)
def test_percent_more_and_less(recipe, typed, factor):
    assert DecideForm({"change": typed}, trial=trial_of(recipe)).tried.factor == Fraction(factor)


def test_a_sheet_that_cannot_be_costed_says_why(cast, client, recipe):
    recipe.outputs.all().delete()
    with pytest.raises(CostProblem):
        trial_of(recipe)
    page = get(client, cast.member, recipe)
    assert (page.status_code, "ยังคิดต้นทุนไม่ได้" in page.text) == (200, True)


def test_few_queries_whatever_the_size(cast, recipe, django_assert_num_queries):
    making.first_sheet(cast, name="แกงไตปลา")
    recipe = Recipe.objects.select_related("enterprise").get(pk=recipe.pk)
    with django_assert_num_queries(5):
        decided(trial_of(recipe), Tried(wage=Fraction(70), pieces=Fraction(90)))
