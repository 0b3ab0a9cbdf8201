"""Nothing is left of a person on what the public can reach, from the second a consent is withdrawn.

The scan looks at every public page and at every URL whose name speaks of exports, feeds, search or calendars, as they
are declared in the URL walk: what is added there later is scanned without being named here.
"""

import html
import json
import re
from io import BytesIO
from urllib.parse import unquote
from zipfile import BadZipFile, ZipFile

import pytest
from django.core.files.storage import default_storage
from django.test import Client
from django.urls import reverse

from ruamphon.people.consent import actions as consent
from ruamphon.people.consent.enums import How, Purpose
from ruamphon.programmes.models import ActivityPhoto, PublicPhoto
from tests import cast as cast_module
from tests import world as world_module
from tests.test_house_rules import PUBLIC
from tests.test_url_walk import DECLARED, address

SPEAKS_OF_OUTPUT = re.compile(r"export|feed|search|calendar|ics|sheet|download")
OUTSIDERS = (None, "stranger", "lapsed_student", "other_member", "other_mentor")
NAME_TH, NAME_EN, NICKNAME = "ชนกนันท์ ไร้ร่องรอย", "Chanoknan Notrace", "หมวยไม่ทิ้งรอย"
PHONE = "0819998877"
WORDS = (NAME_TH, NAME_EN, NICKNAME, PHONE, "081-999-8877")


def with_a_name_of_its_own(cast):
    """Group A is public; its chair agreed to be named and is in the photo on its page."""
    chair = cast.member.person
    chair.name_th, chair.name_en, chair.nickname, chair.phone = NAME_TH, NAME_EN, NICKNAME, PHONE
    chair.save()
    return world_module.build(cast)


@pytest.fixture(scope="class")
def kept_world(stage):
    return stage.at(cast_module.build, with_a_name_of_its_own)


def outputs():
    """The declared URLs that are public or speak of exports, feeds or search."""
    return {
        name: page
        for name, page in DECLARED.items()
        if not page.post and (name in PUBLIC or SPEAKS_OF_OUTPUT.search(name))
    }


def in_plain(response):
    """Everything a response says, as text: zipped sheets unpacked, JSON and HTML escapes undone."""
    body = b"".join(response.streaming_content) if response.streaming else response.content
    try:
        with ZipFile(BytesIO(body)) as archive:
            body = b"\n".join(archive.read(name) for name in archive.namelist())
    except BadZipFile:
        pass
    text = body.decode("utf-8", "replace")
    if "json" in response.headers.get("Content-Type", ""):
        text = json.dumps(json.loads(text), ensure_ascii=False)
    told = " ".join(f"{name}: {value}" for name, value in response.headers.items())
    return html.unescape(text) + unquote(told) + html.unescape(unquote(text)), body


def traces(world):
    """(URL name, who, word) wherever something of the person is found, with the response's caching."""
    photo = ActivityPhoto.objects.select_related("file").get(pk=world.visit_photo)
    with default_storage.open(photo.file.path) as file:
        picture = file.read()
    addresses = [reverse("showcase:photo", args=[world.public_photo]), photo.file.path, photo.file.sha256]
    found = []
    for who in OUTSIDERS:
        client = Client()
        if who:
            client.force_login(getattr(world.cast, who))
        for name, page in outputs().items():
            for asked in ({}, *({"q": word} for word in WORDS)):
                response = client.get(address(name, page, world), asked, follow=True)
                text, body = in_plain(response)
                kept = response.headers.get("Cache-Control", "")
                echoed = asked.get("q")  # a search box may print what was typed into it
                found += [(name, who, word, kept) for word in WORDS if word in text and word != echoed]
                found += [(name, who, "photo", kept) for mark in addresses if mark in text]
                found += [(name, who, "photo", kept)] if body == picture else []
    return found


def withdraw(world, purpose):
    client = Client()
    client.force_login(world.cast.member)
    chosen = {"purpose": purpose.value, "version": "1", "step": "withdraw"}
    assert client.post(reverse("people:consents"), chosen).status_code == 302


def test_a_withdrawn_person_leaves_no_trace_in_any_public_page_export_feed_or_search(world):
    before = traces(world)
    assert {(name, word) for name, _, word, _ in before} == {
        ("showcase:enterprise", NAME_TH),
        ("showcase:enterprise", NICKNAME),
        ("showcase:enterprise", "photo"),
        ("showcase:photo", "photo"),
    }
    assert {kept for *_, kept in before} == {"private, no-store"}
    withdraw(world, Purpose.PUBLIC_NAME)
    assert {(name, word) for name, _, word, _ in traces(world)} == {
        ("showcase:enterprise", "photo"),
        ("showcase:photo", "photo"),
    }
    withdraw(world, Purpose.PUBLIC_PHOTO)
    assert traces(world) == []


def test_an_english_page_names_and_forgets_the_person_too(world, client):
    page = reverse("showcase:enterprise", args=[world.enterprise_code])
    english = {"accept-language": "en"}
    assert NAME_EN in client.get(page, headers=english).text
    withdraw(world, Purpose.PUBLIC_NAME)
    assert NAME_EN not in client.get(page, headers=english).text


def test_one_who_does_not_agree_takes_the_photo_of_all_off(world):
    other = world.cast.officer.person
    shown = PublicPhoto.objects.get(pk=world.public_photo)
    assert PublicPhoto.objects.agreed().get() == shown
    consent.tag_people(by=world.cast.officer, file=shown.photo.file, people=[world.cast.member.person, other])
    assert list(PublicPhoto.objects.agreed()) == []
    consent.give_consent(
        by=world.cast.officer, person=other, purpose=Purpose.PUBLIC_PHOTO, version=1, how=How.PLATFORM
    )
    assert PublicPhoto.objects.agreed().get() == shown


def test_every_page_of_the_public_site_forbids_caches_to_keep_it(world, client):
    for name in PUBLIC:
        if name.startswith("showcase:"):
            response = client.get(address(name, DECLARED[name], world))
            assert (name, response.status_code, response["Cache-Control"]) == (name, 200, "private, no-store")
