"""The list, opening, e-mail wishes, the link in an e-mail, and the officers' pages."""

import pytest
from django.test import Client
from django.urls import reverse

from ruamphon.core.text import Text
from ruamphon.people.actions import end_grant
from ruamphon.people.models import Grant
from ruamphon.people.outbox.enums import MessageKind, OutgoingState, Problem
from ruamphon.people.outbox.mail import stop_token
from ruamphon.people.outbox.models import Message, Outgoing, wish_of
from tests.people.outbox.post import told, wants

pytestmark = pytest.mark.django_db
LIST, READ, MAIL, OUTBOX = (
    reverse(f"people:{name}") for name in ("messages", "messages-read", "mail", "outbox")
)
ABOUT = Text("ภาพฉลาก", "The label")


@pytest.fixture
def message(cast):
    made, _ = told(cast.student, scope_id=cast.enterprise.scope_id, about=ABOUT, url="/tasks/7/")
    return made


def opened(message):
    return reverse("people:message-open", args=[message.pk])


def test_the_badge_is_on_every_page_until_it_is_read(client, cast, message):
    client.force_login(cast.student)
    assert "ยังไม่ได้อ่าน 1 ข้อความ" in client.get(reverse("home:today")).text
    answer = client.post(opened(message))
    assert (answer.status_code, answer.url) == (302, "/tasks/7/")
    assert "ยังไม่ได้อ่าน" not in client.get(reverse("home:today")).text


def test_looking_at_the_list_reads_nothing(client, cast, message):
    client.force_login(cast.student)
    page = client.get(LIST).text
    assert "มีงานมอบหมายให้คุณ" in page
    assert "ภาพฉลาก" in page
    message.refresh_from_db()
    assert message.read_at is None
    assert client.get(opened(message)).status_code == 405


def test_in_english(client, cast, message):
    client.force_login(cast.student)
    client.cookies["ruamphon_language"] = "en"
    page = client.get(LIST).text
    assert "You were given a task" in page
    assert "The label" in page


def test_nobody_opens_or_reads_anothers(client, cast, message):
    client.force_login(cast.officer)
    for name in ("message-open", "message-read"):
        assert client.post(reverse(f"people:{name}", args=[message.pk])).status_code == 404
    client.post(READ, {"up_to": message.pk})
    message.refresh_from_db()
    assert message.read_at is None


def test_after_the_grant_nothing_of_it_is_shown_and_it_leads_nowhere(client, cast, message):
    end_grant(by=None, grant=Grant.objects.get(person=cast.student.person), reason="จบภาคเรียน")
    client.force_login(cast.student)
    page = client.get(LIST).text
    assert "คุณดูเรื่องนี้ไม่ได้แล้ว" in page
    for words in ("ภาพฉลาก", cast.enterprise.name_th, "/tasks/7/", opened(message)):
        assert words not in page
    assert client.post(opened(message)).url == LIST


def test_read_one_and_read_all(client, cast, message):
    second, _ = told(cast.student, cause="two")
    client.force_login(cast.student)
    client.post(reverse("people:message-read", args=[message.pk]))
    assert list(Message.objects.unread()) == [second]
    client.post(READ, {"up_to": second.pk})
    assert not Message.objects.unread().exists()
    assert "อ่านครบแล้ว" in client.get(LIST).text


@pytest.mark.parametrize("typed", ["", "x", "-1", "9" * 40])
def test_a_broken_read_all_reads_nothing(client, cast, message, typed):
    client.force_login(cast.student)
    assert client.post(READ, {"up_to": typed}).status_code == 302
    assert Message.objects.unread().exists()


def test_an_empty_list_says_so_and_a_key_past_the_end_too(client, cast):
    client.force_login(cast.mentor)
    assert "ยังไม่มีข้อความ" in client.get(LIST).text
    assert "ไม่มีข้อความเก่ากว่านี้" in client.get(LIST, {"after": 1}).text


