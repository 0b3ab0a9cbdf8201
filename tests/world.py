"""Group A with one of everything that has a page, made by the product's own actions. All invented."""

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from io import BytesIO
from uuid import uuid4

from django.utils import timezone
from PIL import Image

from ruamphon.assessments import actions as assessments
from ruamphon.assessments.domain import Answer, Item
from ruamphon.assessments.enums import Purpose as AssessedFor
from ruamphon.cashbook import actions as cashbook
from ruamphon.cashbook.domain import Month
from ruamphon.cashbook.enums import Category, Direction
from ruamphon.core.text import Text
from ruamphon.core.upload_fields import CheckedUpload
from ruamphon.core.uploads import check_upload
from ruamphon.home import actions as home
from ruamphon.pathway import actions as pathway
from ruamphon.pathway.enums import EvidenceStatus, Outcome
from ruamphon.pathway.queries import rule_sets
from ruamphon.people import actions as people
from ruamphon.people.consent import actions as consent
from ruamphon.people.consent.enums import How, Purpose
from ruamphon.people.enums import Role
from ruamphon.people.keys.models import Passkey, SignIn
from ruamphon.people.outbox.enums import MessageKind, OutgoingState, Problem
from ruamphon.people.outbox.mail import stop_token
from ruamphon.people.outbox.models import Outgoing
from ruamphon.programmes import actions as programmes
from ruamphon.programmes.domain.names import NewPerson
from ruamphon.programmes.enums import (
    DeliverableKind,
    EnrolmentState,
    PlaybookState,
    SelectionOutcome,
    TeamKind,
)
from ruamphon.programmes.models import Enrolment, PlaybookVersion
from ruamphon.registry import actions as registry
from ruamphon.registry.enums import BelongingKind, LegalState, SheetKind
from ruamphon.registry.models import Belonging, Membership, Office
from ruamphon.registry.sheets.planning import plan_of
from ruamphon.reports import actions as reports
from ruamphon.reports.enums import PackContents
from ruamphon.reports.working import make
from tests.cast import Cast, person
from tests.costing import making
from tests.pathway import planning


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
        key="form-sample-task",
    )
    binned = _binned(cast, today)
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
    plans = _plans(cast)
    draft = PlaybookVersion.objects.create(
        programme=cast.programme,
        number=2,
        title_th="เกณฑ์ตัวอย่าง",
        title_en="Sample playbook",
        state=PlaybookState.DRAFT,
        toml=cast.playbook.toml,
        sha256=cast.playbook.sha256,
    )
    legal_status, need, candidate = _registered(cast, today)
    newcomer, token = people.invite_person(
        by=cast.officer, name_th="คนใหม่ ตัวอย่าง", role=Role.OBSERVER, scope=cast.programme.scope
    )
    told = returned.submitted_by.messages.get(kind=MessageKind.EVIDENCE_RETURNED)
    outgoing = Outgoing.objects.create(
        message=told,
        key="sample",
        state=OutgoingState.DOUBTFUL,
        problem=Problem.CUT_OFF,
        tries=1,
        handed_over_at=timezone.now(),
    )
    agreement = programmes.prepare_agreement(
        by=cast.officer,
        programme=cast.programme,
        draft_key=uuid4(),
        title_th="บันทึกความร่วมมือ รุ่น 1/2569 (ตัวอย่าง)",
        cohort=cast.cohort,
        parties=[cast.mentor_company, cast.university],
        signed_on=today - timedelta(days=40),
        ends_on=today + timedelta(days=300),
        venue_th="หอประชุมตัวอย่าง",
        witness_name="ประธาน ตัวอย่าง",
    )
    party = agreement.parties.get(organisation=cast.mentor_company)
    signatory = programmes.add_signatory(
        by=cast.officer, agreement=agreement, party=party, person=office.person, post_th="ผู้ประสานงาน"
    )
    programmes.add_agreement_text(
        by=cast.officer, agreement=agreement, body="ทุกองค์กรร่วมพัฒนากลุ่มตัวอย่าง", after=0
    )
    scan = programmes.add_agreement_scan(by=cast.officer, agreement=agreement, file=[photo("ลงนาม.jpg")])
    assessed = _assessed(cast, today)
    calendar_link, calendar_token = home.make_calendar_link(by=cast.member, name="โทรศัพท์")
    consents = _consents(cast, visit.photos.get())
    twin = registry.register_enterprise(
        by=cast.officer, within=cast.programme.scope, name_th="วิสาหกิจชุมชนครัวตัวอย่าง (จดซ้ำ)"
    )
    merge = registry.merge_enterprises(
        by=cast.officer, kept=cast.enterprise, gone=twin, reason="จดไว้สองครั้งในวันเดียวกัน"
    )
    rule_set = _ruled(cast, today)
    applications = _applications(cast, candidate, today)
    keys = {
        **making.costs_of(cast),
        "rule_set": rule_set.pk,
        "pack": _pack(cast).pk,
        **applications,
        **_after_graduation(cast, today),
        "agreement": agreement.pk,
        "agreement_scan": scan.pk,
        "signatory": signatory.pk,
        "calendar_link": calendar_link.pk,
        "calendar_token": calendar_token,
        **consents,
        **assessed,
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
        "legal_status": legal_status.pk,
        "need": need.pk,
        "candidate": candidate.pk,
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
        **binned,
        **plans,
        "wait_kind": "plans-to-approve",
        "newcomer": newcomer.pk,
        "message": told.pk,
        "outgoing": outgoing.pk,
        "stop_token": stop_token(told.person_id, MessageKind.TASK_GIVEN),
        "grant": newcomer.grants.get().pk,
        **_imports(cast),
        "passkey": Passkey.objects.create(
            account=cast.adviser, name="มือถือ (ตัวอย่าง)", credential_id="c2FtcGxl", public_key=b"sample"
        ).pk,
        "sign_in": SignIn.objects.create(
            account=cast.adviser, session_key="sample0sign0in", browser="Chrome", system="Android"
        ).pk,
    }
    keys |= _cash_book(cast, today)
    return World(cast, keys)


