"""Candidates: groups that no cohort has yet, with what they need, and the cohorts that may take them."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from ruamphon.core.text import Text
from ruamphon.core.thai_text import search_key
from ruamphon.people.access import reaches
from ruamphon.people.enums import Permission
from ruamphon.people.models import Account
from ruamphon.programmes.enums import CohortState, EnrolmentState
from ruamphon.programmes.models import Cohort, Enrolment
from ruamphon.registry.enums import WorkKind
from ruamphon.registry.models import Enterprise, NeedNote

A_PAGE = 24
MOST_COUNTED = 100
"""Counting stops here: people are told "99+"."""
PLACES = (
    "place_label",
    "municipality",
    "community",
    "subdistrict__tambon_th",
    "subdistrict__amphoe_th",
    "subdistrict__changwat_th",
)


@dataclass(frozen=True, slots=True)
class CandidateRow:
    """A candidate as the list shows it: the newest note of what it needs, and how many there are."""

    enterprise: Enterprise
    kind: Text | None
    need: NeedNote | None
    notes: int


@dataclass(frozen=True, slots=True)
class CandidatePage:
    """One page of the list; `after` is the key of the next page, None on the last one."""

    rows: tuple[CandidateRow, ...]
    count: int
    after: int | None


def candidates(account: Account) -> QuerySet[Enterprise]:
    """Groups in no cohort, in programmes whose cohorts this account manages."""
    ours = reaches(account, Permission.COHORT_MANAGE, "scope")
    return Enterprise.objects.filter(ours, ~Exists(Enrolment.objects.filter(enterprise=OuterRef("pk"))))


def candidate_page(
    account: Account, *, kind: str = "", place: str = "", after: int | None = None
) -> CandidatePage:
    """Candidates of a kind of work and a place, in dictionary order. The number of queries never grows."""
    fitting = _narrowed(candidates(account), kind, place)
    in_order = _beyond(fitting, after).order_by("sort_text", "pk")
    found = list(in_order.select_related("subdistrict")[: A_PAGE + 1])
    shown = found[:A_PAGE]
    return CandidatePage(
        rows=_rows(shown),
        count=fitting.order_by()[:MOST_COUNTED].count(),
        after=shown[-1].pk if len(found) > A_PAGE else None,
    )


def _narrowed(groups: QuerySet[Enterprise], kind: str, place: str) -> QuerySet[Enterprise]:
    if kind:
        groups = groups.filter(work_kind=kind)
    for word in place.replace("\x00", "").split():
        anywhere = Q()
        for column in PLACES:
            anywhere |= Q(**{f"{column}__icontains": word})
        groups = groups.filter(anywhere | Q(search_text__contains=search_key(word) or word))
    return groups


def _beyond(groups: QuerySet[Enterprise], after: int | None) -> QuerySet[Enterprise]:
    last = groups.filter(pk=after).values_list("sort_text", "pk").first() if after else None
    if last is None:
        return groups
    sort_text, pk = last
    return groups.filter(Q(sort_text__gt=sort_text) | Q(sort_text=sort_text, pk__gt=pk))


def _rows(groups: list[Enterprise]) -> tuple[CandidateRow, ...]:
    notes = defaultdict(list)
    for note in NeedNote.objects.filter(enterprise__in=groups).select_related("noted_by"):
        notes[note.enterprise_id].append(note)
    return tuple(_row(group, notes[group.pk]) for group in groups)


def _row(group: Enterprise, notes: list[NeedNote]) -> CandidateRow:
    kind = WorkKind(group.work_kind)
    return CandidateRow(
        enterprise=group,
        kind=kind.label if kind != WorkKind.UNKNOWN else None,
        need=notes[0] if notes else None,
        notes=len(notes),
    )


def cohorts_for(enterprise: Enterprise, account: Account) -> QuerySet[Cohort]:
    """Cohorts this account manages that are not closed and do not have the group; invented never meets real."""
    ours = reaches(account, Permission.COHORT_MANAGE, "scope")
    return (
        Cohort.objects.filter(ours, programme__is_demo=enterprise.is_demo)
        .exclude(state=CohortState.CLOSED)
        .exclude(enrolments__enterprise=enterprise)
        .annotate(taken=Count("enrolments", filter=~Q(enrolments__state=EnrolmentState.LEFT)))
        .select_related("programme")
        .order_by("programme", "-number")
    )
