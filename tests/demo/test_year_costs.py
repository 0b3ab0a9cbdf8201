"""What things cost in the example year: one of each form of production, in every state a sheet can be in."""

from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from ruamphon.cashbook.domain import Month
from ruamphon.cashbook.facts import kept_months
from ruamphon.costing.enums import Form, Grade, Paid
from ruamphon.costing.models import (
    CostSheetVersion,
    Intake,
    MadeBatch,
    Material,
    Recipe,
    RecipeCost,
    SheetComment,
    SheetShare,
)
from ruamphon.costing.queries import book_of, frozen
from ruamphon.costing.queries.batches import batch_page
from ruamphon.costing.recosting import figures_of
from ruamphon.demo.chapters.cash_book import BOOKS, LOOKED_OVER
from ruamphon.pathway.domain import replay
from ruamphon.pathway.enums import GateState, Outcome
from ruamphon.pathway.models import Gate
from ruamphon.pathway.queries import gate_inputs, playbook_of
from ruamphon.programmes.domain.term import end_of
from ruamphon.programmes.enums import DeliverableKind, DeliverableState
from ruamphon.programmes.models import Deliverable, Programme


def sheet(example, key, name=None):
    rows = Recipe.objects.filter(enterprise=example.groups[key].enterprise)
    return rows.get(name=name) if name else rows.get(product__isnull=False)


def full(recipe):
    cost = recipe.cost
    return cost.cash_likely, cost.full_likely, cost.grade


def test_groups_of_all_five_forms_know_what_their_things_cost(example):
    recipes = Recipe.objects.filter(enterprise__is_demo=True)
    found = sorted((recipe.form, full(recipe)) for recipe in recipes if recipe.cost.full_likely is not None)
    assert found == [
        (Form.BATCH, (Decimal("17.83"), Decimal("23.16"), Grade.B)),
        (Form.BATCH, (Decimal("30.88"), Decimal("40.95"), Grade.B)),
        (Form.BATCH, (Decimal("42.51"), Decimal("73.91"), Grade.B)),
        (Form.BATCH, (Decimal("89.47"), Decimal("196.05"), Grade.B)),
        (Form.HERD, (Decimal("10.80"), Decimal("30.16"), Grade.B)),
        (Form.HERD, (Decimal("1086.96"), Decimal("2486.80"), Grade.B)),
        (Form.ORDER, (Decimal("125.00"), Decimal("454.00"), Grade.B)),
        (Form.TRIP, (Decimal("43.96"), Decimal("66.22"), Grade.B)),
        (Form.VISIT, (Decimal("151.67"), Decimal("196.17"), Grade.B)),
        (Form.VISIT, (Decimal("319.58"), Decimal("420.00"), Grade.B)),
    ]
    assert recipes.values("enterprise").distinct().count() == 8


def test_what_is_kept_is_what_the_engine_says_now(example):
    for cost in RecipeCost.objects.filter(recipe__enterprise__is_demo=True).select_related("recipe"):
        now = figures_of(book_of(cost.recipe.enterprise_id).sheet(cost.recipe))
        assert {name: getattr(cost, name) for name in now} == now, cost.recipe


def test_two_drafts_by_students_say_at_least(example):
    lacking = RecipeCost.objects.filter(recipe__enterprise__is_demo=True, full_likely=None)
    assert {
        (cost.recipe.name, cost.recipe.edited_by_id, cost.full_low, cost.full_high, cost.grade)
        for cost in lacking
    } == {
        ("มังคุดคัดพิเศษ", example.accounts["lapsed"].person_id, Decimal("9.50"), None, Grade.D),
        ("พายเรือดูป่าชายเลน", example.accounts["student"].person_id, Decimal("67.50"), None, Grade.D),
    }
    assert not CostSheetVersion.objects.filter(sheet__recipe__cost__in=lacking).exists()


def test_what_was_handed_in_and_where_it_stands(example):
    rows = CostSheetVersion.objects.filter(sheet__recipe__enterprise__is_demo=True)
    keys = {group.enterprise.pk: key for key, group in example.groups.items()}
    assert {
        (keys[row.sheet.recipe.enterprise_id], row.version.number): (
            row.full_likely,
            row.version.accepted_at is not None,
            row.version.returned_at is not None,
        )
        for row in rows
    } == {
        ("sweets", 1): (Decimal("39.21"), False, True),
        ("sweets", 2): (Decimal("40.53"), True, False),
        ("weaving", 1): (Decimal("454.00"), True, False),
        ("fish", 1): (Decimal("73.91"), True, False),
        ("goats", 1): (Decimal("23.16"), True, False),
        ("homestay", 1): (Decimal("400.00"), True, False),
        ("homestay", 2): (Decimal("420.00"), False, True),
        ("learning", 1): (Decimal("190.17"), False, True),
        ("learning", 2): (Decimal("196.17"), False, False),
        ("batik", 1): (Decimal("196.05"), True, False),
    }
    for row in rows:
        assert figures_of(frozen.replay(row.inputs))["full_likely"] == row.full_likely
    state = Deliverable.objects.get(
        enrolment=example.groups["learning"].enrolment, kind=DeliverableKind.COST_SHEET
    ).state
    assert state == DeliverableState.CHECKED


