from hypothesis import given

from ruamphon.core.text import Text
from ruamphon.pathway.domain import Step, evaluate_gate, next_step_for, next_steps
from ruamphon.pathway.enums import CriterionKind, Severity, StepKind
from tests.pathway.domain_making import (
    CRITERIA,
    DAYS,
    EVIDENCE,
    FACTS,
    ON,
    WORDING,
    evidence,
    fact,
    item,
    sign_off,
    values,
)

CRITERIA_NOW = [sign_off(), evidence(how_many=3), fact(), evidence("report", severity=Severity.WARNS)]


def steps(criteria, facts=None, items=()):
    result = evaluate_gate(criteria, facts or {}, items, on=ON, wording=WORDING)
    return next_steps(result, criteria)


def test_what_is_left_and_whose_turn_it_is():
    left = steps(CRITERIA_NOW, values(members=5), [item(), item(status="submitted")])
    assert left == (
        Step(
            StepKind.REVIEW,
            "adviser",
            Text("ตรวจหลักฐานที่ส่งมาแล้ว 1 ชิ้น: ภาพสินค้า", "Review 1 piece: Product photos"),
            "photos",
        ),
        Step(
            StepKind.SUPPLY,
            "student",
            Text("ส่งหลักฐานอีก 1 ชิ้น: ภาพสินค้า", "Hand in 1 more piece: Product photos"),
            "photos",
        ),
        Step(
            StepKind.DO,
            "member",
            Text(
                "จำนวนสมาชิก 5 คน จากที่ต้องมีอย่างน้อย 7 คน",
                "Members: 5 people of at least 7 people needed",
            ),
            "seven-members",
        ),
        Step(
            StepKind.SIGN,
            "member",
            Text("อ่านแล้วลงชื่อรับรอง: พร้อมไปต่อ", "Read and sign: Ready to go on"),
            "ready",
        ),
        Step(
            StepKind.SUPPLY,
            "student",
            Text("ส่งหลักฐานอีก 1 ชิ้น: ภาพสินค้า", "Hand in 1 more piece: Product photos"),
            "report",
            Severity.WARNS,
        ),
    )


def test_the_single_next_thing_for_each_role():
    left = steps(CRITERIA_NOW, values(members=5), [item(status="submitted") for _ in range(3)])
    assert [
        (role, (step := next_step_for(role, left)) and (step.kind.value, step.criterion))
        for role in ("adviser", "student", "member", "officer")
    ] == [
        ("adviser", ("review", "photos")),
        ("student", ("supply", "report")),
        ("member", ("do", "seven-members")),
        ("officer", None),
    ]


def test_what_was_sent_back_is_improved_first():
    left = steps([evidence(how_many=2)], items=[item(status="returned")])
    assert [step.sentence.th for step in left] == ["แก้หลักฐานที่ถูกส่งกลับ 1 ชิ้น แล้วส่งใหม่: ภาพสินค้า"]


def test_when_all_is_there_an_officer_proposes_and_warnings_wait():
    left = steps(CRITERIA_NOW, values(members=7), [item("ready"), item(), item(), item()])
    assert [(step.kind.value, step.role, step.criterion) for step in left] == [
        ("propose", "officer", ""),
        ("supply", "student", "report"),
    ]


def test_who_proposes_can_be_said():
    result = evaluate_gate([evidence()], {}, [item()], on=ON)
    assert [step.role for step in next_steps(result, [evidence()], proposed_by="manager")] == ["manager"]


@given(CRITERIA, FACTS, EVIDENCE, DAYS)
def test_every_unmet_criterion_has_a_step_and_no_met_one_has(criteria, facts, items, on):
    result = evaluate_gate(criteria, facts, items, on=on, wording=WORDING)
    left = next_steps(result, criteria)
    assert {step.criterion for step in left} - {""} == {
        found.criterion for found in result.findings if not found.met
    }
    assert (left[0].kind is StepKind.PROPOSE if left else False) == result.passed
    kinds = {criterion.code: criterion.kind for criterion in criteria}
    signing = {step.criterion for step in left if step.kind is StepKind.SIGN}
    assert all(kinds[code] is CriterionKind.SIGN_OFF for code in signing)
