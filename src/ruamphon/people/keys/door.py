"""Through the door: from the first step to a session, over a second step where the account has one."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth import login, logout
from django.shortcuts import redirect, resolve_url
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from ruamphon.people.devices import remember_person
from ruamphon.people.keys import sessions
from ruamphon.people.keys.queries import has_second_step
from ruamphon.people.models import Account
from ruamphon.people.sign_in import forgive

BACKEND = "ruamphon.people.sign_in.AccountBackend"
WAITING = "second_step"
WAITS_FOR = timedelta(minutes=10)


def next_in(request: Any) -> str:
    """Where somebody was going, if that is a page of ours; else today."""
    return safe(request, request.POST.get("next") or request.GET.get("next") or "")


def safe(request: Any, wanted: str) -> str:
    """An address if it is of this site, else that of today's page."""
    if url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure()):
        return wanted
    return resolve_url(settings.LOGIN_REDIRECT_URL)


def enter(request: Any, account: Account, going: str) -> Any:
    """After the password or LINE: in, or on to the second step. Until that is done nobody is signed in."""
    if not has_second_step(account):
        return let_in(request, account, going)
    logout(request)
    request.session[WAITING] = {
        "account": account.pk,
        "password": account.get_session_auth_hash(),
        "since": timezone.now().isoformat(),
        "going": going,
    }
    return redirect("people:second-step")


def waiting(request: Any) -> tuple[Account, str] | None:
    """Who stands between the two steps, and where they are going; None after ten minutes or a changed password."""
    kept = request.session.get(WAITING)
    if not kept or sessions.is_older(kept["since"], WAITS_FOR):
        return None
    account = Account.objects.select_related("person").filter(pk=kept["account"], is_active=True).first()
    if account is None or account.get_session_auth_hash() != kept["password"]:
        return None
    return account, kept["going"]


def let_in(request: Any, account: Account, going: str, *, is_forgiven: bool = True) -> Any:
    """Begin the session and lead on. All steps are done, so wrong tries before are forgiven, unless said otherwise."""
    if is_forgiven:
        forgive(account)
    request.session.pop(WAITING, None)
    login(request, account, backend=BACKEND)
    return remember_person(request, redirect(going), account)
