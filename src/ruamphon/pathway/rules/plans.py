"""Who may draft, agree to, send back and approve a development plan. Agreeing and approving are two people's."""

from ruamphon.core.audit import person_id
from ruamphon.core.refusals import Refused, TooLate
from ruamphon.core.text import Text
from ruamphon.pathway.models import PlanVersion
from ruamphon.pathway.rules.roles import HELPERS, carries
from ruamphon.people.access import NOT_YOURS
from ruamphon.people.enums import Permission, Role
from ruamphon.people.models import Account
from ruamphon.programmes.enums import EnrolmentState
from ruamphon.programmes.models import Enrolment
from ruamphon.programmes.rules import roles_for

NOT_RUNNING = Text(
    "กลุ่มนี้ไม่ได้อยู่ระหว่างพัฒนาแล้ว ({state}) แผนจึงแก้ต่อไม่ได้ แต่ยังอ่านได้",
    "This group is no longer being developed ({state}), so its plan can be read but not changed.",
)
GROUP_AGREES = Text(
    "แผนเป็นของกลุ่ม สมาชิกกลุ่มเป็นผู้ตกลง หรือนักพัฒนาและเจ้าหน้าที่บันทึกแทนสมาชิกที่ระบุชื่อ",
    "The plan is the group's: a member agrees to it, or a facilitator or officer records a named member's word.",
)
OWN_AGREEMENT = Text(
    "{name} เป็นผู้ตกลงหรือบันทึกการตกลงของแผนนี้เอง จึงอนุมัติเองไม่ได้ ต้องให้เจ้าหน้าที่อีกคนเป็นผู้อนุมัติ",
    "{name} agreed to this plan or recorded that the group did, and so cannot approve it. Another officer has to.",
)


def check_can_draft(account: Account, enrolment: Enrolment) -> None:
    """Refused without `plan_write` for the group, or when it is no longer being developed."""
    _check_carries(account, enrolment, Permission.PLAN_WRITE)
    _check_running(enrolment)


def check_can_agree(account: Account, version: PlanVersion) -> None:
    """Refused unless the account is of a member of the group, or of a helper who records a member's word."""
    enrolment = version.plan.enrolment
    held = roles_for(account, enrolment)
    if held.isdisjoint(HELPERS | {Role.MEMBER}):
        raise Refused(GROUP_AGREES)
    _check_running(enrolment)


def agrees_as_member(account: Account, enrolment: Enrolment) -> bool:
    """Whether the account's own word counts; a helper without it names a member."""
    return Role.MEMBER in roles_for(account, enrolment)


def check_can_approve(account: Account, version: PlanVersion) -> None:
    """Refused without `plan_approve` for the group's cohort, and for whoever agreed or recorded the agreement."""
    enrolment = version.plan.enrolment
    _check_carries(account, enrolment, Permission.PLAN_APPROVE)
    if person_id(account) in {version.agreed_by_id, version.agreed_for_id}:
        raise Refused(OWN_AGREEMENT.format(name=account.person.name))
    _check_running(enrolment)


def check_can_return(account: Account, version: PlanVersion) -> None:
    """Sending a plan back is for those who could have agreed to it or approved it."""
    check_can_agree(account, version)


def _check_carries(account: Account, enrolment: Enrolment, permission: Permission) -> None:
    if not carries(roles_for(account, enrolment), permission):
        raise Refused(NOT_YOURS.format(permission=permission.label))


def _check_running(enrolment: Enrolment) -> None:
    state = EnrolmentState(enrolment.state)
    if state not in {EnrolmentState.SELECTED, EnrolmentState.ACTIVE}:
        raise TooLate(NOT_RUNNING.format(state=state.label))
