from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from ruamphon.pathway.enums import EvidenceStatus
from ruamphon.people.enums import Role
from ruamphon.programmes.enums import CohortState, DeliverableKind, DeliverableState, TeamState
from ruamphon.registry.models import Enterprise
from tests import cast as people
from tests.home import filling

URL = "/today/"
GROUP = "วิสาหกิจชุมชนครัวตัวอย่าง"


@pytest.fixture(autouse=True)
def nobody_stalls(request, cast):
    """The cohort rests, so that no group stands still, except where a test asks for it."""
    if "stalls" not in request.keywords:
        cast.cohort.state = CohortState.PAUSED
        cast.cohort.save()


@pytest.fixture
def see(cast, client):
    """The page as somebody of the cast sees it."""

    def see(who, language="th"):
        client.force_login(getattr(cast, who))
        response = client.get(URL, headers={"accept-language": language})
        assert response.status_code == 200
        return response

    return see


def lines(response):
    """What waits, as (what, title, url), in the order shown."""
    parts = response.context["page"].parts
    return [(line.row.what.th, line.row.title.th, line.row.url) for part in parts for line in part.lines]


def test_a_visitor_is_asked_to_sign_in(client, db):
    response = client.get(URL)
    assert (response.status_code, response.url) == (302, f"{reverse('people:sign-in')}?next={URL}")


@pytest.mark.parametrize(
    "who", ["manager", "officer", "observer", "facilitator", "adviser", "mentor", "expert"]
)
def test_all_clear_is_said_kindly(see, who):
    response = see(who)
    assert lines(response) == []
    assert "วันนี้ไม่มีเรื่องค้าง" in response.content.decode()


def test_both_languages(see):
    assert 'สวัสดี <span class="whole">มาลี ประธานกลุ่ม' in see("member").content.decode()
    assert 'Hello, <span class="whole">มาลี ประธานกลุ่ม' in see("member", "en").content.decode()


@pytest.mark.parametrize("who", ["stranger", "lapsed_student"])
@pytest.mark.parametrize(
    ("language", "sentence"),
    [("th", "สิทธิ์ของคุณสิ้นสุดแล้วหรือยังไม่เริ่ม"), ("en", "Your access has ended or has not begun")],
)
def test_without_a_running_role_there_is_nothing_but_what_to_do(cast, see, who, language, sentence):
    filling.fill(cast, 2)
    filling.task(cast, "งานลับของกลุ่ม", owner=cast.lapsed_student)
    response = see(who, language)
    page = response.content.decode()
    assert sentence in page
    assert "page" not in response.context
    assert [word for word in (GROUP, "ตัวอย่าง", "งานลับ", "CE-") if word in page] == []


def test_a_role_that_begins_later_says_when(cast, see):
    begins = timezone.now() + timedelta(days=3)
    people.grant(cast.stranger, Role.MENTOR, cast.enterprise.scope, begins=begins)
    assert see("stranger").context["access"].begins_at == begins


def test_a_lapsed_role_says_since_when(cast, see):
    ended = cast.lapsed_student.person.grants.get().valid_until
    access = see("lapsed_student").context["access"]
    assert (access.ended_at, access.begins_at) == (ended, None)


def test_my_open_tasks_only_most_urgent_first(cast, see):
    late = filling.task(cast, "ช้าแล้ว", due_on=filling.days_ago(2))
    soon = filling.task(cast, "ใกล้ถึง", due_on=filling.days_ago(-2))
    old = filling.task(cast, "ค้างนาน", made=30)
    new = filling.task(cast, "เพิ่งมา", made=1)
    filling.task(cast, "ของคนอื่น", owner=cast.facilitator)
    assert lines(see("member")) == [
        ("งานของคุณ", each.title, reverse("programmes:task", args=[each.pk]))
        for each in (late, soon, old, new)
    ]


def test_a_task_in_a_group_no_longer_mine_to_see_is_not_shown(cast, see):
    filling.task(cast, owner=cast.other_member)
    assert lines(see("other_member")) == []


def test_reviews_wait_for_the_reviewer_and_not_for_others(cast, see):
    piece = filling.evidence(cast)
    url = reverse("pathway:evidence-review", args=[piece.pk])
    assert [(what, url) for what, _, url in lines(see("adviser"))] == [("หลักฐานรอคุณตรวจ", url)]
    assert [lines(see(who)) for who in ("mentor", "facilitator", "observer", "other_mentor")] == [
        [],
        [],
        [],
        [],
    ]


def test_a_gate_waits_for_another_officer_than_the_one_who_proposed(cast, see):
    gate = filling.gate(cast, by=cast.officer)
    row = ("รอคุณตัดสินการผ่านขั้น", "ขั้นพื้นฐาน (ขั้นที่ 1)", reverse("pathway:gate", args=[gate.pk]))
    assert [lines(see(who)) for who in ("officer", "officer2", "manager", "adviser")] == [
        [],
        [row],
        [row],
        [],
    ]


def test_a_proposed_team_waits_for_those_who_form_teams(cast, see):
    team = filling.team(cast, state=TeamState.PROPOSED, begins=-10)
    title = "องค์กรพี่เลี้ยง บริษัทพี่เลี้ยงตัวอย่าง"
    row = ("ทีมรอคุณรับ", title, reverse("programmes:team", args=[team.pk]))
    assert [lines(see(who)) for who in ("officer", "facilitator", "mentor")] == [[row], [], []]


