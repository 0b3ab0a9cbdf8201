"""The minutes of a gate, as an editable Thai paper to sign and file."""

from collections.abc import Sequence
from dataclasses import dataclass

from ruamphon.core.papers import DOTS, Paper, sign_block
from ruamphon.core.text import Text
from ruamphon.core.thai_letters import formal_day, thai_digits
from ruamphon.pathway.enums import Outcome
from ruamphon.pathway.models import Gate, GateCondition
from ruamphon.pathway.queries.evaluation import FindingLine
from ruamphon.pathway.times import local_day

COLUMNS = ("ข้อ", "เงื่อนไข", "ผล", "เหตุผล")
WIDTHS = (1.2, 5.3, 2.5, 7.0)


@dataclass(frozen=True, slots=True)
class Minutes:
    """What the minutes tell: the gate with its stage's name, what it was judged on, and its conditions."""

    gate: Gate
    stage: Text
    findings: Sequence[FindingLine] = ()
    conditions: Sequence[GateCondition] = ()


def gate_minutes(minutes: Minutes) -> Paper:
    """The proposal, the findings, the decision or room to write it, the conditions, and two places to sign."""
    gate = minutes.gate
    paper = Paper("บันทึกการพิจารณาผ่านขั้น")
    paper.title("บันทึกการพิจารณาผ่านขั้น")
    paper.labelled("กลุ่ม", gate.enrolment.enterprise.name.th)
    paper.labelled("โครงการ", f"{gate.enrolment.cohort.programme.name.th} {gate.enrolment.cohort.name.th}")
    paper.labelled("ขั้นที่", f"{thai_digits(gate.stage_number)} {minutes.stage.th}")
    paper.heading("ข้อเสนอ")
    paper.body(
        f"{gate.proposed_by.name_th} เสนอเมื่อ{formal_day(local_day(gate.proposed_at))} "
        f"ให้ผลเป็น “{Outcome(gate.proposed_outcome).label.th}”"
    )
    paper.body(f"เหตุผล: {gate.proposal_reason}")
    _findings(paper, minutes.findings)
    _decision(paper, gate)
    _conditions(paper, minutes.conditions)
    paper.line()
    decided_by = gate.decided_by.name_th if gate.decided_by else ""
    paper.signatures(
        [
            sign_block(name=gate.proposed_by.name_th, lines=["ผู้เสนอ"]),
            sign_block(name=decided_by, lines=["ผู้ตัดสิน"]),
        ]
    )
    return paper


def _findings(paper: Paper, findings: Sequence[FindingLine]) -> None:
    if not findings:
        return
    paper.heading("ผลตรวจเงื่อนไข")
    rows = [
        (thai_digits(number), thai_digits(line.name.th), _result(line), thai_digits(line.reason.th))
        for number, line in enumerate(findings, 1)
    ]
    paper.table(COLUMNS, rows, WIDTHS)
    paper.line()


def _result(line: FindingLine) -> str:
    if line.tone == "done":
        return "ครบ"
    return "ยังขาด" if line.blocks else "เตือนไว้"


def _decision(paper: Paper, gate: Gate) -> None:
    paper.heading("มติ")
    if not gate.outcome or gate.decided_on is None:
        paper.body("ยังไม่ได้ตัดสิน ผลการพิจารณา")
        paper.dotted(3)
        paper.line(f"วันที่{DOTS}")
        return
    paper.body(f"“{Outcome(gate.outcome).label.th}” เมื่อ{formal_day(gate.decided_on)}")
    paper.body(f"เหตุผล: {gate.decision_reason}")
    if gate.closed_reason:
        paper.body(f"หมายเหตุ: ผลนี้ถูกเปิดพิจารณาใหม่ เพราะ{gate.closed_reason}")


def _conditions(paper: Paper, conditions: Sequence[GateCondition]) -> None:
    if not conditions:
        return
    paper.heading("เงื่อนไขหลังผ่าน")
    for number, condition in enumerate(conditions, 1):
        paper.line(f"{thai_digits(number)}. {condition.text} ภายใน{formal_day(condition.due_on)}", indent=1)
