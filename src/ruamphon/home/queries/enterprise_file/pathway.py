"""The group on its pathway: evidence and gates."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q

from ruamphon.core.text import Text
from ruamphon.home.queries.timeline import (
    Reader,
    criterion_name,
    stage_name,
)
from ruamphon.pathway.enums import EvidenceStatus, GateState, Outcome
from ruamphon.pathway.models import Evidence, Gate
from ruamphon.registry.models import Enterprise


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """A piece of evidence and where it stands."""

    name: Text
    status: Text
    tone: str
    at: datetime
    url: str


@dataclass(frozen=True, slots=True)
class GateRow:
    """A decision, or a proposal that waits for one."""

    stage: Text
    result: Text
    tone: str
    at: datetime
    reason: str
    url: str


MOST_ROWS = 4

EVIDENCE_TONES = {
    EvidenceStatus.SUBMITTED: "wait",
    EvidenceStatus.ACCEPTED: "done",
    EvidenceStatus.RETURNED: "turn",
    EvidenceStatus.WITHDRAWN: "neutral",
}


def evidence_of(reader: Reader) -> tuple[EvidenceRow, ...]:
    """The newest pieces of evidence, whatever became of them."""
    rows = Evidence.objects.filter(enrolment__enterprise=reader.enterprise).order_by("-submitted_at", "-pk")
    return tuple(
        EvidenceRow(
            name=criterion_name(reader, row.criterion_code),
            status=EvidenceStatus(row.status).label,
            tone=EVIDENCE_TONES[EvidenceStatus(row.status)],
            at=row.reviewed_at or row.submitted_at,
            url=row.get_absolute_url(),
        )
        for row in rows[:MOST_ROWS]
    )


def evidence_counts(enterprise: Enterprise) -> dict[str, int]:
    """How many pieces are accepted, wait for review, and were sent back."""
    rows = Evidence.objects.filter(enrolment__enterprise=enterprise).order_by().values_list("status")
    counts = defaultdict(int, rows.annotate(Count("pk")))
    return {status.value: counts[status] for status in EvidenceStatus}


GATE_TONES = {
    Outcome.PASSED: "done",
    Outcome.PASSED_WITH_CONDITIONS: "done",
    Outcome.NOT_YET: "turn",
    Outcome.STOPPED: "stop",
}


def gates_of(reader: Reader) -> tuple[GateRow, ...]:
    """The newest decisions, and the proposal that waits for one. Taken-back proposals are left to the timeline."""
    rows = (
        Gate.objects.filter(enrolment__enterprise=reader.enterprise)
        .filter(Q(state=GateState.PROPOSED) | Q(state=GateState.DECIDED))
        .defer("record")
        .order_by("-proposed_at", "-pk")
    )
    return tuple(_gate_row(row, reader) for row in rows[:MOST_ROWS])


def _gate_row(row: Gate, reader: Reader) -> GateRow:
    decided = row.state == GateState.DECIDED
    return GateRow(
        stage=stage_name(reader, row.stage_number),
        result=Outcome(row.outcome).label if decided else GateState.PROPOSED.label,
        tone=GATE_TONES[Outcome(row.outcome)] if decided else "wait",
        at=row.decided_at or row.proposed_at,
        reason=row.decision_reason if decided else row.proposal_reason,
        url=row.get_absolute_url(),
    )
