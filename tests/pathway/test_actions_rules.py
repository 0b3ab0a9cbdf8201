"""Rules in force: what they find, what they do once, and that the whole history replays to the same."""

from datetime import timedelta

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from ruamphon.core.models import AuditEntry
from ruamphon.core.refusals import Impossible, Refused
from ruamphon.pathway import actions
from ruamphon.pathway.domain.rule_reading import RuleProblems
from ruamphon.pathway.enums import Outcome
from ruamphon.pathway.models import RuleEffect, RuleEvaluation, RuleFiring, RuleSetVersion
from ruamphon.pathway.queries.rule_sets import plan_rules, proposed_rules, replay_differences
from ruamphon.people.models import Grant
from ruamphon.people.outbox.enums import MessageKind
from ruamphon.people.outbox.models import Message
from ruamphon.programmes.enums import EnrolmentState
from ruamphon.programmes.models import Enrolment, Task
from tests.pathway.helping import complete_first_stage, hand_in, propose
from tests.pathway.rules_making import effect, publish, rule, rules
from tests.pathway.test_queries_stalls import more_groups

pytestmark = pytest.mark.django_db

QUIET = rule("quiet", "days_since_record >= 30", effect("warn"), effect("notify", role="officer"))
VISIT = rule("visit", "rule quiet", effect("schedule_visit", owner="facilitator", due_in_days=14))


def days_later(days):
    return time_machine.travel(timezone.now() + timedelta(days=days), tick=False)


def standing(enrolment):
    return sorted(
        RuleFiring.objects.standing().filter(enrolment=enrolment).values_list("rule_code", flat=True)
    )


def test_what_is_put_in_force_works_at_once(small):
    version = publish(small, QUIET, VISIT)
    assert (version.number, version.published_by) == (1, small.manager.person)
    assert standing(small.enrolment) == ["quiet", "visit"]
    firing = RuleFiring.objects.get(enrolment=small.enrolment, rule_code="visit")
    assert firing.because == ["quiet"]
    assert RuleFiring.objects.get(enrolment=small.enrolment, rule_code="quiet").facts == {
        "days_since_record": "30"
    }
    task = Task.objects.get(enrolment=small.enrolment)
    assert task.owner == small.facilitator.person
    assert task.due_on == timezone.localdate() + timedelta(14)
    assert task.origin_url == f"/enrolments/{small.enrolment.pk}/visits/new/"
    assert task.made_by is None
    assert task.origin_en == "The programme’s rule: Reason"
    told = Message.objects.filter(kind=MessageKind.RULE_FIRED)
    assert {message.person for message in told} == {small.officer.person, small.officer2.person}
    assert replay_differences() == []


def test_twice_changes_nothing(small):
    publish(small, QUIET, VISIT)
    before = counts()
    for _ in range(3):
        actions.apply_rules(by=None, programme=small.programme)
    assert counts() == before
    with days_later(1):
        assert actions.apply_rules(by=None, programme=small.programme).effects == 0
    assert counts() == before


def counts():
    tables = (RuleEvaluation, RuleFiring, RuleEffect, Task, Message)
    return [table.objects.count() for table in tables]


def test_the_figures_of_a_rule_that_goes_on_are_kept_up_to_date(small):
    publish(small, rule("quiet", "days_since_record >= 30", effect("warn"), th="เงียบ {days_since_record} วัน"))
    with days_later(2):
        actions.apply_rules(by=None, programme=small.programme)
    firing = RuleFiring.objects.get(enrolment=small.enrolment)
    assert firing.reason_th == "เงียบ 32 วัน"
    assert firing.began_on == timezone.localdate()
    assert replay_differences() == []


def test_a_rule_ends_when_its_condition_does_and_may_begin_again(small):
    publish(small, QUIET, VISIT)
    hand_in(small)
    actions.apply_rules(by=None, programme=small.programme)
    assert standing(small.enrolment) == []
    assert Task.objects.filter(enrolment=small.enrolment).count() == 1
    with days_later(30):
        actions.apply_rules(by=None, programme=small.programme)
    assert standing(small.enrolment) == ["quiet", "visit"]
    assert Task.objects.filter(enrolment=small.enrolment).count() == 2
    assert replay_differences() == []


