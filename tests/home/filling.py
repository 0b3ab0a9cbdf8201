"""Work in the cast's first group, as much as a test asks for. All invented."""

from datetime import date, datetime, timedelta
from decimal import Decimal

from django.utils import timezone

from ruamphon.pathway.enums import EvidenceStatus, GateState, Outcome
from ruamphon.pathway.models import Evidence, Gate, SignOff
from ruamphon.pathway.queries import playbook_of
from ruamphon.people.enums import Role
from ruamphon.programmes.enums import DeliverableKind, DeliverableState, TaskState, TeamKind, TeamState
from ruamphon.programmes.models import (
    Activity,
    Deliverable,
    DeliverableVersion,
    Enrolment,
    Task,
    Team,
    TeamMember,
)
from ruamphon.registry.models import Enterprise, Membership, Product, ProductVariant
from tests import cast as people

WORK_KINDS = ("food", "craft", "fishery", "crop")


def days_ago(number: int) -> date:
    return timezone.localdate() - timedelta(days=number)


def moment_ago(number: int) -> datetime:
    return timezone.now() - timedelta(days=number)


def stage(cast, number):
    """A stage of the cast's playbook."""
    return playbook_of(cast.playbook).stage(number)


def evidence_codes(cast, number=1):
    """Codes of a stage's criteria that ask for evidence, in order."""
    return [each.code for each in stage(cast, number).criteria if each.kind == "evidence"]


def task(cast, title="โทรหากลุ่ม", *, owner=None, due_on=None, enrolment=None, made=3):
    """An open task; the key keeps each one apart."""
    return Task.objects.create(
        enrolment=enrolment or cast.enrolment,
        title=title,
        owner=(owner or cast.member).person,
        due_on=due_on,
        origin_th="จากการลงพื้นที่",
        origin_en="From a visit",
        key=f"test:{Task.objects.count()}",
        made_at=moment_ago(made),
    )


def evidence(
    cast, *, status=EvidenceStatus.SUBMITTED, by=None, ago=2, code=None, enrolment=None, note="ภาพถ่ายของกลุ่ม"
):
    """A piece of evidence for stage 1; reviewed by the adviser unless it still waits."""
    reviewed = status in (EvidenceStatus.ACCEPTED, EvidenceStatus.RETURNED)
    return Evidence.objects.create(
        enrolment=enrolment or cast.enrolment,
        criterion_code=code or evidence_codes(cast)[0],
        note=note,
        happened_on=days_ago(ago + 1),
        status=status,
        submitted_by=(by or cast.student).person,
        submitted_at=moment_ago(ago),
        reviewed_by=cast.adviser.person if reviewed else None,
        reviewed_at=moment_ago(ago - 1) if reviewed else None,
        review_note="ขอรูปที่เห็นหน้าร้านชัดกว่านี้" if status == EvidenceStatus.RETURNED else "",
        accepted_at=moment_ago(ago - 1) if status == EvidenceStatus.ACCEPTED else None,
    )


def gate(cast, *, decided=False, number=1, by=None, ago=2, outcome=Outcome.PASSED, enrolment=None):
    """A proposal by the first officer; decided by the second where asked."""
    return Gate.objects.create(
        enrolment=enrolment or cast.enrolment,
        stage_number=number,
        playbook=cast.playbook,
        state=GateState.DECIDED if decided else GateState.PROPOSED,
        proposed_by=(by or cast.officer).person,
        proposed_at=moment_ago(ago),
        proposed_outcome=outcome,
        proposal_reason="ครบตามเกณฑ์",
        **(
            {
                "decided_by": cast.officer2.person,
                "decided_at": moment_ago(ago),
                "decided_on": days_ago(ago),
                "outcome": outcome,
                "decision_reason": "เห็นด้วยตามหลักฐาน",
                "record": {"schema": 1},
                "record_sha256": "0" * 64,
            }
            if decided
            else {}
        ),
    )


def team(cast, *, state=TeamState.ACCEPTED, enrolment=None, begins=20, lasts=120):
    """A mentor team of one person."""
    made = Team.objects.create(
        enrolment=enrolment or cast.enrolment,
        kind=TeamKind.MENTOR,
        organisation=cast.mentor_company,
        begins_on=days_ago(begins),
        ends_on=days_ago(begins - lasts),
        state=state,
        accepted_at=moment_ago(begins) if state == TeamState.ACCEPTED else None,
    )
    TeamMember.objects.create(team=made, person=cast.mentor.person, role=Role.MENTOR)
    return made


