"""A pack from the asking to the handing out, and everything that may stand in its way."""

import shutil
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pypdfium2
import pytest
import time_machine
from django.core.files.storage import default_storage
from django.urls import reverse
from django.utils import timezone

from ruamphon.core.models import AuditEntry, StoredFile
from ruamphon.core.refusals import Impossible, Refused, TooLate
from ruamphon.pathway import actions as pathway
from ruamphon.pathway.enums import EvidenceStatus, Outcome
from ruamphon.people.consent import actions as consent
from ruamphon.people.consent.enums import How, Purpose
from ruamphon.people.models import Grant
from ruamphon.programmes import actions as programmes
from ruamphon.programmes.enums import DeliverableKind, DeliverableState
from ruamphon.programmes.models import Deliverable
from ruamphon.reports import actions, tasks, working
from ruamphon.reports.checking import AS_IN_HISTORY, NOT_IN_HISTORY, UNKNOWN, report
from ruamphon.reports.domain import FILES_NAME, MANIFEST_NAME, PDF_NAME, Verdict, sha256_of, verify
from ruamphon.reports.enums import PackContents, PackState
from ruamphon.reports.models import Pack
from ruamphon.reports.queries import contents_of
from tests.reports.packing import contents as members_of
from tests.reports.packing import packed, pdf, relisted
from tests.world import photo

EVERYTHING = PackContents.SECRETS


def hand_in(cast, code="potential-analysis", name="หลักฐาน.jpg", colour=(60, 120, 110)):
    return pathway.submit_evidence(
        by=cast.student,
        enrolment=cast.enrolment,
        criterion_code=code,
        note="สรุปจากการลงพื้นที่ #1 *สำคัญ* (ตัวอย่าง)",
        happened_on=timezone.localdate(),
        files=[photo(name, colour)],
    )


def visit(cast, number=1):
    return programmes.record_visit(
        by=cast.student,
        enrolment=cast.enrolment,
        draft_key=f"00000000-0000-4000-8000-{number:012}",
        happened_on=timezone.localdate(),
        found="น้ำพริกขายดี",
        people=[cast.member.person],
        photos=[photo("แผง.jpg")],
    )


def deliver(cast, kind, title):
    made = programmes.start_deliverable(
        by=cast.student,
        enrolment=cast.enrolment,
        kind=kind,
        title=title,
        summary="ฉบับแรก",
        file=[photo(f"{title}.jpg")],
    )
    version = made.versions.get()
    for who in ("checked", "accepted"):
        setattr(version, f"{who}_by", cast.adviser.person if who == "checked" else cast.member.person)
        setattr(version, f"{who}_at", timezone.now())
    version.save()
    made.state = DeliverableState.ACCEPTED
    made.save()
    return made


def asked(cast, contents=PackContents.EVIDENCE, *, by=None, stage=None):
    return actions.ask_pack(
        by=by or cast.officer, enrolment=cast.enrolment, contents=contents, stage_number=stage
    )


def made(cast, contents=PackContents.EVIDENCE, **more):
    pack = asked(cast, contents, **more)
    assert working.make(pack.pk) == PackState.READY
    pack.refresh_from_db()
    return pack


def zip_of(pack):
    return Path(default_storage.path(pack.file.path))


def said(content):
    document = pypdfium2.PdfDocument(content)
    words = []
    for number in range(len(document)):
        page = document[number]
        text = page.get_textpage()
        words.append(text.get_text_bounded())
        text.close()
        page.close()
    document.close()
    return "".join("".join(words).split())


def spoil(stored, content=b"spoilt"):
    Path(default_storage.path(stored.path)).write_bytes(content)