def test_ending_and_beginning_on_one_day_does_nothing_twice(small):
    publish(small, QUIET, VISIT)
    piece = hand_in(small)
    actions.apply_rules(by=None, programme=small.programme)
    moment = timezone.now() - timedelta(40)
    type(piece).objects.filter(pk=piece.pk).update(submitted_at=moment)
    actions.apply_rules(by=None, programme=small.programme)
    assert standing(small.enrolment) == ["quiet", "visit"]
    assert Task.objects.filter(enrolment=small.enrolment).count() == 1
    assert RuleFiring.objects.filter(enrolment=small.enrolment).count() == 2
    assert replay_differences() == []


def test_a_task_for_a_role_that_nobody_holds_waits_until_somebody_comes(small):
    Grant.objects.filter(role__in=["facilitator", "officer", "manager"]).update(
        valid_until=timezone.now() - timedelta(seconds=1)
    )
    version = RuleSetVersion.objects.create(
        programme=small.programme, number=1, title_th="ก", title_en="a", toml=rules(QUIET, VISIT), sha256="x1"
    )
    actions.apply_rules(by=None, programme=small.programme)
    waiting = RuleEffect.objects.get(firing__enrolment=small.enrolment, kind="schedule_visit")
    assert (waiting.done_at, waiting.task) == (None, None)
    Grant.objects.filter(role="officer").update(valid_until=None)
    actions.apply_rules(by=None, programme=small.programme)
    waiting.refresh_from_db()
    assert waiting.task.owner == small.officer.person
    assert waiting.done_at
    assert version.evaluations.filter(enrolment=small.enrolment).count() == 1
    assert replay_differences() == []


def test_a_group_that_leaves_is_let_go(small):
    publish(small, QUIET)
    Enrolment.objects.filter(pk=small.enrolment.pk).update(state=EnrolmentState.LEFT, left_reason="ย้าย")
    actions.apply_rules(by=None, programme=small.programme)
    assert standing(small.enrolment) == []
    assert standing(small.other_enrolment) == ["quiet"]
    assert replay_differences() == []


def test_a_block_keeps_a_gate_from_being_passed_but_not_from_not_yet(small):
    complete_first_stage(small)
    publish(small, rule("no-mentor", "not mentor_assigned", effect("block", gate=1), th="ยังไม่มีพี่เลี้ยง"))
    with pytest.raises(Impossible) as refused:
        propose(small)
    assert refused.value.field == "outcome"
    assert "ยังไม่มีพี่เลี้ยง" in refused.value.reason.th
    with pytest.raises(Impossible):
        propose(small, outcome=Outcome.PASSED_WITH_CONDITIONS)
    assert propose(small, outcome=Outcome.NOT_YET).pk


def test_a_block_that_came_after_the_proposal_keeps_it_from_being_decided(small):
    complete_first_stage(small)
    gate = propose(small)
    publish(small, rule("no-mentor", "not mentor_assigned", effect("block", gate=1), th="ยังไม่มีพี่เลี้ยง"))
    with pytest.raises(Impossible, match="ยังไม่ให้ผ่านขั้นที่ 1"):
        actions.decide_gate(by=small.officer2, gate=gate, outcome=Outcome.PASSED)
    publish(small, rule("no-mentor", "not mentor_assigned", effect("warn")))
    assert actions.decide_gate(by=small.officer2, gate=gate, outcome=Outcome.PASSED).outcome == "passed"


def test_a_block_of_another_gate_does_not_matter(small):
    complete_first_stage(small)
    publish(small, rule("no-mentor", "not mentor_assigned", effect("block", gate=2)))
    assert propose(small).pk


def test_the_plan_says_whom_a_text_would_touch_and_changes_nothing(small):
    hand_in(small)
    plan = plan_rules(small.programme, rules(QUIET), on=timezone.localdate())
    assert plan.looked_at == 2
    assert [(row.enrolment, len(row.gains), row.ends) for row in plan.touched] == [
        (small.other_enrolment, 2, ())
    ]
    assert not RuleFiring.objects.exists()
    publish(small, QUIET)
    again = plan_rules(
        small.programme, rules(VISIT.replace("rule quiet", "stage = 1")), on=timezone.localdate()
    )
    by_group = {row.enrolment: (len(row.gains), len(row.ends)) for row in again.touched}
    assert by_group == {small.enrolment: (1, 0), small.other_enrolment: (1, 1)}


