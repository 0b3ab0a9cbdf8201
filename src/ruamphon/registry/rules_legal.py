"""May this account open a certificate, or list the groups that have to renew? Recording asks what editing asks."""

from ruamphon.core.refusals import Refused, TooLate
from ruamphon.core.text import Text
from ruamphon.people.access import check_permission, check_permission_somewhere
from ruamphon.people.enums import Permission
from ruamphon.people.models import Account
from ruamphon.registry.models import LegalStatus
from ruamphon.registry.rules import check_can_edit

ALREADY_VOID = Text(
    "รายการนี้ถูกแก้หรือเอาออกไปแล้ว เปิดหน้าสถานะของกลุ่มเพื่อดูรายการล่าสุด",
    "This entry has been corrected or taken out already. Open the group's status page for the latest one.",
)


def check_can_open_certificate(account: Account, entry: LegalStatus) -> None:
    """A certificate names people and houses: opening it asks for `contact_read` on the group."""
    check_permission(account, Permission.CONTACT_READ, entry.enterprise.scope_id)


def can_open_certificate(account: Account, entry: LegalStatus) -> bool:
    """Whether `check_can_open_certificate` lets the account pass."""
    try:
        check_can_open_certificate(account, entry)
    except Refused:
        return False
    return True


def check_can_correct(account: Account, entry: LegalStatus) -> None:
    """Correcting an entry, or taking it out, asks for `enterprise_edit`, and happens once."""
    check_can_edit(account, entry.enterprise)
    if entry.voided_at:
        raise TooLate(ALREADY_VOID)


def check_can_list_renewals(account: Account) -> None:
    """The list of groups that have to renew is for those who register groups: officers."""
    check_permission_somewhere(account, Permission.ENTERPRISE_REGISTER)