def test_a_pack_holds_the_files_and_a_pdf_that_tells_of_them_and_verifies(cast):
    hand_in(cast)
    visit(cast)
    pack = made(cast)
    members = members_of(zip_of(pack))
    today = timezone.localdate().isoformat()
    evidence, trip = cast.enrolment.evidence.get(), cast.enrolment.activities.get()
    assert list(members) == [
        f"evidence/potential-analysis/{evidence.pk}-1.jpg",
        f"visits/{today}-{trip.pk}-1.jpg",
        FILES_NAME,
        PDF_NAME,
        "README.txt",
        MANIFEST_NAME,
    ]
    checked = verify(zip_of(pack))
    assert (checked.verdict, checked.findings, checked.pack) == (Verdict.INTACT, (), str(pack.key))
    assert (checked.manifest_sha256, checked.files_sha256) == (pack.manifest_sha256, pack.files_sha256)
    told = said(members[PDF_NAME])
    for word in (
        "วิสาหกิจชุมชนครัวตัวอย่าง",
        "CE-90001",
        "รุ่น1/2569",
        "ผลวิเคราะห์ศักยภาพเบื้องต้นของกลุ่ม",
        "สรุปจากการลงพื้นที่#1*สำคัญ*(ตัวอย่าง)",
        "ศิรินักศึกษา",
        "น้ำพริกขายดี",
        "ผู้เข้าร่วม1คน",
        pack.files_sha256,
    ):
        assert word in told, word
    assert "มาลี" not in told  # who came is a number


def test_the_audit_holds_the_seals_and_who_asked(cast):
    hand_in(cast)
    pack = made(cast)
    rows = {row.action: row for row in AuditEntry.objects.of(pack)}
    assert set(rows) == {"ask_pack", "finish_pack"}
    assert rows["ask_pack"].person_id == cast.officer.person_id
    sealed = rows["finish_pack"]
    assert (sealed.person_id, sealed.on_behalf_of_id) == (None, cast.officer.person_id)
    assert sealed.scope_id == cast.enterprise.scope_id
    assert sealed.changes == {
        "manifest_sha256": ["", pack.manifest_sha256],
        "files_sha256": ["", pack.files_sha256],
        "zip_sha256": ["", sha256_of(zip_of(pack).read_bytes())],
        "size": [None, zip_of(pack).stat().st_size],
    }


def test_a_reviewed_piece_a_sign_off_and_a_decision_are_told_with_the_records_hash(cast):
    piece = hand_in(cast)
    pathway.review_evidence(
        by=cast.adviser,
        evidence=piece,
        verdict=EvidenceStatus.ACCEPTED,
        note="ครบถ้วนดี",
        revision=piece.revision,
    )
    pathway.sign_off(
        by=cast.member, enrolment=cast.enrolment, criterion_code="group-ready", statement="พวกเราพร้อม"
    )
    gate = pathway.propose_gate(
        by=cast.officer, enrolment=cast.enrolment, stage_number=1, outcome=Outcome.NOT_YET, reason="รอสมาชิก"
    )
    gate = pathway.decide_gate(
        by=cast.officer2, gate=gate, outcome=Outcome.NOT_YET, reason="เห็นด้วย ให้รอ", conditions=[]
    )
    pack = made(cast, stage=1)
    told = said(members_of(zip_of(pack))[PDF_NAME])
    for word in ("อาจารย์อรุณ", "“ครบถ้วนดี”", "“พวกเราพร้อม”", "มาลีประธานกลุ่ม", "รอสมาชิก", "เห็นด้วยให้รอ"):
        assert word in told, word
    assert gate.record_sha256 in told
    assert "คำนวณซ้ำได้ผลเดิม" in told
    assert "ขั้นที่2" not in told  # one stage was asked for


