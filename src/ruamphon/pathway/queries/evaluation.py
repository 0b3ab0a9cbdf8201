"""What a gate is judged on, gathered for the domain; and its answer."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from ruamphon.core.text import Text
from ruamphon.pathway import facts
from ruamphon.pathway.domain import (
    Criterion,
    EvidenceItem,
    Finding,
    GateInputs,
    GateResult,
    RecordProblem,
    Stage,
    evaluate_gate,
    from_record,
)
from ruamphon.pathway.domain import (
    replay as replay_record,
)
from ruamphon.pathway.enums import CriterionKind, EvidenceStatus, Severity
from ruamphon.pathway.models import Evidence, Gate, SignOff
from ruamphon.pathway.times import local_day, local_day_or_none
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
    signers = {
        criterion.code: criterion.reviewed_by
        for criterion in listed
        if criterion.kind is CriterionKind.SIGN_OFF
    }
    signed = SignOff.objects.filter(enrolment=enrolment, criterion_code__in=signers)
    return (
        *(piece_item(row) for row in pieces.prefetch_related("files__file")),
        *(signature_item(row) for row in signed if row.role == signers[row.criterion_code]),
    )


def piece_item(row: Evidence) -> EvidenceItem:
    """One hand-in as the domain reads it; its files should be prefetched."""
    return EvidenceItem(
        criterion=row.criterion_code,
        status=EvidenceStatus(row.status),
        happened_on=row.happened_on,
        accepted_on=local_day_or_none(row.accepted_at),
        withdrawn_on=local_day_or_none(row.withdrawn_at),
        sha256=tuple(sorted(kept.file.sha256 for kept in row.current_files())),
        ref=f"evidence:{row.pk}",
    )


def signature_item(row: SignOff) -> EvidenceItem:
    """One signature as the domain reads it."""
    signed_on = local_day(row.signed_at)
    return EvidenceItem(
        criterion=row.criterion_code,
        status=EvidenceStatus.WITHDRAWN if row.withdrawn_at else EvidenceStatus.ACCEPTED,
        happened_on=signed_on,
        accepted_on=signed_on,
        withdrawn_on=local_day_or_none(row.withdrawn_at),
        ref=f"sign-off:{row.pk}",
    )


def _label(version: PlaybookVersion | None) -> str:
    return f"{version.title_th} v{version.number}" if version else ""


@dataclass(frozen=True)
class FindingLine:
    """How one criterion stands, as a line with its name and tone."""

    name: Text
    reason: Text
    tone: str
    blocks: bool


def finding_lines(criteria: Sequence[Criterion], result: GateResult) -> list[FindingLine]:
    """The findings in words: what is missing first, then warnings, then what is met."""
    lines = [_line(criterion, found) for criterion, found in zip(criteria, result.findings, strict=True)]
    return sorted(lines, key=lambda line: LINE_ORDER.index(line.tone))


LINE_ORDER = ("stop", "wait", "done")


def _line(criterion: Criterion, found: Finding) -> FindingLine:
    unmet = "stop" if found.severity is Severity.BLOCKS else "wait"
    return FindingLine(
        criterion.name, found.reason, "done" if found.met else unmet, found.severity is Severity.BLOCKS
    )


def recorded_lines(gate: Gate) -> list[FindingLine]:
    """The findings of a decision, from its own record. RecordProblem when the record cannot be read."""
    inputs = from_record(gate.record or {})
    return finding_lines(inputs.criteria, replay_record(gate.record or {}))


@dataclass(frozen=True)
class Replayed:
    """A decision judged again from its own record. `problem` says why that was not possible."""

    result: GateResult | None
    problem: RecordProblem | None = None

    @property
    def is_sound(self) -> bool:
        """Whether the seal holds and the record could be judged."""
        return self.result is not None


def replay(gate: Gate) -> Replayed:
    """Judge a decided gate again, from its sealed record alone: no table but its own row is asked."""
    try:
        return Replayed(replay_record(gate.record or {}, sealed=gate.record_sha256))
    except RecordProblem as problem:
        return Replayed(None, problem)
