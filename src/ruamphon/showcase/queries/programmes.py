"""The public programme, its cohorts and stages, as several pages show them."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet

from ruamphon.core.models import Source
from ruamphon.core.text import Text
from ruamphon.pathway.queries.playbooks import playbook_of
from ruamphon.programmes.enums import CohortState, PlaybookState
from ruamphon.programmes.models import Cohort, Programme
from ruamphon.showcase.queries.citations import Citation, Citations

LISTED = Q(enrolments__enterprise__published_at__isnull=False, enrolments__enterprise__is_demo=False)
TOLD_STATES = {CohortState.PAUSED, CohortState.CLOSED}
"""States that a page tells: for the others no source says more than that the round opened."""


@dataclass(frozen=True)
class CohortRow:
    """A cohort on the way. A gap is a round known only by its number, because later ones were published."""

    number: int
    name: Text
    year: Text | None
    groups: int | None
    listed: int
    note: Text | None
    state: CohortState | None
    is_gap: bool
    cite: Citation | None


@dataclass(frozen=True)
class StageRow:
    """One of the stages a group goes through."""

    number: int
    name: Text
    purpose: Text
    cite: Citation | None


def public_programmes() -> QuerySet[Programme]:
    """Programmes anybody may see: made public, and real."""
    return Programme.objects.filter(is_public=True, is_demo=False).select_related("source", "lead")


def public_cohorts(programme: Programme) -> QuerySet[Cohort]:
    """Cohorts a source tells of, or with a published group; `listed` is how many such groups there are."""
    cohorts = programme.cohorts.select_related("source").annotate(listed=Count("enrolments", filter=LISTED))
    return cohorts.filter(Q(source__isnull=False) | Q(listed__gt=0)).order_by("number")


def cohort_rows(cites: Citations, programme: Programme) -> list[CohortRow]:
    """The public cohorts in order, with the gaps between them."""
    known = {cohort.number: cohort for cohort in public_cohorts(programme)}
    numbers = range(min(known), max(known) + 1) if known else range(0)
    return [cohort_row(cites, known[n]) if n in known else _gap(n) for n in numbers]


def cohort_row(cites: Citations, cohort: Any) -> CohortRow:
    """A cohort from `public_cohorts`."""
    state = CohortState(cohort.state)
    return CohortRow(
        number=cohort.number,
        name=cohort.name,
        year=year_text(cohort.year),
        groups=cohort.enterprises_published or cohort.listed or None,
        listed=cohort.listed,
        note=Text(cohort.note_th, cohort.note_en or cohort.note_th) if cohort.note_th else None,
        state=state if state in TOLD_STATES else None,
        is_gap=False,
        cite=cites.cite(cohort.source),
    )


def year_text(year: int | None) -> Text | None:
    """A CE year as each reader writes it."""
    return Text(f"พ.ศ. {year + 543}", str(year)) if year else None


def stage_rows(cites: Citations, programme: Programme) -> list[StageRow]:
    """The stages of the newest playbook in use, citing the sources it names where we have them."""
    version = programme.playbooks.filter(state=PlaybookState.PUBLISHED).order_by("-number").first()
    stages = playbook_of(version).stages if version else ()
    named = {
        source.title_th: source for source in Source.objects.filter(title_th__in=[s.source for s in stages])
    }
    return [
        StageRow(stage.number, stage.name, stage.purpose, cites.cite(named.get(stage.source)))
        for stage in stages
    ]


def _gap(number: int) -> CohortRow:
    name = Text(f"รุ่น {number}", f"Cohort {number}")
    return CohortRow(number, name, None, None, 0, None, None, is_gap=True, cite=None)
