from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from ruamphon.assessments.enums import Purpose
from ruamphon.core.models import AuditEntry
from ruamphon.core.refusals import Impossible, Refused
from ruamphon.people.outbox.enums import MessageKind
from ruamphon.people.outbox.models import Message
from ruamphon.programmes import actions, queries
from ruamphon.programmes.enums import SelectionOutcome
from ruamphon.programmes.models import Application, Enrolment, Selection
from tests.assessments import helping
from tests.programmes import applying

ACCEPT, WAIT, REFUSE = SelectionOutcome.ACCEPT, SelectionOutcome.WAIT, SelectionOutcome.REFUSE


@pytest.fixture
def call(cast):
    return applying.call(cast)


@pytest.fixture
def group(cast):
    return applying.candidate(cast)


@pytest.fixture
def application(cast, call, group):
    return applying.applied(cast, call, group)


def propose(cast, application, outcome=ACCEPT, *, by=None, reason="พร้อมทำงาน"):
    return actions.propose_selection(
        by=by or cast.officer, application=application, outcome=outcome, reason=reason
    )


def decide(cast, selection, outcome=ACCEPT, *, by=None, reason="รับเพราะพร้อมทำงาน"):
    return actions.decide_selection(
        by=by or cast.officer2, selection=selection, outcome=outcome, reason=reason
    )


def assessed(cast, call, **levels_by_group):
    """A round of all applicants, both officers having handed in for each group named."""
    held = actions.open_selection_round(
        by=cast.manager,
        cohort=call.cohort,
        rubric=helping.rubric_in_use(cast),
        assessors=[cast.officer.person, cast.officer2.person],
        each=2,
        due_on=timezone.localdate() + timedelta(days=9),
    )
    for application, (first, second) in levels_by_group.items():
        enterprise = Application.objects.get(pk=application.removeprefix("a")).enterprise
        for who, level in ((cast.officer, first), (cast.officer2, second)):
            helping.hand_in(held, who, enterprise, direction=level, market=level, members=level)
    return held


def test_accepting_takes_two_and_enrols_the_group(cast, application, group):
    waiting = propose(cast, application)
    assert (waiting.state, waiting.proposed_outcome, waiting.proposed_by) == (
        "proposed",
        "accept",
        cast.officer.person,
    )
    done = decide(cast, waiting)
    application.refresh_from_db()
    assert (done.state, done.outcome, done.decided_by) == ("decided", "accept", cast.officer2.person)
    assert application.state == "accepted"
    enrolment = Enrolment.objects.get(enterprise=group)
    assert (enrolment.cohort, enrolment.state, enrolment.enrolled_on) == (
        application.call.cohort,
        "selected",
        timezone.localdate(),
    )
    rows = AuditEntry.objects.of(application).filter(action__endswith="_selection").order_by("pk")
    assert [(row.action, row.person_id) for row in rows] == [
        ("propose_selection", cast.officer.person_id),
        ("decide_selection", cast.officer2.person_id),
    ]
    assert rows[1].changes == {"outcome": [None, "accept"], "state": ["handed_in", "accepted"]}


@pytest.mark.parametrize("who", ["officer", "manager"])
def test_who_proposed_cannot_decide(who, cast, application):
    someone = getattr(cast, who)
    waiting = propose(cast, application, by=someone)
    with pytest.raises(Refused) as refused:
        decide(cast, waiting, by=someone)
    assert someone.person.name_th in refused.value.reason.th
    waiting.refresh_from_db()
    assert waiting.state == "proposed"


@pytest.mark.parametrize(
    "who",
    [
        "observer",
        "facilitator",
        "member",
        "student",
        "adviser",
        "mentor",
        "expert",
        "other_member",
        "stranger",
    ],
)
def test_nobody_else_proposes_or_decides(who, cast, application):
    with pytest.raises(Refused):
        propose(cast, application, by=getattr(cast, who))
    waiting = propose(cast, application)
    with pytest.raises(Refused):
        decide(cast, waiting, by=getattr(cast, who))


def test_the_second_to_propose_is_told_who_and_what(cast, application):
    propose(cast, application, WAIT)
    with pytest.raises(Impossible) as refused:
        propose(cast, application, by=cast.officer2)
    assert "ออมสิน เจ้าหน้าที่" in refused.value.reason.th
    assert "ใส่รายชื่อสำรอง" in refused.value.reason.th
    assert Selection.objects.count() == 1


