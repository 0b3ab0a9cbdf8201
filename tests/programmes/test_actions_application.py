import pytest

from ruamphon.core.models import AuditEntry
from ruamphon.core.refusals import Impossible, Refused, TooLate
from ruamphon.core.text import Text
from ruamphon.programmes import actions
from ruamphon.programmes.models import Application
from ruamphon.registry import actions as registry
from tests.programmes import applying, making


@pytest.fixture
def call(cast):
    return applying.call(cast)


@pytest.fixture
def group(cast):
    return applying.candidate(cast)


def texts(application):
    return [answer.text for answer in application.answers.all()]


def test_a_call_keeps_its_questions_in_order(call):
    assert [(row.number, row.text_th, row.text_en) for row in call.questions.all()] == [
        (1, "ตอนนี้ขายอะไร", "What do you sell?"),
        (2, "อยากได้อะไร", ""),
    ]
    row = AuditEntry.objects.of(call.cohort).filter(action="open_call").get()
    assert row.changes["questions"] == [[], ["ตอนนี้ขายอะไร", "อยากได้อะไร"]]


def test_a_call_cannot_close_before_it_opens(cast):
    with pytest.raises(Impossible) as refused:
        applying.call(cast, begins=2, ends=1)
    assert refused.value.field == "closes_on"


def test_days_of_a_call_move_but_not_its_questions_once_somebody_answers(cast, call):
    again = applying.call(cast, cohort=call.cohort, ends=30)
    assert (again.pk, again.closes_on) == (call.pk, making.in_days(30))
    applying.applied(cast, call)
    moved = applying.call(cast, cohort=call.cohort, ends=40)
    assert moved.closes_on == making.in_days(40)
    with pytest.raises(Impossible) as refused:
        applying.call(cast, cohort=call.cohort, questions=(Text("ข้อใหม่", ""),))
    assert refused.value.field == "questions_th"
    assert call.questions.count() == 2


def test_a_member_keeps_a_draft_and_hands_it_in(call, group):
    member = applying.member_of(group, "malai")
    first = call.questions.first()
    draft = actions.save_application(by=member, call=call, enterprise=group, answers={first.pk: " ขายกล้วย "})
    assert (draft.state, draft.revision, texts(draft), draft.handed_in_at) == ("draft", 1, ["ขายกล้วย"], None)
    sent = actions.save_application(
        by=member, call=call, enterprise=group, answers=applying.answers(call), revision=1, hand_in=True
    )
    assert (sent.pk, sent.state, sent.revision) == (draft.pk, "handed_in", 2)
    assert (texts(sent), sent.applicant) == (["ตอบข้อ 1", "ตอบข้อ 2"], member.person)
    done = [(row.action, row.changes["state"]) for row in AuditEntry.objects.of(sent).order_by("pk")]
    assert done == [("save_application", [None, "draft"]), ("hand_in_application", ["draft", "handed_in"])]


def test_an_officer_writes_for_a_named_member(cast, call, group):
    named = group.memberships.get().person
    sent = applying.applied(cast, call, group)
    assert (sent.written_by, sent.on_behalf_of, sent.applicant) == (cast.officer.person, named, named)
    row = AuditEntry.objects.of(sent).get()
    assert (row.person_id, row.on_behalf_of_id) == (cast.officer.person_id, named.pk)


@pytest.mark.parametrize("whom", ["nobody", "somebody else"])
def test_an_officer_cannot_write_for_nobody_or_for_a_stranger(whom, cast, call, group):
    named = {"nobody": None, "somebody else": cast.member.person}[whom]
    with pytest.raises(Impossible) as refused:
        applying.applied(cast, call, group, on_behalf_of=named)
    assert refused.value.field == "on_behalf_of"
    assert not Application.objects.exists()


def test_handing_in_needs_every_answer(cast, call, group):
    first, second = call.questions.all()
    with pytest.raises(Impossible) as refused:
        applying.applied(cast, call, group, answers={first.pk: "ขายกล้วย", second.pk: "  "})
    assert refused.value.field == f"q{second.pk}"


def test_one_application_for_a_group_and_what_is_handed_in_stays(cast, call, group):
    applying.applied(cast, call, group)
    with pytest.raises(Impossible, match="ส่งแล้ว"):
        applying.applied(cast, call, group, revision=1)
    assert Application.objects.count() == 1


