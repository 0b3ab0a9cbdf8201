"""Who may propose and decide that a group graduates, and who looks in on it afterwards."""

from ruamphon.core.audit import person_id
from ruamphon.core.refusals import Refused
from ruamphon.core.text import Text
from ruamphon.pathway.models import FollowUp, Graduation
from ruamphon.pathway.rules.evidence import check_is_running
from ruamphon.pathway.rules.gates import OWN_PROPOSAL
from ruamphon.pathway.rules.roles import allows
from ruamphon.people.access import check_permission
from ruamphon.people.enums import Permission
from ruamphon.people.models import Account
from ruamphon.programmes.models import Enrolment


def check_can_propose_graduation(account: Account, enrolment: Enrolment) -> None:
    """Refused without `gate_propose` on the cohort, or when the group is no longer being developed."""
    check_permission(account, Permission.GATE_PROPOSE, enrolment.cohort.scope_id)
    check_is_running(enrolment)


def can_propose_graduation(account: Account, enrolment: Enrolment) -> bool:
    """As `check_can_propose_graduation`, as a yes or no."""
    return allows(lambda: check_can_propose_graduation(account, enrolment))


def check_can_decide_graduation(account: Account, graduation: Graduation) -> None:
    """Refused without `gate_decide` on the cohort, for the proposer (by name), and when the group left."""
    check_permission(account, Permission.GATE_DECIDE, graduation.enrolment.cohort.scope_id)
    if person_id(account) == graduation.proposed_by_id:
        raise Refused(OWN_PROPOSAL.format(name=graduation.proposed_by.name))
    check_is_running(graduation.enrolment)


def why_not_decide_graduation(account: Account, graduation: Graduation) -> Text | None:
    """The sentence under a disabled button; None for who may decide."""
    try:
        check_can_decide_graduation(account, graduation)
    except Refused as refused:
        return refused.reason
    return None


def check_can_withdraw_graduation(account: Account, graduation: Graduation) -> None:
    """Whoever may propose may take a proposal back."""
    check_permission(account, Permission.GATE_PROPOSE, graduation.enrolment.cohort.scope_id)


def check_can_follow_up(account: Account, follow_up: FollowUp) -> None:
    """Refused without `round_manage` on the cohort."""
    check_permission(account, Permission.ROUND_MANAGE, follow_up.enrolment.cohort.scope_id)


def can_follow_up(account: Account, follow_up: FollowUp) -> bool:
    """As `check_can_follow_up`, as a yes or no."""
    return allows(lambda: check_can_follow_up(account, follow_up))
