"""Signing in with LINE, against a LINE of our own on loopback, with right and tampered tokens."""

from base64 import urlsafe_b64encode
from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth import SESSION_KEY
from django.urls import reverse
from django.utils import timezone

from ruamphon.core.models import AuditEntry
from ruamphon.people.keys.models import LineLink
from ruamphon.people.models import Account, Person
from tests.people.keys.fake_line import ID, FakeLine
from tests.people.keys.helpers import (
    SECOND,
    SECURITY,
    SIGN_IN,
    TODAY,
    code,
    code_step,
    password_step,
    with_app,
)

START, BACK, LINK, UNLINK = (
    reverse(f"people:{name}") for name in ("line-start", "line-back", "line-link", "line-unlink")
)


@pytest.fixture
def line(settings):
    with FakeLine() as fake:
        settings.LINE = fake.settings
        yield fake


@pytest.fixture
def linked(client, cast, line):
    """The member, whose LINE is linked; the client has signed out again."""
    client.force_login(cast.member)
    assert there_and_back(client, line, LINK)["Location"] == SECURITY
    client.post(reverse("people:sign-out"))
    return cast.member


def there_and_back(client, line, door=START, **differently):
    given = line.consent(client.get(door)["Location"])
    return client.get(BACK, given | differently)


def signed_in(client):
    return client.session.get(SESSION_KEY)


def test_without_a_channel_there_is_no_line(client, cast):
    assert "LINE" not in client.get(SIGN_IN).text
    assert {client.get(url).status_code for url in (START, BACK)} == {404}
    client.force_login(cast.member)
    assert client.get(LINK).status_code == 404
    assert "เชื่อมบัญชี LINE" not in client.get(SECURITY).text


def test_what_line_is_asked(client, db, line):
    assert START in client.get(SIGN_IN).text
    address = client.get(START)["Location"]
    line.consent(address)
    asked = line.asked[0]
    assert (asked["client_id"], asked["response_type"], asked["scope"]) == (ID, "code", "openid")
    assert asked["redirect_uri"] == f"http://testserver{BACK}"
    assert asked["code_challenge_method"] == "S256"
    assert {len(asked[name]) for name in ("state", "nonce")} == {32}
    kept = client.session["line"]
    assert kept["verifier"] not in address
    line.consent(client.get(START)["Location"])
    assert asked["state"] != line.asked[1]["state"]


def test_linking_and_then_signing_in(client, cast, line, linked):
    assert LineLink.objects.get().account == linked
    assert line.subject not in str(list(LineLink.objects.values()))
    assert [row.action for row in AuditEntry.objects.all()] == ["link_line"]
    answer = there_and_back(client, line, f"{START}?next=/people/account/")
    assert (answer["Location"], signed_in(client)) == ("/people/account/", str(linked.pk))


def test_nobody_signs_up_with_line(client, cast, line):
    before = Account.objects.count(), Person.objects.count()
    page = there_and_back(client, line)
    assert page.status_code == 200
    assert "LINE นี้ยังไม่ได้เชื่อมกับบัญชีใด" in page.text
    assert (signed_in(client), (Account.objects.count(), Person.objects.count())) == (None, before)


def test_line_stands_for_the_password_and_not_for_the_second_step(client, line, linked):
    with_app(linked)
    assert there_and_back(client, line)["Location"] == SECOND
    assert signed_in(client) is None
    assert code_step(client, code())["Location"] == TODAY


def test_a_closed_account_stays_closed(client, line, linked):
    Account.objects.filter(pk=linked.pk).update(is_active=False)
    assert there_and_back(client, line).status_code == 200
    assert signed_in(client) is None


@pytest.mark.parametrize(
    "spoilt",
    [
        {"secret": "another secret, of somebody who forges"},
        {"alg": "HS512"},
        {"claims": {"iss": "https://evil.example"}},
        {"claims": {"aud": "1659999999"}},
        {"claims": {"aud": None}},
        {"claims": {"nonce": "an older one"}},
        {"claims": {"nonce": None}},
        {"claims": {"exp": 1_700_000_000}},
        {"claims": {"exp": None}},
        {"claims": {"sub": None}},
        {"body": b"{}"},
        {"body": b'{"access_token": "x", "token_type": "Bearer"}'},
        {"body": b'{"access_token": "x", "token_type": "Bearer", "id_token": "a.b.c"}'},
        {"body": b'{"access_token": "x", "token_type": "Bearer", "id_token": 7}'},
        {"body": b"<html>", "status": 200},
        {"body": b"<html>", "status": 500},
        {"body": b'{"error": "server_error"}', "status": 500},
    ],
    ids=str,
)
def test_a_tampered_token_opens_nothing(client, line, linked, spoilt):
    line.spoilt = spoilt
    page = there_and_back(client, line)
    assert page.status_code == 200
    assert "ยืนยันกับ LINE ไม่สำเร็จ" in page.text
    assert signed_in(client) is None


