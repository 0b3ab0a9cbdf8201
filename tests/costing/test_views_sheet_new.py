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
