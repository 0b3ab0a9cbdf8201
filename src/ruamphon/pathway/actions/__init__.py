"""Verbs that change things, each atomic and audited. A noun a file."""

from ruamphon.pathway.actions.evidence import (
    review_evidence,
    revise_evidence,
    submit_evidence,
    withdraw_evidence,
)
from ruamphon.pathway.actions.gates import decide_gate, propose_gate, reopen_gate, withdraw_gate
from ruamphon.pathway.actions.playbooks import import_playbook, move_cohort, publish_playbook
from ruamphon.pathway.actions.rules import apply_rules, publish_rules
from ruamphon.pathway.actions.sign_offs import sign_off, withdraw_sign_off

__all__ = [
    "apply_rules",
    "decide_gate",
    "import_playbook",
    "move_cohort",
    "propose_gate",
    "publish_playbook",
    "publish_rules",
    "reopen_gate",
    "review_evidence",
    "revise_evidence",
    "sign_off",
    "submit_evidence",
    "withdraw_evidence",
    "withdraw_gate",
    "withdraw_sign_off",
]
