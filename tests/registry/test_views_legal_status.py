"""Pages of the legal status: who sees what, what is warned of, what is refused with which sentence."""

from datetime import date, timedelta

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from ruamphon.people.enums import Permission, Role
from ruamphon.people.permissions import ROLE_PERMISSIONS
from ruamphon.registry import actions
from ruamphon.registry.enums import LegalState
from ruamphon.registry.models import Enterprise, LegalStatus, Membership, NeedNote
from tests import cast as cast_module
from tests.home import filling
from tests.world import photo

NUMBER = "7-21-01-06/1-0001"


def url(name, *args):
    return reverse(f"registry:{name}", args=args)


def record(cast, state=LegalState.REGISTERED, since_on=date(2025, 3, 1), group=None, **fields):
    return actions.record_legal_status(
        by=cast.officer, enterprise=group or cast.enterprise, state=state, since_on=since_on, **fields
    )


def see(client, who, name, *args, language="th", follow=False):
    client.force_login(who)
    return client.get(url(name, *args), headers={"accept-language": language}, follow=follow)


def text(response):
    return response.content.decode()


def told(response):
    return [str(message) for message in response.context["messages"]]


# The record page and the page of entries --------------------------------------------------------------------


def test_without_an_entry_nothing_is_claimed(cast, client):
    for name in ("enterprise", "legal-status"):
        page = text(see(client, cast.member, name, cast.enterprise.pk))
        assert "ยังไม่มีใครบันทึกสถานะตามทะเบียนวิสาหกิจชุมชน" in page
        assert "จดทะเบียนแล้ว" not in page


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("th", ("ขาดต่อทะเบียน", "ยังไม่มีบันทึกการต่อทะเบียนของปีนี้")),
        ("en", ("Lapsed", "No renewal is recorded for this year.")),
    ],
)
def test_the_status_of_the_day_is_shown_in_both_languages(cast, client, language, words):
    record(cast, number=NUMBER)
    with time_machine.travel("2026-02-01T12:00+07:00", tick=False):
        cast_module.grant(cast.stranger, Role.FACILITATOR, cast.enterprise.scope)
        for name in ("enterprise", "legal-status"):
            page = text(see(client, cast.stranger, name, cast.enterprise.pk, language=language))
            assert [word in page for word in (*words, NUMBER)] == [True] * 3


def test_a_corrected_entry_stays_readable_with_who_and_why(cast, client):
    wrong = record(cast, number="7-21-01-06/1-0002", certificate=[photo()])
    actions.correct_legal_status(
        by=cast.member,
        entry=wrong,
        reason="เลขผิดหนึ่งตัว",
        state=LegalState.REGISTERED,
        since_on=date(2025, 3, 1),
        number=NUMBER,
    )
    page = text(see(client, cast.officer, "legal-status", cast.enterprise.pk))
    for word in ("7-21-01-06/1-0002", NUMBER, "แก้เป็นรายการอื่นแล้ว", "เลขผิดหนึ่งตัว", "มาลี ประธานกลุ่ม"):
        assert word in page
    assert url("legal-status-correct", wrong.pk) not in page
    assert client.get(url("legal-status-correct", wrong.pk)).status_code == 403


@pytest.mark.parametrize(
    ("who", "status"), [("officer", 200), ("mentor", 200), ("observer", 403), ("other_member", 404)]
)
def test_who_opens_the_certificate(cast, client, who, status):
    made = record(cast, certificate=[photo("ใบทะเบียน.jpg")])
    response = see(client, cast.accounts[who], "legal-status-file", made.pk)
    assert response.status_code == status
    link = url("legal-status-file", made.pk)
    if status != 404:
        assert (link in text(see(client, cast.accounts[who], "legal-status", cast.enterprise.pk))) == (
            status == 200
        )
    if status == 200:
        assert b"".join(response.streaming_content)[:3] == b"\xff\xd8\xff"


def test_an_entry_without_a_file_has_none_to_open(cast, client):
    assert see(client, cast.officer, "legal-status-file", record(cast).pk).status_code == 404


