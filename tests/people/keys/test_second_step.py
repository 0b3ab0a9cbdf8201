from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth import SESSION_KEY
from django.urls import reverse
from django.utils import timezone

from ruamphon.core.models import AuditEntry
from ruamphon.people.keys import actions
from ruamphon.people.keys.models import Authenticator, RecoveryCode
from ruamphon.people.models import Account
from ruamphon.people.sign_in import LOCKED_FOR, TRIES
from tests.cast import PASSWORD
from tests.people.keys.helpers import (
    SECOND,
    SECRET,
    SECURITY,
    SIGN_IN,
    TODAY,
    code,
    code_step,
    password_step,
    recovery_step,
    with_app,
    wrong_code,
)

pytestmark = pytest.mark.usefixtures("one_day")  # before the cast, which is built on that day too
START = timezone.datetime(2026, 11, 21, 3, 0, 10, tzinfo=timezone.get_fixed_timezone(0))


@pytest.fixture
def clock():
    with time_machine.travel(START, tick=False) as frozen:
        yield frozen


@pytest.fixture
def codes(clock, cast):
    """The recovery codes of the member, who has an app."""
    return with_app(cast.member)


def signed_in(client):
    return client.session.get(SESSION_KEY)


def lock_of(who):
    who = Account.objects.get(pk=who.pk)
    return who.failed_sign_ins, who.locked_until


def test_nobody_is_signed_in_by_the_password_alone(client, cast, codes):
    answer = password_step(client, cast.member, next="/people/account/")
    assert answer["Location"] == SECOND
    assert signed_in(client) is None
    assert client.get(TODAY)["Location"] == f"{SIGN_IN}?next={TODAY}"
    assert code_step(client, code())["Location"] == "/people/account/"
    assert signed_in(client) == str(cast.member.pk)
    assert "second_step" not in client.session


def test_the_device_remembers_only_who_came_all_the_way(client, cast, codes):
    password_step(client, cast.member)
    assert list(client.get(SIGN_IN).context["known"]) == []
    code_step(client, code())
    client.post(reverse("people:sign-out"))
    assert list(client.get(SIGN_IN).context["known"]) == [cast.member]


def test_who_was_signed_in_before_is_not_any_more(client, cast, codes):
    password_step(client, cast.student)
    assert signed_in(client) == str(cast.student.pk)
    password_step(client, cast.member)
    assert signed_in(client) is None


def test_switching_person_on_a_shared_phone_asks_for_the_second_step_too(client, cast, codes):
    password_step(client, cast.member)
    code_step(client, code())
    client.post(reverse("people:sign-out"))
    password_step(client, cast.student)
    answer = client.post(reverse("people:switch"), {"as": cast.member.pk})
    assert (
        client.post(answer["Location"], {"identifier": "member", "password": PASSWORD})["Location"] == SECOND
    )
    assert signed_in(client) is None


def test_a_code_works_once(client, cast, codes):
    password_step(client, cast.member)
    assert code_step(client, code()).status_code == 302
    other = type(client)()
    password_step(other, cast.member)
    page = code_step(other, code())
    assert (page.status_code, list(page.context["code"].errors)) == (200, ["code"])
    assert signed_in(other) is None
    assert code_step(other, code(1)).status_code == 302
    assert Authenticator.objects.get().last_step == int(START.timestamp()) // 30 + 1


def test_the_code_that_set_the_app_up_does_not_sign_in(client, cast, clock):
    client.force_login(cast.member)
    client.get(reverse("people:totp-new"))
    secret = client.get(reverse("people:totp-new")).context["secret"].replace(" ", "")
    import pyotp  # noqa: PLC0415

    typed = pyotp.TOTP(secret).at(START)
    assert client.post(reverse("people:totp-new"), {"code": typed})["Location"] == reverse(
        "people:recovery-codes"
    )
    client.post(reverse("people:sign-out"))
    password_step(client, cast.member)
    assert code_step(client, typed).status_code == 200


def test_wrong_codes_and_wrong_passwords_count_together(client, cast, codes):
    client.post(SIGN_IN, {"identifier": "member", "password": "wrong"})
    password_step(client, cast.member)
    code_step(client, wrong_code())
    recovery_step(client, "AAAA-AAAA-AAAA")
    code_step(client, "")  # nothing typed is no try
    assert lock_of(cast.member) == (3, None)
    code_step(client, wrong_code())
    page = code_step(client, wrong_code())
    assert lock_of(cast.member) == (0, START + LOCKED_FOR)
    assert page.context["problem"].th.startswith("ใส่รหัสผิดครบ 5 ครั้ง")
    assert "second_step" not in client.session
    assert password_step(client, cast.member).status_code == 200  # shut for the password as well


def test_the_right_password_again_does_not_forgive_wrong_codes(client, cast, codes):
    for _ in range(TRIES):
        password_step(client, cast.member)
        code_step(client, wrong_code())
    assert lock_of(cast.member) == (0, START + LOCKED_FOR)