def _cash_book(cast, today):
    """A closed month with money in, and money out today with its slip."""
    last = Month.of(today).later(-1)
    sold = cashbook.record(
        by=cast.member,
        enterprise=cast.enterprise,
        direction=Direction.IN,
        amount=Decimal("1250.50"),
        happened_on=last.last,
        category=Category.SALE,
        note="ขายที่ตลาดนัด (ตัวอย่าง)",
    )
    close = cashbook.close_month(by=cast.member, enterprise=cast.enterprise, month=last)
    bought = cashbook.record(
        by=cast.student,
        enterprise=cast.enterprise,
        direction=Direction.OUT,
        amount=Decimal(320),
        happened_on=today,
        category=Category.MATERIAL,
        note="พริกแห้ง 2 กก. (ตัวอย่าง)",
        slips=[photo("สลิป.jpg")],
    )
    table = cashbook.start_import(
        by=cast.member,
        enterprise=cast.enterprise,
        file_name="สมุดเดือนนี้.xlsx",
        sha256="0" * 64,
        columns=["happened_on", "note", "came"],
        rows=[(2, [today.isoformat(), "ขายหน้าร้าน (ตัวอย่าง)", "99.50"])],
    )
    return {
        "cash_import": table.pk,
        "cash_direction": "out",
        "cash_month": sold.month.key,
        "cash_year": today.year,
        "cash_close": close.pk,
        "cash_entry": bought.pk,
        "cash_slip": bought.slips.get().pk,
    }


def _plans(cast):
    """Group A's development plan in force, and the next version, agreed by the group and waiting for an officer."""
    held = planning.in_force(cast)
    (first,) = planning.promised(cast)
    new = planning.goal(2, planning.action(3, cast.member, title="เลือกแบบฉลาก"), aim="ฉลากบอกวันหมดอายุ")
    return {"plan_version": held.pk, "waiting_plan_version": planning.agreed(cast, (first, new)).pk}


