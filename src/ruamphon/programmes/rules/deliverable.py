"""Deliverables: the maker of a version does not check it, and the group accepts only what was checked."""

from ruamphon.core.refusals import Refused, TooLate
from ruamphon.core.text import Text
from ruamphon.people.access import holds_role
from ruamphon.people.enums import Permission, Role
from ruamphon.people.models import Account
from ruamphon.programmes.enums import DeliverableState, EnrolmentState
from ruamphon.programmes.models import Deliverable, Enrolment
from ruamphon.programmes.rules.own import check_may, may

OWN_VERSION = Text(
    "คุณเป็นผู้ทำรุ่นนี้เอง จึงตรวจเองไม่ได้ ให้อาจารย์ที่ปรึกษาหรือเจ้าหน้าที่อีกคนตรวจ",
    "You made this version, so you cannot check it yourself. Ask the adviser or another officer.",
)
OWN_CHECK = Text(
    "คุณเป็นผู้ตรวจรุ่นนี้เอง จึงรับแทนกลุ่มไม่ได้ ให้สมาชิกกลุ่มหรือเจ้าหน้าที่อีกคนรับ",
    "You checked this version, so you cannot accept it for the group too. Ask a member or another officer.",
)
NOT_A_DRAFT = Text(
    "ผลงานนี้ “{state}” ไม่มีรุ่นที่รอตรวจ",
    "This piece of work is “{state}”; no version waits to be checked.",
)
GIVEN_BACK = Text(
    "รุ่นนี้ส่งกลับไปแก้แล้ว รอทีมส่งรุ่นใหม่",
    "This version was given back. Wait for the team's new one.",
)
NOT_CHECKED = Text(
    "ผลงานนี้ยังไม่ได้ตรวจ กลุ่มจะรับได้เมื่ออาจารย์ที่ปรึกษาหรือเจ้าหน้าที่ตรวจแล้ว",
    "This work has not been checked yet. The group can accept it once the adviser or an officer has.",
)
ALREADY_ACCEPTED = Text("กลุ่มรับผลงานนี้แล้ว", "The group has accepted this work already.")
LEFT = Text(
    "กลุ่มนี้ออกจากโครงการแล้ว จึงส่งผลงานใหม่ไม่ได้",
    "This group has left the programme, so no new work can be handed in.",
)


def check_can_write(account: Account, enrolment: Enrolment) -> None:
    """Handing in work asks for `deliverable_write` on the group, which must not have left."""
    check_may(account, Permission.DELIVERABLE_WRITE, enrolment)
    if enrolment.state == EnrolmentState.LEFT:
        raise TooLate(LEFT)


def check_can_add_version(account: Account, deliverable: Deliverable) -> None:
    """A new version is for those who write; recipes and costs also ask for `secret_read`."""
    check_can_write(account, deliverable.enrolment)
    if deliverable.is_secret:
        check_may(account, Permission.SECRET_READ, deliverable.enrolment)


def check_can_check(account: Account, deliverable: Deliverable) -> None:
    """Checking asks for `deliverable_check`, on a draft that waits and that somebody else made."""
    check_may(account, Permission.DELIVERABLE_CHECK, deliverable.enrolment)
    current = deliverable.current
    if deliverable.state != DeliverableState.DRAFT:
        raise TooLate(NOT_A_DRAFT.format(state=DeliverableState(deliverable.state).label))
    if current.returned_at:
        raise TooLate(GIVEN_BACK)
    if current.made_by_id == account.person_id:
        raise Refused(OWN_VERSION)


def check_can_return(account: Account, deliverable: Deliverable) -> None:
    """Giving back asks for `deliverable_check`, or once checked `deliverable_accept`; never after acceptance."""
    checked = deliverable.state == DeliverableState.CHECKED
    if not (checked and may(account, Permission.DELIVERABLE_ACCEPT, deliverable.enrolment)):
        check_may(account, Permission.DELIVERABLE_CHECK, deliverable.enrolment)
    if deliverable.state == DeliverableState.ACCEPTED:
        raise TooLate(ALREADY_ACCEPTED)
    if deliverable.current.returned_at:
        raise TooLate(GIVEN_BACK)


def check_can_accept(account: Account, deliverable: Deliverable) -> None:
    """Accepting asks for `deliverable_accept`, on checked work. Officers name the member they act for.

    Who checked a version cannot accept it on somebody's behalf: two people look at it in any case.
    """
    check_may(account, Permission.DELIVERABLE_ACCEPT, deliverable.enrolment)
    if deliverable.state == DeliverableState.ACCEPTED:
        raise TooLate(ALREADY_ACCEPTED)
    if deliverable.state != DeliverableState.CHECKED:
        raise TooLate(NOT_CHECKED)
    if deliverable.current.checked_by_id == account.person_id and not accepts_as_member(account, deliverable):
        raise Refused(OWN_CHECK)


def accepts_as_member(account: Account, deliverable: Deliverable) -> bool:
    """Whether the account belongs to the group and so accepts in its own name."""
    return holds_role(account, {Role.MEMBER}, deliverable.enrolment.enterprise.scope_id)
