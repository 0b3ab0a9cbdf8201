"""May this account see, change, hand in or share a group's costs? Costs are secrets of the group."""

from ruamphon.core.refusals import Refused
from ruamphon.core.text import Text
from ruamphon.people.access import check_permission, has_permission, holds_role, permissions_on
from ruamphon.people.enums import Permission, Role
from ruamphon.people.models import Account
from ruamphon.registry.models import Enterprise

WRITERS = frozenset({Permission.ENTERPRISE_EDIT, Permission.DELIVERABLE_WRITE})
ONLY_LOOKS = Text(
    "คุณดูต้นทุนของกลุ่มนี้ได้ แต่แก้ไม่ได้ สมาชิกกลุ่ม ทีมนักศึกษา หรือเจ้าหน้าที่เป็นผู้แก้",
    "You may see this group's costs but not change them. Its members, student team or officers do.",
)


def can_see_costs(account: Account, enterprise: Enterprise) -> bool:
    """Whether the account holds `secret_read` on the group now."""
    return has_permission(account, Permission.SECRET_READ, enterprise.scope_id)


def check_can_see_costs(account: Account, enterprise: Enterprise) -> None:
    """Costs ask for `secret_read` on the group."""
    check_permission(account, Permission.SECRET_READ, enterprise.scope_id)


def check_can_write_costs(account: Account, enterprise: Enterprise) -> None:
    """Changing costs is for those who see them and edit the group or make its work: members, students, officers."""
    held = permissions_on(account, enterprise.scope_id)
    if Permission.SECRET_READ not in held:
        check_can_see_costs(account, enterprise)
    if held.isdisjoint(WRITERS):
        raise Refused(ONLY_LOOKS)


def is_member(account: Account, enterprise: Enterprise) -> bool:
    """Whether the account belongs to the group and speaks for it."""
    return holds_role(account, {Role.MEMBER}, enterprise.scope_id)


def can_write_costs(account: Account, enterprise: Enterprise) -> bool:
    """Whether `check_can_write_costs` would let this account pass."""
    try:
        check_can_write_costs(account, enterprise)
    except Refused:
        return False
    return True