def test_secrets_and_deliverables_are_for_those_who_may_read_them(cast):
    plan = deliver(cast, DeliverableKind.MARKETING_PLAN, "แผนขายออนไลน์")
    cost = deliver(cast, DeliverableKind.COST_SHEET, "ต้นทุนต่อกระปุก")
    today = timezone.localdate()
    held = {
        level: [one.path for one in contents_of(cast.enrolment, level, on=today).files]
        for level in PackContents
    }
    open_work, secret_work = f"deliverables/{plan.pk}-v1.jpg", f"deliverables/{cost.pk}-v1.jpg"
    assert held == {
        PackContents.EVIDENCE: [],
        PackContents.DELIVERABLES: [open_work],
        PackContents.SECRETS: [open_work, secret_work],
    }
    told = said(members_of(zip_of(made(cast, by=cast.observer)))[PDF_NAME])
    assert "ไม่รวมสูตรและต้นทุน" in told
    assert "ไม่รวมผลงานของทีม" in told
    assert "ต้นทุนต่อกระปุก" not in told
    for level in (PackContents.DELIVERABLES, PackContents.SECRETS):
        with pytest.raises(Refused):
            asked(cast, level, by=cast.observer)


def test_who_may_open_a_pack_follows_from_what_is_inside(cast):
    hand_in(cast)
    packs = {level: made(cast, level) for level in PackContents}
    everyone = [*cast.accounts]
    seen = {
        level: {name for name in everyone if Pack.objects.visible_to(cast.accounts[name]).filter(pk=pack.pk)}
        for level, pack in packs.items()
    }
    of_a = {"manager", "officer", "officer2", "observer", "facilitator", "member", "student", "adviser"}
    readers = {"manager", "officer", "officer2", "member", "student", "adviser"}
    assert seen == {
        PackContents.EVIDENCE: of_a | {"mentor", "expert"},
        PackContents.DELIVERABLES: readers,
        PackContents.SECRETS: readers,
    }


def test_a_missing_file_is_refused_by_name_with_the_fix_before_anything_is_queued(cast):
    piece = hand_in(cast, name="ใบรับรอง.jpg")
    Path(default_storage.path(piece.files.get().file.path)).unlink()
    with pytest.raises(Impossible) as refused:
        asked(cast)
    assert "ใบรับรอง.jpg" in refused.value.reason.th
    assert "กู้คืนจากชุดสำรอง" in refused.value.reason.th
    assert not Pack.objects.exists()


def test_a_damaged_file_stops_the_making_by_name(cast):
    piece = hand_in(cast, name="ใบรับรอง.jpg")
    pack = asked(cast)
    spoil(piece.files.get().file)
    assert working.make(pack.pk) == PackState.FAILED
    pack.refresh_from_db()
    assert "“ใบรับรอง.jpg”" in pack.problem_th
    assert "ไม่เหมือนตอนที่เก็บไว้" in pack.problem_th
    assert "is not as it was when it was stored" in pack.problem_en
    assert pack.file is None


def test_what_was_binned_after_asking_stops_the_making_by_name(cast):
    trip = visit(cast)
    pack = asked(cast)
    programmes.delete_activity(by=cast.student, activity=trip, reason="ผิดกลุ่ม")
    assert working.make(pack.pk) == PackState.FAILED
    pack.refresh_from_db()
    assert "แผง.jpg" in pack.problem_th
    assert "ถังขยะ" in pack.problem_th
    programmes.bring_back_activity(by=cast.student, activity=trip)
    assert made(cast).total == 1


def test_an_accepted_deliverable_in_the_bin_is_refused_by_name(cast):
    work = deliver(cast, DeliverableKind.MARKETING_PLAN, "แผนขายออนไลน์")
    Deliverable.objects.filter(pk=work.pk).update(binned_at=timezone.now())
    with pytest.raises(Impossible) as refused:
        asked(cast, PackContents.DELIVERABLES)
    assert "แผนขายออนไลน์" in refused.value.reason.th
    assert made(cast).state == PackState.READY  # without deliverables nothing is missing


def test_a_file_that_a_decision_rests_on_must_still_be_there(cast):
    piece = hand_in(cast)
    gate = pathway.propose_gate(
        by=cast.officer, enrolment=cast.enrolment, stage_number=1, outcome=Outcome.NOT_YET, reason="รอ"
    )
    pathway.decide_gate(by=cast.officer2, gate=gate, outcome=Outcome.NOT_YET, reason="รอ", conditions=[])
    made(cast)
    piece.files.all().delete()
    with pytest.raises(Impossible) as refused:
        asked(cast)
    assert "ใช้ตัดสินขั้นที่ 1" in refused.value.reason.th


