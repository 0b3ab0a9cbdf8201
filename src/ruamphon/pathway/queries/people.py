"""Who a helper may act for."""

from django.db.models import Q, QuerySet
from django.utils import timezone

from ruamphon.core.text import Text
from ruamphon.pathway.facts import WORDING
from ruamphon.people.enums import Role
from ruamphon.people.models import Person
from ruamphon.programmes.models import Enrolment
from ruamphon.programmes.rules import grants_for
from ruamphon.registry.models import Membership


def people_in_role(enrolment: Enrolment, role: str) -> QuerySet[Person]:
    """Persons who hold a role for this group now; its present members too, who may have no account."""
    granted = grants_for(enrolment).filter(role=role)
    who = Q(pk__in=granted.values("person"))
    if role == Role.MEMBER:
        members = Membership.objects.filter(enterprise=enrolment.enterprise).on(timezone.localdate())
        who |= Q(pk__in=members.values("person"))
    return Person.objects.filter(who)


def role_name(role: str) -> Text:
    """What a criterion's role is called."""
    return WORDING.role(role)
