"""The pages of a development plan."""

import pytest
from django.urls import reverse

from ruamphon.core.thai_dates import text
from ruamphon.pathway import actions, queries
from ruamphon.pathway.enums import PlanState
from ruamphon.pathway.models import PlanAction, PlanVersion
from ruamphon.programmes import actions as programmes
from ruamphon.programmes.models import Task
from tests.pathway.planning import action, agreed, day, draft, goal, in_force, proposed

pytestmark = pytest.mark.django_db


def edit_url(cast):
    return reverse("pathway:plan-edit", args=[cast.enrolment.pk])


def typed(form, **values):
    """What the page sends when nobody touches it, with some boxes filled in: `g0_a1_owner=…`."""
    sent = {}
    for field in form:
        value = field.value()
        if value not in (None, "", False):
            sent[field.html_name] = text(value).th if hasattr(value, "year") else str(value)
    for name, value in values.items():
        sent[name.replace("__", "-")] = value
    return sent


FILLED = {
    "goal-0-aim": "รู้ต้นทุนต่อกระปุก",
    "goal-0-measure": "มีบัญชีต้นทุนที่กลุ่มรับ",
    "goal-0-criterion": "potential-analysis",
    "goal-0-action-0-title": "ชั่งวัตถุดิบทุกรอบ",
}


def filled(cast, form, **more):
    days = {"goal-0-due_on": text(day(60)).th, "goal-0-action-0-due_on": text(day(14)).th}
    owner = {"goal-0-action-0-owner": str(cast.student.person_id)}
    return typed(form) | FILLED | days | owner | more


def page(client, url):
    response = client.get(url)
    assert response.status_code == 200
    return response


def test_a_student_drafts_and_puts_it_before_the_group(cast, at):
    client = at(cast.student)
    form = page(client, edit_url(cast)).context["form"]
    response = client.post(edit_url(cast), filled(cast, form, do="propose"))
    version = PlanVersion.objects.get()
    assert (response.status_code, response.url) == (302, version.get_absolute_url())
    assert (version.state, version.proposed_by) == (PlanState.PROPOSED, cast.student.person)
    (kept,) = queries.goals_of(queries.rows_of(version))
    assert (kept.aim, kept.due_on, kept.criterion) == ("รู้ต้นทุนต่อกระปุก", day(60), "potential-analysis")
    assert [(each.title, each.owner, each.due_on) for each in kept.actions] == [
        ("ชั่งวัตถุดิบทุกรอบ", cast.student.person_id, day(14))
    ]


def test_a_missing_owner_is_told_at_its_box_and_everything_is_kept(cast, at):
    client = at(cast.student)
    form = page(client, edit_url(cast)).context["form"]
    sent = filled(cast, form, do="propose") | {
        "goal-0-action-1-title": "จดยอดขาย",
        "goal-0-action-1-due_on": text(day(9)).th,
    }
    response = client.post(edit_url(cast), sent)
    assert response.status_code == 200
    assert response.context["form"].errors == {
        "goal-0-action-1-owner": [
            "เป้าหมายที่ 1 “รู้ต้นทุนต่อกระปุก” ข้อที่ 2 “จดยอดขาย” ยังไม่มีคนรับผิดชอบ เลือกชื่อในช่อง “ใครทำ”"
        ]
    }
    html = response.content.decode()
    assert 'value="จดยอดขาย"' in html
    version = PlanVersion.objects.get()
    assert (version.state, PlanAction.objects.count()) == (PlanState.DRAFT, 2)
    again = sent | {"seen": response.context["form"].data["seen"]}
    again["goal-0-action-1-owner"] = str(cast.member.person_id)
    assert client.post(edit_url(cast), again).status_code == 302
    version.refresh_from_db()
    assert (version.state, PlanAction.objects.count()) == (PlanState.PROPOSED, 2)


def test_a_missing_day_is_told_at_its_box_also_below_an_empty_row(cast, at):
    client = at(cast.student)
    form = page(client, edit_url(cast)).context["form"]
    sent = filled(cast, form, do="propose")
    for field in ("title", "owner", "due_on"):
        sent.pop(f"goal-0-action-0-{field}")
    sent |= {"goal-0-action-1-title": "จดยอดขาย", "goal-0-action-1-owner": str(cast.member.person_id)}
    response = client.post(edit_url(cast), sent)
    assert list(response.context["form"].errors) == ["goal-0-action-1-due_on"]


def test_a_day_that_cannot_be_read_keeps_the_page(cast, at):
    client = at(cast.student)
    form = page(client, edit_url(cast)).context["form"]
    response = client.post(edit_url(cast), filled(cast, form) | {"goal-0-due_on": "31 ก.พ. 2570"})
    assert list(response.context["form"].errors) == ["goal-0-due_on"]
    assert "31 ก.พ. 2570" in response.content.decode()
    assert PlanVersion.objects.count() == 0


