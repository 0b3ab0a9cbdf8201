"""Who may change a programme's rules, and who reads which of them fire."""

from ruamphon.pathway.rules.roles import allows
from ruamphon.people.access import check_permission
from ruamphon.people.enums import Permission
from ruamphon.people.models import Account
from ruamphon.programmes.models import Programme


def check_can_manage_rules(account: Account, programme: Programme) -> None:
    """Refused without `programme_manage` on the programme, as for its playbook."""
    check_permission(account, Permission.PROGRAMME_MANAGE, programme.scope_id)


def can_manage_rules(account: Account, programme: Programme) -> bool:
    """As `check_can_manage_rules`, as a yes or no."""
    return allows(lambda: check_can_manage_rules(account, programme))
