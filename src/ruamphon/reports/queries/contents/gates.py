"""Gates, and the files that a standing decision rests on."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from ruamphon.core.text import Text
from ruamphon.pathway.enums import EvidenceStatus, GateState, Outcome
from ruamphon.pathway.models import Evidence, Gate
from ruamphon.pathway.queries import replay
from ruamphon.programmes.models import Enrolment
from ruamphon.reports.queries.contents.keeping import Contents
from ruamphon.reports.queries.contents.writing import day_of, in_eights, moment_of

DECIDED_ON_IT = Text(
    "ไฟล์ของหลักฐาน “{name}” ที่ใช้ตัดสินขั้นที่ {number} ไม่อยู่กับหลักฐานแล้ว ให้ผู้ดูแลระบบกู้คืนจากชุดสำรอง "
    "หรือเปิดพิจารณาขั้นนี้ใหม่ แล้วสั่งทำแฟ้มอีกครั้ง",
    "A file of the evidence “{name}” that stage {number} was decided on is no longer with it. Have it restored from a "
    "backup, or reopen that stage; then ask for the pack again.",
)


def gates_of(enrolment: Enrolment, number: int | None) -> list[Gate]:
    """The gates of an enrolment, or of one of its stages."""
    rows = Gate.objects.filter(enrolment=enrolment)
    chosen = rows if number is None else rows.filter(stage_number=number)
    people = ("proposed_by", "decided_by", "closed_by", "playbook")
    return list(chosen.select_related(*people).prefetch_related("conditions").order_by("proposed_at", "pk"))


def gate_row(made: Contents, gate: Gate) -> dict[str, Any]:
    """A gate: proposed, decided, with its conditions and the hash of its record."""
    return {
        "state": GateState(gate.state).label.th,
        "outcome": Outcome(gate.outcome).label.th if gate.outcome else "",
        "tone": _tone_of(gate),
        "proposed": Outcome(gate.proposed_outcome).label.th,
        "proposed_by": made.name(gate.proposed_by),
        "proposed_at": moment_of(gate.proposed_at),
        "proposal": gate.proposal_reason,
        "decided_by": made.name(gate.decided_by),
        "decided_at": moment_of(gate.decided_at),
        "decision": gate.decision_reason,
        "conditions": [{"text": one.text, "due_on": day_of(one.due_on)} for one in gate.conditions.all()],
        "record_sha256": in_eights(gate.record_sha256),
        "is_sound": bool(gate.record) and replay(gate).is_sound,
        "closed_by": made.name(gate.closed_by),
        "closed_at": moment_of(gate.closed_at),
        "closed": gate.closed_reason,
    }


def _tone_of(gate: Gate) -> str:
    if gate.state != GateState.DECIDED:
        return "plain" if gate.closed_at else "waiting"
    passed = {Outcome.PASSED, Outcome.PASSED_WITH_CONDITIONS}
    return "done" if gate.outcome in passed else "waiting" if gate.outcome == Outcome.NOT_YET else "missing"


def decided_files(gates: list[Gate]) -> dict[int, set[str]]:
    """Evidence number → hashes of the files that standing decisions rest on."""
    wanted: dict[int, set[str]] = defaultdict(set)
    for gate in gates:
        if gate.state == GateState.DECIDED:
            for number, hashes in _recorded(gate):
                wanted[number] |= hashes
    return wanted


def _recorded(gate: Gate) -> Iterable[tuple[int, set[str]]]:
    for item in (gate.record or {}).get("evidence", []):
        kind, _, number = str(item.get("ref", "")).partition(":")
        if kind == "evidence" and number.isdigit():
            yield int(number), set(item.get("sha256", []))


def check_decided(made: Contents, enrolment: Enrolment, gates: list[Gate]) -> None:
    """Every file that a standing decision rests on is still with its piece of evidence, withdrawn ones aside."""
    standing = [gate for gate in gates if gate.state == GateState.DECIDED]
    rows = Evidence.objects.filter(enrolment=enrolment).prefetch_related("files__file")
    known = {row.pk: row for row in rows} if standing else {}
    for gate in standing:
        for number, hashes in _recorded(gate):
            piece = known.get(number)
            if piece is not None and piece.status == EvidenceStatus.WITHDRAWN:
                continue
            have = {one.file.sha256 for one in piece.files.all()} if piece else set()
            if hashes - have:
                name = piece.note[:60] if piece else f"#{number}"
                made.obstacles.append(DECIDED_ON_IT.format(name=name, number=gate.stage_number))
