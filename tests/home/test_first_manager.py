"""The way in on an empty platform."""

import pytest
from django.urls import reverse
from django.utils import timezone

from ruamphon.home.first_manager import first_manager_link, invite_manager
from ruamphon.people.access import has_permission
from ruamphon.people.enums import Permission, Role, ScopeKind
from ruamphon.people.models import Account, Grant, Invitation, Person, Scope
from ruamphon.programmes.models import Programme

pytestmark = pytest.mark.django_db


def made_programme(code="real", *, is_demo=False):
    scope = Scope.objects.create(kind=ScopeKind.PROGRAMME, label_th=code)
    return Programme.objects.create(code=code, name_th=code, scope=scope, is_demo=is_demo)


@pytest.fixture
def programme():
    return made_programme()


def join(client, link, **given):
    path = link.removeprefix("http://localhost:8000")
    return client.post(path, {"name_th": "มานี ผู้จัดการ", "username": "manee", "password": "มะม่วงสามฤดู"} | given)


def test_without_a_programme_there_is_nothing_to_manage():
    assert first_manager_link() is None
    made_programme("demo", is_demo=True)
    assert first_manager_link() is None


def test_the_link_makes_a_manager_who_gives_their_own_name(client, programme):
    link = first_manager_link()
    assert link.startswith(f"http://localhost:8000{reverse('people:join', args=['x'])[:-2]}")
    assert join(client, link)["Location"] == reverse("home:today")
    manager = Account.objects.get()
    assert (manager.person.name_th, manager.person.is_placeholder) == ("มานี ผู้จัดการ", False)
    assert has_permission(manager, Permission.PROGRAMME_MANAGE, programme.scope_id) is True


def test_asking_again_gives_a_fresh_link_for_the_same_placeholder(client, programme):
    first, second = first_manager_link(), first_manager_link()
    assert first != second
    assert (Person.objects.count(), Grant.objects.count()) == (1, 1)
    assert [invitation.is_open() for invitation in Invitation.objects.order_by("pk")] == [False, True]
    assert join(client, first).status_code == 410
    assert join(client, second).status_code == 302


def test_none_once_anybody_has_an_account(client, programme):
    join(client, first_manager_link())
    assert first_manager_link() is None
    assert Person.objects.count() == 1


def test_more_managers_can_be_invited_from_the_console(client, programme):
    join(client, first_manager_link())
    link = invite_manager(programme)
    client.logout()
    assert join(client, link, username="second", name_th="ชูใจ").status_code == 302
    assert Grant.objects.filter(role=Role.MANAGER, scope=programme.scope).count() == 2


def test_a_placeholder_of_another_programme_or_without_access_any_more_is_not_reused(programme):
    other = made_programme("other")
    invite_manager(other)
    invite_manager(programme)
    assert Person.objects.count() == 2
    Grant.objects.filter(scope=programme.scope).update(valid_until=timezone.now())
    invite_manager(programme)
    assert Person.objects.count() == 3


def test_a_slash_at_the_end_of_the_address_does_no_harm(settings, programme):
    settings.PUBLIC_URL = "https://ruamphon.example/"
    assert first_manager_link().startswith("https://ruamphon.example/people/join/")
