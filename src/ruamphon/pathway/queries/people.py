"""Who a helper may act for."""

from django.db.models import Q, QuerySet
from django.utils import timezone

from ruamphon.core.text import Text
from ruamphon.pathway.domain import Criterion
from ruamphon.pathway.facts import WORDING
from ruamphon.pathway.models import Evidence
from ruamphon.pathway.rules.roles import roles_for
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


def reviewers_of(evidence: Evidence, criterion: Criterion) -> list[int]:
    """The ids of those who may review a piece of evidence: the criterion's role, less who had a part in it."""
    roles = roles_for(criterion.reviewed_by) if criterion.reviewed_by else frozenset()
    held = grants_for(evidence.enrolment).filter(role__in=roles).order_by()
    senders = evidence.files.values_list("file__stored_by_id", flat=True)
    part = {evidence.submitted_by_id, evidence.on_behalf_of_id, *senders}
    return [number for number in held.values_list("person_id", flat=True).distinct() if number not in part]


def role_name(role: str) -> Text:
    """What a criterion's role is called."""
    return WORDING.role(role)


def role_holders(enrolment: Enrolment, role: str) -> list[int]:
    """The ids of those who hold a role for an enrolment now."""
    held = grants_for(enrolment).filter(role=role).order_by()
    return list(held.values_list("person_id", flat=True).distinct())


FALLBACKS = (Role.OFFICER, Role.MANAGER)
"""Who gets what falls to a role that nobody holds."""


def owner_in_role(enrolment: Enrolment, role: str) -> Person | None:
    """Who gets a task that falls to a role: who has held it longest; else an officer, then a manager.

    None when the programme has none of them.
    """
    for wanted in (role, *FALLBACKS):
        held = grants_for(enrolment).filter(role=wanted).select_related("person")
        first = held.order_by("valid_from", "pk").first()
        if first:
            return first.person
    return None