@pytest.mark.parametrize(
    "crafted",
    [
        {"goal-0-action-0-owner": "999999999999999999999999"},
        {"goal-0-action-0-owner": "ใครก็ได้"},
        {"goal-0-criterion": "no-such-thing"},
        {"goal-0-code": "not-a-code"},
        {"goal-0-aim": "ก" * 301},
    ],
)
def test_what_the_page_never_offered_is_refused(cast, at, crafted):
    client = at(cast.student)
    form = page(client, edit_url(cast)).context["form"]
    response = client.post(edit_url(cast), filled(cast, form) | crafted)
    assert response.status_code == 200
    assert list(response.context["form"].errors) == list(crafted)
    assert PlanVersion.objects.count() == 0


@pytest.mark.parametrize("number", ["-1", "0", "99999999999", "๓", "x", ""])
def test_odd_numbers_of_rows_do_no_harm(cast, at, number):
    client = at(cast.student)
    form = page(client, edit_url(cast)).context["form"]
    response = client.post(edit_url(cast), filled(cast, form) | {"goals": number, "goal-0-actions": number})
    assert response.status_code in {200, 302}
    assert PlanVersion.objects.count() <= 1


def test_the_same_code_twice_is_two_rows(cast, at):
    client = at(cast.student)
    form = page(client, edit_url(cast)).context["form"]
    sent = filled(cast, form)
    sent |= {"goal-0-action-1-title": "อีกข้อ", "goal-0-action-1-code": sent["goal-0-action-0-code"]}
    assert client.post(edit_url(cast), sent).status_code == 302
    assert len(set(PlanAction.objects.values_list("code", flat=True))) == 2


def test_removing_by_a_tick_and_adding_rows(cast, at):
    draft(cast)
    client = at(cast.student)
    form = page(client, edit_url(cast)).context["form"]
    response = client.post(edit_url(cast), typed(form) | {"goal-0-action-0-remove": "on", "do": "more"})
    assert response.url == edit_url(cast)
    (kept,) = queries.goals_of(queries.rows_of(PlanVersion.objects.get()))
    assert [each.title for each in kept.actions] == ["จดยอดขายทุกวัน"]
    rows = page(client, edit_url(cast)).context["form"].goal_rows
    assert [(len(row.kept), len(row.spare)) for row in rows] == [(1, 2), (0, 2)]


def test_somebody_was_faster_and_the_next_press_keeps_mine(cast, at):
    draft(cast)
    client = at(cast.student)
    form = page(client, edit_url(cast)).context["form"]
    draft(cast, (goal(1, action(1, cast.member), aim="ที่นักพัฒนาแก้"),), by=cast.facilitator)
    sent = typed(form) | {"goal-0-aim": "ที่นักศึกษาแก้"}
    response = client.post(edit_url(cast), sent)
    (sentence,) = response.context["form"].errors["seen"]
    assert sentence.startswith("ฟ้าใส นักพัฒนา แก้แผนนี้เมื่อ")
    assert "ที่นักศึกษาแก้" in response.content.decode()
    assert (
        client.post(edit_url(cast), sent | {"seen": response.context["form"].data["seen"]}).status_code == 302
    )
    (kept,) = queries.goals_of(queries.rows_of(PlanVersion.objects.get()))
    assert kept.aim == "ที่นักศึกษาแก้"


def test_the_group_agrees_on_the_page(cast, at):
    version = proposed(cast)
    url = reverse("pathway:plan-agree", args=[version.pk])
    client = at(cast.member)
    assert "on_behalf_of" not in page(client, url).context["form"].fields
    response = client.post(url, {"revision": version.revision})
    version.refresh_from_db()
    assert (response.url, version.state) == (version.get_absolute_url(), PlanState.AGREED)


def test_an_officer_names_the_member(cast, at):
    version = proposed(cast)
    url = reverse("pathway:plan-agree", args=[version.pk])
    client = at(cast.officer)
    form = page(client, url).context["form"]
    assert cast.member.person in form.fields["on_behalf_of"].queryset
    assert client.post(url, {"revision": version.revision}).context["form"].errors.keys() == {"on_behalf_of"}
    client.post(url, {"revision": version.revision, "on_behalf_of": cast.member.person_id})
    version.refresh_from_db()
    assert version.agreed_with == cast.member.person


def test_an_officer_approves_and_the_page_of_the_group_shows_how_far_it_is(cast, at):
    version = agreed(cast)
    client = at(cast.officer)
    response = client.post(
        reverse("pathway:plan-approve", args=[version.pk]), {"revision": version.revision, "note": "เริ่มได้เลย"}
    )
    assert response.url == reverse("pathway:plan", args=[cast.enrolment.pk])
    programmes.finish_task(by=cast.student, task=Task.objects.get(owner=cast.student.person))
    response = page(at(cast.member), response.url)
    assert (response.context["sheet"].done, response.context["sheet"].total) == (1, 2)
    html = response.content.decode()
    assert "1 จาก 2" in html
    assert "เริ่มได้เลย" in html


