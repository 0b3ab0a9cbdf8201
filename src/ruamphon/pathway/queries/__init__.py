"""Reads as typed rows. A noun a file."""

from ruamphon.pathway.queries.evaluation import (
    FindingLine,
    Replayed,
    evaluate,
    finding_lines,
    gate_inputs,
    judge,
    recorded_lines,
    replay,
)
from ruamphon.pathway.queries.moving import MovePlan, plan_move
from ruamphon.pathway.queries.people import people_in_role, reviewers_of, role_name
from ruamphon.pathway.queries.playbooks import (
    Placed,
    criterion_of,
    playbook_for,
    playbook_lines,
    playbook_of,
    read_playbook,
    visible_playbooks,
)
from ruamphon.pathway.queries.roadmap import Roadmap, roadmap
from ruamphon.pathway.queries.rule_sets import blocks_on
from ruamphon.pathway.queries.stages import (
    CurrentStage,
    Progress,
    StageState,
    current_stage,
    current_stages,
    open_gate,
    progress_of,
    stage_states,
)
from ruamphon.pathway.queries.turns import Turn
from ruamphon.pathway.queries.waiting import GateRow, ReviewRow, gates_waiting, reviews_waiting, stage_name

__all__ = [
    "CurrentStage",
    "FindingLine",
    "GateRow",
    "MovePlan",
    "Placed",
    "Progress",
    "Replayed",
    "ReviewRow",
    "Roadmap",
    "StageState",
    "Turn",
    "blocks_on",
    "criterion_of",
    "current_stage",
    "current_stages",
    "evaluate",
    "finding_lines",
    "gate_inputs",
    "gates_waiting",
    "judge",
    "open_gate",
    "people_in_role",
    "plan_move",
    "playbook_for",
    "playbook_lines",
    "playbook_of",
    "progress_of",
    "read_playbook",
    "recorded_lines",
    "replay",
    "reviewers_of",
    "reviews_waiting",
    "roadmap",
    "role_name",
    "stage_name",
    "stage_states",
    "visible_playbooks",
]
