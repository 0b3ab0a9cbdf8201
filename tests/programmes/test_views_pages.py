"""Every page of the room, opened by each person, in both languages."""

from datetime import date

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains

from ruamphon.core.models import Source
from ruamphon.programmes.models import Agreement, Programme
from tests.programmes import making

AROUND = {
    "manager",
    "officer",
    "officer2",
    "observer",
    "facilitator",
    "member",
    "student",
    "adviser",
    "mentor",
    "expert",
}
OUTSIDE = {"other_member", "other_mentor", "other_student", "stranger", "lapsed_student"}
EVERYBODY = sorted(AROUND | OUTSIDE)
OFFICE = {"manager", "officer", "officer2"}
WATCHING = OFFICE | {"observer"}
RECORDING = AROUND - {"observer"}
READING_WORK = OFFICE | {"member", "student", "adviser"}
READING_HISTORY = OFFICE | {"observer", "facilitator", "member", "adviser"}


@pytest.fixture
def things(cast):
    """One of each record of our group."""
    secret = making.work(cast, kind="cost_sheet", title="ต้นทุนน้ำพริก", file=[making.photo()])
    visit = making.visit(
        cast, photos=[making.photo()], next_on=making.in_days(7), people=[cast.member.person]
    )
    return {
        "programme": cast.programme,
        "cohort": cast.cohort,
        "enrolment": cast.enrolment,
        "team": making.student_team(cast),
        "activity": visit,
        "photo": visit.photos.get(),
        "work": making.work(cast),
        "secret": secret,
        "file": secret.versions.get(),
        "task": cast.enrolment.tasks.get(),
    }


# page → (thing, who sees it, who is told why not; everyone else meets 404)
PAGES = {
    "programme": ("programme", WATCHING, set()),
    "programme-history": ("programme", WATCHING, set()),
    "cohort-new": ("programme", OFFICE, {"observer"}),
    "cohort": ("cohort", WATCHING, set()),
    "cohort-edit": ("cohort", OFFICE, {"observer"}),
    "cohort-history": ("cohort", WATCHING, set()),
    "cohort-enrol": ("cohort", OFFICE, {"observer"}),
    "activity-new": ("cohort", OFFICE, {"observer"}),
    "enrolment": ("enrolment", AROUND, set()),
    "enrolment-state": ("enrolment", OFFICE, AROUND - OFFICE),
    "enrolment-history": ("enrolment", READING_HISTORY, AROUND - READING_HISTORY),
    "team-new": ("enrolment", OFFICE, AROUND - OFFICE),
    "visit-new": ("enrolment", RECORDING, {"observer"}),
    "deliverable-new": ("enrolment", {"student"}, AROUND - {"student"}),
    "task-new": (
        "enrolment",
        OFFICE | {"facilitator", "adviser"},
        AROUND - OFFICE - {"facilitator", "adviser"},
    ),
    "team": ("team", AROUND, set()),
    "team-dates": ("team", OFFICE, AROUND - OFFICE),
    "team-end": ("team", OFFICE, AROUND - OFFICE),
    "team-history": ("team", READING_HISTORY, AROUND - READING_HISTORY),
    "activity": ("activity", AROUND, set()),
    "activity-history": ("activity", READING_HISTORY, AROUND - READING_HISTORY),
    "activity-photo": ("photo", AROUND, set()),
    "deliverable": ("secret", READING_WORK, set()),
    "deliverable-comment": ("secret", READING_WORK, set()),
    "deliverable-check": ("secret", OFFICE | {"adviser"}, {"member", "student"}),
    "deliverable-return": ("secret", OFFICE | {"adviser"}, {"member", "student"}),
    "deliverable-accept": ("secret", set(), READING_WORK),
    "deliverable-version-new": ("secret", {"student"}, READING_WORK - {"student"}),
    "deliverable-file": ("file", READING_WORK, set()),
    "deliverable-history": ("secret", READING_WORK - {"student"}, {"student"}),
    "task": ("task", AROUND, set()),
    "task-done": (
        "task",
        OFFICE | {"facilitator", "adviser"},
        AROUND - OFFICE - {"facilitator", "adviser"},
    ),
    "task-cancel": (
        "task",
        OFFICE | {"facilitator", "adviser"},
        AROUND - OFFICE - {"facilitator", "adviser"},
    ),
    "task-history": ("task", READING_HISTORY, AROUND - READING_HISTORY),
}


