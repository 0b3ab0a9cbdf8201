"""The world with what the URL walk does not need: work that waits for a group, and a version to move to."""

from dataclasses import dataclass
from hashlib import sha256

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from ruamphon.programmes import actions as programmes
from ruamphon.programmes.enums import DeliverableKind, PlaybookState, TeamKind
from ruamphon.programmes.models import PlaybookVersion
from ruamphon.registry import actions as registry
from tests import cast as cast_module
from tests import world as world_module
from tests.bad_input.pages import forms_in
from tests.test_url_walk import DECLARED, PUBLIC

WHO = ("student", "adviser", "officer2", "officer", "member", "manager", "other_mentor", "stranger")
"""Who opens a page: the first of these who may."""


@pytest.fixture(scope="class")
def kept_world(stage):
    return stage.at(cast_module.build, build)


def build(cast):
    """The world of the URL walk, a checked piece of work, a newer playbook, a group in no cohort."""
    made = world_module.build(cast)
    work = programmes.start_deliverable(
        by=cast.student,
        enrolment=cast.enrolment,
        kind=DeliverableKind.MARKETING_PLAN,
        title="แผนการตลาด (ตัวอย่าง)",
        summary="ขายที่ตลาดเช้า",
        file=[world_module.photo("แผน.jpg")],
    )
    programmes.check_deliverable(by=cast.adviser, deliverable=work, version=1)
    text = cast.playbook.toml + "\n# ฉบับที่สาม\n"
    newer = PlaybookVersion.objects.create(
        programme=cast.programme,
        number=3,
        title_th="เกณฑ์ฉบับใหม่",
        title_en="A newer playbook",
        state=PlaybookState.PUBLISHED,
        published_at=timezone.now(),
        toml=text,
        sha256=sha256(text.encode()).hexdigest(),
    )
    group = registry.register_enterprise(
        by=cast.officer, within=cast.programme.scope, name_th="วิสาหกิจชุมชนยังไม่เข้ารุ่น (ตัวอย่าง)"
    )
    made.keys |= {"checked_work": work.pk, "newer_playbook": newer.pk, "new_group": group.pk}
    return made


@dataclass(frozen=True)
class Opened:
    """A form, the page it was read from, and the client of the person who opened it."""

    name: str
    client: Client
    page: object
    form: object


@pytest.fixture(scope="class")
def kept_forms(stage):
    """The forms of the world, read once: refused input changes nothing, so one reading serves all tests."""
    return stage.at(cast_module.build, build, read_forms)


def read_forms(world):
    """Every form of the product that has something to fill in, as read from its page."""
    clients = {None: Client()}
    for who in WHO:
        clients[who] = Client()
        clients[who].force_login(getattr(world.cast, who))
    found = []
    for name, who, url in _pages(world):
        page = clients[who].get(url)
        assert page.status_code == 200, (name, who, page.status_code)
        found += [
            Opened(name, clients[who], page, form)
            for form in forms_in(page.content, url)
            if any(kind != "hidden" for kind in form.boxes.values())
        ]
    return found


@pytest.fixture
def opened(kept_forms, db):
    """The forms, in a test whose own writing is undone at its end."""
    return kept_forms


def _pages(world):
    for name, page in DECLARED.items():
        if page.post or page.is_file or page.opens != 200 or not page.who:
            continue
        who = next(who for who in WHO if who in page.who)
        yield name, None if name in DOORS else who, _address(world, name, page.keys)
    for kind in TeamKind:
        yield (
            "programmes:team-new",
            "officer",
            _address(world, "programmes:team-new", ("enrolment",)) + f"?kind={kind}",
        )
    for who in ("member", "officer"):
        yield (
            "programmes:deliverable-accept",
            who,
            _address(world, "programmes:deliverable-accept", ("checked_work",)),
        )
    yield "pathway:gate", "officer2", _address(world, "pathway:gate", ("gate",))
    move = _address(world, "pathway:playbook-move", ("cohort",))
    yield "pathway:playbook-move", "manager", f"{move}?playbook={world.newer_playbook}"
    for name in ("evidence-new", "evidence-revise"):
        keys = DECLARED[f"pathway:{name}"].keys
        yield f"pathway:{name}", "officer", _address(world, f"pathway:{name}", keys)


def client_for(world, who):
    """A browser in which somebody of the cast has signed in."""
    client = Client(raise_request_exception=False)
    client.force_login(getattr(world.cast, who))
    return client


DOORS = {"people:sign-in", "people:join"} & set(PUBLIC)


def _address(world, name, keys):
    return reverse(name, args=[getattr(world, key) for key in keys])
