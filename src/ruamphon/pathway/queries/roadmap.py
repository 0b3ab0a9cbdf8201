"""Everything the roadmap page prints: where the group stands, what is missing, whose turn it is."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from ruamphon.core.audit import person_id
from ruamphon.core.text import Text
from ruamphon.pathway.domain import Criterion, Finding, GateResult, Stage, next_steps, origin
from ruamphon.pathway.enums import CriterionKind, EvidenceStatus, Outcome
from ruamphon.pathway.facts import WORDING
from ruamphon.pathway.models import Evidence, Gate, GateCondition, SignOff
from ruamphon.pathway.queries.evaluation import evaluate
from ruamphon.pathway.queries.playbooks import playbook_for
from ruamphon.pathway.queries.stages import Progress, StageState, open_gate, progress_of, states_of
from ruamphon.pathway.queries.turns import Scene, Turn, Viewer, next_turn, review_url, url_for
from ruamphon.pathway.rules.roles import acts_as, carries
from ruamphon.pathway.times import local_day
from ruamphon.people.access import has_permission
from ruamphon.people.enums import Permission
from ruamphon.programmes import queries as programmes_queries
from ruamphon.programmes.enums import EnrolmentState, TaskState
from ruamphon.programmes.models import Enrolment, PlaybookVersion
from ruamphon.programmes.rules import roles_for

IN_PROGRESS = frozenset({EnrolmentState.SELECTED, EnrolmentState.ACTIVE})
DECIDE = Text("มีข้อเสนอให้ผ่านขั้นที่ {number} รอการตัดสิน", "A proposal to pass stage {number} waits for a decision")
DECIDE_BUTTON = Text("ดูและตัดสิน", "Look and decide")
SEE_BUTTON = Text("ดูข้อเสนอ", "See the proposal")
ANOTHER_OFFICER = Text("เจ้าหน้าที่อีกคน (ผู้เสนอตัดสินเองไม่ได้)", "Another officer (not the one who proposed)")


@dataclass(frozen=True)
class Piece:
    """One thing handed in or signed for a criterion, as a line with its state."""

    label: str
    status: Text
    tone: str
    on: date
    url: str


@dataclass(frozen=True)
class CriterionRow:
    """One criterion with how it stands, and this viewer's link for it where they have one."""

    code: str
    name: Text
    guidance: Text
    kind: str
    met: bool
    tone: str
    reason: Text
    whose: Text
    is_mine: bool
    url: str
    review_url: str
    blocks: bool
    expires_on: date | None
    pieces: tuple[Piece, ...]
    origin: Text


@dataclass(frozen=True)
class ConditionRow:
    """What a group passed on condition of."""

    text: str
    due_on: date
    is_done: bool
    is_late: bool
    gate_url: str


@dataclass(frozen=True)
class Roadmap:
    """The page. `stage` is None when all stages are passed, or there is no playbook."""

    enrolment: Enrolment
    version: PlaybookVersion | None
    stages: list[StageState]
    stage: Stage | None
    result: GateResult | None
    turn: Turn | None
    missing: list[CriterionRow]
    warnings: list[CriterionRow]
    met: list[CriterionRow]
    open_gate: Gate | None
    stopped: Gate | None
    gates: list[Gate]
    conditions: list[ConditionRow]
    helpers: list[Any]
    can_propose: bool

    @property
    def is_finished(self) -> bool:
        """Whether every stage is passed."""
        return bool(self.stages) and self.stage is None

    @property
    def is_running(self) -> bool:
        """Whether the group is still being developed."""
        return self.enrolment.state in IN_PROGRESS


def roadmap(enrolment: Enrolment, account: Any, on: date) -> Roadmap:
    """The group's page on a day as one person sees it: links appear only where that person may follow them."""
    playbook = playbook_for(enrolment)
    progress, waiting = progress_of(enrolment), open_gate(enrolment)
    stage = progress.current(playbook) if playbook else None
    result = evaluate(enrolment, stage, on=on) if stage else None
    scene = _scene(enrolment, stage, account, progress)
    titles = playbook.titles if playbook else {}
    rows = _rows(stage, result, scene, titles) if stage and result else []
    return Roadmap(
        enrolment=enrolment,
        version=enrolment.cohort.playbook,
        stages=states_of(playbook, progress) if playbook else [],
        stage=stage,
        result=result,
        turn=_turn(result, scene, waiting, account, progress),
        missing=[row for row in rows if not row.met and row.blocks],
        warnings=[row for row in rows if not row.met and not row.blocks],
        met=[row for row in rows if row.met],
        open_gate=waiting,
        stopped=progress.stopped,
        gates=_past_gates(enrolment),
        conditions=_conditions(enrolment, on),
        helpers=list(programmes_queries.helpers_of(enrolment, on)),
        can_propose=_may_propose(scene, stage, waiting, progress),
    )


def _scene(enrolment: Enrolment, stage: Stage | None, account: Any, progress: Progress) -> Scene:
    criteria = {criterion.code: criterion for criterion in stage.criteria} if stage else {}
    viewer = Viewer(person_id(account) or 0, _acting_roles(enrolment, account))
    return Scene(
        enrolment,
        criteria,
        viewer,
        _began_on(enrolment, stage, progress),
        _pieces_by_code(enrolment, criteria),
    )


def _acting_roles(enrolment: Enrolment, account: Any):
    """The viewer's roles while the group is being developed; afterwards there is nothing to press."""
    running = enrolment.state in IN_PROGRESS
    return roles_for(account, enrolment) if running else frozenset()


def _began_on(enrolment: Enrolment, stage: Stage | None, progress: Progress) -> date | None:
    before = progress.passed.get(stage.number - 1) if stage else None
    return before.decided_on if before else enrolment.enrolled_on


