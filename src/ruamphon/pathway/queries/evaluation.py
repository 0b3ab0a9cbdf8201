"""What a gate is judged on, gathered for the domain; and its answer."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from ruamphon.pathway import facts
from ruamphon.pathway.domain import (
    Criterion,
    EvidenceItem,
    GateInputs,
    GateResult,
    RecordProblem,
    Stage,
    evaluate_gate,
    replay as replay_record,
)
from ruamphon.pathway.enums import CriterionKind, EvidenceStatus
from ruamphon.pathway.models import Evidence, Gate, SignOff
from ruamphon.pathway.times import local_day
from ruamphon.programmes.models import Enrolment, PlaybookVersion


def gate_inputs(enrolment: Enrolment, stage: Stage, *, on: date) -> GateInputs:
    """Criteria, facts and evidence of one stage as of the end of the day `on`.

    Evidence carries the SHA-256 of its files; a sign-off is an item whose day is the day it was signed.
    """
    asked = [criterion.fact for criterion in stage.criteria if criterion.fact]
    return GateInputs(
        criteria=stage.criteria,
        facts=facts.values(asked, enrolment, on=on),
        evidence=evidence_items(enrolment, stage.criteria),
        on=on,
        wording=facts.WORDING,
        playbook=_label(enrolment.cohort.playbook),
    )


def judge(inputs: GateInputs) -> GateResult:
    """The domain's answer to gathered inputs."""
    return evaluate_gate(inputs.criteria, inputs.facts, inputs.evidence, on=inputs.on, wording=inputs.wording)


def evaluate(enrolment: Enrolment, stage: Stage, *, on: date) -> GateResult:
    """Whether the stage is done as of the end of the day `on`, with a reason for each criterion."""
    return judge(gate_inputs(enrolment, stage, on=on))


def evidence_items(enrolment: Enrolment, criteria: Iterable[Criterion]) -> tuple[EvidenceItem, ...]:
    """Everything handed in or signed for these criteria, whatever became of it."""
    listed = list(criteria)
    codes = [criterion.code for criterion in listed]
    pieces = Evidence.objects.filter(enrolment=enrolment, criterion_code__in=codes)
    signers = {criterion.code: criterion.reviewed_by for criterion in listed if criterion.kind is CriterionKind.SIGN_OFF}
    signed = SignOff.objects.filter(enrolment=enrolment, criterion_code__in=signers)
    return (
        *(_piece(row) for row in pieces.prefetch_related("files__file")),
        *(_signature(row) for row in signed if row.role == signers[row.criterion_code]),
    )


def _piece(row: Evidence) -> EvidenceItem:
    return EvidenceItem(
        criterion=row.criterion_code,
        status=EvidenceStatus(row.status),
        happened_on=row.happened_on,
        accepted_on=_day(row.accepted_at),
        withdrawn_on=_day(row.withdrawn_at),
        sha256=tuple(sorted(kept.file.sha256 for kept in row.current_files())),
        ref=f"evidence:{row.pk}",
    )


def _signature(row: SignOff) -> EvidenceItem:
    signed_on = local_day(row.signed_at)
    return EvidenceItem(
        criterion=row.criterion_code,
        status=EvidenceStatus.WITHDRAWN if row.withdrawn_at else EvidenceStatus.ACCEPTED,
        happened_on=signed_on,
        accepted_on=signed_on,
        withdrawn_on=_day(row.withdrawn_at),
        ref=f"sign-off:{row.pk}",
    )


def _day(moment: datetime | None) -> date | None:
    return local_day(moment) if moment else None


def _label(version: PlaybookVersion | None) -> str:
    return f"{version.title_th} v{version.number}" if version else ""


@dataclass(frozen=True)
class Replayed:
    """A decision judged again from its own record. `problem` says why that was not possible."""

    result: GateResult | None
    inputs_on: date | None
    problem: RecordProblem | None = None

    @property
    def is_sound(self) -> bool:
        """Whether the seal holds and the record could be judged."""
        return self.result is not None


def replay(gate: Gate) -> Replayed:
    """Judge a decided gate again, from its sealed record alone: no table but its own row is asked."""
    try:
        result = replay_record(gate.record or {}, sealed=gate.record_sha256)
    except RecordProblem as problem:
        return Replayed(None, None, problem)
    return Replayed(result, date.fromisoformat(gate.record["on"]))
