"""The enterprise file: everything one reader may see of one group, gathered from all rooms for one page."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, F, Q
from django.urls import reverse

from ruamphon.core.text import Text
from ruamphon.home.marks import mark_of
from ruamphon.home.queries.listing import in_order_of_interest
from ruamphon.home.queries.timeline import (
    Reader,
    Timeline,
    criterion_name,
    stage_name,
    team_name,
    timeline_of,
)
from ruamphon.pathway.domain import Playbook
from ruamphon.pathway.enums import EvidenceStatus, GateState, Outcome
from ruamphon.pathway.models import Evidence, Gate
from ruamphon.pathway.queries import StageState, playbook_for, stage_states
from ruamphon.pathway.times import local_day
from ruamphon.people.access import permissions_on
from ruamphon.people.enums import Permission, Role
from ruamphon.people.models import Account, Grant
from ruamphon.people.phones import show_phone
from ruamphon.programmes.enums import (
    ActivityKind,
    DeliverableKind,
    DeliverableState,
    EnrolmentState,
    TeamState,
)
from ruamphon.programmes.models import Activity, Cohort, Deliverable, Enrolment, Task, Team
from ruamphon.programmes.queries import helpers_of
from ruamphon.programmes.rules import permissions_for
from ruamphon.registry.enums import Post, WorkKind
from ruamphon.registry.models import Enterprise, Membership, Product, ProductVariant

MOST_MEMBERS = 8
MOST_PRODUCTS = 6
MOST_HELPERS = 8
MOST_TASKS = 6
MOST_ROWS = 4
TWO = 2
HELPING = (Role.FACILITATOR, Role.STUDENT, Role.ADVISER, Role.MENTOR, Role.EXPERT)


@dataclass(frozen=True, slots=True)
class Buttons:
    """Where the reader can act, as addresses; "" where they may not."""

    roadmap: str = ""
    visit: str = ""
    deliverable: str = ""
    task: str = ""
    team: str = ""
    enrol: str = ""
    edit: str = ""
    history: str = ""


@dataclass(frozen=True, slots=True)
class HelperRow:
    """One person who helps now: in which role, from where, until when (None: no end set)."""

    name: Text
    role: Text
    organisation: Text | None
    until: date | None


@dataclass(frozen=True, slots=True)
class MemberRow:
    """A member with their post; phone numbers are empty unless contacts may be read."""

    called: str
    post: Text
    phone: str
    phone_shown: str


@dataclass(frozen=True, slots=True)
class Members:
    """The first members by post and name, and how many there are in all."""

    rows: tuple[MemberRow, ...]
    count: int

    @property
    def more(self) -> int:
        """How many are not among the rows."""
        return self.count - len(self.rows)


@dataclass(frozen=True, slots=True)
class ProductRow:
    """A product or service with its sizes and prices."""

    name: Text
    variants: tuple[ProductVariant, ...]


@dataclass(frozen=True, slots=True)
class Products:
    """The first products by name, and how many there are in all."""

    rows: tuple[ProductRow, ...]
    count: int

    @property
    def more(self) -> int:
        """How many are not among the rows."""
        return self.count - len(self.rows)


@dataclass(frozen=True, slots=True)
class TeamRow:
    """A team at work or proposed."""

    name: Text
    state: Text
    is_proposed: bool
    people: int
    begins_on: date
    ends_on: date
    url: str


@dataclass(frozen=True, slots=True)
class ActivityRow:
    """A visit, workshop or meeting in three lines."""

    kind: Text
    on: date
    found: str
    agreed: str
    next_on: date | None
    url: str


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """A piece of evidence and where it stands."""

    name: Text
    status: Text
    tone: str
    at: datetime
    url: str


@dataclass(frozen=True, slots=True)
class GateRow:
    """A decision, or a proposal that waits for one."""

    stage: Text
    result: Text
    tone: str
    at: datetime
    reason: str
    url: str


@dataclass(frozen=True, slots=True)
class DeliverableRow:
    """A piece of work the team makes for the group."""

    title: str
    kind: Text
    state: Text
    tone: str
    is_secret: bool
    url: str


@dataclass(frozen=True, slots=True)
class TaskRow:
    """An open task: whose, and by when."""

    title: str
    owner: Text
    due_on: date | None
    is_overdue: bool
    url: str


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
    deliverables: tuple[DeliverableRow, ...] | None
    tasks: tuple[TaskRow, ...]
    timeline: Timeline
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
        buttons=_buttons(enterprise, enrolment, may, _may_do(account, enrolment)),
        steps=_steps(enrolment) if sees_gates else None,
        helpers=_helpers(enterprise, enrolment, on),
        members=_members(enterprise, on, with_contact=Permission.CONTACT_READ in may),
        products=_products(enterprise, on),
        teams=_teams(enterprise, on),
        activities=_activities(enterprise),
        evidence=_evidence(reader) if sees_evidence else None,
        evidence_counts=_evidence_counts(enterprise) if sees_evidence else {},
        gates=_gates(reader) if sees_gates else None,
        deliverables=_deliverables(reader) if Permission.DELIVERABLE_READ in may else None,
        tasks=_tasks(enterprise, on),
        timeline=timeline_of(reader, page=page),
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


def _buttons(
    enterprise: Enterprise,
    enrolment: Enrolment | None,
    may: frozenset[Permission],
    does: frozenset[Permission],
) -> Buttons:
    def way(permission: Permission, name: str, pk: int | None, held: frozenset[Permission] = does) -> str:
        return reverse(name, args=[pk]) if permission in held and pk else ""

    enrolled = enrolment.pk if enrolment else None
    underway = enrolled if enrolment and enrolment.state != EnrolmentState.LEFT else None
    homeless = not underway and Permission.COHORT_MANAGE in may
    return Buttons(
        roadmap=way(Permission.GATE_READ, "pathway:roadmap", enrolled, may),
        visit=way(Permission.ACTIVITY_RECORD, "programmes:visit-new", underway),
        deliverable=way(Permission.DELIVERABLE_WRITE, "programmes:deliverable-new", underway),
        task=way(Permission.TASK_ASSIGN, "programmes:task-new", underway),
        team=way(Permission.TEAM_MANAGE, "programmes:team-new", underway),
        enrol=reverse("programmes:programmes") if homeless else "",
        edit=way(Permission.ENTERPRISE_EDIT, "registry:enterprise", enterprise.pk, may),
        history=way(Permission.HISTORY_READ, "registry:enterprise-history", enterprise.pk, may),
    )


def _helpers(enterprise: Enterprise, enrolment: Enrolment | None, on: date) -> tuple[HelperRow, ...]:
    """The people of teams at work, each role once, then those given a helping role on the group itself."""
    longest_last = sorted(helpers_of(enrolment, on) if enrolment else [], key=lambda helper: helper.until)
    team = {(helper.person.pk, helper.role): helper for helper in longest_last}.values()
    known = {helper.person.pk for helper in team}
    rows = [
        HelperRow(
            helper.person.name,
            helper.role.label,
            helper.organisation.name if helper.organisation else None,
            helper.until,
        )
        for helper in team
    ]
    given = Grant.objects.running().filter(scope=enterprise.scope_id, role__in=HELPING)
    others = given.select_related("person").order_by("role", "person__sort_text", "pk")[:MOST_HELPERS]
    rows += [
        HelperRow(grant.person.name, Role(grant.role).label, None, _last_day(grant))
        for grant in others
        if grant.person_id not in known
    ]
    return tuple(rows[:MOST_HELPERS])


def _last_day(grant: Grant) -> date | None:
    return local_day(grant.valid_until) if grant.valid_until else None


def _members(enterprise: Enterprise, on: date, *, with_contact: bool) -> Members:
    present = Membership.objects.on(on).filter(enterprise=enterprise)
    order = list(Post)
    rows = sorted(
        present.select_related("person"),
        key=lambda row: (order.index(Post(row.post)), row.person.sort_text, row.pk),
    )
    return Members(tuple(_member_row(row, with_contact) for row in rows[:MOST_MEMBERS]), len(rows))


def _member_row(row: Membership, with_contact: bool) -> MemberRow:
    person = row.person
    called = f"{person.name} ({person.nickname})" if person.nickname else str(person.name)
    phone, shown = (person.phone, person.phone_shown) if with_contact else ("", "")
    return MemberRow(called, Post(row.post).label, phone, shown)


def _products(enterprise: Enterprise, on: date) -> Products:
    offered = Product.objects.on(on).filter(enterprise=enterprise)
    first = offered.prefetch_related("variants")[:MOST_PRODUCTS]
    rows = tuple(ProductRow(product.name, tuple(product.variants.all())) for product in first)
    return Products(rows, offered.count())


def _teams(enterprise: Enterprise, on: date) -> tuple[TeamRow, ...]:
    teams = (
        Team.objects.filter(enrolment__enterprise=enterprise, ends_on__gte=on)
        .exclude(state=TeamState.ENDED)
        .select_related("organisation")
        .annotate(people=Count("members"))
        .order_by("-begins_on", "-pk")
    )
    return tuple(
        TeamRow(
            name=team_name(team),
            state=TeamState(team.state).label,
            is_proposed=team.state == TeamState.PROPOSED,
            people=team.people,
            begins_on=team.begins_on,
            ends_on=team.ends_on,
            url=team.get_absolute_url(),
        )
        for team in teams[:MOST_ROWS]
    )


def _activities(enterprise: Enterprise) -> tuple[ActivityRow, ...]:
    rows = (
        Activity.objects.filter(enrolments__enterprise=enterprise).distinct().order_by("-happened_on", "-pk")
    )
    return tuple(
        ActivityRow(
            kind=ActivityKind(row.kind).label,
            on=row.happened_on,
            found=row.found,
            agreed=row.agreed,
            next_on=row.next_on,
            url=row.get_absolute_url(),
        )
        for row in rows[:MOST_ROWS]
    )


EVIDENCE_TONES = {
    EvidenceStatus.SUBMITTED: "wait",
    EvidenceStatus.ACCEPTED: "done",
    EvidenceStatus.RETURNED: "turn",
    EvidenceStatus.WITHDRAWN: "neutral",
}


def _evidence(reader: Reader) -> tuple[EvidenceRow, ...]:
    rows = Evidence.objects.filter(enrolment__enterprise=reader.enterprise).order_by("-submitted_at", "-pk")
    return tuple(
        EvidenceRow(
            name=criterion_name(reader, row.criterion_code),
            status=EvidenceStatus(row.status).label,
            tone=EVIDENCE_TONES[EvidenceStatus(row.status)],
            at=row.reviewed_at or row.submitted_at,
            url=row.get_absolute_url(),
        )
        for row in rows[:MOST_ROWS]
    )


def _evidence_counts(enterprise: Enterprise) -> dict[str, int]:
    """How many pieces are accepted, wait for review, and were sent back."""
    rows = Evidence.objects.filter(enrolment__enterprise=enterprise).order_by().values_list("status")
    counts = defaultdict(int, rows.annotate(Count("pk")))
    return {status.value: counts[status] for status in EvidenceStatus}


GATE_TONES = {
    Outcome.PASSED: "done",
    Outcome.PASSED_WITH_CONDITIONS: "done",
    Outcome.NOT_YET: "turn",
    Outcome.STOPPED: "stop",
}


def _gates(reader: Reader) -> tuple[GateRow, ...]:
    rows = (
        Gate.objects.filter(enrolment__enterprise=reader.enterprise)
        .filter(Q(state=GateState.PROPOSED) | Q(state=GateState.DECIDED))
        .defer("record")
        .order_by("-proposed_at", "-pk")
    )
    return tuple(_gate_row(row, reader) for row in rows[:MOST_ROWS])


def _gate_row(row: Gate, reader: Reader) -> GateRow:
    decided = row.state == GateState.DECIDED
    return GateRow(
        stage=stage_name(reader, row.stage_number),
        result=Outcome(row.outcome).label if decided else GateState.PROPOSED.label,
        tone=GATE_TONES[Outcome(row.outcome)] if decided else "wait",
        at=row.decided_at or row.proposed_at,
        reason=row.decision_reason if decided else row.proposal_reason,
        url=row.get_absolute_url(),
    )


DELIVERABLE_TONES = {
    DeliverableState.DRAFT: "neutral",
    DeliverableState.CHECKED: "wait",
    DeliverableState.ACCEPTED: "done",
}


def _deliverables(reader: Reader) -> tuple[DeliverableRow, ...]:
    rows = Deliverable.objects.visible_to(reader.account).filter(enrolment__enterprise=reader.enterprise)
    return tuple(
        DeliverableRow(
            title=row.title,
            kind=DeliverableKind(row.kind).label,
            state=DeliverableState(row.state).label,
            tone=DELIVERABLE_TONES[DeliverableState(row.state)],
            is_secret=row.is_secret,
            url=row.get_absolute_url(),
        )
        for row in rows[:MOST_ROWS]
    )


def _tasks(enterprise: Enterprise, on: date) -> tuple[TaskRow, ...]:
    rows = Task.objects.open().filter(enrolment__enterprise=enterprise).select_related("owner")
    return tuple(
        TaskRow(
            title=row.title,
            owner=row.owner.name,
            due_on=row.due_on,
            is_overdue=row.due_on is not None and row.due_on < on,
            url=row.get_absolute_url(),
        )
        for row in rows.order_by(F("due_on").asc(nulls_last=True), "pk")[:MOST_TASKS]
    )
