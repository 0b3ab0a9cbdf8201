"""Addresses that nobody's page links to: numbers no row can have, long queries, bytes that are no text."""

import pytest
from django.test import Client
from django.urls import NoReverseMatch, reverse

from tests.bad_input.conftest import DOORS, WHO, client_for
from tests.bad_input.pages import speaks, text_of
from tests.test_url_walk import DECLARED

HUGE = ("99999999999999999999999", "9223372036854775807", "0", "9" * 5000)


def numbered(name):
    return all(
        key not in {"token", "stop_token", "programme_code", "enterprise_code"} for key in DECLARED[name].keys
    )


def addresses_with(number, name, keys):
    """The addresses of a page with one of its keys replaced; those after the first are numbers or codes."""
    mark = 987654321
    try:
        rows = [[mark if place == key else 1 for key in range(keys)] for place in range(keys)]
        found = [reverse(name, args=row) for row in rows]
    except NoReverseMatch:
        found = [reverse(name, args=[mark, *["some-code"] * (keys - 1)])]
    return [url.replace(str(mark), number) for url in found]


@pytest.mark.parametrize("number", HUGE, ids=lambda number: number[:25])
def test_a_number_no_row_has_is_not_found(number, world):
    client = client_for(world, "manager")
    wrong = []
    for name, page in DECLARED.items():
        if not page.keys or not numbered(name):
            continue
        for url in addresses_with(number, name, len(page.keys)):
            response = client.post(url) if page.post else client.get(url)
            if response.status_code != 404 or not speaks(text_of(response), "th"):
                wrong.append((name, url[:60], response.status_code))
    assert wrong == []


def test_a_public_cohort_of_a_huge_number_is_not_found(world):
    client = Client(raise_request_exception=False)
    for number in HUGE:
        assert client.get(f"/show/programmes/sample/cohorts/{number}/").status_code == 404


ODD = ("%00%ff%fe%ed%a0%80", "9" * 30, "9" * 5000)
NAMES = ("q", "page", "after", "kind", "stage", "cohort", "playbook", "as", "next", "role", "token")


@pytest.mark.parametrize("odd", ODD, ids=range(len(ODD)))
def test_odd_words_behind_the_question_mark_never_break_a_page(odd, world):
    clients = {who: client_for(world, who) for who in WHO}
    query = "&".join(f"{name}={odd}" for name in NAMES)
    wrong = []
    for name, page in DECLARED.items():
        if page.post or page.is_file or page.opens != 200 or not page.who:
            continue
        who = next(who for who in WHO if who in page.who)
        client = Client(raise_request_exception=False) if name in DOORS else clients[who]
        url = reverse(name, args=[getattr(world, key) for key in page.keys])
        response = client.get(f"{url}?{query}")
        if response.status_code >= 500 or (response.status_code >= 400 and not text_of(response)):
            wrong.append((name, response.status_code))
    assert wrong == []


@pytest.mark.parametrize("session", ['"\\000aaaaaaaaaaaa"', '"\\377\\376aaaaaaaaa"', "a" * 4000])
def test_an_odd_session_cookie_is_no_session(session, world):
    client = Client(raise_request_exception=False)
    for name in ("sessionid", "ruamphon_people", "ruamphon_language", "messages"):
        response = client.get("/people/sign-in/", headers={"cookie": f"{name}={session}"})
        assert response.status_code == 200, name


@pytest.mark.parametrize(
    "path",
    [
        "/%00/",
        "/people/join/%00/",
        "/people/join/" + "a" * 5000 + "/",
        "/%ff/",
        "/show/groups/" + "a" * 5000 + "/",
    ],
)
def test_an_odd_path_is_not_found(path, db):
    assert Client(raise_request_exception=False).get(path).status_code in {404, 410}


def test_odd_words_in_the_posts_without_a_form(world):
    client = client_for(world, "manager")
    for odd in ("\x00", "9" * 5000, "x" * 5000, "-1"):
        for name, field in (
            ("people:switch", "as"),
            ("people:forget", "account"),
            ("set_language", "language"),
        ):
            response = client.post(reverse(name), {field: odd, "next": odd})
            assert response.status_code in {302, 204}, (name, odd[:5])
            client = client_for(world, "manager")
