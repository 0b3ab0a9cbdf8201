"""Opening an invitation: looking changes nothing, sending the form uses it up."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth import SESSION_KEY
from django.urls import reverse
from django.utils import timezone

from ruamphon.people import actions
from ruamphon.people.devices import COOKIE
from ruamphon.people.models import Account, Invitation
from tests.cast import PASSWORD, account, person

NEW_PASSWORD = "มะม่วงสามฤดู"
GIVEN = {
    "username": "somsri",
    "password": NEW_PASSWORD,
    "phone": "081-234-5678",
    "email": "somsri@example.org",
}


@pytest.fixture
def invited(db):
    return person("สมศรี ตัวอย่าง")


def link_for(someone):
    return reverse("people:join", args=[actions.make_link(by=None, person=someone)])


def errors(page):
    return {name: [str(error) for error in found] for name, found in page.context["form"].errors.items()}


@pytest.mark.parametrize(("language", "hello"), [("th", "สวัสดี สมศรี ตัวอย่าง"), ("en", "Hello, สมศรี ตัวอย่าง")])
def test_looking_never_uses_the_link_up(client, invited, language, hello):
    client.cookies["ruamphon_language"] = language
    link = link_for(invited)
    for method in (client.get, client.get, client.head):
        page = method(link)
        assert page.status_code == (405 if method == client.head else 200)
    page = client.get(link)
    assert f"<h1>{hello}</h1>" in page.text
    assert list(page.context["form"].fields) == ["username", "password", "phone", "email"]
    assert "no-store" in page["Cache-Control"]
    assert (Invitation.objects.get().used_at, Account.objects.count()) == (None, 0)


def test_sending_the_form_makes_the_account_signs_in_and_uses_the_link_up(client, invited):
    link = link_for(invited)
    answer = client.post(link, GIVEN)
    assert (answer.status_code, answer["Location"]) == (302, reverse("home:today"))
    made = Account.objects.get()
    assert (made.person, made.username, made.phone, made.email) == (
        invited,
        "somsri",
        "0812345678",
        "somsri@example.org",
    )
    assert client.session[SESSION_KEY] == str(made.pk)
    assert COOKIE in client.cookies
    again = client.post(link, GIVEN | {"username": "another"})
    assert again.status_code == 410
    assert client.get(link).status_code == 410
    assert Account.objects.count() == 1


@pytest.mark.parametrize(
    ("language", "words"), [("th", "ลิงก์นี้ใช้ไม่ได้แล้ว"), ("en", "This link no longer works")]
)
def test_an_expired_link_says_what_to_do(client, invited, language, words):
    client.cookies["ruamphon_language"] = language
    link = link_for(invited)
    with time_machine.travel(timezone.now() + timedelta(days=7, seconds=1)):
        for page in (client.get(link), client.post(link, GIVEN)):
            assert page.status_code == 410
            assert f"<h1>{words}</h1>" in page.text
            assert reverse("people:sign-in") in page.text
    assert Account.objects.count() == 0


def test_a_newer_link_ends_the_older(client, invited):
    older, newer = link_for(invited), link_for(invited)
    assert client.post(older, GIVEN).status_code == 410
    assert client.post(newer, GIVEN).status_code == 302


def test_a_link_nobody_made_is_spent(client, db):
    assert client.get(reverse("people:join", args=["nothing"])).status_code == 410


def test_somebody_whose_name_is_not_known_yet_gives_it(client, db):
    unnamed = person("ผู้จัดการ (ยังไม่ใส่ชื่อ)", is_placeholder=True)
    link = link_for(unnamed)
    page = client.get(link)
    assert list(page.context["form"].fields) == ["name_th", "username", "password", "phone", "email"]
    assert "ยังไม่ใส่ชื่อ" not in page.text
    page = client.post(link, GIVEN)
    assert list(errors(page)) == ["name_th"]
    assert client.post(link, GIVEN | {"name_th": " มานี  ผู้จัดการ "}).status_code == 302
    unnamed.refresh_from_db()
    assert (unnamed.name_th, unnamed.is_placeholder) == ("มานี  ผู้จัดการ", False)


@pytest.mark.parametrize(
    ("password", "language", "sentences"),
    [
        ("สั้น", "th", ["รหัสผ่านสั้นไป ใช้อย่างน้อย 8 ตัว ลองต่อคำสองคำเข้าด้วยกัน"]),
        ("90817263544", "th", ["รหัสผ่านมีแต่ตัวเลข เติมตัวอักษรลงไปด้วย"]),
        ("password1", "th", ["รหัสผ่านนี้มีคนใช้มากจนเดาง่าย ลองเติมคำที่คุณนึกถึงคนเดียว"]),
        ("somsri-2569", "th", ["รหัสผ่านคล้ายชื่อผู้ใช้หรืออีเมลเกินไป เลือกคำอื่น"]),
        (
            "password1",
            "en",
            ["Too many people use this password, so it is easy to guess. Add a word of your own."],
        ),
    ],
)
def test_a_weak_password_is_refused_in_plain_words_and_keeps_what_was_typed(
    client, invited, password, language, sentences
):
    client.cookies["ruamphon_language"] = language
    link = link_for(invited)
    page = client.post(link, GIVEN | {"username": "somsri-2568", "password": password})
    assert page.status_code == 200
    assert errors(page) == {"password": sentences}
    assert 'value="somsri-2568"' in page.text
    assert 'value="081-234-5678"' in page.text
    assert 'value="somsri@example.org"' in page.text
    assert f'value="{password}"' not in page.text
    assert Invitation.objects.get().is_open()


@pytest.mark.parametrize(
    "username", ["ab", "0812345678", "a b c", "สมศรี", "a@b.c", "x" * 41, "som\x00sri", ""]
)
def test_usernames_that_cannot_be(client, invited, username):
    page = client.post(link_for(invited), GIVEN | {"username": username})
    assert (page.status_code, list(errors(page))) == (200, ["username"])


def test_a_space_that_a_phones_keyboard_adds_is_dropped(client, invited):
    client.post(link_for(invited), GIVEN | {"username": " somsri "})
    assert Account.objects.get().username == "somsri"


def test_a_taken_username_is_said_beside_the_field_and_the_link_still_works(client, invited):
    account("taken", "คนอื่น")
    link = link_for(invited)
    page = client.post(link, GIVEN | {"username": "Taken"})
    assert errors(page) == {"username": [str(actions.TAKEN)]}
    assert client.post(link, GIVEN).status_code == 302


def test_a_bad_phone_number_is_refused_with_an_example(client, invited):
    page = client.post(link_for(invited), GIVEN | {"phone": "081-234"})
    assert errors(page) == {"phone": ["เบอร์โทรไม่ครบ เบอร์มือถือมี 10 หลัก เช่น 081-234-5678"]}
    assert 'value="081-234"' in page.text


def test_a_reset_asks_only_for_a_password_and_signs_other_phones_out(client, db, django_user_model):
    someone = account("somsri", "สมศรี ตัวอย่าง")
    elsewhere = type(client)()
    elsewhere.force_login(someone)
    link = link_for(someone.person)
    page = client.get(link)
    assert list(page.context["form"].fields) == ["password"]
    page = client.post(link, {"password": "somsri-2569"})
    assert errors(page) == {"password": ["รหัสผ่านคล้ายชื่อผู้ใช้หรืออีเมลเกินไป เลือกคำอื่น"]}
    assert client.post(link, {"password": NEW_PASSWORD, "username": "taken.over"}).status_code == 302
    someone.refresh_from_db()
    assert (someone.username, someone.check_password(NEW_PASSWORD)) == ("somsri", True)
    assert client.session[SESSION_KEY] == str(someone.pk)
    assert elsewhere.get(reverse("people:account")).status_code == 302


def test_joining_on_a_phone_where_somebody_else_is_signed_in_leaves_nothing_of_theirs(client, invited):
    other = account("other", "คนอื่น")
    client.post(reverse("people:sign-in"), {"identifier": "other", "password": PASSWORD})
    before = client.session.session_key
    client.post(link_for(invited), GIVEN)
    assert client.session.session_key != before
    assert client.session[SESSION_KEY] != str(other.pk)


def test_a_closed_account_is_told_so_and_not_signed_in(client, db):
    someone = account("somsri", "สมศรี ตัวอย่าง")
    link = link_for(someone.person)
    Account.objects.update(is_active=False)
    page = client.post(link, {"password": NEW_PASSWORD})
    assert errors(page) == {"__all__": [str(actions.CLOSED)]}
    assert SESSION_KEY not in client.session
