"""Ends before beginnings, playbooks with mistakes, and text that was sent before: said where it is, with all kept."""

from datetime import timedelta

import pytest

from ruamphon.programmes.models import Enrolment, Team
from tests.bad_input.conftest import client_for
from tests.bad_input.pages import LANGUAGES, everything, forms_in, lost, speaks, text_of, thai_year, today


def form_at(client, url):
    return forms_in(client.get(url).content, url)[0].filled


def refused(client, sent, language, *hints):
    """Send; check that it is refused with sentences that hold the hints, and that nothing is lost or written."""
    before = everything()
    response = sent.send(client, language)
    assert response.status_code == 200
    said = [text for texts in response.context["form"].errors.values() for text in texts]
    assert said
    assert all(speaks(sentence, language) for sentence in said)
    for hint in hints:
        assert any(hint in sentence for sentence in said), said
    assert [sentence for sentence in said if plain(sentence) not in text_of(response)] == []
    assert lost(sent, response) == []
    assert everything() == before
    return said


def plain(sentence):
    return " ".join(sentence.replace("\0", "").split())


def day(distance):
    return thai_year(today() + timedelta(days=distance))


TEAMS = {"students": {"advisers": "อาจารย์ ใหม่"}, "mentor": {}, "facilitators": {}, "experts": {}}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", TEAMS)
def test_a_team_that_ends_before_it_begins(kind, language, world):
    client = client_for(world, "officer")
    sent = form_at(client, f"/enrolments/{world.enrolment}/teams/new/?kind={kind}")
    sent = sent.having(people="สมชาย ใจดี", begins_on=day(10), ends_on=day(9), **TEAMS[kind])
    refused(client, sent, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_team_cannot_be_moved_to_end_before_it_began_or_in_the_past(language, world):
    client = client_for(world, "officer")
    sent = form_at(client, f"/teams/{world.team}/dates/")
    begins = Team.objects.get(pk=world.team).begins_on
    refused(client, sent.having(ends_on=thai_year(begins - timedelta(days=1))), language)
    refused(client, sent.having(ends_on=day(-1)), language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_access_that_ends_before_it_begins(language, world):
    client = client_for(world, "officer")
    sent = form_at(client, "/people/access/invite/").having(phone="", until=day(-1))
    refused(client, sent, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_cohort_that_ends_before_it_begins(language, world):
    client = client_for(world, "officer")
    sent = form_at(client, f"/cohorts/{world.cohort}/edit/")
    refused(client, sent.having(year="2569", seats="9", begins_on=day(3), ends_on=day(2)), language)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("year", ["69", "1483", "3112", "ปีหน้า", "9" * 10])
def test_a_year_of_the_wrong_era(year, language, world):
    client = client_for(world, "officer")
    sent = form_at(client, f"/cohorts/{world.cohort}/edit/")
    refused(client, sent.having(year=year, seats="9", begins_on="", ends_on=""), language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_somebody_left_before_joining(language, world):
    client = client_for(world, "officer")
    sent = form_at(client, f"/registry/members/{world.member}/edit/")
    refused(client, sent.having(phone="", joined_on=day(-5), left_on=day(-6)), language)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", ["offices", "belongings"])
def test_an_office_that_ends_before_it_begins(page, language, world):
    client = client_for(world, "officer")
    key = {"offices": world.office, "belongings": world.belonging}[page]
    sent = form_at(client, f"/registry/{page}/{key}/edit/")
    refused(client, sent.having(from_on=day(-5), to_on=day(-6), seen_on=""), language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_next_visit_before_this_one(language, world):
    client = client_for(world, "student")
    sent = form_at(client, f"/enrolments/{world.enrolment}/visits/new/")
    refused(client, sent.having(happened_on=day(-1), next_on=day(-2)), language)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("text", "due"), [("ส่งฉลาก", ""), ("", "30/6/2575"), ("ส่งฉลาก", "31 มิ.ย. 2575")])
def test_half_a_condition(text, due, language, world):
    client = client_for(world, "officer2")
    url = f"/gates/{world.gate}/"
    sent = next(form for form in forms_in(client.get(url).content, url) if form.url.endswith("/decide/"))
    typed = {"outcome": "passed_with_conditions", "reason": "ตามที่คุยกัน"}
    sent = sent.having(**typed, **{"condition-1-text": text, "condition-1-due_on": due})
    before = everything()
    response = sent.send(client, language)
    assert response.status_code == 200
    problems = [
        text
        for form in response.context["conditions_form"]
        for texts in form.errors.values()
        for text in texts
    ]
    assert problems
    assert all(speaks(problem, language) and problem in text_of(response) for problem in problems)
    assert lost(sent, response) == []
    assert everything() == before


SPOILED = {
    "unknown fact": ('fact = "members"', 'fact = "membres"', ("membres", "membres")),
    "unknown role": ('supplied_by = "student"', 'supplied_by = "stagiaire"', ("stagiaire", "stagiaire")),
    "broken quote": ('code = "thammasat-model"', 'code = "thammasat-model', ("อ่านไฟล์ไม่ได้", "cannot be read")),
}


def import_form(world):
    client = client_for(world, "manager")
    return client, form_at(client, f"/programmes/{world.programme}/playbooks/import/")


def playbook_text(world):
    return world.cast.playbook.toml.replace('programme = "thammasat-model"', 'programme = "sample"')


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("mistake", SPOILED)
def test_a_playbook_with_a_mistake(mistake, language, world):
    right, wrong, hints = SPOILED[mistake]
    text = playbook_text(world)
    assert right in text
    client, form = import_form(world)
    refused(
        client, form.having(toml=text.replace(right, wrong, 1)), language, hints[LANGUAGES.index(language)]
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_mistake_of_a_playbook_at_once_with_its_line(language, world):
    lines = playbook_text(world).replace('fact = "members"', 'fact = "membres"', 1).split("\n")
    codes = [number for number, line in enumerate(lines) if line.startswith("code = ") and number > 20]
    lines[codes[3]] = lines[codes[2]]
    lines += ["[[stages]]", 'code = "empty"', "number = 5", 'title_th = "ว่าง"', 'title_en = "Empty"']
    client, form = import_form(world)
    said = refused(client, form.having(toml="\n".join(lines)), language, "membres")
    no_criteria = {"th": "อย่างน้อยหนึ่งข้อ", "en": "Add at least one"}[language]
    twice = {"th": "ซ้ำกัน", "en": "is used 2 times"}[language]
    assert [any(hint in one for one in said) for hint in (no_criteria, twice)] == [True, True], said
    fact_line = next(number for number, line in enumerate(lines, 1) if "membres" in line)
    assert len(said) >= 3
    numbered = [one for one in said if any(letter.isdigit() for letter in one)]
    assert numbered, (fact_line, said)


HOSTILE = {
    "deep": "a = " + "[" * 5000,
    "deep table": "[" + ".".join("a" for _ in range(5000)) + "]",
    "long number": "number = " + "9" * 6000,
    "nul in a title": None,
    "surrogate": 'title_th = "\\ud800"',
    "odd date": "a = 9999-99-99T99:99:99Z",
    "html": "<script>alert(1)</script>",
    "empty table": "[[stages]]",
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_playbook_is_refused_like_any_other(kind, world):
    text = HOSTILE[kind]
    if text is None:
        text = (
            playbook_text(world)
            .replace('name_th = "', 'name_th = "\\u0000', 3)
            .replace('th = "', 'th = "\\u0000', 3)
        )
    client, form = import_form(world)
    refused(client, form.having(toml=text), "th")
    refused(client, form.having(toml=[]).with_file("file", "เกณฑ์.toml", text.encode()), "th")


def test_a_playbook_file_that_is_no_text(world):
    client, form = import_form(world)
    refused(client, form.having(toml=[]).with_file("file", "เกณฑ์.toml", b"\xff\xfe\x00"), "th", "UTF-8")
    refused(client, form.having(toml=[]).with_file("file", "เกณฑ์.toml", b"x" * 600_000), "th", "500 KB")
    refused(client, form.having(toml="ข้อความ").with_file("file", "เกณฑ์.toml", b"a = 1"), "th")


def test_a_playbook_with_an_over_long_title(world):
    client, form = import_form(world)
    text = playbook_text(world)
    refused(client, form.having(toml=text.replace('th = "', 'th = "' + "ก" * 400, 1)), "th")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_note_survives_when_the_group_left_while_it_was_written(language, world):
    client = client_for(world, "student")
    typed = {"summary": "ขายที่ตลาดเช้าและออนไลน์"}
    sent = form_at(client, f"/deliverables/{world.checked_work}/versions/new/").having(**typed)
    leave = {"state": "left", "ended_on": today(), "left_reason": "ขอพัก"}
    Enrolment.objects.filter(pk=world.enrolment).update(**leave)
    refused(client, sent, language)
