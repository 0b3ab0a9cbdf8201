"""Signing in and out, switching person on a shared phone, forgetting a name."""

import pytest
from django.contrib.auth import SESSION_KEY
from django.urls import reverse

from ruamphon.people.devices import COOKIE, MOST
from ruamphon.people.models import Account
from tests.cast import PASSWORD, account

SIGN_IN, SWITCH, FORGET = (reverse(f"people:{name}") for name in ("sign-in", "switch", "forget"))
TODAY = reverse("home:today")


@pytest.fixture
def somsri(db):
    return account("somsri", "สมศรี ตัวอย่าง")


@pytest.fixture
def boonma(db):
    return account("boonma", "บุญมา ตัวอย่าง")


def sign_in(client, who, **extra):
    return client.post(SIGN_IN, {"identifier": who.username, "password": PASSWORD} | extra)


def signed_in(client):
    return client.session.get(SESSION_KEY)


def known(client):
    """The names this device offers."""
    return [each.username for each in client.get(SIGN_IN).context["known"]]


@pytest.mark.parametrize(("language", "heading"), [("th", "เข้าสู่ระบบ"), ("en", "Sign in")])
def test_the_page_in_both_languages(client, db, language, heading):
    client.cookies["ruamphon_language"] = language
    page = client.get(SIGN_IN)
    assert page.status_code == 200
    assert f"<h1>{heading}</h1>" in page.text
    assert "no-cache" in page["Cache-Control"]


def test_signing_in_leads_to_today_and_is_remembered_on_the_device(client, somsri):
    answer = sign_in(client, somsri)
    assert (answer.status_code, answer["Location"]) == (302, TODAY)
    assert signed_in(client) == str(somsri.pk)
    cookie = client.cookies[COOKIE]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")
    assert "somsri" not in cookie.value


def test_a_session_that_was_there_before_is_not_kept(client, somsri, boonma):
    client.get(SIGN_IN)
    session = client.session
    session["planted"] = "by somebody else"
    session.save()
    client.cookies["sessionid"] = before = session.session_key
    sign_in(client, somsri)
    first = client.session.session_key
    assert first != before
    sign_in(client, boonma)
    assert client.session.session_key not in {before, first}
    assert "planted" not in client.session


@pytest.mark.parametrize(
    ("wanted", "lands"),
    [
        ("/people/account/", "/people/account/"),
        ("https://evil.example/", TODAY),
        ("//evil.example/", TODAY),
        ("/\\evil.example", TODAY),
        ("javascript:alert(1)", TODAY),
        ("", TODAY),
    ],
)
def test_next_leads_only_inside(client, somsri, wanted, lands):
    assert sign_in(client, somsri, next=wanted)["Location"] == lands


def test_a_wrong_password_keeps_the_name_and_where_one_was_going(client, somsri):
    page = client.post(f"{SIGN_IN}?next=/people/account/", {"identifier": "somsri", "password": "wrong"})
    assert page.status_code == 200
    assert 'value="somsri"' in page.text
    assert 'name="next" value="/people/account/"' in page.text
    assert "wrong" not in page.text


@pytest.mark.parametrize("name", ["account", "access", "access-invite", "invitation", "switch"])
def test_everything_else_asks_to_sign_in_first(client, db, name):
    url = reverse(f"people:{name}")
    answer = client.get(url)
    assert (answer.status_code, answer["Location"]) == (302, f"{SIGN_IN}?next={url}")


def test_signing_out_ends_the_session_and_only_by_post(client, somsri):
    sign_in(client, somsri)
    assert client.get(reverse("people:sign-out")).status_code == 405
    assert signed_in(client) == str(somsri.pk)
    assert client.post(reverse("people:sign-out"))["Location"] == SIGN_IN
    assert signed_in(client) is None
    assert known(client) == ["somsri"]


def test_switching_signs_out_and_asks_the_next_person_for_their_own_password(client, somsri, boonma):
    sign_in(client, boonma)
    sign_in(client, somsri)
    page = client.get(SWITCH)
    assert [each.username for each in page.context["others"]] == ["boonma"]
    answer = client.post(SWITCH, {"as": boonma.pk})
    assert (answer.status_code, answer["Location"]) == (302, f"{SIGN_IN}?as={boonma.pk}")
    assert signed_in(client) is None
    page = client.get(answer["Location"])
    assert page.context["chosen"] == boonma
    assert page.context["form"]["identifier"].value() == "boonma"
    assert 'type="password"' in page.text
    assert client.post(answer["Location"], {"identifier": "boonma", "password": "wrong"}).status_code == 200
    assert signed_in(client) is None


def test_switching_only_by_post(client, somsri):
    sign_in(client, somsri)
    client.get(SWITCH, {"as": "1"})
    assert signed_in(client) == str(somsri.pk)


def test_somebody_not_known_on_this_device_cannot_be_picked(client, somsri, boonma):
    sign_in(client, somsri)
    page = client.post(SWITCH, {"as": boonma.pk}, follow=True)
    assert page.context["chosen"] is None
    assert page.context["form"]["identifier"].value() == ""


def test_a_forged_or_broken_cookie_knows_nobody(client, somsri):
    for value in (str(somsri.pk), f"{somsri.pk}:x:y", "²", "'"):
        client.cookies[COOKIE] = value
        assert known(client) == []


def test_forgetting_takes_one_name_off(client, somsri, boonma):
    sign_in(client, somsri)
    sign_in(client, boonma)
    assert client.get(FORGET).status_code == 405
    client.post(reverse("people:sign-out"))
    assert known(client) == ["boonma", "somsri"]
    assert client.post(FORGET, {"account": boonma.pk})["Location"] == SIGN_IN
    assert known(client) == ["somsri"]
    client.post(FORGET, {"account": "nobody"})
    assert known(client) == ["somsri"]


def test_a_device_knows_six_people_at_most_and_no_closed_account(client, db):
    everyone = [account(f"person{n}", f"คนที่ {n}") for n in range(MOST + 1)]
    for who in everyone:
        sign_in(client, who)
    Account.objects.filter(username="person3").update(is_active=False)
    client.post(reverse("people:sign-out"))
    assert known(client) == ["person6", "person5", "person4", "person2", "person1"]


def test_a_name_with_markup_in_it_is_printed_as_text(client, db):
    sign_in(client, account("cheeky", "<b>แบบนี้</b>"))
    page = client.get(SWITCH)
    assert "<b>แบบนี้</b>" not in page.text
    assert "&lt;b&gt;แบบนี้&lt;/b&gt;" in page.text
