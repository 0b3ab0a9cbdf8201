"""The difference between two versions covers every change; the order of goals tells nothing."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from ruamphon.core.text import Text
from ruamphon.pathway.domain.plan import (
    PlanAction,
    PlanGoal,
    PlanWords,
    apply_changes,
    differences,
    first_gap,
    told,
)
from ruamphon.pathway.enums import ChangeKind

CODES = st.sampled_from("abcdef")
WORDS = st.sampled_from(["", "ชั่งวัตถุดิบ", "จดยอดขาย", "ทำฉลาก {name}"])
DAYS = st.one_of(st.none(), st.dates(date(2026, 1, 1), date(2026, 12, 31)))
OWNERS = st.one_of(st.none(), st.integers(1, 4))
ACTIONS = st.builds(PlanAction, CODES, WORDS, OWNERS, DAYS)
ACTION_LISTS = st.lists(ACTIONS, max_size=4, unique_by=lambda action: action.code).map(tuple)
CRITERIA = st.sampled_from(["", "group-ready", "gone"])
GOALS = st.builds(PlanGoal, CODES, WORDS, DAYS, WORDS, CRITERIA, ACTION_LISTS)
PLANS = st.lists(GOALS, max_size=4, unique_by=lambda goal: goal.code).map(tuple)
PEOPLE = {number: Text(f"คนที่ {number}", f"Person {number}") for number in range(1, 5)}
NAMES = PlanWords(PEOPLE, {"group-ready": Text("พร้อมไปต่อ", "Ready")})


def in_order(goals):
    """The same plan whatever the order it stands in."""
    return {
        goal.code: replace(goal, actions=tuple(sorted(goal.actions, key=lambda action: action.code)))
        for goal in goals
    }


@given(PLANS, PLANS)
def test_the_differences_lead_from_one_version_to_the_other(before, after):
    changes = differences(before, after)
    assert in_order(apply_changes(before, changes)) == in_order(after)


@given(PLANS, PLANS)
def test_none_of_them_can_be_left_out(before, after):
    changes = differences(before, after)
    for left_out in changes:
        rest = [change for change in changes if change is not left_out]
        assert in_order(apply_changes(before, rest)) != in_order(after)


@given(PLANS, st.data())
def test_the_order_of_goals_and_actions_is_no_difference(plan, data):
    shuffled = tuple(
        replace(goal, actions=tuple(data.draw(st.permutations(goal.actions))))
        for goal in data.draw(st.permutations(plan))
    )
    assert differences(plan, shuffled) == ()


@given(PLANS, PLANS, st.data())
def test_the_order_does_not_change_what_is_told(before, after, data):
    shuffled = tuple(data.draw(st.permutations(after)))
    one = told(differences(before, after), before, after, NAMES)
    other = told(differences(before, shuffled), before, shuffled, NAMES)
    assert sorted(each.th for each in one) == sorted(each.th for each in other)


@given(PLANS, PLANS)
def test_every_difference_has_a_sentence_in_both_languages(before, after):
    changes = differences(before, after)
    sentences = told(changes, before, after, NAMES)
    assert len(sentences) == len(changes)
    assert all(each.th and each.en for each in sentences)


def test_the_words_of_each_kind_of_difference():
    was = PlanGoal(
        "a",
        "รู้ต้นทุน",
        date(2026, 6, 1),
        "มีบัญชี",
        "",
        (PlanAction("x", "ชั่ง", 1, date(2026, 5, 1)), PlanAction("y", "จด", 2, date(2026, 5, 2))),
    )
    now = PlanGoal(
        "a",
        "รู้ต้นทุนต่อกระปุก",
        date(2026, 7, 1),
        "มีบัญชี",
        "group-ready",
        (PlanAction("x", "ชั่ง", 3, date(2026, 5, 20)), PlanAction("z", "ถ่ายรูป", 2, date(2026, 5, 9))),
    )
    new = PlanGoal("b", "ฉลากใหม่")
    before, after = (was, PlanGoal("c", "เลิกทำ")), (now, new)
    changes = differences(before, after)
    sentences = told(changes, before, after, NAMES)
    assert [(change.kind, change.action, change.field) for change in changes] == [
        (ChangeKind.CHANGED, "", "aim"),
        (ChangeKind.CHANGED, "", "due_on"),
        (ChangeKind.CHANGED, "", "criterion"),
        (ChangeKind.CHANGED, "x", "owner"),
        (ChangeKind.CHANGED, "x", "due_on"),
        (ChangeKind.ADDED, "z", ""),
        (ChangeKind.REMOVED, "y", ""),
        (ChangeKind.ADDED, "", ""),
        (ChangeKind.REMOVED, "", ""),
    ]
    assert [each.th for each in sentences] == [
        "เป้าหมาย “รู้ต้นทุน”: เปลี่ยนสิ่งที่อยากให้เกิดจาก “รู้ต้นทุน” เป็น “รู้ต้นทุนต่อกระปุก”",
        "เป้าหมาย “รู้ต้นทุน”: เลื่อนกำหนดจาก 1 มิ.ย. 2569 เป็น 1 ก.ค. 2569",
        "เป้าหมาย “รู้ต้นทุน”: เปลี่ยนเงื่อนไขของขั้นจาก “ยังไม่ระบุ” เป็น “พร้อมไปต่อ”",
        "สิ่งที่จะทำ “ชั่ง” (เป้าหมาย “รู้ต้นทุนต่อกระปุก”): เปลี่ยนผู้รับผิดชอบจาก “คนที่ 1” เป็น “คนที่ 3”",
        "สิ่งที่จะทำ “ชั่ง” (เป้าหมาย “รู้ต้นทุนต่อกระปุก”): เลื่อนกำหนดจาก 1 พ.ค. 2569 เป็น 20 พ.ค. 2569",
        "เพิ่มสิ่งที่จะทำ “ถ่ายรูป” (เป้าหมาย “รู้ต้นทุนต่อกระปุก”): คนที่ 2 ภายใน 9 พ.ค. 2569",
        "ตัดสิ่งที่จะทำ “จด” (เป้าหมาย “รู้ต้นทุนต่อกระปุก”) ออก",
        "เพิ่มเป้าหมาย “ฉลากใหม่”",
        "ตัดเป้าหมาย “เลิกทำ” ออก",
    ]
    assert [each.en for each in sentences] == [
        "Goal “รู้ต้นทุน”: what shall be true changed from “รู้ต้นทุน” to “รู้ต้นทุนต่อกระปุก”",
        "Goal “รู้ต้นทุน”: due date moved from 1 Jun 2026 to 1 Jul 2026",
        "Goal “รู้ต้นทุน”: criterion of a stage changed from “not set” to “Ready”",
        "Action “ชั่ง” (goal “รู้ต้นทุนต่อกระปุก”): owner changed from “Person 1” to “Person 3”",
        "Action “ชั่ง” (goal “รู้ต้นทุนต่อกระปุก”): due date moved from 1 May 2026 to 20 May 2026",
        "Added action “ถ่ายรูป” (goal “รู้ต้นทุนต่อกระปุก”): Person 2, by 9 May 2026",
        "Removed action “จด” (goal “รู้ต้นทุนต่อกระปุก”)",
        "Added goal “ฉลากใหม่”",
        "Removed goal “เลิกทำ”",
    ]


@given(PLANS)
def test_a_plan_without_gaps_is_complete_and_each_gap_is_in_its_place(plan):
    today = date(2026, 6, 1)
    gap = first_gap(plan, owners=range(1, 4), today=today, kept={})
    complete = bool(plan) and all(
        goal.aim
        and goal.due_on
        and goal.measure
        and goal.actions
        and all(
            action.title
            and action.owner is not None
            and action.owner < 4
            and action.due_on
            and action.due_on >= today
            for action in goal.actions
        )
        for goal in plan
    )
    assert (gap is None) == complete
    if gap and plan:
        _, place, number = gap
        goal = plan[place]
        assert number is None or number < len(goal.actions)
        earlier = plan[:place]
        assert first_gap(earlier, owners=range(1, 4), today=today, kept={}) is None or not earlier
