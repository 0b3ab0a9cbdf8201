"""Giving someone a task, and closing it."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from ruamphon.core import audit
from ruamphon.core.models import AuditEntry
from ruamphon.core.refusals import Impossible
from ruamphon.core.text import Text
from ruamphon.people.models import Account, Person
from ruamphon.people.outbox.actions import tell
from ruamphon.people.outbox.enums import MessageKind
from ruamphon.programmes.enums import TaskState
from ruamphon.programmes.models import Enrolment, Task
from ruamphon.programmes.states import TASK_MOVES, check_move

NEEDS_REASON = Text(
    "เขียนสั้น ๆ ว่าทำไมจึงยกเลิก เจ้าของงานจะได้เข้าใจ",
    "Write in a few words why it is cancelled, so that its owner understands.",
)


CLOSED = Text(
    "งาน “{title}” “{state}” แล้ว จึงเปลี่ยนไม่ได้",
    "The task “{title}” is “{state}” already, so it cannot be changed.",
)
SENT_BEFORE = Text(
    "หน้านี้เคยมอบหมายงานไปแล้ว และครั้งนี้ไม่เหมือนเดิม ถ้าเป็นอีกงานหนึ่ง กดบันทึกอีกครั้ง",
    "This page already gave somebody a task, and this one differs. If it is another task, press save again.",
)


IN_BIN = Text(
    "หน้านี้เคยมอบหมายงานไปแล้ว และงานนั้นอยู่ในถังขยะ ถ้าจะมอบหมายใหม่ กดบันทึกอีกครั้ง",
    "This page already gave somebody a task, which is in the bin now. To give a new one, press save again.",
)


@transaction.atomic
def assign_task(
    *,
    by: Account | None,
    enrolment: Enrolment,
    title: str,
    owner: Person,
    due_on: date | None,
    origin: Text,
    origin_url: str = "",
    key: str,
) -> Task:
    """Give a person something to do for a group. `by` is None when a rule of the platform does it.

    `origin` is the sentence that says where the task comes from, `origin_url` a path inside the platform, and
    `key` names the cause: the same cause never makes two tasks, the first one is given back. Raises Impossible
    when a person's page that was sent before comes with another task, ValueError for an address elsewhere.
    """
    _check_inside(origin_url)
    Enrolment.objects.select_for_update().get(pk=enrolment.pk)
    there = Task.with_bin.filter(key=key).first()
    if there:
        if by and there.binned_at:
            raise Impossible(IN_BIN, "draft_key")
        if by and audit.changed(there, enrolment=enrolment, title=title[:300], owner=owner, due_on=due_on):
            raise Impossible(SENT_BEFORE, "draft_key")
        return there
    task = Task.objects.create(
        enrolment=enrolment,
        title=title[:300],
        owner=owner,
        due_on=due_on,
        origin_th=origin.th[:300],
        origin_en=origin.en[:300],
        origin_url=origin_url,
        key=key,
        made_by_id=audit.person_id(by),
    )
    _record(
        by,
        "assign_task",
        task,
        {
            "title": (None, task.title),
            "owner": (None, owner),
            "due_on": (None, due_on),
        },
    )
    tell(
        by=by,
        people=[owner.pk],
        kind=MessageKind.TASK_GIVEN,
        cause=f"task-{task.pk}-given",
        scope_id=enrolment.enterprise.scope_id,
        about=Text(task.title, task.title),
        url=task.get_absolute_url(),
    )
    return task


@transaction.atomic
def change_task(*, by: Account | None, task: Task, title: str, owner: Person, due_on: date | None) -> Task:
    """Say anew what an open task is, whose and by when; a new owner is told. Nothing changed writes nothing.

    Raises Impossible when the task is closed.
    """
    task = _locked(task)
    if task.state != TaskState.OPEN:
        raise Impossible(CLOSED.format(title=task.title, state=TaskState(task.state).label))
    changes = audit.changed(task, title=title[:300], owner=owner, due_on=due_on)
    if not changes:
        return task
    audit.apply(task, changes)
    entry = _record(by, "change_task", task, changes)
    if "owner" in changes:
        tell(
            by=by,
            people=[owner.pk],
            kind=MessageKind.TASK_GIVEN,
            cause=f"task-{task.pk}-given-{entry.pk}",
            scope_id=task.enrolment.enterprise.scope_id,
            about=Text(task.title, task.title),
            url=task.get_absolute_url(),
        )
    return task


def _check_inside(address: str) -> None:
    """People press the origin's link: it must never lead out of the platform."""
    if address and (not address.startswith("/") or address.startswith(("//", "/\\"))):
        raise ValueError("The origin of a task is a path inside the platform.")


@transaction.atomic
def finish_task(*, by: Account | None, task: Task, note: str = "") -> Task:
    """Mark a task as done, with a note if there is something to say. Raises Impossible when it is closed."""
    return _close(by, task, "finish_task", TaskState.DONE, note)


@transaction.atomic
def cancel_task(*, by: Account | None, task: Task, reason: str) -> Task:
    """Take a task back. Raises Impossible without a reason, or when it is closed already."""
    if not reason.strip():
        raise Impossible(NEEDS_REASON, "note")
    return _close(by, task, "cancel_task", TaskState.CANCELLED, reason)


def cancel_open_tasks(*, by: Account | None, enrolment: Enrolment, reason: str) -> None:
    """Cancel what is still to do for a group. Called inside the action by which it graduates or leaves."""
    for task in Task.objects.open().filter(enrolment=enrolment):
        cancel_task(by=by, task=task, reason=reason)


def _close(by: Account | None, task: Task, action: str, state: TaskState, note: str) -> Task:
    task = _locked(task)
    check_move(TASK_MOVES, TaskState(task.state), state)
    who = audit.person_id(by)
    changes = audit.changed(
        task, state=state, done_note=note.strip(), done_by_id=who, done_at=timezone.now() if who else None
    )
    audit.apply(task, changes)
    _record(by, action, task, changes)
    return task


def _locked(task: Task) -> Task:
    rows = Task.objects.select_for_update(of=("self",)).select_related("enrolment__enterprise")
    found: Task = rows.get(pk=task.pk)
    return found


def _record(
    by: Account | None, action: str, task: Task, changes: dict[str, tuple[object, object]]
) -> AuditEntry:
    return audit.record(
        by=by, action=action, subject=task, scope_id=task.enrolment.enterprise.scope_id, changes=changes
    )