def test_the_second_to_decide_is_told_who_when_and_what(cast, application):
    waiting = propose(cast, application)
    decide(cast, waiting, REFUSE)
    with pytest.raises(Impossible) as refused:
        decide(cast, waiting, by=cast.manager)
    assert "อารี เจ้าหน้าที่" in refused.value.reason.th
    assert "ยังไม่รับรอบนี้" in refused.value.reason.th
    assert not Enrolment.objects.filter(enterprise=application.enterprise).exists()


@pytest.mark.parametrize(("outcome", "state"), [(WAIT, "waiting"), (REFUSE, "refused")])
def test_who_is_not_taken_stays_a_candidate_with_its_need(outcome, state, cast, application, group):
    decide(cast, propose(cast, application, outcome), outcome)
    application.refresh_from_db()
    assert application.state == state
    rows = queries.candidate_page(cast.officer).rows
    assert [(row.enterprise, row.need.needs) for row in rows] == [(group, "อยากขายออนไลน์เป็น")]


def test_a_waiting_group_is_accepted_later_but_not_put_to_wait_twice(cast, application, group):
    decide(cast, propose(cast, application, WAIT), WAIT)
    with pytest.raises(Impossible) as refused:
        propose(cast, application, WAIT)
    assert refused.value.field == "outcome"
    decide(cast, propose(cast, application))
    assert Enrolment.objects.filter(enterprise=group).count() == 1
    with pytest.raises(Impossible):
        propose(cast, application, REFUSE)


def test_a_full_cohort_takes_nobody_and_nothing_is_half_done(cast, call, application):
    others = [applying.applied(cast, call, applying.candidate(cast, f"กลุ่ม {n}")) for n in (1, 2)]
    for other in others:
        decide(cast, propose(cast, other))
    waiting = propose(cast, application)
    with pytest.raises(Impossible, match="รับครบ"):
        decide(cast, waiting)
    waiting.refresh_from_db()
    application.refresh_from_db()
    assert (waiting.state, waiting.figures, application.state) == ("proposed", None, "handed_in")


def test_reasons_are_needed(cast, application):
    with pytest.raises(Impossible) as refused:
        propose(cast, application, reason=" ")
    assert refused.value.field == "reason"
    with pytest.raises(Impossible) as refused:
        decide(cast, propose(cast, application), reason="")
    assert refused.value.field == "reason"


def test_a_proposal_is_taken_back_and_another_made(cast, application):
    waiting = propose(cast, application)
    gone = actions.withdraw_selection(by=cast.officer2, selection=waiting, reason="ข้อมูลยังไม่ครบ")
    assert (gone.state, gone.closed_by, gone.closed_reason) == (
        "withdrawn",
        cast.officer2.person,
        "ข้อมูลยังไม่ครบ",
    )
    with pytest.raises(Impossible):
        decide(cast, waiting)
    assert propose(cast, application, WAIT).pk != waiting.pk


def test_a_withdrawn_application_waits_for_nobody(cast, application):
    waiting = propose(cast, application)
    actions.withdraw_application(by=cast.officer, application=application, reason="สมาชิกไม่ว่าง")
    waiting.refresh_from_db()
    assert (waiting.state, waiting.closed_reason) == ("withdrawn", "สมาชิกไม่ว่าง")
    with pytest.raises(Impossible):
        decide(cast, waiting)


def test_a_draft_is_not_proposed(cast, call, group):
    draft = applying.applied(cast, call, group, hand_in=False)
    with pytest.raises(Impossible):
        propose(cast, draft)


def test_the_group_is_told_the_outcome_and_officers_the_proposal(cast, call, group):
    member = applying.member_of(group, "malai")
    application = applying.applied(cast, call, group, by=member, on_behalf_of=None)
    waiting = propose(cast, application)
    told = Message.objects.filter(kind=MessageKind.SELECTION_PROPOSED)
    assert sorted(told.values_list("person__account__username", flat=True)) == ["manager", "officer2"]
    decide(cast, waiting)
    told = Message.objects.filter(kind=MessageKind.APPLICATION_DECIDED)
    assert sorted(told.values_list("person__account__username", flat=True)) == ["malai", "officer"]
    assert {message.url for message in told} == {application.get_absolute_url()}


