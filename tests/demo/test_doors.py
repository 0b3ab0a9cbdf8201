"""One click a role, while the example is there, and only into it."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.contrib.auth import SESSION_KEY
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from docx import Document

from ruamphon.demo import doors, views
from ruamphon.demo.people import PARTS
from ruamphon.people.devices import COOKIE
from ruamphon.people.enums import Role
from ruamphon.people.keys.models import SignIn
from ruamphon.people.models import Account
from tests.cast import grant

SIGN_IN, ENTER, TODAY = reverse("people:sign-in"), reverse("demo:enter"), reverse("home:today")


def step_in(client, role="member"):
    return client.post(ENTER, {"as": role})


def test_without_the_example_the_page_shows_nothing_and_the_address_is_not_found(client, cast):
    page = client.get(SIGN_IN)
    assert page.context["ways"] == []
    assert ENTER not in page.content.decode()
    for answer in (client.get(ENTER), step_in(client), step_in(client, "officer")):
        assert answer.status_code == 404
    assert SESSION_KEY not in client.session


def test_an_account_that_only_claims_to_be_an_example_opens_no_door_without_a_name(client, cast):
    Account.objects.filter(pk=cast.member.pk).update(is_demo=True)
    assert doors.offer() == []
    assert step_in(client).status_code == 404


@pytest.mark.parametrize("role", list(Role))
def test_every_role_has_a_door_and_it_leads_to_today(client, example, role):
    account = example.accounts[next(part.key for part in PARTS if part.role == role)]
    page = client.get(SIGN_IN).content.decode()
    assert f'name="as" value="{role}"' in page
    assert str(role.label) in page
    answer = step_in(client, role)
    assert (answer.status_code, answer.url) == (302, TODAY)
    assert client.session[SESSION_KEY] == str(account.pk)
    assert COOKIE not in answer.cookies, "a shared phone does not keep invented names"
    held = {(grant.role, grant.scope.is_demo) for grant in account.person.grants.select_related("scope")}
    assert held == {(role, True)}


def test_the_page_is_the_same_in_english(client, example):
    client.cookies["ruamphon_language"] = "en"
    assert "Try it as" in client.get(SIGN_IN).content.decode()


def test_only_by_post_and_only_through_a_door(client, example):
    assert client.get(ENTER).status_code == 405
    for wrong in ("", "chair-homestay", "example.officer", "nobody", "officer2", "\x00"):
        assert step_in(client, wrong).status_code == 404
    assert SESSION_KEY not in client.session


def test_a_post_from_elsewhere_is_refused(example, client):
    strict = Client(enforce_csrf_checks=True)
    assert step_in(strict).status_code == 403
    assert SESSION_KEY not in strict.session


@pytest.mark.parametrize("is_over", [False, True])
def test_an_account_with_any_grant_outside_opens_no_door(client, example, real, is_over):
    now = timezone.now()
    ends = now if is_over else None
    grant(example.accounts["officer"], Role.EXPERT, real.enterprise.scope, begins=now, ends=ends)
    assert step_in(client, "officer").status_code == 404
    assert [door.part.role for door in doors.offer()] == [
        part.role for part in PARTS if part.role != Role.OFFICER
    ]


@pytest.mark.parametrize("field", ["is_demo", "is_active"])
def test_an_account_that_is_no_example_or_closed_opens_no_door(client, example, field):
    Account.objects.filter(pk=example.accounts["mentor"].pk).update(**{field: False})
    assert step_in(client, "mentor").status_code == 404


def test_nobody_gets_in_by_password(client, example):
    for password in ("", "example", "!"):
        client.post(SIGN_IN, {"identifier": "example.officer", "password": password})
        assert SESSION_KEY not in client.session


def test_too_many_in_a_minute_wait(client, example, monkeypatch):
    monkeypatch.setattr(views, "MOST_A_MINUTE", 3)
    SignIn.objects.all().delete()
    for _ in range(3):
        client.cookies.clear()
        assert step_in(client).status_code == 302
    client.cookies.clear()
    answer = step_in(client)
    assert answer.status_code == 429
    assert "รอหนึ่งนาที" in answer.content.decode()
    SignIn.objects.update(since=timezone.now() - timedelta(minutes=2))
    assert step_in(client).status_code == 302


def test_the_second_step_asked_of_staff_is_not_asked_of_them(client, example, settings):
    settings.STAFF_SECOND_FACTOR = True
    step_in(client, "manager")
    assert client.get(TODAY).status_code == 200


@pytest.mark.parametrize(
    ("name", "sent"),
    [
        ("people:account", {"form": "contact", "nickname": "x", "email": "someone@example.org", "phone": ""}),
        ("people:access-invite", {"name_th": "คนใหม่", "role": "observer"}),
        ("people:totp-new", {}),
        ("people:passkey-new-options", {}),
        ("people:sessions-end", {}),
        ("people:mail", {}),
    ],
)
def test_the_account_itself_cannot_be_changed(client, example, name, sent):
    step_in(client, "manager")
    before = Account.objects.values().get(pk=example.accounts["manager"].pk)
    answer = client.post(reverse(name), sent)
    assert answer.status_code == 403
    assert "บัญชีตัวอย่างมีไว้ให้ทุกคนลอง" in answer.content.decode()
    assert Account.objects.values().get(pk=before["id"]) | {"last_login": None} == before | {
        "last_login": None
    }


def test_the_same_pages_stay_open_to_real_people(client, real, example):
    client.force_login(real.member)
    answer = client.post(
        reverse("people:account"), {"form": "contact", "nickname": "มา", "email": "", "phone": ""}
    )
    assert answer.status_code == 302


def test_pages_and_papers_say_that_it_is_an_example(client, example, real):
    step_in(client, "officer")
    assert 'class="example-bar"' in client.get(TODAY).content.decode()
    visit = example.groups["homestay"].enrolment.activities.first()
    paper = Document(BytesIO(client.get(reverse("programmes:activity-record", args=[visit.pk])).content))
    assert paper.sections[0].header.paragraphs[0].text == "ข้อมูลตัวอย่าง · Example data"
    client.force_login(real.officer)
    assert 'class="example-bar"' not in client.get(TODAY).content.decode()
    theirs = real.enrolment.activities.first()
    paper = Document(BytesIO(client.get(reverse("programmes:activity-record", args=[theirs.pk])).content))
    assert paper.sections[0].header.paragraphs[0].text == ""
