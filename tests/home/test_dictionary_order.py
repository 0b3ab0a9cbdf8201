"""Every list of names is in the order of the Thai dictionary: เกาะ stands after กล้วย and before ขนม."""

from datetime import date

import pytest
from django.urls import reverse

from ruamphon.people.enums import Role
from ruamphon.people.models import Person
from ruamphon.registry.models import Enterprise, Membership, Organisation, Product
from tests import cast as people

TYPED = ("ขนม", "เกาะ", "กล้วย", "แก้ว", "ไก่", "กา")
IN_ORDER = ["กล้วย", "กา", "เกาะ", "แก้ว", "ไก่", "ขนม"]


@pytest.fixture
def named(cast):
    """One of every kind under each name."""
    for number, name in enumerate(TYPED):
        people.enterprise(f"CE-3000{number}", name, cast.programme.scope, cast.cohort, "craft")
        people.organisation(cast.programme.scope, name, "company")
        someone = people.person(name)
        Membership.objects.create(enterprise=cast.enterprise, person=someone, joined_on=date(2026, 1, 5))
        Product.objects.create(enterprise=cast.enterprise, name_th=name, registered_on=date(2026, 2, 1))
        newcomer = people.account(f"user{number}", name)
        people.grant(newcomer, Role.OBSERVER, cast.programme.scope)
    cast.enterprise.memberships.exclude(person__name_th__in=TYPED).delete()
    return cast


def ours(names):
    return [str(name) for name in names if str(name) in TYPED]


LISTS = {
    "groups": ("/enterprises/", lambda context: [row.enterprise.name_th for row in context["page"].rows]),
    "organisations": (
        "/registry/organisations/",
        lambda context: [row.name for row in context["rows"]],
    ),
    "access": ("/people/access/", lambda context: [row.person.name_th for row in context["page"].rows]),
}


@pytest.mark.parametrize(("url", "names"), LISTS.values(), ids=LISTS)
def test_lists(named, client, url, names):
    client.force_login(named.officer)
    assert ours(names(client.get(url).context)) == IN_ORDER


def test_members_and_products_of_a_group(named, client):
    client.force_login(named.officer)
    record = client.get(reverse("registry:enterprise", args=[named.enterprise.pk])).context
    assert ours(row.name for row in record["members"].present) == IN_ORDER
    assert ours(product.name_th for product in record["products"]) == IN_ORDER
    file = client.get(named.enterprise.get_absolute_url()).context["file"]
    assert ours(row.called for row in file.members.rows) == IN_ORDER
    assert ours(row.name for row in file.products.rows) == IN_ORDER


@pytest.mark.parametrize("model", [Person, Enterprise, Organisation, Product])
def test_whoever_asks_without_an_order_gets_this_one(named, model):
    rows = model.objects.filter(name_th__in=TYPED).values_list("name_th", flat=True)
    assert list(dict.fromkeys(rows)) == IN_ORDER
