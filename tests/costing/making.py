"""Group A's costs, made by the room's own actions. All invented."""

from decimal import Decimal
from fractions import Fraction
from uuid import uuid4

from ruamphon.costing import actions
from ruamphon.costing.domain import Flat, Range, WentIn, Worked


def thing(name, quantity, unit, baht, **more):
    """Something that went in; `baht` None is a price nobody knows."""
    value = None if baht is None else Range.of(Decimal(baht))
    return WentIn(name=name, quantity=Range.of(Decimal(quantity)), unit=unit, baht=value, **more)


def first_sheet(cast, by=None, *, name="น้ำพริกแห้ง (ตัวอย่าง)", price="45", rate="50", things=None, worked=None):
    """The first sheet of forty jars of chilli paste: 31.50 in cash and 36.50 in full."""
    things = things or (thing("พริกแห้ง", "2", "khit", "60"), thing("กระปุก", "40", "piece", "1200"))
    worked = worked or (Worked(who="แม่สมศรี", hours=Range.of(4), rate=None),)
    return actions.start_recipe(
        by=by or cast.member,
        enterprise=cast.enterprise,
        draft_key=uuid4(),
        flat=Flat(code="flat", name=name, went_in=things, good=Range.of(40), unit="piece", worked=worked),
        unit_word="กระปุก",
        product=cast.enterprise.products.first(),
        price=None if price is None else Fraction(price),
        own_rate=None if rate is None else Fraction(rate),
    )


def costs_of(cast):
    """What the world's URLs of this room are filled with."""
    recipe = first_sheet(cast)
    return {"recipe": recipe.pk}
