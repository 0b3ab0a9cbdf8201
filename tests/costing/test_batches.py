"""A batch as it was made against the plan of its day: price, quantity and yield to the satang, kept and taken back."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from fractions import Fraction
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from ruamphon.core.models import AuditEntry
from ruamphon.core.refusals import Impossible, Refused, TooLate
from ruamphon.costing import actions
from ruamphon.costing.domain import CostProblem, UsedInBatch
from ruamphon.costing.models import MadeBatch, Recipe
from ruamphon.costing.queries.batches import batch_page, batch_rows, plan_of
from tests.costing import making

pytestmark = pytest.mark.django_db


@pytest.fixture
def recipe(cast):
    """Forty jars: 2 khit of chilli at 30, 40 jars at 30, 4 own hours at 50: 1,260 in cash and 1,460 in full."""
    return making.first_sheet(cast)


def amounts(bridge):
    return (bridge.planned, bridge.price, bridge.quantity, bridge.of_yield, bridge.actual)


def test_as_planned_but_for_two_jars(cast, recipe):
    batch = making.made_batch(cast, recipe, good="38")
    page = batch_page(batch)
    assert amounts(page.full) == (1387, 0, 0, 73, 1460)
    assert amounts(page.cash) == (1197, 0, 0, 63, 1260)
    assert (page.piece_cash, page.piece_full) == (Decimal("33.16"), Decimal("38.42"))
    assert (batch.actual_full, batch.planned_full, batch.actual_cash, batch.planned_cash) == (
        1460,
        1387,
        1260,
        1197,
    )


def test_dearer_and_more_chilli_longer_work_and_what_was_not_planned(cast, recipe):
    van = UsedInBatch(code="extra-0", name="ค่ารถ", quantity=Fraction(1), cash=Fraction(25), full=Fraction(25))
    changes = [("พริกแห้ง", 3, 40), ("แม่สมศรี", 5, 60)]
    page = batch_page(making.made_batch(cast, recipe, good="40", changes=changes, extras=[van]))
    assert amounts(page.full) == (1460, 80, 105, 0, 1645)
    assert amounts(page.cash) == (1260, 30, 55, 0, 1345)
    rows = {row.name: (row.planned, row.used, row.price, row.quantity, row.is_extra) for row in page.rows}
    assert rows["พริกแห้ง"] == ("2", "3", 30, 30, False)
    assert rows["แม่สมศรี"] == ("4", "5", 50, 50, False)
    assert rows["ค่ารถ"] == ("0", "1", 0, 25, True)
    assert [row.name for row in page.otherwise] == ["พริกแห้ง", "แม่สมศรี", "ค่ารถ"]
    assert [row.name for row in page.as_planned] == ["กระปุก"]


def test_thirds_of_a_baht_add_up_to_the_satang(cast, recipe):
    changes = [("พริกแห้ง", "7/3", "100/3"), ("กระปุก", "41", "91/3")]
    page = batch_page(making.made_batch(cast, recipe, good="37", changes=changes))
    full = page.full
    assert full.planned + full.price + full.quantity + full.of_yield == full.actual == Decimal("1521.44")
    assert sum(row.price for row in page.rows) == full.price
    assert sum(row.quantity for row in page.rows) == full.quantity


def test_the_plan_of_that_day_stays_when_the_sheet_changes(cast, recipe):
    batch = making.made_batch(cast, recipe, good="38")
    before = batch_page(batch)
    actions.set_own_rate(by=cast.member, enterprise=cast.enterprise, rate=Fraction(90))
    assert batch_page(MadeBatch.objects.get()) == before


def test_the_same_page_sent_twice_notes_one_batch(cast, recipe):
    plan, key = plan_of(recipe), uuid4()
    sent = {
        "by": cast.member,
        "recipe": recipe,
        "revision": recipe.revision,
        "draft_key": key,
        "on": timezone.localdate(),
        "used": [line.used(line.quantity, None) for line in plan.lines],
        "good": {plan.outputs[0].code: Fraction(40)},
    }
    assert actions.record_batch(**sent) == actions.record_batch(**sent)
    assert MadeBatch.objects.count() == 1
    with pytest.raises(Impossible) as caught:
        actions.record_batch(**(sent | {"draft_key": uuid4(), "revision": recipe.revision + 1}))
    assert caught.value.field == "revision"


def test_no_good_one_and_a_line_not_told_are_refused(cast, recipe):
    with pytest.raises(CostProblem) as caught:
        making.made_batch(cast, recipe, good="0")
    assert caught.value.field == "good"
    plan = plan_of(recipe)
    with pytest.raises(CostProblem) as caught:
        actions.record_batch(
            by=cast.member,
            recipe=recipe,
            revision=recipe.revision,
            draft_key=uuid4(),
            on=timezone.localdate(),
            used=[plan.lines[0].used(Fraction(1), None)],
            good={plan.outputs[0].code: Fraction(40)},
        )
    assert "กระปุก" in caught.value.reason.th
    assert not MadeBatch.objects.exists()


def test_taken_back_with_a_reason_it_stays_readable(cast, client, recipe):
    batch = making.made_batch(cast, recipe)
    with pytest.raises(Impossible):
        actions.void_batch(by=cast.member, batch=batch, reason=" ")
    actions.void_batch(by=cast.student, batch=batch, reason="จดซ้ำ")
    with pytest.raises(TooLate):
        actions.void_batch(by=cast.student, batch=batch, reason="จดซ้ำ")
    client.force_login(cast.member)
    assert "จดซ้ำ" in client.get(batch.get_absolute_url()).text


def test_only_those_who_write_costs_note_and_take_back(cast, recipe):
    batch = making.made_batch(cast, recipe)
    for who in (cast.adviser, cast.mentor, cast.other_member):
        with pytest.raises(Refused):
            making.made_batch(cast, recipe, by=who)
        with pytest.raises(Refused):
            actions.void_batch(by=who, batch=batch, reason="ลอง")


def test_no_amount_enters_the_audit(cast, recipe):
    actions.void_batch(by=cast.member, batch=making.made_batch(cast, recipe), reason="จดซ้ำ 1460")
    entries = AuditEntry.objects.filter(action__in=["record_batch", "void_batch"])
    assert entries.count() == 2
    assert not any("1460" in str(entry.changes) or "1387" in str(entry.changes) for entry in entries)


def test_a_list_of_many_asks_as_little_as_of_few(cast, recipe, django_assert_num_queries):
    for days in range(3):
        batch = making.made_batch(cast, recipe, good=str(38 + days))
        MadeBatch.objects.filter(pk=batch.pk).update(made_on=timezone.localdate() - timedelta(days=days))
    with django_assert_num_queries(1):
        rows, has_more = batch_rows(recipe)
    assert ([row.over for row in rows], has_more) == ([73, Decimal("36.50"), 0], False)


def boxes(recipe, **changed):
    """The page as it is sent back, with the plan in its boxes."""
    plan = plan_of(recipe)
    found = {"draft_key": str(uuid4()), "revision": str(recipe.revision), "on": "", "good-0": "38"}
    today = timezone.localdate()
    found["on"] = f"{today.day}/{today.month}/{today.year + 543}"
    for place, line in enumerate(plan.lines):
        found[f"use-{place}-quantity"] = f"{float(line.quantity):g}"
    return found | changed


def send(client, who, recipe, **changed):
    client.force_login(who)
    return client.post(reverse("costing:batch-new", args=[recipe.pk]), boxes(recipe, **changed))


def test_a_member_notes_a_batch_in_thai_digits(cast, client, recipe):
    response = send(client, cast.member, recipe, **{"use-0-quantity": "๓", "use-0-price": "40 บาท"})
    batch = MadeBatch.objects.get()
    assert response.url == batch.get_absolute_url()
    assert amounts(batch_page(batch).full) == (1387, 30, 30, 73, 1520)
    text = client.get(response.url).text
    assert "เกินแผน 133.00 บาท" in text
    assert (
        reverse("costing:batch", args=[batch.pk])
        in client.get(reverse("costing:batches", args=[recipe.pk])).text
    )


BAD = [
    ({"good-0": ""}, "good-0", "ได้ของดีเท่าไร"),
    ({"use-0-quantity": ""}, "use-0-quantity", "ใช้ไปเท่าไร"),
    ({"use-0-quantity": "-1"}, "use-0-quantity", "ติดลบไม่ได้"),
    ({"use-0-price": "ฟรี"}, "use-0-price", "ใส่ราคาตลาด"),
    ({"use-0-price": "30-40"}, "use-0-price", "ราคาเดียว"),
    ({"use-0-price": "1000000000000"}, "use-0-price", "ไม่เกินหนึ่งพันล้าน"),
    ({"extra-0-name": "ค่ารถ"}, "extra-0-baht", "กี่บาท"),
    ({"extra-0-baht": "25"}, "extra-0-name", "คืออะไร"),
    ({"good-0": "0"}, "__all__", ""),
]


@pytest.mark.parametrize(("typed", "box", "sentence"), BAD)
def test_what_cannot_be_noted_is_told_and_nothing_typed_is_lost(cast, client, recipe, typed, box, sentence):
    response = send(client, cast.member, recipe, note="ฝนตก", **typed)
    form = response.context["form"]
    assert sentence in " ".join(form.errors[box])
    assert form["note"].value() == "ฝนตก"
    assert not MadeBatch.objects.exists()


def test_a_sheet_changed_meanwhile_is_kept_with_the_next_press(cast, client, recipe):
    Recipe.objects.update(revision=recipe.revision + 1)
    response = send(client, cast.member, recipe)
    form = response.context["form"]
    assert "เปลี่ยนไประหว่างที่คุณจด" in " ".join(form.errors["revision"])
    assert form["revision"].value() == str(recipe.revision + 1)


def test_a_sheet_without_a_price_cannot_be_a_plan(cast, client):
    things = (making.thing("พริกแห้ง", "2", "khit", None), making.thing("กระปุก", "40", "piece", "1200"))
    recipe = making.first_sheet(cast, things=things)
    response = send(client, cast.member, recipe)
    assert "พริกแห้ง" in " ".join(response.context["form"].non_field_errors())


def test_of_another_price_our_own_costs_no_cash(recipe):
    lines = {line.name: line for line in plan_of(recipe).lines}
    work, jars = (
        lines["แม่สมศรี"].used(Fraction(1), Fraction(60)),
        lines["กระปุก"].used(Fraction(1), Fraction(33)),
    )
    assert ((work.cash, work.full), (jars.cash, jars.full)) == ((0, 60), (33, 33))
    nature = replace(lines["กระปุก"], cash=Fraction(), full=Fraction())
    assert nature.used(Fraction(1), Fraction(5)).cash == 5