def expected(name, sees, refused):
    return 200 if name in sees else 403 if name in refused else 404


@pytest.mark.parametrize("page", PAGES)
def test_page_opens_for_exactly_these_people(client, cast, things, page):
    thing, sees, refused = PAGES[page]
    url = reverse(f"programmes:{page}", args=[things[thing].pk])
    found = {}
    for name in EVERYBODY:
        client.force_login(cast.accounts[name])
        found[name] = client.get(url).status_code
    assert found == {name: expected(name, sees, refused) for name in EVERYBODY}


HTML_PAGES = [page for page, (_, sees, _) in PAGES.items() if sees and not page.endswith(("photo", "file"))]


@pytest.mark.parametrize("page", HTML_PAGES)
def test_page_speaks_both_languages(client, cast, things, page):
    thing, sees, _ = PAGES[page]
    client.force_login(cast.accounts[min(sees)])
    url = reverse(f"programmes:{page}", args=[things[thing].pk])
    thai = client.get(url, headers={"accept-language": "th"}).content.decode()
    english = client.get(url, headers={"accept-language": "en"}).content.decode()
    assert ('<html lang="th">' in thai, '<html lang="en">' in english) == (True, True)
    assert thai.split("<main")[1] != english.split("<main")[1]


@pytest.mark.parametrize("kind", ["students", "mentor", "facilitators", "experts"])
def test_form_of_each_kind_of_team_opens(client, cast, kind):
    client.force_login(cast.officer)
    response = client.get(reverse("programmes:team-new", args=[cast.enrolment.pk]), {"kind": kind})
    assert response.context["form"].kind == kind


def test_list_of_programmes_shows_only_mine(client, cast):
    client.force_login(cast.officer)
    assert list(client.get(reverse("programmes:programmes")).context["programmes"]) == [cast.programme]
    client.force_login(cast.student)
    assert client.get(reverse("programmes:programmes")).status_code == 403


def test_nobody_signed_in_is_sent_to_sign_in(client, cast):
    url = reverse("programmes:enrolment", args=[cast.enrolment.pk])
    response = client.get(url)
    assert (response.status_code, response.url) == (302, f"{reverse('people:sign-in')}?next={url}")


def test_programme_page_tells_its_story_with_sources(client, cast):
    source = Source.objects.create(code="sample", title_th="ข่าวตัวอย่าง", url="https://example.org/news")
    Programme.objects.filter(pk=cast.programme.pk).update(
        about_th="เรื่องของโครงการ",
        about_en="The story",
        area_th="เขตตัวอย่าง",
        lead=cast.university,
        source=source,
    )
    agreement = Agreement.objects.create(
        programme=cast.programme,
        title_th="บันทึกตัวอย่าง",
        signed_on=date(2022, 6, 14),
        venue_th="โรงแรมตัวอย่าง",
        venue_en="Sample Hotel",
        witness=cast.officer.person,
        witness_post_th="ผู้ว่าฯ ตัวอย่าง",
    )
    agreement.parties.create(organisation=cast.mentor_company)
    cast.programme.milestones.create(
        code="m", year=2019, title_th="งานตัวอย่าง", title_en="Sample day", source=source
    )
    cast.programme.partners.create(organisation=cast.mentor_company, part_th="พี่เลี้ยง", part_en="Mentor")
    client.force_login(cast.observer)
    url = reverse("programmes:programme", args=[cast.programme.pk])
    english = client.get(url, headers={"accept-language": "en"}).content.decode()
    wanted = (
        "The story",
        "เขตตัวอย่าง",
        "Sample Hotel",
        "14 June 2022",
        "2019",
        "Sample day",
        "Mentor",
        source.url,
    )
    assert [words for words in wanted if words not in english] == []
    assert "ปี 2562" in client.get(url, headers={"accept-language": "th"}).content.decode()


def test_a_programme_opens_to_its_playbook(cast, client):
    client.force_login(cast.manager)
    page = client.get(cast.programme.get_absolute_url())
    assertContains(page, f'<a href="/playbooks/{cast.playbook.pk}/">{cast.playbook.title}</a>', html=True)
    assert client.get(f"/playbooks/{cast.playbook.pk}/").status_code == 200
