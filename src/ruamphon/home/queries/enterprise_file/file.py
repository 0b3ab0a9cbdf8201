"""The page put together."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from ruamphon.core.text import Text
from ruamphon.home.marks import mark_of
from ruamphon.home.queries.enterprise_file.buttons import Buttons, buttons_for
from ruamphon.home.queries.enterprise_file.pathway import (
    EvidenceRow,
    GateRow,
    evidence_counts,
    evidence_of,
    gates_of,
)
from ruamphon.home.queries.enterprise_file.people import HelperRow, Members, helper_rows, members_of
from ruamphon.home.queries.enterprise_file.products import Products, products_of
from ruamphon.home.queries.enterprise_file.work import (
    ActivityRow,
    DeliverableRow,
    TaskRow,
    TeamRow,
    activities_of,
    deliverables_of,
    tasks_of,
    teams_of,
)
from ruamphon.home.queries.listing import in_order_of_interest
from ruamphon.home.queries.timeline import Reader, Timeline, timeline_of
from ruamphon.pathway.domain import Playbook
from ruamphon.pathway.queries import StageState, playbook_for, stage_states
from ruamphon.pathway.queries.alumni import FollowUpRow, follow_ups_of_group
from ruamphon.people.access import permissions_on
from ruamphon.people.enums import Permission
from ruamphon.people.models import Account
from ruamphon.people.phones import show_phone
from ruamphon.programmes.enums import EnrolmentState
from ruamphon.programmes.models import Cohort, Enrolment
from ruamphon.programmes.rules import permissions_for
from ruamphon.registry.domain.legal_status import Standing
from ruamphon.registry.enums import WorkKind
from ruamphon.registry.models import Enterprise
from ruamphon.registry.queries_legal import standing_of

TWO = 2


@dataclass(frozen=True, slots=True)
class EnrolmentRow:
    """A cohort the group is or was in."""

    cohort: Text
    state: Text
    is_shown: bool
    url: str


@dataclass(frozen=True, slots=True)
class EnterpriseFile:
    """The whole page. None means "not yours to see"; an empty tuple means there is nothing yet."""

    enterprise: Enterprise
    mark: str
    kind: Text | None
    enrolments: tuple[EnrolmentRow, ...]
    enrolment: Enrolment | None
    buttons: Buttons
    steps: tuple[StageState, ...] | None
    helpers: tuple[HelperRow, ...]
    members: Members
    products: Products
    teams: tuple[TeamRow, ...]
    activities: tuple[ActivityRow, ...]
    evidence: tuple[EvidenceRow, ...] | None
    evidence_counts: dict[str, int]
    gates: tuple[GateRow, ...] | None
    follow_ups: tuple[FollowUpRow, ...] | None
    deliverables: tuple[DeliverableRow, ...] | None
    tasks: tuple[TaskRow, ...]
    timeline: Timeline
    legal: Standing | None
    sees_contacts: bool

    @property
    def other_name(self) -> Text | None:
        """The name in the language the reader does not read, where the group has one."""
        group = self.enterprise
        return Text(group.name_en, group.name_th) if group.name_en else None

    @property
    def phone_shown(self) -> str:
        """The group's number with hyphens, as people write it."""
        return show_phone(self.enterprise.phone)

    @property
    def pins(self) -> list[dict[str, object]]:
        """The place on a map, where somebody set it."""
        group = self.enterprise
        if group.latitude is None:
            return []
        return [
            {
                "name": group.name,
                "place": group.place_label,
                "latitude": group.latitude,
                "longitude": group.longitude,
            }
        ]


def enterprise_file(enterprise: Enterprise, account: Account, *, on: date, page: int = 1) -> EnterpriseFile:
    """The file of a group that has been loaded as visible to the account. The query count is constant."""
    may = permissions_on(account, enterprise.scope_id)
    enrolments = list(_enrolments(enterprise))
    enrolment = _shown(enrolments, account)
    playbook = playbook_for(enrolment) if enrolment else None
    reader = Reader(account, enterprise, may, _criteria(playbook), _stages(playbook))
    sees_evidence, sees_gates = Permission.EVIDENCE_READ in may, Permission.GATE_READ in may
    return EnterpriseFile(
        enterprise=enterprise,
        mark=mark_of(enterprise.name_th),
        kind=WorkKind(enterprise.work_kind).label if enterprise.work_kind != WorkKind.UNKNOWN else None,
        enrolments=tuple(_enrolment_row(each, enrolment) for each in enrolments),
        enrolment=enrolment,
        buttons=buttons_for(enterprise, enrolment, may, _may_do(account, enrolment)),
        steps=_steps(enrolment) if sees_gates else None,
        helpers=helper_rows(enterprise, enrolment, on),
        members=members_of(enterprise, on, with_contact=Permission.CONTACT_READ in may),
        products=products_of(enterprise, on),
        teams=teams_of(enterprise, on),
        activities=activities_of(enterprise),
        evidence=evidence_of(reader) if sees_evidence else None,
        evidence_counts=evidence_counts(enterprise) if sees_evidence else {},
        gates=gates_of(reader) if sees_gates else None,
        follow_ups=follow_ups_of_group(enterprise.pk, account, on) if sees_gates else None,
        deliverables=deliverables_of(reader) if Permission.DELIVERABLE_READ in may else None,
        tasks=tasks_of(enterprise, on),
        timeline=timeline_of(reader, page=page),
        legal=standing_of(enterprise, on),
        sees_contacts=Permission.CONTACT_READ in may,
    )


def _enrolments(enterprise: Enterprise) -> Iterable[Enrolment]:
    rows = Enrolment.objects.filter(enterprise=enterprise).select_related("cohort__playbook", "enterprise")
    return in_order_of_interest(rows)


def _shown(enrolments: Sequence[Enrolment], account: Account) -> Enrolment | None:
    """The enrolment the page tells of: of a group in two programmes, first the one of the reader's own programme."""
    if len(enrolments) < TWO:
        return enrolments[0] if enrolments else None
    cohorts = Cohort.objects.visible_to(account).filter(pk__in=[each.cohort_id for each in enrolments])
    ours = set(cohorts.values_list("pk", flat=True))
    return min(enrolments, key=lambda each: each.cohort_id not in ours)


def _enrolment_row(enrolment: Enrolment, shown: Enrolment | None) -> EnrolmentRow:
    state = EnrolmentState(enrolment.state).label
    return EnrolmentRow(enrolment.cohort.name, state, enrolment == shown, enrolment.get_absolute_url())


def _criteria(playbook: Playbook | None) -> dict[str, Text]:
    stages = playbook.stages if playbook else ()
    return {criterion.code: criterion.name for stage in stages for criterion in stage.criteria}


def _stages(playbook: Playbook | None) -> dict[int, Text]:
    return {stage.number: stage.name for stage in playbook.stages} if playbook else {}


def _steps(enrolment: Enrolment | None) -> tuple[StageState, ...]:
    return tuple(stage_states(enrolment)) if enrolment else ()


def _may_do(account: Account, enrolment: Enrolment | None) -> frozenset[Permission]:
    """What the reader may do for the enrolment shown: an officer of another programme only looks at it."""
    return permissions_for(account, enrolment) if enrolment else frozenset()
