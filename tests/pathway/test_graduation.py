"""Readiness gathered from the rooms, graduation by two, and follow-ups."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from ruamphon.assessments.enums import Purpose
from ruamphon.core.models import AuditEntry
from ruamphon.core.refusals import Impossible, Refused
from ruamphon.core.text import Text
from ruamphon.pathway import actions
from ruamphon.pathway.enums import FollowUpState, GraduationOutcome, Outcome
from ruamphon.pathway.facts import FACTS
from ruamphon.pathway.models import FollowUp, Gate, Graduation
from ruamphon.pathway.queries.alumni import alumni_page, follow_up_rows
from ruamphon.pathway.queries.readiness import cohort_readiness, readiness_for, readiness_of
from ruamphon.people.outbox.enums import MessageKind
from ruamphon.people.outbox.models import Message
from ruamphon.programmes import actions as programmes
from ruamphon.programmes.enums import EnrolmentState
from ruamphon.programmes.models import Enrolment
from ruamphon.registry import actions as registry
from ruamphon.registry.enums import LegalState
from tests.assessments import helping
from tests.programmes import making

GRADUATES, NOT_YET = GraduationOutcome.GRADUATES, GraduationOutcome.NOT_YET
pytestmark = pytest.mark.usefixtures("files_go_away")


def today():
    return timezone.localdate()


def registered(cast, enterprise=None):
    return registry.record_legal_status(
        by=cast.officer,
        enterprise=enterprise or cast.enterprise,
        state=LegalState.RENEWED,
        since_on=today(),
        for_year=today().year,
        number="7-21-01-06/1-0001",
    )


def passed(cast, number, *, enrolment=None, outcome=Outcome.PASSED):
    """A standing decision, written as the decision left it."""
    return Gate.objects.create(
        enrolment=enrolment or cast.enrolment,
        stage_number=number,
        playbook=cast.cohort.playbook,
        state="decided",
        proposed_by=cast.officer.person,
        proposed_outcome=outcome,
        proposal_reason="ครบ",
        decided_by=cast.officer2.person,
        decided_at=timezone.now(),
        decided_on=today(),
        outcome=outcome,
        record={},
    )


@pytest.fixture
def ready(small):
    """A group that has all of the small playbook and a registration that holds."""
    passed(small, 1)
    passed(small, 2)
    registered(small)
    return small


def enrolment_of(cast):
    return Enrolment.objects.select_related("cohort__playbook", "cohort__programme", "enterprise").get(
        pk=cast.enrolment.pk
    )


def missing(cast):
    return [item.code for item in readiness_for(enrolment_of(cast), today()).missing]


def propose(cast, *, by=None, reason="เดินได้เองแล้ว", **given):
    return actions.propose_graduation(by=by or cast.officer, enrolment=cast.enrolment, reason=reason, **given)


def decide(cast, graduation, outcome=GRADUATES, *, by=None, on=None, **given):
    day = (on or today()) if outcome == GRADUATES else None
    return actions.decide_graduation(
        by=by or cast.officer2, graduation=graduation, outcome=outcome, graduated_on=day, **given
    )


def graduated(cast, days_ago=0):
    """Our group, graduated so many days ago."""
    Enrolment.objects.filter(pk=cast.enrolment.pk).update(enrolled_on=today() - timedelta(days=2000))
    return decide(cast, propose(cast), on=today() - timedelta(days=days_ago))


def test_readiness_follows_gates_registration_and_work(small):
    assert missing(small) == ["stage-1", "stage-2", "legal-status"]
    passed(small, 1)
    registered(small)
    assert missing(small) == ["stage-2"]
    passed(small, 2)
    assert missing(small) == []
    work = making.work(small)
    assert missing(small) == []
    programmes.check_deliverable(by=small.adviser, deliverable=work, version=1)
    assert missing(small) == ["handed-over"]
    programmes.accept_deliverable(by=small.member, deliverable=work, version=1)
    assert missing(small) == []


def test_conditions_count_until_their_tasks_are_done(ready):
    gate = Gate.objects.get(stage_number=2)
    gate.outcome = Outcome.PASSED_WITH_CONDITIONS
    gate.save()
    task = programmes.assign_task(
        by=ready.officer,
        enrolment=ready.enrolment,
        title="ฉลากใหม่",
        owner=ready.member.person,
        due_on=today(),
        origin=Text("เงื่อนไข", "Condition"),
        key="gate-condition-1",
    )
    gate.conditions.create(text="ฉลากใหม่", due_on=today(), task=task)
    assert missing(ready) == ["condition-1"]
    programmes.finish_task(by=ready.member, task=task)
    assert missing(ready) == []


def test_an_agreement_of_the_cohort_has_to_be_signed(ready):
    agreement = {
        "by": ready.officer,
        "programme": ready.programme,
        "title_th": "บันทึกความร่วมมือ (ตัวอย่าง)",
        "cohort": ready.cohort,
        "parties": [ready.mentor_company, ready.university],
    }
    made = programmes.prepare_agreement(draft_key=None, **agreement)
    assert missing(ready) == ["agreement"]
    made.signed_on = today()
    made.save()
    assert missing(ready) == []


@pytest.mark.parametrize("state", [None, LegalState.RENEWED, LegalState.LAPSED])
def test_the_registration_reads_as_the_fact_does(state, small):
    if state:
        registered(small)
    if state == LegalState.LAPSED:
        registry.record_legal_status(
            by=small.officer, enterprise=small.enterprise, state=state, since_on=today()
        )
    (item,) = [
        item for item in readiness_for(enrolment_of(small), today()).items if item.code == "legal-status"
    ]
    fact = FACTS["legal_status_valid"].value(small.enrolment, today())
    assert item.is_met is (fact is True)
    assert ("No registration" in item.reason.en) is (fact is None)


def test_readiness_of_many_asks_no_more_than_of_one(ready, django_assert_num_queries):
    rows = Enrolment.objects.select_related("cohort__playbook", "cohort__programme", "enterprise")
    with CaptureQueriesContext(connection) as one:
        readiness_of(rows.filter(pk=ready.enrolment.pk), today())
    with django_assert_num_queries(len(one)):
        found = readiness_of(rows, today())
    assert {pk: each.is_ready for pk, each in found.items()} == {
        ready.enrolment.pk: True,
        ready.other_enrolment.pk: False,
    }


def test_a_cohort_says_how_many_are_ready(ready):
    page = cohort_readiness(ready.cohort, ready.officer, today())
    assert [row.enrolment for row in page.ready] == [ready.enrolment]
    assert [(row.enrolment, row.first.code) for row in page.others] == [(ready.other_enrolment, "stage-1")]
    assert page.graduated == 0


def test_graduating_takes_two_and_ends_teams_and_tasks(ready):
    team = programmes.accept_team(by=ready.officer, team=making.student_team(ready))
    waiting = propose(ready)
    assert (waiting.state, waiting.override_reason) == ("proposed", "")
    done = decide(ready, waiting, on=today() - timedelta(days=2))
    ready.enrolment.refresh_from_db()
    team.refresh_from_db()
    assert (done.state, done.outcome, done.graduated_on) == (
        "decided",
        "graduates",
        today() - timedelta(days=2),
    )
    assert (ready.enrolment.state, ready.enrolment.ended_on) == ("graduated", done.graduated_on)
    assert team.state == "ended"
    kept = [(item["code"], item["met"]) for item in done.record["items"]]
    assert kept == [
        ("stage-1", True),
        ("stage-2", True),
        ("no-gate-waits", True),
        ("legal-status", True),
        ("handed-over", True),
    ]
    assert [row.years for row in ready.enrolment.follow_ups.all()] == [1, 2, 3]
    audited = AuditEntry.objects.of(done).order_by("pk")
    assert [(row.action, row.person_id) for row in audited] == [
        ("propose_graduation", ready.officer.person_id),
        ("decide_graduation", ready.officer2.person_id),
    ]


def test_who_proposed_cannot_decide_and_nobody_else_may(ready):
    waiting = propose(ready)
    with pytest.raises(Refused, match="ออมสิน เจ้าหน้าที่"):
        decide(ready, waiting, by=ready.officer)
    for who in (
        "observer",
        "facilitator",
        "member",
        "student",
        "adviser",
        "mentor",
        "other_mentor",
        "stranger",
    ):
        with pytest.raises(Refused):
            decide(ready, waiting, by=getattr(ready, who))
        with pytest.raises(Refused):
            propose(ready, by=getattr(ready, who))


def test_the_second_to_propose_or_decide_is_told_who(ready):
    waiting = propose(ready)
    with pytest.raises(Impossible, match="ออมสิน เจ้าหน้าที่"):
        propose(ready, by=ready.officer2)
    decide(ready, waiting, NOT_YET, reason="รออีกเดือน")
    with pytest.raises(Impossible, match="อารี เจ้าหน้าที่"):
        decide(ready, waiting, by=ready.manager)
    assert Graduation.objects.count() == 1


def test_not_yet_needs_a_reason_and_changes_nothing_else(ready):
    waiting = propose(ready)
    with pytest.raises(Impossible) as refused:
        decide(ready, waiting, NOT_YET)
    assert refused.value.field == "reason"
    done = decide(ready, waiting, NOT_YET, reason="รออีกเดือน")
    ready.enrolment.refresh_from_db()
    assert (done.outcome, done.graduated_on, ready.enrolment.state) == ("not_yet", None, "active")
    assert not FollowUp.objects.exists()
    assert propose(ready).pk != waiting.pk


def test_what_is_missing_is_named_unless_an_exception_is_asked_for(small):
    with pytest.raises(Impossible) as refused:
        propose(small)
    assert refused.value.field == "override_reason"
    assert "ผ่านขั้นที่ 1 ขั้นแรก" in refused.value.reason.th
    waiting = propose(small, override_reason="ทำกับหน่วยงานอื่นครบแล้ว")
    done = decide(small, waiting)
    assert (done.outcome, done.override_reason) == ("graduates", "ทำกับหน่วยงานอื่นครบแล้ว")
    assert [item["code"] for item in done.record["items"] if not item["met"]] == [
        "stage-1",
        "stage-2",
        "legal-status",
    ]


def test_what_went_missing_since_the_proposal_stops_the_decision(ready):
    waiting = propose(ready)
    Gate.objects.filter(stage_number=2).update(state="reopened")
    with pytest.raises(Impossible) as refused:
        decide(ready, waiting)
    assert refused.value.field == "outcome"
    ready.enrolment.refresh_from_db()
    assert ready.enrolment.state == "active"


def test_no_exception_where_nothing_is_missing(ready):
    with pytest.raises(Impossible) as refused:
        propose(ready, override_reason="เผื่อไว้")
    assert refused.value.field == "override_reason"


def test_a_graduation_has_a_day_not_before_the_group_joined(ready):
    waiting = propose(ready)
    with pytest.raises(Impossible) as refused:
        actions.decide_graduation(by=ready.officer2, graduation=waiting, outcome=GRADUATES)
    assert refused.value.field == "graduated_on"
    with pytest.raises(Impossible):
        decide(ready, waiting, on=ready.enrolment.enrolled_on - timedelta(days=1))
    waiting.refresh_from_db()
    assert waiting.state == "proposed"


def test_a_selected_group_is_not_proposed(ready):
    Enrolment.objects.filter(pk=ready.enrolment.pk).update(state=EnrolmentState.SELECTED)
    with pytest.raises(Impossible):
        propose(ready)


def test_a_proposal_is_taken_back(ready):
    waiting = propose(ready)
    gone = actions.withdraw_graduation(by=ready.officer2, graduation=waiting, reason="ข้อมูลผิด")
    assert (gone.state, gone.closed_by, gone.closed_reason) == ("withdrawn", ready.officer2.person, "ข้อมูลผิด")
    with pytest.raises(Impossible):
        decide(ready, waiting)


def test_the_group_is_told(ready):
    waiting = propose(ready)
    told = Message.objects.filter(kind=MessageKind.GRADUATION_PROPOSED)
    assert sorted(told.values_list("person__account__username", flat=True)) == ["manager", "officer2"]
    decide(ready, waiting)
    told = Message.objects.filter(kind=MessageKind.GRADUATION_DECIDED)
    assert "member" in told.values_list("person__account__username", flat=True)


# Follow-ups ---------------------------------------------------------------------------------------------------


def first_of(cast):
    return cast.enrolment.follow_ups.select_related("enrolment__cohort", "enrolment__enterprise").get(years=1)


def test_a_follow_up_is_an_assessment_once_it_is_due(ready):
    graduated(ready, days_ago=340)
    first = first_of(ready)
    values = {
        "rubric": helping.rubric_in_use(ready),
        "assessors": [ready.officer.person, ready.officer2.person],
        "each": 2,
        "due_on": today() + timedelta(days=10),
    }
    opened = actions.open_follow_up(by=ready.officer, follow_up=first, **values)
    assert (opened.round.purpose, opened.round.scope) == (Purpose.FOLLOW_UP, ready.cohort.scope)
    (row,) = follow_up_rows([opened], today())
    assert (row.state, row.asked, row.handed_in) == (FollowUpState.DUE, 2, 0)
    for who in (ready.officer, ready.officer2):
        helping.hand_in(opened.round, who, direction=3, market=3, members=2)
    (row,) = follow_up_rows([opened], today())
    assert (row.state, row.asked, row.handed_in) == (FollowUpState.DONE, 2, 2)
    with pytest.raises(Impossible):
        actions.open_follow_up(by=ready.officer, follow_up=first, **values)
    with pytest.raises(Impossible):
        actions.record_follow_up(by=ready.officer, follow_up=first, done_on=today(), note="ยังขายดี")


def test_a_follow_up_is_not_begun_before_its_window(ready):
    graduated(ready, days_ago=300)
    with pytest.raises(Impossible, match="ครบกำหนด"):
        actions.record_follow_up(by=ready.officer, follow_up=first_of(ready), done_on=today(), note="ยังขายดี")


def test_a_follow_up_is_recorded_by_hand(ready):
    graduated(ready, days_ago=400)
    first = first_of(ready)
    with pytest.raises(Impossible) as refused:
        actions.record_follow_up(by=ready.officer, follow_up=first, done_on=today(), note=" ")
    assert refused.value.field == "note"
    early = today() - timedelta(days=401)
    with pytest.raises(Impossible) as refused:
        actions.record_follow_up(by=ready.officer, follow_up=first, done_on=early, note="ยังขายดี")
    assert refused.value.field == "done_on"
    done = actions.record_follow_up(by=ready.officer, follow_up=first, done_on=today(), note="ยังขายดี")
    assert (done.done_on, done.note, done.recorded_by) == (today(), "ยังขายดี", ready.officer.person)
    with pytest.raises(Impossible, match="บันทึกไว้แล้ว"):
        actions.record_follow_up(by=ready.officer, follow_up=first, done_on=today(), note="อีกครั้ง")


def test_only_officers_look_in_on_a_group(ready):
    graduated(ready, days_ago=400)
    for who in ("observer", "facilitator", "member", "adviser", "mentor", "other_mentor", "stranger"):
        with pytest.raises(Refused):
            actions.record_follow_up(
                by=getattr(ready, who), follow_up=first_of(ready), done_on=today(), note="ยังขายดี"
            )


def parts(cast):
    found = {}
    for part in ("due", "coming", "done"):
        page = alumni_page(cast.programme, cast.officer, today(), part=part)
        found[part] = [(row.follow_up.years, row.state.value) for row in page.rows]
        assert page.counts[part] == len(found[part])
    return found


def test_alumni_are_listed_by_what_is_due(ready):
    assert parts(ready) == {"due": [], "coming": [], "done": []}
    graduated(ready, days_ago=400)
    assert parts(ready) == {
        "due": [(1, "overdue")],
        "coming": [(2, "coming"), (3, "coming")],
        "done": [],
    }
    actions.record_follow_up(by=ready.officer, follow_up=first_of(ready), done_on=today(), note="ยังขายดี")
    assert parts(ready) == {"due": [], "coming": [(2, "coming"), (3, "coming")], "done": [(1, "done")]}


def test_a_graduation_taken_back_and_given_again_moves_what_is_not_done(ready):
    graduated(ready, days_ago=400)
    actions.record_follow_up(by=ready.officer, follow_up=first_of(ready), done_on=today(), note="ยังขายดี")
    before = {row.years: row.due_on for row in ready.enrolment.follow_ups.all()}
    programmes.change_enrolment_state(
        by=ready.officer, enrolment=ready.enrolment, state=EnrolmentState.ACTIVE
    )
    assert parts(ready) == {"due": [], "coming": [], "done": []}
    decide(ready, propose(ready))
    after = {row.years: row.due_on for row in ready.enrolment.follow_ups.all()}
    assert after[1] == before[1]
    assert after[2] > before[2]
    assert FollowUp.objects.count() == 3


def test_the_alumni_page_asks_no_more_for_many(ready, django_assert_num_queries):
    graduated(ready, days_ago=400)
    with CaptureQueriesContext(connection) as few:
        alumni_page(ready.programme, ready.officer, today(), part="coming")
    other = ready.other_enrolment
    Enrolment.objects.filter(pk=other.pk).update(state=EnrolmentState.GRADUATED)
    for years in (1, 2, 3):
        FollowUp.objects.create(enrolment=other, years=years, due_on=today() + timedelta(days=100 + years))
    with django_assert_num_queries(len(few)):
        page = alumni_page(ready.programme, ready.officer, today(), part="coming")
    assert len(page.rows) == 5


def test_the_alumni_page_goes_on_after_its_last_row(ready, monkeypatch):
    monkeypatch.setattr("ruamphon.pathway.queries.alumni.A_PAGE", 2)
    graduated(ready, days_ago=0)
    page = alumni_page(ready.programme, ready.officer, today(), part="coming")
    assert [row.follow_up.years for row in page.rows] == [1, 2]
    rest = alumni_page(ready.programme, ready.officer, today(), part="coming", after=page.after)
    assert ([row.follow_up.years for row in rest.rows], rest.after) == ([3], None)


def test_strangers_see_no_follow_ups(ready):
    graduated(ready, days_ago=400)
    seers = {name for name, who in ready.accounts.items() if FollowUp.objects.visible_to(who).exists()}
    assert not seers & {"stranger", "lapsed_student", "other_member", "other_mentor", "other_student"}
    assert {"officer", "member", "observer"} <= seers
