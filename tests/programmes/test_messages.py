"""Whom tasks and teams tell, and what."""

from datetime import timedelta

import pytest
from django.utils import timezone

from ruamphon.core.text import Text
from ruamphon.people.enums import Role
from ruamphon.people.outbox.models import Message
from ruamphon.people.outbox.queries import message_page
from ruamphon.programmes import actions
from ruamphon.programmes.enums import TeamKind

pytestmark = pytest.mark.django_db


def told(kind):
    """Names and paths of everybody told of a kind."""
    rows = Message.objects.filter(kind=kind).select_related("person")
    return sorted((row.person.name_th, row.url) for row in rows)


def give_task(cast, owner, by=None):
    return actions.assign_task(
        by=by or cast.officer,
        enrolment=cast.enrolment,
        title="ส่งรูปฉลาก",
        owner=owner.person,
        due_on=None,
        origin=Text("ตัวอย่าง", "Sample"),
        key="one",
    )


def test_a_task_is_told_to_its_owner_once(cast):
    task = give_task(cast, cast.student)
    give_task(cast, cast.student)
    assert told("task_given") == [("ศิริ นักศึกษา", f"/tasks/{task.pk}/")]
    assert message_page(cast.student).rows[0].about == Text("ส่งรูปฉลาก", "ส่งรูปฉลาก")


def test_a_task_one_gives_oneself_is_not_told(cast):
    give_task(cast, cast.officer)
    assert told("task_given") == []


def form(cast):
    today = timezone.localdate()
    return actions.form_team(
        by=cast.officer,
        enrolment=cast.enrolment,
        kind=TeamKind.FACILITATORS,
        begins_on=today,
        ends_on=today + timedelta(30),
        people=[(cast.stranger.person, Role.FACILITATOR)],
    )


def test_a_proposed_team_is_told_to_who_may_accept_it(cast):
    team = form(cast)
    url = f"/teams/{team.pk}/"
    assert told("team_proposed") == [("มานี ผู้จัดการ", url), ("อารี เจ้าหน้าที่", url)]
    assert message_page(cast.stranger).rows == ()


def test_an_accepted_team_is_told_to_its_people_and_the_group_and_not_as_a_grant_besides(cast):
    team = actions.accept_team(by=cast.officer, team=form(cast))
    url = f"/teams/{team.pk}/"
    assert told("team_accepted") == [("คนแปลกหน้า", url), ("มาลี ประธานกลุ่ม", url)]
    assert told("grant_given") == []
    assert [row.url for row in message_page(cast.stranger).rows] == [url]