def _pieces_by_code(enrolment: Enrolment, criteria) -> dict[str, list[Evidence]]:
    grouped = defaultdict(list)
    found = Evidence.objects.filter(enrolment=enrolment, criterion_code__in=criteria)
    for piece in found.exclude(status=EvidenceStatus.WITHDRAWN).select_related(
        "submitted_by", "on_behalf_of"
    ):
        grouped[piece.criterion_code].append(piece)
    return grouped


def _turn(
    result: GateResult | None, scene: Scene, waiting: Gate | None, account: Any, progress: Progress
) -> Turn | None:
    if waiting:
        return _deciding(waiting, scene, account)
    if result is None or progress.stopped:
        return None
    return next_turn(next_steps(result, list(scene.criteria.values())), scene)


def _deciding(gate: Gate, scene: Scene, account: Any) -> Turn:
    scope = scene.enrolment.cohort.scope_id
    decides = (
        scene.enrolment.state in IN_PROGRESS
        and gate.proposed_by_id != scene.viewer.person_id
        and has_permission(account, Permission.GATE_DECIDE, scope)
    )
    return Turn(
        sentence=DECIDE.format(number=gate.stage_number),
        whose=ANOTHER_OFFICER,
        is_mine=decides,
        since=local_day(gate.proposed_at),
        url=reverse("pathway:gate", args=[gate.pk]),
        button=DECIDE_BUTTON if decides else SEE_BUTTON,
    )


def _may_propose(scene: Scene, stage: Stage | None, waiting: Gate | None, progress: Progress) -> bool:
    """Whether the viewer has a "propose" link: also before all is there, for "not yet", conditions or a stop."""
    free = stage is not None and waiting is None and progress.stopped is None
    return free and carries(scene.viewer.roles, Permission.GATE_PROPOSE)


def _rows(stage: Stage, result: GateResult, scene: Scene, titles) -> list[CriterionRow]:
    signed = _signatures(scene)
    pairs = zip(stage.criteria, result.findings, strict=True)
    return [_row(criterion, found, scene, signed, titles) for criterion, found in pairs]


def _row(criterion: Criterion, found: Finding, scene: Scene, signed, titles) -> CriterionRow:
    turn = _whose(criterion, found)
    return CriterionRow(
        code=criterion.code,
        name=criterion.name,
        guidance=criterion.guidance,
        kind=criterion.kind.value,
        met=found.met,
        tone=_tone(found),
        reason=found.reason,
        whose=WORDING.role(turn),
        is_mine=acts_as(scene.viewer.roles, turn),
        url=url_for(scene, criterion),
        review_url=review_url(scene, criterion),
        blocks=criterion.severity == "blocks",
        expires_on=found.expires_on,
        pieces=_shown_pieces(criterion, scene, signed),
        origin=origin(criterion, titles),
    )


def _tone(found: Finding) -> str:
    if found.met:
        return "done"
    return "turn" if found.returned else "wait" if found.waiting else "neutral"


def _whose(criterion: Criterion, found: Finding) -> str:
    """The role whose turn it is for a criterion."""
    reviewer = criterion.kind is CriterionKind.SIGN_OFF or (found.waiting and not found.returned)
    return criterion.reviewed_by if reviewer else criterion.supplied_by


def _signatures(scene: Scene) -> dict[str, list[SignOff]]:
    codes = [code for code, criterion in scene.criteria.items() if criterion.kind is CriterionKind.SIGN_OFF]
    standing = SignOff.objects.filter(
        enrolment=scene.enrolment, criterion_code__in=codes, withdrawn_at__isnull=True
    )
    grouped = defaultdict(list)
    for row in standing.select_related("signed_by", "on_behalf_of"):
        grouped[row.criterion_code].append(row)
    return grouped


def _shown_pieces(criterion: Criterion, scene: Scene, signed) -> tuple[Piece, ...]:
    if criterion.kind is CriterionKind.SIGN_OFF:
        return tuple(_signature(row) for row in signed[criterion.code])
    return tuple(_piece(piece) for piece in scene.pieces.get(criterion.code, []))


TONES = {
    EvidenceStatus.SUBMITTED: "wait",
    EvidenceStatus.ACCEPTED: "done",
    EvidenceStatus.RETURNED: "turn",
    EvidenceStatus.WITHDRAWN: "neutral",
}
SIGNED = Text("ลงชื่อแล้ว", "Signed")


def _piece(piece: Evidence) -> Piece:
    status = EvidenceStatus(piece.status)
    return Piece(
        str(piece.supplier), status.label, TONES[status], piece.happened_on, piece.get_absolute_url()
    )


def _signature(row: SignOff) -> Piece:
    url = reverse("pathway:sign-off", args=[row.pk])
    return Piece(str(row.signer), SIGNED, "done", local_day(row.signed_at), url)


def _past_gates(enrolment: Enrolment) -> list[Gate]:
    """Decisions and other closed proposals, newest first."""
    gates = Gate.objects.filter(enrolment=enrolment).exclude(state="proposed").defer("record")
    return list(gates.select_related("decided_by", "proposed_by"))


def _conditions(enrolment: Enrolment, on: date) -> list[ConditionRow]:
    standing = Gate.objects.standing().filter(enrolment=enrolment, outcome=Outcome.PASSED_WITH_CONDITIONS)
    rows = GateCondition.objects.filter(gate__in=standing.values("pk")).select_related("task")
    return [_condition(row, on) for row in rows]


def _condition(row: GateCondition, on: date) -> ConditionRow:
    done = row.task is not None and row.task.state == TaskState.DONE
    return ConditionRow(
        text=row.text,
        due_on=row.due_on,
        is_done=done,
        is_late=not done and row.due_on < on,
        gate_url=reverse("pathway:gate", args=[row.gate_id]),
    )
