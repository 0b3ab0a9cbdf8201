"""Group A's costs, made by the room's own actions. All invented."""

from datetime import timedelta
from decimal import Decimal
from fractions import Fraction
from uuid import uuid4

from django.utils import timezone

from ruamphon.costing import actions
from ruamphon.costing.domain import Flat, Range, WentIn, Worked
from ruamphon.costing.enums import Part
from ruamphon.costing.queries.batches import plan_of


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


def take_in(cast, *lots, by=None, on=None, **more):
    """A slip: each lot is (material, quantity, unit, baht in all)."""
    rows = [
        actions.LotRow(material=material, quantity=Fraction(quantity), unit=unit, value=Fraction(value))
        for material, quantity, unit, value in lots
    ]
    return actions.take_in(
        by=by or cast.member,
        enterprise=cast.enterprise,
        draft_key=uuid4(),
        on=on or timezone.localdate(),
        lots=rows,
        **more,
    )


def made_batch(cast, recipe, *, good="38", changes=(), by=None, **more):
    """A batch as planned but for its good ones; `changes` are (name, quantity, price of one or None)."""
    plan = plan_of(recipe)
    other = {name: (Fraction(quantity), price and Fraction(price)) for name, quantity, price in changes}
    used = [line.used(*other.get(line.name, (line.quantity, None))) for line in plan.lines]
    return actions.record_batch(
        by=by or cast.member,
        recipe=recipe,
        revision=recipe.revision,
        draft_key=uuid4(),
        on=timezone.localdate(),
        used=[*used, *more.pop("extras", [])],
        good={plan.outputs[0].code: Fraction(good)},
        **more,
    )


def costs_of(cast):
    """What the world's URLs of this room are filled with.

    The sheet was handed in, the adviser asked for a change of one line, and the group lets the mentor see the version.
    """
    recipe = first_sheet(cast)
    version = actions.hand_in_sheet(
        by=cast.student, recipe=recipe, revision=recipe.revision, note="ช่วยดูด้วยค่ะ"
    )
    share = actions.share_version(
        by=cast.member,
        version=version,
        person=cast.mentor.person,
        until=timezone.localdate() + timedelta(days=7),
        reason="ช่วยดูเรื่องราคาขายส่ง (ตัวอย่าง)",
    )
    comment = actions.comment_on_line(
        by=cast.adviser,
        version=version,
        line_code=f"line-{recipe.lines.first().pk}",
        text="ชั่งพริกอีกครั้ง (ตัวอย่าง)",
        asks_change=True,
    )
    draft = first_sheet(cast, name="แกงไตปลา (ตัวอย่าง)", rate=None, price=None)
    binned = first_sheet(cast, name="สูตรในถังขยะ", rate=None, price=None)
    actions.delete_recipe(by=cast.member, recipe=binned)
    oil = actions.add_material(
        by=cast.member, enterprise=cast.enterprise, name="น้ำมันพืช (ตัวอย่าง)", part=Part.MATERIAL, unit="l"
    )
    intake = take_in(cast, (oil, "20", "l", "940"))
    on_credit = take_in(cast, (oil, "5", "l", "240"), supplier="ร้านป้าแดง (ตัวอย่าง)", in_book=False)
    actions.tell_price(by=cast.student, material=oil, value=Range.of(50), on=timezone.localdate())
    grinder = actions.add_equipment(
        by=cast.member,
        enterprise=cast.enterprise,
        name="เครื่องบด (ตัวอย่าง)",
        bought_for=Fraction(12000),
        worth_in_the_end=Fraction(1200),
        life=Fraction(60),
        bought_on=timezone.localdate() - timedelta(days=400),
    )
    return {
        "material": oil.pk,
        "equipment": grinder.pk,
        "intake": intake.pk,
        "credit_intake": on_credit.pk,
        "recipe": recipe.pk,
        "draft_recipe": draft.pk,
        "binned_recipe": binned.pk,
        "cost_part": "labour",
        "made_batch": made_batch(cast, recipe).pk,
        "cost_version": version.pk,
        "cost_share": share.pk,
        "cost_comment": comment.pk,
    }