def deliverable(
    cast,
    *,
    kind=DeliverableKind.MARKETING_PLAN,
    state=DeliverableState.DRAFT,
    returned=False,
    title="แผนขายงานกาชาด",
    ago=4,
):
    """A piece of work by the student, with one version."""
    made = Deliverable.objects.create(
        enrolment=cast.enrolment,
        kind=kind,
        title=title,
        state=state,
        made_by=cast.student.person,
        made_at=moment_ago(ago),
    )
    checked = state != DeliverableState.DRAFT
    accepted = state == DeliverableState.ACCEPTED
    DeliverableVersion.objects.create(
        deliverable=made,
        number=1,
        summary="ขายที่ตลาดเช้าและทางไลน์",
        made_by=cast.student.person,
        made_at=moment_ago(ago),
        checked_by=cast.adviser.person if checked else None,
        checked_at=moment_ago(ago - 1) if checked else None,
        returned_at=moment_ago(ago - 1) if returned else None,
        accepted_by=cast.member.person if accepted else None,
        accepted_at=moment_ago(ago - 2) if accepted else None,
    )
    return made


def activity(cast, *, ago=5, found="กลุ่มทำน้ำพริกได้วันละ 40 กระปุก", enrolment=None):
    """A visit by the facilitator."""
    made = Activity.objects.create(
        cohort=cast.cohort,
        happened_on=days_ago(ago),
        found=found,
        done="ช่วยคิดต้นทุนต่อกระปุก",
        agreed="จดต้นทุนทุกครั้งที่ทำ",
        next_on=days_ago(ago - 30),
        recorded_by=cast.facilitator.person,
        recorded_at=moment_ago(ago),
    )
    made.enrolments.add(enrolment or cast.enrolment)
    return made


def fill(cast, times: int):
    """`times` of everything in the first group."""
    codes = evidence_codes(cast)
    statuses = (EvidenceStatus.ACCEPTED, EvidenceStatus.SUBMITTED, EvidenceStatus.RETURNED)
    for number in range(times):
        activity(cast, ago=4 + number * 6)
        task(cast, f"เตรียมของขายรอบที่ {number + 1}", due_on=days_ago(2 - number))
        done = task(cast, f"ส่งตัวอย่างสินค้ารอบที่ {number + 1}")
        Task.objects.filter(pk=done.pk).update(
            state=TaskState.DONE,
            done_by=cast.member.person,
            done_at=moment_ago(number + 2),
            done_note="ส่งแล้ว",
        )
        evidence(cast, status=statuses[number % 3], code=codes[number % len(codes)], ago=3 + number * 2)
        deliverable(
            cast,
            state=list(DeliverableState)[number % 3],
            title=f"แผนการตลาดฉบับที่ {number + 1}",
            ago=6 + number,
        )
        team(cast, begins=20 + number)
        product = Product.objects.create(
            enterprise=cast.enterprise, name_th=f"น้ำพริกสูตรที่ {number + 1}", registered_on=days_ago(90 + number)
        )
        ProductVariant.objects.create(
            product=product, name_th="กระปุกเล็ก", unit="กระปุก", price=Decimal("45.00")
        )
        ProductVariant.objects.create(
            product=product, name_th="กระปุกใหญ่", unit="กระปุก", price=Decimal("80.00")
        )
        joined = people.person(f"สมาชิกคนที่ {number + 1}", nickname="เล็ก", phone="0812345678")
        Membership.objects.create(enterprise=cast.enterprise, person=joined, joined_on=days_ago(100 + number))
    gate(cast, decided=True, ago=9)
    gate(cast, number=2, ago=1)


def sign_off(cast, *, ago=3):
    """The member's own word on stage 1."""
    code = next(each.code for each in stage(cast, 1).criteria if each.kind == "sign_off")
    return SignOff.objects.create(
        enrolment=cast.enrolment,
        criterion_code=code,
        role=Role.MEMBER,
        statement="ทำจริงตามนี้",
        signed_by=cast.member.person,
        signed_at=moment_ago(ago),
    )


def more_groups(cast, number: int) -> list[Enterprise]:
    """Other groups of the same cohort, each with an activity, a task and a proposal for the officers."""
    made = []
    for count in range(number):
        group, enrolment = people.enterprise(
            f"CE-1{count:04}",
            f"กลุ่มทดลองที่ {count:02}",
            cast.programme.scope,
            cast.cohort,
            WORK_KINDS[count % 4],
        )
        activity(cast, enrolment=enrolment, ago=count + 1)
        task(cast, f"งานของกลุ่ม {count}", owner=cast.officer, enrolment=enrolment)
        evidence(cast, enrolment=enrolment, ago=count + 2)
        gate(cast, enrolment=enrolment, by=cast.officer2)
        team(cast, state=TeamState.PROPOSED, enrolment=enrolment)
        made.append(group)
    return made


def enrolment_of(group: Enterprise) -> Enrolment:
    return Enrolment.objects.get(enterprise=group)
