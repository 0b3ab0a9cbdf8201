"""Verbs of the room."""

from ruamphon.assessments.actions.assessment import (
    hand_in,
    remove_score_file,
    reopen_assessment,
    save_answers,
)
from ruamphon.assessments.actions.round import change_assessor, move_due_day, open_round
from ruamphon.assessments.actions.rubric import (
    add_rubric_item,
    draft_rubric,
    edit_rubric,
    edit_rubric_item,
    new_rubric_version,
    publish_rubric,
    remove_rubric_item,
)

__all__ = [
    "add_rubric_item",
    "change_assessor",
    "draft_rubric",
    "edit_rubric",
    "edit_rubric_item",
    "hand_in",
    "move_due_day",
    "new_rubric_version",
    "open_round",
    "publish_rubric",
    "remove_rubric_item",
    "remove_score_file",
    "reopen_assessment",
    "save_answers",
]
