"""New access and new passwords are told to whom they concern."""

import pytest

from ruamphon.people import actions
from ruamphon.people.enums import Role
from ruamphon.people.models import Account
from ruamphon.people.outbox.models import Message
from ruamphon.people.outbox.queries import message_page
from tests.cast import PASSWORD

pytestmark = pytest.mark.django_db


def test_new_access_is_told_and_waits_for_who_has_no_account_yet(cast):
    _, token = actions.invite_person(
        by=cast.officer, name_th="ใหม่ ตัวอย่าง", role=Role.OBSERVER, scope=cast.programme.scope
    )
    account = actions.join(token=token, username="newcomer", password=PASSWORD)
    (row,) = message_page(account).rows
    assert (row.kind.en, row.about, row.place) == (
        "You were given access",
        Role.OBSERVER.label,
        cast.programme.scope.label,
    )


def test_a_new_password_is_told_each_time_also_when_it_was_ones_own_doing(cast):
    actions.change_password(by=cast.student, password="ใหม่-รหัส-1")
    token = actions.make_link(by=cast.officer, person=cast.student.person)
    actions.join(token=token, username="", password="ใหม่-รหัส-2")
    told = Message.objects.filter(person=cast.student.person, kind="password_set")
    assert (told.count(), Account.objects.get(pk=cast.student.pk).has_usable_password()) == (2, True)
