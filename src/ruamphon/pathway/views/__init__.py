"""Functions: load, check, form, action, redirect or render. A noun a file."""

from ruamphon.pathway.views.evidence import (
    evidence,
    evidence_file,
    evidence_history,
    evidence_new,
    evidence_review,
    evidence_revise,
    evidence_withdraw,
)
from ruamphon.pathway.views.gates import (
    gate,
    gate_decide,
    gate_history,
    gate_minutes,
    gate_propose,
    gate_reopen,
    gate_withdraw,
)
from ruamphon.pathway.views.playbooks import (
    playbook,
    playbook_history,
    playbook_import,
    playbook_move,
    playbook_publish,
)
from ruamphon.pathway.views.roadmap import roadmap, roadmap_share
from ruamphon.pathway.views.sign_offs import sign_off, sign_off_history, sign_off_new, sign_off_withdraw

__all__ = [
    "evidence",
    "evidence_file",
    "evidence_history",
    "evidence_new",
    "evidence_review",
    "evidence_revise",
    "evidence_withdraw",
    "gate",
    "gate_decide",
    "gate_history",
    "gate_minutes",
    "gate_propose",
    "gate_reopen",
    "gate_withdraw",
    "playbook",
    "playbook_history",
    "playbook_import",
    "playbook_move",
    "playbook_publish",
    "roadmap",
    "roadmap_share",
    "sign_off",
    "sign_off_history",
    "sign_off_new",
    "sign_off_withdraw",
]
