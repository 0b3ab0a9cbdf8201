"""Judging a stored gate again, years later, with the same answer."""

from collections.abc import Callable, Mapping
from typing import Any

from ruamphon.core.text import Text
from ruamphon.pathway.domain.gate import GateResult, evaluate_gate
from ruamphon.pathway.domain.records import GateInputs, RecordProblem, from_record, seal

SEAL_DIFFERS = Text(
    "บันทึกการตัดสินนี้ไม่ตรงกับรหัสที่ผนึกไว้ อาจถูกแก้ไขภายหลัง กรุณาแจ้งผู้ดูแลระบบก่อนนำไปใช้",
    "This decision record does not match its seal and may have been changed. "
    "Tell the administrator before using it.",
)


def replay(record: Mapping[str, Any], *, sealed: str | None = None) -> GateResult:
    """The answer the gate gave, from its record alone: no table, no playbook, no clock is asked.

    With `sealed`, the record must still match that seal. RecordProblem says what is wrong and what to do.
    """
    if sealed is not None and seal(record) != sealed:
        raise RecordProblem(SEAL_DIFFERS)
    inputs = from_record(record)
    return JUDGES[record["schema"]](inputs)


def _judge(inputs: GateInputs) -> GateResult:
    return evaluate_gate(inputs.criteria, inputs.facts, inputs.evidence, on=inputs.on, wording=inputs.wording)


# One judge for each schema ever written, so that a decision keeps its answer after the rules have moved on.
JUDGES: dict[int, Callable[[GateInputs], GateResult]] = {1: _judge}
