"""Who may import, publish and move playbooks."""

from ruamphon.pathway.rules.roles import allows
from ruamphon.people.access import check_permission
from ruamphon.people.enums import Permission
from ruamphon.people.models import Account
from ruamphon.programmes.models import Cohort, Programme


def check_can_manage_playbooks(account: Account, programme: Programme) -> None:
    """Refused without `programme_manage` on the programme: importing and publishing."""
    check_permission(account, Permission.PROGRAMME_MANAGE, programme.scope_id)


def can_manage_playbooks(account: Account, programme: Programme) -> bool:
    """As `check_can_manage_playbooks`, as a yes or no."""
    return allows(lambda: check_can_manage_playbooks(account, programme))


def check_can_move_cohort(account: Account, cohort: Cohort) -> None:
    """Refused without `programme_manage` on the cohort: what a whole cohort is asked for changes."""
    check_permission(account, Permission.PROGRAMME_MANAGE, cohort.scope_id)


def can_move_cohort(account: Account, cohort: Cohort) -> bool:
    """As `check_can_move_cohort`, as a yes or no."""
    return allows(lambda: check_can_move_cohort(account, cohort))
