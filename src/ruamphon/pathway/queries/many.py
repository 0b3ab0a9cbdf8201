"""Where many groups stand, what each lacks and whose turn it is: as the roadmap tells it, for a whole cohort at once.

The number of queries does not grow with the groups.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from ruamphon.core.audit import person_id
from ruamphon.pathway import facts
from ruamphon.pathway.domain import (
    Criterion,
    EvidenceItem,
    FactValue,
    GateResult,
    Playbook,
    Stage,
    evaluate_gate,
    next_steps,
)
from ruamphon.pathway.enums import CriterionKind, EvidenceStatus, GateState
from ruamphon.pathway.models import Evidence, Gate, SignOff
from ruamphon.pathway.queries.playbooks import playbook_of
from ruamphon.pathway.queries.roadmap import ANOTHER_OFFICER, DECIDE, DECIDE_BUTTON, IN_PROGRESS, SEE_BUTTON
from ruamphon.pathway.queries.stages import Progress, progress_of_many
from ruamphon.pathway.queries.turns import Scene, Turn, Viewer, next_turn
from ruamphon.pathway.rules.roles import carries
from ruamphon.pathway.times import local_day, local_day_or_none
from ruamphon.people.enums import Permission, Role
from ruamphon.people.models import Account
from ruamphon.programmes.facts_of_many import MANY as OF_ENROLMENTS
from ruamphon.programmes.models import Cohort, Enrolment, PlaybookVersion
from ruamphon.programmes.rules.own_of_many import roles_for_many
from ruamphon.registry.facts_of_many import MANY as OF_ENTERPRISES


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one group stands. `stage` is None when all are passed, or there is no playbook.

    `result` and `turn` are told of groups in progress only; `began_on` is the day the present stage began, None
    where nobody wrote it down.
    """

    playbook: Playbook | None
    progress: Progress
    stage: Stage | None
    began_on: date | None
    result: GateResult | None = None
    open_gate: Gate | None = None
    turn: Turn | None = None

    @property
    def missing(self) -> tuple[Criterion, ...]:
        """The criteria without which the present stage cannot be passed, in the playbook's order."""
        codes = set(self.result.missing) if self.result else set()
        return tuple(each for each in self.stage.criteria if each.code in codes) if self.stage else ()


def standings_of(enrolments: Iterable[Enrolment], account: Account, *, on: date) -> dict[int, Standing]:
    """Enrolment id → where the group stands on a day, with the turn as this account sees it.

    The enrolments come with their enterprise and cohort loaded, and are among those the account may see.
    """
    listed = list(enrolments)
    playbooks = _playbooks({each.cohort_id: each.cohort for each in listed})
    progress = progress_of_many([each.pk for each in listed])
    now = {each.pk: _present(playbooks.get(each.cohort_id), progress[each.pk]) for each in listed}
    running = [each for each in listed if each.state in IN_PROGRESS]
    gathered = _gather(running, now, account, on)
    return {
        each.pk: _standing(each, playbooks.get(each.cohort_id), progress[each.pk], now[each.pk], gathered)
        for each in listed
    }


def facts_of_many(
    names: Collection[str], enrolments: Collection[Enrolment], *, on: date
) -> dict[int, dict[str, FactValue]]:
    """Enrolment id → what each named fact is on a day, as `facts.values` tells it for one.

    A fact that nobody has written for many is asked group by group: right, but slower.
    """
    told: dict[int, dict[str, FactValue]] = {each.pk: {} for each in enrolments}
    for name in sorted(set(names) & facts.FACTS.keys()):
        for number, value in _read(name, enrolments, on).items():
            told[number][name] = FactValue.of(value)
    return told


def _read(name: str, enrolments: Collection[Enrolment], on: date) -> Mapping[int, facts.Measured]:
    if name in OF_ENTERPRISES:
        of_groups = OF_ENTERPRISES[name]([each.enterprise_id for each in enrolments], on)
        return {each.pk: of_groups.get(each.enterprise_id) for each in enrolments}
    if name in OF_ENROLMENTS:
        found = OF_ENROLMENTS[name]([each.pk for each in enrolments], on)
        return {each.pk: found.get(each.pk) for each in enrolments}
    return {each.pk: facts.FACTS[name].value(each, on) for each in enrolments}


def _playbooks(cohorts: Mapping[int, Cohort]) -> dict[int, Playbook]:
    followed = {pk: cohort.playbook_id for pk, cohort in cohorts.items() if cohort.playbook_id}
    versions = PlaybookVersion.objects.in_bulk(set(followed.values()))
    return {pk: playbook_of(versions[version]) for pk, version in followed.items()}


def _present(playbook: Playbook | None, progress: Progress) -> Stage | None:
    return progress.current(playbook) if playbook else None


@dataclass(frozen=True, slots=True)
class _Gathered:
    """Everything the groups in progress are judged on, by enrolment id."""

    on: date
    person: int
    facts: Mapping[int, Mapping[str, FactValue]]
    pieces: Mapping[int, list[Evidence]]
    signed: Mapping[int, list[SignOff]]
    gates: Mapping[int, Gate]
    roles: Mapping[int, frozenset[Role]]


