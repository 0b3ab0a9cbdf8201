"""Tasks."""

from ruamphon.core.refusals import Refused, TooLate
from ruamphon.core.text import Text
from ruamphon.people.enums import Permission
from ruamphon.people.models import Account
from ruamphon.programmes.enums import TaskState
from ruamphon.programmes.models import Enrolment, Task
from ruamphon.programmes.rules.own import check_may, may

NOT_YOUR_TASK = Text(
    "งานนี้เป็นของ {owner} เจ้าของงานหรือผู้มอบหมายงานเท่านั้นที่ปิดงานได้",
    "This task is {owner}'s. Only its owner, or someone who assigns tasks, can close it.",
)
CLOSED = Text("งานนี้ “{state}” แล้ว", "This task is already “{state}”.")


def check_can_assign(account: Account, enrolment: Enrolment) -> None:
    """Giving someone a task asks for `task_assign` on the group."""
    check_may(account, Permission.TASK_ASSIGN, enrolment)


def check_can_finish(account: Account, task: Task) -> None:
    """Finishing or cancelling is for the owner and for those who assign tasks, once."""
    owns = task.owner_id == account.person_id
    if not owns and not may(account, Permission.TASK_ASSIGN, task.enrolment):
        raise Refused(NOT_YOUR_TASK.format(owner=task.owner.name))
    if task.state != TaskState.OPEN:
        raise TooLate(CLOSED.format(state=TaskState(task.state).label))
