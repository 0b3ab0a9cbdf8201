"""What the next year's cohort would be, worked out from this year's."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Max, QuerySet

from ruamphon.people.models import Account
from ruamphon.programmes.domain.next_year import a_year_later, next_label
from ruamphon.programmes.enums import EnrolmentState, PlaybookState
from ruamphon.programmes.models import Cohort, Enrolment, PlaybookVersion


@dataclass(frozen=True, slots=True)
class NextCohort:
    """What is proposed for the next year's cohort; `year` is CE."""

    number: int
    label: str
    year: int | None
    begins_on: date | None
    ends_on: date | None
    seats: int | None
    playbook: PlaybookVersion | None


def next_cohort(cohort: Cohort) -> NextCohort:
    """The cohort a year later: next free number, label, days on the same weekdays, newest playbook. Two queries."""
    year = cohort.year + 1 if cohort.year else None
    number = _next_number(cohort)
    return NextCohort(
        number=number,
        label=next_label(cohort.label, number=number, year=year),
        year=year,
        begins_on=a_year_later(cohort.begins_on) if cohort.begins_on else None,
        ends_on=a_year_later(cohort.ends_on) if cohort.ends_on else None,
        seats=cohort.seats,
        playbook=cohort.programme.playbooks.filter(state=PlaybookState.PUBLISHED).first(),
    )


def _next_number(cohort: Cohort) -> int:
    """One more than the cohort's, or than the highest in the programme where that is taken."""
    highest: int = cohort.programme.cohorts.aggregate(highest=Max("number"))["highest"]
    return cohort.number + 1 if highest == cohort.number else highest + 1


def groups_to_bring(cohort: Cohort, account: Account) -> QuerySet[Enrolment]:
    """Groups of the cohort that may be asked along: those the account sees and that have not left."""
    seen = Enrolment.objects.visible_to(account).filter(cohort=cohort)
    found: QuerySet[Enrolment] = seen.exclude(state=EnrolmentState.LEFT).select_related("enterprise__scope")
    return found
