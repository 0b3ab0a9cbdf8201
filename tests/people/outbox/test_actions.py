"""Telling once for each cause, reading, wishes, and what an officer decides."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections, transaction

from ruamphon.core.models import AuditEntry
from ruamphon.core.refusals import Refused, TooLate
from ruamphon.core.text import Text
from ruamphon.people.models import Person
from ruamphon.people.outbox import actions
from ruamphon.people.outbox.enums import Decision, MailLanguage, MessageKind, OutgoingState, Problem
from ruamphon.people.outbox.models import MailWish, Message, Outgoing, wish_of
from tests import cast as cast_module
from tests.people.outbox.post import told, wants

KIND = MessageKind.TASK_GIVEN


@pytest.mark.django_db
class TestTell:
    def test_one_message_for_each_person_and_cause(self, cast):
        people = [cast.student.person_id, cast.adviser.person_id, None]
        assert actions.tell(by=None, people=people, kind=KIND, cause="one") == 2
        assert actions.tell(by=None, people=people, kind=KIND, cause="one") == 0
        assert actions.tell(by=None, people=[*people, cast.member.person_id], kind=KIND, cause="one") == 1
        assert Message.objects.filter(cause="one").count() == 3

    def test_the_same_cause_to_another_person_is_told(self, cast):
        told(cast.student, cause="one")
        told(cast.adviser, cause="one")
        assert sorted(Message.objects.filter(cause="one").values_list("person", flat=True)) == sorted(
            [cast.student.person_id, cast.adviser.person_id]
        )

    def test_nobody_is_told_what_they_did_unless_it_must_be(self, cast):
        own = {"by": cast.student, "people": [cast.student.person_id], "kind": KIND}
        assert actions.tell(**own, cause="one") == 0
        assert actions.tell(**own, cause="one", also_self=True) == 1

    @pytest.mark.parametrize("url", ["https://example.org/", "//example.org", "/\\example.org", "tasks/1/"])
    def test_a_message_never_leads_out(self, cast, url):
        with pytest.raises(ValueError, match="inside the platform"):
            actions.tell(by=None, people=[1], kind=KIND, cause="one", url=url)

    def test_what_is_undone_was_never_told(self, cast):
        with transaction.atomic():
            actions.tell(by=None, people=[cast.student.person_id], kind=KIND, cause="one")
            transaction.set_rollback(True)
        assert not Message.objects.filter(cause="one").exists()

    def test_long_words_are_cut_and_not_refused(self, cast):
        message, _ = told(cast.student, about=Text("ก" * 400, "a" * 400))
        assert (len(message.about_th), len(message.about_en)) == (300, 300)


@pytest.mark.django_db(transaction=True)
class TestTransactions:
    def test_telling_outside_a_transaction_is_refused(self):
        cast = cast_module.build()
        with pytest.raises(RuntimeError, match="belongs in the transaction"):
            actions.tell(by=None, people=[cast.student.person_id], kind=KIND, cause="one")

    def test_the_worker_is_woken_after_the_commit_and_only_for_what_goes_out(self, mail_on, monkeypatch):
        cast, woken = cast_module.build(), []
        wants(cast.student, KIND)
        monkeypatch.setattr(actions, "wake", lambda: woken.append(Outgoing.objects.count()))
        with transaction.atomic():
            actions.tell(by=None, people=[cast.student.person_id], kind=KIND, cause="one")
            assert woken == []
        assert woken == [1]
        told(cast.adviser, cause="two")
        assert woken == [1]

    def test_a_queue_that_is_out_of_order_undoes_nothing(self, mail_on, monkeypatch):
        cast = cast_module.build()
        wants(cast.student, KIND)
        monkeypatch.setattr(actions, "SEND", "ruamphon.nowhere.at_all")
        _, outgoing = told(cast.student)
        assert outgoing.state == OutgoingState.WAITING

    def test_two_at_once_tell_once(self, mail_on, monkeypatch):
        cast = cast_module.build()
        wants(cast.student, KIND)
        monkeypatch.setattr(actions, "wake", lambda: None)
        meet = Barrier(2, timeout=20)

        def tell(_):
            try:
                meet.wait()
                with transaction.atomic():
                    return actions.tell(by=None, people=[cast.student.person_id], kind=KIND, cause="one")
            finally:
                connections.close_all()

        with ThreadPoolExecutor(2) as pool:
            list(pool.map(tell, range(2)))
        assert Message.objects.filter(cause="one").count() == 1
        assert Outgoing.objects.filter(message__cause="one").count() == 1


@pytest.mark.django_db
class TestOutward:
    def test_nothing_goes_out_while_mail_is_off(self, cast):
        wants(cast.student, KIND)
        assert told(cast.student)[1] is None

    def test_only_who_asked_for_it_and_has_an_account_and_an_address(self, cast, mail_on):
        wants(cast.student, KIND)
        wants(cast.adviser, MessageKind.GATE_DECIDED, email="adviser@example.org")
        wants(cast.mentor, KIND, email="mentor@example.org")
        cast.mentor.is_active = False
        cast.mentor.save(update_fields=["is_active"])
        actions.choose_mail(by=cast.expert, kinds=[KIND.value], language=MailLanguage.THAI)
        outgoing = [told(one)[1] for one in (cast.student, cast.adviser, cast.mentor, cast.expert)]
        assert [bool(one) for one in outgoing] == [True, False, False, False]

    def test_a_new_password_is_mailed_unasked_until_it_is_unwanted(self, cast, mail_on):
        kind = MessageKind.PASSWORD_SET
        cast.student.email = "student@example.org"
        cast.student.save(update_fields=["email"])
        assert told(cast.student, kind, "one")[1] is not None
        wants(cast.student)
        assert told(cast.student, kind, "two")[1] is None

    def test_the_key_is_of_the_cause_the_person_and_the_channel(self, cast, mail_on):
        wants(cast.student, KIND)
        _, outgoing = told(cast.student)
        assert outgoing.key == Outgoing.key_of("email", cast.student.person_id, "a-cause")
        others = [("email", 1, "a"), ("email", 1, "b"), ("email", 2, "a"), ("line", 1, "a")]
        assert len({Outgoing.key_of(*one) for one in others}) == 4


@pytest.mark.django_db
class TestReading:
    def test_reading_counts_once_and_only_ones_own(self, cast):
        message, _ = told(cast.student)
        actions.read_message(by=cast.adviser, message=message)
        message.refresh_from_db()
        assert message.read_at is None
        actions.read_message(by=cast.student, message=message)
        message.refresh_from_db()
        first = message.read_at
        actions.read_message(by=cast.student, message=message)
        message.refresh_from_db()
        assert message.read_at == first is not None

    def test_all_means_all_that_was_on_the_page(self, cast):
        told(cast.student, cause="one")
        two, _ = told(cast.student, cause="two")
        told(cast.student, cause="three")
        told(cast.adviser, cause="one")
        assert actions.read_messages(by=cast.student, up_to=two.pk) == 2
        unread = Message.objects.unread()
        assert list(unread.visible_to(cast.student).values_list("cause", flat=True)) == ["three"]
        assert unread.visible_to(cast.adviser).count() == 1


@pytest.mark.django_db
class TestWishes:
    def test_who_never_said_gets_what_is_unasked_in_thai(self, cast):
        wish = wish_of(cast.student.person_id)
        assert (wish.pk, wish.kinds, wish.language) == (None, ["password_set"], "th")

    def test_a_choice_is_kept_and_audited_and_the_same_again_is_not(self, cast):
        for _ in range(2):
            actions.choose_mail(
                by=cast.student, kinds=["task_given", "gate_decided"], language=MailLanguage.ENGLISH
            )
        wish = MailWish.objects.get(person=cast.student.person)
        assert (wish.kinds, wish.language) == (["gate_decided", "task_given"], "en")
        assert AuditEntry.objects.of(wish).count() == 1

    def test_the_link_of_an_email_stops_its_kind_only(self, cast):
        wants(cast.student, KIND, MessageKind.GATE_DECIDED)
        for _ in range(2):
            actions.stop_mail(by=cast.student.person, kind=KIND)
        assert wish_of(cast.student.person_id).kinds == ["gate_decided"]

    def test_the_unasked_kind_can_be_stopped_by_who_never_chose(self, cast):
        actions.stop_mail(by=cast.student.person, kind=MessageKind.PASSWORD_SET)
        assert MailWish.objects.get(person=cast.student.person).kinds == []


@pytest.mark.django_db
class TestDeciding:
    @pytest.fixture
    def stuck(self, cast, mail_on):
        wants(cast.student, KIND)
        _, outgoing = told(cast.student, scope_id=cast.enterprise.scope_id)

        def put(state, **more):
            values = {"state": state, "problem": Problem.CUT_OFF, "tries": 3, "lease": "x", **more}
            Outgoing.objects.filter(pk=outgoing.pk).update(**values)
            outgoing.refresh_from_db()
            return outgoing

        return put

    def test_again_starts_from_the_beginning_with_the_same_key(self, cast, stuck):
        before = stuck(OutgoingState.DOUBTFUL)
        after = actions.decide_outgoing(by=cast.officer, outgoing=before, decision=Decision.AGAIN)
        after.refresh_from_db()
        assert (after.state, after.tries, after.problem, after.lease) == ("waiting", 0, "", "")
        assert (after.key, after.decided_by) == (before.key, cast.officer.person)

    def test_arrived_is_sent(self, cast, stuck):
        outgoing = stuck(OutgoingState.DOUBTFUL)
        actions.decide_outgoing(by=cast.officer, outgoing=outgoing, decision=Decision.ARRIVED)
        outgoing.refresh_from_db()
        assert (outgoing.state, bool(outgoing.sent_at)) == ("sent", True)
        assert AuditEntry.objects.of(outgoing).get().changes["state"] == ["doubtful", "sent"]

    def test_leaving_is_for_what_failed(self, cast, stuck):
        outgoing = stuck(OutgoingState.FAILED)
        actions.decide_outgoing(by=cast.officer, outgoing=outgoing, decision=Decision.LEAVE)
        outgoing.refresh_from_db()
        assert outgoing.state == "dropped"

    @pytest.mark.parametrize(
        ("state", "decision"),
        [
            (OutgoingState.SENT, Decision.AGAIN),
            (OutgoingState.WAITING, Decision.AGAIN),
            (OutgoingState.DROPPED, Decision.AGAIN),
            (OutgoingState.FAILED, Decision.ARRIVED),
            (OutgoingState.DOUBTFUL, Decision.LEAVE),
        ],
    )
    def test_what_is_settled_stays_settled(self, cast, stuck, state, decision):
        sent_at = cast.student.created_at if state is OutgoingState.SENT else None
        outgoing = stuck(state, sent_at=sent_at)
        with pytest.raises(TooLate):
            actions.decide_outgoing(by=cast.officer, outgoing=outgoing, decision=decision)
        outgoing.refresh_from_db()
        assert outgoing.state == state

    @pytest.mark.parametrize("who", ["student", "adviser", "member", "observer", "other_mentor", "stranger"])
    def test_only_who_looks_after_the_people_there_decides(self, cast, stuck, who):
        outgoing = stuck(OutgoingState.DOUBTFUL)
        with pytest.raises(Refused):
            actions.decide_outgoing(by=cast.accounts[who], outgoing=outgoing, decision=Decision.AGAIN)


def test_erasing_a_person_erases_what_they_were_told(db, mail_on):
    someone = cast_module.account("erased", "ลบ แล้ว")
    wants(someone, KIND)
    told(someone)
    person = someone.person
    someone.delete()
    Person.objects.filter(pk=person.pk).delete()
    assert (Message.objects.count(), Outgoing.objects.count(), MailWish.objects.count()) == (0, 0, 0)
