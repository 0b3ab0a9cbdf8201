"""Recording, correcting and taking out a legal status: what is kept, what is audited, what is refused."""

from datetime import date

import pytest

from ruamphon.core.models import AuditEntry, StoredFile
from ruamphon.core.refusals import Impossible, Refused, TooLate
from ruamphon.registry import actions
from ruamphon.registry.actions import legal_status as module
from ruamphon.registry.domain import legal_status as law
from ruamphon.registry.enums import LegalState
from ruamphon.registry.models import LegalStatus
from ruamphon.registry.queries_legal import standing_of
from ruamphon.registry.rules_legal import ALREADY_VOID
from tests.world import photo

DAY = date(2026, 1, 12)


def record(cast, state=LegalState.REGISTERED, since_on=DAY, **fields):
    return actions.record_legal_status(
        by=cast.officer, enterprise=cast.enterprise, state=state, since_on=since_on, **fields
    )


def correct(cast, entry, *, by=None, reason="ปีผิด", state=LegalState.REGISTERED, since_on=DAY, **fields):
    return actions.correct_legal_status(
        by=by or cast.officer, entry=entry, reason=reason, state=state, since_on=since_on, **fields
    )


def last():
    return AuditEntry.objects.order_by("-pk").first()


def refused(sentence, field, do, *arguments, **named):
    before = (LegalStatus.objects.count(), AuditEntry.objects.count())
    with pytest.raises(Impossible) as refusal:
        do(*arguments, **named)
    assert (refusal.value.reason, refusal.value.field) == (sentence, field)
    assert (LegalStatus.objects.count(), AuditEntry.objects.count()) == before


def test_a_registration_is_kept_with_its_number_file_and_who(cast):
    made = record(cast, number=" ๗-๒๑-๐๑-๐๖/๑-๐๐๐๑ ", note=" ต้นฉบับ ", certificate=[photo("ใบ.jpg")])
    made.refresh_from_db()
    assert (made.state, made.since_on, made.for_year) == (LegalState.REGISTERED, DAY, 2026)
    assert (made.number, made.number_key, made.note) == ("7-21-01-06/1-0001", "721010610001", "ต้นฉบับ")
    assert (made.file.name, made.recorded_by) == ("ใบ.jpg", cast.officer.person)
    entry = last()
    assert (entry.action, entry.record_id, entry.scope_id) == (
        "record_legal_status",
        made.pk,
        cast.enterprise.scope_id,
    )
    assert entry.changes == {
        "state": [None, "registered"],
        "since_on": [None, "2026-01-12"],
        "for_year": [None, 2026],
        "note": [None, "ต้นฉบับ"],
        "file": [None, made.file_id],
        "registration_number": [None, "7-21-01-06/1-0001"],
    }


def test_a_year_counts_for_a_renewal_only(cast):
    kept = [
        record(cast, state, for_year=2027).for_year
        for state in (LegalState.NEW, LegalState.REGISTERED, LegalState.LAPSED, LegalState.REVOKED)
    ]
    assert kept == [None, 2026, None, None]


def test_a_renewal_names_its_year_and_not_one_far_from_its_day(cast):
    refused(module.WHICH_YEAR, "for_year", record, cast, LegalState.RENEWED)
    far = law.year_problem(2023, DAY)
    refused(far, "for_year", record, cast, LegalState.RENEWED, for_year=2023)
    assert record(cast, LegalState.RENEWED, for_year=2026).for_year == 2026


def test_nothing_is_renewed_after_a_revocation_but_registered_anew(cast):
    record(cast, since_on=date(2024, 3, 1))
    record(cast, LegalState.REVOKED, date(2025, 6, 1))
    refused(law.AFTER_REVOCATION, "since_on", record, cast, LegalState.RENEWED, for_year=2026)
    record(cast, since_on=date(2025, 9, 1))
    record(cast, LegalState.RENEWED, for_year=2026)
    assert standing_of(cast.enterprise, DAY).state == LegalState.RENEWED


def test_a_revocation_slipped_in_before_a_renewal_is_refused(cast):
    record(cast, LegalState.RENEWED, for_year=2026)
    refused(law.AFTER_REVOCATION, "since_on", record, cast, LegalState.REVOKED, date(2025, 6, 1))


def test_a_correction_keeps_the_wrong_entry_readable_and_its_file(cast):
    wrong = record(cast, number="1", certificate=[photo()])
    right = correct(cast, wrong, by=cast.member, number="7-21-01-06/1-0009", reason=" เลขผิด ")
    wrong.refresh_from_db()
    assert (wrong.number, wrong.void_reason, wrong.voided_by) == ("1", "เลขผิด", cast.member.person)
    assert (right.replaces, wrong.replaced_by, right.file) == (wrong, right, wrong.file)
    assert StoredFile.objects.count() == 1
    assert standing_of(cast.enterprise, DAY).number == "7-21-01-06/1-0009"
    entry = last()
    assert (entry.action, entry.record_id, entry.reason) == ("correct_legal_status", right.pk, "เลขผิด")


