"""Tables of the room, a noun a file."""

from ruamphon.programmes.models.activity import Activity, ActivityPhoto, Attendance
from ruamphon.programmes.models.agreement import Agreement, AgreementParty, Milestone
from ruamphon.programmes.models.agreement_parts import AgreementScan, AgreementSignatory, AgreementText
from ruamphon.programmes.models.application import (
    Application,
    ApplicationAnswer,
    ApplicationCall,
    CallQuestion,
)
from ruamphon.programmes.models.cohort import Cohort, Enrolment
from ruamphon.programmes.models.cohort_clone import CohortClone
from ruamphon.programmes.models.deliverable import Deliverable, DeliverableComment, DeliverableVersion
from ruamphon.programmes.models.photo import PublicPhoto
from ruamphon.programmes.models.programme import PlaybookVersion, Programme, ProgrammePartner
from ruamphon.programmes.models.selection import Selection
from ruamphon.programmes.models.task import Task
from ruamphon.programmes.models.team import Team, TeamMember

__all__ = [
    "Activity",
    "ActivityPhoto",
    "Agreement",
    "AgreementParty",
    "AgreementScan",
    "AgreementSignatory",
    "AgreementText",
    "Application",
    "ApplicationAnswer",
    "ApplicationCall",
    "Attendance",
    "CallQuestion",
    "Cohort",
    "CohortClone",
    "Deliverable",
    "DeliverableComment",
    "DeliverableVersion",
    "Enrolment",
    "Milestone",
    "PlaybookVersion",
    "Programme",
    "ProgrammePartner",
    "PublicPhoto",
    "Selection",
    "Task",
    "Team",
    "TeamMember",
]
