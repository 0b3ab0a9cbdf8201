"""Who may propose, decide, withdraw and reopen a gate. Deciding takes two people."""

from ruamphon.core.audit import person_id
from ruamphon.core.refusals import Refused
from ruamphon.core.text import Text
from ruamphon.pathway.models import Gate
from ruamphon.pathway.rules.evidence import check_is_running
from ruamphon.pathway.rules.roles import allows
from ruamphon.people.access import check_permission
from ruamphon.people.enums import Permission
from ruamphon.people.models import Account
from ruamphon.programmes.models import Enrolment

OWN_PROPOSAL = Text(
    "{name} เป็นผู้เสนอเรื่องนี้เอง จึงตัดสินเองไม่ได้ ต้องให้เจ้าหน้าที่อีกคนเป็นผู้ตัดสิน",
    "{name} made this proposal and so cannot decide it. Another officer has to decide.",
)


def check_can_propose(account: Account, enrolment: Enrolment) -> None:
    """Refused without `gate_propose` on the cohort, or when the group is no longer being developed.

    The cohort, not the enterprise: a group may be in two programmes, and each decides its own gates.
    """
    check_permission(account, Permission.GATE_PROPOSE, enrolment.cohort.scope_id)
    check_is_running(enrolment)


def can_propose(account: Account, enrolment: Enrolment) -> bool:
    """As `check_can_propose`, as a yes or no."""
    return allows(lambda: check_can_propose(account, enrolment))


def check_can_decide(account: Account, gate: Gate) -> None:
    """Refused without `gate_decide` on the cohort, for the very person who proposed (by name), and when the group left."""
    check_permission(account, Permission.GATE_DECIDE, gate.enrolment.cohort.scope_id)
    if person_id(account) == gate.proposed_by_id:
        raise Refused(OWN_PROPOSAL.format(name=gate.proposed_by.name))
    check_is_running(gate.enrolment)


def can_decide(account: Account, gate: Gate) -> bool:
    """As `check_can_decide`, as a yes or no."""
    return allows(lambda: check_can_decide(account, gate))


def why_not_decide(account: Account, gate: Gate) -> Text | None:
    """The sentence that stands under a disabled "decide" button; None for who may decide."""
    try:
        check_can_decide(account, gate)
    except Refused as refused:
        return refused.reason
    return None


def check_can_withdraw_gate(account: Account, gate: Gate) -> None:
    """Refused without `gate_propose`: whoever may propose may take a proposal back, with a reason."""
    check_permission(account, Permission.GATE_PROPOSE, gate.enrolment.cohort.scope_id)


def can_withdraw_gate(account: Account, gate: Gate) -> bool:
    """As `check_can_withdraw_gate`, as a yes or no."""
    return allows(lambda: check_can_withdraw_gate(account, gate))


def check_can_reopen(account: Account, gate: Gate) -> None:
    """Refused without `gate_decide` on the cohort."""
    check_permission(account, Permission.GATE_DECIDE, gate.enrolment.cohort.scope_id)


def can_reopen(account: Account, gate: Gate) -> bool:
    """As `check_can_reopen`, as a yes or no."""
    return allows(lambda: check_can_reopen(account, gate))