def test_a_new_file_takes_the_place_of_the_old_one_in_the_right_entry_only(cast):
    wrong = record(cast, certificate=[photo("เก่า.jpg")])
    right = correct(cast, wrong, certificate=[photo("ใหม่.jpg")])
    wrong.refresh_from_db()
    assert (wrong.file.name, right.file.name) == ("เก่า.jpg", "ใหม่.jpg")


def test_a_wrong_revocation_corrected_lets_the_group_renew(cast):
    record(cast, since_on=date(2024, 3, 1))
    wrong = record(cast, LegalState.REVOKED, date(2025, 6, 1))
    correct(cast, wrong, state=LegalState.LAPSED, since_on=date(2025, 6, 1))
    record(cast, LegalState.RENEWED, for_year=2026)
    assert standing_of(cast.enterprise, DAY).is_valid


def test_taking_out_leaves_the_entry_readable(cast):
    wrong = record(cast)
    actions.void_legal_status(by=cast.officer, entry=wrong, reason="บันทึกผิดกลุ่ม")
    wrong.refresh_from_db()
    assert wrong.void_reason == "บันทึกผิดกลุ่ม"
    assert standing_of(cast.enterprise, DAY) is None
    assert (last().action, last().record_id, last().reason) == ("void_legal_status", wrong.pk, "บันทึกผิดกลุ่ม")


def test_taking_out_the_new_registration_between_revocation_and_renewal_is_refused(cast):
    record(cast, LegalState.REVOKED, date(2025, 6, 1))
    anew = record(cast, since_on=date(2025, 9, 1))
    record(cast, LegalState.RENEWED, for_year=2026)
    refused(
        law.AFTER_REVOCATION,
        "since_on",
        actions.void_legal_status,
        by=cast.officer,
        entry=anew,
        reason="ผิด",
    )
    anew.refresh_from_db()
    assert anew.voided_at is None


def test_without_a_reason_nothing_is_put_right(cast):
    wrong = record(cast)
    refused(module.WHY, "reason", correct, cast, wrong, reason="  ")
    refused(module.WHY, "reason", actions.void_legal_status, by=cast.officer, entry=wrong, reason=" ")


def test_two_people_do_not_correct_the_same_entry_past_each_other(cast):
    wrong = record(cast)
    correct(cast, wrong)
    for late in (
        lambda: correct(cast, wrong, by=cast.officer2),
        lambda: actions.void_legal_status(by=cast.officer2, entry=wrong, reason="ช้า"),
    ):
        with pytest.raises(TooLate) as refusal:
            late()
        assert refusal.value.reason == ALREADY_VOID


@pytest.mark.parametrize("who", ["student", "mentor", "observer", "other_member", "stranger"])
def test_who_may_not_edit_the_group_corrects_nothing(cast, who):
    wrong = record(cast)
    with pytest.raises(Refused):
        correct(cast, wrong, by=cast.accounts[who])
    wrong.refresh_from_db()
    assert wrong.voided_at is None


# The house of a member, and what a group needs ---------------------------------------------------------------


def test_the_house_of_a_member_enters_the_audit_by_name_only(cast):
    made = actions.add_member(
        by=cast.officer, enterprise=cast.enterprise, name_th="คำ ตัวอย่าง", household="99/9"
    )
    assert (made.household, last().changes["household"]) == ("99/9", None)
    actions.change_membership(by=cast.officer, membership=made, post="member", household="12/3")
    made.refresh_from_db()
    assert (made.household, last().changes) == ("12/3", {"household": None})
    actions.change_membership(by=cast.officer, membership=made, post="chair")
    made.refresh_from_db()
    assert made.household == "12/3"
    assert "99/9" not in str(list(AuditEntry.objects.values_list("changes", flat=True)))


def test_a_need_note_and_its_changes_are_in_the_history(cast):
    note = actions.note_need(
        by=cast.officer, enterprise=cast.enterprise, needs=" ตู้อบ ", noted_on=DAY, came_from="ประธาน"
    )
    assert (note.needs, note.noted_by) == ("ตู้อบ", cast.officer.person)
    assert last().changes == {
        "needs": [None, "ตู้อบ"],
        "noted_on": [None, "2026-01-12"],
        "came_from": [None, "ประธาน"],
    }
    actions.edit_need(by=cast.member, note=note, needs="ตู้อบสองชั้น", noted_on=DAY, came_from="ประธาน")
    assert (last().action, last().changes) == ("edit_need", {"needs": ["ตู้อบ", "ตู้อบสองชั้น"]})
    before = AuditEntry.objects.count()
    actions.edit_need(by=cast.member, note=note, needs="ตู้อบสองชั้น", noted_on=DAY, came_from="ประธาน")
    assert AuditEntry.objects.count() == before
