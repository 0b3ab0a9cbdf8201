"""Which role may do what. The table is total over Role and Permission; a test says so."""

from ruamphon.people.enums import Permission, Role, ScopeKind

P = Permission  # the table below is read most often as a whole

_READ = {P.ENTERPRISE_READ, P.ORGANISATION_READ, P.EVIDENCE_READ, P.GATE_READ, P.ASSESSMENT_READ}
_TEAM = _READ | {P.CONTACT_READ, P.ACTIVITY_RECORD}

_OWN_WORK = {P.DELIVERABLE_WRITE, P.CASH_RECORD, P.CASH_CLOSE}
"""What is the group's and its team's own to write: the programme's people read it."""
_OFFICER = frozenset(P) - {P.PROGRAMME_MANAGE, P.RUBRIC_MANAGE} - _OWN_WORK

ROLE_PERMISSIONS: dict[Role, frozenset[P]] = {
    Role.MANAGER: frozenset(P) - _OWN_WORK,
    Role.OFFICER: _OFFICER,
    Role.FACILITATOR: frozenset(
        _TEAM
        | {
            P.ENTERPRISE_EDIT,
            P.EVIDENCE_SUBMIT,
            P.SIGN_OFF,
            P.TASK_ASSIGN,
            P.PLAN_WRITE,
            P.ASSESS,
            P.HISTORY_READ,
        },
    ),
    Role.MEMBER: frozenset(
        _TEAM
        | {
            P.ENTERPRISE_EDIT,
            P.DELIVERABLE_READ,
            P.DELIVERABLE_ACCEPT,
            P.SECRET_READ,
            P.CASH_RECORD,
            P.CASH_CLOSE,
            P.EVIDENCE_SUBMIT,
            P.SIGN_OFF,
            P.PLAN_WRITE,
            P.HISTORY_READ,
        },
    ),
    Role.STUDENT: frozenset(
        _TEAM
        | {
            P.DELIVERABLE_READ,
            P.DELIVERABLE_WRITE,
            P.SECRET_READ,
            P.CASH_RECORD,
            P.EVIDENCE_SUBMIT,
            P.PLAN_WRITE,
        },
    ),
    Role.ADVISER: frozenset(
        _TEAM
        | {
            P.DELIVERABLE_READ,
            P.DELIVERABLE_CHECK,
            P.SECRET_READ,
            P.CASH_CLOSE,
            P.EVIDENCE_REVIEW,
            P.SIGN_OFF,
            P.TASK_ASSIGN,
            P.ASSESS,
            P.HISTORY_READ,
        },
    ),
    Role.MENTOR: frozenset(_TEAM | {P.EVIDENCE_REVIEW, P.SIGN_OFF, P.ASSESS}),
    Role.EXPERT: frozenset(_TEAM | {P.EVIDENCE_REVIEW, P.SIGN_OFF, P.ASSESS}),
    Role.OBSERVER: frozenset(_READ | {P.PROGRAMME_READ, P.HISTORY_READ}),
}

_ENTERPRISE = frozenset({ScopeKind.ENTERPRISE})
_PROGRAMME = frozenset({ScopeKind.PROGRAMME})

ROLE_PLACES: dict[Role, frozenset[ScopeKind]] = {
    # Where one may be invited to a role. A student or member "of the programme" would see every group's secrets;
    # an organisation reaches only the groups its teams are linked to.
    Role.MANAGER: _PROGRAMME,
    Role.OFFICER: _PROGRAMME,
    Role.FACILITATOR: _ENTERPRISE,
    Role.MEMBER: _ENTERPRISE,
    Role.STUDENT: _ENTERPRISE,
    Role.ADVISER: _ENTERPRISE,
    Role.MENTOR: frozenset({ScopeKind.ENTERPRISE, ScopeKind.ORGANISATION}),
    Role.EXPERT: frozenset({ScopeKind.ENTERPRISE, ScopeKind.ORGANISATION}),
    Role.OBSERVER: _PROGRAMME,
}

PROGRAMME_WIDE: frozenset[Role] = frozenset(
    role for role, places in ROLE_PLACES.items() if places == _PROGRAMME
)
"""Roles held for a whole programme. On a group that two programmes share they count for their own programme's part."""

STAFF: frozenset[Role] = frozenset({Role.MANAGER, Role.OFFICER})
"""Roles only a manager hands out or takes away: who could make a second officer could decide a gate alone."""


def roles_with(permission: P) -> list[Role]:
    """The roles that carry a permission."""
    return [role for role in Role if permission in ROLE_PERMISSIONS[role]]
