"""Pages of the room."""

from ruamphon.assessments.views.assessment import (
    assessment,
    assessment_assessor,
    assessment_fill,
    assessment_history,
    assessment_reopen,
    score_file,
    score_file_remove,
)
from ruamphon.assessments.views.own import mine
from ruamphon.assessments.views.potential import potential
from ruamphon.assessments.views.round import round_, round_due, round_history
from ruamphon.assessments.views.rubric import (
    rubric,
    rubric_difference,
    rubric_edit,
    rubric_history,
    rubric_item_edit,
    rubric_item_new,
    rubric_item_remove,
    rubric_new,
    rubric_publish,
    rubric_version_new,
    rubrics,
)

__all__ = [
    "assessment",
    "assessment_assessor",
    "assessment_fill",
    "assessment_history",
    "assessment_reopen",
    "mine",
    "potential",
    "round_",
    "round_due",
    "round_history",
    "rubric",
    "rubric_difference",
    "rubric_edit",
    "rubric_history",
    "rubric_item_edit",
    "rubric_item_new",
    "rubric_item_remove",
    "rubric_new",
    "rubric_publish",
    "rubric_version_new",
    "rubrics",
    "score_file",
    "score_file_remove",
]
