"""The list of groups: what one person may see, filtered, in dictionary order, a page at a time by key."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, Exists, IntegerField, OuterRef, Q, QuerySet, Subquery, Value, When

from ruamphon.core.text import Text
from ruamphon.core.thai_text import search_key
from ruamphon.home.marks import mark_of
from ruamphon.pathway.models import Gate
from ruamphon.pathway.queries import CurrentStage, current_stages
from ruamphon.people.access import few_scopes_for, reaches
from ruamphon.people.enums import Permission
from ruamphon.people.models import Account
from ruamphon.programmes.enums import EnrolmentState
from ruamphon.programmes.models import Activity, Cohort, Enrolment
from ruamphon.registry.enums import WorkKind
from ruamphon.registry.models import Enterprise
from ruamphon.registry.search_index import ids_holding

A_PAGE = 24
MOST_LOOKED_UP = 1_500
"""Up to so many groups are looked up one by one and sorted; for more, the list is read in order until a page is full.

With half a hundred thousand groups either way touches about two thousand rows at most, whoever asks.
"""
MOST_COUNTED = 100
"""Counting stops here: people are told "99+"."""

STAGES = 4
FINISHED = STAGES + 1


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the filter asks for; None and "" mean anything. `stage` 5 is all stages passed."""

    words: str = ""
    cohort: Cohort | None = None
    kind: str = ""
    stage: int | None = None

    @property
    def is_narrowed(self) -> bool:
        """Whether anything was asked for."""
        return bool(self.words or self.cohort or self.kind or self.stage)


@dataclass(frozen=True, slots=True)
class StagePicture:
    """Where a group stands, as a row of dots and in words."""

    dots: tuple[str, ...]
    label: Text
    is_stopped: bool


@dataclass(frozen=True, slots=True)
class GroupRow:
    """One group in the list."""

    enterprise: Enterprise
    mark: str
    kind: Text | None
    cohort: Text | None
    state: Text | None
    stage: StagePicture | None
    last_activity_on: date | None


@dataclass(frozen=True, slots=True)
class GroupPage:
    """One page of the list; `after` is the key of the next page, None on the last one."""

    rows: tuple[GroupRow, ...]
    count: int
    after: int | None


def group_page(account: Account, wanted: Wanted, *, after: int | None = None) -> GroupPage:
    """The groups an account may see that fit, by name. The number of queries does not grow with the groups."""
    fitting = _narrowed(_seen(account), wanted)
    in_order = _beyond(fitting, after).order_by("sort_text", "pk")
    found = list(in_order.values_list("pk", flat=True)[: A_PAGE + 1])
    shown = list(_with_details(found[:A_PAGE], wanted.cohort))
    is_whole = after is None and len(found) <= A_PAGE
    count = len(found) if is_whole else fitting.order_by()[:MOST_COUNTED].count()
    return GroupPage(_rows(account, shown), count, found[A_PAGE - 1] if len(found) > A_PAGE else None)


def groups_wanted(account: Account, wanted: Wanted) -> QuerySet[Enterprise]:
    """All groups an account may see that fit, as the list shows them: for a table to take away."""
    return _narrowed(Enterprise.objects.visible_to(account), wanted)


def cohorts_to_choose(account: Account) -> QuerySet[Cohort]:
    """Cohorts of the groups an account may see, newest first."""
    few = few_scopes_for(account, Permission.ENTERPRISE_READ, MOST_LOOKED_UP)
    if few is None:
        seen = Q(Exists(Enrolment.objects.visible_to(account).filter(cohort=OuterRef("pk"))))
    else:
        seen = Q(pk__in=Enrolment.objects.filter(enterprise__scope__in=few).values("cohort"))
    return Cohort.objects.filter(seen).order_by("programme", "-number")


def _seen(account: Account) -> QuerySet[Enterprise]:
    """The groups an account may see, asked for in the way that is quick for as many as these are."""
    few = few_scopes_for(account, Permission.ENTERPRISE_READ, MOST_LOOKED_UP)
    return Enterprise.objects.visible_to(account) if few is None else Enterprise.objects.filter(scope__in=few)


def _narrowed(groups: QuerySet[Enterprise], wanted: Wanted) -> QuerySet[Enterprise]:
    groups = _holding(groups, search_key(wanted.words).split())
    if wanted.kind:
        groups = groups.filter(work_kind=wanted.kind)
    if wanted.cohort:
        groups = groups.filter(enrolments__cohort=wanted.cohort)
    if wanted.stage:
        groups = groups.annotate(shown_enrolment=_shown_enrolment(wanted.cohort)).filter(
            _at_stage(wanted.stage)
        )
    return groups


def _holding(groups: QuerySet[Enterprise], words: Sequence[str]) -> QuerySet[Enterprise]:
    """Groups whose search key holds every word: by the index where few do, reading in order where many do."""
    few = ids_holding(Enterprise, words, MOST_LOOKED_UP)
    if few is not None:
        groups = groups.filter(pk__in=few)
    for word in words:
        groups = groups.filter(search_text__contains=word)
    return groups


