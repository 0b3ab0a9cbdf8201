"""Erasing: nothing personal left in any table, and the history still reads."""

import json
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.core.files.storage import default_storage
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from ruamphon.core.models import AuditEntry, Source
from ruamphon.core.refusals import Impossible, Refused
from ruamphon.home.data_rights import actions, rules
from ruamphon.home.data_rights.reasons import must_stay, stays
from ruamphon.people import actions as people
from ruamphon.people.consent import actions as consent
from ruamphon.people.consent.enums import How, Purpose
from ruamphon.people.enums import Role
from ruamphon.people.models import ERASED, Account, ErasureRequest, Grant, Person
from ruamphon.programmes import actions as programmes
from ruamphon.programmes.models import ActivityPhoto, Agreement, PublicPhoto, Task
from ruamphon.registry.models import Enterprise, Office
from ruamphon.registry.rules import can_correct_person
from tests import cast as cast_module
from tests.test_url_walk import DECLARED, address
from tests.world import photo

NAME_TH, NAME_EN, NICKNAME = "ชนกนันท์ ลบหมดจด", "Chanoknan Erasewell", "หมวยลบเกลี้ยง"
PHONE, EMAIL, USERNAME = "0819998877", "chanoknan@example.org", "chanoknan-erase"
VALUES = (NAME_TH, NAME_EN, NICKNAME, PHONE, "081-999-8877", EMAIL, USERNAME, "ชนกนันท์")


@pytest.fixture
def subject(world):
    """The chair of group A, with data of theirs in every place that takes words."""
    cast = world.cast
    account, person = cast.member, cast.member.person
    person.name_th, person.name_en, person.nickname = NAME_TH, NAME_EN, NICKNAME
    person.phone, person.email = PHONE, EMAIL
    person.save()
    account.username, account.email, account.phone = USERNAME, EMAIL, PHONE
    account.save()
    consent.give_consent(
        by=cast.officer,
        person=person,
        purpose=Purpose.CONTACT,
        version=1,
        how=How.PAPER,
        evidence=photo(f"ใบของ {NAME_TH}.jpg"),
    )
    people.make_link(by=cast.officer, person=person)
    programmes.assign_task(
        by=cast.officer,
        enrolment=cast.enrolment,
        title=f"โทรหา {NAME_TH} ที่ {PHONE} หรือ 081-999-8877",
        owner=cast.student.person,
        due_on=timezone.localdate() + timedelta(days=3),
        origin=consent.NOT_GIVEN,
        origin_url="",
        key="erase-me",
    )
    programmes.comment_on_deliverable(
        by=cast.adviser,
        deliverable=cast.enrolment.deliverables.get(pk=world.deliverable),
        text=f"ถาม {NAME_EN} ({EMAIL}) ก่อน",
    )
    Client().force_login(account)
    return person


def asked(world, subject):
    return consent.ask_erasure(by=world.cast.officer, person=subject, how=How.VOICE)


def as_json(value):
    """As SQLite keeps it in a JSON column, and as `str` of a row shows that."""
    return json.dumps(value)[1:-1].replace("\\", "\\\\")


SEARCH_INDEX = {"search_people_person"}
"""A table of SQLite's; on PostgreSQL the index is none that could be read."""


