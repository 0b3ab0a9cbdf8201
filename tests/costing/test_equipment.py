"""A machine put right: its wear, what is costed anew, what stays, and what the history tells."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from django.urls import reverse

from ruamphon.core.models import AuditEntry
from ruamphon.core.refusals import Impossible, Refused
from ruamphon.costing import actions
from ruamphon.costing.domain import OutOfBounds, Range
from ruamphon.costing.enums import Basis, Part
from ruamphon.costing.models import Equipment, Material, RecipeCost
from ruamphon.costing.typed import LineRow
from tests.costing import making

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("one_day")]
TOLD = {"name": "เครื่องบด", "bought_for": Fraction(10000), "worth_in_the_end": Fraction(1000)}


@pytest.fixture
def grinder(cast):
    """Wears 9,000 baht in 36 months: 250 a month."""
    return actions.add_equipment(by=cast.member, enterprise=cast.enterprise, life=Fraction(36), **TOLD)


@pytest.fixture
def recipe(cast):
    return making.first_sheet(cast)


def use(cast, recipe, machine, basis=Basis.BATCH):
    """Count a month, hour or batch of wear in each batch of forty jars."""
    recipe.refresh_from_db()
    row = LineRow(
        name="ค่าสึกหรอ", part=Part.WEAR, quantity=Range.of(1), unit="piece", material=machine.pk, basis=basis
    )
    return actions.change_lines(
        by=cast.member, recipe=recipe, revision=recipe.revision, part=Part.WEAR, rows=[row]
    )


def change(cast, machine, by=None, **changed):
    said = TOLD | {"life": Fraction(36)} | changed
    return actions.change_equipment(by=by or cast.member, material=machine, **said)


def full_cost(recipe):
    return RecipeCost.objects.get(recipe=recipe).full_likely


def test_a_changed_machine_costs_anew_what_counts_its_wear_and_nothing_else(cast, grinder, recipe):
    other = making.first_sheet(cast, name="ปลาร้า", rate=None)
    use(cast, recipe, grinder)
    before = RecipeCost.objects.get(recipe=other).worked_out_at
    assert full_cost(recipe) == Decimal("42.75")  # 36.50 and 250 / 40
    change(cast, grinder, bought_for=Fraction(19000), life=Fraction(60))
    assert Material.objects.get(pk=grinder.pk).price.full == Range.of(300)
    assert full_cost(recipe) == Decimal("44.00")
    assert RecipeCost.objects.get(recipe=other).worked_out_at == before
    assert RecipeCost.objects.get(recipe=recipe).cash_likely == Decimal("31.50")


def test_a_version_handed_in_keeps_the_machine_it_was_costed_with(cast, grinder, recipe):
    recipe = use(cast, recipe, grinder)
    version = actions.hand_in_sheet(by=cast.student, recipe=recipe, revision=recipe.revision)
    change(cast, grinder, bought_for=Fraction(19000))
    version.refresh_from_db()
    assert version.full_likely == Decimal("42.75")


def test_the_history_tells_which_fields_and_never_what_they_say(cast, client, grinder):
    change(cast, grinder, bought_for=Fraction(19000), bought_on=date(2025, 5, 2))
    row = AuditEntry.objects.filter(action="change_equipment").get()
    assert row.changes == {"bought_for": None, "bought_on": None}
    client.force_login(cast.member)
    page = client.get(reverse("costing:material-history", args=[grinder.pk])).text
    assert "แก้อุปกรณ์" in page
    assert "ราคาที่ซื้อ" in page
    assert "19000" not in page


def test_nothing_changed_leaves_no_trace(cast, grinder):
    change(cast, grinder)
    assert not AuditEntry.objects.filter(action="change_equipment").exists()


def test_how_its_life_is_counted_stays_while_a_sheet_counts_on_it(cast, grinder, recipe):
    use(cast, recipe, grinder)
    with pytest.raises(Impossible, match="น้ำพริกแห้ง") as refused:
        change(cast, grinder, per=Basis.HOUR, life=Fraction(3000))
    assert refused.value.field == "per"
    loose = actions.add_equipment(
        by=cast.member, enterprise=cast.enterprise, name="จักร", bought_for=Fraction(9000), life=Fraction(36)
    )
    change(cast, loose, name="จักร", per=Basis.HOUR, life=Fraction(3000))
    assert Material.objects.get(pk=loose.pk).price.full == Range.of(3)


@pytest.mark.parametrize(
    ("changed", "field"),
    [({"worth_in_the_end": Fraction(20000)}, "worth_in_the_end"), ({"life": Fraction(0)}, "life")],
)
def test_what_cannot_be_is_told_and_nothing_is_kept(cast, grinder, changed, field):
    with pytest.raises(OutOfBounds) as refused:
        change(cast, grinder, **changed)
    assert refused.value.field == field
    assert Equipment.objects.get().life == 36


def test_a_name_that_is_there_is_refused(cast, grinder):
    actions.add_material(
        by=cast.member, enterprise=cast.enterprise, name="น้ำมัน", part=Part.MATERIAL, unit="l"
    )
    with pytest.raises(Impossible, match="มี “น้ำมัน” อยู่แล้ว"):
        change(cast, grinder, name="น้ำมัน")


@pytest.mark.parametrize("who", ["adviser", "mentor", "other_member", "lapsed_student", "stranger"])
def test_nobody_else_puts_it_right(cast, grinder, who):
    with pytest.raises(Refused):
        change(cast, grinder, by=cast.accounts[who], bought_for=Fraction(1))


class TestPage:
    def posted(self, client, cast, machine, **changed):
        said = {
            "name": "เครื่องบด",
            "bought_for": "๑๙,๐๐๐",
            "worth_in_the_end": "1000",
            "life": "5",
            "per": "month",
            "bought_on": "2 พ.ค. 2568",
        }
        client.force_login(cast.student)
        return client.post(reverse("costing:equipment-edit", args=[machine.pk]), said | changed)

    def test_it_opens_with_what_is_known_and_saves_years_as_months(self, cast, client, grinder):
        client.force_login(cast.student)
        form = client.get(reverse("costing:equipment-edit", args=[grinder.pk])).context["form"]
        shown = {name: form[name].value() for name in ("bought_for", "worth_in_the_end", "life", "per")}
        assert shown == {"bought_for": "10000", "worth_in_the_end": "1000", "life": "3", "per": "month"}
        response = self.posted(client, cast, grinder)
        assert response.url == grinder.get_absolute_url()
        kept = Equipment.objects.get()
        assert (kept.bought_for, kept.life, kept.bought_on) == (19000, 60, date(2025, 5, 2))
        page = client.get(response.url).text
        assert "300.00" in page
        assert "5 ปี" in page

    def test_a_life_in_hours(self, cast, client, grinder):
        response = self.posted(client, cast, grinder, life="3000", per="hour")
        page = client.get(response.url).text
        assert "ค่าสึกหรอต่อชั่วโมงใช้งาน" in page
        assert "6.00" in page
        assert "3,000 ชั่วโมงใช้งาน" in page

    @pytest.mark.parametrize(
        ("box", "typed", "sentence"),
        [
            ("life", "0", "มากกว่าศูนย์"),
            ("bought_for", "แพง", "อ่าน"),
            ("worth_in_the_end", "50000", "ซาก"),
        ],
    )
    def test_a_fault_stands_beside_its_box_and_the_rest_is_kept(
        self, cast, client, grinder, box, typed, sentence
    ):
        response = self.posted(client, cast, grinder, **{box: typed})
        form = response.context["form"]
        assert sentence in form.errors[box][0]
        assert form["bought_on"].value() == "2 พ.ค. 2568"
        assert Equipment.objects.get().bought_for == 10000

    def test_a_plain_material_has_no_such_page(self, cast, client):
        oil = actions.add_material(
            by=cast.member, enterprise=cast.enterprise, name="น้ำมัน", part=Part.MATERIAL, unit="l"
        )
        client.force_login(cast.member)
        assert client.get(reverse("costing:equipment-edit", args=[oil.pk])).status_code == 404
