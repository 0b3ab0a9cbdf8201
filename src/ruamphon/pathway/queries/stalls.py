"""The stall alarm: which groups stand still, since when, why, and the next sensible step with its link."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from ruamphon.core.text import Text
from ruamphon.pathway.domain import Criterion, Step, next_steps
from ruamphon.pathway.domain.stalls import Found, Standstill, find_stalls
from ruamphon.pathway.enums import CriterionKind, EvidenceStatus, StallKind, StepKind
from ruamphon.pathway.facts import FACTS
from ruamphon.pathway.queries.group_states import GroupState, group_states
from ruamphon.pathway.rules.roles import signs
from ruamphon.people.access import reaches
from ruamphon.people.enums import Permission, Role
from ruamphon.programmes.enums import CohortState, EnrolmentState
from ruamphon.programmes.models import Enrolment

IN_PROGRESS = frozenset({EnrolmentState.SELECTED, EnrolmentState.ACTIVE})
DECIDE = Text("ให้เจ้าหน้าที่อีกคนตัดสินข้อเสนอ", "Let another officer decide the proposal")
PROPOSE = Text("เสนอให้กลุ่มผ่านขั้นที่ {number}", "Propose that the group passes stage {number}")
FINISH_CONDITION = Text("ทำเงื่อนไขให้เสร็จ แล้วปิดงาน", "Meet the condition, then close the task")
VISIT = Text("ลงพื้นที่หรือโทรหากลุ่ม แล้วบันทึกไว้", "Visit or call the group, then record it")
LOOK = Text("เปิดเส้นทางของกลุ่ม ดูว่าติดตรงไหน", "Open the roadmap and see where it is stuck")


@dataclass(frozen=True, slots=True)
class Stall:
    """One reason a group counts as standing still.

    It counts from `since`, `days` of it have passed; `step` is the next sensible thing, `url` where it is done.
    """

    kind: StallKind
    since: date
    days: int
    reason: Text
    step: Text
    url: str


@dataclass(frozen=True, slots=True)
class StalledGroup:
    """A group that stands still: its most urgent stall, and the others."""

    enrolment: Enrolment
    first: Stall
    others: tuple[Stall, ...]


@dataclass(frozen=True, slots=True)
class StallPage:
    """Groups that stand still, longest first; `looked_at` is how many groups were asked about."""

    groups: list[StalledGroup]
    looked_at: int
    thresholds: Standstill


def stalls_of(enrolments: Iterable[Enrolment], on: date) -> dict[int, list[Stall]]:
    """Enrolment id → what the group stands still on as of `on`, most urgent (longest) first; [] when it moves.

    Only groups being developed in a running cohort can stall. The number of queries is bounded, however many
    enrolments are given. The links lead to pages that an officer of the programme may open.
    """
    listed = list(enrolments)
    states = group_states(listed, on=on) if listed else {}
    return {each.pk: _stalls(states[each.pk], on) if each.pk in states else [] for each in listed}


def can_stall(enrolment: Enrolment) -> bool:
    """Whether a group is being developed in a cohort that is running."""
    return enrolment.state in IN_PROGRESS and enrolment.cohort.state == CohortState.RUNNING


def running_enrolments(account: Any, **narrowed: Any) -> Any:
    """Enrolments that can stall, of the programmes an account reads, as a queryset."""
    return Enrolment.objects.filter(
        reaches(account, Permission.PROGRAMME_READ, "cohort__scope"),
        state__in=IN_PROGRESS,
        cohort__state=CohortState.RUNNING,
        **narrowed,
    )


def stall_page(enrolments: Iterable[Enrolment], on: date) -> StallPage:
    """The stalls of a cohort's or programme's groups, the longest standstill first."""
    listed = list(enrolments)
    found = stalls_of(listed, on)
    groups = [
        StalledGroup(each, found[each.pk][0], tuple(found[each.pk][1:])) for each in listed if found[each.pk]
    ]
    groups.sort(key=lambda group: (-group.first.days, group.enrolment.pk))
    return StallPage(groups, len(listed), Standstill(None, None, None))


def _stalls(state: GroupState, on: date) -> list[Stall]:
    if not can_stall(state.enrolment) or state.progress.stopped:
        return []
    return [_stall(found, state) for found in find_stalls(state.standstill, on=on)]


def _stall(found: Found, state: GroupState) -> Stall:
    step, url = STEPS[found.kind](found, state)
    return Stall(found.kind, found.since, found.days, found.reason, step, url)


def _condition(found: Found, _state: GroupState) -> tuple[Text, str]:
    return FINISH_CONDITION, reverse("programmes:task", args=[found.task])


def _undecided(_found: Found, state: GroupState) -> tuple[Text, str]:
    gate = state.open_gate
    return DECIDE, gate.get_absolute_url() if gate else _roadmap(state)


def _unproposed(_found: Found, state: GroupState) -> tuple[Text, str]:
    url = reverse("pathway:gate-propose", args=[state.enrolment.pk])
    return PROPOSE.format(number=state.standstill.stage), url


def _quiet(_found: Found, state: GroupState) -> tuple[Text, str]:
    return VISIT, reverse("programmes:visit-new", args=[state.enrolment.pk])


def _slow(found: Found, state: GroupState) -> tuple[Text, str]:
    """What the stage lacks first, as on the roadmap."""
    if state.open_gate:
        return _undecided(found, state)
    if state.stage is None or state.result is None:
        return LOOK, _roadmap(state)
    step = next(iter(next_steps(state.result, state.stage.criteria)), None)
    if step is None:
        return LOOK, _roadmap(state)
    if step.kind is StepKind.PROPOSE:
        return _unproposed(found, state)
    criteria = {criterion.code: criterion for criterion in state.stage.criteria}
    return step.sentence, _step_url(step, criteria[step.criterion], state)


def _step_url(step: Step, criterion: Criterion, state: GroupState) -> str:
    """The place where the step is done, as far as an officer may do it; else the group's roadmap."""
    pk = state.enrolment.pk
    if step.kind is StepKind.REVIEW:
        return _waiting_piece(criterion, state)
    if criterion.kind is CriterionKind.EVIDENCE:
        return reverse("pathway:evidence-new", args=[pk, criterion.code])
    if criterion.kind is CriterionKind.SIGN_OFF:
        mine = signs({Role.OFFICER}, criterion)
        return reverse("pathway:sign-off-new", args=[pk, criterion.code]) if mine else _roadmap(state)
    fact = FACTS.get(criterion.fact or "")
    if fact is not None and fact.of_enterprise:
        return reverse("registry:enterprise", args=[state.enrolment.enterprise_id])
    return reverse("programmes:enrolment", args=[pk])


def _waiting_piece(criterion: Criterion, state: GroupState) -> str:
    """The piece that has waited longest for its review."""
    waiting = [
        int(item.ref.partition(":")[2])
        for item in state.items
        if item.criterion == criterion.code and item.status is EvidenceStatus.SUBMITTED
    ]
    return reverse("pathway:evidence", args=[min(waiting)]) if waiting else _roadmap(state)


def _roadmap(state: GroupState) -> str:
    return reverse("pathway:roadmap", args=[state.enrolment.pk])


STEPS: dict[StallKind, Callable[[Found, GroupState], tuple[Text, str]]] = {
    StallKind.CONDITION: _condition,
    StallKind.UNDECIDED: _undecided,
    StallKind.UNPROPOSED: _unproposed,
    StallKind.SLOW: _slow,
    StallKind.QUIET: _quiet,
}
"""What to do next about each kind of stall, and where."""