def test_wishes_are_chosen_and_say_when_mail_is_off_or_has_no_address(client, cast):
    client.force_login(cast.student)
    page = client.get(MAIL).text
    assert "ยังไม่ได้เปิดส่งอีเมล" in page
    assert "คุณยังไม่ได้ให้อีเมลไว้" in page
    client.post(MAIL, {"kinds": ["task_given", "gate_decided"], "language": "en"})
    wish = wish_of(cast.student.person_id)
    assert (wish.kinds, wish.language) == (["gate_decided", "task_given"], "en")
    client.post(MAIL, {"language": "th"})
    assert wish_of(cast.student.person_id).kinds == []
    assert client.post(MAIL, {"kinds": ["nonsense"], "language": "th"}).status_code == 200


class TestTheLinkInAnEmail:
    @pytest.fixture
    def link(self, cast):
        wants(cast.student, MessageKind.TASK_GIVEN, MessageKind.GATE_DECIDED)
        token = stop_token(cast.student.person_id, MessageKind.TASK_GIVEN)
        return reverse("people:mail-stop", args=[token])

    def test_looking_changes_nothing_and_names_nobody(self, client, cast, link):
        page = client.get(link).text
        assert "มีงานมอบหมายให้คุณ" in page
        assert cast.student.person.name_th not in page
        assert wish_of(cast.student.person_id).kinds == ["gate_decided", "task_given"]

    def test_a_mail_program_posts_it_without_cookies(self, cast, link):
        answer = Client(enforce_csrf_checks=True).post(link, {"List-Unsubscribe": "One-Click"})
        assert answer.status_code == 200
        assert wish_of(cast.student.person_id).kinds == ["gate_decided"]

    @pytest.mark.parametrize("token", ["x", "WzEsInRhc2tfZ2l2ZW4iXQ:x:y"])
    def test_a_made_up_one_stops_nothing(self, client, cast, link, token):
        assert client.post(reverse("people:mail-stop", args=[token])).status_code == 410
        assert wish_of(cast.student.person_id).kinds == ["gate_decided", "task_given"]


def test_the_link_of_an_erased_person_is_no_error(client):
    token = stop_token(987654, MessageKind.TASK_GIVEN)
    assert client.get(reverse("people:mail-stop", args=[token])).status_code == 410


class TestOfficers:
    @pytest.fixture
    def doubtful(self, cast, mail_on):
        wants(cast.student, MessageKind.TASK_GIVEN)
        _, made = told(cast.student, scope_id=cast.enterprise.scope_id, about=ABOUT)
        Outgoing.objects.filter(pk=made.pk).update(
            state=OutgoingState.DOUBTFUL, problem=Problem.STOPPED_MIDWAY, tries=1
        )
        return made

    def test_the_list_says_what_is_wrong_and_never_what_it_is_about(self, client, cast, doubtful):
        client.force_login(cast.officer)
        for url in (OUTBOX, f"{OUTBOX}?show=all", doubtful.get_absolute_url()):
            page = client.get(url).text
            assert cast.student.person.name_th in page
            assert "ระบบหยุดกลางคัน" in page
            assert "ภาพฉลาก" not in page
        assert "s•••@example.org" in page

    def test_a_decision_takes_it_off_the_list_and_into_the_history(self, client, cast, doubtful):
        client.force_login(cast.officer)
        url = reverse("people:outgoing-decide", args=[doubtful.pk])
        assert client.post(url, {"decision": "nonsense"}).url == doubtful.get_absolute_url()
        assert client.post(url, {"decision": "arrived"}).url == OUTBOX
        assert "ไม่มีเรื่องต้องตัดสิน" in client.get(OUTBOX).text
        assert client.post(url, {"decision": "again"}).status_code == 403
        history = client.get(reverse("people:outgoing-history", args=[doubtful.pk])).text
        assert "ตัดสินข้อความขาออก" in history
        assert "ไม่แน่ใจว่าส่งถึง → ส่งแล้ว" in history

    def test_of_another_programme_is_not_there(self, client, cast, doubtful):
        client.force_login(cast.other_member)
        assert client.get(OUTBOX).status_code == 403
        assert client.get(doubtful.get_absolute_url()).status_code == 404
        assert (
            client.post(
                reverse("people:outgoing-decide", args=[doubtful.pk]), {"decision": "again"}
            ).status_code
            == 404
        )