def tagged(cast, trip):
    shot = trip.photos.get()
    consent.give_consent(
        by=cast.member,
        person=cast.member.person,
        purpose=Purpose.PUBLIC_PHOTO,
        version=1,
        how=How.PLATFORM,
    )
    programmes.name_people_in_photo(by=cast.officer, photo=shot, people=[cast.member.person])
    return shot


def take_back(cast):
    given = cast.member.person.consents.standing(Purpose.PUBLIC_PHOTO).get()
    given.withdrawn_at, given.withdrawn_by = timezone.now(), cast.member.person
    given.withdrawn_how = How.PLATFORM
    given.save()


def test_a_photo_is_left_out_once_somebody_in_it_takes_consent_back_and_the_pack_says_so(cast):
    trip = visit(cast)
    tagged(cast, trip)
    before = made(cast)
    assert before.total == 1
    take_back(cast)
    with pytest.raises(TooLate):
        actions.hand_out_pack(by=cast.officer, pack=before)
    after = made(cast)
    assert after.total == 0
    assert "กันไว้1รูปเพราะคนในรูปถอนความยินยอมแล้ว" in said(members_of(zip_of(after))[PDF_NAME])
    assert actions.hand_out_pack(by=cast.officer, pack=after) == after


def test_consent_taken_back_while_it_waits_is_no_failure(cast):
    tagged(cast, visit(cast))
    pack = asked(cast)
    take_back(cast)
    assert working.make(pack.pk) == PackState.READY


def test_files_of_withdrawn_evidence_stay_out_and_the_pack_says_so(cast):
    piece = hand_in(cast)
    pathway.withdraw_evidence(by=cast.student, evidence=piece, reason="ผิดรูป")
    pack = made(cast)
    told = said(members_of(zip_of(pack))[PDF_NAME])
    assert pack.total == 0
    assert "ไม่รวมไฟล์ของหลักฐานที่ถอนแล้ว1ชิ้น" in told
    assert "ถอนเพราะผิดรูป" in told


def test_one_at_a_time_for_each_person(cast):
    asked(cast)
    with pytest.raises(Impossible):
        asked(cast)
    assert asked(cast, by=cast.member).state == PackState.WAITING


def test_a_stage_that_is_not_there_is_refused_at_its_field(cast):
    with pytest.raises(Impossible) as refused:
        asked(cast, stage=9)
    assert refused.value.field == "stage"


def test_cancelling_stops_the_worker_in_the_middle(cast, monkeypatch):
    hand_in(cast)
    visit(cast)
    pack = asked(cast)
    renew = working._renew

    def cancelled_after_one(pack, **values):
        renew(pack, **values)
        if values.get("done") == 1:
            actions.cancel_pack(by=cast.officer2, pack=pack)

    monkeypatch.setattr(working, "_renew", cancelled_after_one)
    kept = StoredFile.objects.count()
    assert working.make(pack.pk) == PackState.CANCELLED
    pack.refresh_from_db()
    assert (pack.done, pack.total, pack.file) == (1, 2, None)
    assert StoredFile.objects.count() == kept
    with pytest.raises(TooLate):
        actions.cancel_pack(by=cast.officer, pack=pack)


def test_only_who_asked_or_an_officer_cancels(cast):
    pack = asked(cast)
    for name in ("member", "observer", "mentor"):
        with pytest.raises(Refused):
            actions.cancel_pack(by=cast.accounts[name], pack=pack)
    assert actions.cancel_pack(by=cast.officer2, pack=pack).state == PackState.CANCELLED


