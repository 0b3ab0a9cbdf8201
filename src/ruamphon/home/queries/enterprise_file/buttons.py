"""Where the reader can act."""

from dataclasses import dataclass

from django.urls import reverse

from ruamphon.people.enums import Permission
from ruamphon.programmes.enums import EnrolmentState
from ruamphon.programmes.models import Enrolment
from ruamphon.registry.models import Enterprise


@dataclass(frozen=True, slots=True)
class Buttons:
    """Where the reader can act, as addresses; "" where they may not."""

    roadmap: str = ""
    plan: str = ""
    readiness: str = ""
    visit: str = ""
    deliverable: str = ""
    task: str = ""
    team: str = ""
    enrol: str = ""
    apply: str = ""
    edit: str = ""
    history: str = ""
    consents: str = ""
    bin: str = ""
    packs: str = ""
    potential: str = ""
    cash_book: str = ""


def buttons_for(
    enterprise: Enterprise,
    enrolment: Enrolment | None,
    may: frozenset[Permission],
    does: frozenset[Permission],
) -> Buttons:
    """The ways open from the file. `may`: what the reader holds on the group, `does`: on the enrolment shown."""

    def way(permission: Permission, name: str, pk: int | None, held: frozenset[Permission] = does) -> str:
        return reverse(name, args=[pk]) if permission in held and pk else ""

    enrolled = enrolment.pk if enrolment else None
    underway = enrolled if enrolment and enrolment.state != EnrolmentState.LEFT else None
    homeless = not underway and Permission.COHORT_MANAGE in may
    return Buttons(
        roadmap=way(Permission.GATE_READ, "pathway:roadmap", enrolled, may),
        plan=way(Permission.ENTERPRISE_READ, "pathway:plan", enrolled, may),
        readiness=way(Permission.GATE_READ, "pathway:readiness", enrolled, may),
        visit=way(Permission.ACTIVITY_RECORD, "programmes:visit-new", underway),
        deliverable=way(Permission.DELIVERABLE_WRITE, "programmes:deliverable-new", underway),
        task=way(Permission.TASK_ASSIGN, "programmes:task-new", underway),
        team=way(Permission.TEAM_MANAGE, "programmes:team-new", underway),
        enrol=reverse("programmes:candidate-enrol", args=[enterprise.pk]) if homeless else "",
        apply=way(Permission.ENTERPRISE_EDIT, "programmes:group-applications", enterprise.pk, may),
        edit=way(Permission.ENTERPRISE_EDIT, "registry:enterprise", enterprise.pk, may),
        history=way(Permission.HISTORY_READ, "registry:enterprise-history", enterprise.pk, may),
        consents=way(Permission.CONSENT_RECORD, "home:group-consents", enterprise.pk, may),
        packs=way(Permission.EVIDENCE_READ, "reports:packs", enrolled, may),
        potential=way(Permission.ASSESSMENT_READ, "assessments:potential", enterprise.pk, may),
        cash_book=way(Permission.SECRET_READ, "cashbook:book", enterprise.pk, may),
        bin=way(Permission.ACTIVITY_RECORD, "home:bin", enterprise.pk, may),
    )
