"""The page of one cohort."""

from dataclasses import dataclass

from ruamphon.programmes.models import Programme
from ruamphon.showcase.queries.citations import Citation, Citations
from ruamphon.showcase.queries.groups import Group, card, public_groups, with_cohorts
from ruamphon.showcase.queries.programme import AgreementRow, Moment, agreement_rows, moments
from ruamphon.showcase.queries.programmes import CohortRow, cohort_row, public_cohorts, public_programmes

MOST = 200
"""More groups than any round takes."""


@dataclass(frozen=True)
class CohortPage:
    """Everything on a cohort's page."""

    programme: Programme
    cohort: CohortRow
    groups: list[Group]
    agreements: list[AgreementRow]
    moments: list[Moment]
    sources: list[Citation]


def cohort_page(code: str, number: int) -> CohortPage | None:
    """The page of a public cohort of a public programme, or None: a gap has no page."""
    programme = public_programmes().filter(code=code).first()
    cohort = public_cohorts(programme).filter(number=number).first() if programme else None
    if programme is None or cohort is None:
        return None
    cites = Citations()
    groups = with_cohorts(public_groups().filter(enrolments__cohort=cohort)).order_by("sort_text", "pk")
    return CohortPage(
        programme=programme,
        cohort=cohort_row(cites, cohort),
        groups=[card(cites, group) for group in groups[:MOST]],
        agreements=agreement_rows(cites, programme=programme, cohort=cohort),
        moments=moments(cites, programme=programme, cohort=cohort),
        sources=cites.listed,
    )
