"""Stalls and plans on the page of the day, and everything of one kind page by page."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from ruamphon.home.enums import WaitKind
from ruamphon.home.queries import standing_still, waiting_for, waiting_page
from ruamphon.pathway import actions as pathway
from ruamphon.programmes.enums import CohortState
from ruamphon.programmes.models import Enrolment
from tests.home import filling
from tests.pathway import planning

TODAY_URL = "/today/"


def of_kind(account, *kinds):
    rows = waiting_for(account, today=timezone.localdate())
    return [(row.kind, row.title.th, row.url) for row in rows if row.kind in kinds]


@pytest.fixture
def moving(cast):
    """Group B moves; group A has had nothing recorded for forty days."""
    cast.cohort.begins_on = timezone.localdate() - timedelta(days=45)
    cast.cohort.save()
    Enrolment.objects.filter(pk=cast.enrolment.pk).update(enrolled_on=filling.days_ago(40))
    Enrolment.objects.filter(pk=cast.other_enrolment.pk).update(enrolled_on=filling.days_ago(5))
    return cast


def test_a_group_that_stands_still_waits_for_those_who_plan_its_work(moving):
    visit = reverse("programmes:visit-new", args=[moving.enrolment.pk])
    roadmap = reverse("pathway:roadmap", args=[moving.enrolment.pk])
    title = "ลงพื้นที่หรือโทรหากลุ่ม แล้วบันทึกไว้"
    for who, url in (("officer", visit), ("manager", visit), ("facilitator", roadmap), ("adviser", roadmap)):
        assert of_kind(getattr(moving, who), WaitKind.STALL) == [(WaitKind.STALL, title, url)]
    for who in ("member", "student", "mentor", "observer", "other_mentor", "stranger", "lapsed_student"):
        assert of_kind(getattr(moving, who), WaitKind.STALL) == []


def test_more_groups_than_are_looked_at_are_said_to_be_more(moving, monkeypatch):
    def rows():
        every = waiting_for(moving.officer, today=timezone.localdate())
        return [(row.enterprise, row.is_partial) for row in every if row.kind is WaitKind.STALL]

    assert rows() == [(moving.enterprise.name, False)]
    monkeypatch.setattr(standing_still, "MOST_LOOKED_AT", 1)
    assert rows() == [(moving.enterprise.name, True)]


def test_it_waits_no_more_once_something_is_recorded(moving):
    filling.activity(moving, ago=2)
    assert of_kind(moving.officer, WaitKind.STALL) == []


def test_the_stall_says_why_and_since_when(moving):
    (row,) = [
        row for row in waiting_for(moving.officer, today=timezone.localdate()) if row.kind is WaitKind.STALL
    ]
    assert row.enterprise == moving.enterprise.name
    assert row.since == filling.days_ago(40)
    assert row.note.startswith("ไม่มีอะไรบันทึกมา 40 วัน")


def test_a_plan_waits_for_the_group_then_for_an_officer(cast):
    kinds = (WaitKind.PLAN_TO_AGREE, WaitKind.PLAN_TO_APPROVE, WaitKind.PLAN_BACK)
    version = planning.proposed(cast)
    to_agree = [(WaitKind.PLAN_TO_AGREE, "แผนพัฒนา ฉบับที่ 1", version.get_absolute_url())]
    people = ("member", "facilitator", "student", "officer", "officer2", "mentor", "other_member", "stranger")
    assert [of_kind(getattr(cast, who), *kinds) for who in people] == [to_agree, to_agree, *[[]] * 6]
    silent = cast.enterprise.memberships.filter(person__account=None).first().person
    pathway.agree_plan(by=cast.officer, version=version, revision=1, on_behalf_of=silent)
    to_approve = [(WaitKind.PLAN_TO_APPROVE, "แผนพัฒนา ฉบับที่ 1", version.get_absolute_url())]
    assert [of_kind(getattr(cast, who), *kinds) for who in people] == [[], [], [], [], to_approve, [], [], []]
    pathway.return_plan(by=cast.officer2, version=version, revision=1, reason="วันชนกัน")
    back = [(WaitKind.PLAN_BACK, "แผนพัฒนา ฉบับที่ 1", version.get_absolute_url())]
    assert [of_kind(getattr(cast, who), *kinds) for who in people] == [[], [], back, [], [], [], [], []]
    planning.draft(cast, (planning.goal(1, aim="แก้แล้ว"),))
    assert of_kind(cast.student, *kinds) == []


@pytest.mark.parametrize("number", [2, 9])
def test_the_officers_page_with_stalls_and_plans_asks_the_same(
    cast, client, django_assert_num_queries, number
):
    filling.more_groups(cast, number)
    Enrolment.objects.update(enrolled_on=filling.days_ago(60))
    for enrolment in Enrolment.objects.filter(cohort=cast.cohort):
        plan = pathway.save_plan_draft(
            by=cast.officer,
            enrolment=enrolment,
            goals=(planning.goal(enrolment.pk, planning.action(enrolment.pk, cast.officer)),),
            seen="none",
        )
        version = pathway.propose_plan(by=cast.officer, version=plan, revision=1)
        version.state, version.agreed_by, version.agreed_at = (
            "agreed",
            cast.officer.person,
            timezone.now(),
        )
        version.save()
    client.force_login(cast.officer2)
    with django_assert_num_queries(44):
        response = client.get(TODAY_URL)
    counts = {each.kind: each.count for each in response.context["page"].sums}
    assert counts[WaitKind.PLAN_TO_APPROVE] == str(number + 2)
    assert counts[WaitKind.STALL] == "2"  # the cast's own groups; the others had a visit lately


def test_many_things_are_counted_exactly_and_the_first_are_shown(cast, client):
    cast.cohort.state = CohortState.PAUSED
    cast.cohort.save()
    for number in range(99):
        filling.task(cast, f"งานที่ {number}", owner=cast.officer, due_on=filling.days_ago(number))
    client.force_login(cast.officer)
    page = client.get(TODAY_URL).context["page"]
    assert (page.count, page.number, [len(part.lines) for part in page.parts]) == ("99", 99, [8])
    assert page.parts[0].lines[0].row.title.th == "งานที่ 98"
    filling.task(cast, "งานที่ร้อย", owner=cast.officer)
    response = client.get(TODAY_URL)
    assert response.context["page"].count == "99+"
    html = response.content.decode()
    assert "มี 99+ เรื่องรอคุณอยู่" in html
    assert f'href="{reverse("home:waiting", args=["tasks"])}"' in html


def test_everything_of_a_kind_page_by_page(cast, client):
    for number in range(65):
        filling.task(cast, f"งานที่ {number:02}", owner=cast.officer, due_on=filling.days_ago(number))
    client.force_login(cast.officer)
    url = reverse("home:waiting", args=["tasks"])
    pages = [client.get(url, {"page": page}) for page in (1, 2, 3, 4)]
    titles = [[line.row.title.th for line in page.context["lines"]] for page in pages]
    assert [len(each) for each in titles] == [30, 30, 5, 0]
    assert [title for page in titles for title in page] == [
        f"งานที่ {number:02}" for number in reversed(range(65))
    ]
    assert [page.context["has_more"] for page in pages] == [True, True, False, False]


@pytest.mark.parametrize("kind", list(WaitKind))
def test_every_kind_has_its_page(cast, client, kind):
    filling.fill(cast, 2)
    client.force_login(cast.officer2)
    response = client.get(reverse("home:waiting", args=[kind.value]))
    assert response.status_code == 200
    first, _ = waiting_page(cast.officer2, kind, today=timezone.localdate(), page=1)
    assert [line.row for line in response.context["lines"]] == first
    assert {row.kind for row in first} <= {kind}


@pytest.mark.parametrize("page", ["0", "-3", "x", "9999999999999"])
def test_an_odd_page_number_is_the_first_or_the_last(cast, client, page):
    client.force_login(cast.officer)
    assert client.get(reverse("home:waiting", args=["tasks"]), {"page": page}).status_code == 200


def test_an_unknown_kind_is_not_found(cast, client):
    client.force_login(cast.officer)
    assert client.get("/today/anything/").status_code == 404


def test_without_a_running_role_nothing_is_told(cast, client):
    filling.task(cast, "งานลับ", owner=cast.lapsed_student)
    client.force_login(cast.lapsed_student)
    assert "งานลับ" not in client.get(reverse("home:waiting", args=["tasks"])).content.decode()
