"""Invented groups in any number, written in bulk: each with its scope, links, enrolment and a visit."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256
from itertools import islice
from pathlib import Path
from random import Random

from django.utils import timezone

import ruamphon
from ruamphon.core.thai_text import search_key, sort_key
from ruamphon.pathway.enums import CriterionKind, EvidenceStatus, GateState, Outcome
from ruamphon.pathway.models import Evidence, Gate
from ruamphon.pathway.queries import playbook_of
from ruamphon.people.enums import Role, ScopeKind
from ruamphon.people.models import Account, Grant, Person, Scope, ScopeLink
from ruamphon.programmes.enums import (
    CohortState,
    DeliverableKind,
    DeliverableState,
    EnrolmentState,
    PlaybookState,
    TeamKind,
    TeamState,
)
from ruamphon.programmes.models import (
    Activity,
    Cohort,
    Deliverable,
    Enrolment,
    PlaybookVersion,
    Programme,
    Team,
)
from ruamphon.registry.enums import OrganisationKind, WorkKind
from ruamphon.registry.models import Enterprise, Organisation

CHUNK = 5_000
COHORTS = 5
ORGANISATIONS = 60
KINDS = (WorkKind.FOOD, WorkKind.CROP, WorkKind.CRAFT, WorkKind.FISHERY)
WORDS = (
    "ครัว",
    "สวน",
    "บ้าน",
    "เกาะ",
    "ทุ่ง",
    "น้ำ",
    "ป่า",
    "ไผ่",
    "กล้วย",
    "มะม่วง",
    "ทุเรียน",
    "สมุนไพร",
    "ผ้า",
    "จักสาน",
    "กะปิ",
    "น้ำปลา",
    "ประมง",
    "ขนม",
    "ข้าว",
    "เห็ด",
    "ผึ้ง",
    "ไข่",
    "เกลือ",
    "หอย",
    "ปู",
    "แม่",
    "พ่อ",
    "ใจ",
    "แสง",
    "ดาว",
    "จันทร์",
    "ทอง",
    "เพชร",
    "แก้ว",
    "รุ่ง",
    "เรือง",
    "สุข",
    "เย็น",
    "งาม",
    "ดี",
)
PASSED_ONE_IN = 3
EVIDENCE_ONE_IN = 20
WAITING_ONE_IN = 50


@dataclass(frozen=True, slots=True)
class Scene:
    """Who looks: an officer of the whole programme, and a member of one group in the middle of the list."""

    officer: Account
    member: Account
    middle: Enterprise
    size: int


@dataclass(frozen=True, slots=True)
class Frame:
    """What every group hangs on."""

    programme: Programme
    playbook: PlaybookVersion
    cohorts: Sequence[Cohort]
    people: Sequence[Person]


def build(size: int) -> Scene:
    """A programme with `size` groups in five cohorts; the same groups every time."""
    frame = _frame()
    chance = Random(size)
    numbers = iter(range(1, size + 1))
    while chunk := list(islice(numbers, CHUNK)):
        _add(frame, chunk, chance)
    officer = _account("officer", frame.people[0], Role.OFFICER, frame.programme.scope)
    middle = Enterprise.objects.order_by("sort_text", "pk")[size // 2]
    member = _account("member", Person.objects.create(name_th="สมาชิก ตัวอย่าง"), Role.MEMBER, middle.scope)
    return Scene(officer, member, middle, size)


def _account(username: str, person: Person, role: Role, scope: Scope) -> Account:
    since = timezone.now() - timedelta(days=1)
    Grant.objects.create(person=person, role=role, scope=scope, valid_from=since)
    return Account.objects.create(person=person, username=username, password="!")  # noqa: S106 — nobody can sign in


def _frame() -> Frame:
    toml = (Path(ruamphon.__file__).parent / "pathway/data/thammasat-model-1.toml").read_bytes()
    scope = Scope.objects.create(kind=ScopeKind.PROGRAMME, label_th="โครงการตัวอย่าง")
    programme = Programme.objects.create(code="sample", name_th="โครงการตัวอย่าง", scope=scope)
    playbook = PlaybookVersion.objects.create(
        programme=programme,
        number=1,
        title_th="เกณฑ์ตัวอย่าง",
        title_en="Sample playbook",
        state=PlaybookState.PUBLISHED,
        toml=toml.decode(),
        sha256=sha256(toml).hexdigest(),
        published_at=timezone.now(),
    )
    people = [Person.objects.create(name_th=f"เจ้าหน้าที่ ตัวอย่าง {number}") for number in range(3)]
    cohorts = [_cohort(programme, playbook, number) for number in range(1, COHORTS + 1)]
    _organisations(scope)
    return Frame(programme, playbook, cohorts, people)


def _cohort(programme: Programme, playbook: PlaybookVersion, number: int) -> Cohort:
    scope = Scope.objects.create(kind=ScopeKind.COHORT, label_th=f"รุ่น {number}")
    ScopeLink.objects.create(outer=programme.scope, inner=scope)
    return Cohort.objects.create(
        programme=programme, scope=scope, number=number, state=CohortState.RUNNING, playbook=playbook
    )


def _organisations(around: Scope) -> None:
    for number in range(ORGANISATIONS):
        name = f"องค์กรตัวอย่าง {number:02}"
        scope = Scope.objects.create(kind=ScopeKind.ORGANISATION, label_th=name)
        ScopeLink.objects.create(outer=around, inner=scope)
        Organisation.objects.create(name_th=name, kind=OrganisationKind.COMPANY, scope=scope)


def _add(frame: Frame, numbers: Sequence[int], chance: Random) -> None:
    names = [f"วิสาหกิจชุมชน{''.join(chance.choices(WORDS, k=3))} {number}" for number in numbers]
    scopes = Scope.objects.bulk_create(Scope(kind=ScopeKind.ENTERPRISE, label_th=name) for name in names)
    groups = Enterprise.objects.bulk_create(map(_group, numbers, names, scopes))
    ScopeLink.objects.bulk_create(_links(frame, groups))
    enrolments = Enrolment.objects.bulk_create(
        Enrolment(cohort=_cohort_of(frame, group), enterprise=group, state=EnrolmentState.ACTIVE)
        for group in groups
    )
    _visits(frame, enrolments)
    Team.objects.bulk_create(_team(each) for each in enrolments)
    Deliverable.objects.bulk_create(_deliverable(frame, each) for each in enrolments)
    Gate.objects.bulk_create(_gate(frame, each) for each in enrolments[::PASSED_ONE_IN])
    Evidence.objects.bulk_create(_evidence(frame, each) for each in enrolments[::EVIDENCE_ONE_IN])


def _group(number: int, name: str, scope: Scope) -> Enterprise:
    code, place = f"CE-{number:06}", f"ต.ตัวอย่าง {number % 97}"
    return Enterprise(
        code=code,
        name_th=name,
        scope=scope,
        work_kind=KINDS[number % len(KINDS)],
        place_label=place,
        search_text=" ".join(map(search_key, (name, code, place))),
        sort_text=sort_key(name),
    )


def _cohort_of(frame: Frame, group: Enterprise) -> Cohort:
    return frame.cohorts[group.scope_id % COHORTS]


def _links(frame: Frame, groups: Sequence[Enterprise]) -> Iterator[ScopeLink]:
    since = timezone.now() - timedelta(days=1)
    for group in groups:
        for outer in (frame.programme.scope_id, _cohort_of(frame, group).scope_id):
            yield ScopeLink(outer_id=outer, inner_id=group.scope_id, valid_from=since)


def _visits(frame: Frame, enrolments: Sequence[Enrolment]) -> None:
    visits = Activity.objects.bulk_create(
        Activity(
            cohort=each.cohort,
            happened_on=date(2026, 1, 1) + timedelta(days=each.pk % 300),
            found="น้ำพริกขายดีช่วงเช้า",
            recorded_by=frame.people[0],
        )
        for each in enrolments
    )
    through = Activity.enrolments.through
    through.objects.bulk_create(
        through(activity=visit, enrolment=each) for visit, each in zip(visits, enrolments, strict=True)
    )


def _team(enrolment: Enrolment) -> Team:
    """A team at work; one in fifty still waits to be accepted."""
    return Team(
        enrolment=enrolment,
        kind=TeamKind.STUDENTS,
        begins_on=date(2026, 6, 1),
        ends_on=date(2026, 12, 31),
        state=TeamState.ACCEPTED if enrolment.pk % WAITING_ONE_IN else TeamState.PROPOSED,
    )


def _deliverable(frame: Frame, enrolment: Enrolment) -> Deliverable:
    """Work the group accepted; one in fifty still waits for that."""
    return Deliverable(
        enrolment=enrolment,
        kind=DeliverableKind.PACKAGING,
        title="ฉลากใหม่",
        state=DeliverableState.ACCEPTED if enrolment.pk % WAITING_ONE_IN else DeliverableState.CHECKED,
        made_by=frame.people[2],
    )


def _gate(frame: Frame, enrolment: Enrolment) -> Gate:
    return Gate(
        enrolment=enrolment,
        stage_number=1,
        playbook=frame.playbook,
        state=GateState.DECIDED,
        proposed_by=frame.people[0],
        proposed_outcome=Outcome.PASSED,
        proposal_reason="ครบตามเกณฑ์",
        decided_by=frame.people[1],
        decided_at=timezone.now(),
        decided_on=date(2026, 11, 1),
        outcome=Outcome.PASSED,
        record={"schema": 1},
    )


def _evidence(frame: Frame, enrolment: Enrolment) -> Evidence:
    return Evidence(
        enrolment=enrolment,
        criterion_code="potential-analysis",
        note="ภาพถ่ายของกลุ่ม",
        happened_on=date(2026, 10, 1),
        status=EvidenceStatus.SUBMITTED,
        submitted_by=frame.people[2],
        submitted_at=timezone.now() - timedelta(minutes=enrolment.pk % 40_000),
    )


def hand_in(enrolment: Enrolment, number: int) -> None:
    """So many pieces of evidence for the stage a group is at, over its criteria in turn, one in five not reviewed."""
    playbook = playbook_of(enrolment.cohort.playbook)
    passed = enrolment.gates.count()
    asked = [each for each in playbook.stages[passed].criteria if each.kind is CriterionKind.EVIDENCE]
    hands, eyes = Person.objects.order_by("pk")[:2]
    for count in range(number):
        is_reviewed = count % 5 != 4
        Evidence.objects.create(
            enrolment=enrolment,
            criterion_code=asked[count % len(asked)].code,
            note="ภาพถ่ายของกลุ่ม",
            happened_on=date(2026, 10, 1),
            status=EvidenceStatus.ACCEPTED if is_reviewed else EvidenceStatus.SUBMITTED,
            submitted_by=hands,
            reviewed_by=eyes if is_reviewed else None,
            reviewed_at=timezone.now() if is_reviewed else None,
            accepted_at=timezone.now() if is_reviewed else None,
        )
