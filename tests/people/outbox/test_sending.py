"""Crash points, two workers, moods of a mail server: what goes out, what is known, what is never done twice."""

import re
import threading
from datetime import timedelta
from email import message_from_string
from email.header import decode_header, make_header

import pytest
from django.core import mail
from django.db import connections
from django.utils import timezone

from ruamphon.people.actions import end_grant
from ruamphon.people.models import Grant, Person
from ruamphon.people.outbox import actions, sending, tasks
from ruamphon.people.outbox.enums import Decision, MailLanguage, MessageKind, OutgoingState
from ruamphon.people.outbox.models import Outgoing
from ruamphon.people.outbox.sending import claim, deliver, reclaim
from ruamphon.people.outbox.states import LEASE, MOST_TRIES
from tests import cast as cast_module
from tests.people.outbox.post import told, wants

pytestmark = pytest.mark.django_db
KIND = MessageKind.TASK_GIVEN


@pytest.fixture
def outgoing(cast, mail_on):
    """One message to the student, waiting to go out."""
    wants(cast.student, KIND)
    return told(cast.student, scope_id=cast.enterprise.scope_id, url="/tasks/1/")[1]


def state_of(outgoing):
    outgoing.refresh_from_db()
    return outgoing.state, outgoing.problem


class Killed(BaseException):
    """The worker is no more: nothing after this line of it runs."""


def killed(*_args, **_more):
    raise Killed


class TestALetter:
    def test_it_is_neutral_has_both_forms_and_a_way_out(self, outgoing, cast):
        assert tasks.send_outgoing.call() == 1
        letter = mail.outbox[0]
        assert state_of(outgoing) == ("sent", "")
        assert letter.to == ["somebody@example.org"]
        assert letter.subject == "รวมพล: มีงานมอบหมายให้คุณ"
        assert letter.extra_headers["Message-ID"] == f"<{outgoing.key}@ruamphon.example.org>"
        stop = letter.extra_headers["List-Unsubscribe"].strip("<>")
        assert stop.startswith("https://ruamphon.example.org/people/messages/mail/stop/")
        assert letter.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        html, kind = letter.alternatives[0]
        assert kind == "text/html"
        for words in (letter.body, html):
            assert "https://ruamphon.example.org/people/messages/" in words
            assert stop in words
            assert cast.enterprise.name_th not in words
            assert cast.student.person.name_th not in words

    def test_in_the_readers_language(self, cast, mail_on):
        wants(cast.student, KIND, language=MailLanguage.ENGLISH)
        told(cast.student, scope_id=cast.enterprise.scope_id)
        tasks.send_outgoing.call()
        letter = mail.outbox[0]
        assert letter.subject == "Ruamphon: You were given a task"
        assert not re.search("[\u0e00-\u0e7f]", letter.body + letter.alternatives[0][0])

    def test_over_the_wire(self, outgoing, mail_server):
        server = mail_server()
        tasks.send_outgoing.call()
        assert state_of(outgoing) == ("sent", "")
        letter = message_from_string(server.letters[0])
        assert letter["Message-ID"] == f"<{outgoing.key}@ruamphon.example.org>"
        assert str(make_header(decode_header(letter["Subject"]))) == "รวมพล: มีงานมอบหมายให้คุณ"
        assert letter["To"] == "somebody@example.org"
        assert [part.get_content_type() for part in letter.get_payload()] == ["text/plain", "text/html"]

    def test_nothing_is_called_sent_while_mail_is_switched_off_again(self, outgoing, settings, monkeypatch):
        settings.EMAIL_IS_ON = False
        monkeypatch.setattr(tasks, "wake", killed)
        tasks.wake_if_due()
        assert tasks.send_outgoing.call() == 0
        assert (mail.outbox, state_of(outgoing)) == ([], ("waiting", ""))

    def test_once_is_enough(self, outgoing):
        assert [tasks.send_outgoing.call(), tasks.send_outgoing.call()] == [1, 0]
        assert len(mail.outbox) == 1


