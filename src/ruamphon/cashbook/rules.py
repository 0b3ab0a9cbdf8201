"""May this account look at, write in, or close a group's cash book?"""

from ruamphon.core.refusals import Refused
from ruamphon.people.access import NOT_YOURS, check_permission, permissions_on
from ruamphon.people.enums import Permission
from ruamphon.people.models import Account
from ruamphon.registry.models import Enterprise


def check_can_record(account: Account, enterprise: Enterprise) -> None:
    """Writing in the book, taking back and adding slips ask for `cash_record` on the group."""
    check_permission(account, Permission.CASH_RECORD, enterprise.scope_id)


def check_can_close(account: Account, enterprise: Enterprise) -> None:
    """Closing a month and opening it again ask for `cash_close` on the group."""
    check_permission(account, Permission.CASH_CLOSE, enterprise.scope_id)


def check_can_read_history(account: Account, enterprise: Enterprise) -> None:
    """The history of an entry asks for `history_read` besides the book itself."""
    held = permissions_on(account, enterprise.scope_id)
    for permission in (Permission.SECRET_READ, Permission.HISTORY_READ):
        if permission not in held:
            raise Refused(NOT_YOURS.format(permission=permission.label))
