"""The programme page: who takes part, what was signed, what happened."""

from dataclasses import dataclass
from itertools import groupby

from ruamphon.core.text import Text
from ruamphon.programmes.models import Agreement, Cohort, Milestone, Programme, ProgrammePartner
from ruamphon.registry.enums import BelongingKind
from ruamphon.registry.models import Belonging, MemberCount, Organisation
from ruamphon.showcase.queries.citations import Citation, Citations
from ruamphon.showcase.queries.programmes import (
    CohortRow,
    cohort_rows,
    public_programmes,
    year_text,
)


@dataclass(frozen=True)
class Part:
    """One thing an organisation does in the programme."""

    text: Text
    cite: Citation | None


@dataclass(frozen=True)
class PartnerRow:
    """An organisation with its parts."""

    organisation: Organisation
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class FounderList:
    """Founders as one source prints them."""

    names: tuple[str, ...]
    cite: Citation | None


@dataclass(frozen=True)
class CountRow:
    """How many member groups there were on a day."""

    count: MemberCount
    cite: Citation | None


@dataclass(frozen=True)
class AgreementRow:
    """An agreement: who, where, when. The witness by office: nobody is named on a public page."""

    title: Text
    agreement: Agreement
    parties: tuple[Organisation, ...]
    venue: Text
    witness_post: Text
    cite: Citation | None


@dataclass(frozen=True)
class Moment:
    """A published moment: its day where known, else its year."""

    milestone: Milestone
    year: Text | None
    venue: Text
    cite: Citation | None


@dataclass(frozen=True)
class ProgrammePage:
    """Everything on a programme's page."""

    programme: Programme
    about: Text
    area: Text
    about_cite: Citation | None
    lead_cite: Citation | None
    partners: list[PartnerRow]
    founders: list[FounderList]
    counts: list[CountRow]
    cohorts: list[CohortRow]
    agreements: list[AgreementRow]
    moments: list[Moment]
    sources: list[Citation]


def programme_page(code: str) -> ProgrammePage | None:
    """The page of a public programme by its code, or None."""
    programme = public_programmes().select_related("lead__source").filter(code=code).first()
    if programme is None:
        return None
    cites = Citations()
    return ProgrammePage(
        programme=programme,
        about=Text(programme.about_th, programme.about_en or programme.about_th),
        area=Text(programme.area_th, programme.area_en or programme.area_th),
        about_cite=cites.cite(programme.source),
        lead_cite=cites.cite(programme.lead.source) if programme.lead else None,
        partners=_partners(cites, programme),
        founders=_founders(cites, programme),
        counts=_counts(cites, programme),
        cohorts=cohort_rows(cites, programme),
        agreements=agreement_rows(cites, programme=programme),
        moments=moments(cites, programme=programme),
        sources=cites.listed,
    )


def agreement_rows(
    cites: Citations, *, programme: Programme, cohort: Cohort | None = None
) -> list[AgreementRow]:
    """The agreements of a programme, or of one cohort of it."""
    agreements = programme.agreements.select_related("source").prefetch_related("parties__organisation")
    return [_agreement(cites, row) for row in (agreements.filter(cohort=cohort) if cohort else agreements)]


def moments(cites: Citations, *, programme: Programme, cohort: Cohort | None = None) -> list[Moment]:
    """The milestones of a programme, or of one cohort of it, newest first."""
    rows = programme.milestones.select_related("source")
    return [_moment(cites, row) for row in (rows.filter(cohort=cohort) if cohort else rows)]


def _agreement(cites: Citations, row: Agreement) -> AgreementRow:
    return AgreementRow(
        title=row.title,
        agreement=row,
        parties=tuple(party.organisation for party in row.parties.all()),
        venue=Text(row.venue_th, row.venue_en or row.venue_th),
        witness_post=Text(row.witness_post_th, row.witness_post_en or row.witness_post_th),
        cite=cites.cite(row.source),
    )


def _moment(cites: Citations, row: Milestone) -> Moment:
    venue = Text(row.venue_th, row.venue_en or row.venue_th)
    return Moment(row, year_text(row.year), venue, cites.cite(row.source))


def _partners(cites: Citations, programme: Programme) -> list[PartnerRow]:
    rows = ProgrammePartner.objects.filter(programme=programme).select_related("organisation", "source")
    together = groupby(rows.order_by("organisation_id", "pk"), key=lambda row: row.organisation)
    return [
        PartnerRow(organisation, tuple(Part(row.part, cites.cite(row.source)) for row in parts))
        for organisation, parts in together
    ]


def _founders(cites: Citations, programme: Programme) -> list[FounderList]:
    founders = Belonging.objects.filter(organisation=programme.lead_id, kind=BelongingKind.FOUNDER)
    rows = founders.select_related("member", "source").order_by("source_id", "pk")
    return [
        FounderList(tuple(row.name_as_printed or row.member.name_th for row in printed), cites.cite(source))
        for source, printed in groupby(rows, key=lambda row: row.source)
    ]


def _counts(cites: Citations, programme: Programme) -> list[CountRow]:
    rows = MemberCount.objects.filter(organisation=programme.lead_id).select_related("source")
    return [CountRow(row, cites.cite(row.source)) for row in rows]
