import pytest

from ruamphon.core.models import AuditEntry
from ruamphon.core.refusals import Impossible
from ruamphon.core.text import Text
from ruamphon.people.access import has_permission
from ruamphon.people.enums import Permission, Role, ScopeKind
from ruamphon.people.models import Scope, ScopeLink
from ruamphon.programmes import actions
from ruamphon.programmes.enums import CohortState, EnrolmentState, LeavingReason, TeamState
from ruamphon.programmes.models import Enrolment
from ruamphon.registry.models import Enterprise
from tests.cast import account, grant
from tests.programmes import making

READ = Permission.ENTERPRISE_READ


@pytest.fixture
def newcomer(cast):
    """A group registered in the programme, in no cohort yet."""
    scope = Scope.objects.create(kind=ScopeKind.ENTERPRISE, label_th="กลุ่มใหม่")
    ScopeLink.objects.create(outer=cast.programme.scope, inner=scope)
    return Enterprise.objects.create(code="CE-00009", name_th="กลุ่มใหม่ตัวอย่าง", scope=scope)


@pytest.fixture
def cohort_officer(cast):
    """An officer of this cohort only."""
    made = account("cohort_officer", "เจ้าหน้าที่รุ่น")
    grant(made, Role.OFFICER, cast.cohort.scope)
    return made


def enrol(cast, enterprise, **changes):
    values = {"by": cast.officer, "cohort": cast.cohort, "enrolled_on": making.today()}
    return actions.enrol_enterprise(enterprise=enterprise, **(values | changes))


def leave(cast, reason="ย้ายไปทำงานต่างจังหวัด", **changes):
    values = {"by": cast.officer, "enrolment": cast.enrolment, "state": EnrolmentState.LEFT}
    return actions.change_enrolment_state(reason=reason, **(values | changes))


def test_enrolling_lets_the_cohorts_people_see_the_group(cast, newcomer, cohort_officer):
    assert not has_permission(cohort_officer, READ, newcomer.scope_id)
    enrolment = enrol(cast, newcomer)
    assert has_permission(cohort_officer, READ, newcomer.scope_id)
    assert (enrolment.state, enrolment.enrolled_on) == (EnrolmentState.SELECTED, making.today())
    row = AuditEntry.objects.of(enrolment).get()
    assert (row.action, row.scope_id, row.person_id) == (
        "enrol_enterprise",
        newcomer.scope_id,
        cast.officer.person_id,
    )


def test_enrolling_uses_the_link_to_the_programme_that_is_there(cast, newcomer):
    enrol(cast, newcomer)
    assert ScopeLink.objects.filter(outer=cast.programme.scope, inner=newcomer.scope).count() == 1


def test_a_full_cohort_takes_no_more(cast, newcomer):
    cast.cohort.seats = 2
    cast.cohort.save()
    with pytest.raises(Impossible) as refused:
        enrol(cast, newcomer)
    assert refused.value.reason.th == "รุ่น 1/2569 รับครบ 2 กลุ่มแล้ว เพิ่มจำนวนที่รับก่อน หรือเลือกรุ่นอื่น"
    assert not Enrolment.objects.filter(enterprise=newcomer).exists()


def test_a_group_that_left_frees_its_seat(cast, newcomer):
    cast.cohort.seats = 2
    cast.cohort.save()
    leave(cast)
    assert enrol(cast, newcomer).cohort == cast.cohort


def test_a_closed_cohort_takes_no_more(cast, newcomer):
    cast.cohort.state = CohortState.CLOSED
    cast.cohort.save()
    with pytest.raises(Impossible) as refused:
        enrol(cast, newcomer)
    assert refused.value.reason.en == (
        "Cohort 1/2569 is closed, so it takes no more groups. Choose an open cohort, or reopen this one first."
    )


def test_a_group_is_in_a_cohort_once(cast):
    with pytest.raises(Impossible) as refused:
        enrol(cast, cast.enterprise)
    assert (refused.value.field, refused.value.reason.en) == (
        "enterprise",
        "Sample Kitchen is already in Cohort 1/2569. Open the group's page to see how it stands.",
    )


