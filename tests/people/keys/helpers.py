"""Short ways for the tests of keys."""

import time

import pyotp
from django.urls import reverse

from ruamphon.people.keys import actions
from tests.cast import PASSWORD

SIGN_IN, SECOND, SECURITY = (reverse(f"people:{name}") for name in ("sign-in", "second-step", "security"))
TODAY = reverse("home:today")
SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
ANDROID = "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 Chrome/138.0.0.0 Mobile Safari/537.36"


def code(steps=0):
    """What an app with SECRET shows now, or some half-minutes from now."""
    return pyotp.TOTP(SECRET).at(time.time() + 30 * steps)


def wrong_code():
    """Six digits that are right at no step near now."""
    right = {code(steps) for steps in range(-3, 4)}
    return next(
        digits
        for digits in ("111111", "222222", "333333", "444444", "555555", "666666", "777777", "888888")
        if digits not in right
    )


def with_app(account):
    """The account gets an app with SECRET; gives back its recovery codes."""
    return actions.add_authenticator(by=account, secret=SECRET, step=0)


def password_step(client, who, **more):
    return client.post(SIGN_IN, {"identifier": who.username, "password": PASSWORD} | more)


def code_step(client, typed):
    return client.post(SECOND, {"form": "code", "code": typed})


def recovery_step(client, typed):
    return client.post(SECOND, {"form": "recovery", "recovery": typed})
