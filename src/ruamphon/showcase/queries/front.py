"""The front page."""

from collections.abc import Sequence
from dataclasses import dataclass

from ruamphon.core import thai_dates
from ruamphon.core.text import Text
from ruamphon.programmes.models import Programme
from ruamphon.registry.enums import WorkKind
from ruamphon.registry.models import Identity, MemberCount
from ruamphon.showcase.queries.citations import Citation, Citations
from ruamphon.showcase.queries.groups import GroupList, group_list
from ruamphon.showcase.queries.programmes import (
    CohortRow,
    StageRow,
    cohort_rows,
    public_programmes,
    stage_rows,
)

FIRST = Text("ปีที่รุ่นแรกเริ่มเดิน", "the year the first cohort set out")
LATEST = Text("รุ่นล่าสุดที่มีข่าวเผยแพร่", "the latest cohort in the news")
GROUPS = Text("กลุ่มใน{cohort} ที่มีรายชื่อครบ", "groups in {cohort}, all known by name")
MEMBERS = Text("กลุ่มบริษัทสมาชิกของสมาคม ณ {on}", "member groups of the association on {on}")


@dataclass(frozen=True)
class Figure:
    """A big number, what it counts, and where it was read."""

    number: Text
    label: Text
    cite: Citation | None


@dataclass(frozen=True)
class IdentityRow:
    """What a place is known for."""

    name: Text
    holder: Text
    story: Text
    cite: Citation | None


@dataclass(frozen=True)
class FrontPage:
    """Everything on the front page. Without a public programme, only the groups."""

    programme: Programme | None
    about: Text | None
    about_cite: Citation | None
    figures: list[Figure]
    stages: list[StageRow]
    cohorts: list[CohortRow]
    groups: GroupList
    identities: list[IdentityRow]
    sources: list[Citation]


def front_page(*, kind: WorkKind | None = None, after: str = "") -> FrontPage:
    """The front page with the groups of one kind, or of all. The number of queries never grows."""
    cites = Citations()
    programme = public_programmes().first()
    about_cite = cites.cite(programme.source) if programme else None
    cohorts = cohort_rows(cites, programme) if programme else []
    return FrontPage(
        programme=programme,
        about=Text(programme.about_th, programme.about_en or programme.about_th) if programme else None,
        about_cite=about_cite,
        figures=[*_cohort_figures(cohorts), *_member_figure(cites, programme)],
        stages=stage_rows(cites, programme) if programme else [],
        cohorts=cohorts,
        groups=group_list(cites, kind=kind, after=after),
        identities=_identities(cites),
        sources=cites.listed,
    )


def _cohort_figures(cohorts: Sequence[CohortRow]) -> list[Figure]:
    dated = [(row, row.year) for row in cohorts if row.year and row.cite]
    complete = [row for row in cohorts if row.groups and row.listed == row.groups]
    figures = []
    if dated:
        (first, year), (last, _) = dated[0], dated[-1]
        figures += [
            Figure(year, FIRST, first.cite),
            Figure(Text(f"รุ่น {last.number}", f"No. {last.number}"), LATEST, last.cite),
        ]
    if complete:
        row = complete[-1]
        figures.append(
            Figure(Text(str(row.groups), str(row.groups)), GROUPS.format(cohort=_inside(row)), row.cite)
        )
    return figures


def _inside(row: CohortRow) -> Text:
    return Text(row.name.th, row.name.en.lower())


def _member_figure(cites: Citations, programme: Programme | None) -> list[Figure]:
    counts = MemberCount.objects.select_related("source").order_by("-counted_on")
    count = counts.filter(organisation=programme.lead_id).first() if programme and programme.lead_id else None
    if count is None:
        return []
    number = Text(str(count.groups), str(count.groups))
    label = MEMBERS.format(on=thai_dates.text(count.counted_on))
    return [Figure(number, label, cites.cite(count.source))]


def _identities(cites: Citations) -> list[IdentityRow]:
    return [
        IdentityRow(
            name=row.name,
            holder=Text(row.holder_th, row.holder_en or row.holder_th),
            story=Text(row.story_th, row.story_en or row.story_th),
            cite=cites.cite(row.source),
        )
        for row in Identity.objects.select_related("source").order_by("pk")[:6]
    ]