def _registered(cast, today):
    """Group A's standing in the register, one wrong entry put right, what it needs; and a group in no cohort yet."""
    certificate = [photo("ใบทะเบียน.jpg", (235, 230, 210))]
    wrong = registry.record_legal_status(
        by=cast.officer,
        enterprise=cast.enterprise,
        state=LegalState.REGISTERED,
        since_on=today - timedelta(days=800),
        number="7-21-01-06/1-0002",
        certificate=certificate,
    )
    registry.correct_legal_status(
        by=cast.officer,
        entry=wrong,
        reason="เลขทะเบียนผิดไปหนึ่งตัว",
        state=LegalState.REGISTERED,
        since_on=today - timedelta(days=800),
        number="7-21-01-06/1-0001",
    )
    renewed = registry.record_legal_status(
        by=cast.member,
        enterprise=cast.enterprise,
        state=LegalState.RENEWED,
        since_on=today,
        for_year=today.year,
        certificate=certificate,
    )
    need = registry.note_need(
        by=cast.officer,
        enterprise=cast.enterprise,
        needs="อยากได้ฉลากที่บอกวันหมดอายุ (ตัวอย่าง)",
        noted_on=today,
        came_from="ประธานกลุ่มเล่าตอนลงพื้นที่",
    )
    candidate = registry.register_enterprise(
        by=cast.officer,
        within=cast.programme.scope,
        name_th="วิสาหกิจชุมชนรอเข้ารุ่น (ตัวอย่าง)",
        place_label="ตัวอย่าง",
    )
    registry.note_need(
        by=cast.officer, enterprise=candidate, needs="อยากขายออนไลน์เป็น (ตัวอย่าง)", noted_on=today
    )
    return renewed, need, candidate


def _ruled(cast, today):
    """The proposed rules in force; group B, enrolled long ago, stands still and is warned."""
    Enrolment.objects.filter(pk=cast.other_enrolment.pk).update(enrolled_on=today - timedelta(days=50))
    text = rule_sets.proposed_rules()
    seen = rule_sets.plan_rules(cast.programme, text, on=today).digest
    return pathway.publish_rules(by=cast.manager, programme=cast.programme, toml_text=text, seen=seen)


def _pack(cast):
    """An evidence pack with the group's secrets, made."""
    pack = reports.ask_pack(by=cast.officer, enrolment=cast.enrolment, contents=PackContents.SECRETS)
    make(pack.pk)
    pack.refresh_from_db()
    return pack


def _after_graduation(cast, today):
    """Group A is proposed to graduate with an exception; the neighbour graduated from an earlier cohort 350 days ago."""
    graduation = pathway.propose_graduation(
        by=cast.officer,
        enrolment=cast.enrolment,
        reason="กลุ่มเดินได้เองแล้ว (ตัวอย่าง)",
        override_reason="ขั้นที่เหลือทำกับหน่วยงานอื่นครบแล้ว (ตัวอย่าง)",
    )
    old = programmes.open_cohort(by=cast.officer, programme=cast.programme, number=3, label="0/2568")
    enrolled = programmes.enrol_enterprise(
        by=cast.officer, cohort=old, enterprise=cast.other_enterprise, enrolled_on=today - timedelta(days=700)
    )
    graduated_on = today - timedelta(days=350)
    for state in (EnrolmentState.ACTIVE, EnrolmentState.GRADUATED):
        programmes.change_enrolment_state(by=cast.officer, enrolment=enrolled, state=state, on=graduated_on)
    first, *_ = pathway.schedule_follow_ups(by=cast.officer, enrolment=enrolled, graduated_on=graduated_on)
    return {"graduation": graduation.pk, "follow_up": first.pk}