def test_what_came_too_late_is_told_on_the_page(cast, at):
    version = agreed(cast)
    actions.approve_plan(by=cast.officer2, version=version, revision=version.revision)
    client = at(cast.officer)
    response = client.post(
        reverse("pathway:plan-approve", args=[version.pk]),
        {"revision": version.revision, "note": "ข้อความยาว"},
    )
    (sentence,) = response.context["form"].non_field_errors()
    assert sentence.startswith("อารี เจ้าหน้าที่ อนุมัติแผนนี้ไปแล้วเมื่อ")
    assert "ข้อความยาว" in response.content.decode()


def test_sending_back_on_the_page(cast, at):
    version = agreed(cast)
    client = at(cast.officer)
    url = reverse("pathway:plan-return", args=[version.pk])
    assert client.post(url, {"revision": version.revision, "reason": " "}).status_code == 200
    client.post(url, {"revision": version.revision, "reason": "วันชนกับงานประเพณี"})
    assert "วันชนกับงานประเพณี" in page(client, version.get_absolute_url()).content.decode()


def test_buttons_are_for_whose_turn_it_is(cast, at):
    version = proposed(cast)

    def buttons(who):
        context = page(at(getattr(cast, who)), version.get_absolute_url()).context
        return [name for name in ("can_draft", "can_agree", "can_approve", "can_return") if context[name]]

    assert [buttons(who) for who in ("member", "student", "mentor", "officer")] == [
        ["can_draft", "can_agree", "can_return"],
        ["can_draft"],
        [],
        ["can_draft", "can_agree", "can_return"],
    ]
    actions.agree_plan(by=cast.officer, version=version, revision=1, on_behalf_of=cast.member.person)
    assert [buttons(who) for who in ("member", "officer", "officer2")] == [
        ["can_draft", "can_return"],
        ["can_draft", "can_return"],
        ["can_draft", "can_approve", "can_return"],
    ]
    assert "จึงอนุมัติเองไม่ได้" in page(at(cast.officer), version.get_absolute_url()).content.decode()


@pytest.mark.parametrize("language", ["th", "en"])
def test_the_pages_in_both_languages(cast, at, language):
    version = in_force(cast)
    draft(cast, (goal(1, action(1, cast.member), aim="เป้าหมายใหม่"),))
    client = at(cast.officer)
    for name, pk in (
        ("plan", cast.enrolment.pk),
        ("plan-edit", cast.enrolment.pk),
        ("plan-version", version.pk),
        ("plan-version", PlanVersion.objects.first().pk),
        ("plan-print", version.pk),
        ("plan-history", version.pk),
    ):
        response = client.get(reverse(f"pathway:{name}", args=[pk]), headers={"accept-language": language})
        assert response.status_code == 200


def test_an_empty_plan_says_how_to_begin(cast, at):
    html = page(at(cast.member), reverse("pathway:plan", args=[cast.enrolment.pk])).content.decode()
    assert "ยังไม่มีแผน" in html
    assert edit_url(cast) in html
    assert (
        edit_url(cast)
        not in page(at(cast.mentor), reverse("pathway:plan", args=[cast.enrolment.pk])).content.decode()
    )


@pytest.mark.parametrize("number", [1, 6])
def test_the_plans_page_asks_the_same_however_long_it_is(cast, at, django_assert_num_queries, number):
    goals = tuple(
        goal(place, *(action(place * 10 + each, cast.member) for each in range(number)))
        for place in range(1, number + 1)
    )
    in_force(cast, goals)
    client = at(cast.member)
    with django_assert_num_queries(8):
        page(client, reverse("pathway:plan", args=[cast.enrolment.pk]))


@pytest.mark.parametrize("number", [1, 6])
def test_the_draft_page_asks_the_same_however_long_it_is(cast, at, django_assert_num_queries, number):
    goals = tuple(
        goal(place, *(action(place * 10 + each, cast.member) for each in range(number)))
        for place in range(1, number + 1)
    )
    draft(cast, goals)
    client = at(cast.member)
    with django_assert_num_queries(10):
        page(client, edit_url(cast))


def test_a_text_is_only_text(cast, at):
    draft(cast, (goal(1, action(1, cast.member, title="<b>x</b>"), aim="<script>alert(1)</script>"),))
    html = page(at(cast.member), PlanVersion.objects.get().get_absolute_url()).content.decode()
    assert "<script>alert" not in html
    assert "<b>x" not in html


def test_an_earlier_version_stays_readable(cast, at):
    first = in_force(cast)
    in_force(cast, (goal(1, action(1, cast.member, due=5)),))
    client = at(cast.member)
    html = page(client, reverse("pathway:plan", args=[cast.enrolment.pk])).content.decode()
    assert first.get_absolute_url() in html
    assert "จดยอดขายทุกวัน" in page(client, first.get_absolute_url()).content.decode()
