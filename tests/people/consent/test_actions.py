from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from ruamphon.core.files import store
from ruamphon.core.models import AuditEntry
from ruamphon.core.refusals import Impossible
from ruamphon.core.text import Text
from ruamphon.people.consent import actions, queries, texts
from ruamphon.people.consent.enums import ErasureState, How, Purpose
from ruamphon.people.consent.models import Consent, ConsentText, PersonInPhoto
from ruamphon.people.consent.rules import NAMES_PERSON, WHY
from ruamphon.people.consent.texts import Wording
from tests.cast import person
from tests.world import photo

NAME = Purpose.PUBLIC_NAME


def give(by, someone, purpose=NAME, version=1, how=How.PLATFORM, **more):
    return actions.give_consent(by=by, person=someone, purpose=purpose, version=version, how=how, **more)


def refused(sentence, do, *args, **kwargs):
    with pytest.raises(Impossible) as problem:
        do(*args, **kwargs)
    assert problem.value.reason == sentence
    return problem.value.field


def test_one_gives_and_withdraws_ones_own_and_the_history_keeps_both(cast):
    me = cast.member.person
    made = give(cast.member, me)
    assert (made.how, made.text.version, made.given_on) == ("platform", 1, timezone.localdate())
    assert made.text.text == texts.wording_for(NAME, timezone.localdate()).text
    actions.withdraw_consent(by=cast.member, person=me, purpose=NAME, how=How.PLATFORM)
    give(cast.member, me)
    rows = [(row.purpose, row.withdrawn_by_id, row.withdrawn_how) for row in queries.history_of_consents(me)]
    assert rows == [("public_name", None, ""), ("public_name", me.pk, "platform")]
    entries = AuditEntry.objects.of(me).order_by("pk").values_list("action", "changes", "on_behalf_of_id")
    assert list(entries) == [
        (
            "give_consent",
            {"purpose": [None, "public_name"], "how": [None, "platform"], "version": [None, 1]},
            None,
        ),
        ("withdraw_consent", {"purpose": ["public_name", None], "how": [None, "platform"]}, None),
        (
            "give_consent",
            {"purpose": [None, "public_name"], "how": [None, "platform"], "version": [None, 1]},
            None,
        ),
    ]


def test_an_officer_records_paper_and_voice_for_somebody_and_the_audit_says_for_whom(cast):
    someone = person("ป้าตัวอย่าง")
    paper = give(cast.officer, someone, how=How.PAPER, given_on=date(2026, 11, 3), evidence=photo("ใบ.jpg"))
    assert (paper.recorded_by, paper.given_on, paper.evidence.name) == (
        cast.officer.person,
        date(2026, 11, 3),
        "ใบ.jpg",
    )
    voice = give(cast.officer, someone, Purpose.CONTACT, how=How.VOICE, witness=cast.facilitator.person)
    assert voice.witness == cast.facilitator.person
    assert set(AuditEntry.objects.of(someone).values_list("person_id", "on_behalf_of_id")) == {
        (cast.officer.person_id, someone.pk)
    }


def test_what_cannot_be_given_or_withdrawn(cast):
    someone = person("ป้าตัวอย่าง")
    assert refused(actions.NEEDS_WITNESS, give, cast.officer, someone, how=How.VOICE) == "witness"
    refused(actions.WITNESS_IS_PERSON, give, cast.officer, someone, how=How.VOICE, witness=someone)
    refused(actions.NEWER_TEXT, give, cast.officer, someone, version=2)
    refused(
        actions.NOT_GIVEN,
        actions.withdraw_consent,
        by=cast.officer,
        person=someone,
        purpose=NAME,
        how=How.PAPER,
    )
    give(cast.officer, someone, how=How.PAPER)
    refused(actions.ALREADY, give, cast.officer, someone, how=How.PAPER)
    someone.erased_at = timezone.now()
    someone.save()
    refused(actions.GONE_ALREADY, give, cast.officer, someone, Purpose.CONTACT)
    assert Consent.objects.count() == 1


