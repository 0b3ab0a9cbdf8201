"""Who may hand in, improve, withdraw and review evidence."""

from ruamphon.core.audit import person_id
from ruamphon.core.refusals import Refused, TooLate
from ruamphon.core.text import Text
from ruamphon.pathway.domain import Criterion
from ruamphon.pathway.facts import WORDING
from ruamphon.pathway.models import Evidence
from ruamphon.pathway.rules.roles import acts_as, allows, submits
from ruamphon.people.access import check_permission
from ruamphon.people.enums import Permission, Role
from ruamphon.people.models import Account
from ruamphon.programmes.enums import EnrolmentState
from ruamphon.programmes.models import Enrolment
from ruamphon.programmes.rules import roles_for

NOT_RUNNING = Text(
    "กลุ่มนี้ไม่ได้อยู่ระหว่างพัฒนาแล้ว ({state}) จึงส่งหรือตรวจเพิ่มไม่ได้ ถามเจ้าหน้าที่โครงการได้",
    "This group is no longer being developed ({state}), so nothing more can be handed in or reviewed. "
    "Ask a programme officer.",
)
NOT_SUPPLIER = Text(
    "ข้อนี้ให้{role}เป็นผู้ส่ง ถ้าคุณมีหลักฐานอยู่แล้ว ฝาก{role}หรือเจ้าหน้าที่ส่งแทนได้",
    "This one is handed in by: {role}. If you have it, ask them or a programme officer to hand it in.",
)
NOT_REVIEWER = Text(
    "ข้อนี้ให้{role}ของกลุ่มเป็นผู้ตรวจ คุณจึงดูได้แต่ยังตรวจไม่ได้",
    "This one is reviewed by the group's {role}. You can look, but not review.",
)
OWN_EVIDENCE = Text(
    "คุณเป็นผู้ส่งหลักฐานชิ้นนี้ ต้องให้คนอื่นเป็นผู้ตรวจ",
    "You handed in this evidence; somebody else has to review it.",
)
NOT_ASKED = Text(
    "เกณฑ์ฉบับที่กลุ่มใช้อยู่ตอนนี้ไม่ได้ขอหลักฐานข้อนี้แล้ว จึงไม่ต้องตรวจ",
    "The playbook the group follows now no longer asks for this, so there is nothing to review.",
)
NOT_YOURS_TO_WITHDRAW = Text(
    "ถอนได้เฉพาะผู้ที่ส่งหลักฐานชิ้นนี้ หรือเจ้าหน้าที่โครงการ",
    "Only those who handed it in, or a programme officer, can withdraw it.",
)


def check_is_running(enrolment: Enrolment) -> None:
    """Refused when the group has graduated or left: its record stays as it is."""
    state = EnrolmentState(enrolment.state)
    if state not in {EnrolmentState.SELECTED, EnrolmentState.ACTIVE}:
        raise TooLate(NOT_RUNNING.format(state=state.label))


def check_can_submit(account: Account, enrolment: Enrolment, criterion: Criterion) -> None:
    """Refused unless the account is of the role that hands this in, or a helper who hands in for them."""
    scope = enrolment.enterprise.scope_id
    check_permission(account, Permission.EVIDENCE_SUBMIT, scope)
    if not submits(roles_for(account, enrolment), criterion):
        raise Refused(NOT_SUPPLIER.format(role=WORDING.role(criterion.supplied_by)))
    check_is_running(enrolment)


def can_submit(account: Account, enrolment: Enrolment, criterion: Criterion) -> bool:
    """As `check_can_submit`, as a yes or no."""
    return allows(lambda: check_can_submit(account, enrolment, criterion))


def is_supplier(account: Account, enrolment: Enrolment, criterion: Criterion) -> bool:
    """Whether the account itself has the role that hands this in; a helper without it names a person."""
    return acts_as(roles_for(account, enrolment), criterion.supplied_by)


def check_can_review(account: Account, evidence: Evidence, criterion: Criterion | None) -> None:
    """Refused unless the account has the criterion's reviewing role and had no part in handing it in."""
    check_is_running(evidence.enrolment)
    if criterion is None or not criterion.reviewed_by:
        raise Refused(NOT_ASKED)
    if _had_a_part(account, evidence):
        raise Refused(OWN_EVIDENCE)
    if not acts_as(roles_for(account, evidence.enrolment), criterion.reviewed_by):
        raise Refused(NOT_REVIEWER.format(role=WORDING.role(criterion.reviewed_by)))


def _had_a_part(account: Account, evidence: Evidence) -> bool:
    """Whether they handed it in, had it handed in for them, or sent a file of it in an earlier round."""
    me = person_id(account)
    named = me in {evidence.submitted_by_id, evidence.on_behalf_of_id}
    return named or evidence.files.filter(file__stored_by_id=me).exists()


def can_review(account: Account, evidence: Evidence, criterion: Criterion | None) -> bool:
    """As `check_can_review`, as a yes or no."""
    return allows(lambda: check_can_review(account, evidence, criterion))


def check_can_withdraw(account: Account, evidence: Evidence) -> None:
    """Refused unless the account handed it in, or it was handed in for them, or they are an officer."""
    check_is_running(evidence.enrolment)
    if person_id(account) in {evidence.submitted_by_id, evidence.on_behalf_of_id}:
        return
    if roles_for(account, evidence.enrolment).isdisjoint({Role.OFFICER, Role.MANAGER}):
        raise Refused(NOT_YOURS_TO_WITHDRAW)


def can_withdraw(account: Account, evidence: Evidence) -> bool:
    """As `check_can_withdraw`, as a yes or no."""
    return allows(lambda: check_can_withdraw(account, evidence))
