"""Group A with one of everything that has a page, made by the product's own actions. All invented."""

from dataclasses import dataclass
from datetime import timedelta
from io import BytesIO
from uuid import uuid4

from django.utils import timezone
from PIL import Image

from ruamphon.core.text import Text
from ruamphon.core.upload_fields import CheckedUpload
from ruamphon.core.uploads import check_upload
from ruamphon.pathway import actions as pathway
from ruamphon.pathway.enums import EvidenceStatus, Outcome
from ruamphon.people import actions as people
from ruamphon.people.enums import Role
from ruamphon.programmes import actions as programmes
from ruamphon.programmes.domain.names import NewPerson
from ruamphon.programmes.enums import DeliverableKind, PlaybookState, TeamKind
from ruamphon.programmes.models import PlaybookVersion
from ruamphon.registry import actions as registry
from ruamphon.registry.enums import BelongingKind
from ruamphon.registry.models import Belonging, Membership, Office
from tests.cast import Cast, person


@dataclass
class World:
    """The cast, and the numbers and codes that fill the URLs of their pages."""

    cast: Cast
    keys: dict[str, object]

    def __getattr__(self, name):
        try:
            return self.__dict__["keys"][name]
        except KeyError:
            raise AttributeError(name) from None


def photo(name="แผง.jpg", colour=(200, 140, 60)):
    """A small photo that has been through the checks."""
    out = BytesIO()
    Image.new("RGB", (640, 420), colour).save(out, "JPEG")
    out.seek(0)
    return CheckedUpload(name, check_upload(out, name=name))