def test_a_shut_account_takes_no_code_and_all_is_forgiven_after(client, cast, codes, clock):
    password_step(client, cast.member)
    Account.objects.filter(pk=cast.member.pk).update(locked_until=timezone.now() + timedelta(minutes=1))
    code_step(client, code())
    assert signed_in(client) is None
    assert Authenticator.objects.get().last_step == 0
    clock.shift(timedelta(minutes=1))
    password_step(client, cast.member)
    code_step(client, wrong_code())
    code_step(client, code())
    assert lock_of(cast.member) == (0, None)
    assert signed_in(client) == str(cast.member.pk)


def test_the_second_step_must_follow_within_ten_minutes(client, cast, codes, clock):
    password_step(client, cast.member)
    clock.shift(timedelta(minutes=10))
    assert client.get(SECOND).status_code == 200
    clock.shift(timedelta(seconds=1))
    assert client.get(SECOND).status_code == 410
    assert code_step(client, code()).status_code == 410
    assert signed_in(client) is None


@pytest.mark.parametrize("change", ["password", "closed"])
def test_a_password_changed_or_account_closed_in_between_ends_it(client, cast, codes, change):
    password_step(client, cast.member)
    if change == "password":
        cast.member.set_password("อย่างอื่นเลย")
        cast.member.save()
    else:
        Account.objects.filter(pk=cast.member.pk).update(is_active=False)
    assert code_step(client, code()).status_code == 410


def test_the_code_of_one_is_no_use_for_another(client, cast, codes):
    other = actions.add_authenticator(by=cast.adviser, secret="JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP", step=0)
    password_step(client, cast.adviser)
    assert code_step(client, code()).status_code == 200
    assert recovery_step(client, codes[0]).status_code == 200
    assert recovery_step(client, other[0])["Location"] == SECURITY


def test_a_recovery_code_works_once_in_any_writing_and_is_audited(client, cast, codes):
    password_step(client, cast.member)
    assert recovery_step(client, f" {codes[2].lower()} ")["Location"] == SECURITY
    assert signed_in(client) == str(cast.member.pk)
    assert "เหลืออีก 9 รหัส" in client.get(SECURITY).text
    row = AuditEntry.objects.filter(action="use_recovery_code").get()
    assert (row.person_id, row.record_id, row.changes) == (cast.member.person_id, cast.member.person_id, {})
    other = type(client)()
    password_step(other, cast.member)
    page = recovery_step(other, codes[2])
    assert (page.status_code, list(page.context["recovery"].errors)) == (200, ["recovery"])
    assert lock_of(cast.member) == (1, None)


def test_only_hashes_and_seals_are_kept(cast, codes):
    kept = str(list(RecoveryCode.objects.values())) + str(list(Authenticator.objects.values()))
    assert SECRET not in kept
    assert [one for one in codes if one in kept or one.replace("-", "") in kept] == []


def test_a_secret_sealed_with_a_key_that_is_gone_lets_nobody_in(client, cast, codes, settings):
    Authenticator.objects.update(secret="of another key")
    password_step(client, cast.member)
    assert code_step(client, code()).status_code == 200


def test_an_officers_new_link_takes_every_key_away_and_closes_every_session(client, cast, codes):
    actions.link_line(by=cast.member, subject="U1")
    thief = type(client)()
    thief.force_login(cast.member)
    client.force_login(cast.officer)
    client.post(reverse("people:new-link", args=[cast.member.person_id]))
    link = client.get(reverse("people:invitation")).context["url"]
    owner = type(client)()
    assert owner.get(link).status_code == 200
    assert Authenticator.objects.filter(account=cast.member).exists()  # looking changes nothing
    assert owner.post(link, {"password": "มะม่วงสามฤดู"})["Location"] == TODAY
    assert signed_in(owner) == str(cast.member.pk)
    assert thief.get(TODAY).status_code == 302
    assert not Authenticator.objects.exists()
    assert not RecoveryCode.objects.exists()
    assert not hasattr(Account.objects.get(pk=cast.member.pk), "line_link")
    row = AuditEntry.objects.filter(action="remove_keys").get()
    assert (row.person_id, row.record_id) == (cast.member.person_id, cast.member.person_id)
    page = owner.get(reverse("people:account-history")).text
    assert "ยกเลิกการยืนยันสองขั้นและ LINE ทั้งหมด" in page
    assert "ออมสิน เจ้าหน้าที่" in page


def test_a_link_for_an_account_without_keys_says_nothing_of_keys(client, cast):
    from ruamphon.people.actions import join, make_link  # noqa: PLC0415

    join(token=make_link(by=cast.officer, person=cast.member.person), username="", password="มะม่วงสามฤดู")
    assert AuditEntry.objects.filter(action="remove_keys").count() == 0


@pytest.mark.parametrize("target", ["officer2", "manager"])
def test_an_officer_cannot_take_away_the_second_step_of_staff(client, cast, target):
    client.force_login(cast.officer)
    assert client.post(reverse("people:new-link", args=[cast.accounts[target].person_id])).status_code == 403
