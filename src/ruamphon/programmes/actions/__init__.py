"""Verbs of the room. Each is one transaction with its audit row; who may call it is for `rules` to say first."""

from ruamphon.programmes.actions.activity import record_activity, record_visit
from ruamphon.programmes.actions.bin import (
    bring_back_activity,
    bring_back_deliverable,
    bring_back_task,
    delete_activity,
    delete_deliverable,
    delete_task,
)
from ruamphon.programmes.actions.cohort import edit_cohort, open_cohort
from ruamphon.programmes.actions.deliverable import (
    accept_deliverable,
    add_version,
    check_deliverable,
    comment_on_deliverable,
    return_deliverable,
    start_deliverable,
)
from ruamphon.programmes.actions.enrolment import change_enrolment_state, enrol_enterprise
from ruamphon.programmes.actions.task import assign_task, cancel_task, finish_task
from ruamphon.programmes.actions.team import accept_team, end_team, form_team, move_team_end

__all__ = [
    "accept_deliverable",
    "accept_team",
    "add_version",
    "assign_task",
    "bring_back_activity",
    "bring_back_deliverable",
    "bring_back_task",
    "cancel_task",
    "change_enrolment_state",
    "check_deliverable",
    "comment_on_deliverable",
    "delete_activity",
    "delete_deliverable",
    "delete_task",
    "edit_cohort",
    "end_team",
    "enrol_enterprise",
    "finish_task",
    "form_team",
    "move_team_end",
    "open_cohort",
    "record_activity",
    "record_visit",
    "return_deliverable",
    "start_deliverable",
]