def test_a_block_taken_out_of_a_rule_is_told_as_ending_and_a_done_task_is_not(small):
    task = effect("assign_task", owner="officer", due_in_days=1)
    publish(small, rule("one", "stage = 1", effect("warn"), effect("block", gate=1), task))
    without = rules(rule("one", "stage = 1", effect("warn")))
    plan = plan_rules(small.programme, without, on=timezone.localdate())
    assert [row.ends[0].th for row in plan.touched] == ["เลิกกั้นไม่ให้ผ่านขั้น: เหตุผล"] * 2


def test_nobody_puts_in_force_what_they_did_not_see(small):
    text = rules(QUIET)
    plan = plan_rules(small.programme, text, on=timezone.localdate())
    hand_in(small)
    with pytest.raises(Impossible, match="ดูรายชื่อข้างล่างอีกครั้ง"):
        actions.publish_rules(by=small.manager, programme=small.programme, toml_text=text, seen=plan.digest)
    assert not RuleSetVersion.objects.exists()


def test_the_same_text_twice_is_refused(small):
    publish(small, QUIET)
    with pytest.raises(Impossible, match="ทุกตัวอักษร"):
        publish(small, QUIET)


@pytest.mark.parametrize("who", ["officer", "member", "observer", "stranger"])
def test_only_a_manager_changes_the_rules(small, who):
    with pytest.raises(Refused):
        publish(small, QUIET, by=getattr(small, who))


def test_a_bad_text_is_refused_and_nothing_is_kept(small):
    with pytest.raises(RuleProblems):
        publish(small, rule("bad", "days_since > 3", effect("warn")))
    assert not RuleSetVersion.objects.exists()


def test_no_rules_at_all_ends_everything(small):
    publish(small, QUIET)
    text = 'title.th = "ก"\ntitle.en = "a"\nrules = []\n'
    plan = plan_rules(small.programme, text, on=timezone.localdate())
    actions.publish_rules(by=small.manager, programme=small.programme, toml_text=text, seen=plan.digest)
    assert not RuleFiring.objects.standing().exists()
    assert replay_differences() == []


def test_the_table_itself_refuses_an_effect_twice(small):
    publish(small, QUIET)
    row = RuleEffect.objects.first()
    with pytest.raises(IntegrityError), transaction.atomic():
        RuleEffect.objects.create(firing=row.firing, key=row.key, name=row.name, kind=row.kind)


def test_a_tampered_history_is_found(small):
    publish(small, QUIET)
    row = RuleEvaluation.objects.get(enrolment=small.enrolment)
    row.facts = {"days_since_record": "3"}
    row.save()
    told = [difference.what.en for difference in replay_differences()]
    assert len(told) == 3
    assert all("Recorded, but not in the replay" in words for words in told)
    assert [each.enrolment for each in replay_differences([small.other_enrolment.pk])] == []


def test_what_rules_do_is_in_the_history(small):
    publish(small, QUIET)
    hand_in(small)
    actions.apply_rules(by=None, programme=small.programme)
    rows = AuditEntry.objects.filter(scope_id=small.enterprise.scope_id, record_type="pathway.rulefiring")
    assert [row.action for row in rows.order_by("pk")] == ["rule_fires", "rule_ends"]
    assert rows[0].person_id is None
    assert AuditEntry.objects.get(action="publish_rules").person_id == small.manager.person_id


def test_the_proposed_set_can_be_put_in_force_as_it_is(cast):
    text = proposed_rules()
    plan = plan_rules(cast.programme, text, on=timezone.localdate())
    actions.publish_rules(by=cast.manager, programme=cast.programme, toml_text=text, seen=plan.digest)
    assert all(each.proposed for each in plan.rules.rules)
    with days_later(20):
        actions.apply_rules(by=None, programme=cast.programme)
        assert standing(cast.enrolment) == ["no-student-team", "no-visit"]
    assert replay_differences() == []


def steady_queries(cast):
    """Evaluating when nothing is new."""
    actions.apply_rules(by=None, programme=cast.programme)
    with CaptureQueriesContext(connection) as context:
        actions.apply_rules(by=None, programme=cast.programme)
    return len(context)


def test_the_queries_of_a_batch_do_not_grow_with_its_groups(cast):
    text = proposed_rules()
    plan = plan_rules(cast.programme, text, on=timezone.localdate())
    actions.publish_rules(by=cast.manager, programme=cast.programme, toml_text=text, seen=plan.digest)
    few = steady_queries(cast)
    more_groups(cast, 10)
    assert steady_queries(cast) == few
    assert few < 45
