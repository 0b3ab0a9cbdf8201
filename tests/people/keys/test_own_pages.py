from datetime import timedelta

import pyotp
import pytest
import time_machine
from django.contrib.auth import SESSION_KEY
from django.urls import reverse
from django.utils import timezone

from ruamphon.core.models import AuditEntry
from ruamphon.core.refusals import Impossible
from ruamphon.people.keys.models import Authenticator, RecoveryCode, SignIn
from ruamphon.people.keys.tasks import sweep_sign_ins
from ruamphon.people.models import Account
from tests.cast import PASSWORD
from tests.people.keys.helpers import ANDROID, SECURITY, SIGN_IN, code, password_step, with_app

APP, APP_REMOVE, CODES, CODES_NEW, PROVE, DEVICES, END_ALL = (
    reverse(f"people:{name}")
    for name in (
        "totp-new",
        "totp-remove",
        "recovery-codes",
        "recovery-codes-new",
        "prove",
        "sessions",
        "sessions-end",
    )
)


@pytest.fixture
def member(cast, client):
    client.force_login(cast.member)
    return cast.member


def set_up(client):
    secret = client.get(APP).context["secret"].replace(" ", "")
    return secret, client.post(APP, {"code": pyotp.TOTP(secret).now()})


@pytest.mark.parametrize(("language", "title"), [("th", "ความปลอดภัยของบัญชี"), ("en", "Account security")])
def test_the_page_in_both_languages(client, member, language, title):
    client.cookies["ruamphon_language"] = language
    assert f"<h1>{title}</h1>" in client.get(SECURITY).text


def test_setting_up_an_app_keeps_nothing_before_its_code_is_right(client, member):
    first = client.get(APP)
    assert (
        client.get(APP).context["secret"] == first.context["secret"]
    )  # a second look does not spoil the scan
    assert first.context["secret"].replace(" ", "") not in str(dict(client.session))
    page = client.post(APP, {"code": "12345"})
    assert (page.status_code, list(page.context["form"].errors)) == (200, ["code"])
    assert Authenticator.objects.count() == 0
    _, answer = set_up(client)
    assert answer["Location"] == CODES
    assert Authenticator.objects.get().account == member
    assert client.get(APP)["Location"] == SECURITY


def test_recovery_codes_are_shown_once_and_never_kept_in_the_clear(client, member):
    set_up(client)
    kept = str(dict(client.session))
    page = client.get(CODES)
    codes = page.context["codes"]
    assert len(codes) == 10
    assert [one for one in codes if one in kept] == []
    assert "no-cache" in page["Cache-Control"]
    assert client.get(CODES)["Location"] == SECURITY


def test_new_codes_replace_the_old_ones(client, member):
    old = with_app(member)
    assert client.post(CODES_NEW)["Location"] == CODES
    new = client.get(CODES).context["codes"]
    assert set(old).isdisjoint(new)
    assert RecoveryCode.objects.count() == 10
    assert list(AuditEntry.objects.values_list("action", flat=True)[:1]) == ["make_recovery_codes"]


def test_codes_without_a_key_are_refused(client, member):
    assert client.post(CODES_NEW)["Location"] == SECURITY
    assert "ตั้งแอปยืนยันตัวตนหรือพาสคีย์ก่อน" in client.get(SECURITY).text
    assert RecoveryCode.objects.count() == 0


def test_a_second_app_is_refused_also_when_two_pages_are_open(member):
    with_app(member)
    with pytest.raises(Impossible):
        with_app(member)
    assert Authenticator.objects.count() == 1


def test_the_first_key_signs_out_other_devices_and_not_this_one(client, member):
    other = type(client)()
    other.force_login(member)
    set_up(client)
    assert client.get(SECURITY).status_code == 200
    assert other.get(SECURITY).status_code == 302


def test_taking_the_app_away_takes_the_codes_too(client, member):
    with_app(member)
    assert client.get(APP_REMOVE).context["is_last"] is True
    assert client.post(APP_REMOVE)["Location"] == SECURITY
    assert (Authenticator.objects.count(), RecoveryCode.objects.count()) == (0, 0)
    assert [row.action for row in AuditEntry.objects.all()] == ["remove_authenticator", "add_authenticator"]
    assert password_step(type(client)(), member)["Location"] == reverse("home:today")