def test_an_invented_group_never_meets_a_real_programme(cast, newcomer):
    newcomer.is_demo = True
    newcomer.save()
    with pytest.raises(Impossible) as refused:
        enrol(cast, newcomer)
    assert refused.value.field == "enterprise"


def test_leaving_needs_a_reason(cast):
    with pytest.raises(Impossible) as refused:
        leave(cast, reason="  ")
    assert refused.value.field == "reason"


def test_leaving_ends_teams_and_the_cohorts_reach_but_not_the_programmes(cast, cohort_officer):
    team = actions.accept_team(by=cast.officer, team=making.mentor_team(cast))
    scope_id = cast.enterprise.scope_id
    helper = team.members.get().person
    assert has_permission(helper, READ, scope_id)
    enrolment = leave(cast)
    team.refresh_from_db()
    reach = [
        has_permission(one, READ, scope_id) for one in (helper, cohort_officer, cast.officer, cast.member)
    ]
    assert reach == [False, False, True, True]
    assert (team.state, team.end_reason) == (TeamState.ENDED, "ย้ายไปทำงานต่างจังหวัด")
    assert (enrolment.state, enrolment.ended_on) == (EnrolmentState.LEFT, making.today())
    row = AuditEntry.objects.of(enrolment).get()
    assert (row.reason, row.changes["state"]) == ("ย้ายไปทำงานต่างจังหวัด", ["active", "left"])


def test_coming_back_restores_the_cohorts_reach(cast, cohort_officer):
    leave(cast)
    back = leave(cast, reason="", state=EnrolmentState.ACTIVE)
    assert (back.state, back.left_reason, back.ended_on) == (EnrolmentState.ACTIVE, "", None)
    assert has_permission(cohort_officer, READ, cast.enterprise.scope_id)


def test_coming_back_needs_a_seat(cast):
    leave(cast)
    cast.cohort.seats = 1
    cast.cohort.save()
    with pytest.raises(Impossible):
        leave(cast, state=EnrolmentState.ACTIVE)


def test_leaving_keeps_its_kind_and_cancels_what_was_to_do(cast):
    task = actions.assign_task(
        by=cast.officer,
        enrolment=cast.enrolment,
        title="ส่งรูปฉลาก",
        owner=cast.member.person,
        due_on=None,
        origin=Text("ตกลงกัน", "Agreed"),
        key="form-1",
    )
    enrolment = leave(cast, leaving=LeavingReason.ELSEWHERE)
    task.refresh_from_db()
    assert (enrolment.leaving, task.state, task.done_note) == (
        "elsewhere",
        "cancelled",
        "ย้ายไปทำงานต่างจังหวัด",
    )
    back = leave(cast, reason="", state=EnrolmentState.ACTIVE)
    assert (back.leaving, back.left_reason) == ("", "")


def test_graduating_ends_teams_but_not_the_cohorts_reach(cast, cohort_officer):
    team = actions.accept_team(by=cast.officer, team=making.mentor_team(cast))
    enrolment = leave(cast, state=EnrolmentState.GRADUATED, reason="", on=making.today())
    assert (enrolment.state, enrolment.ended_on, enrolment.left_reason) == ("graduated", making.today(), "")
    team.refresh_from_db()
    assert (team.state, team.end_reason) == (TeamState.ENDED, "จบโครงการ")
    assert has_permission(cohort_officer, READ, cast.enterprise.scope_id)


def test_an_enrolment_cannot_end_before_it_began(cast):
    with pytest.raises(Impossible) as refused:
        leave(cast, on=making.in_days(-31))
    assert refused.value.field == "on"


def test_a_selected_group_cannot_graduate_at_once(cast):
    cast.enrolment.state = EnrolmentState.SELECTED
    cast.enrolment.save()
    with pytest.raises(Impossible) as refused:
        leave(cast, state=EnrolmentState.GRADUATED)
    assert refused.value.field == "state"
