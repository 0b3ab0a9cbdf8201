"""Proposing and deciding who is taken into a cohort. It takes two people."""

from ruamphon.core.audit import person_id
from ruamphon.core.refusals import Refused
from ruamphon.core.text import Text
from ruamphon.people.models import Account
from ruamphon.programmes.models import Application, Selection
from ruamphon.programmes.rules.cohort import check_can_manage_cohort

OWN_PROPOSAL = Text(
    "{name} เป็นผู้เสนอเรื่องนี้เอง จึงตัดสินเองไม่ได้ ต้องให้เจ้าหน้าที่อีกคนเป็นผู้ตัดสิน",
    "{name} made this proposal and so cannot decide it. Another officer has to decide.",
)


def check_can_propose_selection(account: Account, application: Application) -> None:
    """Proposing, and taking a proposal back, asks for `cohort_manage` on the cohort."""
    check_can_manage_cohort(account, application.call.cohort)


def check_can_decide_selection(account: Account, selection: Selection) -> None:
    """Deciding asks for the same, of somebody else than who proposed."""
    check_can_manage_cohort(account, selection.application.call.cohort)
    if person_id(account) == selection.proposed_by_id:
        raise Refused(OWN_PROPOSAL.format(name=selection.proposed_by.name))
