"""The way in on an empty platform: a one-time link for the first programme manager."""

from django.conf import settings
from django.urls import reverse

from ruamphon.people import actions
from ruamphon.people.enums import Role
from ruamphon.people.models import Account, Grant, Person
from ruamphon.programmes.models import Programme


def first_manager_link() -> str | None:
    """A fresh link when nobody has an account yet and a programme is there; else None."""
    programme = Programme.objects.filter(is_demo=False).order_by("pk").first()
    if programme is None or Account.objects.filter(is_demo=False).exists():
        return None
    return invite_manager(programme)


def invite_manager(programme: Programme) -> str:
    """A one-time link that makes a manager of this programme. The name is asked for when it is opened.

    A link that nobody has used yet is replaced, not added to.
    """
    managers = Grant.objects.running().filter(role=Role.MANAGER, scope=programme.scope)
    waiting = Person.objects.filter(is_placeholder=True, account=None, grants__in=managers).first()
    token = actions.make_link(by=None, person=waiting) if waiting else _invite_unnamed(programme)
    return settings.PUBLIC_URL.rstrip("/") + reverse("people:join", args=[token])


def _invite_unnamed(programme: Programme) -> str:
    _, token = actions.invite_person(
        by=None,
        name_th="ผู้จัดการโครงการ (ยังไม่ใส่ชื่อ)",
        role=Role.MANAGER,
        scope=programme.scope,
        is_placeholder=True,
    )
    return token
