"""The state machines of the room, as tables keyed by the state a thing is in."""

from collections.abc import Mapping
from typing import TypeVar

from ruamphon.core.enum import Labelled
from ruamphon.core.refusals import Impossible
from ruamphon.core.text import Text
from ruamphon.programmes.enums import (
    ApplicationState,
    CohortState,
    DeliverableState,
    EnrolmentState,
    SelectionState,
    TaskState,
    TeamState,
)

State = TypeVar("State", bound=Labelled)

COHORT_MOVES: dict[CohortState, tuple[CohortState, ...]] = {
    CohortState.PLANNED: (CohortState.RUNNING, CohortState.PAUSED, CohortState.CLOSED),
    CohortState.RUNNING: (CohortState.PAUSED, CohortState.CLOSED),
    CohortState.PAUSED: (CohortState.RUNNING, CohortState.CLOSED),
    CohortState.CLOSED: (CohortState.RUNNING,),
}

# A group that left may come back, and a graduation noted by mistake can be taken back; the history keeps both.
ENROLMENT_MOVES: dict[EnrolmentState, tuple[EnrolmentState, ...]] = {
    EnrolmentState.SELECTED: (EnrolmentState.ACTIVE, EnrolmentState.LEFT),
    EnrolmentState.ACTIVE: (EnrolmentState.GRADUATED, EnrolmentState.LEFT),
    EnrolmentState.GRADUATED: (EnrolmentState.ACTIVE,),
    EnrolmentState.LEFT: (EnrolmentState.ACTIVE,),
}

TEAM_MOVES: dict[TeamState, tuple[TeamState, ...]] = {
    TeamState.PROPOSED: (TeamState.ACCEPTED, TeamState.ENDED),
    TeamState.ACCEPTED: (TeamState.ENDED,),
    TeamState.ENDED: (),
}

DELIVERABLE_MOVES: dict[DeliverableState, tuple[DeliverableState, ...]] = {
    DeliverableState.DRAFT: (DeliverableState.CHECKED,),
    DeliverableState.CHECKED: (DeliverableState.ACCEPTED, DeliverableState.DRAFT),
    DeliverableState.ACCEPTED: (DeliverableState.DRAFT,),
}

TASK_MOVES: dict[TaskState, tuple[TaskState, ...]] = {
    TaskState.OPEN: (TaskState.DONE, TaskState.CANCELLED),
    TaskState.DONE: (),
    TaskState.CANCELLED: (),
}

# A withdrawn application can be taken up again; a decision on one is not taken back, the enrolment is.
APPLICATION_MOVES: dict[ApplicationState, tuple[ApplicationState, ...]] = {
    ApplicationState.DRAFT: (ApplicationState.HANDED_IN, ApplicationState.WITHDRAWN),
    ApplicationState.HANDED_IN: (
        ApplicationState.WITHDRAWN,
        ApplicationState.ACCEPTED,
        ApplicationState.WAITING,
        ApplicationState.REFUSED,
    ),
    ApplicationState.WITHDRAWN: (ApplicationState.DRAFT, ApplicationState.HANDED_IN),
    ApplicationState.WAITING: (
        ApplicationState.ACCEPTED,
        ApplicationState.REFUSED,
        ApplicationState.WITHDRAWN,
    ),
    ApplicationState.ACCEPTED: (),
    ApplicationState.REFUSED: (),
}

SELECTION_MOVES: dict[SelectionState, tuple[SelectionState, ...]] = {
    SelectionState.PROPOSED: (SelectionState.DECIDED, SelectionState.WITHDRAWN),
    SelectionState.DECIDED: (),
    SelectionState.WITHDRAWN: (),
}

CANNOT_MOVE = Text(
    "ตอนนี้อยู่ในสถานะ “{before}” จึงเปลี่ยนเป็น “{after}” ไม่ได้ เปิดหน้านี้ใหม่เพื่อดูสถานะล่าสุด",
    "It is “{before}” now, so it cannot become “{after}”. Open the page again to see how it stands.",
)


def may_move(moves: Mapping[State, tuple[State, ...]], before: State, after: State) -> bool:
    """Whether the table lets a thing go from `before` straight to `after`."""
    return after in moves[before]


def check_move(
    moves: Mapping[State, tuple[State, ...]], before: State, after: State, *, field: str | None = None
) -> None:
    """Raise Impossible, with both states in words, unless the table allows the step."""
    if not may_move(moves, before, after):
        raise Impossible(CANNOT_MOVE.format(before=before.label, after=after.label), field)
