"""A whole place worked out at once is what was worked out one change at a time, to the satang."""

from decimal import Decimal
from fractions import Fraction

import pytest

from ruamphon import cli
from ruamphon.costing import actions
from ruamphon.costing.domain import Range
from ruamphon.costing.enums import Form, Paid, Part
from ruamphon.costing.models import RecipeCost
from ruamphon.costing.recosting import FIGURES
from ruamphon.costing.recosting_whole import Tally, recost_whole
from ruamphon.costing.typed import LineRow, OutputRow
from tests.costing import making

pytestmark = pytest.mark.django_db


def kept():
    """What every sheet keeps, by recipe."""
    rows = RecipeCost.with_bin.values_list("recipe_id", *FIGURES)
    return {
        recipe: tuple(None if value is None else Decimal(value) for value in six) for recipe, *six in rows
    }


def part(cast, recipe, part, *rows):
    recipe.refresh_from_db()
    return actions.change_lines(by=cast.member, recipe=recipe, revision=recipe.revision, part=part, rows=rows)


def made_of(cast, name, below, quantity):
    """A sheet that takes the last output of another, and something free, something given and a range."""
    recipe = making.first_sheet(cast, name=name)
    rows = (
        LineRow(
            name="ของรอง", part=Part.PACKAGING, quantity=Range.of(quantity), unit=below.unit, made=below.pk
        ),
        LineRow(
            name="น้ำฝน",
            part=Part.PACKAGING,
            quantity=Range.of(3),
            unit="l",
            paid=Paid.NATURE,
            value=Range.of(0),
        ),
        LineRow(
            name="ใบตอง",
            part=Part.PACKAGING,
            quantity=Range.of(7),
            unit="piece",
            paid=Paid.GIFT,
            value=Range.of(2),
        ),
        LineRow(
            name="ถุง",
            part=Part.PACKAGING,
            quantity=Range.between(30, 40, 55),
            unit="piece",
            value=Range.between(1, 2, 4),
            value_for=Fraction(3),
        ),
    )
    return part(cast, recipe, Part.PACKAGING, *rows)


def with_two_outputs(cast):
    recipe = making.first_sheet(cast, name="กล้วยตาก (ตัวอย่าง)")
    outputs = (
        OutputRow(
            name="กล้วยตาก",
            quantity=Range.between(35, 40, 44),
            unit="piece",
            pk=recipe.outputs.get().pk,
            weight=Fraction(7),
        ),
        OutputRow(name="เศษกล้วย", quantity=Range.of(3), unit="kg", weight=Fraction(2)),
    )
    actions.change_making(
        by=cast.member,
        recipe=recipe,
        revision=recipe.revision,
        name=recipe.name,
        form=Form.BATCH,
        outputs=outputs,
        good=Range.between(Fraction(8, 10), Fraction(9, 10), 1),
    )
    return recipe


def trip(cast):
    """Fuel, and a captain whose share depends on what the catch is worth."""
    recipe = making.first_sheet(cast, name="ออกเรือ (ตัวอย่าง)", worked=())
    caught = OutputRow(
        name="ปลาทู", quantity=Range.of(30), unit="kg", pk=recipe.outputs.get().pk, price=Fraction(190)
    )
    actions.change_making(
        by=cast.member,
        recipe=recipe,
        revision=recipe.revision,
        name=recipe.name,
        form=Form.TRIP,
        outputs=[caught],
        good=Range.of(1),
    )
    share = LineRow(
        name="นายท้าย", part=Part.LABOUR, quantity=Range.of(1), unit="piece", crew_share=Fraction(3, 10)
    )
    return part(cast, recipe, Part.LABOUR, share)


@pytest.fixture
def place(cast):
    """Sheets of every kind a table can hold: levels, two outputs, a trip, a price nobody knows, one in the bin."""
    middle = made_of(cast, "ขนม (ตัวอย่าง)", with_two_outputs(cast).outputs.last(), 2)
    made_of(cast, "กล่องของฝาก (ตัวอย่าง)", middle.outputs.get(), 5)
    trip(cast)
    making.first_sheet(cast, name="ยังไม่รู้ราคา (ตัวอย่าง)", things=(making.thing("ของ", "1", "kg", None),))
    binned = making.first_sheet(cast, name="ในถังขยะ (ตัวอย่าง)", rate=None)
    actions.delete_recipe(by=cast.member, recipe=binned)
    return cast


def test_a_place_nobody_touched_keeps_what_it_gives(place):
    before = kept()
    assert len(set(before.values())) == 6
    assert any(None in six for six in before.values())
    assert recost_whole() == Tally(sheets=5, differing=0, groups_asked=0)
    assert kept() == before


def spoil(**columns):
    """Past the pages: other figures in every sheet that knows its price."""
    return RecipeCost.objects.exclude(full_likely=None).update(**columns)


def test_what_was_changed_past_the_pages_is_put_right(place):
    before = kept()
    assert spoil(cash_low=999, full_likely=None, full_high=Decimal("0.01")) == 4
    assert recost_whole(keep=False) == Tally(sheets=5, differing=4, groups_asked=0)
    assert kept() != before
    assert recost_whole() == Tally(sheets=5, differing=4, groups_asked=0)
    assert kept() == before


def test_what_lies_at_an_edge_is_asked_of_the_exact_engine(cast):
    """24,691,358.035 baht a piece: half a satang, which floats cannot tell at this size."""
    things = (making.thing("ทองคำ (ตัวอย่าง)", "1", "kg", "987654321.4"),)
    making.first_sheet(cast, things=things, worked=(), rate=None)
    before = kept()
    assert next(iter(before.values()))[1] == Decimal("24691358.04")
    spoil(full_likely=1)
    assert recost_whole() == Tally(sheets=1, differing=0, groups_asked=1)
    assert kept() == before


def test_the_command_says_what_differs_and_puts_it_right(place, capsys):
    spoil(full_likely=1)
    assert cli._recost(cli._parser().parse_args(["recost", "--check"])) == 1
    told = capsys.readouterr().err
    assert told.startswith("✗ 4 of 5 sheets keep other figures than their tables give.")
    assert cli._recost(cli._parser().parse_args(["recost"])) == 0
    assert capsys.readouterr().out == "✓ 5 sheets worked out, 4 kept other figures.\n"
    assert cli._recost(cli._parser().parse_args(["recost", "--check"])) == 0