@pytest.mark.parametrize("name", ["totp-new", "totp-remove", "passkey-new"])
def test_a_phone_lying_open_for_a_while_is_asked_for_the_password_first(client, member, name):
    url = reverse(f"people:{name}")
    with time_machine.travel(timezone.now() + timedelta(minutes=16)):
        for answer in (client.get(url), client.post(url)):
            assert answer["Location"].startswith(PROVE)
        assert client.post(PROVE, {"password": "wrong", "next": url}).status_code == 200
        assert Account.objects.get(pk=member.pk).failed_sign_ins == 1
        assert client.post(PROVE, {"password": PASSWORD, "next": url})["Location"] == url
        assert client.get(url).status_code == 200


def test_proving_leads_only_inside(client, member):
    answer = client.post(PROVE, {"password": PASSWORD, "next": "https://evil.example/"})
    assert answer["Location"] == reverse("home:today")


# Devices ----------------------------------------------------------------------------------------------------


def on_a_phone(client, who):
    made = type(client)(headers={"user-agent": ANDROID})
    password_step(made, who)
    return made


def test_every_sign_in_is_listed_and_this_one_is_marked(client, cast):
    here = on_a_phone(client, cast.member)
    type(client)().force_login(cast.member)
    on_a_phone(client, cast.student)
    page = here.get(DEVICES)
    rows = list(page.context["rows"])
    assert sorted(str(row.device) for row in rows) == ["Chrome บน Android", "เครื่องที่ไม่รู้จัก"]
    assert page.text.count("เครื่องนี้</span>") == 1
    assert [row.session_key for row in rows if row.system] == [here.session.session_key]


def test_one_device_is_signed_out_that_second(client, cast):
    here, there = on_a_phone(client, cast.member), on_a_phone(client, cast.member)
    row = SignIn.objects.get(session_key=there.session.session_key)
    assert here.post(reverse("people:session-end", args=[row.pk]))["Location"] == DEVICES
    assert there.get(DEVICES)["Location"] == f"{SIGN_IN}?next={DEVICES}"
    assert here.get(DEVICES).status_code == 200
    assert [row.action for row in AuditEntry.objects.all()] == ["end_sign_in"]


def test_signing_out_the_device_in_hand_leads_to_the_door(client, cast):
    here = on_a_phone(client, cast.member)
    row = SignIn.objects.get()
    assert here.post(reverse("people:session-end", args=[row.pk]))["Location"] == SIGN_IN
    assert here.get(DEVICES).status_code == 302


def test_nobody_elses_device_can_be_signed_out(client, cast):
    theirs = on_a_phone(client, cast.student)
    row = SignIn.objects.get()
    assert (
        on_a_phone(client, cast.member).post(reverse("people:session-end", args=[row.pk])).status_code == 404
    )
    assert theirs.get(DEVICES).status_code == 200


def test_signing_out_everywhere_is_everywhere_and_of_one_account_only(client, cast):
    mine = [on_a_phone(client, cast.member) for _ in range(3)]
    theirs = on_a_phone(client, cast.student)
    assert mine[0].post(END_ALL)["Location"] == SIGN_IN
    assert [each.get(DEVICES).status_code for each in mine] == [302, 302, 302]
    assert theirs.get(DEVICES).status_code == 200
    assert "ออกจากระบบทุกเครื่องแล้ว" in mine[0].get(SIGN_IN).text


def test_a_new_password_leaves_this_device_alone_on_the_list(client, cast):
    here, there = on_a_phone(client, cast.member), on_a_phone(client, cast.member)
    form = {"form": "password", "password-old": PASSWORD, "password-new": "มะม่วงสามฤดู"}
    here.post(reverse("people:account"), form)
    assert [row.session_key for row in here.get(DEVICES).context["rows"]] == [here.session.session_key]
    assert there.get(DEVICES).status_code == 302
    assert SignIn.objects.count() == 1


def test_signing_out_takes_the_row_away_and_the_next_person_has_their_own(client, cast):
    here = on_a_phone(client, cast.member)
    here.post(reverse("people:switch"), {"as": ""})
    assert SignIn.objects.count() == 0
    password_step(here, cast.student)
    password_step(here, cast.student)  # once more in the same browser
    assert [row.account for row in SignIn.objects.all()] == [cast.student]


