"""Published groups as cards, by the place printed beside their name."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet
from django.utils import timezone

from ruamphon.core.text import Text
from ruamphon.core.thai_text import sort_key
from ruamphon.programmes.models import Cohort, Enrolment
from ruamphon.registry.enums import WorkKind
from ruamphon.registry.models import Enterprise
from ruamphon.registry.models_legal import is_registered
from ruamphon.showcase.queries.citations import Citation, Citations

A_PAGE = 60
ORDER = ("sort_text", "pk")


@dataclass(frozen=True)
class Group:
    """A group as a card shows it."""

    code: str
    name: Text
    place: str
    kind: WorkKind
    cohorts: tuple[Cohort, ...]
    cite: Citation | None
    is_registered: bool


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
    """The groups with all that a card needs, in three queries however many there are.

    Whether a registration holds is asked for this very day, so a lapsed group loses its badge at midnight.
    """
    public = Enrolment.objects.filter(cohort__programme__is_public=True, cohort__programme__is_demo=False)
    enrolments = public.select_related("cohort__programme", "source").order_by("-cohort__number")
    shown = Prefetch("enrolments", enrolments, to_attr="shown_enrolments")
    groups = groups.annotate(is_registered=is_registered(timezone.localdate()))
    return groups.select_related("source").prefetch_related(shown)


def group_list(cites: Citations, *, kind: WorkKind | None, after: str) -> GroupList:
    """The page of groups of a kind that follows the group with the code `after`."""
    kinds = _kinds(kind)
    found = public_groups().filter(work_kind=kind) if kind else public_groups()
    last = public_groups().filter(code=after).first() if after and after.isprintable() else None
    if last:
        found = found.filter(Q(sort_text__gt=last.sort_text) | Q(sort_text=last.sort_text, pk__gt=last.pk))
    page = list(with_cohorts(found.order_by(*ORDER))[: A_PAGE + 1])
    shown, more = page[:A_PAGE], page[A_PAGE:]
    return GroupList(
        places=_places([card(cites, group) for group in shown]),
        kinds=kinds,
        kind=kind,
        total=next(choice.count for choice in kinds if choice.is_chosen),
        after=shown[-1].code if more else "",
    )


def card(cites: Citations, group: Any) -> Group:
    """A group, loaded by `with_cohorts`, as a card."""
    return Group(
        code=group.code,
        name=group.name,
        place=group.place_label,
        kind=WorkKind(group.work_kind),
        cohorts=tuple(enrolment.cohort for enrolment in group.shown_enrolments),
        cite=cites.cite(group.source),
        is_registered=group.is_registered,
    )


def _kinds(chosen: WorkKind | None) -> tuple[KindChoice, ...]:
    rows = public_groups().order_by().values_list("work_kind").annotate(Count("pk"))
    counts = dict(rows)
    everything = KindChoice(None, sum(counts.values()), chosen is None)
    kinds = [kind for kind in WorkKind if counts.get(kind) or kind is chosen]
    return (everything, *(KindChoice(kind, counts.get(kind, 0), kind is chosen) for kind in kinds))


def _places(groups: Sequence[Group]) -> tuple[Place, ...]:
    """The groups by place, places as a Thai dictionary has them, those without one last."""
    by_place: dict[str, list[Group]] = {}
    for group in groups:
        by_place.setdefault(group.place, []).append(group)
    labels = sorted(by_place, key=lambda label: (not label, sort_key(label)))
    return tuple(Place(label, tuple(by_place[label])) for label in labels)
