"""Development plans: drafted, agreed by the group, approved by another, in force as tasks."""

from dataclasses import replace

import pytest
from django.db import IntegrityError, transaction

from ruamphon.core.models import AuditEntry
from ruamphon.core.refusals import Impossible, Refused, TooLate
from ruamphon.core.thai_dates import text
from ruamphon.pathway import actions, queries
from ruamphon.pathway.enums import ActionProgress, PlanState
from ruamphon.pathway.models import Plan, PlanAction, PlanVersion
from ruamphon.people.outbox.models import Message
from ruamphon.programmes import actions as programmes
from ruamphon.programmes.enums import EnrolmentState, TaskState
from ruamphon.programmes.models import Task
from tests.pathway.planning import action, agreed, day, draft, goal, in_force, promised, proposed

pytestmark = pytest.mark.django_db


def audited(record):
    return list(AuditEntry.objects.of(record).order_by("pk").values_list("action", "person_id"))


def tasks(cast):
    rows = Task.objects.filter(enrolment=cast.enrolment).order_by("pk")
    return [(row.title, row.owner_id, row.due_on, row.state) for row in rows]


def sentence(problem):
    return problem.value.reason.th


def test_a_plan_from_draft_to_force(cast):
    version = in_force(cast)
    assert (version.number, version.state, version.revision) == (1, PlanState.IN_FORCE, 1)
    assert (version.agreed_by, version.agreed_for, version.approved_by) == (
        cast.member.person,
        None,
        cast.officer.person,
    )
    assert tasks(cast) == [
        ("ชั่งวัตถุดิบทุกรอบ", cast.student.person_id, day(14), TaskState.OPEN),
        ("จดยอดขายทุกวัน", cast.member.person_id, day(21), TaskState.OPEN),
    ]
    first = Task.objects.order_by("pk").first()
    assert first.origin.th == "แผนพัฒนาฉบับที่ 1 เป้าหมาย “รู้ต้นทุนต่อกระปุก”"
    assert first.origin_url == f"/enrolments/{cast.enrolment.pk}/plan/"
    assert first.key == f"plan-action-{PlanAction.objects.get(task=first).pk}"
    assert audited(version) == [
        ("save_plan_draft", cast.student.person_id),
        ("propose_plan", cast.student.person_id),
        ("agree_plan", cast.member.person_id),
        ("approve_plan", cast.officer.person_id),
    ]


def test_the_same_page_sent_twice_is_one_change(cast):
    first = actions.save_plan_draft(
        by=cast.student, enrolment=cast.enrolment, goals=promised(cast), seen="none"
    )
    again = actions.save_plan_draft(
        by=cast.student, enrolment=cast.enrolment, goals=promised(cast), seen="none"
    )
    assert (again, again.revision) == (first, 1)
    assert (Plan.objects.count(), PlanVersion.objects.count()) == (1, 1)


def test_a_draft_may_have_gaps(cast):
    version = draft(cast, (goal(1, action(1, None, due=None), aim=""),))
    kept = queries.goals_of(queries.rows_of(version))[0]
    assert (kept.aim, kept.actions[0].title, kept.actions[0].owner, kept.actions[0].due_on) == (
        "",
        "ชั่งวัตถุดิบทุกรอบ",
        None,
        None,
    )


@pytest.mark.parametrize(
    ("change", "expected", "field"),
    [
        (
            {"owner": None},
            "เป้าหมายที่ 1 “รู้ต้นทุนต่อกระปุก” ข้อที่ 2 “จดยอดขายทุกวัน” ยังไม่มีคนรับผิดชอบ เลือกชื่อในช่อง “ใครทำ”",
            "goal-0-action-1",
        ),
        (
            {"due_on": None},
            "เป้าหมายที่ 1 “รู้ต้นทุนต่อกระปุก” ข้อที่ 2 “จดยอดขายทุกวัน” ยังไม่มีกำหนด ใส่วันที่ในช่อง “ภายในวันที่”",
            "goal-0-action-1",
        ),
        (
            {"title": ""},
            "เป้าหมายที่ 1 “รู้ต้นทุนต่อกระปุก” ข้อที่ 2 ยังไม่ได้บอกว่าจะทำอะไร เขียนสั้น ๆ หรือเอาข้อนี้ออก",
            "goal-0-action-1",
        ),
    ],
)
def test_what_an_action_lacks_is_told_by_goal_and_action(cast, change, expected, field):
    (first,) = promised(cast)
    gaps = (replace(first, actions=(first.actions[0], replace(first.actions[1], **change))),)
    version = draft(cast, gaps)
    with pytest.raises(Impossible) as problem:
        actions.propose_plan(by=cast.student, version=version, revision=1)
    assert (sentence(problem), problem.value.field) == (expected, field)
    version.refresh_from_db()
    assert (version.state, queries.goals_of(queries.rows_of(version))) == (PlanState.DRAFT, gaps)


