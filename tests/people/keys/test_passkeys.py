import json

import pytest
from django.contrib.auth import SESSION_KEY
from django.urls import reverse
from webauthn.helpers import bytes_to_base64url

from ruamphon.core.models import AuditEntry
from ruamphon.people.keys.models import Passkey, RecoveryCode
from ruamphon.people.models import Account
from tests.people.keys.helpers import SECOND, SECURITY, SIGN_IN, TODAY, password_step
from tests.people.keys.soft_key import PRESENT, SoftKey

NEW, NEW_OPTIONS, OPTIONS, BY_PASSKEY = (
    reverse(f"people:{name}")
    for name in ("passkey-new", "passkey-new-options", "passkey-options", "passkey-sign-in")
)


def add(client, key, name="มือถือ", **spoilt):
    options = client.post(NEW_OPTIONS).json()
    return client.post(NEW, {"name": name, "credential": key.make(options, **spoilt)})


def enter(client, key, **spoilt):
    """With the passkey alone, from the sign-in page."""
    options = client.post(OPTIONS).json()
    return client.post(
        BY_PASSKEY, {"credential": key.show(options, **spoilt), "next": spoilt.get("next", "")}
    )


def signed_in(client):
    return client.session.get(SESSION_KEY)


@pytest.fixture
def key():
    return SoftKey()


@pytest.fixture
def owner(client, cast, key):
    """The adviser, with a passkey; the client has signed out again."""
    client.force_login(cast.adviser)
    assert add(client, key)["Location"] == reverse("people:recovery-codes")
    client.post(reverse("people:sign-out"))
    return cast.adviser


def test_adding_keeps_the_public_half_and_makes_recovery_codes(owner, key):
    kept = Passkey.objects.get()
    assert (kept.account, kept.name, kept.sign_count, kept.transports) == (owner, "มือถือ", 0, ["internal"])
    assert kept.credential_id == bytes_to_base64url(key.id)
    assert RecoveryCode.objects.filter(account=owner).count() == 10
    assert AuditEntry.objects.get(action="add_passkey").changes == {}


def test_what_the_browser_is_asked_tells_nothing_about_the_person(client, cast, owner):
    client.force_login(cast.adviser)
    options = client.post(NEW_OPTIONS).json()
    assert (options["rp"]["id"], options["authenticatorSelection"]["userVerification"]) == (
        "testserver",
        "required",
    )
    assert options["authenticatorSelection"]["residentKey"] == "required"
    assert [one["id"] for one in options["excludeCredentials"]] == [Passkey.objects.get().credential_id]
    assert str(cast.adviser.pk) not in options["user"]["id"]
    asked = type(client)().post(OPTIONS).json()
    assert asked.get("allowCredentials", []) == []
    assert asked["userVerification"] == "required"


@pytest.mark.parametrize(
    "spoilt",
    [
        {"origin": "https://evil.example"},
        {"origin": "https://testserver"},
        {"host": "evil.example"},
        {"kind": "webauthn.get"},
        {"flags": PRESENT},
        {"flags": 0},
    ],
    ids=str,
)
def test_a_passkey_made_elsewhere_or_without_its_owner_is_not_kept(client, cast, key, spoilt):
    client.force_login(cast.adviser)
    page = add(client, key, **spoilt)
    assert (page.status_code, list(page.context["form"].errors)) == (200, ["__all__"])
    assert 'value="มือถือ"' in page.text
    assert (Passkey.objects.count(), RecoveryCode.objects.count()) == (0, 0)


@pytest.mark.parametrize("credential", ["", "x", "{}", "[]", "null", '{"id": 1}', '{"response": {}}'])
def test_nonsense_is_not_kept(client, cast, credential):
    client.force_login(cast.adviser)
    client.post(NEW_OPTIONS)
    assert client.post(NEW, {"name": "x", "credential": credential}).status_code == 200
    client.post(reverse("people:sign-out"))
    client.post(OPTIONS)
    assert client.post(BY_PASSKEY, {"credential": credential}).status_code == 200
    assert (Passkey.objects.count(), signed_in(client)) == (0, None)


def test_a_challenge_is_good_for_one_answer(client, cast, key):
    client.force_login(cast.adviser)
    options = client.post(NEW_OPTIONS).json()
    answer = {"name": "x", "credential": key.make(options)}
    assert client.post(NEW, answer).status_code == 302
    assert client.post(NEW, answer).status_code == 200
    assert client.post(NEW, {"name": "y", "credential": SoftKey().make(options)}).status_code == 200
    assert Passkey.objects.count() == 1


def test_a_passkey_is_not_added_twice_nor_to_two_accounts(client, cast, owner, key):
    for who in (cast.adviser, cast.mentor):
        client.force_login(who)
        page = add(client, key)
        assert [str(error) for error in page.context["form"].non_field_errors()] == ["พาสคีย์นี้เพิ่มไว้แล้ว"]
    assert Passkey.objects.get().account == owner
    assert RecoveryCode.objects.filter(account=cast.mentor).count() == 0


def test_ten_at_most(client, cast):
    client.force_login(cast.adviser)
    answers = [add(client, SoftKey()).status_code for _ in range(11)]
    assert answers == [302] * 10 + [200]


def test_signing_in_with_a_passkey_alone(client, owner, key):
    answer = enter(client, key, next="/people/account/")
    assert answer["Location"] == "/people/account/"
    assert signed_in(client) == str(owner.pk)
    kept = Passkey.objects.get()
    assert (kept.sign_count, kept.last_used_at is not None) == (1, True)


