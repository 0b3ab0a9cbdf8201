"""May this account invite, end access, or make links for another person?"""

from ruamphon.core.refusals import Refused
from ruamphon.core.text import Text
from ruamphon.people.access import check_permission, has_permission, scopes_for
from ruamphon.people.enums import Permission, Role
from ruamphon.people.models import Account, Grant, Person, Scope

NOT_HIGHER = Text(
    "เฉพาะผู้จัดการโครงการจึงเชิญผู้จัดการคนใหม่ได้",
    "Only a programme manager can invite another manager.",
)
NOT_IN_REACH = Text(
    "คนนี้ไม่ได้อยู่ในโครงการที่คุณดูแล ขอให้เจ้าหน้าที่ของโครงการนั้นทำแทน",
    "This person is not in a programme you look after. Ask an officer of theirs.",
)
NOT_YOURSELF = Text(
    "ยุติสิทธิ์ของตัวเองไม่ได้ ขอให้เพื่อนร่วมงานทำให้",
    "You cannot end your own access. Ask a colleague.",
)


def check_can_invite(account: Account, role: Role, scope: Scope) -> None:
    """Inviting asks for `people_invite` on the scope; a manager is invited only by a manager."""
    check_permission(account, Permission.PEOPLE_INVITE, scope.pk)
    if role == Role.MANAGER and not has_permission(account, Permission.PROGRAMME_MANAGE, scope.pk):
        raise Refused(NOT_HIGHER)


def check_can_end(account: Account, grant: Grant) -> None:
    """Ending a grant asks for `people_invite` on its scope; nobody ends their own."""
    check_permission(account, Permission.PEOPLE_INVITE, grant.scope_id)
    if grant.person_id == account.person_id:
        raise Refused(NOT_YOURSELF)
    if grant.role == Role.MANAGER and not has_permission(account, Permission.PROGRAMME_MANAGE, grant.scope_id):
        raise Refused(NOT_HIGHER)


def check_can_make_link(account: Account, person: Person) -> None:
    """A link for a person asks for `people_invite` on a scope where they hold, or will hold, a grant.

    Nobody makes a link for someone who manages a programme they do not manage themselves: the link would be a
    way into that account.
    """
    reach = scopes_for(account, Permission.PEOPLE_INVITE)
    grants = Grant.objects.filter(person=person)
    if not grants.filter(scope__in=reach).exists():
        raise Refused(NOT_IN_REACH)
    managed = scopes_for(account, Permission.PROGRAMME_MANAGE)
    running = grants.running()
    if running.filter(role=Role.MANAGER).exclude(scope__in=managed).exists():
        raise Refused(NOT_HIGHER)
    if running.exclude(scope__in=reach).exists():
        raise Refused(NOT_IN_REACH)


def can_invite_anywhere(account: Account) -> bool:
    """Whether the account looks after anybody's access at all."""
    return scopes_for(account, Permission.PEOPLE_INVITE).exists()
