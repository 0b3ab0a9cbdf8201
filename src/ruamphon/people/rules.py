"""May this account invite, end access, or make links for another person?"""

from ruamphon.core.refusals import Refused
from ruamphon.core.text import Text
from ruamphon.people.access import check_permission, has_permission, scopes_for
from ruamphon.people.enums import Permission, Role
from ruamphon.people.models import Account, Grant, Person, Scope
from ruamphon.people.permissions import STAFF

NOT_HIGHER = Text(
    "เฉพาะผู้จัดการโครงการจึงดูแลสิทธิ์ของผู้จัดการและเจ้าหน้าที่ได้ ขอให้ผู้จัดการทำให้",
    "Only a programme manager looks after the access of managers and officers. Ask a manager.",
)
CLOSED = Text(
    "บัญชีของคนนี้ปิดอยู่ จึงทำลิงก์ให้ไม่ได้ ติดต่อผู้ดูแลระบบ",
    "This person's account is closed, so a link cannot be made. Ask whoever runs the platform.",
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
    """Inviting asks for `people_invite` on the scope; managers and officers are invited only by a manager."""
    check_permission(account, Permission.PEOPLE_INVITE, scope.pk)
    _check_high_enough(account, role, scope.pk)


def _check_high_enough(account: Account, role: str, scope_id: int) -> None:
    if role in STAFF and not has_permission(account, Permission.PROGRAMME_MANAGE, scope_id):
        raise Refused(NOT_HIGHER)


def check_can_end(account: Account, grant: Grant) -> None:
    """Ending a grant asks for `people_invite` on its scope; nobody ends their own, and staff's only a manager."""
    check_permission(account, Permission.PEOPLE_INVITE, grant.scope_id)
    if grant.person_id == account.person_id:
        raise Refused(NOT_YOURSELF)
    _check_high_enough(account, grant.role, grant.scope_id)


def check_can_make_link(account: Account, person: Person) -> None:
    """A link for a person asks for `people_invite` on a scope where they hold, or will hold, a grant.

    The link is a way into that account. So nobody makes one for a person who can do anything beyond their own
    reach, nor for a manager or officer of a programme they do not manage: an officer who could enter a colleague's
    account could decide a gate alone.
    """
    reach = scopes_for(account, Permission.PEOPLE_INVITE)
    grants = Grant.objects.not_over().filter(person=person)
    if not grants.filter(scope__in=reach).exists():
        raise Refused(NOT_IN_REACH)
    managed = scopes_for(account, Permission.PROGRAMME_MANAGE)
    if grants.filter(role__in=STAFF).exclude(scope__in=managed).exists():
        raise Refused(NOT_HIGHER)
    if grants.exclude(scope__in=reach).exists():
        raise Refused(NOT_IN_REACH)
    if Account.objects.filter(person=person, is_active=False).exists():
        raise Refused(CLOSED)


def can_invite_anywhere(account: Account) -> bool:
    """Whether the account looks after anybody's access at all."""
    return bool(scopes_for(account, Permission.PEOPLE_INVITE).exists())


def roles_to_offer(account: Account) -> frozenset[Role]:
    """The roles an account could hand out somewhere: those of managers and officers only if it manages a programme."""
    manages = scopes_for(account, Permission.PROGRAMME_MANAGE).exists()
    return frozenset(Role) if manages else frozenset(Role) - STAFF
