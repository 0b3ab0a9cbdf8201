"""What waits for somebody, across groups: reviews and gates. Query counts do not grow with the rows."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse

from ruamphon.core.audit import person_id
from ruamphon.core.text import Text
from ruamphon.pathway.domain import Playbook
from ruamphon.pathway.enums import CriterionKind, EvidenceStatus, GateState
from ruamphon.pathway.models import Evidence, EvidenceFile, Gate
from ruamphon.pathway.queries.playbooks import playbook_of
from ruamphon.pathway.rules.roles import acts_as
from ruamphon.people.access import reaches
from ruamphon.people.enums import Permission, Role
from ruamphon.people.models import Grant, Scope
from ruamphon.people.permissions import PROGRAMME_WIDE
from ruamphon.programmes.enums import EnrolmentState
from ruamphon.programmes.models import PlaybookVersion

FIRST_ROWS = slice(50)
IN_PROGRESS = (EnrolmentState.SELECTED, EnrolmentState.ACTIVE)


@dataclass(frozen=True)
class ReviewRow:
    """One piece of evidence that waits for this person's review."""

    pk: int
    enterprise: Text
    criterion: Text
    submitted_by: str
    submitted_at: datetime
    url: str


@dataclass(frozen=True)
class GateRow:
    """One proposal that waits for this person's decision."""

    pk: int
    enterprise: Text
    stage_number: int
    stage: Text
    proposed_by: str
    proposed_at: datetime
    url: str


def reviews_waiting(account: Any, *, rows: slice = FIRST_ROWS) -> list[ReviewRow]:
    """Evidence this account may review now, longest waiting first. At most three queries."""
    held = _roles_held(account)
    playbooks = _playbooks_in_use(
        PlaybookVersion.objects.filter(cohorts__enrolments__evidence__status=EvidenceStatus.SUBMITTED)
    )
    mine = _reviewable(account, held, playbooks)
    if not mine:
        return []
    waiting = (
        Evidence.objects.awaiting_review()
        .visible_to(account)
        .filter(mine, enrolment__state__in=IN_PROGRESS)
        .exclude(submitted_by=person_id(account))
        .exclude(on_behalf_of=person_id(account))
        .exclude(pk__in=_sent_a_file_of(account))
        .select_related("enrolment__enterprise", "enrolment__cohort", "submitted_by")
    )
    return [_review_row(row, playbooks) for row in waiting.order_by("submitted_at", "pk")[rows]]


def gates_waiting(account: Any, *, rows: slice = FIRST_ROWS) -> list[GateRow]:
    """Proposals this account may decide now, longest waiting first; its own are not among them. Two queries."""
    gates = (
        Gate.objects.visible_to(account)
        .filter(
            reaches(account, Permission.GATE_DECIDE, "enrolment__cohort__scope"),
            state=GateState.PROPOSED,
            enrolment__state__in=IN_PROGRESS,
        )
        .exclude(proposed_by=person_id(account))
        .select_related("enrolment__enterprise", "playbook", "proposed_by")
    )
    return [_gate_row(gate) for gate in gates.order_by("proposed_at", "pk")[rows]]


def _sent_a_file_of(account: Any) -> QuerySet[Any]:
    """Evidence with a file this account sent, be it in an earlier round: somebody else reviews it."""
    return EvidenceFile.objects.filter(file__stored_by_id=person_id(account)).values("evidence")


def _roles_held(account: Any) -> list[Role]:
    grants = Grant.objects.running().filter(person=person_id(account))
    return [Role(role) for role in grants.order_by().values_list("role", flat=True).distinct()]


def _playbooks_in_use(versions: QuerySet[PlaybookVersion]) -> dict[int, Playbook]:
    return {version.pk: playbook_of(version) for version in versions.distinct()}


def _reviewable(account: Any, held: Iterable[Role], playbooks: dict[int, Playbook]) -> Q:
    """Evidence whose criterion, in the playbook its cohort follows, is reviewed by a role held there."""
    mine = Q()
    for role in held:
        here = Q(**{f"enrolment__{_place(role)}__scope__in": _reach(account, role)})
        for version, playbook in playbooks.items():
            codes = _codes_reviewed_by(role, playbook)
            if codes:
                mine |= here & Q(enrolment__cohort__playbook=version, criterion_code__in=codes)
    return mine


def _place(role: Role) -> str:
    """A programme-wide role reviews for its own programme's cohorts, any other for the group it is held on."""
    return "cohort" if role in PROGRAMME_WIDE else "enterprise"


def _reach(account: Any, role: Role) -> QuerySet[Scope]:
    granted = Grant.objects.running().filter(person=person_id(account), role=role)
    return Scope.objects.inside_or_at(granted.values("scope_id"))


def _codes_reviewed_by(role: Role, playbook: Playbook) -> list[str]:
    return [
        criterion.code
        for stage in playbook.stages
        for criterion in stage.criteria
        if criterion.kind is CriterionKind.EVIDENCE and acts_as({role}, criterion.reviewed_by)
    ]


def _review_row(row: Evidence, playbooks: dict[int, Playbook]) -> ReviewRow:
    playbook = playbooks[row.enrolment.cohort.playbook_id or 0]
    names = {criterion.code: criterion.name for stage in playbook.stages for criterion in stage.criteria}
    return ReviewRow(
        pk=row.pk,
        enterprise=row.enrolment.enterprise.name,
        criterion=names[row.criterion_code],
        submitted_by=str(row.submitted_by),
        submitted_at=row.submitted_at,
        url=reverse("pathway:evidence-review", args=[row.pk]),
    )


def _gate_row(gate: Gate) -> GateRow:
    return GateRow(
        pk=gate.pk,
        enterprise=gate.enrolment.enterprise.name,
        stage_number=gate.stage_number,
        stage=stage_name(gate),
        proposed_by=str(gate.proposed_by),
        proposed_at=gate.proposed_at,
        url=reverse("pathway:gate", args=[gate.pk]),
    )


def stage_name(gate: Gate) -> Text:
    """What the gate's stage is called in the playbook it was judged on."""
    stages = {stage.number: stage.name for stage in playbook_of(gate.playbook).stages}
    unknown = str(gate.stage_number)
    return stages.get(gate.stage_number, Text(unknown, unknown))
