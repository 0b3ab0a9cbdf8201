import pytest

from ruamphon.pathway.enums import EvidenceStatus, GateState, PlanState
from ruamphon.pathway.states import (
    EVIDENCE_TRANSITIONS,
    GATE_TRANSITIONS,
    PLAN_TRANSITIONS,
    may_move,
    mermaid,
)


@pytest.mark.parametrize(
    ("enum", "transitions"),
    [(GateState, GATE_TRANSITIONS), (EvidenceStatus, EVIDENCE_TRANSITIONS), (PlanState, PLAN_TRANSITIONS)],
)
def test_every_state_has_its_place_and_can_be_reached(enum, transitions):
    assert list(transitions) == list(enum)
    start, *others = enum
    assert {after for ways in transitions.values() for after in ways} | {start} == {start, *others}


@pytest.mark.parametrize(
    ("before", "ways"),
    [
        ("proposed", {"decided", "withdrawn"}),
        ("decided", {"reopened"}),
        ("withdrawn", set()),
        ("reopened", set()),
    ],
)
def test_where_a_gate_may_go(before, ways):
    allowed = {
        after for after in GateState if may_move(GATE_TRANSITIONS, before=GateState(before), after=after)
    }
    assert allowed == ways


@pytest.mark.parametrize(
    ("before", "ways"),
    [
        ("submitted", {"accepted", "returned", "withdrawn"}),
        ("accepted", {"withdrawn"}),
        ("returned", {"submitted", "withdrawn"}),
        ("withdrawn", set()),
    ],
)
def test_where_evidence_may_go(before, ways):
    start = EvidenceStatus(before)
    assert {
        after for after in EvidenceStatus if may_move(EVIDENCE_TRANSITIONS, before=start, after=after)
    } == ways


@pytest.mark.parametrize(
    ("before", "ways"),
    [
        ("draft", {"proposed"}),
        ("proposed", {"agreed", "draft"}),
        ("agreed", {"in_force", "draft"}),
        ("in_force", {"replaced"}),
        ("replaced", set()),
    ],
)
def test_where_a_plan_may_go(before, ways):
    start = PlanState(before)
    assert {after for after in PlanState if may_move(PLAN_TRANSITIONS, before=start, after=after)} == ways


def test_the_diagram_is_drawn_from_the_table():
    assert mermaid(GATE_TRANSITIONS) == (
        "stateDiagram-v2\n"
        "    proposed : เสนอแล้ว รอตัดสิน / Proposed, waiting for a decision\n"
        "    decided : ตัดสินแล้ว / Decided\n"
        "    withdrawn : ถอนข้อเสนอ / Proposal withdrawn\n"
        "    reopened : เปิดพิจารณาใหม่ / Reopened\n"
        "    [*] --> proposed\n"
        "    proposed --> decided\n"
        "    proposed --> withdrawn\n"
        "    decided --> reopened\n"
        "    withdrawn --> [*]\n"
        "    reopened --> [*]\n"
    )
