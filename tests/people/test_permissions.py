"""The truth table of roles, written out a second time by hand: a slip in the product's table shows here."""

import pytest

from ruamphon.people.enums import Permission, Role, ScopeKind
from ruamphon.people.permissions import ROLE_PERMISSIONS, ROLE_PLACES, STAFF, roles_with

# Columns: manager officer facilitator member student adviser mentor expert observer
ROLES = [
    Role.MANAGER,
    Role.OFFICER,
    Role.FACILITATOR,
    Role.MEMBER,
    Role.STUDENT,
    Role.ADVISER,
    Role.MENTOR,
    Role.EXPERT,
    Role.OBSERVER,
]
TABLE = {
    #                                man off fac mem stu adv men exp obs
    Permission.PROGRAMME_READ: "     yes yes  –   –   –   –   –   –  yes",
    Permission.PROGRAMME_MANAGE: "   yes  –   –   –   –   –   –   –   – ",
    Permission.COHORT_MANAGE: "      yes yes  –   –   –   –   –   –   – ",
    Permission.TEAM_MANAGE: "        yes yes  –   –   –   –   –   –   – ",
    Permission.PEOPLE_INVITE: "      yes yes  –   –   –   –   –   –   – ",
    Permission.ENTERPRISE_READ: "    yes yes yes yes yes yes yes yes yes",
    Permission.ENTERPRISE_EDIT: "    yes yes yes yes  –   –   –   –   – ",
    Permission.ENTERPRISE_REGISTER: "yes yes  –   –   –   –   –   –   – ",
    Permission.CONTACT_READ: "       yes yes yes yes yes yes yes yes  – ",
    Permission.PUBLISH: "            yes yes  –   –   –   –   –   –   – ",
    Permission.ORGANISATION_READ: "  yes yes yes yes yes yes yes yes yes",
    Permission.ORGANISATION_EDIT: "  yes yes  –   –   –   –   –   –   – ",
    Permission.ACTIVITY_RECORD: "    yes yes yes yes yes yes yes yes  – ",
    Permission.TASK_ASSIGN: "        yes yes yes  –   –  yes  –   –   – ",
    Permission.DELIVERABLE_READ: "   yes yes  –  yes yes yes  –   –   – ",
    Permission.DELIVERABLE_WRITE: "   –   –   –   –  yes  –   –   –   – ",
    Permission.DELIVERABLE_CHECK: "  yes yes  –   –   –  yes  –   –   – ",
    Permission.DELIVERABLE_ACCEPT: " yes yes  –  yes  –   –   –   –   – ",
    Permission.SECRET_READ: "        yes yes  –  yes yes yes  –   –   – ",
    Permission.CASH_RECORD: "         –   –   –  yes yes  –   –   –   – ",
    Permission.CASH_CLOSE: "          –   –   –  yes  –  yes  –   –   – ",
    Permission.EVIDENCE_READ: "      yes yes yes yes yes yes yes yes yes",
    Permission.EVIDENCE_SUBMIT: "    yes yes yes yes yes  –   –   –   – ",
    Permission.EVIDENCE_REVIEW: "    yes yes  –   –   –  yes yes yes  – ",
    Permission.SIGN_OFF: "           yes yes yes yes  –  yes yes yes  – ",
    Permission.GATE_READ: "          yes yes yes yes yes yes yes yes yes",
    Permission.GATE_PROPOSE: "       yes yes  –   –   –   –   –   –   – ",
    Permission.GATE_DECIDE: "        yes yes  –   –   –   –   –   –   – ",
    Permission.ASSESSMENT_READ: "    yes yes yes yes yes yes yes yes yes",
    Permission.ASSESS: "             yes yes yes  –   –  yes yes yes  – ",
    Permission.ROUND_MANAGE: "       yes yes  –   –   –   –   –   –   – ",
    Permission.RUBRIC_MANAGE: "      yes  –   –   –   –   –   –   –   – ",
    Permission.PLAN_WRITE: "         yes yes yes yes yes  –   –   –   – ",
    Permission.PLAN_APPROVE: "       yes yes  –   –   –   –   –   –   – ",
    Permission.CONSENT_RECORD: "     yes yes  –   –   –   –   –   –   – ",
    Permission.HISTORY_READ: "       yes yes yes yes  –  yes  –   –  yes",
}
CELLS = [
    (permission, role, cell == "yes")
    for permission, row in TABLE.items()
    for role, cell in zip(ROLES, row.split(), strict=True)
]


def test_the_table_knows_every_role_and_every_permission():
    assert set(ROLE_PERMISSIONS) == set(Role) == set(ROLES)
    assert set(TABLE) == set(Permission)
    assert frozenset().union(*ROLE_PERMISSIONS.values()) == frozenset(Permission)


@pytest.mark.parametrize(("permission", "role", "allowed"), CELLS)
def test_the_truth_table(permission, role, allowed):
    assert (permission in ROLE_PERMISSIONS[role]) is allowed


@pytest.mark.parametrize("permission", Permission)
def test_roles_with_a_permission_are_the_yes_of_its_row(permission):
    assert roles_with(permission) == [role for one, role, allowed in CELLS if one == permission and allowed]


def test_the_secrets_of_a_group_are_for_itself_its_students_its_adviser_and_the_programmes_staff():
    readers = {Role.MANAGER, Role.OFFICER, Role.MEMBER, Role.STUDENT, Role.ADVISER}
    assert set(roles_with(Permission.SECRET_READ)) == readers


def test_where_each_role_may_be_invited():
    assert {
        Role.MANAGER: {ScopeKind.PROGRAMME},
        Role.OFFICER: {ScopeKind.PROGRAMME},
        Role.FACILITATOR: {ScopeKind.ENTERPRISE},
        Role.MEMBER: {ScopeKind.ENTERPRISE},
        Role.STUDENT: {ScopeKind.ENTERPRISE},
        Role.ADVISER: {ScopeKind.ENTERPRISE},
        Role.MENTOR: {ScopeKind.ENTERPRISE, ScopeKind.ORGANISATION},
        Role.EXPERT: {ScopeKind.ENTERPRISE, ScopeKind.ORGANISATION},
        Role.OBSERVER: {ScopeKind.PROGRAMME},
    } == ROLE_PLACES


def test_whoever_decides_gates_or_invites_is_staff_and_only_managers_hand_that_out():
    assert set(STAFF) == {Role.MANAGER, Role.OFFICER}
    assert set(roles_with(Permission.GATE_DECIDE)) <= set(STAFF)
    assert set(roles_with(Permission.PEOPLE_INVITE)) <= set(STAFF)
