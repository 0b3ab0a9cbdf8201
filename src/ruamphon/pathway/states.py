"""The state machines of the pathway, as tables, and their diagram for the docs.

In each table the first state is where things start; a state that leads nowhere is final.
"""

from collections.abc import Mapping, Sequence
from typing import TypeVar

from ruamphon.core.enum import Labelled
from ruamphon.pathway.enums import EvidenceStatus, GateState, GraduationState, PlanState

State = TypeVar("State", bound=Labelled)

# A reopened or withdrawn gate stays as it is: the next proposal is a new row, so no decision is rewritten.
GATE_TRANSITIONS: dict[GateState, tuple[GateState, ...]] = {
    GateState.PROPOSED: (GateState.DECIDED, GateState.WITHDRAWN),
    GateState.DECIDED: (GateState.REOPENED,),
    GateState.WITHDRAWN: (),
    GateState.REOPENED: (),
}

EVIDENCE_TRANSITIONS: dict[EvidenceStatus, tuple[EvidenceStatus, ...]] = {
    EvidenceStatus.SUBMITTED: (EvidenceStatus.ACCEPTED, EvidenceStatus.RETURNED, EvidenceStatus.WITHDRAWN),
    EvidenceStatus.ACCEPTED: (EvidenceStatus.WITHDRAWN,),
    EvidenceStatus.RETURNED: (EvidenceStatus.SUBMITTED, EvidenceStatus.WITHDRAWN),
    EvidenceStatus.WITHDRAWN: (),
}

# A change of a version that waits makes it a draft again; one in force is never changed, the next is a new row.
PLAN_TRANSITIONS: dict[PlanState, tuple[PlanState, ...]] = {
    PlanState.DRAFT: (PlanState.PROPOSED,),
    PlanState.PROPOSED: (PlanState.AGREED, PlanState.DRAFT),
    PlanState.AGREED: (PlanState.IN_FORCE, PlanState.DRAFT),
    PlanState.IN_FORCE: (PlanState.REPLACED,),
    PlanState.REPLACED: (),
}

GRADUATION_TRANSITIONS: dict[GraduationState, tuple[GraduationState, ...]] = {
    GraduationState.PROPOSED: (GraduationState.DECIDED, GraduationState.WITHDRAWN),
    GraduationState.DECIDED: (),
    GraduationState.WITHDRAWN: (),
}


def may_move(transitions: Mapping[State, Sequence[State]], *, before: State, after: State) -> bool:
    """Whether the table lets a thing go from `before` straight to `after`."""
    return after in transitions[before]


def mermaid(transitions: Mapping[State, Sequence[State]]) -> str:
    """The table as Mermaid `stateDiagram-v2` text with labels in both languages, for the docs."""
    start = next(iter(transitions))
    names = [f"    {state.value} : {state.label.th} / {state.label.en}" for state in transitions]
    arrows = [
        f"    {before.value} --> {after.value}" for before, ways in transitions.items() for after in ways
    ]
    ends = [f"    {state.value} --> [*]" for state, ways in transitions.items() if not ways]
    return "\n".join(["stateDiagram-v2", *names, f"    [*] --> {start.value}", *arrows, *ends]) + "\n"
