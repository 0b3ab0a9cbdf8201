"""How many groups stand on a day, gathered at once: stage, what is missing, and the days things happened."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Max

from ruamphon.pathway.domain import Criterion, EvidenceItem, GateResult, Playbook, Stage, evaluate_gate
from ruamphon.pathway.domain.stalls import (
    DECIDE_DAYS,
    QUIET_DAYS,
    Length,
    OpenCondition,
    Standstill,
    even_share,
)
from ruamphon.pathway.enums import GateState, Outcome
from ruamphon.pathway.facts import WORDING
from ruamphon.pathway.models import Evidence, Gate, GateCondition, SignOff
from ruamphon.pathway.queries.many import evidence_of_many, values_of_many
from ruamphon.pathway.queries.playbooks import playbook_for
from ruamphon.pathway.queries.stages import Progress, progress_of_many
from ruamphon.pathway.times import local_day
from ruamphon.programmes.enums import TaskState
from ruamphon.programmes.models import Activity, DeliverableVersion, Enrolment, Task, Team


@dataclass(frozen=True)
class GroupState:
    """One group on a day. `stage` and `result` are None when all stages are passed or it has no playbook."""

    enrolment: Enrolment
    playbook: Playbook | None
    progress: Progress
    stage: Stage | None
    result: GateResult | None
    items: tuple[EvidenceItem, ...]
    open_gate: Gate | None
    standstill: Standstill


def group_states(enrolments: Iterable[Enrolment], *, on: date) -> dict[int, GroupState]:
    """Enrolment id → how the group stands as of `on`. The number of queries does not grow with the groups."""
    rows = _with_relations(enrolments)
    progress = progress_of_many([each.pk for each in rows])
    stages = {each.pk: _stage_of(each, progress[each.pk]) for each in rows}
    asked = {pk: stage.criteria for pk, stage in stages.items() if stage}
    items = evidence_of_many(asked)
    results = _results(rows, asked, items, on)
    gates, recorded, conditions = _open_gates(rows), _last_recorded(rows), _open_conditions(rows)
    found = {}
    for each in rows:
        pk, playbook = each.pk, playbook_for(each)
        found[pk] = GroupState(
            enrolment=each,
            playbook=playbook,
            progress=progress[pk],
            stage=stages[pk],
            result=results.get(pk),
            items=items.get(pk, ()),
            open_gate=gates.get(pk),
            standstill=_standstill(
                each,
                playbook,
                progress[pk],
                stages[pk],
                recorded=max(filter(None, [recorded.get(pk), each.enrolled_on]), default=None),
                complete_on=_complete_on(results.get(pk), items.get(pk, ()), recorded.get(pk)),
                gate=gates.get(pk),
                conditions=tuple(conditions[pk]),
            ),
        )
    return found


def _with_relations(enrolments: Iterable[Enrolment]) -> list[Enrolment]:
    numbers = [each.pk for each in enrolments]
    rows = Enrolment.objects.filter(pk__in=numbers).select_related(
        "enterprise", "cohort__playbook", "cohort__programme"
    )
    return list(rows.order_by("pk"))


def _stage_of(enrolment: Enrolment, progress: Progress) -> Stage | None:
    playbook = playbook_for(enrolment)
    return progress.current(playbook) if playbook else None


def _results(
    rows: Sequence[Enrolment],
    asked: Mapping[int, Sequence[Criterion]],
    items: Mapping[int, tuple[EvidenceItem, ...]],
    on: date,
) -> dict[int, GateResult]:
    names = {each.fact for criteria in asked.values() for each in criteria if each.fact}
    facts = values_of_many(names, rows, on=on)
    return {
        pk: evaluate_gate(criteria, facts[pk], items[pk], on=on, wording=WORDING)
        for pk, criteria in asked.items()
    }


def _standstill(
    enrolment: Enrolment,
    playbook: Playbook | None,
    progress: Progress,
    stage: Stage | None,
    *,
    recorded: date | None,
    complete_on: date | None,
    gate: Gate | None,
    conditions: tuple[OpenCondition, ...],
) -> Standstill:
    return Standstill(
        stage=stage.number if stage else None,
        began_on=began_on(enrolment, stage, progress),
        recorded_on=recorded,
        length=_length(enrolment, playbook, stage),
        complete_on=complete_on,
        proposed_on=local_day(gate.proposed_at) if gate else None,
        conditions=conditions,
        quiet_days=(playbook.quiet_days if playbook else None) or QUIET_DAYS,
        decide_days=(playbook.decide_days if playbook else None) or DECIDE_DAYS,
    )


def began_on(enrolment: Enrolment, stage: Stage | None, progress: Progress) -> date | None:
    """The day a group came into its stage: the last decision before it, else the day it was enrolled."""
    before = progress.passed.get(stage.number - 1) if stage else None
    return before.decided_on if before else enrolment.enrolled_on or enrolment.cohort.begins_on


def _length(enrolment: Enrolment, playbook: Playbook | None, stage: Stage | None) -> Length | None:
    if playbook is None or stage is None:
        return None
    if stage.expected_days:
        return Length(stage.expected_days)
    return even_share(enrolment.cohort.begins_on, enrolment.cohort.ends_on, len(playbook.stages))


def _complete_on(
    result: GateResult | None, items: Iterable[EvidenceItem], recorded: date | None
) -> date | None:
    """The day the last thing came in that a complete stage rests on, as far as the records tell."""
    if result is None or not result.passed:
        return None
    accepted = [item.accepted_on for item in items if item.accepted_on and not item.withdrawn_on]
    return max(accepted, default=recorded)


def _open_gates(rows: Sequence[Enrolment]) -> dict[int, Gate]:
    waiting = Gate.objects.filter(enrolment__in=rows, state=GateState.PROPOSED).defer("record")
    return {gate.enrolment_id: gate for gate in waiting.order_by("-stage_number")}


def _open_conditions(rows: Sequence[Enrolment]) -> dict[int, list[OpenCondition]]:
    standing = Gate.objects.standing().filter(enrolment__in=rows, outcome=Outcome.PASSED_WITH_CONDITIONS)
    found = defaultdict(list)
    open_ones = GateCondition.objects.filter(gate__in=standing.values("pk"), task__state=TaskState.OPEN)
    for row in open_ones.select_related("gate"):
        found[row.gate.enrolment_id].append(OpenCondition(row.text, row.due_on, row.task_id or 0))
    return found


def _last_recorded(rows: Sequence[Enrolment]) -> dict[int, date]:
    """The last day on which an activity took place or anything else was recorded for each group. Two queries."""
    visits = Activity.enrolments.through.objects.filter(enrolment__in=rows, activity__binned_at__isnull=True)
    last = dict(visits.order_by().values_list("enrolment").annotate(day=Max("activity__happened_on")))
    first, *others = (
        _latest(model, path, field, rows) for model, path, fields in RECORDED for field in fields
    )
    for pk, moment in first.union(*others, all=True):
        day = local_day(moment)
        last[pk] = max(day, last.get(pk, day))
    return last


def _latest(model: Any, path: str, field: str, rows: Sequence[Enrolment]) -> Any:
    told = model.objects.filter(**{f"{path}__in": rows, f"{field}__isnull": False}).order_by()
    return told.values_list(path).annotate(moment=Max(field))


RECORDED: tuple[tuple[Any, str, tuple[str, ...]], ...] = (
    (Evidence, "enrolment", ("submitted_at", "reviewed_at")),
    (SignOff, "enrolment", ("signed_at",)),
    (DeliverableVersion, "deliverable__enrolment", ("made_at", "checked_at", "returned_at", "accepted_at")),
    (Task, "enrolment", ("done_at",)),
    (Gate, "enrolment", ("proposed_at", "decided_at")),
    (Team, "enrolment", ("accepted_at",)),
)
"""What counts as something recorded for a group, besides activities, and the moments that tell."""
