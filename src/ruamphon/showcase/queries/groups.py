"""Published groups as cards, by the place printed beside their name."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from django.db.models import Case, Count, Prefetch, Q, QuerySet, Value, When

from ruamphon.core.text import Text
from ruamphon.programmes.models import Cohort, Enrolment
from ruamphon.registry.enums import WorkKind
from ruamphon.registry.models import Enterprise
from ruamphon.showcase.queries.citations import Citation, Citations

A_PAGE = 60
ORDER = ("placeless", "place_label", "sort_text", "pk")
"""Places in the order of their letters, groups without a printed place last."""


@dataclass(frozen=True)
class Group:
    """A group as a card shows it."""

    code: str
    name: Text
    place: str
    kind: WorkKind
    cohorts: tuple[Cohort, ...]
    cite: Citation | None


@dataclass(frozen=True)
class Place:
    """The groups that one printed place label stands beside; no label is an empty one."""

    label: str
    groups: tuple[Group, ...]


@dataclass(frozen=True)
class KindChoice:
    """A kind of work to look at, with how many groups there are; None is all of them."""

    kind: WorkKind | None
    count: int
    is_chosen: bool


@dataclass(frozen=True)
class GroupList:
    """A page of the list of groups. `after` opens the next page; it is empty on the last."""

    places: tuple[Place, ...]
    kinds: tuple[KindChoice, ...]
    kind: WorkKind | None
    total: int
    after: str


def public_groups() -> QuerySet[Enterprise]:
    """Groups anybody may see: published, and real."""
    return Enterprise.objects.published().filter(is_demo=False)


def with_cohorts(groups: QuerySet[Enterprise]) -> QuerySet[Enterprise]:
    """The groups with all that a card needs, in three queries however many there are."""
    public = Enrolment.objects.filter(cohort__programme__is_public=True, cohort__programme__is_demo=False)
    enrolments = public.select_related("cohort__programme", "source").order_by("-cohort__number")
    shown = Prefetch("enrolments", enrolments, to_attr="shown_enrolments")
    return groups.select_related("source").prefetch_related(shown)


def group_list(cites: Citations, *, kind: WorkKind | None, after: str) -> GroupList:
    """The page of groups of a kind that follows the group with the code `after`."""
    kinds = _kinds(kind)
    ordered = public_groups().annotate(
        placeless=Case(When(place_label="", then=Value(1)), default=Value(0))
    )
    found = ordered.filter(work_kind=kind) if kind else ordered
    last = ordered.filter(code=after).first() if after else None
    if last:
        found = found.filter(_behind(last))
    page = list(with_cohorts(found.order_by(*ORDER))[: A_PAGE + 1])
    shown, more = page[:A_PAGE], page[A_PAGE:]
    return GroupList(
        places=_places([card(cites, group) for group in shown]),
        kinds=kinds,
        kind=kind,
        total=next(choice.count for choice in kinds if choice.is_chosen),
        after=shown[-1].code if more else "",
    )


def card(cites: Citations, group: Enterprise) -> Group:
    """A group, loaded by `with_cohorts`, as a card."""
    return Group(
        code=group.code,
        name=group.name,
        place=group.place_label,
        kind=WorkKind(group.work_kind),
        cohorts=tuple(enrolment.cohort for enrolment in group.shown_enrolments),
        cite=cites.cite(group.source),
    )


def _kinds(chosen: WorkKind | None) -> tuple[KindChoice, ...]:
    rows = public_groups().order_by().values_list("work_kind").annotate(Count("pk"))
    counts = dict(rows)
    everything = KindChoice(None, sum(counts.values()), chosen is None)
    kinds = [kind for kind in WorkKind if counts.get(kind) or kind is chosen]
    return (everything, *(KindChoice(kind, counts.get(kind, 0), kind is chosen) for kind in kinds))


def _behind(last: Enterprise) -> Q:
    """Groups that come after one in ORDER: keys compared one by one, so the page costs the same anywhere."""
    behind = Q()
    equal: dict[str, object] = {}
    for key in ORDER:
        value = getattr(last, key)
        behind |= Q(**equal, **{f"{key}__gt": value})
        equal[key] = value
    return behind


def _places(groups: Sequence[Group]) -> tuple[Place, ...]:
    by_place = groupby(groups, key=lambda group: group.place)
    return tuple(Place(label, tuple(together)) for label, together in by_place)