def test_access_that_ended_while_it_waited_stops_the_making(cast):
    pack = asked(cast)
    Grant.objects.filter(person=cast.officer.person).update(valid_until=timezone.now() - timedelta(seconds=1))
    assert working.make(pack.pk) == PackState.FAILED
    pack.refresh_from_db()
    assert "ยังไม่มีสิทธิ์" in pack.problem_th


def test_two_workers_make_it_once(cast):
    pack = asked(cast)
    now = timezone.now()
    assert working.claim(pack.pk, now).pk == pack.pk
    assert working.claim(pack.pk, now) is None


def test_a_silent_workers_pack_is_made_by_the_next_and_given_up_after_three(cast):
    pack = asked(cast)
    for tries in (1, 2, 3):
        lost = working.claim(pack.pk, timezone.now() - timedelta(hours=1))
        assert lost.tries == tries
        working.reclaim(timezone.now())
    pack.refresh_from_db()
    assert pack.state == PackState.FAILED
    assert "หยุดกลางคันหลายครั้ง" in pack.problem_th
    again = asked(cast)
    slow = working.claim(again.pk, timezone.now() - timedelta(hours=1))
    tasks.wake_if_left()
    again.refresh_from_db()
    assert again.state == PackState.READY
    with pytest.raises(working.Stopped):
        working._renew(slow, done=1)


def test_something_unexpected_is_told_and_raised(cast, monkeypatch):
    pack = asked(cast)
    monkeypatch.setattr(working, "contents_for", lambda *_, **__: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        working.make(pack.pk)
    pack.refresh_from_db()
    assert pack.state == PackState.FAILED
    assert str(pack.key)[:8] in pack.problem_th


def test_the_file_goes_after_thirty_days_and_the_seals_stay(cast, django_capture_on_commit_callbacks):
    hand_in(cast)
    pack = made(cast)
    copy = zip_of(pack).read_bytes()
    with time_machine.travel(pack.finished_at + timedelta(days=29, hours=23), tick=False):
        assert tasks.expire_packs.func() == 0
    with (
        time_machine.travel(pack.finished_at + timedelta(days=30, seconds=1), tick=False),
        django_capture_on_commit_callbacks(execute=True),
    ):
        assert tasks.expire_packs.func() == 1
    gone = pack.file.path
    pack.refresh_from_db()
    assert (pack.state, pack.file) == (PackState.EXPIRED, None)
    assert not default_storage.exists(gone)
    assert pack.files_sha256
    assert len(copy) == pack.size
    with pytest.raises(TooLate):
        actions.hand_out_pack(by=cast.officer, pack=pack)


def test_packs_that_name_an_erased_person_go_at_once(cast):
    hand_in(cast)
    pack = made(cast)
    assert cast.student.person_id in pack.people
    assert actions.drop_packs_of_person(by=cast.manager, person=cast.observer.person) == 0
    assert actions.drop_packs_of_person(by=cast.manager, person=cast.student.person) == 1
    pack.refresh_from_db()
    assert pack.state == PackState.EXPIRED


def test_the_command_compares_with_the_history(cast, tmp_path):
    hand_in(cast)
    pack = made(cast)
    path = tmp_path / "pack.zip"
    shutil.copy(zip_of(pack), path)
    code, lines = report(path)
    assert code == 0
    assert f"  • {AS_IN_HISTORY.th} / {AS_IN_HISTORY.en}" in lines
    assert f"  manifest.json SHA-256 {pack.manifest_sha256}" in lines
    members = members_of(path)
    name = next(iter(members))
    spoilt = relisted({**members, name: b"another photo"}, FILES_NAME)
    forged = relisted({**spoilt, PDF_NAME: pdf(sha256_of(spoilt[FILES_NAME]))}, MANIFEST_NAME)
    assert verify(packed(path, forged)).verdict is Verdict.INTACT  # alone, it cannot know
    code, lines = report(path)
    assert code == 1
    assert any(NOT_IN_HISTORY.th in line for line in lines)
    Pack.objects.all().delete()
    code, lines = report(path)
    assert code == 0
    assert f"  • {UNKNOWN.th} / {UNKNOWN.en}" in lines


def test_the_pages_take_an_officer_from_the_roadmap_to_the_zip(
    cast, client, django_capture_on_commit_callbacks
):
    hand_in(cast)
    client.force_login(cast.officer)
    roadmap = client.get(reverse("pathway:roadmap", args=[cast.enrolment.pk]))
    assert reverse("reports:packs", args=[cast.enrolment.pk]) in roadmap.content.decode()
    new = reverse("reports:pack-new", args=[cast.enrolment.pk])
    assert client.post(new, {"contents": "everything"}).status_code == 200
    assert client.post(new, {"contents": "evidence", "stage": "9"}).status_code == 200
    assert not Pack.objects.exists()
    response = client.post(new, {"contents": "evidence", "stage": ""})
    pack = Pack.objects.get()
    assert response.url == pack.get_absolute_url()
    waiting = client.get(pack.get_absolute_url()).content.decode()
    assert "รอคิวจัดทำ" in waiting
    assert 'hx-trigger="every 2s"' in waiting
    assert client.get(reverse("reports:pack-file", args=[pack.pk])).url == pack.get_absolute_url()
    working.make(pack.pk)
    fragment = client.get(pack.get_absolute_url(), headers={"HX-Request": "true"}).content.decode()
    assert fragment.strip().startswith('<div id="pack-state"')
    assert "hx-get" not in fragment
    taken = client.get(reverse("reports:pack-file", args=[pack.pk]))
    assert taken["Content-Type"] == "application/zip"
    assert taken["Cache-Control"] == "private, no-store"
    content = b"".join(taken.streaming_content)
    with ZipFile(BytesIO(content)) as opened:
        assert opened.testzip() is None
    assert AuditEntry.objects.of(pack).filter(action="hand_out_pack").count() == 1
    pack.refresh_from_db()
    Path(default_storage.path(pack.file.path)).unlink()
    assert client.get(reverse("reports:pack-file", args=[pack.pk])).url == pack.get_absolute_url()


def test_asking_queues_the_making(cast, client, django_capture_on_commit_callbacks):
    hand_in(cast)
    client.force_login(cast.officer)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("reports:pack-new", args=[cast.enrolment.pk]), {"contents": "evidence"})
    assert Pack.objects.get().state == PackState.READY


