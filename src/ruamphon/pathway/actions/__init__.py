"""Verbs that change things, each atomic and audited. A noun a file."""

from ruamphon.pathway.actions.evidence import (
    review_evidence,
    revise_evidence,
    submit_evidence,
    withdraw_evidence,
)
from ruamphon.pathway.actions.follow_ups import open_follow_up, record_follow_up, schedule_follow_ups
from ruamphon.pathway.actions.gates import decide_gate, propose_gate, reopen_gate, withdraw_gate
from ruamphon.pathway.actions.graduation import decide_graduation, propose_graduation, withdraw_graduation
from ruamphon.pathway.actions.plans import (
    agree_plan,
    approve_plan,
    propose_plan,
    return_plan,
    save_plan_draft,
)
from ruamphon.pathway.actions.playbooks import import_playbook, move_cohort, publish_playbook
from ruamphon.pathway.actions.rules import apply_rules, publish_rules
from ruamphon.pathway.actions.sign_offs import sign_off, withdraw_sign_off

__all__ = [
    "agree_plan",
    "apply_rules",
    "approve_plan",
    "decide_gate",
    "decide_graduation",
    "import_playbook",
    "move_cohort",
    "open_follow_up",
    "propose_gate",
    "propose_graduation",
    "propose_plan",
    "publish_playbook",
    "publish_rules",
    "record_follow_up",
    "reopen_gate",
    "return_plan",
    "review_evidence",
    "revise_evidence",
    "save_plan_draft",
    "schedule_follow_ups",
    "sign_off",
    "submit_evidence",
    "withdraw_evidence",
    "withdraw_gate",
    "withdraw_graduation",
    "withdraw_sign_off",
]
