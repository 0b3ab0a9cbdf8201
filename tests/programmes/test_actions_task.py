import pytest

from ruamphon.core.models import AuditEntry
from ruamphon.core.refusals import Impossible
from ruamphon.core.text import Text
from ruamphon.programmes import actions
from ruamphon.programmes.enums import TaskState
from tests.programmes import making


def assign(cast, **changes):
    values = {
        "by": cast.officer,
        "enrolment": cast.enrolment,
        "title": "ถ่ายรูปฉลาก",
        "owner": cast.member.person,
        "due_on": making.in_days(7),
        "origin": Text("จากการประชุม", "From the meeting"),
        "key": "meeting-1",
    }
    return actions.assign_task(**(values | changes))


def test_a_task_knows_its_owner_and_where_it_comes_from(cast):
    task = assign(cast, origin_url="/roadmap/1/")
    assert (task.owner, task.origin, task.origin_url, task.state, task.made_by) == (
        cast.member.person,
        Text("จากการประชุม", "From the meeting"),
        "/roadmap/1/",
        TaskState.OPEN,
        cast.officer.person,
    )
    assert AuditEntry.objects.of(task).get().action == "assign_task"


def test_the_same_cause_never_makes_two(cast):
    assert assign(cast) == assign(cast)
    assert assign(cast) == assign(cast, by=None, title="อีกชื่อ")


def test_another_task_under_the_same_key_is_told_to_the_person_and_not_swallowed(cast):
    assign(cast)
    with pytest.raises(Impossible) as refused:
        assign(cast, title="อีกชื่อ")
    assert refused.value.field == "draft_key"


def test_the_platform_may_assign_by_itself(cast):
    task = assign(cast, by=None)
    assert (task.made_by, AuditEntry.objects.of(task).get().person_id) == (None, None)


def test_finishing_keeps_who_when_and_the_note(cast):
    task = actions.finish_task(by=cast.member, task=assign(cast), note=" เรียบร้อย ")
    assert (task.state, task.done_by_id, task.done_note) == (TaskState.DONE, cast.member.person_id, "เรียบร้อย")
    assert task.done_at is not None


def test_a_task_is_closed_once(cast):
    task = assign(cast)
    actions.finish_task(by=cast.member, task=task)
    with pytest.raises(Impossible):
        actions.cancel_task(by=cast.officer, task=task, reason="ไม่ต้องแล้ว")


def test_cancelling_needs_a_reason(cast):
    with pytest.raises(Impossible) as refused:
        actions.cancel_task(by=cast.officer, task=assign(cast), reason="")
    assert refused.value.field == "note"
