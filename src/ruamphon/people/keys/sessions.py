"""Sessions as their owner sees them: each sign-in has a row, so that it can be listed and ended."""

from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.utils import timezone

from ruamphon.people.keys.device_words import device_words
from ruamphon.people.keys.models import SignIn

ROW = "sign_in"
SEEN = "seen_at"
PROVED = "proved_at"
SEEN_EVERY = timedelta(minutes=10)
PROVED_FOR = timedelta(minutes=15)
"""For how long after a sign-in or password one may change the keys of the account."""


def begin(request: Any, account: Any) -> None:
    """Write the row of the session that has just begun."""
    if not request.session.session_key:
        request.session.create()
    browser, system = device_words(request.META.get("HTTP_USER_AGENT", ""))
    SignIn.objects.filter(pk=request.session.get(ROW)).delete()
    row = SignIn.objects.create(
        account=account, session_key=request.session.session_key, browser=browser, system=system
    )
    request.session[ROW] = row.pk
    request.session[SEEN] = _now()
    prove(request)


def follow(request: Any) -> None:
    """The session has a new key (its password was changed): its row follows."""
    SignIn.objects.filter(pk=request.session.get(ROW)).update(session_key=request.session.session_key)


def see(request: Any) -> None:
    """Note that the device was seen; ten minutes pass before it is noted again, so most requests write nothing."""
    if ROW not in request.session:
        begin_unproved(request)
    elif is_older(request.session.get(SEEN), SEEN_EVERY):
        request.session[SEEN] = _now()
        SignIn.objects.filter(pk=request.session[ROW]).update(last_seen_at=timezone.now())


def begin_unproved(request: Any) -> None:
    """A session from before there were rows gets one; its owner proves themselves before changing keys."""
    begin(request, request.user)
    request.session[PROVED] = ""


def prove(request: Any) -> None:
    """Whoever holds this session has just shown that they own the account."""
    request.session[PROVED] = _now()


def is_proved(request: Any) -> bool:
    """Whether the owner has shown themselves within a quarter of an hour."""
    return not is_older(request.session.get(PROVED), PROVED_FOR)


def is_older(kept: str | None, age: timedelta) -> bool:
    """Whether a moment kept in the session is longer ago than `age`; one that is missing is."""
    return not kept or timezone.now() - datetime.fromisoformat(kept) > age


def _now() -> str:
    return timezone.now().isoformat()


def _when_signed_in(sender: Any, request: Any, user: Any, **_: Any) -> None:  # noqa: ARG001 — Django's signature
    begin(request, user)


def _when_signed_out(sender: Any, request: Any, **_: Any) -> None:  # noqa: ARG001 — Django's signature
    SignIn.objects.filter(pk=request.session.get(ROW)).delete()


def listen() -> None:
    """Hear of every sign-in and sign-out, whichever way it came. Called once, when the room is ready."""
    user_logged_in.connect(_when_signed_in, dispatch_uid="sign-in row")
    user_logged_out.connect(_when_signed_out, dispatch_uid="sign-in row")
