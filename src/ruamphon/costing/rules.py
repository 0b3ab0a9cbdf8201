"""May this account see, change, hand in or share a group's costs? Costs are secrets of the group."""

from ruamphon.cashbook.models import CashEntry
from ruamphon.cashbook.rules import check_can_record
from ruamphon.core.refusals import Refused, TooLate
from ruamphon.core.text import Text
from ruamphon.costing.models import CostSheetVersion, Intake, Recipe, RecipeLine
from ruamphon.people.access import check_permission, has_permission, holds_role, permissions_on
from ruamphon.people.enums import Permission, Role
from ruamphon.people.models import Account
from ruamphon.programmes.enums import EnrolmentState
from ruamphon.programmes.models import Enrolment
from ruamphon.programmes.rules import may
from ruamphon.registry.models import Enterprise

WRITERS = frozenset({Permission.ENTERPRISE_EDIT, Permission.DELIVERABLE_WRITE})
ONLY_LOOKS = Text(
    "คุณดูต้นทุนของกลุ่มนี้ได้ แต่แก้ไม่ได้ สมาชิกกลุ่ม ทีมนักศึกษา หรือเจ้าหน้าที่เป็นผู้แก้",
    "You may see this group's costs but not change them. Its members, student team or officers do.",
)


def can_see_costs(account: Account, enterprise: Enterprise) -> bool:
    """Whether the account holds `secret_read` on the group now."""
    return has_permission(account, Permission.SECRET_READ, enterprise.scope_id)


def check_can_see_costs(account: Account, enterprise: Enterprise) -> None:
    """Costs ask for `secret_read` on the group."""
    check_permission(account, Permission.SECRET_READ, enterprise.scope_id)


def check_can_write_costs(account: Account, enterprise: Enterprise) -> None:
    """Changing costs is for those who see them and edit the group or make its work: members, students, officers."""
    held = permissions_on(account, enterprise.scope_id)
    if Permission.SECRET_READ not in held:
        check_can_see_costs(account, enterprise)
    if held.isdisjoint(WRITERS):
        raise Refused(ONLY_LOOKS)


def is_member(account: Account, enterprise: Enterprise) -> bool:
    """Whether the account belongs to the group and speaks for it."""
    return holds_role(account, {Role.MEMBER}, enterprise.scope_id)


def can_write_costs(account: Account, enterprise: Enterprise) -> bool:
    """Whether `check_can_write_costs` would let this account pass."""
    try:
        check_can_write_costs(account, enterprise)
    except Refused:
        return False
    return True


IN_THE_BOOK = Text(
    "ของเข้ารายการนี้อยู่ในสมุดเงินสดของกลุ่มด้วย สมาชิกกลุ่มหรือทีมนักศึกษาเป็นผู้ยกเลิก สมุดเงินสดจะเปลี่ยนตามเอง",
    "This is in the group's cash book too. Its members or student team take it back; the book follows by itself.",
)


def check_can_void_intake(account: Account, intake: Intake) -> None:
    """Taking back what came in is for those who write costs, and who write the cash book if the slip stands there."""
    check_can_write_costs(account, intake.enterprise)
    if can_record(account, intake.enterprise):
        return
    if CashEntry.objects.standing().filter(origin=intake.origin).exists():
        raise Refused(IN_THE_BOOK)


def can_void_intake(account: Account, intake: Intake) -> bool:
    """Whether `check_can_void_intake` would let this account pass."""
    try:
        check_can_void_intake(account, intake)
    except Refused:
        return False
    return True


def check_can_pay(account: Account, enterprise: Enterprise) -> None:
    """Writing a purchase in the cash book asks for `cash_record` on the group, and sight of its costs."""
    check_can_see_costs(account, enterprise)
    check_can_record(account, enterprise)


def can_record(account: Account, enterprise: Enterprise) -> bool:
    """Whether this account may write in the group's cash book."""
    return has_permission(account, Permission.CASH_RECORD, enterprise.scope_id)


ONLY_MEMBERS_SHARE = Text(
    "ต้นทุนเป็นความลับของกลุ่ม สมาชิกกลุ่มเท่านั้นที่ให้คนอื่นดูได้",
    "Costs are the group's secret. Only its members can let others see them.",
)
NOT_ENROLLED = Text(
    "กลุ่มนี้ยังไม่ได้อยู่ในรุ่นใด หรือคุณไม่ได้ทำผลงานให้กลุ่มนี้ ทีมนักศึกษาของกลุ่มเป็นผู้ส่ง",
    "The group is in no cohort, or you do not make its work. Its student team hands in.",
)
HANDED_IN = Text(
    "ใบต้นทุนนี้ส่งให้ตรวจแล้ว จึงลบไม่ได้ ลบได้เฉพาะใบที่ยังไม่เคยส่ง",
    "This cost sheet has been handed in, so it cannot be deleted. Only one never handed in can.",
)
USED = Text(
    "สูตร “{user}” ใช้ของจากใบนี้อยู่ เอาออกจากสูตรนั้นก่อนจึงลบได้",
    "The recipe “{user}” uses what this one makes. Take it out there first.",
)


def check_can_hand_in(account: Account, recipe: Recipe) -> None:
    """Handing in is for those who make the group's work in a cohort it has not left, and see its costs."""
    check_can_see_costs(account, recipe.enterprise)
    if enrolment_to_hand_in(account, recipe) is None:
        raise Refused(NOT_ENROLLED)


def enrolment_to_hand_in(account: Account, recipe: Recipe) -> Enrolment | None:
    """The newest enrolment of the group for which this account may hand in work."""
    rows = Enrolment.objects.filter(enterprise=recipe.enterprise_id).exclude(state=EnrolmentState.LEFT)
    for enrolment in rows.select_related("enterprise", "cohort").order_by("-enrolled_on", "-pk"):
        if may(account, Permission.DELIVERABLE_WRITE, enrolment):
            found: Enrolment = enrolment
            return found
    return None


def check_can_delete_recipe(account: Account, recipe: Recipe) -> None:
    """Deleting is for those who write costs, while it was never handed in and nothing is made of it."""
    check_can_write_costs(account, recipe.enterprise)
    if recipe.sheets.exists():
        raise TooLate(HANDED_IN)
    user = (
        RecipeLine.with_bin.filter(made__recipe=recipe)
        .exclude(recipe=recipe)
        .select_related("recipe")
        .first()
    )
    if user is not None:
        raise TooLate(USED.format(user=user.recipe.name))


def check_can_share(account: Account, version: CostSheetVersion) -> None:
    """Only the group itself, by a member, lets somebody see one version."""
    if not is_member(account, version.sheet.recipe.enterprise):
        raise Refused(ONLY_MEMBERS_SHARE)
