"""Every long form keeps a draft, under a name of its own, and none keeps a secret."""

import pytest
from lxml import html

from tests.test_url_walk import DECLARED, address

VIEWERS = ("officer2", "manager", "member", "student", "adviser", "officer")
WORDS = {"text", "email", "tel", "url", "number", "search", "date"}
SHORT = 4
"""So many single lines make a form long, as one box for several lines does."""
TYPED_AGAIN = {
    "/people/join/": "it asks for a new password",
    "/registry/imports/new/": "cells are pasted, not typed, and hold other people's names and phones",
    "/cashbook/import/": "cells are pasted, not typed, and tell of the group's money",
}
"""Long forms without a draft, with the reason."""


def forms_of(content):
    """POST forms of a page that belong to the page itself, not to its frame."""
    return html.fromstring(content).xpath("//main//form[translate(@method, 'POST', 'post')='post']")


def is_long(form):
    lines = [box for box in form.xpath(".//input") if (box.get("type") or "text") in WORDS]
    return bool(form.xpath(".//textarea")) or len(lines) >= SHORT


def is_secret(box):
    return box.get("type") == "password" or "password" in box.get("autocomplete", "")


@pytest.fixture
def pages(world, client):
    """(address, page) for each page of the walk, seen by somebody who may."""
    found = []
    for name, page in DECLARED.items():
        who = next((viewer for viewer in VIEWERS if viewer in page.who), None)
        if page.post or page.opens != 200 or page.is_file or who is None:
            continue
        client.force_login(getattr(world.cast, who))
        url = address(name, page, world)
        response = client.get(url)
        if "html" in response.headers["Content-Type"]:
            found.append((url, response.content))
    return found


def test_every_long_form_keeps_a_draft_and_none_keeps_a_secret(pages):
    long = [(url, form) for url, content in pages for form in forms_of(content) if is_long(form)]
    assert len({url for url, _ in long}) > 15, "the walk found no long forms: this test proves nothing"
    assert [
        url
        for url, form in long
        if not form.get("data-draft") and not any(part in url for part in TYPED_AGAIN)
    ] == []

    kept = [(url, form) for url, content in pages for form in forms_of(content) if form.get("data-draft")]
    with_secret = [url for url, form in kept if any(map(is_secret, form.xpath(".//input")))]
    assert with_secret == []

    by_key = {}
    for url, form in kept:  # two pages may show the same form; two forms never share a draft
        by_key.setdefault(form.get("data-draft"), set()).add(form.get("action") or url)
    shared = {key: forms for key, forms in by_key.items() if len(forms) > 1 or key == "form"}
    assert shared == {}


def test_leaving_ends_the_drafts(cast, client):
    client.force_login(cast.officer)
    content = client.get("/people/switch/").content
    ends = [form.get("action", "") for form in html.fromstring(content).xpath("//form[@data-ends-drafts]")]
    assert ends == ["/people/sign-out/", ""]