def build(cast):
    """Everything once, around group A."""
    today = timezone.localdate()
    cast.enterprise.publication_proposed_by = cast.officer.person
    cast.enterprise.publication_proposed_at = timezone.now()
    cast.enterprise.published_by = cast.officer2.person
    cast.enterprise.published_at = timezone.now()
    cast.enterprise.save()
    cast.programme.is_public = True
    cast.programme.save()
    office = Office.objects.create(
        organisation=cast.mentor_company,
        person=person("ผู้แทน ตัวอย่าง"),
        title_th="ผู้ประสานงาน",
        title_en="Coordinator",
    )
    belonging = Belonging.objects.create(
        organisation=cast.university, member=cast.mentor_company, kind=BelongingKind.MEMBER
    )
    students = _team(
        cast, TeamKind.STUDENTS, [("นิดา นักศึกษาใหม่", Role.STUDENT), ("อาจารย์ใหม่", Role.ADVISER)], today
    )
    programmes.accept_team(by=cast.officer, team=students)
    proposed_team = _team(cast, TeamKind.FACILITATORS, [("ผู้ช่วย ตัวอย่าง", Role.FACILITATOR)], today)
    visit = programmes.record_visit(
        by=cast.student,
        enrolment=cast.enrolment,
        draft_key=uuid4(),
        happened_on=today - timedelta(days=3),
        found="น้ำพริกขายดีช่วงเช้า แต่ฉลากยังไม่มีวันหมดอายุ",
        done="ชั่งวัตถุดิบหนึ่งรอบการผลิต จดเวลาทุกขั้นตอน",
        agreed="กลุ่มจดยอดขายทุกวัน ทีมนำแบบฉลากมาให้เลือก",
        people=[cast.member.person],
        photos=[photo()],
        next_on=today + timedelta(days=11),
    )
    cost_sheet = programmes.start_deliverable(
        by=cast.student,
        enrolment=cast.enrolment,
        kind=DeliverableKind.COST_SHEET,
        title="บัญชีต้นทุนน้ำพริก (ตัวอย่าง)",
        summary="ต้นทุนต่อกระปุก แยกวัตถุดิบ ค่าแรง และค่าใช้จ่าย",
        file=[photo("ต้นทุน.jpg")],
    )
    task = programmes.assign_task(
        by=cast.officer,
        enrolment=cast.enrolment,
        title="ส่งรูปฉลากแบบใหม่ให้กลุ่มเลือก",
        owner=cast.student.person,
        due_on=today + timedelta(days=2),
        origin=Text("ตกลงกันตอนลงพื้นที่", "Agreed at the visit"),
        origin_url=visit.get_absolute_url(),
        key="sample-task",
    )
    evidence = [_evidence(cast, code, today) for code in ("potential-analysis", "product-improved")]
    accepted = evidence[0]
    pathway.review_evidence(
        by=cast.adviser,
        evidence=accepted,
        verdict=EvidenceStatus.ACCEPTED,
        note="ครบถ้วนดี",
        revision=accepted.revision,
    )
    returned = _evidence(cast, "product-improved", today)
    pathway.review_evidence(
        by=cast.adviser,
        evidence=returned,
        verdict=EvidenceStatus.RETURNED,
        note="ขอรูปฉลากแบบใหม่ให้ชัดกว่านี้",
        revision=returned.revision,
    )
    sign_off = pathway.sign_off(
        by=cast.member,
        enrolment=cast.enrolment,
        criterion_code="group-ready",
        statement="พวกเราอ่านแล้วและพร้อม",
    )
    gate = pathway.propose_gate(
        by=cast.officer,
        enrolment=cast.enrolment,
        stage_number=1,
        outcome=Outcome.NOT_YET,
        reason="ยังรอแผนการตลาดกับสมาชิกให้ครบ",
    )
    draft = PlaybookVersion.objects.create(
        programme=cast.programme,
        number=2,
        title_th="เกณฑ์ตัวอย่าง",
        title_en="Sample playbook",
        state=PlaybookState.DRAFT,
        toml=cast.playbook.toml,
        sha256=cast.playbook.sha256,
    )
    newcomer, token = people.invite_person(
        by=cast.officer, name_th="คนใหม่ ตัวอย่าง", role=Role.OBSERVER, scope=cast.programme.scope
    )
    twin = registry.register_enterprise(
        by=cast.officer, within=cast.programme.scope, name_th="วิสาหกิจชุมชนครัวตัวอย่าง (จดซ้ำ)"
    )
    merge = registry.merge_enterprises(
        by=cast.officer, kept=cast.enterprise, gone=twin, reason="จดไว้สองครั้งในวันเดียวกัน"
    )
    keys = {
        "programme": cast.programme.pk,
        "programme_code": cast.programme.code,
        "cohort": cast.cohort.pk,
        "cohort_number": cast.cohort.number,
        "enterprise": cast.enterprise.pk,
        "other_enterprise": cast.other_enterprise.pk,
        "merge": merge.pk,
        "enterprise_code": cast.enterprise.code,
        "member": Membership.objects.filter(enterprise=cast.enterprise).first().pk,
        "product": cast.enterprise.products.get().pk,
        "organisation": cast.mentor_company.pk,
        "office": office.pk,
        "belonging": belonging.pk,
        "enrolment": cast.enrolment.pk,
        "other_enrolment": cast.other_enrolment.pk,
        "team": students.pk,
        "proposed_team": proposed_team.pk,
        "visit": visit.pk,
        "visit_photo": visit.photos.get().pk,
        "deliverable": cost_sheet.pk,
        "deliverable_version": cost_sheet.versions.get().pk,
        "task": task.pk,
        "evidence": evidence[1].pk,
        "evidence_file": evidence[1].files.get().pk,
        "accepted": accepted.pk,
        "returned": returned.pk,
        "evidence_code": "product-improved",
        "sign_off_code": "group-ready",
        "sign_off": sign_off.pk,
        "gate": gate.pk,
        "playbook": cast.playbook.pk,
        "draft_playbook": draft.pk,
        "token": token,
        "newcomer": newcomer.pk,
        "grant": newcomer.grants.get().pk,
    }
    return World(cast, keys)


def _team(cast, kind, people_in_it, today):
    return programmes.form_team(
        by=cast.officer,
        enrolment=cast.enrolment,
        kind=kind,
        begins_on=today - timedelta(days=20),
        ends_on=today + timedelta(days=60),
        people=[(NewPerson(name), role) for name, role in people_in_it],
        organisation=cast.university if kind == TeamKind.STUDENTS else None,
        course="พบ. 301 (ตัวอย่าง)" if kind == TeamKind.STUDENTS else "",
        term="1/2569" if kind == TeamKind.STUDENTS else "",
    )


def _evidence(cast, code, today):
    return pathway.submit_evidence(
        by=cast.student,
        enrolment=cast.enrolment,
        criterion_code=code,
        note="สรุปจากการลงพื้นที่สองครั้ง พร้อมรูป (ตัวอย่าง)",
        happened_on=today - timedelta(days=2),
        files=[photo("หลักฐาน.jpg", (60, 120, 110))],
    )
