"""The pathway's pure heart: criteria, evidence and facts in; answers with their reasons out.

No Django, no clock, no database: the day and the words come as arguments.
"""

from ruamphon.pathway.domain.comparing import Change, compare_playbooks
from ruamphon.pathway.domain.criterion import Criterion, FactDefinition, Wording, origin
from ruamphon.pathway.domain.evidence import EvidenceItem
from ruamphon.pathway.domain.gate import FactValue, Finding, GateResult, evaluate_gate
from ruamphon.pathway.domain.parsing import PlaybookProblems, parse_playbook
from ruamphon.pathway.domain.playbook import Playbook, Source, Stage
from ruamphon.pathway.domain.records import (
    GateInputs,
    RecordProblem,
    canonical,
    from_record,
    seal,
    to_record,
)
from ruamphon.pathway.domain.replay import replay
from ruamphon.pathway.domain.roadmap import Step, next_step_for, next_steps

__all__ = [
    "Change",
    "Criterion",
    "EvidenceItem",
    "FactDefinition",
    "FactValue",
    "Finding",
    "GateInputs",
    "GateResult",
    "Playbook",
    "PlaybookProblems",
    "RecordProblem",
    "Source",
    "Stage",
    "Step",
    "Wording",
    "canonical",
    "compare_playbooks",
    "evaluate_gate",
    "from_record",
    "next_step_for",
    "next_steps",
    "origin",
    "parse_playbook",
    "replay",
    "seal",
    "to_record",
]
