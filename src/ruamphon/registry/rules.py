"""May this account register, edit or publish a group, see its contacts, or keep organisations?"""

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet

from ruamphon.core.refusals import Refused
from ruamphon.core.text import Text
from ruamphon.people.access import (
    check_permission,
    check_permission_somewhere,
    granted_scopes,
    has_permission,
)
from ruamphon.people.enums import Permission, ScopeKind
from ruamphon.people.models import Account, Scope
from ruamphon.registry.models import Enterprise, Membership, Merge, Organisation

NOWHERE = Text(
    "บัญชีของคุณยังเพิ่มรายชื่อใหม่ไม่ได้ ขอให้เจ้าหน้าที่ของโครงการเพิ่มให้",
    "Your account cannot add new records. Ask a programme officer to add it.",
)
ANOTHER_PERSON = Text(
    "คุณเป็นผู้เสนอให้เผยแพร่กลุ่มนี้ จึงอนุมัติเองไม่ได้ ขอให้เจ้าหน้าที่อีกคนอนุมัติ",
    "You proposed this group for publication, so you cannot approve it. Ask another officer to.",
)
ERASED_PERSON = Text(
    "ข้อมูลของคนนี้ถูกลบตามคำขอแล้ว แก้ไขไม่ได้",
    "This person's data was erased as they asked. It cannot be changed.",
)
KEEPS_OWN_NAME = Text(
    "คนนี้มีบัญชีหรือมีหน้าที่อื่นในระบบด้วย ให้เจ้าตัวแก้ชื่อและเบอร์โทรในบัญชีของตัวเอง",
    "This person has an account or other parts here. They change their own name and phone in their account.",
)


def scopes_to_register_in(account: Account) -> QuerySet[Scope]:
    """The programmes in which this account may register an enterprise."""
    return _programmes(account, Permission.ENTERPRISE_REGISTER)


def scopes_for_organisations(account: Account) -> QuerySet[Scope]:
    """The programmes in which this account may register an organisation."""
    return _programmes(account, Permission.ORGANISATION_EDIT)


def _programmes(account: Account, permission: Permission) -> QuerySet[Scope]:
    granted: QuerySet[Scope] = granted_scopes(account, permission)
    return granted.filter(kind=ScopeKind.PROGRAMME).order_by("label_th", "pk")


def check_can_register(account: Account) -> None:
    """Registering a group asks for `enterprise_register` on a programme."""
    if not scopes_to_register_in(account).exists():
        raise Refused(NOWHERE)


def can_register(account: Account) -> bool:
    """Whether `check_can_register` lets the account pass."""
    return _passes(check_can_register, account)


def check_can_edit(account: Account, enterprise: Enterprise) -> None:
    """Editing a group, its members and products asks for `enterprise_edit` on it."""
    check_permission(account, Permission.ENTERPRISE_EDIT, enterprise.scope_id)


def can_edit(account: Account, enterprise: Enterprise) -> bool:
    """Whether `check_can_edit` lets the account pass."""
    return _passes(check_can_edit, account, enterprise)


def check_can_propose_publication(account: Account, enterprise: Enterprise) -> None:
    """Proposing publication, and taking a group off the public pages, ask for `publish` on it."""
    check_permission(account, Permission.PUBLISH, enterprise.scope_id)


def can_propose_publication(account: Account, enterprise: Enterprise) -> bool:
    """Whether `check_can_propose_publication` lets the account pass."""
    return _passes(check_can_propose_publication, account, enterprise)


def check_can_confirm_publication(account: Account, enterprise: Enterprise) -> None:
    """Approving asks for `publish` too, and for another person than the one who proposed."""
    check_permission(account, Permission.PUBLISH, enterprise.scope_id)
    if enterprise.publication_proposed_by_id == account.person_id:
        raise Refused(ANOTHER_PERSON)


def can_confirm_publication(account: Account, enterprise: Enterprise) -> bool:
    """Whether `check_can_confirm_publication` lets the account pass."""
    return _passes(check_can_confirm_publication, account, enterprise)


def can_read_contacts(account: Account, enterprise: Enterprise) -> bool:
    """Whether phone numbers of the group and its members may be shown."""
    return has_permission(account, Permission.CONTACT_READ, enterprise.scope_id)


def check_can_read_history(account: Account, scope_id: int) -> None:
    """Reading who changed what asks for `history_read`."""
    check_permission(account, Permission.HISTORY_READ, scope_id)


def can_read_history(account: Account, scope_id: int) -> bool:
    """Whether `check_can_read_history` lets the account pass."""
    return _passes(check_can_read_history, account, scope_id)


def check_can_correct_person(account: Account, membership: Membership) -> None:
    """A member's name and phone may be put right for them only while they are known here and nowhere else."""
    check_can_edit(account, membership.enterprise)
    person = membership.person
    if person.erased_at:
        raise Refused(ERASED_PERSON)
    elsewhere = person.memberships.exclude(enterprise=membership.enterprise_id).exists()
    if elsewhere or hasattr(person, "account") or person.grants.exists() or person.offices.exists():
        raise Refused(KEEPS_OWN_NAME)


def can_correct_person(account: Account, membership: Membership) -> bool:
    """Whether `check_can_correct_person` lets the account pass."""
    return _passes(check_can_correct_person, account, membership)


def check_can_register_organisation(account: Account) -> None:
    """Registering an organisation asks for `organisation_edit` on a programme."""
    if not scopes_for_organisations(account).exists():
        raise Refused(NOWHERE)


def can_register_organisation(account: Account) -> bool:
    """Whether `check_can_register_organisation` lets the account pass."""
    return _passes(check_can_register_organisation, account)


def check_can_edit_organisation(account: Account, organisation: Organisation) -> None:
    """Editing an organisation, its offices and members asks for `organisation_edit` on it."""
    check_permission(account, Permission.ORGANISATION_EDIT, organisation.scope_id)


def can_edit_organisation(account: Account, organisation: Organisation) -> bool:
    """Whether `check_can_edit_organisation` lets the account pass."""
    return _passes(check_can_edit_organisation, account, organisation)


def check_can_find_duplicates(account: Account) -> None:
    """Looking for groups written down twice asks for `enterprise_register` somewhere."""
    check_permission_somewhere(account, Permission.ENTERPRISE_REGISTER)


def can_find_duplicates(account: Account) -> bool:
    """Whether `check_can_find_duplicates` lets the account pass."""
    return _passes(check_can_find_duplicates, account)


def check_can_merge(account: Account, one: Enterprise, other: Enterprise) -> None:
    """Merging two groups, and telling them apart, asks for `enterprise_register` on both."""
    for group in (one, other):
        check_permission(account, Permission.ENTERPRISE_REGISTER, group.scope_id)


def check_can_undo_merge(account: Account, merge: Merge) -> None:
    """Undoing a merge asks for `enterprise_register` on the group that was kept: the other has no access now."""
    check_permission(account, Permission.ENTERPRISE_REGISTER, merge.kept.scope_id)


def can_undo_merge(account: Account, merge: Merge) -> bool:
    """Whether `check_can_undo_merge` lets the account pass."""
    return _passes(check_can_undo_merge, account, merge)


def _passes(check: Callable[..., None], *args: Any) -> bool:
    try:
        check(*args)
    except Refused:
        return False
    return True
