"""Applying to a cohort: who may write for which group, and until when."""

from datetime import date

from django.db.models import Q, QuerySet
from django.utils import timezone

from ruamphon.core import thai_dates
from ruamphon.core.refusals import Refused, TooLate
from ruamphon.core.text import Text
from ruamphon.people.access import NOT_YOURS, around_or_at, has_permission
from ruamphon.people.enums import Permission, Role
from ruamphon.people.models import Account, Grant, Person
from ruamphon.people.permissions import PROGRAMME_WIDE, ROLE_PERMISSIONS
from ruamphon.programmes.models import Application, ApplicationCall
from ruamphon.registry.models import Enterprise, Membership

NOT_OPEN_YET = Text(
    "{cohort}เปิดรับสมัครวันที่ {day} เก็บข้อมูลไว้ก่อน แล้วกลับมาวันนั้น",
    "{cohort} takes applications from {day}. Come back on that day.",
)
NOT_OPEN = Text(
    "{cohort}ปิดรับสมัครแล้วเมื่อ {day} ถามเจ้าหน้าที่โครงการว่าขยายวันได้หรือไม่",
    "{cohort} stopped taking applications on {day}. Ask a programme officer whether the day can be moved.",
)


def _own_roles(account: Account, enterprise: Enterprise) -> frozenset[Role]:
    """Roles on the group itself, not those of a whole programme."""
    if not account.is_active:
        return frozenset()
    held = Grant.objects.running().filter(
        person=account.person_id, scope__in=around_or_at(enterprise.scope_id)
    )
    roles = {Role(role) for role in held.values_list("role", flat=True)}
    return frozenset(role for role in roles if role not in PROGRAMME_WIDE)


def may_write_for(account: Account, call: ApplicationCall, enterprise: Enterprise) -> bool:
    """Whether an account may apply for a group: by its own role there, or as an officer of this very programme."""
    own = any(
        Permission.ENTERPRISE_EDIT in ROLE_PERMISSIONS[role] for role in _own_roles(account, enterprise)
    )
    return own or (
        has_permission(account, Permission.COHORT_MANAGE, call.cohort.scope_id)
        and has_permission(account, Permission.COHORT_MANAGE, enterprise.scope_id)
    )


def check_may_write_for(account: Account, call: ApplicationCall, enterprise: Enterprise) -> None:
    """As `may_write_for`, with a sentence."""
    if not may_write_for(account, call, enterprise):
        raise Refused(NOT_YOURS.format(permission=Permission.ENTERPRISE_EDIT.label))


def check_can_apply(account: Account, call: ApplicationCall, enterprise: Enterprise) -> None:
    """Refused for who may not write for the group; TooLate outside the call's days."""
    check_may_write_for(account, call, enterprise)
    today = timezone.localdate()
    if today < call.opens_on:
        raise TooLate(NOT_OPEN_YET.format(cohort=call.cohort.name, day=thai_dates.text(call.opens_on)))
    if not call.is_open(today):
        raise TooLate(NOT_OPEN.format(cohort=call.cohort.name, day=thai_dates.text(call.closes_on)))


def check_can_withdraw_application(account: Account, application: Application) -> None:
    """Whoever may write for the group may take its application back."""
    check_may_write_for(account, application.call, application.enterprise)


def applies_as_member(account: Account, enterprise: Enterprise) -> bool:
    """Whether an account is the group's own member, whose word is the group's."""
    return Role.MEMBER in _own_roles(account, enterprise)


def people_of(enterprise: Enterprise, on: date) -> QuerySet[Person]:
    """The members for whom a helper may write: who belongs to the group on a day, or has access as its member."""
    members = Membership.objects.on(on).filter(enterprise=enterprise).values("person_id")
    joined = Grant.objects.running().filter(scope=enterprise.scope_id, role=Role.MEMBER).values("person_id")
    return Person.objects.filter(Q(pk__in=members) | Q(pk__in=joined))


def people_with_word(enterprise: Enterprise) -> QuerySet[Person]:
    """The group's own people who can read what is said to it: those with access as its members now."""
    joined = Grant.objects.running().filter(scope=enterprise.scope_id, role=Role.MEMBER).values("person_id")
    return Person.objects.filter(pk__in=joined)
