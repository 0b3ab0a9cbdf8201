"""Housekeeping of sign-ins."""

from django.contrib.sessions.models import Session
from django_tasks import task

from ruamphon.people.keys.models import SignIn


@task()
def sweep_sign_ins() -> int:
    """Remove the rows of sessions that are gone. May run twice without harm."""
    removed, _ = SignIn.objects.exclude(session_key__in=Session.objects.values("session_key")).delete()
    return removed
