"""May this person, on this thing, now? A noun a file."""

from ruamphon.pathway.rules.evidence import (
    can_review,
    can_submit,
    can_withdraw,
    check_can_review,
    check_can_submit,
    check_can_withdraw,
    is_supplier,
)
from ruamphon.pathway.rules.gates import (
    can_decide,
    can_propose,
    can_reopen,
    can_withdraw_gate,
    check_can_decide,
    check_can_propose,
    check_can_reopen,
    check_can_withdraw_gate,
    why_not_decide,
)
from ruamphon.pathway.rules.playbooks import (
    can_manage_playbooks,
    can_move_cohort,
    check_can_manage_playbooks,
    check_can_move_cohort,
)
from ruamphon.pathway.rules.rule_sets import can_manage_rules, check_can_manage_rules
from ruamphon.pathway.rules.sign_offs import (
    can_sign,
    can_withdraw_sign_off,
    check_can_sign,
    check_can_withdraw_sign_off,
    is_signer,
)

__all__ = [
    "can_decide",
    "can_manage_playbooks",
    "can_manage_rules",
    "can_move_cohort",
    "can_propose",
    "can_reopen",
    "can_review",
    "can_sign",
    "can_submit",
    "can_withdraw",
    "can_withdraw_gate",
    "can_withdraw_sign_off",
    "check_can_decide",
    "check_can_manage_playbooks",
    "check_can_manage_rules",
    "check_can_move_cohort",
    "check_can_propose",
    "check_can_reopen",
    "check_can_review",
    "check_can_sign",
    "check_can_submit",
    "check_can_withdraw",
    "check_can_withdraw_gate",
    "check_can_withdraw_sign_off",
    "is_signer",
    "is_supplier",
    "why_not_decide",
]