def _gather(
    running: Collection[Enrolment], now: Mapping[int, Stage | None], account: Account, on: date
) -> _Gathered:
    stages = [stage for stage in now.values() if stage]
    asked = {each.fact for stage in stages for each in stage.criteria if each.fact}
    numbers = [each.pk for each in running]
    signatures = SignOff.objects.filter(enrolment__in=numbers)
    waiting = Gate.objects.filter(enrolment__in=numbers, state=GateState.PROPOSED).defer("record")
    return _Gathered(
        on=on,
        person=person_id(account) or 0,
        facts=facts_of_many(asked, running, on=on),
        pieces=_grouped(Evidence.objects.filter(enrolment__in=numbers)),
        signed=_grouped(signatures),
        gates={gate.enrolment_id: gate for gate in waiting.order_by("-stage_number")},
        roles=roles_for_many(account, running),
    )


def _grouped(rows: Iterable[Any]) -> dict[int, list[Any]]:
    grouped = defaultdict(list)
    for row in rows:
        grouped[row.enrolment_id].append(row)
    return grouped


def _standing(
    enrolment: Enrolment,
    playbook: Playbook | None,
    progress: Progress,
    stage: Stage | None,
    gathered: _Gathered,
) -> Standing:
    began_on = _began_on(enrolment, stage, progress)
    if enrolment.pk not in gathered.roles:
        return Standing(playbook, progress, stage, began_on)
    result = _judged(enrolment, stage, gathered) if stage else None
    gate = gathered.gates.get(enrolment.pk)
    scene = _scene(enrolment, stage, began_on, gathered)
    if gate:
        turn = _deciding(gate, scene)
    elif result is None or progress.stopped:
        turn = None
    else:
        turn = next_turn(next_steps(result, list(scene.criteria.values())), scene)
    return Standing(playbook, progress, stage, began_on, result, gate, turn)


def _began_on(enrolment: Enrolment, stage: Stage | None, progress: Progress) -> date | None:
    before = progress.passed.get(stage.number - 1) if stage else None
    return before.decided_on if before else enrolment.enrolled_on


def _judged(enrolment: Enrolment, stage: Stage, gathered: _Gathered) -> GateResult:
    items = (
        *(_piece(row) for row in gathered.pieces.get(enrolment.pk, ())),
        *_signatures(stage, gathered.signed.get(enrolment.pk, ())),
    )
    return evaluate_gate(
        stage.criteria, gathered.facts[enrolment.pk], items, on=gathered.on, wording=facts.WORDING
    )


def _piece(row: Evidence) -> EvidenceItem:
    """Without the hashes of its files: they seal a decision, and nothing is decided here."""
    return EvidenceItem(
        criterion=row.criterion_code,
        status=EvidenceStatus(row.status),
        happened_on=row.happened_on,
        accepted_on=local_day_or_none(row.accepted_at),
        withdrawn_on=local_day_or_none(row.withdrawn_at),
        ref=f"evidence:{row.pk}",
    )


def _signatures(stage: Stage, rows: Iterable[SignOff]) -> list[EvidenceItem]:
    signers = {each.code: each.reviewed_by for each in stage.criteria if each.kind is CriterionKind.SIGN_OFF}
    return [
        EvidenceItem(
            criterion=row.criterion_code,
            status=EvidenceStatus.WITHDRAWN if row.withdrawn_at else EvidenceStatus.ACCEPTED,
            happened_on=local_day(row.signed_at),
            accepted_on=local_day(row.signed_at),
            withdrawn_on=local_day_or_none(row.withdrawn_at),
            ref=f"sign-off:{row.pk}",
        )
        for row in rows
        if signers.get(row.criterion_code) == row.role
    ]


def _scene(enrolment: Enrolment, stage: Stage | None, began_on: date | None, gathered: _Gathered) -> Scene:
    criteria = {each.code: each for each in stage.criteria} if stage else {}
    pieces = defaultdict(list)
    for row in gathered.pieces.get(enrolment.pk, ()):
        if row.criterion_code in criteria and row.status != EvidenceStatus.WITHDRAWN:
            pieces[row.criterion_code].append(row)
    viewer = Viewer(gathered.person, gathered.roles[enrolment.pk])
    return Scene(enrolment, criteria, viewer, began_on, pieces)


def _deciding(gate: Gate, scene: Scene) -> Turn:
    """As the roadmap says it: whose turn a waiting proposal is."""
    decides = gate.proposed_by_id != scene.viewer.person_id and carries(
        scene.viewer.roles, Permission.GATE_DECIDE
    )
    return Turn(
        sentence=DECIDE.format(number=gate.stage_number),
        whose=ANOTHER_OFFICER,
        is_mine=decides,
        since=local_day(gate.proposed_at),
        url=reverse("pathway:gate", args=[gate.pk]),
        button=DECIDE_BUTTON if decides else SEE_BUTTON,
    )
