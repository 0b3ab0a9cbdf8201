from datetime import date

import pytest

from ruamphon.registry import actions
from ruamphon.registry.enums import LegalState
from ruamphon.registry.facts import FACTS
from ruamphon.registry.models import Membership, Product


def value(name, enterprise, on):
    return FACTS[name].value(enterprise, on)


def test_each_fact_goes_by_its_name_and_speaks_both_languages():
    assert {name: (fact.label.th, fact.unit.en) for name, fact in FACTS.items()} == {
        "members": ("จำนวนสมาชิกกลุ่ม", "people"),
        "products": ("จำนวนสินค้าและบริการ", "items"),
        "legal_status_valid": ("ทะเบียนวิสาหกิจชุมชนยังใช้ได้", "yes/no"),
    }
    assert all(fact.name == name for name, fact in FACTS.items())


@pytest.mark.parametrize(
    ("on", "members"),
    [(date(2026, 1, 4), 0), (date(2026, 1, 5), 4), (date(2026, 2, 9), 4), (date(2026, 2, 10), 3)],
)
def test_members_are_counted_as_of_the_day(cast, on, members):
    one = cast.enterprise.memberships.first()
    one.left_on = date(2026, 2, 10)
    one.save()
    assert value("members", cast.enterprise, on) == members


def test_nothing_recorded_is_not_zero(cast):
    Membership.objects.filter(enterprise=cast.other_enterprise).delete()
    assert value("members", cast.other_enterprise, date(2026, 6, 1)) is None
    assert value("products", cast.other_enterprise, date(2026, 6, 1)) is None


@pytest.mark.parametrize(
    ("on", "products"),
    [(date(2026, 1, 31), 0), (date(2026, 2, 1), 1), (date(2026, 4, 30), 1), (date(2026, 5, 1), 0)],
)
def test_products_are_counted_from_registration_until_they_are_retired(cast, on, products):
    Product.objects.update(retired_on=date(2026, 5, 1))
    assert value("products", cast.enterprise, on) == products


def test_someone_who_came_back_counts_once(cast):
    member = cast.enterprise.memberships.first()
    Membership.objects.create(
        enterprise=cast.enterprise, person=member.person, joined_on=date(2020, 1, 1), left_on=date(2027, 1, 1)
    )
    assert value("members", cast.enterprise, date(2026, 6, 1)) == 4


@pytest.mark.parametrize(
    ("on", "valid"),
    [
        (date(2025, 5, 9), None),
        (date(2025, 5, 10), True),
        (date(2026, 1, 30), True),
        (date(2026, 1, 31), False),
    ],
)
def test_a_registration_is_valid_until_the_window_closes_and_unknown_before_it(cast, on, valid):
    actions.record_legal_status(
        by=cast.officer, enterprise=cast.enterprise, state=LegalState.REGISTERED, since_on=date(2025, 5, 10)
    )
    assert value("legal_status_valid", cast.enterprise, on) is valid
    assert value("legal_status_valid", cast.other_enterprise, on) is None