def test_the_page_asks_the_same_for_twelve_entries_as_for_two(cast, client, django_assert_num_queries):
    for year in (2020, 2021):
        record(cast, LegalState.RENEWED, date(year, 1, 5), for_year=year)
    see(client, cast.officer, "legal-status", cast.enterprise.pk)
    with CaptureQueriesContext(connection) as few:
        client.get(url("legal-status", cast.enterprise.pk))
    for day in range(6, 16):
        record(cast, LegalState.RENEWED, date(2022, 1, day), for_year=2022)
    with django_assert_num_queries(len(few)):
        assert text(client.get(url("legal-status", cast.enterprise.pk))).count("card-name") == 13


# Recording --------------------------------------------------------------------------------------------------


def send(client, who, name, *args, **data):
    client.force_login(who)
    return client.post(url(name, *args), data, follow=True)


def test_recording_by_form_in_thai_with_a_photo(cast, client):
    picture = SimpleUploadedFile("ใบ.jpg", photo().checked.content, "image/jpeg")
    response = send(
        client,
        cast.member,
        "legal-status-new",
        cast.enterprise.pk,
        state="renewed",
        since_on="12 ม.ค. 2569",
        for_year="2026",
        number="๗-๒๑-๐๑-๐๖/๑-๐๐๐๑",
        certificate=picture,
    )
    assert response.redirect_chain == [(url("legal-status", cast.enterprise.pk), 302)]
    assert told(response) == ["บันทึกสถานะแล้ว: ต่อทะเบียนแล้ว"]
    made = LegalStatus.objects.get()
    assert (made.since_on, made.for_year, made.number) == (date(2026, 1, 12), 2026, NUMBER)
    assert made.file.name == "ใบ.jpg"


def test_an_unusual_number_is_kept_with_a_warning(cast, client):
    response = send(
        client,
        cast.officer,
        "legal-status-new",
        cast.enterprise.pk,
        state="registered",
        since_on="1 มี.ค. 2568",
        number="รย. 15",
    )
    assert LegalStatus.objects.get().number == "รย.15"
    assert told(response)[0] == "เก็บเลข รย.15 ไว้แล้ว แต่ไม่เหมือนแบบ 7-21-01-06/1-0001 ตรวจกับใบทะเบียนอีกครั้ง"


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"state": ""}, "กรุณาเลือกหนึ่งข้อจากรายการ"),
        ({"state": "gone"}, "กรุณาเลือกหนึ่งข้อจากรายการ"),
        ({"since_on": ""}, "กรุณาใส่วันที่ เช่น"),
        ({"since_on": "1 ม.ค. 2573"}, "อยู่นอกช่วงที่ใส่ได้"),
        ({"state": "renewed"}, "เลือกปีที่ต่อทะเบียน"),
        ({"state": "renewed", "for_year": "2015"}, "ห่างกันเกินไป"),
        ({"state": "renewed", "for_year": "1900"}, "กรุณาเลือกหนึ่งข้อจากรายการ"),
        ({"number": "9" * 41}, "ตัวอักษร"),
    ],
)
def test_bad_input_is_a_sentence_and_keeps_what_was_typed(cast, client, changed, sentence):
    good = {"state": "registered", "since_on": "1 มี.ค. 2568", "note": "จากเกษตรอำเภอ"}
    page = text(send(client, cast.officer, "legal-status-new", cast.enterprise.pk, **(good | changed)))
    assert sentence in page
    assert "จากเกษตรอำเภอ" in page
    assert LegalStatus.objects.count() == 0


def test_a_file_that_is_none_is_refused(cast, client):
    page = send(
        client,
        cast.officer,
        "legal-status-new",
        cast.enterprise.pk,
        state="registered",
        since_on="1 มี.ค. 2568",
        certificate=SimpleUploadedFile("ใบ.pdf", b"not a pdf", "application/pdf"),
    )
    assert 'id="id_certificate_error"' in text(page)
    assert LegalStatus.objects.count() == 0


