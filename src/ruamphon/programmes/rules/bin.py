"""Deleting and bringing back: what people wrote down by mistake. What was decided or accepted stays for good."""

from ruamphon.core.refusals import Refused, TooLate
from ruamphon.core.text import Text
from ruamphon.people.access import has_permission
from ruamphon.people.enums import Permission
from ruamphon.people.models import Account
from ruamphon.programmes.enums import DeliverableState, TaskState
from ruamphon.programmes.models import Activity, Deliverable, DeliverableVersion, Task
from ruamphon.programmes.rules.own import check_may, may

NOT_YOUR_RECORD = Text(
    "คนที่บันทึกหรือเจ้าหน้าที่ของรุ่นเท่านั้นที่ลบบันทึกนี้ได้",
    "Only whoever recorded this, or the cohort's officers, can delete it.",
)
NOT_YOUR_TASK = Text(
    "คนที่มอบหมายงานนี้หรือผู้ที่มอบหมายงานของกลุ่มได้เท่านั้นที่ลบได้ เจ้าของงานยกเลิกงานได้",
    "Only whoever gave this task, or others who assign tasks here, can delete it. Its owner can cancel it.",
)
NOT_BY_HAND = Text(
    "งานนี้มาจากการตัดสินผ่านขั้นหรือกฎของระบบ ลบไม่ได้ ยกเลิกได้อย่างเดียว",
    "This task came from a gate or a rule of the platform. It cannot be deleted, only cancelled.",
)
DONE_STAYS = Text("งานที่ทำเสร็จแล้วลบไม่ได้", "A task that is done cannot be deleted.")
CHECKED_STAYS = Text(
    "ผลงานนี้มีคนตรวจหรือรับไปแล้ว จึงลบไม่ได้ ส่งฉบับใหม่แทนได้",
    "Somebody has checked or accepted this work, so it cannot be deleted. A new version can be handed in.",
)


def check_can_delete_activity(account: Account, activity: Activity) -> None:
    """Deleting a record is for whoever wrote it, and for those who record for the whole cohort."""
    if activity.recorded_by_id == account.person_id:
        return
    if not has_permission(account, Permission.ACTIVITY_RECORD, activity.cohort.scope_id):
        raise Refused(NOT_YOUR_RECORD)


def check_can_delete_task(account: Account, task: Task) -> None:
    """Deleting a task is for its giver and those who assign tasks; only what a person gave, and not when done."""
    if task.made_by_id != account.person_id and not may(account, Permission.TASK_ASSIGN, task.enrolment):
        raise Refused(NOT_YOUR_TASK)
    if not task.is_by_hand:
        raise TooLate(NOT_BY_HAND)
    if task.state == TaskState.DONE:
        raise TooLate(DONE_STAYS)


def check_can_delete_deliverable(account: Account, deliverable: Deliverable) -> None:
    """Deleting a draft asks for `deliverable_write`, and that nobody ever checked or accepted a version of it."""
    check_may(account, Permission.DELIVERABLE_WRITE, deliverable.enrolment)
    if deliverable.is_secret:
        check_may(account, Permission.SECRET_READ, deliverable.enrolment)
    settled = DeliverableVersion.with_bin.filter(deliverable=deliverable, checked_at__isnull=False)
    if deliverable.state != DeliverableState.DRAFT or settled.exists():
        raise TooLate(CHECKED_STAYS)
