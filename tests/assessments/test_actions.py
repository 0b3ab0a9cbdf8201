"""Rubrics, rounds and answers: what is done, told, refused and written down."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from ruamphon.assessments import actions
from ruamphon.assessments.domain import Answer
from ruamphon.assessments.enums import AssessmentState
from ruamphon.assessments.models import Assessment, Round, Rubric, Score
from ruamphon.core.models import AuditEntry
from ruamphon.core.refusals import Impossible, Refused, TooLate
from ruamphon.core.text import Text
from ruamphon.people.enums import Role
from ruamphon.people.models import Message
from ruamphon.people.outbox.enums import MessageKind
from tests.assessments.helping import ITEMS, answers, hand_in, open_round, rubric_in_use, sheet
from tests.cast import account, grant, link

ALL = {"direction": 3, "market": 2, "members": 4}


def draft(cast, items=ITEMS):
    return actions.draft_rubric(
        by=cast.manager,
        scope=cast.programme.scope,
        code="small",
        title_th="แบบ",
        title_en="Rubric",
        items=items,
    )


def publish(cast, rubric, by=None):
    return actions.publish_rubric(by=by or cast.manager, scope=cast.programme.scope, rubric=rubric)


# Rubrics ------------------------------------------------------------------------------------------------------


def test_a_level_without_description_keeps_a_rubric_from_use_and_is_named(cast):
    rubric = draft(cast)
    rubric.items.get(code="market").levels.filter(number=3).update(text_en=" ")
    with pytest.raises(Impossible) as problem:
        publish(cast, rubric)
    assert problem.value.reason.en == (
        "Item “Market”, level 3, has no English description. Open the item and write one."
    )
    rubric.refresh_from_db()
    assert rubric.is_draft


def test_a_published_rubric_is_never_changed(cast):
    rubric = publish(cast, draft(cast))
    one = rubric.items.first()
    title, levels = Text("อื่น", "Other"), [Text("ก", "a")] * 4
    for change in (
        lambda: actions.edit_rubric(by=cast.manager, rubric=rubric, title_th="อื่น", title_en="Other"),
        lambda: actions.add_rubric_item(
            by=cast.manager, rubric=rubric, code="more", title=title, levels=levels
        ),
        lambda: actions.edit_rubric_item(
            by=cast.manager, item=one, title=title, levels=levels, weight=1, place=1
        ),
        lambda: actions.remove_rubric_item(by=cast.manager, item=one),
        lambda: publish(cast, rubric),
    ):
        with pytest.raises(TooLate):
            change()
    assert Rubric.objects.get().text().items == ITEMS


def test_the_next_version_is_a_copy_and_there_is_one_draft_at_a_time(cast):
    rubric = publish(cast, draft(cast))
    second = actions.new_rubric_version(by=cast.manager, rubric=rubric)
    assert (second.number, second.is_draft, second.text().items) == (2, True, ITEMS)
    with pytest.raises(Impossible, match="ร่างฉบับที่ 2"):
        actions.new_rubric_version(by=cast.manager, rubric=rubric)


def test_an_item_is_changed_moved_and_taken_out_of_a_draft(cast):
    rubric = draft(cast)
    market = rubric.items.get(code="market")
    levels = [Text(f"ข{n}", f"m{n}") for n in range(1, 5)]
    actions.edit_rubric_item(
        by=cast.manager, item=market, title=Text("ตลาด", "Markets"), levels=levels, weight=3, place=1
    )
    actions.remove_rubric_item(by=cast.manager, item=rubric.items.get(code="members"))
    found = Rubric.objects.get().text().items
    assert [(each.code, each.title.en, each.weight) for each in found] == [
        ("market", "Markets", 3),
        ("direction", "Direction", 1),
    ]
    assert found[0].levels == tuple(levels)


@pytest.mark.parametrize("who", ["officer", "member", "mentor", "observer", "stranger"])
def test_only_a_manager_writes_rubrics(cast, who):
    rubric, someone = draft(cast), getattr(cast, who)
    with pytest.raises(Refused):
        publish(cast, rubric, by=someone)
    with pytest.raises(Refused):
        actions.draft_rubric(by=someone, scope=cast.programme.scope, code="x", title_th="x", title_en="x")


# Rounds -------------------------------------------------------------------------------------------------------


def test_a_round_asks_each_assessor_and_tells_them_once(cast):
    held = open_round(cast, groups=[cast.enterprise, cast.other_enterprise])
    assert sorted(held.assessments.values_list("enterprise", "assessor")) == sorted(
        (group.pk, who.person_id)
        for group in (cast.enterprise, cast.other_enterprise)
        for who in (cast.officer, cast.officer2)
    )
    told = Message.objects.filter(kind=MessageKind.ASSESSMENT_ASKED)
    assert set(told.values_list("person", flat=True)) == {cast.officer.person_id, cast.officer2.person_id}
    assert told.count() == 2


def test_nobody_assesses_a_group_they_belong_to_or_help(cast):
    both = [cast.mentor.person, cast.other_mentor.person]
    held = open_round(cast, groups=[cast.enterprise, cast.other_enterprise], assessors=both, each=1)
    assert sheet(held, cast.mentor).enterprise == cast.other_enterprise
    assert sheet(held, cast.other_mentor).enterprise == cast.enterprise


def test_a_mentor_by_way_of_the_organisation_is_in_conflict_too(cast):

    visitor = account("company_mentor", "พี่เลี้ยงจากบริษัท")
    grant(visitor, Role.MENTOR, cast.mentor_company.scope)
    link(cast.mentor_company.scope, cast.enterprise.scope)
    with pytest.raises(Impossible, match="ผู้ประเมินที่ไม่ใช่คนของกลุ่มเพียง 1 คน"):
        open_round(cast, assessors=[visitor.person, cast.officer.person])


def test_a_round_dated_before_the_cohort_is_refused_with_both_days(cast):
    with pytest.raises(Impossible) as problem:
        open_round(
            cast, opens_on=date(2026, 5, 31), due_on=date(2026, 7, 1), not_before=cast.cohort.begins_on
        )
    assert problem.value.field == "opens_on"
    assert problem.value.reason.en == (
        "The round begins on 31 May 2026, before the cohort does (1 Jun 2026). Choose 1 Jun 2026 or later."
    )
    assert not Round.objects.exists()


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"days": -1}, "วันสุดท้าย"),
        ({"each": 3}, "เลือกผู้ประเมินเพิ่ม"),
        ({"each": 0}, "อย่างน้อยหนึ่งคน"),
    ],
)
def test_a_round_that_cannot_be_is_refused(cast, given, words):
    with pytest.raises(Impossible, match=words):
        open_round(cast, **given)


def test_a_student_a_member_or_somebody_without_account_cannot_be_asked(cast):
    for someone in (cast.student, cast.member, cast.stranger, cast.lapsed_student):
        with pytest.raises(Impossible, match="ยังเป็นผู้ประเมินไม่ได้"):
            open_round(cast, rubric=_any_rubric(cast), assessors=[cast.officer.person, someone.person])


def _any_rubric(cast):
    return Rubric.objects.first() or rubric_in_use(cast)


def test_a_draft_rubric_cannot_be_used(cast):
    with pytest.raises(Impossible, match="ยังเป็นร่าง"):
        open_round(cast, draft(cast))


def test_the_same_page_sent_twice_is_one_round(cast):
    rubric = rubric_in_use(cast)
    open_round(cast, rubric)
    with pytest.raises(Impossible, match="อยู่แล้ว"):
        open_round(cast, rubric)
    assert Round.objects.count() == 1


@pytest.mark.parametrize(
    "who", ["member", "mentor", "observer", "other_member", "stranger", "lapsed_student"]
)
def test_only_staff_open_rounds(cast, who):
    rubric = rubric_in_use(cast)
    with pytest.raises(Refused):
        open_round(cast, rubric, by=getattr(cast, who))


def test_another_assessor_begins_with_an_empty_sheet(cast):
    held = open_round(cast)
    own = sheet(held, cast.officer)
    actions.save_answers(by=cast.officer, assessment=own, answers=answers(direction=3))
    actions.change_assessor(by=cast.manager, assessment=own, assessor=cast.other_mentor.person)
    own.refresh_from_db()
    assert own.assessor == cast.other_mentor.person
    assert not own.scores.exists()
    with pytest.raises(Impossible, match="จึงประเมินไม่ได้"):
        actions.change_assessor(by=cast.manager, assessment=own, assessor=cast.mentor.person)


# Answers ------------------------------------------------------------------------------------------------------


def test_handed_in_it_is_frozen(cast):
    held = open_round(cast)
    own = hand_in(held, cast.officer, **ALL)
    assert own.is_handed_in
    for act in (actions.save_answers, actions.hand_in):
        with pytest.raises(TooLate, match="ส่งผลประเมินนี้ไปแล้ว"):
            act(by=cast.officer, assessment=own, answers=answers(direction=1))
    assert own.scores.get(item__code="direction").level == 3


@pytest.mark.parametrize("level", [0, 5, -1, 99])
def test_an_unknown_level_is_refused_with_item_and_range(cast, level):
    own = sheet(open_round(cast), cast.officer)
    with pytest.raises(Impossible) as problem:
        actions.hand_in(by=cast.officer, assessment=own, answers={"market": Answer(level)})
    assert problem.value.reason.en == f"Item “Market” has no level {level}. Choose from 1 to 4."
    assert problem.value.field == "level-market"
    assert not Score.objects.exists()


def test_an_unknown_item_is_refused(cast):
    own = sheet(open_round(cast), cast.officer)
    with pytest.raises(Impossible, match="nothing-like-it"):
        actions.save_answers(by=cast.officer, assessment=own, answers={"nothing-like-it": Answer(1)})


def test_every_item_needs_an_answer_and_cannot_tell_a_reason(cast):
    own = sheet(open_round(cast), cast.officer)
    with pytest.raises(Impossible, match="สมาชิก"):
        actions.hand_in(by=cast.officer, assessment=own, answers=answers(direction=1, market=1))
    given = answers(direction=1, market=1) | {"members": Answer(cannot_tell=True)}
    with pytest.raises(Impossible, match="เขียนสั้น ๆ ว่าเพราะอะไร"):
        actions.hand_in(by=cast.officer, assessment=own, answers=given)
    own.refresh_from_db()
    assert own.state == AssessmentState.OPEN
    assert not own.scores.exists()


def test_two_tabs_the_second_is_told_and_overwrites_nothing(cast):
    own = sheet(open_round(cast), cast.officer)
    actions.save_answers(by=cast.officer, assessment=own, answers=answers(direction=3), revision=0)
    with pytest.raises(Impossible, match="อีกหน้าหนึ่ง"):
        actions.hand_in(
            by=cast.officer, assessment=own, answers=answers(**ALL | {"direction": 1}), revision=0
        )
    assert own.scores.get().level == 3


def test_nothing_is_taken_before_the_first_or_after_the_last_day(cast):
    held = open_round(cast)
    own = sheet(held, cast.officer)
    for day, words in ((held.opens_on - timedelta(1), "รอบนี้เริ่ม"), (held.due_on + timedelta(1), "หมดเวลาส่ง")):
        with pytest.raises(TooLate, match=words):
            actions.hand_in(by=cast.officer, assessment=own, answers=answers(**ALL), on=day)
    actions.move_due_day(by=cast.manager, held=held, due_on=held.due_on + timedelta(1))
    late = actions.hand_in(
        by=cast.officer, assessment=own, answers=answers(**ALL), on=held.due_on + timedelta(1)
    )
    assert late.is_handed_in


@pytest.mark.parametrize(
    "who", ["manager", "officer2", "member", "other_mentor", "stranger", "lapsed_student"]
)
def test_nobody_answers_for_another(cast, who):
    own = sheet(open_round(cast), cast.officer)
    with pytest.raises(Refused):
        actions.save_answers(by=getattr(cast, who), assessment=own, answers=answers(direction=1))


def test_an_assessor_whose_last_role_ends_is_out_that_second(cast):
    held = open_round(cast, assessors=[cast.other_mentor.person, cast.officer.person])
    own = sheet(held, cast.other_mentor)
    actions.save_answers(by=cast.other_mentor, assessment=own, answers=answers(direction=2))
    cast.other_mentor.person.grants.update(valid_until=timezone.now())
    assert not Assessment.objects.visible_to(cast.other_mentor).exists()
    with pytest.raises(Refused):
        actions.hand_in(by=cast.other_mentor, assessment=own, answers=answers(**ALL))


def test_reopening_asks_for_a_reason_tells_the_assessor_and_keeps_both_levels(cast):
    held = open_round(cast)
    own = hand_in(held, cast.officer, **ALL)
    with pytest.raises(Impossible):
        actions.reopen_assessment(by=cast.manager, assessment=own, reason=" ")
    actions.reopen_assessment(by=cast.manager, assessment=own, reason="กดผิดหัวข้อ")
    assert (
        Message.objects.filter(person=cast.officer.person, kind=MessageKind.ASSESSMENT_REOPENED).count() == 1
    )
    hand_in(held, cast.officer, **ALL | {"direction": 1})
    entry = AuditEntry.objects.of(own).filter(action="hand_in_assessment").first()
    assert entry.changes["levels"] == [
        ["direction: 3", "market: 2", "members: 4"],
        ["direction: 1", "market: 2", "members: 4"],
    ]
    assert AuditEntry.objects.of(own).get(action="reopen_assessment").reason == "กดผิดหัวข้อ"


def test_only_staff_reopen(cast):
    own = hand_in(open_round(cast), cast.officer, **ALL)
    for someone in (cast.member, cast.mentor, cast.observer, cast.stranger):
        with pytest.raises(Refused):
            actions.reopen_assessment(by=someone, assessment=own, reason="อยากแก้")


# What is seen -------------------------------------------------------------------------------------------------


def test_answers_are_independent(cast):
    """Nobody who has still to hand in sees another's answers, an officer included; staff without a sheet see them."""
    held = open_round(cast)
    own = hand_in(held, cast.officer, **ALL)

    def sees(someone):
        return Assessment.objects.visible_to(someone).filter(pk=own.pk).exists()

    assert {
        name: sees(getattr(cast, name)) for name in ("manager", "officer", "officer2", "member", "observer")
    } == {
        "manager": True,
        "officer": True,
        "officer2": False,
        "member": False,
        "observer": False,
    }
    hand_in(held, cast.officer2, **ALL)
    assert sees(cast.officer2)


def test_a_draft_is_its_assessors_alone(cast):
    own = sheet(open_round(cast), cast.officer)
    actions.save_answers(by=cast.officer, assessment=own, answers=answers(direction=3))
    assert Assessment.objects.visible_to(cast.officer).filter(pk=own.pk).exists()
    assert not Assessment.objects.visible_to(cast.manager).filter(pk=own.pk).exists()


def test_an_assessor_of_another_group_sees_nothing(cast):
    held = open_round(
        cast,
        groups=[cast.enterprise, cast.other_enterprise],
        assessors=[cast.mentor.person, cast.other_mentor.person],
        each=1,
    )
    own = hand_in(held, cast.mentor, **ALL)
    assert not Assessment.objects.visible_to(cast.other_mentor).filter(pk=own.pk).exists()