def _applications(cast, candidate, today):
    """The next cohort takes applications: group A's waits for a decision, the candidate's is a draft."""
    cohort = programmes.open_cohort(
        by=cast.officer, programme=cast.programme, number=2, label="2/2570", seats=3
    )
    call = programmes.set_call(
        by=cast.officer,
        cohort=cohort,
        opens_on=today - timedelta(days=5),
        closes_on=today + timedelta(days=25),
        about_th="ทุกกลุ่มในโครงการสมัครได้ (ตัวอย่าง)",
        questions=[Text("ตอนนี้กลุ่มขายอะไร", "What does the group sell now?"), Text("อยากให้ช่วยเรื่องไหน", "")],
    )
    answers = {question.pk: "น้ำพริกเป็นหลัก (ตัวอย่าง)" for question in call.questions.all()}
    application = programmes.save_application(
        by=cast.member,
        call=call,
        enterprise=cast.enterprise,
        answers=answers,
        needs="อยากได้ฉลากที่บอกวันหมดอายุ (ตัวอย่าง)",
        hand_in=True,
    )
    programmes.save_application(by=cast.officer, call=call, enterprise=candidate, answers={})
    neighbour = programmes.save_application(
        by=cast.other_member, call=call, enterprise=cast.other_enterprise, answers=answers, hand_in=True
    )
    selection = programmes.propose_selection(
        by=cast.officer,
        application=neighbour,
        outcome=SelectionOutcome.WAIT,
        reason="ยังต้องเตรียมสมาชิกอีกสองคน (ตัวอย่าง)",
    )
    return {
        "call": call.pk,
        "next_cohort": cohort.pk,
        "application": application.pk,
        "selection": selection.pk,
    }


def _assessed(cast, today):
    """A rubric in use with a draft of the next version, and two rounds of group A.

    Of the newer one the first officer has handed in, the second officer and a mentor of group B have not.
    """
    first = assessments.draft_rubric(
        by=cast.manager,
        scope=cast.programme.scope,
        code="potential",
        title_th="ศักยภาพ (ตัวอย่าง)",
        title_en="Potential (sample)",
        items=_items(),
    )
    rubric = assessments.publish_rubric(by=cast.manager, scope=cast.programme.scope, rubric=first)
    baseline = _round(
        cast, rubric, "ก่อนเริ่ม (ตัวอย่าง)", today - timedelta(days=40), [cast.officer, cast.officer2]
    )
    for account, level in ((cast.officer, 1), (cast.officer2, 2)):
        assessments.hand_in(
            by=account,
            assessment=baseline.assessments.get(assessor=account.person),
            answers={item.code: Answer(level) for item in _items()},
            on=today - timedelta(days=30),
        )
    held = _round(
        cast,
        rubric,
        "กลางปี (ตัวอย่าง)",
        today - timedelta(days=1),
        [cast.officer, cast.officer2, cast.other_mentor],
    )
    sheets = {sheet.assessor_id: sheet for sheet in held.assessments.all()}
    handed_in = assessments.hand_in(
        by=cast.officer,
        assessment=sheets[cast.officer.person_id],
        answers={item.code: Answer(3, note="คุยกับสมาชิกหกคน") for item in _items()},
        files={"direction": [photo("ป้ายกลุ่ม.jpg")]},
    )
    draft = assessments.new_rubric_version(by=cast.manager, rubric=rubric)
    return {
        "programme_scope": cast.programme.scope_id,
        "rubric": rubric.pk,
        "draft_rubric": draft.pk,
        "rubric_item": draft.items.first().pk,
        "round": held.pk,
        "assessment": handed_in.pk,
        "open_assessment": sheets[cast.other_mentor.person_id].pk,
        "score_file": handed_in.scores.get(item__code="direction").files.get().pk,
    }


def _items():
    names = (
        ("direction", "ทิศทาง", "Direction"),
        ("market", "การตลาด", "Market"),
        ("members", "สมาชิก", "Members"),
    )
    return [
        Item(
            code,
            Text(thai, english),
            tuple(Text(f"{thai} อยู่ในระดับ {n}", f"{english} is on level {n}") for n in range(1, 5)),
        )
        for code, thai, english in names
    ]


def _round(cast, rubric, title, opens_on, accounts):
    return assessments.open_round(
        by=cast.manager,
        scope=cast.cohort.scope,
        rubric=rubric,
        purpose=AssessedFor.POTENTIAL,
        title_th=title,
        opens_on=opens_on,
        due_on=opens_on + timedelta(days=20),
        enterprises=[cast.enterprise],
        assessors=[account.person for account in accounts],
        each=len(accounts),
    )


