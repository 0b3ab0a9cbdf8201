"""What an account may do for one enrolment: officers of another programme that shares the group only look on."""

from django.db.models import Q, QuerySet

from ruamphon.core.refusals import Refused
from ruamphon.people.access import NOT_YOURS, around_or_at
from ruamphon.people.enums import Permission, Role
from ruamphon.people.models import Account, Grant
from ruamphon.people.permissions import PROGRAMME_WIDE, ROLE_PERMISSIONS
from ruamphon.programmes.models import Enrolment


def grants_for(enrolment: Enrolment) -> QuerySet[Grant]:
    """Running roles that count for an enrolment: held around the group, but programme-wide ones only around its cohort.

    The cohort stays in its programme, also when the group has left the cohort.
    """
    around_group = Q(scope__in=around_or_at(enrolment.enterprise.scope_id)) & ~Q(role__in=PROGRAMME_WIDE)
    around_cohort = Q(scope__in=around_or_at(enrolment.cohort.scope_id), role__in=PROGRAMME_WIDE)
    found: QuerySet[Grant] = Grant.objects.running().filter(around_group | around_cohort)
    return found


def roles_for(account: Account, enrolment: Enrolment) -> frozenset[Role]:
    """The roles of an account that count for an enrolment. One query."""
    if not account.is_active:
        return frozenset()
    held = grants_for(enrolment).filter(person=account.person_id)
    return frozenset(Role(role) for role in held.values_list("role", flat=True))


def permissions_for(account: Account, enrolment: Enrolment) -> frozenset[Permission]:
    """Everything an account may do for an enrolment."""
    return frozenset().union(*(ROLE_PERMISSIONS[role] for role in roles_for(account, enrolment)))


def may(account: Account, permission: Permission, enrolment: Enrolment) -> bool:
    """Whether an account holds a permission for an enrolment."""
    return permission in permissions_for(account, enrolment)


def check_may(account: Account, permission: Permission, enrolment: Enrolment) -> None:
    """Raise `Refused`, with a sentence that names the missing permission, unless it is held."""
    if not may(account, permission, enrolment):
        raise Refused(NOT_YOURS.format(permission=permission.label))
