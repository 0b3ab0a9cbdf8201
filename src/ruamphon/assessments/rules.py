"""May this account write rubrics, run rounds, assess this group now?"""

from datetime import date

from ruamphon.assessments.models import Assessment, Round, Rubric
from ruamphon.core.audit import person_id
from ruamphon.core.refusals import Refused, TooLate
from ruamphon.core.text import Text
from ruamphon.core.thai_dates import text as day_text
from ruamphon.people.access import check_permission, has_permission
from ruamphon.people.enums import Permission
from ruamphon.people.models import Account

PUBLISHED = Text(
    "แบบประเมินฉบับที่ {number} ใช้งานอยู่แล้ว จึงแก้ไม่ได้ ทำฉบับใหม่จากฉบับนี้แทน",
    "Version {number} is in use, so it cannot be changed. Make a new version from it.",
)
NOT_ASKED = Text(
    "คุณไม่ได้เป็นผู้ประเมินกลุ่มนี้ในรอบนี้ ถามเจ้าหน้าที่โครงการหากควรเป็น",
    "You were not asked to assess this group in this round. Ask a programme officer if you should be.",
)
NOT_YET = Text(
    "รอบนี้เริ่ม {day} กลับมาประเมินได้ตั้งแต่วันนั้น", "This round begins on {day}. You can assess from that day on."
)
OVER = Text(
    "หมดเวลาส่งตั้งแต่ {day} ถ้ายังต้องการส่ง ขอให้เจ้าหน้าที่เลื่อนวันสุดท้ายของรอบ",
    "The last day was {day}. To hand in now, ask an officer to move the last day of the round.",
)
HANDED_IN = Text(
    "ส่งผลประเมินนี้ไปแล้ว จึงแก้ไม่ได้ ถ้าต้องแก้จริง ขอให้เจ้าหน้าที่เปิดให้แก้",
    "This was handed in, so it cannot be changed. If it must be, ask an officer to reopen it.",
)
NOT_HANDED_IN = Text(
    "ผลประเมินนี้ยังไม่ได้ส่ง จึงไม่ต้องเปิดให้แก้", "This is not handed in, so there is nothing to reopen."
)
ROUND_OVER = Text(
    "รอบนี้หมดเวลาแล้วเมื่อ {day} เลื่อนวันสุดท้ายก่อน แล้วจึงเปิดให้แก้",
    "This round ended on {day}. Move its last day first, then reopen.",
)


def check_can_write_rubrics(account: Account, scope_id: int) -> None:
    """Refused unless the account is a manager of the scope."""
    check_permission(account, Permission.RUBRIC_MANAGE, scope_id)


def check_can_change(account: Account, rubric: Rubric) -> None:
    """Refused unless the account may write rubrics here; too late once the version is in use."""
    check_can_write_rubrics(account, rubric.scope_id)
    if not rubric.is_draft:
        raise TooLate(PUBLISHED.format(number=rubric.number))


def can_write_rubrics(account: Account, scope_id: int) -> bool:
    """As `check_can_write_rubrics`, as a yes or no."""
    return has_permission(account, Permission.RUBRIC_MANAGE, scope_id)


def check_can_run_rounds(account: Account, scope_id: int) -> None:
    """Refused unless the account runs rounds on this scope."""
    check_permission(account, Permission.ROUND_MANAGE, scope_id)


def can_run_rounds(account: Account, scope_id: int) -> bool:
    """As `check_can_run_rounds`, as a yes or no."""
    return has_permission(account, Permission.ROUND_MANAGE, scope_id)


def check_can_answer(account: Account, assessment: Assessment, on: date) -> None:
    """Refused unless it is the account's own; too late when it is handed in already or the round is not under way."""
    if not Assessment.objects.own(account).filter(pk=assessment.pk).exists():
        raise Refused(NOT_ASKED)
    if assessment.is_handed_in:
        raise TooLate(HANDED_IN)
    check_is_under_way(assessment.round, on)


def check_is_under_way(held: Round, on: date) -> None:
    """Too late, or too early, on a day that does not lie between the first and the last one."""
    if on < held.opens_on:
        raise TooLate(NOT_YET.format(day=day_text(held.opens_on)))
    if on > held.due_on:
        raise TooLate(OVER.format(day=day_text(held.due_on)))


def why_not_answer(account: Account, assessment: Assessment, on: date) -> Text | None:
    """Why the account cannot answer now, or None when it can."""
    try:
        check_can_answer(account, assessment, on)
    except Refused as refusal:
        return refusal.reason
    return None


def check_can_reopen(account: Account, assessment: Assessment, on: date) -> None:
    """Refused unless the account runs the round and has no open answer of its own on the group."""
    check_can_run_rounds(account, assessment.round.scope_id)
    if not assessment.is_handed_in:
        raise TooLate(NOT_HANDED_IN)
    if on > assessment.round.due_on:
        raise TooLate(ROUND_OVER.format(day=day_text(assessment.round.due_on)))


def is_assessor(account: Account, assessment: Assessment) -> bool:
    """Whether it is the account's own."""
    return assessment.assessor_id == person_id(account)