def test_the_adviser_asks_about_one_line_and_the_student_sees_it(client, example):
    open_wish = SheetComment.objects.get(
        version__sheet__recipe__enterprise__is_demo=True, asks_change=True, settled_at=None
    )
    assert (open_wish.line_name, open_wish.person) == (
        "กับข้าวสองมื้อ",
        example.accounts["adviser"].person,
    )
    client.force_login(example.accounts["student"])
    assert open_wish.text in client.get(sheet(example, "homestay").get_absolute_url()).content.decode()


def test_a_price_below_the_full_cost_is_flagged_and_the_gate_says_so(client, example):
    weaving = example.groups["weaving"]
    client.force_login(weaving.chair)
    page = client.get(reverse("costing:costs", args=[weaving.enterprise.pk])).content.decode()
    assert "ต่ำกว่าต้นทุนเต็ม" in page
    gate = Gate.objects.get(enrolment=weaving.enrolment, stage_number=1)
    assert gate.outcome == Outcome.PASSED_WITH_CONDITIONS
    assert "ต้นทุนเต็ม" in gate.decision_reason


def test_one_person_may_see_one_version_until_a_day(client, example):
    share = SheetShare.objects.running().get(version__sheet__recipe__enterprise__is_demo=True)
    mentor = example.accounts["mentor"]
    assert share.person == mentor.person
    assert share.valid_until == end_of(example.day(-20))
    client.force_login(mentor)
    assert client.get(share.version.get_absolute_url()).status_code == 200
    assert client.get(sheet(example, "sweets").get_absolute_url()).status_code == 404


def test_two_batches_cost_other_than_planned(example):
    first, second = MadeBatch.objects.filter(recipe=sheet(example, "sweets")).order_by("made_on")
    assert [
        (page.full.planned, page.full.price, page.full.quantity, page.full.of_yield, page.full.actual)
        for page in map(batch_page, (first, second))
    ] == [
        (Decimal("1474.11"), Decimal("10.00"), Decimal("45.00"), Decimal("81.89"), Decimal("1611.00")),
        (Decimal("1596.95"), Decimal("0.00"), Decimal("50.00"), Decimal("-40.95"), Decimal("1606.00")),
    ]


def test_own_harvest_counts_at_market_price_and_costs_no_cash(example):
    ours = Intake.objects.filter(enterprise__is_demo=True, paid=Paid.OWN)
    assert ours.count() == 3
    for material in Material.objects.filter(lots__intake__in=ours):
        assert (material.price.cash.likely, material.price.full.likely > 0) == (0, True)
    slip = Intake.objects.get(enterprise__is_demo=True, paid=Paid.BOUGHT)
    assert sum(lot.value for lot in slip.lots.all()) == 1060


def test_cohorts_keep_the_playbook_they_began_with(example):
    first, second = Programme.objects.get(is_demo=True).playbooks.order_by("number")
    assert [example.cohorts[key].playbook_id for key in ("last", "this", "next")] == [
        first.pk,
        second.pk,
        second.pk,
    ]
    assert "every_product_costed" not in first.toml
    assert "every_product_costed" in second.toml


def test_no_gate_was_passed_while_something_that_must_be_met_was_missing(example):
    ours = Gate.objects.filter(enrolment__cohort__programme=example.programme, state=GateState.DECIDED)
    passed = ours.exclude(outcome=Outcome.NOT_YET)
    assert passed.count() == 17
    for gate in passed:
        assert replay(gate.record, sealed=gate.record_sha256).missing == ()
        assert gate.decision_reason
    first = passed.filter(stage_number=1, enrolment__cohort=example.cohorts["this"])
    assert first.count() == 6
    assert {gate.record["facts"]["every_product_costed"] for gate in first} == {True}


def test_a_gate_that_was_passed_with_a_warning_says_why(example):
    gates = Gate.objects.filter(
        enrolment__cohort=example.cohorts["this"], stage_number=1, state=GateState.DECIDED
    ).exclude(outcome=Outcome.NOT_YET)
    keys = {group.enrolment.pk: key for key, group in example.groups.items()}
    warned = {keys[gate.enrolment_id]: replay(gate.record).warnings for gate in gates}
    without_book = dict.fromkeys(("sweets", "homestay", "batik", "goats"), ("cash-book-kept",))
    assert warned == {**without_book, "weaving": ("price-covers-cost",), "fish": ()}
    for gate in gates:
        key = keys[gate.enrolment_id]
        told = {"cash-book-kept": "สมุดเงินสด", "price-covers-cost": "ต่ำกว่าต้นทุนเต็ม"}
        assert all(told[code] in gate.decision_reason for code in warned[key]), key


def test_months_of_the_cash_book_are_closed_as_they_end(example):
    for key, book in BOOKS.items():
        group = example.groups[key].enterprise.pk
        months = {Month.of(example.day(ago)) for ago in range(book.since, LOOKED_OVER, -1)}
        over = {month for month in months if month.last < example.day(LOOKED_OVER)}
        assert kept_months([group], example.today)[group] == over, key


def test_a_sheet_the_group_has_not_accepted_does_not_count_yet(example):
    stage = playbook_of(example.cohorts["this"].playbook).stage(1)
    for key in ("learning", "orchard"):
        inputs = gate_inputs(example.groups[key].enrolment, stage, on=timezone.localdate())
        assert inputs.facts["every_product_costed"].value is False


@pytest.mark.parametrize("role", ["facilitator", "mentor", "expert", "observer"])
def test_who_keeps_no_secrets_finds_no_cost_of_it(client, example, role):
    client.force_login(example.accounts[role])
    for recipe in Recipe.objects.filter(enterprise__is_demo=True):
        assert client.get(recipe.get_absolute_url()).status_code == 404
