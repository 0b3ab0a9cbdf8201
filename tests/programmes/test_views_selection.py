"""Applying and choosing, as people do it in the browser."""

import csv
import io

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains
from python_calamine import CalamineWorkbook

from ruamphon.programmes import actions
from ruamphon.programmes.enums import SelectionOutcome
from ruamphon.programmes.models import Application, Enrolment
from tests.programmes import applying, making


@pytest.fixture
def call(cast):
    return applying.call(cast)


@pytest.fixture
def as_(client, cast):
    def sign_in(who):
        client.force_login(getattr(cast, who) if isinstance(who, str) else who)
        return client

    return sign_in


def page_of(group, call):
    return reverse("programmes:application-new", args=[group.pk, call.pk])


def filled(call, **changes):
    typed = {f"q{question.pk}": f"ตอบข้อ {question.number}" for question in call.questions.all()}
    return typed | {"needs": "อยากได้ตลาดใหม่", "revision": "0"} | changes


def thai(day):
    return f"{day.day}/{day.month}/{day.year + 543}"


def test_an_officer_opens_a_call_with_the_proposed_questions(as_, cast):
    page = reverse("programmes:cohort-call", args=[cast.cohort.pk])
    client = as_("officer")
    offered = client.get(page).context["form"].initial["questions_th"].splitlines()
    assert len(offered) == 3
    typed = {
        "opens_on": thai(making.in_days(0)),
        "closes_on": thai(making.in_days(20)),
        "questions_th": "ขายอะไร\n\nอยากได้อะไร",
        "questions_en": "",
    }
    assert client.post(page, typed).status_code == 302
    assert [row.text_th for row in cast.cohort.call.questions.all()] == ["ขายอะไร", "อยากได้อะไร"]
    uneven = client.post(page, typed | {"questions_en": "One"})
    assert list(uneven.context["form"].errors) == ["questions_en"]


def test_a_member_finds_the_call_and_applies(as_, cast, call):
    client = as_("member")
    listed = client.get(reverse("programmes:group-applications", args=[cast.enterprise.pk]))
    assertContains(listed, page_of(cast.enterprise, call))
    shown = client.get(page_of(cast.enterprise, call))
    assertContains(shown, "น้ำพริกตัวอย่าง")  # from the register, not typed again
    assertNotContains(shown, 'name="on_behalf_of"')
    kept = client.post(page_of(cast.enterprise, call), filled(call, keep="draft", needs=""))
    draft = Application.objects.get()
    assert (kept.url, draft.state) == (draft.get_absolute_url(), "draft")
    sent = client.post(page_of(cast.enterprise, call), filled(call, revision="1"))
    draft.refresh_from_db()
    assert (sent.url, draft.state, draft.needs) == (draft.get_absolute_url(), "handed_in", "อยากได้ตลาดใหม่")
    assert client.get(page_of(cast.enterprise, call)).url == draft.get_absolute_url()


def test_what_is_missing_is_said_at_its_box_and_nothing_is_lost(as_, cast, call):
    first, second = call.questions.all()
    typed = filled(call, **{f"q{second.pk}": ""})
    response = as_("member").post(page_of(cast.enterprise, call), typed)
    assert list(response.context["form"].errors) == [f"q{second.pk}"]
    assertContains(response, f"ตอบข้อ {first.number}")
    assert not Application.objects.exists()


def test_an_officer_names_the_member(as_, cast, call):
    group = applying.candidate(cast)
    client = as_("officer")
    response = client.post(page_of(group, call), filled(call))
    assert list(response.context["form"].errors) == ["on_behalf_of"]
    named = group.memberships.get().person
    client.post(page_of(group, call), filled(call, on_behalf_of=named.pk))
    shown = client.get(Application.objects.get().get_absolute_url())
    assertContains(shown, f"ของ {named.name_th} กรอกแทนโดย ออมสิน เจ้าหน้าที่")


def test_a_group_without_members_is_told_to_add_one(as_, cast, call):
    group = applying.candidate(cast, members=0)
    assertContains(as_("officer").get(page_of(group, call)), reverse("registry:member-add", args=[group.pk]))


