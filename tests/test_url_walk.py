"""The URL walk: every URL, as everybody. A page that is not declared here fails the test.

Objects belong to group A (tests/world.py). Whoever is not let in sees 404 where the object is not theirs to know of,
403 with a sentence where they know it but may not do this, and the sign-in page without an account.
"""

from dataclasses import dataclass

import pytest
from django.urls import reverse

from tests import world as world_module
from tests.test_house_rules import PUBLIC, urls

EVERYONE = frozenset(
    "manager officer officer2 observer facilitator member student adviser mentor expert "
    "other_member other_mentor other_student stranger lapsed_student".split()
)
OF_A = frozenset("manager officer officer2 observer facilitator member student adviser mentor expert".split())
OFFICERS = frozenset({"manager", "officer", "officer2"})


@dataclass(frozen=True)
class Page:
    """Who may open a URL. `keys` names the attributes of the world that fill its arguments."""

    who: frozenset[str]
    keys: tuple[str, ...] = ()
    post: bool = False
    opens: int = 200
    is_file: bool = False


P = Page
DECLARED: dict[str, Page] = {}


@pytest.fixture
def world(cast):
    return world_module.build(cast)


def address(name, page, world):
    return reverse(name, args=[getattr(world, key) for key in page.keys])


def test_every_url_is_declared():
    assert {name for name, _ in urls()} == set(DECLARED)


@pytest.mark.parametrize("who", sorted(EVERYONE))
def test_everybody_opens_what_is_theirs_and_nothing_else(who, world, client):
    client.force_login(getattr(world.cast, who))
    wrong = []
    for name, page in DECLARED.items():
        url = address(name, page, world)
        allowed = who in page.who
        if page.post:
            if client.get(url).status_code != 405 and allowed:
                wrong.append((name, "GET of a POST-only page"))
            if not allowed:
                status = client.post(url).status_code
                if status not in {403, 404}:
                    wrong.append((name, "POST", status))
            continue
        response = client.get(url)
        expected = {page.opens} if allowed else {403, 404}
        if response.status_code not in expected:
            wrong.append((name, response.status_code, "expected", sorted(expected)))
    assert wrong == []


def test_without_an_account_only_public_pages_open(world, client):
    wrong = []
    for name, page in DECLARED.items():
        url = address(name, page, world)
        response = client.post(url) if page.post else client.get(url)
        to_sign_in = response.status_code == 302 and response.url.startswith(reverse("people:sign-in"))
        if (name in PUBLIC) == to_sign_in and name != "people:sign-out" and name != "people:forget":
            wrong.append((name, response.status_code))
    assert wrong == []
