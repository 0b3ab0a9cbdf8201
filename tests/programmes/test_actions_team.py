from datetime import timedelta

import pytest

from ruamphon.core.models import AuditEntry
from ruamphon.core.refusals import Impossible
from ruamphon.people.access import has_permission
from ruamphon.people.actions import end_grant
from ruamphon.people.enums import Permission, Role
from ruamphon.people.models import Grant, ScopeLink
from ruamphon.programmes import actions
from ruamphon.programmes.domain.names import NewPerson
from ruamphon.programmes.domain.term import end_of, start_of
from ruamphon.programmes.enums import TeamState
from ruamphon.programmes.models import Team
from tests.cast import account, grant
from tests.programmes import making

READ = Permission.ENTERPRISE_READ


def accepted(cast, team):
    return actions.accept_team(by=cast.officer, team=team)


@pytest.fixture
def company_mentor(cast):
    """Someone of the mentor company, with a role on the company only."""
    made = account("company_mentor", "คนของบริษัท")
    grant(made, Role.MENTOR, cast.mentor_company.scope)
    return made


def test_a_proposed_team_gives_nobody_access(cast):
    team = making.student_team(cast)
    assert team.state == TeamState.PROPOSED
    assert Grant.objects.filter(person__teams__team=team).count() == 0


def test_the_audit_never_holds_a_typed_name_or_phone(cast):
    making.student_team(
        cast,
        people=[
            (NewPerson("อาจารย์ลับ", "0812345678"), Role.ADVISER),
            (NewPerson("นักศึกษา"), Role.STUDENT),
        ],
    )
    kept = str(list(AuditEntry.objects.values_list("changes", "reason")))
    assert ("อาจารย์ลับ" in kept, "0812345678" in kept) == (False, False)


def test_accepting_gives_each_member_their_role_until_the_last_day_is_over(cast):
    team = accepted(cast, making.student_team(cast, begins_on=making.in_days(2)))
    grants = [member.grant for member in team.members.all()]
    assert [(one.role, one.scope_id, one.valid_from, one.valid_until) for one in grants] == [
        (role, cast.enterprise.scope_id, start_of(making.in_days(2)), end_of(making.in_days(30)))
        for role in ("adviser", "student")
    ]
    assert (team.state, team.accepted_by_id) == (TeamState.ACCEPTED, cast.officer.person_id)


def test_access_ends_with_the_term_by_itself(cast):
    team = accepted(cast, making.student_team(cast))
    person, scope_id = team.members.first().person, cast.enterprise.scope_id
    over = end_of(team.ends_on)
    held = [has_permission(person, READ, scope_id, at) for at in (None, over - timedelta(seconds=1), over)]
    assert held == [True, True, False]


def test_a_mentors_organisation_reaches_the_group_for_the_same_time(cast, company_mentor):
    scope_id = cast.enterprise.scope_id
    team = making.mentor_team(cast)
    assert not has_permission(company_mentor, READ, scope_id)
    team = accepted(cast, team)
    over = end_of(team.ends_on)
    held = [
        has_permission(company_mentor, READ, scope_id, at) for at in (None, over - timedelta(seconds=1), over)
    ]
    assert held == [True, True, False]


def test_a_students_university_gets_no_link(cast):
    team = accepted(cast, making.student_team(cast, organisation=cast.university))
    assert (team.link, ScopeLink.objects.filter(outer=cast.university.scope).count()) == (None, 0)


def test_a_team_is_accepted_once(cast):
    team = accepted(cast, making.student_team(cast))
    with pytest.raises(Impossible):
        accepted(cast, team)
    assert Grant.objects.filter(person__teams__team=team).count() == 2


def test_a_team_whose_days_are_over_gets_no_access(cast):
    team = making.student_team(cast, begins_on=making.in_days(-30), ends_on=making.in_days(-1))
    with pytest.raises(Impossible) as refused:
        accepted(cast, team)
    assert refused.value.field == "ends_on"


def test_a_team_that_ends_before_it_begins_is_not_formed(cast):
    with pytest.raises(Impossible) as refused:
        making.student_team(cast, ends_on=making.in_days(-1))
    assert (refused.value.field, Team.objects.count()) == ("ends_on", 0)


def test_nobody_is_in_a_team_twice(cast):
    both = [(cast.adviser.person, Role.ADVISER), (cast.adviser.person, Role.STUDENT)]
    with pytest.raises(Impossible) as refused:
        making.student_team(cast, people=both)
    assert refused.value.reason.th == "“อาจารย์อรุณ” อยู่ในทีมนี้สองครั้ง เลือกไว้บทบาทเดียว"


def test_ending_a_team_ends_its_access_that_second(cast, company_mentor):
    team = accepted(cast, making.mentor_team(cast))
    person, scope_id = team.members.get().person, cast.enterprise.scope_id
    ended = actions.end_team(by=cast.officer, team=team, reason="เปลี่ยนพี่เลี้ยง")
    assert [has_permission(one, READ, scope_id) for one in (person, company_mentor)] == [False, False]
    assert (ended.state, ended.end_reason) == (TeamState.ENDED, "เปลี่ยนพี่เลี้ยง")
    row = AuditEntry.objects.of(team).first()
    assert (row.action, row.reason) == ("end_team", "เปลี่ยนพี่เลี้ยง")


def test_a_team_that_has_not_begun_never_will(cast):
    team = accepted(cast, making.student_team(cast, begins_on=making.in_days(5)))
    actions.end_team(by=cast.officer, team=team, reason="ยกเลิก")
    person = team.members.first().person
    assert not has_permission(person, READ, cast.enterprise.scope_id, start_of(making.in_days(6)))


def test_ending_one_team_leaves_another_of_the_same_person(cast):
    people = [(cast.stranger.person, Role.MENTOR)]
    first = accepted(cast, making.mentor_team(cast, people=people))
    accepted(cast, making.mentor_team(cast, people=people, ends_on=making.in_days(60)))
    actions.end_team(by=cast.officer, team=first, reason="ครบงาน")
    assert has_permission(cast.stranger, READ, cast.enterprise.scope_id)


@pytest.mark.parametrize(("reason", "field"), [("", "reason"), ("   ", "reason")])
def test_ending_needs_a_reason(cast, reason, field):
    with pytest.raises(Impossible) as refused:
        actions.end_team(by=cast.officer, team=making.student_team(cast), reason=reason)
    assert refused.value.field == field


def test_moving_the_last_day_moves_all_access(cast):
    team = accepted(cast, making.mentor_team(cast))
    moved = actions.move_team_end(by=cast.officer, team=team, ends_on=making.in_days(90))
    untils = {member.grant.valid_until for member in moved.members.select_related("grant")}
    moved.link.refresh_from_db()
    assert untils | {moved.link.valid_until} == {end_of(making.in_days(90))}


def test_moving_the_last_day_does_not_revive_what_was_ended_by_hand(cast):
    team = accepted(cast, making.mentor_team(cast))
    member = team.members.get()
    end_grant(by=cast.officer, grant=member.grant, reason="ลาออก")
    actions.move_team_end(by=cast.officer, team=team, ends_on=making.in_days(90))
    later = start_of(making.in_days(60))
    assert not Grant.objects.running(later).filter(pk=member.grant_id).exists()


@pytest.mark.parametrize("days", [-1, -40])
def test_the_last_day_does_not_move_into_the_past(cast, days):
    team = accepted(cast, making.student_team(cast, begins_on=making.in_days(-20)))
    with pytest.raises(Impossible) as refused:
        actions.move_team_end(by=cast.officer, team=team, ends_on=making.in_days(days))
    assert refused.value.field == "ends_on"
