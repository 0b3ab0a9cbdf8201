"""Whose outgoing messages an account looks after: those of people and places it keeps the access of."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from ruamphon.core.refusals import Refused
from ruamphon.core.text import Text
from ruamphon.people.access import permissions_anywhere, reaches
from ruamphon.people.enums import Permission
from ruamphon.people.models import Account, Grant
from ruamphon.people.outbox.models import Outgoing

NOT_A_KEEPER = Text(
    "หน้านี้สำหรับเจ้าหน้าที่ที่ดูแลคนและสิทธิ์ในโครงการ",
    "This page is for officers who look after people and their access.",
)


def outgoing_of(account: Account) -> QuerySet[Outgoing]:
    """Outgoing messages about scopes an account looks after; those about an account alone by their person's roles."""
    here = reaches(account, Permission.PEOPLE_INVITE, "message__scope")
    held = Grant.objects.not_over().filter(person=OuterRef("message__person"))
    theirs = Exists(held.filter(reaches(account, Permission.PEOPLE_INVITE, "scope")))
    found: QuerySet[Outgoing] = Outgoing.objects.filter(Q(here) | Q(message__scope=None) & theirs)
    return found


def check_looks_after(account: Account) -> None:
    """Refused unless the account looks after somebody's access at all."""
    if Permission.PEOPLE_INVITE not in permissions_anywhere(account):
        raise Refused(NOT_A_KEEPER)


def check_can_decide(account: Account, outgoing: Outgoing) -> None:
    """Refused unless the outgoing message is one the account looks after."""
    if not outgoing_of(account).filter(pk=outgoing.pk).exists():
        raise Refused(NOT_A_KEEPER)