class TestCrashes:
    def test_killed_before_it_was_handed_over_it_waits_again_and_goes_out_once(self, outgoing, monkeypatch):
        monkeypatch.setattr(sending, "_hands_over", killed)
        with pytest.raises(Killed):
            tasks.send_outgoing.call()
        monkeypatch.undo()
        assert state_of(outgoing) == ("sending", "")
        assert tasks.send_outgoing.call() == 0, "the lease still holds"
        assert reclaim(timezone.now() + LEASE) == 1
        assert state_of(outgoing) == ("waiting", "")
        Outgoing.objects.update(due_at=timezone.now())
        assert tasks.send_outgoing.call() == 1
        assert len(mail.outbox) == 1

    def test_killed_after_sending_nobody_knows_and_it_is_not_repeated(self, outgoing, monkeypatch):
        monkeypatch.setattr(sending, "_settle", killed)
        with pytest.raises(Killed):
            tasks.send_outgoing.call()
        monkeypatch.undo()
        assert len(mail.outbox) == 1
        assert reclaim(timezone.now() + LEASE - timedelta(seconds=1)) == 0
        assert reclaim(timezone.now() + LEASE) == 1
        assert state_of(outgoing) == ("doubtful", "stopped_midway")
        assert tasks.send_outgoing.call() == 0
        assert len(mail.outbox) == 1

    def test_sent_again_by_an_officer_it_is_the_same_letter(self, outgoing, cast, monkeypatch):
        monkeypatch.setattr(sending, "_settle", killed)
        with pytest.raises(Killed):
            tasks.send_outgoing.call()
        monkeypatch.undo()
        reclaim(timezone.now() + LEASE)
        actions.decide_outgoing(by=cast.officer, outgoing=outgoing, decision=Decision.AGAIN)
        tasks.send_outgoing.call()
        assert state_of(outgoing) == ("sent", "")
        first, second = (letter.extra_headers["Message-ID"] for letter in mail.outbox)
        assert first == second

    def test_a_slow_worker_that_lost_its_lease_does_not_send(self, outgoing):
        slow = claim(timezone.now())
        reclaim(timezone.now() + LEASE)
        deliver(slow)
        assert mail.outbox == []
        assert state_of(outgoing) == ("waiting", "")

    def test_a_slow_worker_knows_better_than_a_doubt(self, outgoing, monkeypatch):
        slow = claim(timezone.now())
        settle = sending._settle

        def late(*args, **more):
            assert reclaim(timezone.now() + LEASE) == 1
            assert state_of(outgoing) == ("doubtful", "stopped_midway")
            settle(*args, **more)

        monkeypatch.setattr(sending, "_settle", late)
        deliver(slow)
        assert state_of(outgoing) == ("sent", "")

    def test_but_not_better_than_an_officer(self, outgoing, cast, monkeypatch):
        slow = claim(timezone.now())
        settle = sending._settle

        def too_late(*args, **more):
            reclaim(timezone.now() + LEASE)
            actions.decide_outgoing(by=cast.officer, outgoing=outgoing, decision=Decision.AGAIN)
            settle(*args, **more)

        monkeypatch.setattr(sending, "_settle", too_late)
        deliver(slow)
        assert state_of(outgoing) == ("waiting", "")

    def test_dying_again_and_again_before_the_server_ends_too(self, outgoing):
        for _ in range(MOST_TRIES):
            Outgoing.objects.update(due_at=timezone.now())
            assert claim(timezone.now()) is not None
            reclaim(timezone.now() + LEASE)
        assert state_of(outgoing) == ("failed", "no_connection")

    def test_the_worker_looks_by_itself_for_what_was_left(self, outgoing, monkeypatch):
        woken = []
        monkeypatch.setattr(tasks, "wake", lambda: woken.append(1))
        tasks.wake_if_due()
        claim(timezone.now())
        tasks.wake_if_due()
        assert woken == [1]
        Outgoing.objects.update(leased_until=timezone.now())
        tasks.wake_if_due()
        assert woken == [1, 1]


