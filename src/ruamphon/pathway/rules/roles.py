"""Which roles a criterion's role stands for."""

from collections.abc import Callable, Collection

from ruamphon.core.refusals import Refused
from ruamphon.people.enums import Role

HELPERS = frozenset({Role.FACILITATOR, Role.OFFICER, Role.MANAGER})
"""Those who may hand in or sign for somebody who cannot do it on a phone, naming that person."""


def roles_for(role: str) -> frozenset[Role]:
    """The roles that may act where a criterion names `role`: that one, and a manager wherever an officer may."""
    named = Role(role)
    return frozenset({named, Role.MANAGER}) if named is Role.OFFICER else frozenset({named})


def acts_as(held: Collection[Role], role: str) -> bool:
    """Whether somebody with the roles `held` may act where a criterion names `role`."""
    return bool(role) and not roles_for(role).isdisjoint(held)


def allows(check: Callable[[], None]) -> bool:
    """Whether a check passes without refusing."""
    try:
        check()
    except Refused:
        return False
    return True
