"""The flat path: three questions, then both figures at once; what cannot be read keeps all that was typed."""

from decimal import Decimal
from uuid import uuid4

import pytest
from django.urls import reverse

from ruamphon.costing.models import Recipe, RecipeCost

pytestmark = pytest.mark.django_db


def answers(**changed):
    """The three answers of one batch of chilli paste."""
    return {
        "draft_key": str(uuid4()),
        "things": "4",
        "hands": "2",
        "name": "น้ำพริกแห้ง",
        "thing-0-name": "พริกแห้ง",
        "thing-0-quantity": "๒ ขีด",
        "thing-0-price": "60",
        "thing-1-name": "กระปุก",
        "thing-1-quantity": "40",
        "thing-1-price": "1,200 บาท",
        "hand-0-who": "แม่สมศรี",
        "hand-0-hours": "4 ชม.",
        "hand-0-pay": "",
        "good": "40 กระปุก",
        "price": "45",
        "own_rate": "50",
        **changed,
    }


@pytest.fixture
def page(cast):
    return reverse("costing:sheet-new", args=[cast.enterprise.pk])


def send(client, who, page, **changed):
    client.force_login(who)
    return client.post(page, answers(**changed))


def test_three_answers_make_a_sheet_with_both_figures_at_once(cast, client, page):
    response = send(client, cast.member, page)
    recipe = Recipe.objects.get()
    assert (response.status_code, response.url) == (302, reverse("costing:sheet", args=[recipe.pk]))
    cost = RecipeCost.objects.get(recipe=recipe)
    assert (cost.cash_likely, cost.full_likely, cost.grade) == (Decimal("31.50"), Decimal("36.50"), "C")
    text = client.get(response.url).text
    assert "31.50 บาท" in text
    assert "36.50 บาท" in text
    assert "ต่อ 1 กระปุก" in text


BAD = [
    ({"good": "0"}, "good", "มากกว่าศูนย์"),
    ({"good": ""}, "good", "บอกด้วยว่าได้กี่ชิ้น"),
    ({"thing-0-price": "ฟรี"}, "thing-0-paid", "หมายถึงแบบไหน: ของเราเอง"),
    ({"thing-0-price": "1000000000000"}, "thing-0-price", "ไม่เกินหนึ่งพันล้าน"),
    ({"thing-0-price": "-5"}, "thing-0-price", "ติดลบไม่ได้"),
    ({"thing-0-quantity": "2 กระบุงทอง"}, "thing-0-quantity", "ไม่รู้จักหน่วย “กระบุงทอง”"),
    ({"thing-0-quantity": ""}, "thing-0-quantity", "บอกด้วยว่าใช้เท่าไร"),
    ({"thing-0-quantity": "0 กก."}, "thing-0-quantity", "จำนวนต้องมากกว่าศูนย์"),
    ({"thing-0-name": ""}, "thing-0-name", "บอกด้วยว่าคืออะไร"),
    ({"hand-0-hours": "สามชั่วโมง"}, "hand-0-hours", "ยังไม่ใช่ตัวเลขที่อ่านได้"),
    ({"hand-0-hours": "3 กก."}, "hand-0-hours", "เขียนเป็นเวลา"),
    ({"price": "สี่สิบ"}, "price", "ยังไม่ใช่ตัวเลขที่อ่านได้"),
    ({"name": ""}, "name", "บอกด้วยว่าคืออะไร"),
]


@pytest.mark.parametrize(("changed", "box", "sentence"), BAD)
def test_what_cannot_be_costed_is_told_at_its_box_and_nothing_typed_is_lost(
    cast, client, page, changed, box, sentence
):
    response = send(client, cast.member, page, **changed)
    assert response.status_code == 200
    form = response.context["form"]
    assert sentence in " ".join(form.errors[box])
    typed = answers(**changed)
    kept = [name for name in typed if name != "draft_key"]
    assert {name: form[name].value() for name in kept} == {name: typed[name] for name in kept}
    assert not Recipe.objects.exists()


def test_free_things_of_our_own_count_in_full_and_not_in_cash(cast, client, page):
    send(client, cast.member, page, **{"thing-0-price": "60", "thing-0-paid": "own"})
    cost = RecipeCost.objects.get()
    assert (cost.cash_likely, cost.full_likely) == (Decimal("30.00"), Decimal("36.50"))


def test_a_missing_price_says_at_least_and_gives_no_upper_bound(cast, client, page):
    response = send(client, cast.member, page, **{"thing-0-price": ""})
    cost = RecipeCost.objects.get()
    assert (cost.full_low, cost.full_likely, cost.full_high, cost.grade) == (
        Decimal("35.00"),
        None,
        None,
        "D",
    )
    assert "อย่างน้อย" in client.get(response.url).text


def test_the_same_page_sent_twice_makes_one_sheet(cast, client, page):
    sent = answers()
    client.force_login(cast.member)
    assert client.post(page, sent).url == client.post(page, sent).url
    assert Recipe.objects.count() == 1


def test_more_rows_keep_what_was_typed(cast, client, page):
    response = send(client, cast.member, page, do="more")
    assert response.status_code == 200
    assert response.context["form"]["thing-0-name"].value() == "พริกแห้ง"
    assert len(response.context["form"].thing_rows) == 7
    assert not Recipe.objects.exists()