@pytest.mark.parametrize(
    "spoilt",
    [
        {"origin": "https://evil.example"},
        {"host": "evil.example"},
        {"kind": "webauthn.create"},
        {"flags": PRESENT},
        {"flags": 0},
        {"signature": b"not this"},
        {"owner": b"somebody else"},
    ],
    ids=str,
)
def test_a_passkey_not_truly_shown_opens_nothing(client, owner, key, spoilt):
    page = enter(client, key, **spoilt)
    assert page.status_code == 200
    assert "ใช้พาสคีย์นี้ไม่สำเร็จ" in page.text
    assert signed_in(client) is None
    assert Passkey.objects.get().sign_count == 0


def test_an_answer_is_not_taken_twice(client, owner, key):
    options = client.post(OPTIONS).json()
    answer = {"credential": key.show(options)}
    assert client.post(BY_PASSKEY, answer)["Location"] == TODAY
    thief = type(client)()
    assert thief.post(BY_PASSKEY, answer).status_code == 200
    thief.post(OPTIONS)
    assert thief.post(BY_PASSKEY, answer).status_code == 200
    assert signed_in(thief) is None


@pytest.mark.parametrize(("count", "taken"), [(8, True), (7, False), (6, False), (0, False)])
def test_a_count_that_does_not_rise_is_a_copied_key(client, owner, key, count, taken):
    Passkey.objects.update(sign_count=7)
    assert (enter(client, key, count=count).status_code == 302) is taken
    assert Passkey.objects.get().sign_count == (8 if taken else 7)


def test_an_unknown_key_and_a_closed_account_open_nothing(client, owner, key):
    stranger = SoftKey()
    stranger.owner = key.owner
    assert enter(client, stranger).status_code == 200
    Account.objects.filter(pk=owner.pk).update(is_active=False)
    assert enter(client, key).status_code == 200
    assert signed_in(client) is None


def test_as_the_second_step_after_the_password(client, cast, owner, key):
    assert password_step(client, owner)["Location"] == SECOND
    options = client.post(OPTIONS).json()
    assert [one["id"] for one in options["allowCredentials"]] == [Passkey.objects.get().credential_id]
    answer = {"form": "passkey", "credential": key.show(options, flags=PRESENT)}
    assert client.post(SECOND, answer)["Location"] == TODAY
    assert signed_in(client) == str(owner.pk)


def test_the_passkey_of_another_is_no_second_step(client, cast, owner, key):
    client.force_login(cast.mentor)
    theirs = SoftKey()
    add(client, theirs)
    client.post(reverse("people:sign-out"))
    password_step(client, owner)
    options = client.post(OPTIONS).json()
    page = client.post(SECOND, {"form": "passkey", "credential": theirs.show(options)})
    assert (page.status_code, signed_in(client)) == (200, None)
    assert "ใช้พาสคีย์นี้ไม่สำเร็จ" in page.text


def test_renaming_and_taking_away_are_ones_own(client, cast, owner, key):
    pk = Passkey.objects.get().pk
    edit, remove = (reverse(f"people:passkey-{verb}", args=[pk]) for verb in ("edit", "remove"))
    client.force_login(cast.officer)
    assert {client.post(url, {"name": "x"}).status_code for url in (edit, remove)} == {404}
    client.force_login(owner)
    assert client.post(edit, {"name": "มือถือสีฟ้า"})["Location"] == SECURITY
    assert Passkey.objects.get().name == "มือถือสีฟ้า"
    row = AuditEntry.objects.get(action="rename_passkey")
    assert row.changes == {"name": None}  # what somebody calls their phone is not kept
    assert client.post(remove)["Location"] == SECURITY
    assert (Passkey.objects.count(), RecoveryCode.objects.count()) == (0, 0)
    client.post(reverse("people:sign-out"))
    assert enter(client, key).status_code == 200
    assert password_step(client, owner)["Location"] == TODAY


def test_with_two_passkeys_the_codes_stay_until_the_last_is_gone(client, owner):
    client.force_login(owner)
    assert add(client, SoftKey(), "แท็บเล็ต")["Location"] == SECURITY  # no new codes
    first, second = Passkey.objects.all()
    client.post(reverse("people:passkey-remove", args=[first.pk]))
    assert RecoveryCode.objects.count() == 10
    client.post(reverse("people:passkey-remove", args=[second.pk]))
    assert RecoveryCode.objects.count() == 0


def test_a_passkey_outlives_a_change_of_the_secret_key(client, owner, key, settings):
    settings.SECRET_KEY = "another"
    assert enter(client, key)["Location"] == TODAY


def test_a_host_that_is_not_ours_is_refused(client, owner):
    assert client.post(OPTIONS, headers={"host": "evil.example"}).status_code == 400


def test_asking_is_by_post_and_guarded_against_other_sites(owner):
    from django.test import Client  # noqa: PLC0415

    guarded = Client(enforce_csrf_checks=True)
    assert guarded.get(OPTIONS).status_code == 405
    assert guarded.post(OPTIONS).status_code == 403
    assert json.loads(Client().post(OPTIONS).text)["rpId"] == "testserver"


def test_looking_at_the_door_begins_no_session(client, db):
    client.get(SIGN_IN)
    assert "sessionid" not in client.cookies
