from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth import SESSION_KEY, authenticate
from django.urls import reverse
from django.utils import timezone

from ruamphon.people import actions
from ruamphon.people.models import Account
from ruamphon.people.sign_in import LOCKED_FOR, TRIES, find_account, is_locked
from ruamphon.people.views import WRONG
from tests.cast import PASSWORD, account

PHONE, EMAIL = "0812345678", "somsri@example.org"
MINUTE = timedelta(minutes=1)


@pytest.fixture
def somsri(db):
    made = account("somsri", "สมศรี ตัวอย่าง")
    Account.objects.filter(pk=made.pk).update(phone=PHONE, email=EMAIL)
    made.refresh_from_db()
    return made


@pytest.fixture
def clock():
    with time_machine.travel(timezone.now(), tick=False) as frozen:
        yield frozen


def sign_in(identifier="somsri", password=PASSWORD):
    return authenticate(identifier=identifier, password=password)


def fail(times, identifier="somsri"):
    for _ in range(times):
        assert sign_in(identifier, "wrong") is None


@pytest.mark.parametrize(
    "typed",
    [
        "somsri",
        "  SomSri ",
        "somsri@example.org",
        "Somsri@Example.org ",
        "0812345678",
        "081-234-5678",
        "081 234 5678",
        "+66 81 234 5678",
        "๐๘๑-๒๓๔-๕๖๗๘",
    ],
)
def test_one_door_for_username_email_and_phone_in_any_writing(somsri, typed):
    assert find_account(typed) == somsri
    assert sign_in(typed) == somsri


@pytest.mark.parametrize("typed", ["", "  ", "somsr", "x0812345678", "812345678", "0812345679", "-", "@"])
def test_anything_else_is_nobody(somsri, typed):
    assert find_account(typed) is None
    assert sign_in(typed) is None


def test_accounts_without_phone_or_email_are_not_found_by_emptiness(db):
    account("nobody", "คนไม่มีเบอร์")
    assert find_account("") is None
    assert find_account("-") is None


def test_digits_inside_a_username_are_not_somebodys_phone(somsri):
    other = account("x0812345678", "คนอื่น")
    assert find_account("x0812345678") == other


def test_five_wrong_passwords_shut_the_account_for_ten_minutes(somsri, clock):
    fail(TRIES - 1)
    somsri.refresh_from_db()
    assert (somsri.failed_sign_ins, is_locked(somsri)) == (4, False)
    fail(1)
    somsri.refresh_from_db()
    assert (somsri.failed_sign_ins, somsri.locked_until) == (0, timezone.now() + LOCKED_FOR)
    assert sign_in() is None
    clock.shift(10 * MINUTE - timedelta(seconds=1))
    assert sign_in() is None
    clock.shift(timedelta(seconds=1))
    assert sign_in() == somsri
    somsri.refresh_from_db()
    assert (somsri.failed_sign_ins, somsri.locked_until) == (0, None)


def test_trying_while_shut_does_not_lengthen_the_lock(somsri, clock):
    fail(TRIES)
    clock.shift(9 * MINUTE)
    fail(TRIES)
    clock.shift(MINUTE)
    assert sign_in() == somsri


def test_a_right_password_forgives_the_wrong_ones_before(somsri):
    fail(TRIES - 1)
    assert sign_in() == somsri
    fail(TRIES - 1)
    assert sign_in() == somsri


def test_the_tries_count_across_all_the_names_of_one_account_and_leave_others_alone(somsri):
    neighbour = account("neighbour", "เพื่อนบ้าน")
    for identifier in ("somsri", EMAIL, PHONE, "+66812345678", "somsri"):
        fail(1, identifier)
    assert sign_in() is None
    assert sign_in("neighbour") == neighbour


def test_an_officers_new_link_lifts_the_lock(somsri, cast):
    fail(TRIES)
    token = actions.make_link(by=cast.officer, person=somsri.person)
    actions.join(token=token, username="", password="มะม่วงสามฤดู")
    assert sign_in(password="มะม่วงสามฤดู") == somsri
    assert sign_in(password=PASSWORD) is None


def test_a_closed_account_neither_signs_in_nor_stays_signed_in(somsri, client):
    client.force_login(somsri)
    assert client.get(reverse("people:account")).status_code == 200
    Account.objects.filter(pk=somsri.pk).update(is_active=False)
    assert sign_in() is None
    assert client.get(reverse("people:account")).status_code == 302


def test_every_failure_costs_one_hash_so_that_time_tells_nothing(
    somsri, django_assert_num_queries, monkeypatch
):
    hashed = []
    real = Account.set_password
    monkeypatch.setattr(Account, "set_password", lambda self, raw: (hashed.append(raw), real(self, raw)))
    sign_in("unknown", "wrong-1")
    Account.objects.filter(pk=somsri.pk).update(locked_until=timezone.now() + MINUTE)
    sign_in("somsri", "wrong-2")
    Account.objects.filter(pk=somsri.pk).update(locked_until=None, is_active=False)
    sign_in("somsri", "wrong-3")
    assert hashed == ["wrong-1", "wrong-2", "wrong-3"]


def answer_to(client, identifier, password):
    page = client.post(reverse("people:sign-in"), {"identifier": identifier, "password": password})
    assert page.status_code == 200
    assert SESSION_KEY not in client.session
    return page.context["form"].non_field_errors()


def test_wrong_unknown_shut_and_closed_get_the_same_answer(somsri, client):
    closed = account("closed", "ปิดแล้ว")
    Account.objects.filter(pk=closed.pk).update(is_active=False)
    shut = account("shut", "พักอยู่")
    Account.objects.filter(pk=shut.pk).update(locked_until=timezone.now() + MINUTE)
    expected = [str(WRONG.format(tries=5, minutes=10))]
    assert answer_to(client, "somsri", "wrong") == expected
    assert answer_to(client, "nobody", "wrong") == expected
    assert answer_to(client, "closed", PASSWORD) == expected
    assert answer_to(client, "shut", PASSWORD) == expected
