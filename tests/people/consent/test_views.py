import pytest
from django.urls import reverse

from ruamphon.people.consent.enums import Purpose
from ruamphon.people.consent.models import Consent

PAGE = reverse("people:consents")


def send(client, step, version="1", purpose="public_name", **headers):
    return client.post(PAGE, {"purpose": purpose, "version": version, "step": step}, headers=headers)


@pytest.fixture
def member(cast, client):
    client.force_login(cast.member)
    return cast.member


def test_one_press_gives_and_one_takes_back(client, member):
    assert send(client, "give")["Location"] == PAGE
    assert Consent.objects.standing(Purpose.PUBLIC_NAME).get().person == member.person
    page = client.get(PAGE)
    assert [bool(row.standing) for row in page.context["rows"]] == [False, True, False, False]
    assert send(client, "withdraw")["Location"] == PAGE
    assert not Consent.objects.standing().exists()
    assert "ถอน" in client.get(PAGE).text


@pytest.mark.parametrize(("step", "version"), [("withdraw", "1"), ("give", "2"), ("give", ""), ("take", "1")])
def test_what_cannot_be_done_is_said_and_changes_nothing(client, member, step, version):
    page = send(client, step, version)
    assert page.status_code == 200
    assert page.context["form"].errors
    assert 'role="alert"' in page.text
    assert not Consent.objects.exists()


@pytest.mark.parametrize(("language", "title"), [("th", "ความยินยอมของฉัน"), ("en", "What I agree to")])
def test_the_page_is_in_both_languages(client, member, language, title):
    client.cookies["ruamphon_language"] = language
    assert title in client.get(PAGE).text


def test_nobody_gives_for_somebody_else_here(client, cast):
    client.force_login(cast.stranger)
    send(client, "give")
    assert [row.person for row in Consent.objects.all()] == [cast.stranger.person]
