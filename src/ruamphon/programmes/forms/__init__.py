"""HTTP input → clean values for the room's actions."""

from ruamphon.programmes.forms.activity import ActivityForm, VisitForm
from ruamphon.programmes.forms.agreement import (
    AgreementForm,
    AgreementScanForm,
    AgreementTextForm,
    NewAgreementForm,
    SignatoryForm,
    SignatoryPostForm,
)
from ruamphon.programmes.forms.cohort import CohortForm, NewCohortForm
from ruamphon.programmes.forms.cohort_clone import CloneCohortForm
from ruamphon.programmes.forms.deliverable import (
    AcceptForm,
    CheckForm,
    CommentForm,
    DeliverableForm,
    ReturnForm,
    VersionForm,
)
from ruamphon.programmes.forms.enrolment import EnrolForm, EnrolmentStateForm
from ruamphon.programmes.forms.papers import PlannedDayForm
from ruamphon.programmes.forms.photo import PhotoPeopleForm, PhotoPublishForm
from ruamphon.programmes.forms.task import CancelTaskForm, FinishTaskForm, TaskForm
from ruamphon.programmes.forms.team import EndTeamForm, TeamDatesForm, TeamForm

__all__ = [
    "AcceptForm",
    "ActivityForm",
    "AgreementForm",
    "AgreementScanForm",
    "AgreementTextForm",
    "CancelTaskForm",
    "CheckForm",
    "CloneCohortForm",
    "CohortForm",
    "CommentForm",
    "DeliverableForm",
    "EndTeamForm",
    "EnrolForm",
    "EnrolmentStateForm",
    "FinishTaskForm",
    "NewAgreementForm",
    "NewCohortForm",
    "PhotoPeopleForm",
    "PhotoPublishForm",
    "PlannedDayForm",
    "ReturnForm",
    "SignatoryForm",
    "SignatoryPostForm",
    "TaskForm",
    "TeamDatesForm",
    "TeamForm",
    "VersionForm",
    "VisitForm",
]
