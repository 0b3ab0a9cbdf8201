"""Proposing, deciding, withdrawing and reopening gates. Deciding takes two people and leaves a sealed record."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.db import transaction
from django.utils import timezone

from ruamphon.core import audit
from ruamphon.core.refusals import Impossible
from ruamphon.core.text import Text
from ruamphon.pathway import queries, rules
from ruamphon.pathway.domain import GateInputs, Stage, seal, to_record
from ruamphon.pathway.enums import GateState, Outcome
from ruamphon.pathway.models import Gate, GateCondition
from ruamphon.pathway.states import GATE_TRANSITIONS, may_move
from ruamphon.pathway.times import told
from ruamphon.people.enums import Permission
from ruamphon.people.models import Account
from ruamphon.people.outbox.actions import tell
from ruamphon.people.outbox.enums import MessageKind
from ruamphon.programmes import actions as programmes_actions
from ruamphon.programmes.enums import EnrolmentState, TaskState
from ruamphon.programmes.models import Enrolment, PlaybookVersion
from ruamphon.programmes.queries.people import people_around, people_with

Conditions = Sequence[tuple[str, date]]

NO_PLAYBOOK = Text(
    "รุ่นนี้ยังไม่มีเกณฑ์ ให้ผู้จัดการโครงการเลือกเกณฑ์ให้รุ่นก่อน",
    "This cohort has no playbook yet. A programme manager has to choose one first.",
)
NO_SUCH_STAGE = Text("เกณฑ์ที่กลุ่มใช้อยู่ไม่มีขั้นที่ {number}", "The group's playbook has no stage {number}.")
ALREADY_PASSED = Text(
    "กลุ่มผ่านขั้นที่ {number} ไปแล้ว ถ้าต้องพิจารณาใหม่ ให้เปิดพิจารณาใหม่จากหน้าผลเดิม",
    "The group has passed stage {number}. To look at it again, reopen that decision.",
)
NOT_YET_THERE = Text(
    "ต้องผ่านขั้นที่ {number} ก่อน จึงจะเสนอขั้นต่อไปได้",
    "Stage {number} has to be passed first.",
)
WAS_STOPPED = Text(
    "กลุ่มนี้มีผลให้ยุติการเข้าร่วม ต้องเปิดพิจารณาผลนั้นใหม่ก่อน",
    "A decision to stop stands for this group. Reopen that decision first.",
)
ALREADY_PROPOSED = Text(
    "{name} เสนอขั้นนี้ไว้แล้วเมื่อ {when} และยังรอตัดสินอยู่",
    "{name} proposed this stage on {when}; it is waiting for a decision.",
)
NOT_ALL_THERE = Text(
    "วันนี้ยังขาด {n} ข้อที่ต้องครบ จึงยังให้ “ผ่าน” ไม่ได้ เลือก “ผ่านแบบมีเงื่อนไข” หรือ “ยังไม่ผ่าน”",
    "{n} thing that must be met is missing today, so “Passed” is not possible. "
    "Choose “Passed with conditions” or “Not yet”."
    "||{n} things that must be met are missing today, so “Passed” is not possible. "
    "Choose “Passed with conditions” or “Not yet”.",
)
BLOCKED = Text(
    "กฎของโครงการยังไม่ให้ผ่านขั้นที่ {number}: {reason} แก้เรื่องนี้ก่อน หรือเลือก “ยังไม่ผ่าน”",
    "A rule of the programme keeps stage {number} blocked: {reason}. Settle this first, or choose “Not yet”.",
)
REASON_NEEDED = Text(
    "เขียนเหตุผลสั้น ๆ กลุ่มและคนที่มาทีหลังจะได้เข้าใจ",
    "Write the reason in a few words, for the group and for those who come later.",
)
CONDITION_NEEDED = Text(
    "เขียนเงื่อนไขอย่างน้อยหนึ่งข้อ พร้อมวันที่ต้องเสร็จ",
    "Write at least one condition, with the day it is due.",
)
IDLE_CONDITIONS = Text(
    "เงื่อนไขใช้กับผล “ผ่านแบบมีเงื่อนไข” เท่านั้น ลบเงื่อนไขออก หรือเปลี่ยนผล",
    "Conditions only go with “Passed with conditions”. Remove them, or choose that outcome.",
)
PAST_DUE = Text(
    "วันครบกำหนดของเงื่อนไข “{text}” ผ่านไปแล้ว เลือกวันนี้หรือวันข้างหน้า",
    "The condition “{text}” is due in the past. Choose today or later.",
)
ALREADY_DECIDED = Text(
    "เรื่องนี้ตัดสินไปแล้วโดย {name} เมื่อ {when} ผลคือ “{outcome}”",
    "This was decided already by {name} on {when}: “{outcome}”.",
)
CANNOT = Text(
    "ตอนนี้เรื่องนี้อยู่ในสถานะ “{state}” จึงทำไม่ได้ เปิดหน้านี้ใหม่เพื่อดูล่าสุด",
    "This is “{state}” now, so that cannot be done. Open the page again to see it.",
)
LATER_STANDS = Text(
    "ขั้นที่ {number} ที่มาทีหลังยังมีผลหรือข้อเสนอค้างอยู่ เปิดพิจารณาใหม่หรือถอนขั้นนั้นก่อน",
    "Stage {number}, which comes later, still has a decision or a proposal. Reopen or withdraw that first.",
)
FROM_GATE = Text(
    "เงื่อนไขจากการผ่านขั้นที่ {number} ของ{enterprise}",
    "Condition of passing stage {number}: {enterprise}",
)
STAGE = Text("ขั้นที่ {number} {name}", "Stage {number}, {name}")
REOPENED_NOTE = Text(
    "เปิดพิจารณาผลใหม่ เงื่อนไขนี้จึงไม่ใช้แล้ว", "The decision was reopened; this condition no longer holds."
)


@transaction.atomic
def propose_gate(
    *, by: Account, enrolment: Enrolment, stage_number: int, outcome: Outcome, reason: str
) -> Gate:
    """Propose how a stage should be decided, for another officer to decide.

    Raises Refused, or Impossible when it is not this stage's time, a proposal is open, or "passed" is
    proposed while something that blocks is missing today.
    """
    enrolment = _locked_enrolment(enrolment)
    rules.check_can_propose(by, enrolment)
    stage = _stage_in_turn(enrolment, stage_number)
    _check_no_open_proposal(enrolment)
    _check_reason(reason)
    if outcome == Outcome.PASSED:
        _check_passes(_inputs(enrolment, stage))
    _check_no_block(enrolment, stage_number, outcome)
    gate = Gate.objects.create(
        enrolment=enrolment,
        stage_number=stage_number,
        playbook=_version(enrolment),
        proposed_by=by.person,
        proposed_outcome=outcome,
        proposal_reason=reason,
    )
    _record(by, "propose_gate", gate, {"stage": (None, stage_number), "outcome": (None, outcome)}, reason)
    _tell(by, gate, MessageKind.GATE_PROPOSED, people_with(enrolment, Permission.GATE_DECIDE))
    return gate


@transaction.atomic
def withdraw_gate(*, by: Account, gate: Gate, reason: str) -> Gate:
    """Take a proposal back before it is decided, with a reason."""
    gate = _locked(gate)
    rules.check_can_withdraw_gate(by, gate)
    _check_move(gate, GateState.WITHDRAWN)
    _check_reason(reason)
    return _close(by, gate, GateState.WITHDRAWN, reason, "withdraw_gate")


@transaction.atomic
def decide_gate(
    *, by: Account, gate: Gate, outcome: Outcome, reason: str = "", conditions: Conditions = ()
) -> Gate:
    """Decide a proposal, as somebody other than its proposer, on today's facts and evidence.

    Stores criteria, facts and evidence hashes as a sealed record that replays to the same answer. "Passed
    with conditions" writes each condition and a task for the proposer, who follows it up. "Stopped" makes the
    group leave the programme, which ends its teams' access. Raises Refused, or Impossible with what is wrong.
    """
    gate = _locked(gate)
    _check_undecided(gate)
    rules.check_can_decide(by, gate)
    stage = _stage_in_turn(gate.enrolment, gate.stage_number)
    inputs = _inputs(gate.enrolment, stage)
    _check_outcome(outcome, reason, conditions, inputs)
    _check_no_block(gate.enrolment, gate.stage_number, outcome)
    record = to_record(
        inputs.criteria,
        inputs.facts,
        inputs.evidence,
        on=inputs.on,
        wording=inputs.wording,
        playbook=inputs.playbook,
    )
    changes = audit.changed(
        gate,
        state=GateState.DECIDED,
        outcome=outcome,
        decision_reason=reason,
        decided_by=by.person,
        decided_at=timezone.now(),
        decided_on=inputs.on,
        playbook=gate.enrolment.cohort.playbook,
        record_sha256=seal(record),
    )
    audit.apply(gate, {**changes, "record": (None, record)})
    _record(by, "decide_gate", gate, changes, reason)
    _tell(by, gate, MessageKind.GATE_DECIDED, [gate.proposed_by_id, *people_around(gate.enrolment)])
    _add_conditions(by, gate, conditions)
    if outcome == Outcome.STOPPED:
        _stop(by, gate, reason)
    return gate


@transaction.atomic
def reopen_gate(*, by: Account, gate: Gate, reason: str) -> Gate:
    """Let a decision no longer stand, with a reason. Its record stays; the next proposal is a new row.

    Open tasks of its conditions are cancelled. A group that had been stopped stays out until an officer sets
    its enrolment back. Raises Impossible while a later stage still has a decision or a proposal.
    """
    gate = _locked(gate)
    rules.check_can_reopen(by, gate)
    _check_move(gate, GateState.REOPENED)
    _check_reason(reason)
    _check_nothing_later(gate)
    _cancel_conditions(by, gate)
    return _close(by, gate, GateState.REOPENED, reason, "reopen_gate")


def _locked_enrolment(enrolment: Enrolment) -> Enrolment:
    rows = Enrolment.objects.select_for_update(of=("self",)).select_related(
        "enterprise", "cohort__playbook", "cohort__programme"
    )
    found: Enrolment = rows.get(pk=enrolment.pk)
    return found


def _locked(gate: Gate) -> Gate:
    """The enrolment first, then the gate: every action on gates takes them in this order."""
    enrolment = _locked_enrolment(gate.enrolment)
    found: Gate = (
        Gate.objects.select_for_update(of=("self",))
        .select_related("proposed_by", "decided_by")
        .get(pk=gate.pk)
    )
    found.enrolment = enrolment
    return found


def _stage_in_turn(enrolment: Enrolment, number: int) -> Stage:
    """The stage, if its turn has come: the ones before it passed, itself not, nothing stopped."""
    playbook = queries.playbook_of(_version(enrolment))
    if number not in {stage.number for stage in playbook.stages}:
        raise Impossible(NO_SUCH_STAGE.format(number=number))
    progress = queries.progress_of(enrolment)
    if progress.stopped:
        raise Impossible(WAS_STOPPED)
    if number in progress.passed:
        raise Impossible(ALREADY_PASSED.format(number=number))
    current = progress.current(playbook)
    if current is not None and current.number != number:
        raise Impossible(NOT_YET_THERE.format(number=current.number))
    return playbook.stage(number)


def _version(enrolment: Enrolment) -> PlaybookVersion:
    if enrolment.cohort.playbook is None:
        raise Impossible(NO_PLAYBOOK)
    return enrolment.cohort.playbook


def _inputs(enrolment: Enrolment, stage: Stage) -> GateInputs:
    return queries.gate_inputs(enrolment, stage, on=timezone.localdate())


def _check_no_open_proposal(enrolment: Enrolment) -> None:
    there = queries.open_gate(enrolment)
    if there:
        raise Impossible(ALREADY_PROPOSED.format(name=there.proposed_by.name, when=told(there.proposed_at)))


def _check_passes(inputs: GateInputs) -> None:
    result = queries.judge(inputs)
    if not result.passed:
        raise Impossible(NOT_ALL_THERE.format(n=len(result.missing)), "outcome")


def _check_no_block(enrolment: Enrolment, number: int, outcome: Outcome) -> None:
    """A rule may keep a group from passing a stage; "not yet" and a stop are always open."""
    if outcome not in {Outcome.PASSED, Outcome.PASSED_WITH_CONDITIONS}:
        return
    reasons = queries.blocks_on(enrolment, number, on=timezone.localdate())
    if reasons:
        raise Impossible(BLOCKED.format(number=number, reason=reasons[0]), "outcome")


def _check_reason(reason: str) -> None:
    if not reason.strip():
        raise Impossible(REASON_NEEDED, "reason")


def _check_outcome(outcome: Outcome, reason: str, conditions: Conditions, inputs: GateInputs) -> None:
    if outcome == Outcome.PASSED:
        _check_passes(inputs)
    else:
        _check_reason(reason)
    if outcome == Outcome.PASSED_WITH_CONDITIONS:
        _check_conditions(conditions, inputs.on)
    elif conditions:
        raise Impossible(IDLE_CONDITIONS, "outcome")


def _check_conditions(conditions: Conditions, today: date) -> None:
    if not conditions:
        raise Impossible(CONDITION_NEEDED)
    for text, due_on in conditions:
        if not text.strip():
            raise Impossible(CONDITION_NEEDED)
        if due_on < today:
            raise Impossible(PAST_DUE.format(text=text))


def _check_undecided(gate: Gate) -> None:
    if gate.decided_by and gate.decided_at and gate.state == GateState.DECIDED:
        outcome, when = Outcome(gate.outcome).label, told(gate.decided_at)
        raise Impossible(ALREADY_DECIDED.format(name=gate.decided_by.name, when=when, outcome=outcome))
    _check_move(gate, GateState.DECIDED)


def _check_move(gate: Gate, after: GateState) -> None:
    before = GateState(gate.state)
    if not may_move(GATE_TRANSITIONS, before=before, after=after):
        raise Impossible(CANNOT.format(state=before.label))


def _check_nothing_later(gate: Gate) -> None:
    """What came later rests on this one: it has to be undone first. A "not yet" rests on nothing."""
    live = Gate.objects.filter(state__in=[GateState.PROPOSED, GateState.DECIDED]).exclude(
        outcome=Outcome.NOT_YET
    )
    later = live.filter(enrolment=gate.enrolment, stage_number__gt=gate.stage_number)
    first = later.order_by("-stage_number").first()
    if first:
        raise Impossible(LATER_STANDS.format(number=first.stage_number))


def _add_conditions(by: Account, gate: Gate, conditions: Iterable[tuple[str, date]]) -> None:
    for text, due_on in conditions:
        condition = GateCondition.objects.create(gate=gate, text=text, due_on=due_on)
        condition.task = programmes_actions.assign_task(
            by=by,
            enrolment=gate.enrolment,
            title=text,
            owner=gate.proposed_by,
            due_on=due_on,
            origin=FROM_GATE.format(number=gate.stage_number, enterprise=gate.enrolment.enterprise.name),
            origin_url=gate.get_absolute_url(),
            key=f"gate-condition-{condition.pk}",
        )
        condition.save(update_fields=["task"])


def _cancel_conditions(by: Account, gate: Gate) -> None:
    for condition in gate.conditions.select_related("task"):
        if condition.task and condition.task.state == TaskState.OPEN:
            programmes_actions.cancel_task(by=by, task=condition.task, reason=str(REOPENED_NOTE))


def _stop(by: Account, gate: Gate, reason: str) -> None:
    programmes_actions.change_enrolment_state(
        by=by, enrolment=gate.enrolment, state=EnrolmentState.LEFT, reason=reason
    )


def _close(by: Account, gate: Gate, state: GateState, reason: str, action: str) -> Gate:
    changes = audit.changed(
        gate, state=state, closed_by=by.person, closed_at=timezone.now(), closed_reason=reason
    )
    audit.apply(gate, changes)
    _record(by, action, gate, changes, reason)
    return gate


def _tell(by: Account, gate: Gate, kind: MessageKind, people: Iterable[int]) -> None:
    """The stage and its name; what was decided is read on the gate's own page."""
    tell(
        by=by,
        people=people,
        kind=kind,
        cause=f"gate-{gate.pk}-{kind}",
        scope_id=gate.enrolment.enterprise.scope_id,
        about=STAGE.format(number=gate.stage_number, name=queries.stage_name(gate)),
        url=gate.get_absolute_url(),
    )


def _record(
    by: Account, action: str, gate: Gate, changes: dict[str, tuple[object, object]], reason: str
) -> None:
    audit.record(
        by=by,
        action=action,
        subject=gate,
        scope_id=gate.enrolment.enterprise.scope_id,
        changes=changes,
        reason=reason,
    )
