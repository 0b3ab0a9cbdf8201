"""What changes what: prices from lots, only what depends on a change, cycles, frozen versions, shares that end."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
import time_machine
from django.utils import timezone

from ruamphon.core.models import AuditEntry
from ruamphon.core.refusals import Impossible, Refused, TooLate
from ruamphon.costing import actions, recosting
from ruamphon.costing.domain import EatsItself, Range, ThousandFold
from ruamphon.costing.enums import Known, Paid, Part
from ruamphon.costing.models import CostSheetVersion, Material, Recipe, RecipeCost, RecipeLine
from ruamphon.costing.queries import book_of, frozen
from ruamphon.costing.typed import LineRow
from tests.costing import making

pytestmark = pytest.mark.django_db


@pytest.fixture
def oil(cast):
    return actions.add_material(
        by=cast.member, enterprise=cast.enterprise, name="น้ำมัน", part=Part.MATERIAL, unit="l"
    )


@pytest.fixture
def recipe(cast):
    return making.first_sheet(cast)


def price_of(material):
    material.refresh_from_db()
    return material.cash_likely, material.full_likely


def fry(cast, recipe, material=None, made=None, quantity=2, unit="l"):
    """Give a recipe one line of material."""
    recipe.refresh_from_db()
    row = LineRow(
        name="ของทอด",
        part=Part.PACKAGING,
        quantity=Range.of(quantity),
        unit=unit,
        material=material,
        made=made,
    )
    return actions.change_lines(
        by=cast.member, recipe=recipe, revision=recipe.revision, part=Part.PACKAGING, rows=[row]
    )


def test_the_rolling_average_and_the_latest_price(cast, oil):
    today = timezone.localdate()
    making.take_in(cast, (oil, "10", "l", "400"), on=today - timedelta(days=9))
    making.take_in(cast, (oil, "30", "l", "1500"), on=today)
    assert price_of(oil) == (Decimal("47.5"), Decimal("47.5"))
    actions.change_material(by=cast.member, material=oil, name="น้ำมัน", way="latest", sizes={})
    assert price_of(oil) == (Decimal(50), Decimal(50))


def test_our_own_harvest_is_valued_at_market_price_and_costs_no_cash(cast, oil):
    making.take_in(cast, (oil, "10", "l", "400"), paid=Paid.OWN)
    assert price_of(oil) == (Decimal(0), Decimal(40))


def test_a_voided_intake_counts_in_no_price_and_stays_readable(cast, oil):
    intake = making.take_in(cast, (oil, "10", "l", "400"))
    actions.void_intake(by=cast.member, intake=intake, reason="จดซ้ำ")
    assert price_of(oil) == (None, None)
    with pytest.raises(TooLate):
        actions.void_intake(by=cast.member, intake=intake, reason="จดซ้ำ")


def test_two_lots_on_one_slip_come_to_its_total(cast, oil):
    salt = actions.add_material(
        by=cast.member, enterprise=cast.enterprise, name="เกลือ", part=Part.MATERIAL, unit="kg"
    )
    lots = ((oil, "10", "l", "400"), (salt, "5", "kg", "60"))
    with pytest.raises(Impossible, match="460"):
        making.take_in(cast, *lots, total=Fraction(500))
    making.take_in(cast, *lots, total=Fraction(460))
    assert price_of(salt) == (Decimal(12), Decimal(12))


def test_a_thousandfold_slip_is_asked_about_and_taken_when_sure(cast, oil):
    making.take_in(cast, (oil, "10", "l", "400"))
    with pytest.raises(ThousandFold):
        making.take_in(cast, (oil, "10", "ml", "400"))
    making.take_in(cast, (oil, "10", "ml", "400"), is_sure=True)


def test_equipment_wears_in_a_straight_line(cast):
    row = actions.add_equipment(
        by=cast.member,
        enterprise=cast.enterprise,
        name="เครื่องบด",
        bought_for=Fraction(10000),
        worth_in_the_end=Fraction(1000),
        life=Fraction(36),
    )
    assert row.price.full == Range.of(250)
    assert row.price.cash == Range.of(0)


def test_one_changed_price_costs_what_depends_on_it_and_nothing_else(cast, oil, recipe):
    other = making.first_sheet(cast, name="ปลาร้า", rate=None)
    fry(cast, recipe, oil.pk)
    before = RecipeCost.objects.get(recipe=other).worked_out_at
    assert RecipeCost.objects.get(recipe=recipe).grade == "D"
    making.take_in(cast, (oil, "10", "l", "400"))
    assert RecipeCost.objects.get(recipe=recipe).cash_likely == Decimal("33.50")
    assert RecipeCost.objects.get(recipe=other).worked_out_at == before
    group = book_of(cast.enterprise.pk)
    assert recosting.dependents(group, [oil.code]) == {recipe.code}


def test_a_higher_level_follows_the_lower_one(cast, recipe):
    box = making.first_sheet(cast, name="กล่องของฝาก", rate=None)
    fry(cast, box, made=recipe.outputs.get().pk, quantity=2, unit="piece")
    assert RecipeCost.objects.get(recipe=box).cash_likely == Decimal("33.08")
    line = recipe.lines.first()
    rows = [replace(_row(line), value=Range.of(460)), _row(recipe.lines.all()[1])]
    actions.change_lines(by=cast.member, recipe=recipe, revision=1, part=Part.MATERIAL, rows=rows)
    assert RecipeCost.objects.get(recipe=box).cash_likely == Decimal("33.58")
    assert RecipeLine.objects.get(made__recipe=recipe).taken_likely == 0.05


def _row(line):
    return LineRow(
        pk=line.pk,
        name=line.name,
        part=Part(line.part),
        quantity=line.quantity,
        unit=line.unit,
        value=Range.of(line.value_likely),
        value_for=Fraction(line.value_for),
    )


def test_a_recipe_that_eats_itself_is_refused_with_the_way_round(cast, recipe):
    box = making.first_sheet(cast, name="กล่องของฝาก", rate=None)
    fry(cast, box, made=recipe.outputs.get().pk, unit="piece")
    with pytest.raises(EatsItself) as refused:
        fry(cast, recipe, made=box.outputs.get().pk, unit="piece")
    assert set(refused.value.path) == {"น้ำพริกแห้ง (ตัวอย่าง)", "กล่องของฝาก"}
    assert "→" in str(refused.value)
    assert not recipe.lines.filter(part=Part.PACKAGING).exists()


def test_somebody_who_was_faster_is_named(cast, recipe):
    fry(cast, recipe, quantity=1, unit="piece")
    with pytest.raises(Impossible, match="มาลี"):
        actions.change_lines(by=cast.student, recipe=recipe, revision=1, part=Part.PACKAGING, rows=[])


def test_a_new_own_rate_costs_every_sheet_with_own_work_anew(cast, recipe):
    actions.set_own_rate(by=cast.member, enterprise=cast.enterprise, rate=Fraction(60))
    cost = RecipeCost.objects.get(recipe=recipe)
    assert (cost.cash_likely, cost.full_likely) == (Decimal("31.50"), Decimal("37.50"))
    assert Material.objects.get(is_own_rate=True).known == Known.MEASURED


def test_a_frozen_version_replays_to_its_figures_whatever_happens_later(cast, recipe):
    version = actions.hand_in_sheet(by=cast.student, recipe=recipe, revision=1)
    actions.set_own_rate(by=cast.member, enterprise=cast.enterprise, rate=Fraction(500))
    version = CostSheetVersion.objects.get(pk=version.pk)
    sheet = frozen.replay(version.inputs)
    assert frozen.figures_in(sheet) == version.figures
    assert recosting.figures_of(sheet)["full_likely"] == version.full_likely == Decimal("36.50")
    assert frozen.digest_of(version.inputs) == version.sha256


def test_costs_never_enter_the_audit(cast, recipe, oil):
    making.take_in(cast, (oil, "10", "l", "400"), supplier="ร้านลับ")
    version = actions.hand_in_sheet(by=cast.student, recipe=recipe, revision=1)
    actions.comment_on_line(by=cast.adviser, version=version, text="ความลับ")
    rows = AuditEntry.objects.filter(scope_id=cast.enterprise.scope_id, record_type__startswith="costing.")
    told = " ".join(f"{row.changes} {row.reason}" for row in rows)
    assert [word for word in ("พริก", "400", "36.5", "ร้านลับ", "ความลับ", "น้ำมัน") if word in told] == []


def test_a_share_ends_by_itself_that_second_and_at_once_when_ended(cast, recipe):
    version = actions.hand_in_sheet(by=cast.student, recipe=recipe, revision=1)
    today = timezone.localdate()
    values = {"version": version, "person": cast.mentor.person, "until": today, "reason": "ดูราคา"}
    share = actions.share_version(by=cast.member, **values)
    seen = CostSheetVersion.objects.shared_with
    assert seen(cast.mentor).get() == version
    with time_machine.travel(share.valid_until - timedelta(seconds=1), tick=False):
        assert seen(cast.mentor).get() == version
    with time_machine.travel(share.valid_until, tick=False):
        assert not seen(cast.mentor).exists()
    actions.end_share(by=cast.member, share=share)
    assert not seen(cast.mentor).exists()
    with pytest.raises(TooLate):
        actions.end_share(by=cast.member, share=share)


def test_only_a_member_shares_and_only_with_somebody_around_the_group(cast, recipe):
    version = actions.hand_in_sheet(by=cast.student, recipe=recipe, revision=1)
    values = {"version": version, "until": timezone.localdate(), "reason": "ดูราคา"}
    for who in ("officer", "student", "adviser", "mentor"):
        with pytest.raises(Refused):
            actions.share_version(by=cast.accounts[who], person=cast.mentor.person, **values)
    with pytest.raises(Impossible):
        actions.share_version(by=cast.member, person=cast.stranger.person, **values)


@pytest.mark.parametrize(
    "who",
    ["adviser", "mentor", "expert", "facilitator", "observer", "other_member", "lapsed_student", "stranger"],
)
def test_nobody_else_changes_costs(cast, recipe, who):
    with pytest.raises(Refused):
        actions.change_lines(by=cast.accounts[who], recipe=recipe, revision=1, part=Part.MATERIAL, rows=[])
    with pytest.raises(Refused):
        actions.set_own_rate(by=cast.accounts[who], enterprise=cast.enterprise, rate=Fraction(1))
    assert (who == "adviser") == Recipe.objects.visible_to(cast.accounts[who]).exists()