def left_in_tables():
    """(table, value) for every value of the person in any column of any table."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608 — the database's own names
            words = "\n".join(str(row) for row in cursor.fetchall())
            found += [(table, value) for value in VALUES if value in words or as_json(value) in words]
    return found


def test_nothing_personal_is_left_in_any_table(world, subject, django_capture_on_commit_callbacks):
    paper = subject.consents.get(evidence__isnull=False).evidence.path
    assert {table for table, _ in left_in_tables()} - SEARCH_INDEX == {
        "core_auditentry",  # the task's title stands in its row
        "people_message",  # which tells of the task
        "people_person",
        "people_account",
        "core_storedfile",
        "programmes_task",
        "programmes_deliverablecomment",
    }
    with django_capture_on_commit_callbacks(execute=True):
        actions.erase_everywhere(by=world.cast.manager, request=asked(world, subject), reason="ขอเอง ตรวจแล้ว")
    assert left_in_tables() == []
    assert not default_storage.exists(paper)
    assert str(Task.objects.get(key="erase-me").title).startswith("โทรหา (ลบข้อมูลแล้ว) ที่ (ลบ)")


def test_the_person_is_a_placeholder_without_account_access_session_or_photo(world, subject):
    account_pk = subject.account.pk
    picture = ActivityPhoto.objects.get(pk=world.visit_photo)
    actions.erase_everywhere(by=world.cast.manager, request=asked(world, subject), reason="ขอเอง")
    person = Person.objects.get(pk=subject.pk)
    assert (person.name_th, person.name_en, person.nickname) == ("(ลบข้อมูลแล้ว)", "(erased)", "")
    assert (person.phone, person.email, person.search_text) == ("", "", "")
    assert person.erased_at is not None
    assert not Account.objects.filter(pk=account_pk).exists()
    assert not Grant.objects.not_over().filter(person=person).exists()
    assert not person.invitations.exists()
    assert not person.photos.exists()
    assert not person.consents.standing().exists()
    assert not PublicPhoto.objects.filter(photo=picture).exists()
    assert [
        row for row in Session.objects.all() if row.get_decoded().get("_auth_user_id") == str(account_pk)
    ] == []


def test_the_sessions_of_others_stay(world, subject, client):
    client.force_login(world.cast.student)
    actions.erase_everywhere(by=world.cast.manager, request=asked(world, subject), reason="ขอเอง")
    assert client.get(reverse("people:account")).status_code == 200


def test_the_history_still_reads_and_every_page_still_opens(world, subject, client):
    actions.erase_everywhere(by=world.cast.manager, request=asked(world, subject), reason="ขอเอง")
    client.force_login(world.cast.officer2)
    history = client.get(reverse("pathway:sign-off-history", args=[world.sign_off])).text
    assert ERASED.th in history
    assert "ลงนามรับรอง" in history
    gone = {"home:person-consents", "showcase:photo", "reports:pack-file"}
    for name, page in DECLARED.items():
        if "officer2" in page.who and not page.post and name not in gone:
            response = client.get(address(name, page, world))
            assert (name, response.status_code) == (name, page.opens)


def test_the_audit_says_that_and_why_without_values(world, subject):
    actions.erase_everywhere(
        by=world.cast.manager, request=asked(world, subject), reason="ขอเองเป็นลายลักษณ์อักษร"
    )
    entry = AuditEntry.objects.get(action="erase_person")
    assert (entry.person_id, entry.record_type, entry.record_id) == (
        world.cast.manager.person_id,
        "people.person",
        subject.pk,
    )
    assert (entry.changes, entry.reason) == ({"state": ["asked", "done"]}, "ขอเองเป็นลายลักษณ์อักษร")


def test_the_words_of_the_history_lose_the_name_and_nothing_else_and_are_written_once_again(world, subject):
    before = next(row for row in AuditEntry.objects.all() if NAME_TH in str(row.changes))
    others = list(AuditEntry.objects.exclude(pk=before.pk).order_by("pk").values())
    actions.erase_everywhere(by=world.cast.manager, request=asked(world, subject), reason="ขอเอง")
    after = AuditEntry.objects.get(pk=before.pk)
    assert after.changes == {**before.changes, "title": [None, Task.objects.get(key="erase-me").title]}
    assert (after.at, after.person_id, after.record_id) == (before.at, before.person_id, before.record_id)
    assert (
        list(AuditEntry.objects.filter(pk__in=[row["id"] for row in others]).order_by("pk").values())
        == others
    )
    with pytest.raises(DatabaseError, match="written once"), transaction.atomic():
        AuditEntry.objects.filter(pk=after.pk).update(reason="x")


def test_a_namesake_and_a_group_with_the_name_keep_theirs(world, subject):
    namesake = cast_module.person(NAME_TH)
    Enterprise.objects.filter(pk=world.enterprise).update(name_th=f"กลุ่ม {NAME_TH}")
    actions.erase_everywhere(by=world.cast.manager, request=asked(world, subject), reason="ขอเอง")
    namesake.refresh_from_db()
    assert namesake.name_th == NAME_TH
    assert Enterprise.objects.get(pk=world.enterprise).name_th == f"กลุ่ม {NAME_TH}"


def test_a_short_name_is_not_cut_out_of_other_words(world, subject):
    subject.name_th, subject.name_en = "ศรี", ""
    subject.save()
    task = Task.objects.get(key="form-sample-task")
    task.title = "ส่งสมศรีนวล"
    task.save()
    actions.erase_everywhere(by=world.cast.manager, request=asked(world, subject), reason="ขอเอง")
    task.refresh_from_db()
    assert task.title == "ส่งสมศรีนวล"


def test_what_must_stay_is_said_and_stops_it(world, subject):
    source = Source.objects.create(code="paper", title_th="ข่าวตัวอย่าง", title_en="Sample news")
    assert must_stay(subject) == []
    Office.objects.create(
        organisation=world.cast.university, person=subject, title_th="อธิการ", title_en="Rector", source=source
    )
    Agreement.objects.create(programme=world.cast.programme, title_th="บันทึกตัวอย่าง", witness=subject)
    reasons = must_stay(subject)
    assert [("ข่าวตัวอย่าง" in one.th, "บันทึกตัวอย่าง" in one.th) for one in reasons] == [
        (True, False),
        (False, True),
    ]
    request = asked(world, subject)
    with pytest.raises(Impossible) as problem:
        actions.erase_everywhere(by=world.cast.manager, request=request, reason="ขอเอง")
    assert problem.value.reason == actions.MUST_STAY
    subject.refresh_from_db()
    assert subject.name_th == NAME_TH


def test_what_stays_without_the_name_is_counted(world, subject):
    counts = {one.title.th: one.count for one in stays(subject)}
    assert (counts["กลุ่มที่เป็นสมาชิก"], counts["การลงนามรับรอง"]) == (1, 1)
    assert "บัญชีที่ใช้เข้าสู่ระบบ" not in counts


def test_nobody_decides_their_own_nor_over_a_programme_they_do_not_manage(world, subject):
    own = consent.ask_erasure(by=world.cast.manager, person=world.cast.manager.person, how=How.PLATFORM)
    with pytest.raises(Refused) as refusal:
        rules.check_can_decide_erasure(world.cast.manager, own)
    assert refusal.value.reason == rules.NOT_YOURSELF
    elsewhere = people.make_scope(kind="programme", label_th="อีกโครงการ")
    people.give_grant(by=None, person=subject, role=Role.OBSERVER, scope=elsewhere)
    with pytest.raises(Refused) as refusal:
        actions.erase_everywhere(by=world.cast.manager, request=asked(world, subject), reason="ขอเอง")
    assert refusal.value.reason == rules.ALSO_ELSEWHERE


def test_an_erased_person_is_not_erased_again_nor_renamed(world, subject):
    request = asked(world, subject)
    actions.erase_everywhere(by=world.cast.manager, request=request, reason="ขอเอง")
    request.refresh_from_db()
    with pytest.raises(Impossible):
        actions.erase_everywhere(by=world.cast.manager, request=request, reason="ขอเอง")
    assert not can_correct_person(world.cast.officer, subject.memberships.get())
    assert ErasureRequest.objects.get(pk=request.pk).state == "done"
