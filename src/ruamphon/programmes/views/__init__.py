"""Pages of the room, a noun a file: load, check, form, action, redirect or render."""

from ruamphon.programmes.views.activity import (
    activity,
    activity_history,
    activity_new,
    activity_photo,
    activity_share,
    visit_new,
)
from ruamphon.programmes.views.bin import (
    activity_bring_back,
    activity_delete,
    deliverable_bring_back,
    deliverable_delete,
    task_bring_back,
    task_delete,
)
from ruamphon.programmes.views.candidate import candidate_enrol, candidates
from ruamphon.programmes.views.cohort import (
    cohort,
    cohort_edit,
    cohort_enrol,
    cohort_history,
    cohort_new,
)
from ruamphon.programmes.views.deliverable import (
    deliverable,
    deliverable_accept,
    deliverable_check,
    deliverable_comment,
    deliverable_file,
    deliverable_history,
    deliverable_new,
    deliverable_return,
    deliverable_version_new,
)
from ruamphon.programmes.views.enrolment import enrolment, enrolment_history, enrolment_state
from ruamphon.programmes.views.photo import photo_people, photo_publish, photo_unpublish
from ruamphon.programmes.views.programme import programme, programme_history, programmes
from ruamphon.programmes.views.task import task, task_cancel, task_done, task_history, task_new, task_share
from ruamphon.programmes.views.team import (
    team,
    team_accept,
    team_dates,
    team_end,
    team_history,
    team_new,
)

__all__ = [
    "activity",
    "activity_bring_back",
    "activity_delete",
    "activity_history",
    "activity_new",
    "activity_photo",
    "activity_share",
    "candidate_enrol",
    "candidates",
    "cohort",
    "cohort_edit",
    "cohort_enrol",
    "cohort_history",
    "cohort_new",
    "deliverable",
    "deliverable_accept",
    "deliverable_bring_back",
    "deliverable_check",
    "deliverable_comment",
    "deliverable_delete",
    "deliverable_file",
    "deliverable_history",
    "deliverable_new",
    "deliverable_return",
    "deliverable_version_new",
    "enrolment",
    "enrolment_history",
    "enrolment_state",
    "photo_people",
    "photo_publish",
    "photo_unpublish",
    "programme",
    "programme_history",
    "programmes",
    "task",
    "task_bring_back",
    "task_cancel",
    "task_delete",
    "task_done",
    "task_history",
    "task_new",
    "task_share",
    "team",
    "team_accept",
    "team_dates",
    "team_end",
    "team_history",
    "team_new",
    "visit_new",
]
