"""Which people have signed in on this device: a signed cookie with account numbers, for the quick switch."""

from django.conf import settings

from ruamphon.people.queries import known_accounts

COOKIE = "ruamphon_people"
MOST = 6
A_YEAR = 60 * 60 * 24 * 365


def known_here(request):
    """The accounts that have signed in on this device, last one first. Names only: no session, no password."""
    return known_accounts(_ids(request))


def remember_person(request, response, account):
    """Put this account first on the device's list."""
    return _write(response, [account.pk, *(pk for pk in _ids(request) if pk != account.pk)][:MOST])


def forget_person(request, response, account_id):
    """Take one account off the device's list."""
    return _write(response, [pk for pk in _ids(request) if str(pk) != account_id])


def _ids(request):
    kept = request.get_signed_cookie(COOKIE, default="", salt=COOKIE)
    return [int(pk) for pk in kept.split(".") if pk.isdigit()]


def _write(response, ids):
    value = ".".join(str(pk) for pk in ids)
    response.set_signed_cookie(
        COOKIE, value, salt=COOKIE, max_age=A_YEAR, httponly=True, samesite="Lax", secure=settings.HTTPS
    )
    return response