def test_the_list_asks_the_same_for_few_and_many(cast, client, django_assert_num_queries):
    url = reverse("reports:packs", args=[cast.enrolment.pk])
    client.force_login(cast.observer)

    def fill(number):
        Pack.objects.bulk_create(
            Pack(
                enrolment=cast.enrolment,
                asked_by=cast.officer.person,
                state=PackState.CANCELLED,
                stage_number=at % 4 + 1,
            )
            for at in range(number)
        )

    fill(2)
    client.get(url)
    with django_assert_num_queries(6):
        few = client.get(url)
    fill(43)
    with django_assert_num_queries(6):
        many = client.get(url)
    assert (len(few.context["rows"]), len(many.context["rows"])) == (2, 20)
    rest = client.get(url, {"before": many.context["older"]})
    assert rest.context["rows"][0]["pack"].pk == many.context["rows"][-1]["pack"].pk - 1
    assert client.get(url, {"before": "9" * 40}).status_code == 200


def test_a_demo_programme_is_marked_on_the_pack(cast):
    cast.programme.is_demo = True
    cast.programme.save()
    assert "ข้อมูลตัวอย่าง" in said(members_of(zip_of(made(cast)))[PDF_NAME])


def test_every_state_has_its_moves():
    from ruamphon.reports.states import PACK_MOVES, UNDER_WAY  # noqa: PLC0415

    assert set(PACK_MOVES) == set(PackState)
    assert set(UNDER_WAY) == {state for state, after in PACK_MOVES.items() if PackState.CANCELLED in after}
