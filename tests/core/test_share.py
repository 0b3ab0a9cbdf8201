"""The share page's parts: a link to LINE without any API, a QR, and text in both languages."""

from urllib.parse import parse_qs, urlparse

import pytest
from django.urls import reverse

from ruamphon.core.share import line_link, qr_picture


def test_line_gets_the_text_whole():
    text = "งาน “ฉลาก” & ราคา 100%\nhttps://example.org/tasks/7/?a=1#b"
    link = urlparse(line_link(text))
    assert (link.scheme, link.netloc, link.path) == ("https", "line.me", "/R/share")
    assert parse_qs(link.query) == {"text": [text]}


def test_the_qr_is_a_drawing_without_style_or_script():
    drawing = qr_picture("https://example.org/tasks/7/")
    assert drawing.startswith("<svg")
    assert "style=" not in drawing
    assert "script" not in drawing


PAGES = [
    ("programmes:task-share", "programmes:task", "task"),
    ("programmes:activity-share", "programmes:activity", "visit"),
    ("pathway:roadmap-share", "pathway:roadmap", "enrolment"),
]


@pytest.mark.parametrize(("share", "thing", "key"), PAGES)
def test_ready_text_in_both_languages_and_a_link_that_shows_nothing_to_strangers(
    client, world, share, thing, key
):
    url = reverse(thing, args=[getattr(world, key)])
    client.force_login(world.cast.student)
    page = client.get(reverse(share, args=[getattr(world, key)])).text
    assert page.count(f"http://testserver{url}") >= 4
    assert page.count('href="https://line.me/R/share?text=') == 2
    assert "เปิดดูในรวมพล (ต้องเข้าสู่ระบบ)" in page
    assert "Open it in Ruamphon (sign-in needed)" in page
    client.logout()
    assert client.get(url).url.startswith(reverse("people:sign-in"))
    client.force_login(world.cast.other_student)
    assert client.get(url).status_code == 404
