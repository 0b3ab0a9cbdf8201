"""Every long form keeps a draft, under a name of its own, and none keeps a secret."""

import pytest
from lxml import html

from tests import world as world_module
from tests.test_url_walk import DECLARED, address

VIEWERS = ("officer2", "manager", "member", "student", "adviser", "officer")
WORDS = {"text", "email", "tel", "url", "number", "search", "date"}
SHORT = 4
"""So many single lines make a form long, as one box for several lines does."""
TYPED_AGAIN = {"people:sign-in": "a name and a password"}


def forms_of(content):
    """POST forms of a page that belong to the page itself, not to its frame."""
    return html.fromstring(content).xpath("//main//form[translate(@method, 'POST', 'post')='post']")


def is_long(form):
    lines = [box for box in form.xpath(".//input") if (box.get("type") or "text") in WORDS]
    return bool(form.xpath(".//textarea")) or len(lines) >= SHORT


def is_secret(box):
    return box.get("type") == "password" or "password" in box.get("autocomplete", "")


@pytest.fixture
def pages(cast, client):
    """(URL name, page) for each page of the walk, seen by somebody who may."""
    world, found = world_module.build(cast), []
    for name, page in DECLARED.items():
        who = next((viewer for viewer in VIEWERS if viewer in page.who), None)
        if page.post or page.opens != 200 or page.is_file or who is None:
            continue
        client.force_login(getattr(cast, who))
        response = client.get(address(name, page, world))
        if "html" in response.headers["Content-Type"]:
            found.append((name, response.content))
    return found


def test_every_long_form_keeps_a_draft_and_none_keeps_a_secret(pages):
    long = [(name, form) for name, content in pages for form in forms_of(content) if is_long(form)]
    assert len({name for name, _ in long}) > 15, "the walk found no long forms: this test proves nothing"
    assert [name for name, form in long if not form.get("data-draft") and name not in TYPED_AGAIN] == []

    kept = [(name, form) for name, content in pages for form in forms_of(content) if form.get("data-draft")]
    with_secret = [name for name, form in kept if any(map(is_secret, form.xpath(".//input")))]
    assert with_secret == []

    by_key = {}
    for name, form in kept:
        by_key.setdefault(form.get("data-draft"), set()).add(name)
    shared = {key: names for key, names in by_key.items() if len(names) > 1 or key == "form"}
    assert shared == {}


def test_leaving_ends_the_drafts(cast, client):
    client.force_login(cast.officer)
    content = client.get("/people/switch/").content
    ends = [form.get("action", "") for form in html.fromstring(content).xpath("//form[@data-ends-drafts]")]
    assert ends == ["/people/sign-out/", ""]