def test_an_unsigned_token_opens_nothing(client, line, linked):
    def part(text):
        return urlsafe_b64encode(text.encode()).decode().rstrip("=")

    given = line.consent(client.get(START)["Location"])
    nonce = line.asked[-1]["nonce"]
    claims = f'{{"iss":"https://access.line.me","aud":"{ID}","sub":"{line.subject}","exp":9999999999,"nonce":"{nonce}"}}'
    forged = ".".join([part('{"alg":"none"}'), part(claims), ""])
    line.spoilt = {
        "body": f'{{"access_token": "x", "token_type": "Bearer", "id_token": "{forged}"}}'.encode()
    }
    assert client.get(BACK, given).status_code == 200
    assert signed_in(client) is None


@pytest.mark.parametrize(
    "differently", [{"state": "x"}, {"state": ""}, {"state": "ก"}, {"code": ""}, {"code": "x"}], ids=str
)
def test_a_wrong_state_or_code_opens_nothing(client, line, linked, differently):
    assert there_and_back(client, line, **differently).status_code == 200
    assert signed_in(client) is None


def test_coming_back_without_having_left_opens_nothing(client, line, linked):
    for given in ({}, {"state": "-", "code": "code0"}, {"error": "access_denied", "state": "-"}):
        assert client.get(BACK, given).status_code == 200
    assert signed_in(client) is None


def test_a_way_back_works_once_in_one_browser_and_for_ten_minutes(client, line, linked):
    given = line.consent(client.get(START)["Location"])
    other = type(client)()
    other.get(START)
    assert other.get(BACK, given).status_code == 200
    assert client.get(BACK, given).status_code == 302
    client.post(reverse("people:sign-out"))
    assert client.get(BACK, given).status_code == 200
    assert (signed_in(client), signed_in(other)) == (None, None)
    with time_machine.travel(timezone.now(), tick=False) as clock:
        given = line.consent(client.get(START)["Location"])
        clock.shift(timedelta(minutes=10, seconds=1))
        assert client.get(BACK, given).status_code == 200
    assert signed_in(client) is None


def test_line_that_does_not_answer_is_said(client, line, linked, settings):
    settings.LINE = line.settings | {"token": "http://127.0.0.1:9/token"}
    assert "ยืนยันกับ LINE ไม่สำเร็จ" in there_and_back(client, line).text


def test_one_line_opens_one_account(client, cast, line, linked):
    client.force_login(cast.student)
    assert there_and_back(client, line, LINK)["Location"] == SECURITY
    assert "LINE นี้เชื่อมกับบัญชีอื่นอยู่แล้ว" in client.get(SECURITY).text
    assert LineLink.objects.get().account == linked


def test_another_line_takes_the_place_of_the_first(client, line, linked):
    client.force_login(linked)
    line.subject = "Uanother"
    there_and_back(client, line, LINK)
    client.post(reverse("people:sign-out"))
    there_and_back(client, line)
    assert signed_in(client) == str(linked.pk)
    client.post(reverse("people:sign-out"))
    line.subject = "U4af4980629"
    assert there_and_back(client, line).status_code == 200


def test_a_link_begun_by_one_is_not_finished_by_the_next_on_a_shared_phone(client, cast, line):
    client.force_login(cast.member)
    given = line.consent(client.get(LINK)["Location"])
    kept = client.session["line"]
    client.post(reverse("people:sign-out"))
    client.force_login(cast.student)
    session = client.session
    session["line"] = kept
    session.save()
    assert client.get(BACK, given)["Location"] == SECURITY
    assert LineLink.objects.count() == 0


def test_linking_asks_for_the_password_when_the_phone_lay_open(client, cast, line):
    client.force_login(cast.member)
    with time_machine.travel(timezone.now() + timedelta(minutes=16)):
        assert client.get(LINK)["Location"].startswith(reverse("people:prove"))


def test_unlinking(client, line, linked):
    password_step(client, linked)
    assert "เชื่อมแล้ว" in client.get(SECURITY).text
    assert client.post(UNLINK)["Location"] == SECURITY
    assert client.post(UNLINK)["Location"] == SECURITY
    assert LineLink.objects.count() == 0
    assert [row.action for row in AuditEntry.objects.all()] == ["unlink_line", "link_line"]
    client.post(reverse("people:sign-out"))
    assert there_and_back(client, line).status_code == 200
    assert signed_in(client) is None