# Double numbers ---------------------------------------------------------------------------------------------


def test_a_double_number_names_the_other_group_only_to_those_who_may_see_it(cast, client):
    record(cast, group=cast.other_enterprise, number="7 21 01 06 1 0001")
    record(cast, number=NUMBER)
    seen = text(see(client, cast.officer, "enterprise", cast.enterprise.pk))
    assert "ซ้ำกับ วิสาหกิจชุมชนสวนตัวอย่าง (CE-90002)" in seen
    hidden = text(see(client, cast.member, "enterprise", cast.enterprise.pk))
    assert "มีกลุ่มอื่นใช้อยู่ด้วย" in hidden
    assert "สวนตัวอย่าง" not in hidden
    response = send(
        client,
        cast.member,
        "legal-status-new",
        cast.enterprise.pk,
        state="registered",
        since_on="1 มี.ค. 2568",
        number=NUMBER,
    )
    assert f"เลขทะเบียน {NUMBER} มีกลุ่มอื่นใช้อยู่ด้วย ตรวจกับใบทะเบียนอีกครั้ง" in told(response)


def test_ones_own_older_entry_and_a_voided_one_are_no_double(cast, client):
    twin = record(cast, group=cast.other_enterprise, number=NUMBER)
    actions.void_legal_status(by=cast.officer, entry=twin, reason="ผิดกลุ่ม")
    record(cast, number=NUMBER)
    record(cast, LegalState.RENEWED, date(2026, 1, 9), for_year=2026, number=NUMBER)
    assert "ซ้ำกับ" not in text(see(client, cast.officer, "enterprise", cast.enterprise.pk))


# Seven people, not of one house -----------------------------------------------------------------------------


def test_too_few_people_and_houses_are_warned_of_and_no_house_is_printed(cast, client):
    page = text(see(client, cast.observer, "enterprise", cast.enterprise.pk))
    assert "มีสมาชิกที่บันทึกไว้ 4 คน" in page
    for number in range(3):
        person = cast_module.person(f"คนที่ {number} ตัวอย่าง")
        Membership.objects.create(enterprise=cast.enterprise, person=person, household="777/8")
    page = text(see(client, cast.observer, "enterprise", cast.enterprise.pk))
    assert "นับได้ 5 บ้าน" in page
    assert "777/8" not in page


# Who has to renew -------------------------------------------------------------------------------------------


@pytest.fixture
def december():
    """A first of December to come, on which the reminders begin."""
    with time_machine.travel("2037-12-01T09:00+07:00", tick=False):
        yield timezone.localdate()


@pytest.fixture
def groups(december, cast):
    """Three to renew (one lapsed), one renewed ahead, one revoked, one without any entry."""
    first, second, third, ahead, revoked, _ = filling.more_groups(cast, 6)
    record(cast, since_on=date(2037, 3, 1), group=first)
    record(cast, LegalState.RENEWED, date(2037, 1, 4), group=second, for_year=2037)
    record(cast, since_on=date(2035, 4, 1), group=third)
    record(cast, LegalState.RENEWED, date(2037, 12, 1), group=ahead, for_year=2038)
    record(cast, LegalState.REVOKED, date(2037, 6, 1), group=revoked)
    return first, second, third


def rows(response):
    return [row.enterprise for row in response.context["page"].rows]


def test_the_list_of_those_to_renew(cast, client, groups):
    page = see(client, cast.officer, "renewals")
    assert rows(page) == list(groups)
    counts = page.context["page"]
    assert (counts.all_count, counts.lapsed_count, counts.after) == (3, 1, None)
    client.force_login(cast.officer)
    lapsed = client.get(url("renewals"), {"show": "lapsed"})
    assert rows(lapsed) == [groups[2]]


def test_a_renewal_takes_the_group_off_the_list_at_once(cast, client, groups):
    record(cast, LegalState.RENEWED, date(2037, 12, 1), group=groups[0], for_year=2038)
    assert rows(see(client, cast.officer, "renewals")) == list(groups[1:])