def _beyond(groups: QuerySet[Enterprise], after: int | None) -> QuerySet[Enterprise]:
    last = groups.filter(pk=after).values_list("sort_text", "pk").first() if after else None
    if last is None:
        return groups
    sort_text, pk = last
    return groups.filter(Q(sort_text__gt=sort_text) | Q(sort_text=sort_text, pk__gt=pk))


def _with_details(pks: Sequence[int], cohort: Cohort | None) -> QuerySet[Any]:
    """The groups of one page with what a line tells of them: worked out for these alone, not for all that fit."""
    activities = Activity.objects.filter(enrolments__enterprise=OuterRef("pk")).order_by("-happened_on")
    return (
        Enterprise.objects.filter(pk__in=pks)
        .annotate(
            shown_enrolment=_shown_enrolment(cohort),
            last_activity_on=Subquery(activities.values("happened_on")[:1]),
        )
        .order_by("sort_text", "pk")
    )


def _shown_enrolment(cohort: Cohort | None) -> Subquery:
    """The enrolment a line tells of: the one in the cohort asked for, else one in progress, else the newest."""
    enrolments = Enrolment.objects.filter(enterprise=OuterRef("pk"))
    if cohort:
        enrolments = enrolments.filter(cohort=cohort)
    return Subquery(in_order_of_interest(enrolments).values("pk")[:1], output_field=IntegerField())


def in_order_of_interest(enrolments: QuerySet[Enrolment]) -> QuerySet[Enrolment]:
    """Those in progress first, then the newest."""
    underway = Case(
        When(state__in=[EnrolmentState.ACTIVE, EnrolmentState.SELECTED], then=Value(0)), default=Value(1)
    )
    return enrolments.order_by(underway, "-cohort__number", "-pk")


def _at_stage(stage: int) -> Q:
    """The enrolment shown has a playbook, passed every stage before this one, and not this one."""
    follows = Exists(Enrolment.objects.filter(pk=OuterRef("shown_enrolment"), cohort__playbook__isnull=False))
    before = Q(follows)
    for number in range(1, stage):
        before &= Q(_passed(number))
    return before if stage >= FINISHED else before & ~Q(_passed(stage))


def _passed(number: int) -> Exists:
    return Exists(Gate.objects.passed().filter(enrolment=OuterRef("shown_enrolment"), stage_number=number))


def _rows(account: Account, groups: Sequence[Any]) -> tuple[GroupRow, ...]:
    enrolments = Enrolment.objects.select_related("cohort").in_bulk(
        [group.shown_enrolment for group in groups if group.shown_enrolment]
    )
    stages = _stages(account, groups, enrolments.values())
    return tuple(_row(group, enrolments.get(group.shown_enrolment), stages) for group in groups)


def _stages(
    account: Account, groups: Sequence[Enterprise], enrolments: Iterable[Enrolment]
) -> dict[int, CurrentStage | None]:
    shown = Enterprise.objects.filter(pk__in=[group.pk for group in groups])
    told = set(shown.filter(reaches(account, Permission.GATE_READ, "scope")).values_list("pk", flat=True))
    return current_stages([each for each in enrolments if each.enterprise_id in told])


def _row(group: Any, enrolment: Enrolment | None, stages: dict[int, CurrentStage | None]) -> GroupRow:
    stage = stages.get(enrolment.pk) if enrolment else None
    return GroupRow(
        enterprise=group,
        mark=mark_of(group.name_th),
        kind=WorkKind(group.work_kind).label if group.work_kind != WorkKind.UNKNOWN else None,
        cohort=enrolment.cohort.name if enrolment else None,
        state=EnrolmentState(enrolment.state).label if enrolment else None,
        stage=stage_picture(stage) if stage else None,
        last_activity_on=group.last_activity_on,
    )


STAGE_NAMED = Text("{name} · {number} จาก {of}", "{name} · {number} of {of}")
STAGE_STOPPED = Text("หยุดไว้ที่{name} · {number} จาก {of}", "Stopped: {name} · {number} of {of}")


def stage_picture(stage: CurrentStage) -> StagePicture:
    """Dots for a small picture (done, current, stopped, next) and the sentence beside it."""
    return StagePicture(
        dots=tuple(_dot(number, stage) for number in range(1, stage.of + 1)),
        label=_stage_label(stage),
        is_stopped=stage.is_stopped,
    )


def _dot(number: int, stage: CurrentStage) -> str:
    if stage.number is None or number < stage.number:
        return "done"
    if number > stage.number:
        return "next"
    return "stopped" if stage.is_stopped else "current"


def _stage_label(stage: CurrentStage) -> Text:
    if stage.number is None:
        return stage.name
    sentence = STAGE_STOPPED if stage.is_stopped else STAGE_NAMED
    return sentence.format(number=stage.number, name=stage.name, of=stage.of)
