import pytest

from ruamphon.core.models import AuditEntry
from ruamphon.core.refusals import Impossible, Refused
from ruamphon.programmes import actions, queries
from ruamphon.programmes.enums import DeliverableKind, DeliverableState
from ruamphon.programmes.models import Deliverable
from ruamphon.programmes.rules.deliverable import OWN_CHECK
from tests.programmes import making

MARKETING = DeliverableKind.MARKETING_PLAN


def check(cast, work, version=1, by=None):
    return actions.check_deliverable(by=by or cast.adviser, deliverable=work, version=version)


def test_work_goes_from_draft_over_checked_to_accepted(cast):
    work = making.work(cast)
    states = [work.state, check(cast, work).state]
    work = actions.accept_deliverable(by=cast.member, deliverable=work, version=1)
    states.append(work.state)
    assert states == ["draft", "checked", "accepted"]
    version = work.current
    assert (version.checked_by, version.accepted_by) == (cast.adviser.person, cast.member.person)
    actions_kept = list(AuditEntry.objects.of(work).order_by("pk").values_list("action", "person_id"))
    assert actions_kept == [
        ("start_deliverable", cast.student.person_id),
        ("check_deliverable", cast.adviser.person_id),
        ("accept_deliverable", cast.member.person_id),
    ]


def test_the_maker_of_a_version_does_not_check_it(cast):
    work = making.work(cast)
    actions.add_version(by=cast.adviser, deliverable=work, summary="อาจารย์แก้ให้")
    with pytest.raises(Refused) as refused:
        check(cast, work, version=2)
    assert refused.value.reason.en == (
        "You made this version, so you cannot check it yourself. Ask the adviser or another officer."
    )
    assert check(cast, work, version=2, by=cast.officer).state == DeliverableState.CHECKED


def test_two_who_check_at_once(cast):
    work = making.work(cast)
    check(cast, work)
    with pytest.raises(Impossible) as refused:
        check(cast, work, by=cast.officer)
    assert refused.value.reason.th == "อาจารย์อรุณ ตรวจรุ่นนี้ไปแล้ว เปิดหน้านี้ใหม่เพื่อดูผล"


@pytest.mark.parametrize("verb", ["check", "return", "accept"])
def test_a_version_not_read_is_not_decided(cast, verb):
    work = making.work(cast)
    actions.add_version(by=cast.student, deliverable=work, summary="รุ่นสอง")
    do = {
        "check": lambda: check(cast, work),
        "return": lambda: actions.return_deliverable(
            by=cast.adviser, deliverable=work, version=1, comment="แก้"
        ),
        "accept": lambda: actions.accept_deliverable(by=cast.member, deliverable=work, version=1),
    }[verb]
    with pytest.raises(Impossible) as refused:
        do()
    assert refused.value.reason.en == (
        "While you were reading, version 2 came in. Open the page again and look at it first."
    )


def test_the_group_accepts_only_what_was_checked(cast):
    with pytest.raises(Refused):
        actions.accept_deliverable(by=cast.member, deliverable=making.work(cast), version=1)


def test_work_given_back_waits_for_its_team(cast):
    work = making.work(cast)
    check(cast, work)
    work = actions.return_deliverable(by=cast.member, deliverable=work, version=1, comment="ราคายังไม่ตรง")
    assert (work.state, work.comments.get().text) == (DeliverableState.DRAFT, "ราคายังไม่ตรง")
    with pytest.raises(Impossible):
        check(cast, work)
    actions.add_version(by=cast.student, deliverable=work, summary="แก้ราคาแล้ว")
    assert check(cast, work, version=2).state == DeliverableState.CHECKED


def test_giving_back_needs_a_comment(cast):
    with pytest.raises(Impossible) as refused:
        actions.return_deliverable(by=cast.adviser, deliverable=making.work(cast), version=1, comment=" ")
    assert refused.value.field == "comment"


def test_an_officer_accepts_for_a_named_member(cast):
    work = making.work(cast)
    check(cast, work)
    with pytest.raises(Impossible) as refused:
        actions.accept_deliverable(by=cast.officer, deliverable=work, version=1)
    assert refused.value.field == "for_member"
    actions.accept_deliverable(by=cast.officer, deliverable=work, version=1, for_member=cast.member.person)
    row = AuditEntry.objects.of(work).first()
    assert (row.action, row.person_id, row.on_behalf_of_id) == (
        "accept_deliverable",
        cast.officer.person_id,
        cast.member.person_id,
    )


def test_nobody_outside_the_group_can_be_named(cast):
    work = making.work(cast)
    check(cast, work)
    with pytest.raises(Impossible) as refused:
        actions.accept_deliverable(
            by=cast.officer, deliverable=work, version=1, for_member=cast.other_member.person
        )
    assert refused.value.field == "for_member"


def test_who_checked_does_not_accept_for_the_group_as_well(cast):
    work = making.work(cast)
    actions.check_deliverable(by=cast.officer, deliverable=work, version=1)
    with pytest.raises(Refused) as refused:
        actions.accept_deliverable(
            by=cast.officer, deliverable=work, version=1, for_member=cast.member.person
        )
    assert refused.value.reason == OWN_CHECK
    actions.accept_deliverable(by=cast.officer2, deliverable=work, version=1, for_member=cast.member.person)


def test_a_new_version_is_a_draft_and_what_was_accepted_stays(cast):
    work = making.accepted_work(cast)
    actions.add_version(by=cast.student, deliverable=work, summary="รุ่นสอง")
    work = Deliverable.objects.get()
    assert (work.state, work.current.number) == (DeliverableState.DRAFT, 2)
    assert queries.latest_accepted(cast.enrolment, MARKETING).number == 1


def test_latest_accepted_is_none_before_anything_was(cast):
    making.work(cast)
    assert queries.latest_accepted(cast.enrolment, MARKETING) is None


def test_a_secret_never_enters_the_audit(cast):
    secret = actions.start_deliverable(
        by=cast.student,
        enrolment=cast.enrolment,
        kind=DeliverableKind.COST_SHEET,
        title="กำไรสี่สิบบาท",
        summary="สูตรลับ",
    )
    row = AuditEntry.objects.of(secret).get()
    assert row.changes == {"kind": [None, "cost_sheet"], "title": None, "version": [None, 1]}
