"""From the first sheet to the group's acceptance, page by page."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from ruamphon.costing import actions, facts
from ruamphon.costing.enums import Part
from ruamphon.costing.forms.lines import SHARE_OR_PRICE
from ruamphon.costing.models import CostSheetVersion, Recipe, RecipeCost, SheetComment
from ruamphon.programmes.models import Deliverable
from tests.costing import making, typing

pytestmark = pytest.mark.django_db


@pytest.fixture
def recipe(cast):
    return making.first_sheet(cast)


def post(client, who, page, *args, **data):
    client.force_login(who)
    return client.post(reverse(page, args=args), data)


def lines_of(recipe, part, **changed):
    """The page of a part as it is sent back, with some boxes changed."""
    boxes = {"revision": str(recipe.revision), "rows": "4"}
    for place, line in enumerate(recipe.lines.filter(part=part)):
        boxes |= {
            f"line-{place}-pk": str(line.pk),
            f"line-{place}-name": line.name,
            f"line-{place}-source": "own",
            f"line-{place}-paid": line.paid,
            f"line-{place}-basis": line.basis,
            f"line-{place}-known": line.known,
        }
    return boxes | changed


def test_a_student_refines_a_part_and_the_sheet_is_costed_anew(cast, client, recipe):
    sent = lines_of(
        recipe,
        "material",
        **{"line-0-quantity": "3 ขีด", "line-0-price": "90", "line-1-quantity": "40", "line-1-price": "1200"},
    )
    response = post(client, cast.student, "costing:lines-edit", recipe.pk, "material", **sent)
    assert response.status_code == 302
    cost = RecipeCost.objects.get(recipe=recipe)
    assert (cost.cash_likely, cost.full_likely) == (Decimal("32.25"), Decimal("37.25"))


def test_a_typed_price_never_gives_way_to_the_list_in_silence(cast, client, recipe):
    """The line follows a material's price; a number typed besides is refused by name, and everything stays typed."""
    chilli = actions.add_material(
        by=cast.member, enterprise=cast.enterprise, name="พริกจากตลาด", part=Part.MATERIAL, unit="kg"
    )
    sent = lines_of(
        recipe, "material", **{"line-0-quantity": "2 ขีด", "line-0-price": "90", "line-1-quantity": "40"}
    )
    sent |= {"line-0-source": f"material-{chilli.pk}", "line-1-price": "1200"}
    page = post(client, cast.student, "costing:lines-edit", recipe.pk, "material", **sent)
    assert page.status_code == 200
    form = page.context["form"]
    assert list(form.errors) == ["line-0-price"]
    assert form.errors["line-0-price"][0].startswith("รายการนี้คิดตามราคาของ “พริกจากตลาด” ลบตัวเลขนี้")
    assert form["line-0-price"].value() == "90"
    assert form.shown_rows[0].is_open
    sent["line-0-price"] = ""
    assert post(client, cast.student, "costing:lines-edit", recipe.pk, "material", **sent).status_code == 302
    again = client.get(reverse("costing:lines-edit", args=[recipe.pk, "material"]))
    assert again.text.count("คิดตามราคาของ “พริกจากตลาด” จึงเว้นว่าง") == 1


def test_a_share_of_the_crew_and_a_price_are_not_both(cast, client):
    trip = typing.fishing_trip(typing.Typist(client, cast.student, cast.enterprise))
    crew = next(line for line in trip.lines.filter(part="labour") if line.crew_share is not None)
    sent = {"revision": str(trip.revision), "rows": "1", "line-0-pk": str(crew.pk), "line-0-name": crew.name}
    sent |= {"line-0-crew": "10%", "line-0-price": "500", "line-0-source": "own"}
    page = post(client, cast.student, "costing:lines-edit", trip.pk, "labour", **sent)
    form = page.context["form"]
    assert form.errors == {"line-0-price": [str(SHARE_OR_PRICE)]}
    assert (form["line-0-price"].value(), form["line-0-crew"].value()) == ("500", "10%")