def test_who_saves_over_another_is_told_who_and_when(cast, call, group):
    member = applying.member_of(group, "malai")
    blank = {"call": call, "enterprise": group, "answers": {}}
    actions.save_application(by=member, **blank)
    actions.save_application(by=member, revision=1, **blank)
    with pytest.raises(Impossible) as refused:
        actions.save_application(by=cast.officer, revision=1, **blank)
    assert refused.value.field == "revision"
    assert "malai ของกลุ่ม" in refused.value.reason.th


def test_what_the_group_needs_becomes_a_need_note_once(cast, call, group):
    registry.note_need(by=cast.officer, enterprise=group, needs="ฉลาก", noted_on=making.in_days(-9))
    member = applying.member_of(group, "malai")
    sending = {"by": member, "call": call, "enterprise": group, "answers": applying.answers(call)}
    sent = actions.save_application(needs="ตลาดใหม่", hand_in=True, **sending)
    assert [note.needs for note in group.need_notes.all()] == ["ตลาดใหม่", "ฉลาก"]
    actions.withdraw_application(by=member, application=sent, reason="แก้คำตอบ")
    actions.save_application(needs="ตลาดใหม่", hand_in=True, revision=sent.revision, **sending)
    assert [note.needs for note in group.need_notes.all()] == ["ตลาดใหม่", "ฉลาก"]


def test_a_withdrawn_application_is_taken_up_again(cast, call, group):
    sent = applying.applied(cast, call, group)
    with pytest.raises(Impossible) as refused:
        actions.withdraw_application(by=cast.officer, application=sent, reason=" ")
    assert refused.value.field == "reason"
    gone = actions.withdraw_application(by=cast.officer, application=sent, reason="สมาชิกไม่ว่าง")
    assert (gone.state, gone.withdrawn_reason, gone.withdrawn_by) == (
        "withdrawn",
        "สมาชิกไม่ว่าง",
        cast.officer.person,
    )
    again = applying.applied(cast, call, group, revision=gone.revision)
    assert (again.pk, again.state, again.withdrawn_at, again.withdrawn_reason) == (
        sent.pk,
        "handed_in",
        None,
        "",
    )


@pytest.mark.parametrize(("begins", "ends"), [(1, 5), (-9, -1)])
def test_nothing_is_taken_outside_the_days(begins, ends, cast, group):
    call = applying.call(cast, begins=begins, ends=ends)
    with pytest.raises(TooLate):
        applying.applied(cast, call, group)


@pytest.mark.parametrize(("begins", "ends"), [(0, 5), (-9, 0)])
def test_the_first_and_the_last_day_count(begins, ends, cast, group):
    assert applying.applied(cast, applying.call(cast, begins=begins, ends=ends), group).state == "handed_in"


@pytest.mark.parametrize(
    "who", ["other_member", "mentor", "student", "observer", "stranger", "lapsed_student", "adviser"]
)
def test_who_does_not_edit_the_group_cannot_apply_for_it(who, cast, call):
    with pytest.raises(Refused):
        applying.applied(cast, call, cast.enterprise, by=getattr(cast, who))


def test_a_group_already_in_the_cohort_need_not_apply(cast):
    call = applying.call(cast, cohort=cast.cohort)
    with pytest.raises(Impossible, match="อยู่ใน"):
        applying.applied(cast, call, cast.enterprise)


def test_a_group_of_no_programme_here_cannot_apply(cast, call):
    other = registry.register_enterprise(by=cast.officer, within=cast.other_enterprise.scope, name_th="ไกล")
    member = applying.member_of(other, "far")
    with pytest.raises(Impossible, match="ยังไม่อยู่ในความดูแล"):
        applying.applied(cast, call, other, by=member, on_behalf_of=None)


def test_an_application_is_seen_by_its_group_and_the_programme(cast, call):
    sent = applying.applied(cast, call, cast.enterprise)
    seers = {name for name, who in cast.accounts.items() if Application.objects.visible_to(who).exists()}
    assert seers == {"manager", "officer", "officer2", "observer", "facilitator", "member"}
    assert sent.enterprise == cast.enterprise