def test_a_publication_waits_for_another_person_than_the_one_who_proposed(cast, see):
    Enterprise.objects.filter(pk=cast.enterprise.pk).update(
        publication_proposed_by=cast.officer.person, publication_proposed_at=timezone.now()
    )
    row = ("รอคุณอนุมัติการเผยแพร่", GROUP, reverse("registry:enterprise", args=[cast.enterprise.pk]))
    assert [lines(see(who)) for who in ("officer", "officer2", "member")] == [[], [row], []]


def test_work_waits_for_the_adviser_then_for_the_group(cast, see):
    draft = filling.deliverable(cast, title="ร่างแผน")
    checked = filling.deliverable(cast, title="แผนที่ตรวจแล้ว", state=DeliverableState.CHECKED)
    filling.deliverable(cast, title="ส่งกลับแล้ว", returned=True)
    to_check = ("ผลงานรอคุณตรวจ", "ร่างแผน", draft.get_absolute_url())
    to_accept = ("ผลงานรอกลุ่มรับ", "แผนที่ตรวจแล้ว", checked.get_absolute_url())
    assert lines(see("adviser")) == [to_check]
    assert lines(see("member")) == [to_accept]
    assert lines(see("mentor")) == []


def test_secret_work_is_named_to_nobody_without_the_right(cast, see):
    filling.deliverable(cast, title="สูตรลับ", kind=DeliverableKind.COST_SHEET)
    assert "สูตรลับ" in see("adviser").content.decode()
    assert ["สูตรลับ" in see(who).content.decode() for who in ("mentor", "expert", "observer")] == [False] * 3


def test_what_was_sent_back_to_a_student(cast, see):
    first, second, *_ = filling.evidence_codes(cast)
    filling.evidence(cast, code=first, status=EvidenceStatus.RETURNED, ago=6)
    later = filling.evidence(cast, code=second, status=EvidenceStatus.RETURNED, ago=4)
    work = filling.deliverable(cast, title="แผนที่ต้องแก้", returned=True, ago=9)
    response = see("student")
    returned = ("หลักฐานส่งกลับให้แก้", reverse("pathway:evidence-revise", args=[later.pk]))
    shown = [(what, url) for what, _, url in lines(response)]
    assert ("ผลงานส่งกลับให้แก้", work.get_absolute_url()) in shown
    assert returned in shown or response.context["groups"].next_url == returned[1]
    assert lines(see("other_student")) == []


def test_a_member_has_the_next_step_of_the_group_with_its_roadmap(cast, see):
    response = see("member")
    main = response.context["groups"].main
    assert (main.group.enrolment, main.group.role) == (cast.enrolment, Role.MEMBER.label)
    assert main.group.url == reverse("pathway:roadmap", args=[cast.enrolment.pk])
    page = response.content.decode()
    assert f'href="{main.group.url}"' in page
    assert str(main.roadmap.turn.sentence) in page


def test_a_student_has_what_to_hand_in(cast, see):
    groups = see("student").context["groups"]
    assert groups.main.roadmap.turn.is_mine
    urls = [groups.next_url, *(row.url for row in groups.main.to_hand_in)]
    expected = {
        reverse("pathway:evidence-new", args=[cast.enrolment.pk, code])
        for code in filling.evidence_codes(cast)
        if supplied_by_student(cast, code)
    }
    assert expected
    assert expected <= set(urls)


def supplied_by_student(cast, code):
    criteria = {each.code: each for each in filling.stage(cast, 1).criteria}
    return criteria[code].supplied_by == "student" and criteria[code].severity == "blocks"


def test_the_big_cards_thing_is_not_said_twice(cast, see):
    filling.evidence(cast, status=EvidenceStatus.RETURNED)
    response = see("student")
    assert response.context["groups"].next_url
    assert response.context["groups"].next_url not in [url for *_, url in lines(response)]


def test_helpers_see_their_groups_as_lines(cast, see):
    groups = see("adviser").context["groups"]
    assert groups.main is None
    assert [(each.enrolment, each.role, each.stage.dots) for each in groups.others] == [
        (cast.enrolment, Role.ADVISER.label, ("current", "next", "next", "next"))
    ]


def test_the_closest_group_comes_first(cast, see):
    people.grant(cast.member, Role.MENTOR, cast.other_enterprise.scope)
    groups = see("member").context["groups"]
    assert groups.main.group.enrolment == cast.enrolment
    assert [(each.enrolment, each.role) for each in groups.others] == [
        (cast.other_enrolment, Role.MENTOR.label)
    ]


def test_officers_have_no_groups_of_their_own(see):
    groups = see("officer").context["groups"]
    assert (groups.main, groups.others) == (None, ())


@pytest.mark.parametrize("number", [3, 12])
def test_the_officers_page_asks_the_same_however_many_groups(cast, client, django_assert_num_queries, number):
    filling.more_groups(cast, number)
    client.force_login(cast.officer)
    with django_assert_num_queries(30):
        response = client.get(URL)
    assert response.context["page"].number == 3 * number


@pytest.mark.parametrize("number", [3, 12])
def test_the_members_page_asks_the_same_however_many_groups(cast, client, django_assert_num_queries, number):
    filling.fill(cast, number)
    for group in filling.more_groups(cast, number):
        people.grant(cast.member, Role.MEMBER, group.scope)
    client.force_login(cast.member)
    with django_assert_num_queries(46):
        response = client.get(URL)
    assert len(response.context["groups"].others) == min(number, 11)


def test_an_odd_name_is_only_text(cast, see):
    Enterprise.objects.filter(pk=cast.enterprise.pk).update(name_th='<b>"ครัว"</b>')
    filling.task(cast, '<script>alert("1")</script>')
    page = see("member").content.decode()
    assert "<b>" not in page.replace("<b>จาก", "")
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(&quot;1&quot;)" in page