def test_a_part_the_group_has_none_of_says_so(cast, client, recipe):
    client.force_login(cast.member)
    assert client.get(recipe.get_absolute_url()).text.count('<li class="muted">ยังไม่ได้ตอบ</li>') == 3
    recipe = actions.change_lines(
        by=cast.member, recipe=recipe, revision=1, part=Part.WEAR, rows=[], has_none=True
    )
    page = client.get(recipe.get_absolute_url()).text
    assert page.count('<li class="muted">ยังไม่ได้ตอบ</li>') == 2
    assert page.count('<li class="muted">ไม่มี</li>') == 1


def test_a_sum_of_money_is_told_without_pieces(cast, client, recipe):
    sent = {
        "revision": "1",
        "rows": "2",
        "line-0-name": "แก๊ส",
        "line-0-price": "420",
        "line-0-basis": "batch",
    }
    post(client, cast.member, "costing:lines-edit", recipe.pk, "overhead", **sent)
    page = client.get(recipe.get_absolute_url()).text
    assert "420.00 บาท · ต่อรอบ" in page
    assert "1 ชิ้น · ต่อรอบ" not in page


def test_handing_in_asking_for_a_change_changing_and_accepting(cast, client, recipe):
    response = post(
        client, cast.student, "costing:sheet-hand-in", recipe.pk, revision=recipe.revision, note=""
    )
    first = CostSheetVersion.objects.get()
    assert response.url == first.get_absolute_url()
    client.force_login(cast.adviser)
    assert "ขอให้แก้ แล้วส่งกลับให้ทีม" in client.get(response.url).text
    line = recipe.lines.first()
    post(
        client,
        cast.adviser,
        "costing:version-comment",
        first.pk,
        line=line.code,
        text="ชั่งพริกใหม่",
        asks_change="on",
    )
    assert SheetComment.objects.get().line_name == "พริกแห้ง"
    work = Deliverable.objects.get()
    assert work.current.returned_at is not None
    again = post(client, cast.student, "costing:sheet-hand-in", recipe.pk, revision=recipe.revision, note="")
    assert "ไม่มีอะไรต่างจากฉบับที่ 1" in again.text
    sent = lines_of(
        recipe,
        "material",
        **{"line-0-quantity": "3 ขีด", "line-0-price": "90", "line-1-quantity": "40", "line-1-price": "1200"},
    )
    post(client, cast.student, "costing:lines-edit", recipe.pk, "material", **sent)
    recipe = Recipe.objects.get()
    post(client, cast.student, "costing:sheet-hand-in", recipe.pk, revision=recipe.revision, note="ชั่งแล้ว")
    second = CostSheetVersion.objects.first()
    assert second.version.summary.splitlines() == [
        "ชั่งแล้ว",
        "ต้นทุนต่อ 1 กระปุก: เงินสด 32.25 บาท ต้นทุนเต็ม 37.25 บาท",
        "• “พริกแห้ง” จาก 2 ขีด เป็น 3 ขีด",
        "• เงินสดต่อชิ้นจาก 31.50 บาท เป็น 32.25 บาท",
        "• ต้นทุนเต็มต่อชิ้นจาก 36.50 บาท เป็น 37.25 บาท",
    ]
    assert "ต่างจากฉบับที่ 1 อย่างไร" in client.get(second.get_absolute_url()).text
    assert facts.every_product_costed(cast.enterprise, timezone.localdate()) is False
    post(client, cast.adviser, "programmes:deliverable-check", work.pk, version="2")
    post(client, cast.member, "programmes:deliverable-accept", work.pk, version="2")
    assert facts.every_product_costed(cast.enterprise, timezone.localdate()) is True
    assert facts.prices_cover_full_cost(cast.enterprise, timezone.localdate()) is True


