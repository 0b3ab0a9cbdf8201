"""Verbs of the room. Each is one transaction with its audit row; who may call it is for `rules` to say first."""

from ruamphon.programmes.actions.activity import record_activity, record_visit
from ruamphon.programmes.actions.agreement import (
    add_agreement_scan,
    add_agreement_text,
    add_signatory,
    edit_agreement,
    edit_signatory,
    prepare_agreement,
    remove_signatory,
)
from ruamphon.programmes.actions.application import save_application, set_call, withdraw_application
from ruamphon.programmes.actions.attendance import note_attendance
from ruamphon.programmes.actions.bin import (
    bring_back_activity,
    bring_back_deliverable,
    bring_back_task,
    delete_activity,
    delete_deliverable,
    delete_task,
)
from ruamphon.programmes.actions.cohort import edit_cohort, open_cohort
from ruamphon.programmes.actions.cohort_clone import clone_cohort
from ruamphon.programmes.actions.deliverable import (
    accept_deliverable,
    add_version,
    check_deliverable,
    comment_on_deliverable,
    return_deliverable,
    start_deliverable,
)
from ruamphon.programmes.actions.enrolment import change_enrolment_state, enrol_enterprise
from ruamphon.programmes.actions.photo import (
    name_people_in_photo,
    publish_photo,
    take_photos_off,
    unpublish_photo,
)
from ruamphon.programmes.actions.selection import (
    decide_selection,
    open_selection_round,
    propose_selection,
    withdraw_selection,
)
from ruamphon.programmes.actions.task import assign_task, cancel_task, change_task, finish_task
from ruamphon.programmes.actions.team import accept_team, end_team, form_team, move_team_end

__all__ = [
    "accept_deliverable",
    "accept_team",
    "add_agreement_scan",
    "add_agreement_text",
    "add_signatory",
    "add_version",
    "assign_task",
    "bring_back_activity",
    "bring_back_deliverable",
    "bring_back_task",
    "cancel_task",
    "change_enrolment_state",
    "change_task",
    "check_deliverable",
    "clone_cohort",
    "comment_on_deliverable",
    "decide_selection",
    "delete_activity",
    "delete_deliverable",
    "delete_task",
    "edit_agreement",
    "edit_cohort",
    "edit_signatory",
    "end_team",
    "enrol_enterprise",
    "finish_task",
    "form_team",
    "move_team_end",
    "name_people_in_photo",
    "note_attendance",
    "open_cohort",
    "open_selection_round",
    "prepare_agreement",
    "propose_selection",
    "publish_photo",
    "record_activity",
    "record_visit",
    "remove_signatory",
    "return_deliverable",
    "save_application",
    "set_call",
    "start_deliverable",
    "take_photos_off",
    "unpublish_photo",
    "withdraw_application",
    "withdraw_selection",
]