def _imports(cast):
    """A table of members brought in, and one that still has a fault."""
    known = cast.enterprise.memberships.first().person
    done = start_sheet(
        cast.officer, "members", cast.programme.scope, [["CE-90001", known.name_th, known.nickname]]
    )
    plan = plan_of(done, cast.officer, today=timezone.localdate())
    registry.run_import(by=cast.officer, sheet=done, seen=plan.digest, plan=lambda: plan)
    rows = [["CE-90001", "ละออ ตัวอย่าง", "ออ"], ["CE-99999", "ไม่รู้กลุ่ม ตัวอย่าง", ""]]
    draft = start_sheet(cast.officer, "members", cast.programme.scope, rows)
    return {"sheet_kind": "members", "import_done": done.pk, "import_draft": draft.pk}


def start_sheet(by, kind, scope, rows):
    """A draft of a small table with group code, name and nickname."""
    return registry.start_import(
        by=by,
        kind=SheetKind(kind),
        scope=scope,
        file_name="สมาชิก (ตัวอย่าง).xlsx",
        sha256="0" * 64,
        headers=["รหัสกลุ่ม", "ชื่อ–นามสกุล", "ชื่อเล่น"],
        columns=["group_code", "name_th", "nickname"],
        rows=list(enumerate(rows, start=2)),
    )


def _consents(cast, visit_photo):
    """A member without an account who signed a paper and asks to be erased, and a photo on the public page.

    The chair, who has an account, agreed on the platform to be named and shown.
    """
    silent = Membership.objects.filter(enterprise=cast.enterprise, person__account=None).first().person
    for purpose in (Purpose.PUBLIC_NAME, Purpose.PUBLIC_PHOTO):
        consent.give_consent(
            by=cast.member, person=cast.member.person, purpose=purpose, version=1, how=How.PLATFORM
        )
    paper = consent.give_consent(
        by=cast.officer,
        person=silent,
        purpose=Purpose.PUBLIC_NAME,
        version=1,
        how=How.PAPER,
        evidence=photo("ใบยินยอม.jpg", (240, 240, 230)),
    )
    asked = consent.ask_erasure(by=cast.officer, person=silent, how=How.PAPER)
    programmes.name_people_in_photo(by=cast.officer, photo=visit_photo, people=[cast.member.person])
    shown = programmes.publish_photo(by=cast.officer, photo=visit_photo, enterprise=cast.enterprise)
    return {
        "silent_person": silent.pk,
        "paper_consent": paper.pk,
        "erasure": asked.pk,
        "public_photo": shown.pk,
    }


def _binned(cast, today):
    """One of each kind that has been put into the bin."""
    product = registry.register_product(
        by=cast.member, enterprise=cast.enterprise, name_th="กะปิในถังขยะ (ตัวอย่าง)", registered_on=today
    )
    activity = programmes.record_visit(
        by=cast.student, enrolment=cast.enrolment, draft_key=uuid4(), happened_on=today, found="บันทึกในถังขยะ"
    )
    task = programmes.assign_task(
        by=cast.officer,
        enrolment=cast.enrolment,
        title="งานในถังขยะ",
        owner=cast.student.person,
        due_on=today,
        origin=Text("มอบหมายโดยเจ้าหน้าที่", "Given by an officer"),
        key="form-binned-task",
    )
    draft = programmes.start_deliverable(
        by=cast.student,
        enrolment=cast.enrolment,
        kind=DeliverableKind.MARKETING_PLAN,
        title="แผนในถังขยะ",
        summary="ร่างที่ส่งผิด",
    )
    registry.delete_product(by=cast.member, product=product, reason="พิมพ์ซ้ำ")
    programmes.delete_activity(by=cast.student, activity=activity, reason="บันทึกผิดกลุ่ม")
    programmes.delete_task(by=cast.officer, task=task)
    programmes.delete_deliverable(by=cast.student, deliverable=draft)
    return {
        "binned_product": product.pk,
        "binned_activity": activity.pk,
        "binned_task": task.pk,
        "binned_deliverable": draft.pk,
    }


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