def test_on_the_day_before_december_only_the_lapsed_are_there(cast, client, groups):
    with time_machine.travel("2037-11-30T23:00+07:00", tick=False):
        assert rows(see(client, cast.officer, "renewals")) == [groups[2]]


def test_tap_to_call_the_group_else_its_chair(cast, client, groups):
    first, second, _ = groups
    Enterprise.objects.filter(pk=first.pk).update(phone="038111222")
    chair = cast_module.person("ประธาน ตัวอย่าง", phone="0812345678")
    Membership.objects.create(enterprise=second, person=chair, post="chair")
    page = see(client, cast.officer, "renewals")
    assert [row.phone for row in page.context["page"].rows] == ["038111222", "0812345678", ""]
    assert 'href="tel:0812345678"' in text(page)


def test_everybody_who_lists_renewals_may_read_contacts():
    listing = [role for role in Role if Permission.ENTERPRISE_REGISTER in ROLE_PERMISSIONS[role]]
    assert listing == [Role.MANAGER, Role.OFFICER]
    assert all(Permission.CONTACT_READ in ROLE_PERMISSIONS[role] for role in listing)


def test_officers_of_another_programme_see_none_of_ours(cast, client, groups):
    scope = cast.programme.scope.__class__.objects.create(kind="programme", label_th="โครงการอื่น")
    cast_module.grant(cast.stranger, Role.OFFICER, scope)
    page = see(client, cast.stranger, "renewals")
    assert rows(page) == []
    assert "ตอนนี้ไม่มีกลุ่มที่ต้องต่อทะเบียน" in text(page)


@pytest.mark.parametrize("number", [3, 40])
def test_the_list_asks_the_same_however_many_and_goes_on_by_key(
    december, cast, client, django_assert_num_queries, number
):
    made = filling.more_groups(cast, number)
    for group in made:
        record(cast, since_on=date(2037, 3, 1), group=group)
    client.force_login(cast.officer)
    with django_assert_num_queries(9):
        page = client.get(url("renewals"))
    assert rows(page) == made[:24]
    assert page.context["page"].after == (made[23].pk if number > 24 else None)
    if number > 24:
        rest = client.get(url("renewals"), {"after": made[23].pk})
        assert rows(rest) == made[24:]


@pytest.mark.parametrize("after", ["x", "-1", "999999999999", "", "²"])
def test_a_made_up_key_begins_at_the_start(cast, client, groups, after):
    client.force_login(cast.officer)
    assert rows(client.get(url("renewals"), {"after": after})) == list(groups)


# What a group needs -----------------------------------------------------------------------------------------


def test_a_need_is_noted_changed_and_shown_with_its_source(cast, client):
    send(
        client,
        cast.facilitator,
        "need-new",
        cast.enterprise.pk,
        needs="ตู้อบ",
        noted_on="5 มี.ค. 2568",
        came_from="ประธาน",
    )
    note = NeedNote.objects.get()
    assert (note.needs, note.noted_on, note.came_from) == ("ตู้อบ", date(2025, 3, 5), "ประธาน")
    send(
        client, cast.member, "need-edit", note.pk, needs="ตู้อบใหญ่", noted_on="5 มี.ค. 2568", came_from="ประธาน"
    )
    page = text(see(client, cast.mentor, "enterprise", cast.enterprise.pk))
    assert "ตู้อบใหญ่" in page
    assert "ฟ้าใส นักพัฒนา" in page
    history = text(see(client, cast.officer, "need-history", note.pk))
    assert "ตู้อบใหญ่" in history
    assert "แก้บันทึกความต้องการ" in history


def test_an_empty_or_future_note_is_a_sentence(cast, client):
    soon = timezone.localdate() + timedelta(days=2)
    page = text(
        send(client, cast.officer, "need-new", cast.enterprise.pk, needs=" ", noted_on=soon.isoformat())
    )
    assert "ช่องนี้ยังว่างอยู่" in page
    assert "อยู่นอกช่วงที่ใส่ได้" in page
    assert NeedNote.objects.count() == 0
