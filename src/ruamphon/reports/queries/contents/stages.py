"""A stage with its criteria, and what met them."""

from datetime import date
from typing import Any

from ruamphon.pathway.domain import Criterion, Finding, Stage
from ruamphon.pathway.enums import CriterionKind, Severity
from ruamphon.pathway.models import Evidence, Gate, SignOff
from ruamphon.pathway.queries import evaluate
from ruamphon.programmes.models import Enrolment
from ruamphon.reports.queries.contents.evidence import piece_row, pieces_of, signature_row, signatures_of
from ruamphon.reports.queries.contents.gates import gate_row
from ruamphon.reports.queries.contents.keeping import Contents


def stage_row(
    made: Contents,
    enrolment: Enrolment,
    stage: Stage,
    gates: list[Gate],
    on: date,
) -> dict[str, Any]:
    """A stage: each criterion with what met it, and its gates."""
    result = evaluate(enrolment, stage, on=on)
    codes = [criterion.code for criterion in stage.criteria]
    pieces, signed = pieces_of(enrolment, codes), signatures_of(enrolment, codes)
    rows = [
        _criterion(made, criterion, found, pieces[criterion.code], signed[criterion.code])
        for criterion, found in zip(stage.criteria, result.findings, strict=True)
    ]
    return {
        "number": stage.number,
        "name": stage.name.th,
        "purpose": stage.purpose.th,
        "met": sum(row["tone"] == "done" for row in rows),
        "of": len(rows),
        "criteria": rows,
        "gates": [gate_row(made, gate) for gate in gates if gate.stage_number == stage.number],
    }


def _criterion(
    made: Contents,
    criterion: Criterion,
    found: Finding,
    pieces: list[Evidence],
    signed: list[SignOff],
) -> dict[str, Any]:
    unmet = "missing" if found.severity is Severity.BLOCKS else "waiting"
    return {
        "name": criterion.name.th,
        "kind": CriterionKind(criterion.kind).label.th,
        "tone": "done" if found.met else unmet,
        "reason": found.reason.th,
        "pieces": [piece_row(made, piece, criterion.name) for piece in pieces],
        "signed": [signature_row(made, row) for row in signed],
    }