def test_the_lists_ask_the_same_however_many_rows(cast, client, recipe):
    client.force_login(cast.member)
    pages = [reverse(f"costing:{name}", args=[cast.enterprise.pk]) for name in ("costs", "materials")]
    few = [queries_of(client, page) for page in pages]
    for number in range(6):
        making.first_sheet(cast, name=f"แกง {number}", rate=None)
        oil = actions.add_material(
            by=cast.member, enterprise=cast.enterprise, name=f"น้ำมัน {number}", part=Part.MATERIAL, unit="l"
        )
        making.take_in(cast, (oil, "10", "l", "400"))
    assert [queries_of(client, page) for page in pages] == [
        few[0],
        few[1] + 2,
    ]  # what came in, and its materials


def queries_of(client, page):
    with CaptureQueriesContext(connection) as caught:
        assert client.get(page).status_code == 200
    return len(caught)


def test_a_named_person_sees_the_one_version_and_nothing_else(cast, client, recipe):
    version = actions.hand_in_sheet(by=cast.student, recipe=recipe, revision=1)
    url = version.get_absolute_url()
    client.force_login(cast.mentor)
    assert client.get(url).status_code == 404
    post(
        client,
        cast.member,
        "costing:version-share",
        version.pk,
        person=cast.mentor.person_id,
        until=timezone.localdate().isoformat(),
        reason="ช่วยดูราคา",
    )
    client.force_login(cast.mentor)
    text = client.get(url).text
    assert "36.50 บาท" in text
    assert "การตรวจและรับ" not in text
    others = [recipe.get_absolute_url(), reverse("costing:costs", args=[cast.enterprise.pk])]
    assert [client.get(other).status_code for other in others] == [404, 404]
    share = version.shares.get()
    assert post(client, cast.student, "costing:share-end", share.pk).status_code == 403
    assert post(client, cast.member, "costing:share-end", share.pk).status_code == 302
    client.force_login(cast.mentor)
    assert client.get(url).status_code == 404


def test_every_form_page_opens_with_what_is_there(cast, client, recipe):
    client.force_login(cast.student)
    lines = client.get(reverse("costing:lines-edit", args=[recipe.pk, "material"]))
    assert lines.context["form"]["line-0-quantity"].value() == "2 ขีด"
    assert lines.context["form"]["line-0-price"].value() == "60"
    making_page = client.get(reverse("costing:making-edit", args=[recipe.pk]))
    assert making_page.context["form"]["output-0-quantity"].value() == "40 กระปุก"
    assert making_page.context["form"]["good"].value() == "100%"


def test_two_products_of_a_batch_share_the_cost_and_the_shares_make_one(cast, client, recipe):
    sent = {
        "revision": "1",
        "rows": "2",
        "name": recipe.name,
        "form": "batch",
        "good": "80%",
        "price": "45",
        "output-0-pk": str(recipe.outputs.get().pk),
        "output-0-name": "น้ำพริก",
        "output-0-quantity": "50 กระปุก",
        "output-0-share": "90%",
        "output-1-name": "กากพริก",
        "output-1-quantity": "1 กก.",
        "output-1-share": "20%",
    }
    refused = post(client, cast.student, "costing:making-edit", recipe.pk, **sent)
    assert "รวมกันได้ 110%" in refused.text
    assert refused.context["form"]["output-1-name"].value() == "กากพริก"
    post(client, cast.student, "costing:making-edit", recipe.pk, **sent | {"output-1-share": "10%"})
    cost = RecipeCost.objects.get(recipe=recipe)
    assert (cost.cash_likely, cost.full_likely) == (Decimal("28.35"), Decimal("32.85"))


@pytest.mark.parametrize(
    ("good", "sentence"), [("0%", "มากกว่า 0%"), ("-5%", "ติดลบไม่ได้"), ("120%", "เกิน 100%")]
)
def test_a_yield_that_cannot_be_is_told(cast, client, recipe, good, sentence):
    sent = {
        "revision": "1",
        "rows": "1",
        "name": recipe.name,
        "form": "batch",
        "good": good,
        "output-0-name": "ก",
        "output-0-quantity": "1",
    }
    refused = post(client, cast.student, "costing:making-edit", recipe.pk, **sent)
    assert sentence in " ".join(refused.context["form"].errors["good"])
    assert refused.context["form"]["good"].value() == good
