"""Whom the actions of evidence and gates tell, and what."""

import pytest
from django.utils import timezone

from ruamphon.core.refusals import Impossible
from ruamphon.pathway import actions
from ruamphon.pathway.enums import EvidenceStatus, Outcome
from ruamphon.people.enums import Role
from ruamphon.people.outbox.models import Message
from ruamphon.people.outbox.queries import message_page
from tests.cast import account, grant
from tests.world import photo

pytestmark = pytest.mark.django_db
CODE = "potential-analysis"


def hand_in(cast, by=None, **more):
    return actions.submit_evidence(
        by=by or cast.student,
        enrolment=cast.enrolment,
        criterion_code=CODE,
        note="สรุป (ตัวอย่าง)",
        happened_on=timezone.localdate(),
        files=[photo()],
        **more,
    )


def review(cast, evidence, verdict):
    return actions.review_evidence(
        by=cast.adviser, evidence=evidence, verdict=verdict, note="ขอรูปใหม่", revision=evidence.revision
    )


def told(kind):
    """Usernames and paths of everybody told of a kind."""
    rows = Message.objects.filter(kind=kind).order_by("pk")
    return sorted((row.person.account.username, row.url) for row in rows.select_related("person__account"))


def test_handing_in_tells_the_reviewers_of_this_group_and_nobody_elses(cast):
    second = account("second_adviser", "อาจารย์คนที่สอง")
    grant(second, Role.ADVISER, cast.enterprise.scope)
    elsewhere = account("far_adviser", "อาจารย์กลุ่มอื่น")
    grant(elsewhere, Role.ADVISER, cast.other_enterprise.scope)
    evidence = hand_in(cast)
    url = f"/evidence/{evidence.pk}/"
    assert told("review_waiting") == [("adviser", url), ("second_adviser", url)]
    assert str(message_page(second).rows[0].about) != CODE


def test_handing_in_again_tells_again_and_the_same_revision_once(cast):
    evidence = review(cast, hand_in(cast), EvidenceStatus.RETURNED)
    evidence = actions.revise_evidence(
        by=cast.student, evidence=evidence, note="ใหม่", happened_on=timezone.localdate()
    )
    causes = Message.objects.filter(kind="review_waiting").values_list("cause", flat=True)
    assert sorted(causes) == [
        f"evidence-{evidence.pk}-1-review_waiting",
        f"evidence-{evidence.pk}-3-review_waiting",
    ]


@pytest.mark.parametrize(
    ("verdict", "kind"),
    [(EvidenceStatus.RETURNED, "evidence_returned"), (EvidenceStatus.ACCEPTED, "evidence_accepted")],
)
def test_a_review_tells_who_handed_it_in(cast, verdict, kind):
    evidence = review(cast, hand_in(cast), verdict)
    assert told(kind) == [("student", f"/evidence/{evidence.pk}/")]


def test_and_the_person_it_was_handed_in_for(cast):
    evidence = hand_in(cast, by=cast.facilitator, on_behalf_of=cast.student.person)
    review(cast, evidence, EvidenceStatus.RETURNED)
    url = f"/evidence/{evidence.pk}/"
    assert told("evidence_returned") == [("facilitator", url), ("student", url)]


def propose(cast, outcome=Outcome.NOT_YET):
    return actions.propose_gate(
        by=cast.officer, enrolment=cast.enrolment, stage_number=1, outcome=outcome, reason="ยังไม่ครบ"
    )


def test_a_proposal_tells_who_may_decide_but_not_its_proposer(cast):
    gate = propose(cast)
    assert told("gate_proposed") == [(who, f"/gates/{gate.pk}/") for who in ("manager", "officer2")]


def test_a_decision_tells_the_group_its_team_and_the_proposer(cast):
    gate = propose(cast)
    actions.decide_gate(by=cast.officer2, gate=gate, outcome=Outcome.NOT_YET, reason="รอแผน")
    assert [who for who, _ in told("gate_decided")] == [
        "adviser", "expert", "facilitator", "member", "mentor", "officer", "student",
    ]  # fmt: skip


def test_a_stop_is_told_and_says_nothing_to_those_it_shuts_out(cast):
    gate = propose(cast, Outcome.STOPPED)
    actions.decide_gate(by=cast.officer2, gate=gate, outcome=Outcome.STOPPED, reason="กลุ่มขอหยุด")
    kinds = {row.kind.en: row for row in message_page(cast.member).rows}
    assert kinds["A gate was decided"].about.th.startswith("ขั้นที่ 1 ")


def test_a_refused_review_tells_nobody(cast):
    evidence = hand_in(cast)
    before = Message.objects.count()
    with pytest.raises(Impossible):
        review(cast, evidence, EvidenceStatus.SUBMITTED)
    assert Message.objects.count() == before
