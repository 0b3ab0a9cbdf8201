"""Role × permission × place × time: what holds, and that it stops on the second."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ruamphon.core.refusals import Refused
from ruamphon.people.access import (
    NOT_YOURS,
    around_or_at,
    check_permission,
    few_scopes_for,
    granted_scopes,
    has_permission,
    permissions_anywhere,
    permissions_on,
    reaches,
    roles_on,
    scopes_for,
)
from ruamphon.people.enums import Permission, Role, ScopeKind
from ruamphon.people.models import Grant, Scope, ScopeLink
from ruamphon.people.permissions import ROLE_PERMISSIONS
from tests.cast import account, grant, link

BEGINS = datetime(2026, 6, 1, 2, 0, tzinfo=UTC)
ENDS = datetime(2026, 11, 1, 2, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)
TICK = timedelta(microseconds=1)

# moment → does a grant from BEGINS until ENDS hold?
MOMENTS = {
    "long before": (BEGINS - timedelta(days=90), False),
    "a second before": (BEGINS - SECOND, False),
    "as it begins": (BEGINS, True),
    "running": (BEGINS + timedelta(days=30), True),
    "its last moment": (ENDS - TICK, True),
    "the very second of ending": (ENDS, False),
    "after": (ENDS + SECOND, False),
}
# where the grant is → where the question is asked → does it reach?
PLACES = {
    ("programme", "programme"): True,
    ("programme", "cohort"): True,
    ("programme", "enterprise"): True,
    ("programme", "organisation"): True,
    ("cohort", "programme"): False,
    ("cohort", "cohort"): True,
    ("cohort", "enterprise"): True,
    ("cohort", "organisation"): False,
    ("enterprise", "programme"): False,
    ("enterprise", "cohort"): False,
    ("enterprise", "enterprise"): True,
    ("enterprise", "organisation"): False,
    ("enterprise", "unrelated"): False,
    ("organisation", "enterprise"): False,
    ("programme", "unrelated"): False,
}


@pytest.fixture
def places(db):
    """programme ⊃ cohort ⊃ enterprise, programme ⊃ organisation; and one enterprise of somewhere else."""
    kinds = {kind.value: kind for kind in ScopeKind} | {"unrelated": ScopeKind.ENTERPRISE}
    scopes = {name: Scope.objects.create(kind=kind, label_th=name) for name, kind in kinds.items()}
    for outer, inner in (("programme", "cohort"), ("cohort", "enterprise"), ("programme", "organisation")):
        ScopeLink.objects.create(
            outer=scopes[outer], inner=scopes[inner], valid_from=BEGINS - timedelta(days=365)
        )
    return scopes


@pytest.fixture
def somsri(db):
    return account("somsri", "สมศรี ตัวอย่าง")


def granted(someone, role, scope, ends=ENDS):
    return Grant.objects.create(
        person=someone.person, role=role, scope=scope, valid_from=BEGINS, valid_until=ends
    )


@pytest.mark.parametrize(("moment", "holds"), MOMENTS.values(), ids=MOMENTS)
@pytest.mark.parametrize("role", Role)
def test_a_role_gives_exactly_its_permissions_exactly_while_it_runs(places, somsri, role, moment, holds):
    granted(somsri, role, places["enterprise"])
    expected = ROLE_PERMISSIONS[role] if holds else frozenset()
    assert permissions_on(somsri, places["enterprise"].pk, moment) == expected
    with time_machine.travel(moment, tick=False):
        assert permissions_on(somsri, places["enterprise"].pk) == expected
        for permission in Permission:
            found = list(scopes_for(somsri, permission))
            assert found == ([places["enterprise"]] if permission in expected else [])


@pytest.mark.parametrize(("pair", "reaches"), PLACES.items(), ids=[f"{a} to {b}" for a, b in PLACES])
def test_a_grant_holds_where_it_is_and_on_what_lies_inside_never_around(places, somsri, pair, reaches):
    at, asked = pair
    granted(somsri, Role.OFFICER, places[at])
    moment = BEGINS + timedelta(days=1)
    assert has_permission(somsri, Permission.ENTERPRISE_READ, places[asked].pk, moment) is reaches
    assert (places[asked] in scopes_for(somsri, Permission.ENTERPRISE_READ, moment)) is reaches


@pytest.mark.parametrize(("moment", "holds"), MOMENTS.values(), ids=MOMENTS)
def test_a_link_carries_a_grant_exactly_while_it_runs(somsri, moment, holds, db):
    outer = Scope.objects.create(kind=ScopeKind.ORGANISATION, label_th="บริษัท")
    inner = Scope.objects.create(kind=ScopeKind.ENTERPRISE, label_th="กลุ่ม")
    ScopeLink.objects.create(outer=outer, inner=inner, valid_from=BEGINS, valid_until=ENDS)
    Grant.objects.create(
        person=somsri.person, role=Role.MENTOR, scope=outer, valid_from=BEGINS - timedelta(days=365)
    )
    assert has_permission(somsri, Permission.SIGN_OFF, inner.pk, moment) is holds
    assert (inner in scopes_for(somsri, Permission.SIGN_OFF, moment)) is holds
    assert set(around_or_at(inner.pk, moment)) == ({inner, outer} if holds else {inner})


def test_a_grant_stops_on_the_second_it_ends_without_anybody_doing_anything(places, somsri):
    granted(somsri, Role.STUDENT, places["enterprise"])
    with time_machine.travel(ENDS - SECOND, tick=False) as clock:
        assert has_permission(somsri, Permission.SECRET_READ, places["enterprise"].pk) is True
        clock.shift(SECOND)
        assert has_permission(somsri, Permission.SECRET_READ, places["enterprise"].pk) is False
        assert list(scopes_for(somsri, Permission.SECRET_READ)) == []


def test_a_grant_without_an_end_goes_on(places, somsri):
    granted(somsri, Role.MEMBER, places["enterprise"], ends=None)
    assert (
        has_permission(somsri, Permission.SIGN_OFF, places["enterprise"].pk, ENDS + timedelta(days=9999))
        is True
    )


def test_several_roles_add_up(places, somsri):
    granted(somsri, Role.MENTOR, places["enterprise"])
    granted(somsri, Role.STUDENT, places["cohort"])
    granted(somsri, Role.OBSERVER, places["unrelated"])
    assert roles_on(somsri, places["enterprise"].pk, BEGINS) == {Role.MENTOR, Role.STUDENT}
    assert permissions_on(somsri, places["enterprise"].pk, BEGINS) == (
        ROLE_PERMISSIONS[Role.MENTOR] | ROLE_PERMISSIONS[Role.STUDENT]
    )


def test_a_closed_account_may_nothing_while_its_grant_runs(places, somsri):
    granted(somsri, Role.MANAGER, places["programme"])
    somsri.is_active = False
    assert permissions_on(somsri, places["programme"].pk, BEGINS) == frozenset()
    assert list(scopes_for(somsri, Permission.ENTERPRISE_READ, BEGINS)) == []


def test_nobody_and_nowhere_may_nothing(places, somsri):
    granted(somsri, Role.MANAGER, places["programme"])
    assert permissions_on(None, places["programme"].pk) == frozenset()
    assert list(scopes_for(None, Permission.ENTERPRISE_READ)) == []
    assert permissions_on(somsri, None, BEGINS) == frozenset()


def test_a_person_is_asked_about_like_their_account(places, somsri):
    granted(somsri, Role.MENTOR, places["enterprise"])
    assert roles_on(somsri.person, places["enterprise"].pk, BEGINS) == {Role.MENTOR}


def test_a_refusal_names_what_is_missing(cast):
    check_permission(cast.officer, Permission.TEAM_MANAGE, cast.enterprise.scope_id)
    with pytest.raises(Refused) as refused:
        check_permission(cast.mentor, Permission.TEAM_MANAGE, cast.enterprise.scope_id)
    assert refused.value.reason == NOT_YOURS.format(permission=Permission.TEAM_MANAGE.label)


WHO_READS_SECRETS = {
    "manager": True,
    "officer": True,
    "officer2": True,
    "observer": False,
    "facilitator": False,
    "member": True,
    "student": True,
    "adviser": True,
    "mentor": False,
    "expert": False,
    "other_member": False,
    "other_mentor": False,
    "other_student": False,
    "stranger": False,
    "lapsed_student": False,
}


@pytest.mark.parametrize(("who", "answer"), WHO_READS_SECRETS.items())
def test_who_reads_the_secrets_of_the_sample_kitchen(cast, who, answer):
    assert has_permission(cast.accounts[who], Permission.SECRET_READ, cast.enterprise.scope_id) is answer


HOURS = st.integers(0, 6)
SPANS = st.tuples(HOURS, st.none() | st.integers(1, 6))
NUMBERS = st.integers(0, 4)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    kinds=st.lists(st.sampled_from(list(ScopeKind)), min_size=5, max_size=5),
    links=st.lists(st.tuples(NUMBERS, NUMBERS, SPANS), max_size=6),
    grants=st.lists(st.tuples(st.sampled_from(list(Role)), NUMBERS, SPANS), max_size=3),
    hour=HOURS,
)
def test_asking_for_scopes_and_asking_about_one_scope_always_agree(somsri, kinds, links, grants, hour):
    Grant.objects.all().delete()
    ScopeLink.objects.all().delete()
    scopes = [Scope.objects.create(kind=kind, label_th=str(n)) for n, kind in enumerate(kinds)]
    for outer, inner, span in links:
        if outer != inner:
            ScopeLink.objects.create(outer=scopes[outer], inner=scopes[inner], **_span(span))
    for role, scope, span in grants:
        Grant.objects.create(person=somsri.person, role=role, scope=scopes[scope], **_span(span))
    at = BEGINS + timedelta(hours=hour)
    for permission in (Permission.ENTERPRISE_READ, Permission.SECRET_READ, Permission.GATE_DECIDE):
        found = set(scopes_for(somsri, permission, at))
        assert found == {scope for scope in scopes if has_permission(somsri, permission, scope.pk, at)}
        assert found == set(Scope.objects.filter(reaches(somsri, permission, "pk", at)))
        assert {scope.pk for scope in found} == set(few_scopes_for(somsri, permission, 100, at))
        assert set(scopes_for(somsri, permission, at, without=[Role.OFFICER])) == set(
            Scope.objects.filter(reaches(somsri, permission, "pk", at, without=[Role.OFFICER]))
        )


def test_counting_few_scopes_stops_at_the_most_asked_for(cast):
    reached = scopes_for(cast.officer, Permission.ENTERPRISE_READ).count()
    found = few_scopes_for(cast.officer, Permission.ENTERPRISE_READ, 50)
    assert len(set(found)) == reached
    assert few_scopes_for(cast.officer, Permission.ENTERPRISE_READ, len(found)) == found
    assert few_scopes_for(cast.officer, Permission.ENTERPRISE_READ, len(found) - 1) is None
    assert few_scopes_for(cast.stranger, Permission.ENTERPRISE_READ, 50) == []


@pytest.mark.parametrize("who", ["officer", "member", "student", "observer", "lapsed_student", "stranger"])
def test_what_one_may_somewhere_is_what_one_has_scopes_for(cast, who):
    someone = getattr(cast, who)
    assert permissions_anywhere(someone) == {
        each for each in Permission if scopes_for(someone, each).exists()
    }


def test_a_closed_account_is_told_of_nothing(cast):
    cast.officer.is_active = False
    may = Permission.ENTERPRISE_READ
    assert permissions_anywhere(cast.officer) == frozenset()
    assert few_scopes_for(cast.officer, may, 50) == []
    assert list(granted_scopes(cast.officer, may)) == []
    assert list(Scope.objects.filter(reaches(cast.officer, may, "pk"))) == []


def test_granted_scopes_are_the_places_of_the_grants_themselves(cast):
    assert list(granted_scopes(cast.officer, Permission.ENTERPRISE_READ)) == [cast.programme.scope]
    assert list(granted_scopes(cast.member, Permission.COHORT_MANAGE)) == []
    assert list(granted_scopes(cast.lapsed_student, Permission.ENTERPRISE_READ)) == []


def _span(span):
    start, length = span
    begins = BEGINS + timedelta(hours=start)
    return {"valid_from": begins, "valid_until": length and begins + timedelta(hours=length)}


def test_a_partner_of_two_programmes_is_no_passage_from_one_to_the_others_groups(cast):
    """Programme B → shared partner → group of A: the partner's people see the group, B's officers do not."""
    other_programme = Scope.objects.create(kind=ScopeKind.PROGRAMME, label_th="โครงการอื่น")
    link(other_programme, cast.mentor_company.scope)
    link(cast.mentor_company.scope, cast.enterprise.scope)
    officer_of_b, mentor = account("officer_b", "เจ้าหน้าที่โครงการอื่น"), account("coordinator", "ผู้ประสานงาน")
    grant(officer_of_b, Role.OFFICER, other_programme)
    grant(mentor, Role.MENTOR, cast.mentor_company.scope)

    assert not has_permission(officer_of_b, Permission.ENTERPRISE_READ, cast.enterprise.scope_id)
    assert cast.enterprise.scope not in scopes_for(officer_of_b, Permission.ENTERPRISE_READ)
    assert has_permission(mentor, Permission.ENTERPRISE_READ, cast.enterprise.scope_id)
    assert cast.enterprise.scope in scopes_for(mentor, Permission.ENTERPRISE_READ)
