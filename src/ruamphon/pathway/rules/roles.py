"""Which roles a criterion's role stands for."""

from collections.abc import Callable, Collection

from ruamphon.core.refusals import Refused
from ruamphon.pathway.domain import Criterion
from ruamphon.people.enums import Permission, Role
from ruamphon.people.permissions import ROLE_PERMISSIONS

HELPERS = frozenset({Role.FACILITATOR, Role.OFFICER, Role.MANAGER})
"""Those who may hand in or sign for somebody who cannot do it on a phone, naming that person."""


def roles_for(role: str) -> frozenset[Role]:
    """The roles that may act where a criterion names `role`: that one, and a manager wherever an officer may."""
    named = Role(role)
    return frozenset({named, Role.MANAGER}) if named is Role.OFFICER else frozenset({named})


def acts_as(held: Collection[Role], role: str) -> bool:
    """Whether somebody with the roles `held` may act where a criterion names `role`."""
    return bool(role) and not roles_for(role).isdisjoint(held)


def carries(held: Collection[Role], permission: Permission) -> bool:
    """Whether one of the roles `held` brings a permission."""
    return any(permission in ROLE_PERMISSIONS[role] for role in held)


def submits(held: Collection[Role], criterion: Criterion) -> bool:
    """Whether somebody with these roles may hand in evidence for a criterion, themselves or for a person."""
    return carries(held, Permission.EVIDENCE_SUBMIT) and (
        acts_as(held, criterion.supplied_by) or not HELPERS.isdisjoint(held)
    )


def signs(held: Collection[Role], criterion: Criterion) -> bool:
    """Whether somebody with these roles may sign a criterion, themselves or for a named member of the group."""
    for_member = criterion.reviewed_by == Role.MEMBER and not HELPERS.isdisjoint(held)
    return carries(held, Permission.SIGN_OFF) and (acts_as(held, criterion.reviewed_by) or for_member)


def allows(check: Callable[[], None]) -> bool:
    """Whether a check passes without refusing."""
    try:
        check()
    except Refused:
        return False
    return True
