import pytest

from ruamphon.core.refusals import Impossible
from ruamphon.people.enums import Permission, Role
from ruamphon.people.permissions import ROLE_PERMISSIONS
from ruamphon.programmes.domain.team import ROLES_IN, check_team
from ruamphon.programmes.enums import TeamKind

GOOD = {
    TeamKind.STUDENTS: {"roles": [Role.ADVISER, Role.STUDENT], "course": "AC312", "term": "1/2569"},
    TeamKind.MENTOR: {"roles": [Role.MENTOR], "has_organisation": True},
    TeamKind.FACILITATORS: {"roles": [Role.FACILITATOR]},
    TeamKind.EXPERTS: {"roles": [Role.EXPERT]},
}


def check(kind, **changes):
    check_team(kind, **({"has_organisation": False} | GOOD[kind] | changes))


@pytest.mark.parametrize("kind", TeamKind)
def test_a_complete_team_of_each_kind_is_fine(kind):
    check(kind)


@pytest.mark.parametrize(
    ("kind", "changes", "field"),
    [
        (TeamKind.STUDENTS, {"course": " "}, "course"),
        (TeamKind.STUDENTS, {"term": ""}, "term"),
        (TeamKind.STUDENTS, {"roles": [Role.STUDENT]}, "advisers"),
        (TeamKind.STUDENTS, {"roles": [Role.ADVISER]}, "people"),
        (TeamKind.MENTOR, {"has_organisation": False}, "organisation"),
        (TeamKind.MENTOR, {"roles": []}, "people"),
        (TeamKind.FACILITATORS, {"roles": []}, "people"),
        (TeamKind.EXPERTS, {"roles": []}, "people"),
        (TeamKind.EXPERTS, {"roles": [Role.MANAGER]}, None),
    ],
)
def test_what_is_missing_is_said_at_its_field(kind, changes, field):
    with pytest.raises(Impossible) as refused:
        check(kind, **changes)
    assert refused.value.field == field


def test_every_kind_has_its_roles_and_none_can_run_a_programme():
    assert set(ROLES_IN) == set(TeamKind)
    powers = {
        Permission.TEAM_MANAGE,
        Permission.COHORT_MANAGE,
        Permission.GATE_DECIDE,
        Permission.PEOPLE_INVITE,
    }
    given = {role for roles in ROLES_IN.values() for role in roles}
    assert {role for role in given if ROLE_PERMISSIONS[role] & powers} == set()
