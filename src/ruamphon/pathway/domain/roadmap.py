"""What comes next, and whose turn it is."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ruamphon.core.text import Text
from ruamphon.pathway.domain.criterion import Criterion
from ruamphon.pathway.domain.gate import Finding, GateResult
from ruamphon.pathway.enums import CriterionKind, Severity, StepKind

PROPOSE = Text(
    "ครบเงื่อนไขของขั้นนี้แล้ว เสนอให้กลุ่มผ่านขั้นได้",
    "Everything this stage asks for is there. The gate can be proposed.",
)
REVIEW = Text("ตรวจหลักฐานที่ส่งมาแล้ว {n} ชิ้น: {name}", "Review {n} piece: {name}||Review {n} pieces: {name}")
SUPPLY = Text("ส่งหลักฐานอีก {n} ชิ้น: {name}", "Hand in {n} more piece: {name}||Hand in {n} more pieces: {name}")
IMPROVE = Text(
    "แก้หลักฐานที่ถูกส่งกลับ {n} ชิ้น แล้วส่งใหม่: {name}",
    "Improve {n} piece that was sent back and hand it in again: {name}"
    "||Improve {n} pieces that were sent back and hand them in again: {name}",
)
SIGN = Text("อ่านแล้วลงชื่อรับรอง: {name}", "Read and sign: {name}")

# Unblocking others comes before asking for more; a signature is asked for once there is something to read.
ORDER = (StepKind.PROPOSE, StepKind.REVIEW, StepKind.SUPPLY, StepKind.DO, StepKind.SIGN)


@dataclass(frozen=True, slots=True)
class Step:
    """One thing one role can do now. `criterion` is "" for proposing the gate."""

    kind: StepKind
    role: str
    sentence: Text
    criterion: str = ""
    severity: Severity = Severity.BLOCKS


def next_steps(
    result: GateResult, criteria: Sequence[Criterion], *, proposed_by: str = "officer"
) -> tuple[Step, ...]:
    """What is left to do, most useful first.

    What blocks comes before what only warns; then reviews, pieces to hand in, things to do, signatures;
    within these the playbook's order. When the gate is passed, proposing it comes first.
    """
    by_code = {criterion.code: criterion for criterion in criteria}
    unmet = [found for found in result.findings if not found.met]
    steps = [step for found in unmet for step in _steps(found, by_code[found.criterion])]
    ready = [Step(StepKind.PROPOSE, proposed_by, PROPOSE)] if result.passed else []
    return tuple(sorted(ready + steps, key=_rank))


def next_step_for(role: str, steps: Iterable[Step]) -> Step | None:
    """The single next thing for this role, or None when the turn is somebody else's."""
    return next((step for step in steps if step.role == role), None)


def _rank(step: Step) -> tuple[bool, int]:
    return step.severity is Severity.WARNS, ORDER.index(step.kind)


def _steps(found: Finding, criterion: Criterion) -> Iterator[Step]:
    if criterion.kind is CriterionKind.FACT:
        yield _step(StepKind.DO, criterion.supplied_by, found.reason, criterion)
    elif criterion.kind is CriterionKind.SIGN_OFF:
        yield _step(StepKind.SIGN, criterion.reviewed_by, SIGN.format(name=criterion.name), criterion)
    else:
        yield from _evidence_steps(found, criterion)


def _evidence_steps(found: Finding, criterion: Criterion) -> Iterator[Step]:
    if found.waiting:
        sentence = REVIEW.format(n=found.waiting, name=criterion.name)
        yield _step(StepKind.REVIEW, criterion.reviewed_by, sentence, criterion)
    lacking = int(found.need - (found.have or 0)) - found.waiting
    if lacking > 0:
        yield _step(StepKind.SUPPLY, criterion.supplied_by, _supply(found, lacking, criterion), criterion)


def _supply(found: Finding, lacking: int, criterion: Criterion) -> Text:
    if found.returned:
        return IMPROVE.format(n=found.returned, name=criterion.name)
    return SUPPLY.format(n=lacking, name=criterion.name)


def _step(kind: StepKind, role: str, sentence: Text, criterion: Criterion) -> Step:
    return Step(kind, role, sentence, criterion.code, criterion.severity)