def test_two_consents_to_one_purpose_cannot_stand_together(cast):
    made = give(cast.member, cast.member.person)
    with pytest.raises(IntegrityError), transaction.atomic():
        Consent.objects.create(
            person=made.person,
            purpose=made.purpose,
            text=made.text,
            how=made.how,
            given_on=made.given_on,
            recorded_by=made.person,
        )


def test_a_new_version_of_the_words_never_changes_what_was_agreed_to(cast, monkeypatch):
    today = timezone.localdate()
    old = give(cast.member, cast.member.person)
    words = old.text.text
    new = Wording(NAME, 2, today, Text("ข้อความใหม่", "New words"))
    monkeypatch.setattr(texts, "wordings", lambda: (*one_version(), new))
    refused(actions.NEWER_TEXT, give, cast.officer, person("ลุงตัวอย่าง"), version=1)
    row = next(row for row in queries.purposes_of(cast.member.person) if row.purpose is NAME)
    assert (row.standing, row.is_older_text, row.wording.version) == (old, True, 2)
    assert row.standing.text.text == words
    give(cast.member, cast.member.person, version=2)
    old.refresh_from_db()
    assert (old.text.text, old.withdrawn_at is None) == (words, False)
    assert Consent.objects.standing(NAME).get().text.text == Text("ข้อความใหม่", "New words")


one_version = texts.wordings.__wrapped__


def test_words_changed_in_the_file_do_not_reach_those_who_agreed(cast, monkeypatch):
    give(cast.member, cast.member.person)
    kept = ConsentText.objects.get().text
    slip = Wording(NAME, 1, date(2026, 11, 1), Text("แก้ของเดิม", "A slip"))
    monkeypatch.setattr(texts, "wordings", lambda: (slip,))
    give(cast.officer, person("ลุงตัวอย่าง"), how=How.PAPER)
    assert {row.text.text for row in Consent.objects.all()} == {kept}


def test_tags_are_those_given_and_nobody_else(cast):
    file = store(photo().checked, name="ก.jpg", by=cast.officer)
    a, b = person("ก ตัวอย่าง"), person("ข ตัวอย่าง")
    assert actions.tag_people(by=cast.officer, file=file, people=[a, b])
    assert actions.tag_people(by=cast.officer, file=file, people=[b])
    assert not actions.tag_people(by=cast.officer, file=file, people=[b])
    assert [row.person for row in PersonInPhoto.objects.all()] == [b]


def test_a_request_to_be_erased_is_asked_once_and_can_be_taken_back(cast):
    someone = cast.member.person
    asked = actions.ask_erasure(by=cast.member, person=someone, how=How.PLATFORM)
    assert asked.answer_by - asked.asked_at == timedelta(days=30)
    refused(actions.ASKED_ALREADY, actions.ask_erasure, by=cast.member, person=someone, how=How.PLATFORM)
    actions.take_back_erasure(by=cast.member, request=asked)
    refused(actions.DECIDED, actions.refuse_erasure, by=cast.manager, request=asked, reason="เก็บไว้ก่อน")
    asked.refresh_from_db()
    assert (asked.state, asked.decided_by) == (ErasureState.TAKEN_BACK, None)


def test_a_refusal_needs_a_reason_that_does_not_name_the_person(cast):
    someone = cast.member.person
    asked = actions.ask_erasure(by=cast.member, person=someone, how=How.PLATFORM)
    refuse = actions.refuse_erasure
    assert refused(WHY, refuse, by=cast.manager, request=asked, reason="  ") == "reason"
    refused(NAMES_PERSON, refuse, by=cast.manager, request=asked, reason=f"{someone.name_th} ยังเป็นประธาน")
    refuse(by=cast.manager, request=asked, reason="ยังเป็นคู่สัญญา")
    asked.refresh_from_db()
    assert (asked.state, asked.decided_by, asked.decision_reason) == (
        ErasureState.REFUSED,
        cast.manager.person,
        "ยังเป็นคู่สัญญา",
    )
    entry = AuditEntry.objects.of(someone).first()
    assert (entry.action, entry.changes, entry.reason) == (
        "refuse_erasure",
        {"state": ["asked", "refused"]},
        "ยังเป็นคู่สัญญา",
    )