class TestServers:
    def test_nobody_answers_so_it_waits_longer_each_time_and_fails_in_the_end(self, outgoing, mail_server):
        server = mail_server()
        server.stop()
        server.stop = lambda: None
        pauses = []
        for _ in range(MOST_TRIES - 1):
            before = timezone.now()
            Outgoing.objects.update(due_at=before)
            tasks.send_outgoing.call()
            assert state_of(outgoing) == ("waiting", "no_connection")
            pauses.append(round((outgoing.due_at - before).total_seconds() / 60))
        assert pauses == [1, 5, 30, 120, 360, 720]
        Outgoing.objects.update(due_at=timezone.now())
        tasks.send_outgoing.call()
        assert state_of(outgoing) == ("failed", "no_connection")

    @pytest.mark.parametrize(
        ("moods", "state", "letters"),
        [
            ({"answer": "451 later"}, ("waiting", "not_now"), 1),
            ({"answer": "554 never"}, ("failed", "refused"), 1),
            ({"answer": ""}, ("doubtful", "cut_off"), 1),
            ({"recipient": "450 later"}, ("waiting", "not_now"), 0),
            ({"recipient": "550 unknown"}, ("failed", "refused"), 0),
        ],
    )
    def test_what_the_server_says_decides(self, outgoing, mail_server, moods, state, letters):
        server = mail_server(**moods)
        tasks.send_outgoing.call()
        assert state_of(outgoing) == state
        assert len(server.letters) == letters

    def test_trouble_while_saying_goodbye_changes_nothing(self, outgoing, monkeypatch):
        monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.close", _cannot_close)
        tasks.send_outgoing.call()
        assert state_of(outgoing) == ("sent", "")


def _cannot_close(_backend):
    raise OSError


class TestAskedAnew:
    @pytest.mark.parametrize(
        "address", ["a@example.org\nBcc: all@example.org", "a@example.org\r\n\r\nHi", ""]
    )
    def test_an_address_that_would_write_headers_gets_nothing(self, outgoing, cast, address):
        type(cast.student).objects.filter(pk=cast.student.pk).update(email=address or None)
        tasks.send_outgoing.call()
        assert (mail.outbox, state_of(outgoing)) == ([], ("failed", "bad_address"))

    def test_an_ended_grant_ends_the_mail_too(self, outgoing, cast):
        end_grant(by=None, grant=Grant.objects.get(person=cast.student.person), reason="จบภาคเรียน")
        tasks.send_outgoing.call()
        assert (mail.outbox, state_of(outgoing)) == ([], ("dropped", "not_theirs"))

    def test_who_stopped_it_meanwhile_gets_none(self, outgoing, cast):
        actions.stop_mail(by=cast.student.person, kind=KIND)
        tasks.send_outgoing.call()
        assert (mail.outbox, state_of(outgoing)) == ([], ("dropped", "not_wanted"))

    def test_a_closed_account_gets_none(self, outgoing, cast):
        type(cast.student).objects.filter(pk=cast.student.pk).update(is_active=False)
        tasks.send_outgoing.call()
        assert (mail.outbox, state_of(outgoing)) == ([], ("dropped", "no_account"))

    def test_a_person_erased_in_the_middle_gets_none_and_stops_nothing(self, mail_on, cast):
        someone = cast_module.account("erased", "ลบ แล้ว")
        wants(someone, KIND, email="erased@example.org")
        told(someone)
        wants(cast.student, KIND)
        told(cast.student, scope_id=cast.enterprise.scope_id)
        taken = claim(timezone.now())
        assert taken.message.person == someone.person
        person = someone.person_id
        someone.delete()
        Person.objects.filter(pk=person).delete()
        deliver(taken)
        assert tasks.send_outgoing.call() == 1
        assert [letter.to for letter in mail.outbox] == [["somebody@example.org"]]


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_send_each_letter_once(transactional_db, mail_on, monkeypatch):
    cast = cast_module.build()
    monkeypatch.setattr(actions, "wake", lambda: None)
    wants(cast.student, KIND)
    scope = cast.enterprise.scope_id
    keys = {told(cast.student, cause=f"cause-{number}", scope_id=scope)[1].key for number in range(12)}
    meet, tried = threading.Barrier(2, timeout=20), []

    def work():
        try:
            meet.wait()
            tried.append(tasks.send_outgoing.call())
        finally:
            connections.close_all()

    workers = [threading.Thread(target=work) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(60)
    ids = [letter.extra_headers["Message-ID"] for letter in mail.outbox]
    assert sum(tried) == len(ids) == 12
    assert {one.strip("<").partition("@")[0] for one in ids} == keys
    assert set(Outgoing.objects.values_list("state", flat=True)) == {OutgoingState.SENT}
