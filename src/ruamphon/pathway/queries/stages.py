"""Where groups stand: which stage is passed, now, or stopped."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from ruamphon.core import thai_dates
from ruamphon.core.text import Text
from ruamphon.pathway.domain import Playbook, Stage
from ruamphon.pathway.enums import GateState, Outcome
from ruamphon.pathway.models import Gate
from ruamphon.pathway.queries.playbooks import playbook_for, playbook_of
from ruamphon.programmes.models import Cohort, Enrolment, PlaybookVersion

PASSING = (Outcome.PASSED, Outcome.PASSED_WITH_CONDITIONS)
PASSED_ON = Text("เมื่อ {day}", "on {day}")
WITH_CONDITIONS = Text("มีเงื่อนไขที่ต้องทำต่อ · {day}", "with conditions · {day}")
FINISHED = Text("ผ่านครบทุกขั้นแล้ว", "All stages passed")


@dataclass(frozen=True)
class Progress:
    """The standing decisions of one enrolment: passed stages with their gates, and where it was stopped."""

    passed: dict[int, Gate] = field(default_factory=dict)
    stopped: Gate | None = None

    def current(self, playbook: Playbook) -> Stage | None:
        """The first stage not passed yet; None when all are."""
        return next((stage for stage in playbook.stages if stage.number not in self.passed), None)


@dataclass(frozen=True)
class StageState:
    """One stage of the stepper: `state` is done, current, next or stopped."""

    number: int
    name: Text
    state: str
    note: Text | str = ""


@dataclass(frozen=True)
class CurrentStage:
    """Where one group stands, for a line in a list. `number` is None when all stages are passed."""

    number: int | None
    name: Text
    of: int
    passed: int
    is_stopped: bool = False


def progress_of(enrolment: Enrolment) -> Progress:
    """The standing decisions of one enrolment; one query."""
    return progress_of_many([enrolment.pk])[enrolment.pk]


def progress_of_many(enrolment_ids: Collection[int]) -> dict[int, Progress]:
    """The standing decisions of many enrolments; one query however many."""
    gates: dict[int, list[Gate]] = defaultdict(list)
    standing = Gate.objects.standing().filter(enrolment__in=list(enrolment_ids)).defer("record")
    for gate in standing.order_by("decided_at", "pk"):
        gates[gate.enrolment_id].append(gate)
    return {pk: _progress(gates[pk]) for pk in enrolment_ids}


def _progress(gates: Iterable[Gate]) -> Progress:
    listed = list(gates)
    return Progress(
        passed={gate.stage_number: gate for gate in listed if gate.outcome in PASSING},
        stopped=next((gate for gate in listed if gate.outcome == Outcome.STOPPED), None),
    )


def current_stage(enrolment: Enrolment) -> Stage | None:
    """The stage the group works on now; None when all are passed or the cohort has no playbook."""
    playbook = playbook_for(enrolment)
    return progress_of(enrolment).current(playbook) if playbook else None


def stage_states(enrolment: Enrolment) -> list[StageState]:
    """All stages for the stepper; empty when the cohort has no playbook."""
    playbook = playbook_for(enrolment)
    return states_of(playbook, progress_of(enrolment)) if playbook else []


def states_of(playbook: Playbook, progress: Progress) -> list[StageState]:
    """As `stage_states`, from what is already known."""
    current = progress.current(playbook)
    return [_state(stage, current, progress) for stage in playbook.stages]


def _state(stage: Stage, current: Stage | None, progress: Progress) -> StageState:
    gate = progress.passed.get(stage.number)
    if gate:
        return StageState(stage.number, stage.name, "done", _passed_note(gate))
    if current is None or stage.number != current.number:
        return StageState(stage.number, stage.name, "next")
    return StageState(stage.number, stage.name, "stopped" if progress.stopped else "current")


def _passed_note(gate: Gate) -> Text | str:
    sentence = WITH_CONDITIONS if gate.outcome == Outcome.PASSED_WITH_CONDITIONS else PASSED_ON
    return sentence.format(day=thai_dates.text(gate.decided_on)) if gate.decided_on else ""


def current_stages(enrolments: Iterable[Enrolment]) -> dict[int, CurrentStage | None]:
    """Enrolment id → where the group stands; None where its cohort has no playbook. Three queries at most."""
    listed = list(enrolments)
    playbooks = _playbooks_of_cohorts({enrolment.cohort_id for enrolment in listed})
    progress = progress_of_many([enrolment.pk for enrolment in listed])
    return {each.pk: _where(playbooks.get(each.cohort_id), progress[each.pk]) for each in listed}


def _playbooks_of_cohorts(cohort_ids: Collection[int]) -> dict[int, Playbook]:
    followed = dict(
        Cohort.objects.filter(pk__in=cohort_ids, playbook__isnull=False).values_list("pk", "playbook_id")
    )
    versions = PlaybookVersion.objects.in_bulk(set(followed.values()))
    return {cohort: playbook_of(versions[version]) for cohort, version in followed.items()}


def _where(playbook: Playbook | None, progress: Progress) -> CurrentStage | None:
    if playbook is None:
        return None
    current, of, passed = progress.current(playbook), len(playbook.stages), len(progress.passed)
    if current is None:
        return CurrentStage(None, FINISHED, of, passed)
    return CurrentStage(current.number, current.name, of, passed, is_stopped=progress.stopped is not None)


def open_gate(enrolment: Enrolment) -> Gate | None:
    """The proposal that waits for a decision, if any."""
    waiting = Gate.objects.filter(enrolment=enrolment, state=GateState.PROPOSED)
    return waiting.select_related("proposed_by").order_by("stage_number").first()