def test_an_owner_who_is_not_with_the_group_is_refused(cast):
    version = draft(cast, (goal(1, action(1, cast.other_mentor)),))
    with pytest.raises(Impossible) as problem:
        actions.propose_plan(by=cast.student, version=version, revision=1)
    assert sentence(problem) == (
        "เป้าหมายที่ 1 “รู้ต้นทุนต่อกระปุก” ข้อที่ 1 “ชั่งวัตถุดิบทุกรอบ”: ผู้รับผิดชอบไม่ได้อยู่กับกลุ่มนี้แล้ว เลือกคนใหม่ในช่อง “ใครทำ”"
    )


@pytest.mark.parametrize(
    ("goals", "expected"),
    [
        (lambda _: (), "แผนยังไม่มีเป้าหมาย เขียนอย่างน้อยหนึ่งข้อ แล้วส่งอีกครั้ง"),
        (
            lambda _: (goal(1),),
            "เป้าหมายที่ 1 “รู้ต้นทุนต่อกระปุก” ยังไม่มีสิ่งที่จะทำ เพิ่มอย่างน้อยหนึ่งข้อ",
        ),
        (
            lambda cast: (replace(goal(1, action(1, cast.member)), due_on=None),),
            "เป้าหมายที่ 1 “รู้ต้นทุนต่อกระปุก” ยังไม่มีกำหนด ใส่วันที่ในช่อง “ภายในวันที่”",
        ),
        (
            lambda cast: (replace(goal(1, action(1, cast.member)), measure=""),),
            "เป้าหมายที่ 1 “รู้ต้นทุนต่อกระปุก” ยังไม่ได้บอกว่าจะวัดอย่างไร เขียนสั้น ๆ ในช่อง “รู้ได้อย่างไรว่าสำเร็จ”",
        ),
    ],
)
def test_what_a_goal_lacks(cast, goals, expected):
    version = draft(cast, goals(cast))
    with pytest.raises(Impossible) as problem:
        actions.propose_plan(by=cast.student, version=version, revision=1)
    assert sentence(problem) == expected


def test_a_day_that_has_passed_is_refused_unless_it_was_promised_before(cast):
    past = draft(cast, (goal(1, action(1, cast.member, due=-1)),))
    with pytest.raises(Impossible) as problem:
        actions.propose_plan(by=cast.student, version=past, revision=1)
    assert "ผ่านไปแล้ว" in sentence(problem)
    version = in_force(cast, (goal(1, action(1, cast.member, due=0)),))
    PlanAction.objects.filter(goal__version=version).update(due_on=day(-1))
    late = goal(1, action(1, cast.member, due=-1)), goal(2, action(2, cast.student), aim="ฉลากใหม่")
    assert proposed(cast, late).state == PlanState.PROPOSED


def test_who_may_draft(cast):
    for who in ("student", "facilitator", "member", "officer", "manager"):
        assert draft(cast, (goal(1, aim=who),), by=getattr(cast, who)).edited_by == getattr(cast, who).person
    for who in (
        "adviser",
        "mentor",
        "expert",
        "observer",
        "stranger",
        "lapsed_student",
        "other_mentor",
        "other_member",
    ):
        with pytest.raises(Refused):
            draft(cast, (goal(1, aim="ไม่ควรเข้า"),), by=getattr(cast, who))


def test_a_helper_records_a_named_members_word(cast):
    version = proposed(cast)
    silent = cast.enterprise.memberships.filter(person__account=None).first().person
    with pytest.raises(Impossible) as problem:
        actions.agree_plan(by=cast.officer, version=version, revision=1)
    assert problem.value.field == "on_behalf_of"
    with pytest.raises(Impossible) as problem:
        actions.agree_plan(
            by=cast.officer, version=version, revision=1, on_behalf_of=cast.other_member.person
        )
    assert sentence(problem) == "บัว กลุ่มอื่น ไม่ใช่สมาชิกของกลุ่มนี้ในวันนี้ เลือกสมาชิกคนอื่น"
    version = actions.agree_plan(by=cast.officer, version=version, revision=1, on_behalf_of=silent)
    assert (version.agreed_by, version.agreed_for, version.agreed_with) == (
        cast.officer.person,
        silent,
        silent,
    )
    entry = AuditEntry.objects.of(version).get(action="agree_plan")
    assert entry.on_behalf_of_id == silent.pk
    with pytest.raises(Refused) as refused:
        actions.approve_plan(by=cast.officer, version=version, revision=1)
    assert refused.value.reason.th == (
        "ออมสิน เจ้าหน้าที่ เป็นผู้ตกลงหรือบันทึกการตกลงของแผนนี้เอง จึงอนุมัติเองไม่ได้ ต้องให้เจ้าหน้าที่อีกคนเป็นผู้อนุมัติ"
    )
    assert actions.approve_plan(by=cast.officer2, version=version, revision=1).state == PlanState.IN_FORCE


