"""Who may ask for a pack, open it and stop its making."""

from ruamphon.core.audit import person_id
from ruamphon.core.refusals import Refused, TooLate
from ruamphon.core.text import Text
from ruamphon.people.access import check_permission, permissions_on
from ruamphon.people.enums import Permission
from ruamphon.people.models import Account, Person
from ruamphon.programmes.models import Enrolment
from ruamphon.reports.enums import PackContents, PackState
from ruamphon.reports.models import Pack

NEEDS: dict[PackContents, frozenset[Permission]] = {
    PackContents.EVIDENCE: frozenset({Permission.EVIDENCE_READ, Permission.GATE_READ}),
    PackContents.DELIVERABLES: frozenset(
        {Permission.EVIDENCE_READ, Permission.GATE_READ, Permission.DELIVERABLE_READ}
    ),
    PackContents.SECRETS: frozenset(
        {
            Permission.EVIDENCE_READ,
            Permission.GATE_READ,
            Permission.DELIVERABLE_READ,
            Permission.SECRET_READ,
        }
    ),
}
"""What one must be allowed to read to ask for, or open, a pack that holds so much."""

NOT_YOURS = Text(
    "ยกเลิกได้เฉพาะคนที่สั่งทำ หรือเจ้าหน้าที่ของรุ่น",
    "Only whoever asked for it, or an officer of the cohort, can cancel it.",
)
OVER = Text("แฟ้มนี้{state} จึงยกเลิกไม่ได้แล้ว", "This pack can no longer be cancelled: {state}.")
NO_FILE = Text(
    "แฟ้มนี้ไม่มีไฟล์ให้ดาวน์โหลด ({state}) สั่งทำแฟ้มใหม่ได้",
    "This pack has no file to download ({state}). You can ask for a new one.",
)


def check_can_ask(someone: Account | Person, enrolment: Enrolment, contents: PackContents) -> None:
    """Refused unless everything that would be inside may be read."""
    for permission in sorted(NEEDS[contents]):
        check_permission(someone, permission, enrolment.enterprise.scope_id)


def contents_open_to(account: Account, enrolment: Enrolment) -> list[PackContents]:
    """How much an account may ask for, least first; nothing for whoever may not read the evidence."""
    held = permissions_on(account, enrolment.enterprise.scope_id)
    return [one for one in PackContents if held >= NEEDS[one]]


def check_can_cancel(account: Account, pack: Pack) -> None:
    """Refused for others than whoever asked and the cohort's officers; TooLate when it is no longer under way."""
    state = PackState(pack.state)
    if not pack.is_under_way:
        raise TooLate(OVER.format(state=state.label))
    may = permissions_on(account, pack.enrolment.cohort.scope_id)
    if pack.asked_by_id != person_id(account) and Permission.COHORT_MANAGE not in may:
        raise Refused(NOT_YOURS)


def can_cancel(account: Account, pack: Pack) -> bool:
    """As `check_can_cancel`, as a yes or no."""
    try:
        check_can_cancel(account, pack)
    except Refused:
        return False
    return True


def check_can_download(pack: Pack) -> None:
    """TooLate unless its file is there. Who may open it at all is the business of `visible_to`."""
    if pack.state != PackState.READY:
        raise TooLate(NO_FILE.format(state=PackState(pack.state).label))