def test_a_decision_keeps_the_figures_of_that_moment(cast, call, application):
    second = applying.applied(cast, call, applying.candidate(cast, "กลุ่มสอง"))
    held = assessed(cast, call, **{f"a{application.pk}": (2, 3), f"a{second.pk}": (4, 4)})
    done = decide(cast, propose(cast, application, WAIT), WAIT)
    done.refresh_from_db()
    assert done.figures == {
        "on": timezone.localdate().isoformat(),
        "round": held.pk,
        "applicants": 2,
        "seats_left": 2,
        "asked": 2,
        "assessors": 2,
        "mean": "2.50",
        "calibrated": "2.50",
        "spread": "1.00",
        "place": 2,
        "calibrated_place": 2,
    }


def test_a_selection_round_asks_for_every_waiting_applicant(cast, call, application):
    applying.applied(cast, call, applying.candidate(cast, "กลุ่มร่าง"), hand_in=False)
    held = assessed(cast, call)
    assert (held.purpose, held.scope) == (Purpose.SELECTION, call.cohort.scope)
    assert {row.enterprise for row in held.assessments.all()} == {application.enterprise}
    assert held.assessments.count() == 2


def rows_of(page):
    return [
        (str(row.application.enterprise.name), row.ranked.place, str(row.ranked.mean), row.is_last_seat)
        for row in page.rows
    ]


def test_the_ranking_shows_order_seats_and_who_is_missing(cast, call, application):
    names = ("กลุ่มหนึ่ง", "กลุ่มสอง", "กลุ่มสาม")
    made = [applying.applied(cast, call, applying.candidate(cast, name)) for name in names]
    one, two, three = (f"a{each.pk}" for each in made)
    assessed(cast, call, **{one: (2, 2), two: (4, 3), three: (3, 1)})
    applying.applied(cast, call, applying.candidate(cast, "กลุ่มร่าง"), hand_in=False)
    page = queries.ranking(call.cohort, cast.manager)
    assert rows_of(page) == [
        ("กลุ่มสอง", 1, "3.50", False),
        ("กลุ่มสาม", 2, "2.00", True),
        ("กลุ่มหนึ่ง", 2, "2.00", False),
        ("วิสาหกิจชุมชนผู้สมัคร (ตัวอย่าง)", None, "None", False),
    ]
    assert (page.drafts, page.to_decide, page.seats, page.unassessed) == (1, 4, 2, 2)
    last = page.rows[-1]
    assert sorted(str(name) for name in last.missing) == ["ออมสิน เจ้าหน้าที่", "อารี เจ้าหน้าที่"]
    assert [row.disagrees for row in page.rows if row.ranked.spread == 2] == [True]


def test_an_assessor_who_has_not_handed_in_does_not_see_what_others_gave(cast, call, application):
    held = assessed(cast, call)
    helping.hand_in(held, cast.officer2, application.enterprise, direction=4, market=4, members=4)
    (hidden,) = queries.ranking(call.cohort, cast.officer).rows
    (seen,) = queries.ranking(call.cohort, cast.officer2).rows
    assert (hidden.is_hidden, hidden.ranked.mean) == (True, None)
    assert (seen.is_hidden, str(seen.ranked.mean)) == (False, "4.00")


def test_who_only_watches_sees_figures_once_all_are_in(cast, call, application):
    held = assessed(cast, call)
    given = {"direction": 4, "market": 4, "members": 4}
    helping.hand_in(held, cast.officer2, application.enterprise, **given)
    (early,) = queries.ranking(call.cohort, cast.observer).rows
    assert (early.is_hidden, early.ranked.mean) == (True, None)
    helping.hand_in(held, cast.officer, application.enterprise, **given)
    (whole,) = queries.ranking(call.cohort, cast.observer).rows
    assert (whole.is_hidden, str(whole.ranked.mean)) == (False, "4.00")


def test_the_ranking_asks_no_more_for_many_applicants(cast, call, application, django_assert_num_queries):
    with CaptureQueriesContext(connection) as few:
        queries.ranking(call.cohort, cast.manager)
    for number in range(6):
        applying.applied(cast, call, applying.candidate(cast, f"กลุ่ม {number}"))
    with django_assert_num_queries(len(few)):
        queries.ranking(call.cohort, cast.manager)