@pytest.mark.parametrize("who", ["student", "mentor", "adviser", "stranger", "other_member", "observer"])
def test_others_do_not_agree_for_the_group(cast, who):
    version = proposed(cast)
    with pytest.raises(Refused):
        actions.agree_plan(by=getattr(cast, who), version=version, revision=1)


@pytest.mark.parametrize("who", ["student", "member", "facilitator", "mentor", "stranger", "other_mentor"])
def test_only_officers_approve(cast, who):
    version = agreed(cast)
    with pytest.raises(Refused):
        actions.approve_plan(by=getattr(cast, who), version=version, revision=1)


def test_the_database_itself_keeps_two_people_apart(cast):
    version = in_force(cast)
    with pytest.raises(IntegrityError), transaction.atomic():
        PlanVersion.objects.filter(pk=version.pk).update(approved_by=version.agreed_by)


def test_a_plan_is_not_approved_before_the_group_agreed(cast):
    version = proposed(cast)
    with pytest.raises(Impossible) as problem:
        actions.approve_plan(by=cast.officer, version=version, revision=1)
    assert sentence(problem) == "กลุ่มยังไม่ได้ตกลงแผนนี้ ต้องให้กลุ่มตกลงก่อนจึงอนุมัติได้"


def test_a_group_that_left_keeps_its_plan_as_it_is(cast):
    in_force(cast)
    programmes.change_enrolment_state(
        by=cast.officer, enrolment=cast.enrolment, state=EnrolmentState.LEFT, reason="ย้ายถิ่น"
    )
    with pytest.raises(TooLate):
        draft(cast, (goal(1, aim="ใหม่"),))


def test_sent_back_with_a_reason(cast):
    version = agreed(cast)
    with pytest.raises(Impossible) as problem:
        actions.return_plan(by=cast.officer, version=version, revision=1, reason=" ")
    assert problem.value.field == "reason"
    version = actions.return_plan(by=cast.officer, version=version, revision=1, reason="วันชนกับงานประเพณี")
    assert (version.state, version.revision, version.agreed_by, version.agreed_at) == (
        PlanState.DRAFT,
        2,
        None,
        None,
    )
    assert version.returned_reason == "วันชนกับงานประเพณี"
    with pytest.raises(Impossible) as problem:
        actions.agree_plan(by=cast.member, version=version, revision=1)
    assert sentence(problem).startswith("ออมสิน เจ้าหน้าที่ ส่งแผนนี้กลับไปแก้เมื่อ")


def test_an_edit_of_the_plan_in_force_is_a_new_version_and_the_old_stays(cast):
    first = in_force(cast)
    (was,) = promised(cast)
    kept, moved = was.actions
    second = in_force(
        cast,
        (
            replace(was, actions=(replace(moved, due_on=day(30), owner=cast.facilitator.person_id),)),
            goal(2, action(3, cast.member, title="เลือกแบบฉลาก"), aim="ฉลากครบถ้วน"),
        ),
    )
    first.refresh_from_db()
    assert [(row.number, row.state) for row in (first, second)] == [
        (1, PlanState.REPLACED),
        (2, PlanState.IN_FORCE),
    ]
    assert queries.goals_of(queries.rows_of(first)) == promised(cast)
    was_due, is_due = text(day(21)).th, text(day(30)).th
    assert [each.th for each in queries.plan_differences(second, first)] == [
        "สิ่งที่จะทำ “จดยอดขายทุกวัน” (เป้าหมาย “รู้ต้นทุนต่อกระปุก”): เปลี่ยนผู้รับผิดชอบจาก “มาลี ประธานกลุ่ม” เป็น “ฟ้าใส นักพัฒนา”",
        f"สิ่งที่จะทำ “จดยอดขายทุกวัน” (เป้าหมาย “รู้ต้นทุนต่อกระปุก”): เลื่อนกำหนดจาก {was_due} เป็น {is_due}",
        "ตัดสิ่งที่จะทำ “ชั่งวัตถุดิบทุกรอบ” (เป้าหมาย “รู้ต้นทุนต่อกระปุก”) ออก",
        "เพิ่มเป้าหมาย “ฉลากครบถ้วน”",
    ]
    assert tasks(cast) == [
        (kept.title, cast.student.person_id, day(14), TaskState.CANCELLED),
        (moved.title, cast.facilitator.person_id, day(30), TaskState.OPEN),
        ("เลือกแบบฉลาก", cast.member.person_id, day(14), TaskState.OPEN),
    ]
    dropped = Task.objects.get(title=kept.title)
    assert dropped.done_note == "แผนพัฒนาฉบับที่ 2 ไม่มีข้อนี้แล้ว"
    assert Message.objects.filter(person=cast.facilitator.person, kind="task_given").count() == 1


