"""A gate's inputs as a record that can be stored as JSON, sealed, and read back without loss."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from typing import Any

from ruamphon.core.text import Text
from ruamphon.pathway.domain.criterion import Criterion, FactDefinition, Wording
from ruamphon.pathway.domain.evidence import EvidenceItem
from ruamphon.pathway.domain.figures import plain
from ruamphon.pathway.domain.gate import FactValue
from ruamphon.pathway.enums import Comparison, CriterionKind, EvidenceStatus, Severity

# Raise this when evaluate_gate would answer an old record differently; replay.JUDGES then keeps the old way.
SCHEMA = 1

Record = dict[str, Any]

UNKNOWN_SCHEMA = Text(
    "บันทึกการตัดสินนี้อยู่ในรูปแบบที่โปรแกรมรุ่นนี้ไม่รู้จัก กรุณาเปิดด้วยโปรแกรมรุ่นที่ใหม่กว่า",
    "This decision was recorded in a form this version does not know. Open it with a newer version.",
)
BROKEN = Text(
    "บันทึกการตัดสินนี้ไม่ครบหรือเสียหาย กรุณากู้คืนจากข้อมูลสำรองแล้วลองใหม่",
    "This decision record is incomplete or damaged. Restore it from a backup and try again.",
)


class RecordProblem(ValueError):  # noqa: N818 — named for what the reader is told, like the other problems
    """A stored record that cannot be judged again; `.reason` says why and what to do."""

    def __init__(self, reason: Text) -> None:
        super().__init__(reason.en)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class GateInputs:
    """Everything a gate was judged on."""

    criteria: tuple[Criterion, ...]
    facts: Mapping[str, FactValue]
    evidence: tuple[EvidenceItem, ...]
    on: date
    wording: Wording
    playbook: str = ""


def to_record(
    criteria: Sequence[Criterion],
    facts: Mapping[str, FactValue],
    evidence: Iterable[EvidenceItem],
    *,
    on: date,
    wording: Wording | None = None,
    playbook: str = "",
) -> Record:
    """The inputs as a dict that JSON holds without loss; `playbook` is the version's label, for the reader.

    The order of evidence and of file hashes leaves no trace, so the same inputs always have the same seal.
    """
    words = wording or Wording()
    return {
        "schema": SCHEMA,
        "playbook": playbook,
        "on": on.isoformat(),
        "criteria": [_row(criterion) for criterion in criteria],
        "facts": {name: _plain(fact.value) for name, fact in facts.items()},
        "evidence": sorted((_evidence_row(item) for item in evidence), key=canonical),
        "wording": {
            "facts": {name: _row(fact) for name, fact in words.facts.items()},
            "roles": {code: _plain(name) for code, name in words.roles.items()},
        },
    }


def from_record(record: Mapping[str, Any]) -> GateInputs:
    """The inputs back from a record; RecordProblem when it is of an unknown form or damaged."""
    if record.get("schema") not in range(1, SCHEMA + 1):
        raise RecordProblem(UNKNOWN_SCHEMA)
    try:
        return _inputs(record)
    except (KeyError, TypeError, ValueError, ArithmeticError, AttributeError) as error:
        raise RecordProblem(BROKEN) from error


def canonical(value: object) -> str:
    """JSON in one spelling: keys sorted, no idle space, Thai as it is."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def seal(record: Mapping[str, Any]) -> str:
    """SHA-256 of the canonical JSON, in hexadecimal."""
    return hashlib.sha256(canonical(record).encode()).hexdigest()


def _row(thing: Criterion | FactDefinition | EvidenceItem) -> Record:
    return {part.name: _plain(getattr(thing, part.name)) for part in fields(thing)}


def _evidence_row(item: EvidenceItem) -> Record:
    return _row(item) | {"sha256": sorted(item.sha256)}


def _plain(value: object) -> object:
    """A field as JSON holds it: a Text as its two languages, a Decimal as digits, a day as ISO."""
    if isinstance(value, Text):
        return {"th": value.th, "en": value.en}
    if isinstance(value, Decimal):
        return plain(value)
    return value.isoformat() if isinstance(value, date) else value


def _inputs(record: Mapping[str, Any]) -> GateInputs:
    return GateInputs(
        criteria=tuple(_criterion(row) for row in record["criteria"]),
        facts={name: FactValue(_fact(value)) for name, value in record["facts"].items()},
        evidence=tuple(_evidence(row) for row in record["evidence"]),
        on=date.fromisoformat(record["on"]),
        wording=_wording(record["wording"]),
        playbook=record["playbook"],
    )


def _criterion(row: Mapping[str, Any]) -> Criterion:
    read: dict[str, Any] = {
        "kind": CriterionKind(row["kind"]),
        "severity": Severity(row["severity"]),
        "name": Text(**row["name"]),
        "guidance": Text(**row["guidance"]),
        "comparison": None if row["comparison"] is None else Comparison(row["comparison"]),
        "threshold": None if row["threshold"] is None else Decimal(row["threshold"]),
    }
    return Criterion(**{**row, **read})


def _fact(value: str | bool | None) -> Decimal | bool | None:
    return Decimal(value) if isinstance(value, str) else value


def _evidence(row: Mapping[str, Any]) -> EvidenceItem:
    read: dict[str, Any] = {
        "status": EvidenceStatus(row["status"]),
        "happened_on": date.fromisoformat(row["happened_on"]),
        "accepted_on": _day(row["accepted_on"]),
        "withdrawn_on": _day(row["withdrawn_on"]),
        "sha256": tuple(row["sha256"]),
    }
    return EvidenceItem(**{**row, **read})


def _day(value: str | None) -> date | None:
    return None if value is None else date.fromisoformat(value)


def _wording(record: Mapping[str, Any]) -> Wording:
    facts = {name: _fact_definition(row) for name, row in record["facts"].items()}
    return Wording(facts, {code: Text(**name) for code, name in record["roles"].items()})


def _fact_definition(row: Mapping[str, Any]) -> FactDefinition:
    return FactDefinition(row["name"], Text(**row["label"]), Text(**row["unit"]))