def test_last_seen_is_noted_every_ten_minutes(client, cast):
    with time_machine.travel(timezone.now(), tick=False) as clock:
        here, began = on_a_phone(client, cast.member), timezone.now()
        for minutes, seen in ((9, 0), (2, 11), (9, 11), (2, 22)):
            clock.shift(timedelta(minutes=minutes))
            here.get(DEVICES)
            assert SignIn.objects.get().last_seen_at == began + timedelta(minutes=seen)


def test_a_session_from_before_is_listed_and_proves_nothing(client, cast):
    client.force_login(cast.member)
    session = client.session
    for name in ("sign_in", "seen_at", "proved_at"):
        del session[name]
    session.save()
    SignIn.objects.all().delete()
    client.get(SECURITY)
    assert len(client.get(DEVICES).context["rows"]) == 1
    assert client.get(APP)["Location"].startswith(PROVE)


@pytest.mark.parametrize("devices", [1, 9])
def test_the_number_of_queries_does_not_grow_with_the_devices(
    client, cast, devices, django_assert_num_queries
):
    made = [on_a_phone(client, cast.member) for _ in range(devices)]
    with django_assert_num_queries(4):  # session, account, devices, the ways around
        page = made[0].get(DEVICES)
    assert len(page.context["rows"]) == devices


def test_rows_of_sessions_that_are_gone_are_swept(client, cast):
    here = on_a_phone(client, cast.member)
    SignIn.objects.create(account=cast.member, session_key="gone")
    assert len(here.get(DEVICES).context["rows"]) == 1
    assert sweep_sign_ins.call() == 1
    assert sweep_sign_ins.call() == 0
    assert SignIn.objects.get().session_key == here.session.session_key


def test_the_history_is_ones_own(client, cast):
    with_app(cast.member)
    client.force_login(cast.member)
    assert "ตั้งแอปยืนยันตัวตน" in client.get(reverse("people:account-history")).text
    client.force_login(cast.student)
    page = client.get(reverse("people:account-history")).text
    assert "ตั้งแอปยืนยันตัวตน" not in page


# Staff ------------------------------------------------------------------------------------------------------

NEEDS = {"manager": True, "officer": True, "observer": False, "member": False, "stranger": False}


@pytest.mark.parametrize(("who", "asked"), NEEDS.items())
def test_staff_are_led_to_set_up_a_second_step_when_the_programme_asks_for_it(
    client, cast, settings, who, asked
):
    client.force_login(cast.accounts[who])
    today = reverse("home:today")
    assert client.get(today).status_code == 200
    settings.STAFF_SECOND_FACTOR = True
    answer = client.get(today)
    assert (answer.status_code == 302, answer.get("Location")) == (asked, SECURITY if asked else None)


def test_staff_can_set_it_up_sign_out_and_then_work(client, cast, settings):
    settings.STAFF_SECOND_FACTOR = True
    client.force_login(cast.officer)
    assert client.post(reverse("people:access-invite"), {})["Location"] == SECURITY
    page = client.get(SECURITY)
    assert "โครงการขอให้ผู้จัดการและเจ้าหน้าที่ยืนยันสองขั้น" in page.text
    for name in ("passkey-new", "prove", "switch"):
        assert client.get(reverse(f"people:{name}")).status_code == 200
    _, answer = set_up(client)
    assert client.get(answer["Location"]).status_code == 200
    assert client.get(reverse("people:access")).status_code == 200
    client.post(APP_REMOVE)
    assert client.get(reverse("people:access"))["Location"] == SECURITY
    client.post(reverse("people:sign-out"))
    assert client.session.get(SESSION_KEY) is None


def test_who_was_staff_once_is_not_asked(client, cast, settings):
    settings.STAFF_SECOND_FACTOR = True
    cast.officer.person.grants.update(valid_until=timezone.now())
    client.force_login(cast.officer)
    assert client.get(reverse("home:today")).status_code == 200


def test_code_helper_and_product_agree(cast):
    """The helper's code is the one the product takes, so that wrong answers elsewhere are not right by accident."""
    from ruamphon.people.keys.checks import check_code  # noqa: PLC0415

    with_app(cast.member)
    assert check_code(cast.member, code()) is True
