import pytest
from django.contrib.auth import SESSION_KEY
from django.urls import reverse
from django.utils import timezone

from ruamphon.people import actions
from ruamphon.people.models import Account
from tests.cast import PASSWORD

ACCOUNT = reverse("people:account")
NEW_PASSWORD = "มะม่วงสามฤดู"
CONTACT = {"form": "contact", "nickname": "น้อง", "phone": "081 234 5678", "email": "siri@example.org"}


@pytest.fixture
def student(cast, client):
    client.force_login(cast.student)
    return cast.student


def errors(form):
    return {name: [str(error) for error in found] for name, found in form.errors.items()}


@pytest.mark.parametrize(
    ("language", "title", "role"), [("th", "สิทธิ์ของฉัน", "นักศึกษา"), ("en", "What I have access to", "Student")]
)
def test_the_page_shows_what_one_may_now_in_both_languages(client, student, cast, language, title, role):
    client.cookies["ruamphon_language"] = language
    page = client.get(ACCOUNT)
    assert page.status_code == 200
    assert title in page.text
    assert [(str(name), str(scope)) for name, scope, _ in page.context["grants"]] == [
        (role, "วิสาหกิจชุมชนครัวตัวอย่าง" if language == "th" else cast.enterprise.scope.label.en)
    ]


def test_ended_access_is_not_listed(client, cast):
    client.force_login(cast.lapsed_student)
    page = client.get(ACCOUNT)
    assert page.context["grants"] == []
    assert "ตอนนี้ยังไม่มีสิทธิ์ในโครงการใด" in page.text


def test_contact_is_saved_and_can_be_used_to_sign_in(client, student):
    assert client.post(ACCOUNT, CONTACT)["Location"] == ACCOUNT
    student.refresh_from_db()
    assert (student.phone, student.email) == ("0812345678", "siri@example.org")
    page = client.get(ACCOUNT)
    assert 'value="081-234-5678"' in page.text


def test_the_phone_given_when_joining_is_still_there_after_saving_a_nickname(client, cast):
    someone, token = actions.invite_person(
        by=cast.officer, name_th="ใหม่", role="member", scope=cast.enterprise.scope
    )
    link = reverse("people:join", args=[token])
    client.post(link, {"username": "mai.new", "password": NEW_PASSWORD, "phone": "0812345678"})
    shown = client.get(ACCOUNT).context["contact"].initial
    client.post(ACCOUNT, {"form": "contact", "nickname": "ใหม่", **{k: shown[k] for k in ("phone", "email")}})
    assert Account.objects.get(person=someone).phone == "0812345678"


def test_somebody_elses_phone_is_refused_beside_the_field_and_keeps_what_was_typed(client, student, cast):
    Account.objects.filter(pk=cast.member.pk).update(phone="0812345678")
    page = client.post(ACCOUNT, CONTACT)
    assert page.status_code == 200
    assert errors(page.context["contact"]) == {"email": [str(actions.CONTACT_TAKEN)]}
    assert 'value="081 234 5678"' in page.text
    assert page.context["password"].errors == {}


def change(client, old, new):
    return client.post(ACCOUNT, {"form": "password", "password-old": old, "password-new": new})


def test_a_new_password_keeps_this_phone_signed_in_and_no_other(client, student):
    elsewhere = type(client)()
    elsewhere.force_login(student)
    assert change(client, PASSWORD, NEW_PASSWORD)["Location"] == ACCOUNT
    student.refresh_from_db()
    assert student.check_password(NEW_PASSWORD) is True
    assert client.get(ACCOUNT).status_code == 200
    assert elsewhere.get(ACCOUNT).status_code == 302


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("wrong", NEW_PASSWORD, {"old": ["รหัสผ่านเดิมไม่ถูกต้อง"]}),
        (PASSWORD, "สั้น", {"new": ["รหัสผ่านสั้นไป ใช้อย่างน้อย 8 ตัว ลองต่อคำสองคำเข้าด้วยกัน"]}),
        (PASSWORD, "student-99", {"new": ["รหัสผ่านคล้ายชื่อผู้ใช้หรืออีเมลเกินไป เลือกคำอื่น"]}),
    ],
)
def test_a_password_is_changed_only_with_the_old_one_and_by_the_rules(client, student, old, new, found):
    page = change(client, old, new)
    assert (page.status_code, errors(page.context["password"])) == (200, found)
    student.refresh_from_db()
    assert student.check_password(PASSWORD) is True
    assert client.session[SESSION_KEY] == str(student.pk)


def test_nobody_elses_account_can_be_reached_from_here(client, student, cast):
    client.post(
        ACCOUNT, CONTACT | {"pk": cast.member.pk, "account": cast.member.pk, "person": cast.member.person_id}
    )
    cast.member.refresh_from_db()
    assert (cast.member.phone, cast.member.email) == (None, None)


def test_times_are_shown_in_the_buddhist_era(one_day, client, student):
    grant = student.person.grants.get()
    grant.valid_until = timezone.make_aware(timezone.datetime(2026, 12, 1, 0, 0))
    grant.save()
    assert "1 ธ.ค. 2569 00:00 น." in client.get(ACCOUNT).text
