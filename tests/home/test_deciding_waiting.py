"""Selections and graduations that wait for the second officer, and graduates who are due to be looked in on."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from ruamphon.home.enums import WaitKind
from ruamphon.home.queries import waiting_for
from ruamphon.pathway import actions as pathway
from ruamphon.pathway.models import FollowUp, Graduation
from ruamphon.programmes import actions as programmes
from ruamphon.programmes.enums import EnrolmentState, LeavingReason
from ruamphon.programmes.models import Selection

SELECTION, GRADUATION, FOLLOW_UP = WaitKind.SELECTION, WaitKind.GRADUATION, WaitKind.FOLLOW_UP


def waits(account, kind, today=None):
    rows = waiting_for(account, today=today or timezone.localdate())
    return [(row.title.th, row.url, row.note) for row in rows if row.kind is kind]


def test_a_selection_waits_for_every_officer_but_the_one_who_proposed_it(world):
    cast, page = world.cast, reverse("programmes:selection", args=[world.selection])
    proposed = Selection.objects.get(pk=world.selection)
    note = f"เสนอโดย {proposed.proposed_by.name_th}"
    assert proposed.proposed_by == cast.officer.person
    assert waits(cast.officer2, SELECTION) == [("ใส่รายชื่อสำรอง", page, note)]
    assert waits(cast.manager, SELECTION) == waits(cast.officer2, SELECTION)
    for who in ("officer", "member", "student", "mentor", "observer", "other_mentor", "stranger"):
        assert waits(getattr(cast, who), SELECTION) == [], who
    programmes.withdraw_selection(by=cast.officer, selection=proposed, reason="รอเอกสาร")
    assert waits(cast.officer2, SELECTION) == []


def test_a_graduation_waits_for_who_may_decide_it(world):
    cast, page = world.cast, reverse("pathway:graduation", args=[world.graduation])
    note = f"เสนอโดย {cast.officer.person.name_th}"
    assert waits(cast.officer2, GRADUATION) == [("จบโครงการ", page, note)]
    for who in ("officer", "member", "student", "mentor", "observer", "other_mentor", "stranger"):
        assert waits(getattr(cast, who), GRADUATION) == [], who
    proposed = Graduation.objects.get(pk=world.graduation)
    pathway.withdraw_graduation(by=cast.officer, graduation=proposed, reason="ขอทบทวน")
    assert waits(cast.officer2, GRADUATION) == []


@pytest.mark.parametrize("who", ["officer", "officer2", "manager"])
def test_a_follow_up_waits_from_when_it_can_be_done_until_it_is(world, who):
    account, row = getattr(world.cast, who), FollowUp.objects.get(pk=world.follow_up)
    page = reverse("pathway:follow-up", args=[row.pk])
    assert waits(account, FOLLOW_UP) == [("ครบ 1 ปีหลังจบโครงการ", page, "")]
    assert waits(account, FOLLOW_UP, row.due_on - timedelta(days=100)) == []


@pytest.mark.parametrize("who", ["member", "student", "mentor", "observer", "other_mentor", "stranger"])
def test_a_follow_up_does_not_wait_for_who_cannot_do_it(world, who):
    assert waits(getattr(world.cast, who), FOLLOW_UP) == []


def test_a_group_that_has_left_is_not_to_be_graduated(world):
    cast = world.cast
    programmes.change_enrolment_state(
        by=cast.officer,
        enrolment=cast.enrolment,
        state=EnrolmentState.LEFT,
        reason="ย้ายไปจังหวัดอื่น",
        leaving=LeavingReason.ELSEWHERE,
    )
    assert waits(cast.officer2, GRADUATION) == []
