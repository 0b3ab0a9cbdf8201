"""The roles for many enrolments are the roles for each."""

import pytest

from ruamphon.people.enums import Role
from ruamphon.programmes.models import Enrolment
from ruamphon.programmes.rules import roles_for
from ruamphon.programmes.rules.own_of_many import roles_for_many
from tests import cast as people
from tests.test_url_walk import EVERYONE


@pytest.fixture
def enrolments(cast):
    """Both groups, and group A in the cohort of another programme as well, whose officer is a mentor here."""
    scope = people.Scope.objects.create(kind="programme", label_th="โครงการอื่น")
    other = people.Programme.objects.create(code="other", name_th="โครงการอื่น", scope=scope)
    inner = people.Scope.objects.create(kind="cohort", label_th="รุ่นอื่น")
    people.link(scope, inner)
    people.link(inner, cast.enterprise.scope)
    cohort = people.Cohort.objects.create(programme=other, scope=inner, number=1)
    Enrolment.objects.create(cohort=cohort, enterprise=cast.enterprise)
    cast.accounts["other_officer"] = people.account("other_officer", "เจ้าหน้าที่โครงการอื่น")
    people.grant(cast.other_officer, Role.OFFICER, scope)
    people.link(cast.mentor_company.scope, cast.other_enterprise.scope)
    people.grant(cast.other_officer, Role.MENTOR, cast.mentor_company.scope)
    return list(Enrolment.objects.select_related("enterprise", "cohort"))


@pytest.mark.parametrize("who", sorted(EVERYONE | {"other_officer"}))
def test_many_give_what_each_gives(cast, enrolments, who):
    account = getattr(cast, who)
    assert roles_for_many(account, enrolments) == {each.pk: roles_for(account, each) for each in enrolments}


def test_who_may_not_sign_in_holds_nothing(cast, enrolments):
    cast.officer.is_active = False
    assert set(roles_for_many(cast.officer, enrolments).values()) == {frozenset()}


def test_it_takes_three_queries(cast, enrolments, django_assert_num_queries):
    with django_assert_num_queries(3):
        roles_for_many(cast.officer, enrolments)
