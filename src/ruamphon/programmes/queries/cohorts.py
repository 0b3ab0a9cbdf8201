"""Cohorts as cards, the groups of one cohort, and who may still be enrolled."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Prefetch, Q, QuerySet

from ruamphon.people.access import scopes_for
from ruamphon.people.enums import Permission
from ruamphon.people.models import Account
from ruamphon.programmes.enums import EnrolmentState, TeamState
from ruamphon.programmes.models import Cohort, Enrolment, Programme, Team
from ruamphon.registry.models import Enterprise


@dataclass(frozen=True, slots=True)
class CohortCard:
    """A cohort with how many groups are in it now, have graduated, and have left."""

    cohort: Cohort
    inside: int
    graduated: int
    left: int


@dataclass(frozen=True, slots=True)
class GroupRow:
    """A group of a cohort with the teams that help it, or are proposed, on a day."""

    enrolment: Enrolment
    teams: tuple[Team, ...]


def cohort_cards(programme: Programme, account: Account) -> list[CohortCard]:
    """The cohorts of a programme that an account may see, newest first. One query."""
    cohorts = Cohort.objects.visible_to(account).filter(programme=programme)
    return [
        CohortCard(cohort, cohort.inside, cohort.graduated, cohort.left)
        for cohort in cohorts.annotate(
            inside=_count(EnrolmentState.SELECTED, EnrolmentState.ACTIVE),
            graduated=_count(EnrolmentState.GRADUATED),
            left=_count(EnrolmentState.LEFT),
        ).order_by("-number")
    ]


def _count(*states: EnrolmentState) -> Count:
    return Count("enrolments", filter=Q(enrolments__state__in=states))


def groups_of(cohort: Cohort, account: Account, on: date) -> list[GroupRow]:
    """The groups of a cohort that an account may see, by name, with their teams. Two queries."""
    teams = Team.objects.filter(ends_on__gte=on).exclude(state=TeamState.ENDED).select_related("organisation")
    enrolments = (
        Enrolment.objects.visible_to(account)
        .filter(cohort=cohort)
        .select_related("enterprise")
        .prefetch_related(Prefetch("teams", queryset=teams, to_attr="present_teams"))
        .order_by("enterprise__sort_text", "pk")
    )
    return [GroupRow(enrolment, _teams(enrolment)) for enrolment in enrolments]


def _teams(enrolment: Enrolment) -> tuple[Team, ...]:
    return tuple(getattr(enrolment, "present_teams", ()))


def enrollable(cohort: Cohort, account: Account) -> QuerySet[Enterprise]:
    """Groups of programmes the account manages that are not in the cohort; invented ones never meet real ones.

    Seeing a group is not enough: enrolling lets a whole programme see its secrets.
    """
    managed = scopes_for(account, Permission.COHORT_MANAGE)
    return (
        Enterprise.objects.visible_to(account)
        .filter(scope__in=managed, is_demo=cohort.programme.is_demo)
        .exclude(enrolments__cohort=cohort)
    )
