"""Who may sign, and who may take a signature back."""

from ruamphon.core.audit import person_id
from ruamphon.core.refusals import Refused
from ruamphon.core.text import Text
from ruamphon.pathway.domain import Criterion
from ruamphon.pathway.facts import WORDING
from ruamphon.pathway.models import SignOff
from ruamphon.pathway.rules.evidence import check_is_running
from ruamphon.pathway.rules.roles import acts_as, allows, signs
from ruamphon.people.access import check_permission
from ruamphon.people.enums import Permission, Role
from ruamphon.people.models import Account
from ruamphon.programmes.models import Enrolment
from ruamphon.programmes.rules import roles_for

NOT_SIGNER = Text(
    "ข้อนี้ให้{role}เป็นผู้ลงชื่อรับรอง คุณจึงลงชื่อแทนไม่ได้",
    "This one is signed by: {role}. You cannot sign it for them.",
)
NOT_YOURS_TO_TAKE_BACK = Text(
    "ถอนคำรับรองได้เฉพาะผู้ที่ลงชื่อ หรือเจ้าหน้าที่โครงการ",
    "Only the person who signed, or a programme officer, can take a sign-off back.",
)


def check_can_sign(account: Account, enrolment: Enrolment, criterion: Criterion) -> None:
    """Refused unless the account has the signing role; a helper may sign for a named member of the group."""
    scope = enrolment.enterprise.scope_id
    check_permission(account, Permission.SIGN_OFF, scope)
    if not signs(roles_for(account, enrolment), criterion):
        raise Refused(NOT_SIGNER.format(role=WORDING.role(criterion.reviewed_by)))
    check_is_running(enrolment)


def can_sign(account: Account, enrolment: Enrolment, criterion: Criterion) -> bool:
    """As `check_can_sign`, as a yes or no."""
    return allows(lambda: check_can_sign(account, enrolment, criterion))


def is_signer(account: Account, enrolment: Enrolment, criterion: Criterion) -> bool:
    """Whether the account itself has the signing role; a helper without it names a person."""
    return acts_as(roles_for(account, enrolment), criterion.reviewed_by)


def check_can_withdraw_sign_off(account: Account, sign_off: SignOff) -> None:
    """Refused unless it is the account's own word, or the account is an officer."""
    check_is_running(sign_off.enrolment)
    if person_id(account) in {sign_off.signed_by_id, sign_off.on_behalf_of_id}:
        return
    if roles_for(account, sign_off.enrolment).isdisjoint({Role.OFFICER, Role.MANAGER}):
        raise Refused(NOT_YOURS_TO_TAKE_BACK)


def can_withdraw_sign_off(account: Account, sign_off: SignOff) -> bool:
    """As `check_can_withdraw_sign_off`, as a yes or no."""
    return allows(lambda: check_can_withdraw_sign_off(account, sign_off))