def test_saving_over_another_keeps_the_words_and_works_the_second_time(as_, cast, call):
    member = applying.member_of(cast.enterprise, "malai")
    actions.save_application(by=member, call=call, enterprise=cast.enterprise, answers={})
    client = as_("member")
    refused = client.post(page_of(cast.enterprise, call), filled(call, needs="ของมาลี"))
    assertContains(refused, "malai ของกลุ่ม")
    assertContains(refused, "ของมาลี")
    assertContains(refused, 'name="revision" value="1"')
    again = client.post(page_of(cast.enterprise, call), filled(call, needs="ของมาลี", revision="1"))
    assert again.status_code == 302
    assert Application.objects.get().needs == "ของมาลี"


def test_a_closed_call_is_said_and_a_filled_page_is_kept(as_, cast):
    call = applying.call(cast, begins=-9, ends=-1)
    client = as_("member")
    assert client.get(page_of(cast.enterprise, call)).status_code == 403
    response = client.post(page_of(cast.enterprise, call), filled(call, needs="ของมาลี"))
    assertContains(response, "ปิดรับสมัครแล้ว")
    assertContains(response, "ของมาลี")


@pytest.mark.parametrize("who", ["stranger", "lapsed_student", "other_member", "other_mentor"])
def test_those_outside_do_not_know_of_it(who, as_, cast, call):
    sent = applying.applied(cast, call, cast.enterprise)
    client = as_(who)
    for url in (page_of(cast.enterprise, call), sent.get_absolute_url()):
        assert client.get(url).status_code == 404


def test_two_officers_decide_and_the_group_reads_why(as_, cast, call):
    sent = applying.applied(cast, call, cast.other_enterprise)
    proposing = reverse("programmes:selection-propose", args=[sent.pk])
    response = as_("officer").post(proposing, {"outcome": "wait", "reason": "ขอดูสมาชิกอีกครั้ง"})
    waiting = sent.selections.get()
    assert response.url == waiting.get_absolute_url()
    deciding = reverse("programmes:selection-decide", args=[waiting.pk])
    assertContains(as_("officer").get(waiting.get_absolute_url()), "จึงตัดสินเองไม่ได้")
    assert as_("officer").post(deciding, {"outcome": "accept", "reason": "รับ"}).status_code == 403
    assertNotContains(as_("other_member").get(sent.get_absolute_url()), "ขอดูสมาชิกอีกครั้ง")
    as_("officer2").post(deciding, {"outcome": "accept", "reason": "พร้อมแล้ว รับเข้ารุ่นนี้"})
    assert Enrolment.objects.filter(enterprise=cast.other_enterprise, cohort=call.cohort).exists()
    shown = as_("other_member").get(sent.get_absolute_url())
    assertContains(shown, "พร้อมแล้ว รับเข้ารุ่นนี้")
    assertContains(shown, "ได้รับคัดเลือก")
    late = as_("manager").post(deciding, {"outcome": "refuse", "reason": "ไม่รับ"})
    assertContains(late, "อารี เจ้าหน้าที่")


def test_the_ranking_goes_out_as_a_table_without_formulas(as_, cast, call):
    group = applying.candidate(cast, "=HYPERLINK(1) กลุ่มตัวอย่าง")
    sent = applying.applied(cast, call, group)
    waiting = actions.propose_selection(
        by=cast.officer, application=sent, outcome=SelectionOutcome.REFUSE, reason="ยังไม่พร้อม"
    )
    actions.decide_selection(
        by=cast.officer2, selection=waiting, outcome=SelectionOutcome.REFUSE, reason="-ยังไม่พร้อม"
    )
    page = reverse("programmes:selection-export", args=[call.cohort.pk])
    client = as_("officer")
    _, row = csv.reader(io.StringIO(client.get(page, {"format": "csv"}).content.decode("utf-8-sig")))
    assert row[2:5] == [group.code, "'=HYPERLINK(1) กลุ่มตัวอย่าง", "ยังไม่ได้รับคัดเลือก"]
    assert row[12:15] == ["ยังไม่รับรอบนี้", "'-ยังไม่พร้อม", "อารี เจ้าหน้าที่"]
    book = CalamineWorkbook.from_filelike(io.BytesIO(client.get(page).content))
    assert book.get_sheet_by_index(0).to_python()[1][2:5] == row[2:5]