def test_what_is_done_stays_done_and_what_was_cancelled_is_promised_anew(cast):
    in_force(cast)
    done, cancelled = Task.objects.order_by("pk")
    programmes.finish_task(by=cast.student, task=done)
    programmes.cancel_task(by=cast.member, task=cancelled, reason="ปิดร้าน")
    (was,) = promised(cast)
    version = in_force(cast, (replace(was, measure="กลุ่มรับบัญชีต้นทุนสองฉบับ"),))
    first, second = PlanAction.objects.filter(goal__version=version).order_by("position")
    assert first.task == done
    assert (second.task.state, second.task.title, Task.objects.count()) == (TaskState.OPEN, "จดยอดขายทุกวัน", 3)


def test_progress_comes_from_the_tasks(cast):
    version = in_force(cast)
    first, second = Task.objects.order_by("pk")
    programmes.finish_task(by=cast.student, task=first)
    on_time, late = (queries.plan_sheet(version, on=on) for on in (second.due_on, day(22)))
    assert [row.progress for row in on_time.goals[0].actions] == [ActionProgress.DONE, ActionProgress.OPEN]
    assert [row.progress for row in late.goals[0].actions] == [ActionProgress.DONE, ActionProgress.LATE]
    assert (on_time.done, on_time.late, on_time.total) == (1, 0, 2)
    assert (late.done, late.late, late.total) == (1, 1, 2)


def test_nothing_new_makes_no_version(cast):
    in_force(cast)
    with pytest.raises(Impossible) as problem:
        draft(cast)
    assert sentence(problem) == "ยังไม่มีอะไรต่างจากแผนที่ใช้อยู่ แก้ก่อน แล้วบันทึก"


def test_who_was_faster_is_told(cast):
    version = proposed(cast)
    actions.agree_plan(by=cast.member, version=version, revision=1)
    with pytest.raises(Impossible) as problem:
        actions.agree_plan(by=cast.facilitator, version=version, revision=1, on_behalf_of=cast.member.person)
    assert sentence(problem).startswith("มาลี ประธานกลุ่ม ตกลงแผนนี้ในนามกลุ่มแล้วเมื่อ")


def test_an_edit_before_the_approval_is_told_to_the_officer(cast):
    version = agreed(cast)
    draft(cast, (goal(1, action(1, cast.member), aim="เป้าหมายที่แก้"),), by=cast.facilitator)
    with pytest.raises(Impossible) as problem:
        actions.approve_plan(by=cast.officer, version=version, revision=1)
    assert sentence(problem).startswith("ฟ้าใส นักพัฒนา แก้แผนนี้เมื่อ")
    assert Task.objects.count() == 0


def test_an_approval_before_the_edit_is_told_to_the_writer(cast):
    version = agreed(cast)
    seen = queries.stamp_of(version)
    actions.approve_plan(by=cast.officer, version=version, revision=1)
    changed = (goal(1, action(1, cast.member), aim="เป้าหมายที่แก้"),)
    with pytest.raises(Impossible) as problem:
        actions.save_plan_draft(by=cast.student, enrolment=cast.enrolment, goals=changed, seen=seen)
    assert sentence(problem).startswith("ออมสิน เจ้าหน้าที่ อนุมัติแผนฉบับที่ 1 ไปแล้วเมื่อ")
    assert problem.value.field == "seen"
    now = queries.stamp_of(queries.latest_version(cast.enrolment))
    again = actions.save_plan_draft(by=cast.student, enrolment=cast.enrolment, goals=changed, seen=now)
    assert (again.number, again.state) == (2, PlanState.DRAFT)
