import pytest

from ruamphon.core.refusals import Impossible
from ruamphon.programmes import states
from ruamphon.programmes.enums import (
    ActivityKind,
    CohortState,
    DeliverableState,
    EnrolmentState,
    TaskState,
    TeamKind,
    TeamState,
)
from ruamphon.programmes.views import common
from ruamphon.programmes.views.activity import ICONS
from ruamphon.programmes.views.team import KIND_ICONS, KIND_WORDS

D = DeliverableState
TABLES = [
    (states.COHORT_MOVES, CohortState),
    (states.ENROLMENT_MOVES, EnrolmentState),
    (states.TEAM_MOVES, TeamState),
    (states.DELIVERABLE_MOVES, DeliverableState),
    (states.TASK_MOVES, TaskState),
    (common.COHORT_TONES, CohortState),
    (common.ENROLMENT_TONES, EnrolmentState),
    (common.TEAM_TONES, TeamState),
    (common.DELIVERABLE_TONES, DeliverableState),
    (common.TASK_TONES, TaskState),
    (KIND_ICONS, TeamKind),
    (KIND_WORDS, TeamKind),
    (ICONS, ActivityKind),
]


@pytest.mark.parametrize(("table", "enum"), TABLES)
def test_every_member_has_its_place(table, enum):
    assert set(table) == set(enum)


def test_the_way_of_a_deliverable():
    moves = {(before, after) for before, ways in states.DELIVERABLE_MOVES.items() for after in ways}
    assert moves == {
        (D.DRAFT, D.CHECKED),
        (D.CHECKED, D.ACCEPTED),
        (D.CHECKED, D.DRAFT),
        (D.ACCEPTED, D.DRAFT),
    }


def test_a_step_not_in_the_table_says_both_states():
    with pytest.raises(Impossible) as refused:
        states.check_move(states.DELIVERABLE_MOVES, D.DRAFT, D.ACCEPTED, field="state")
    assert refused.value.field == "state"
    assert refused.value.reason.en == (
        "It is “Draft” now, so it cannot become “Accepted by the group”. Open the page again to see how it stands."
    )
