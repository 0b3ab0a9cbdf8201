from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from ruamphon.core.papers import hand_out
from ruamphon.core.refusals import Impossible
from ruamphon.core.text import Text
from ruamphon.core.web import attempt, let_in
from ruamphon.pathway import actions, papers, queries, rules
from ruamphon.pathway.actions.gates import NO_PLAYBOOK
from ruamphon.pathway.enums import GateState, Outcome
from ruamphon.pathway.forms import ConditionFormSet, DecideForm, ProposeForm
from ruamphon.pathway.forms.gates import filled
from ruamphon.pathway.models import Gate
from ruamphon.pathway.views.common import ask_reason, done, visible_enrolment
from ruamphon.people.access import check_permission, has_permission
from ruamphon.people.enums import Permission
from ruamphon.people.history import render_history

PROPOSED = Text("เสนอแล้ว รอเจ้าหน้าที่อีกคนตัดสิน", "Proposed. Another officer decides now.")
DECIDED = Text("บันทึกผลการตัดสินแล้ว กลุ่มเห็นผลทันที", "The decision is recorded; the group sees it at once.")
WITHDRAWN = Text("ถอนข้อเสนอแล้ว", "The proposal was withdrawn.")
REOPENED = Text("เปิดพิจารณาใหม่แล้ว เสนอขั้นนี้ได้อีกครั้ง", "Reopened. The stage can be proposed again.")
WITHDRAW = Text("ถอนข้อเสนอ", "Withdraw the proposal")
WITHDRAW_WORDS = Text(
    "ข้อเสนอที่ถอนจะไม่รอตัดสินอีก เสนอใหม่ได้เมื่อพร้อม",
    "A withdrawn proposal no longer waits for a decision. You can propose again when ready.",
)
REOPEN = Text("เปิดพิจารณาใหม่", "Reopen the decision")
REOPEN_WORDS = Text(
    "ผลเดิมจะไม่มีผลอีก แต่บันทึกของผลเดิมยังอยู่ครบ กลุ่มจะเห็นว่าขั้นนี้กลับมาพิจารณาใหม่",
    "The decision no longer stands, though its record stays whole. The group sees the stage open again.",
)
HISTORY = Text("ประวัติการตัดสินขั้นที่ {number}: {enterprise}", "History of the stage {number} gate: {enterprise}")
FINISHED = Text("กลุ่มนี้ผ่านครบทุกขั้นแล้ว", "This group has passed every stage.")
TONES = {
    Outcome.PASSED: "done",
    Outcome.PASSED_WITH_CONDITIONS: "done",
    Outcome.NOT_YET: "wait",
    Outcome.STOPPED: "stop",
}


@require_http_methods(["GET", "POST"])
def gate_propose(request, pk):
    """See how the stage stands and propose an outcome."""
    enrolment = visible_enrolment(request, pk)
    let_in(request, rules.check_can_propose, enrolment)
    waiting, stage = queries.open_gate(enrolment), queries.current_stage(enrolment)
    if waiting and request.method == "GET":
        return redirect(waiting)
    result = queries.evaluate(enrolment, stage, on=timezone.localdate()) if stage else None
    suggested = {"outcome": Outcome.PASSED if result.passed else Outcome.NOT_YET} if result else {}
    form = ProposeForm(request.POST or None, initial=suggested)
    if form.is_valid() and attempt(form, lambda: _propose(request, enrolment, stage, form.cleaned_data)):
        return done(request, PROPOSED, form.result)
    context = {
        "enrolment": enrolment,
        "stage": stage,
        "result": result,
        "findings": queries.finding_lines(stage.criteria, result) if stage and result else [],
        "why_none": "" if stage else NO_PLAYBOOK if enrolment.cohort.playbook is None else FINISHED,
        "form": form,
    }
    return render(request, "pathway/gate_propose.html", context)


def _propose(request, enrolment, stage, values):
    if stage is None:
        raise Impossible(FINISHED)
    return actions.propose_gate(
        by=request.user,
        enrolment=enrolment,
        stage_number=stage.number,
        outcome=Outcome(values["outcome"]),
        reason=values["reason"],
    )


@require_GET
def gate(request, pk):
    """A proposal with the form to decide it, or a decision with its sealed record."""
    found = _visible(request, pk)
    return _show(request, found, DecideForm(), ConditionFormSet(prefix="condition"))


@require_http_methods(["GET", "POST"])
def gate_decide(request, pk):
    """Decide a proposal, as somebody else than its proposer."""
    found = _visible(request, pk)
    let_in(request, rules.check_can_decide, found)
    if request.method == "GET":
        return redirect(found)
    form = DecideForm(request.POST)
    conditions = ConditionFormSet(request.POST, prefix="condition")
    valid = all([form.is_valid(), conditions.is_valid()])
    if valid and attempt(form, lambda: _decide(request, found, form.cleaned_data, filled(conditions))):
        return _after_decision(request, form.result)
    return _show(request, found, form, conditions)


def _decide(request, found, values, conditions):
    return actions.decide_gate(
        by=request.user,
        gate=found,
        outcome=Outcome(values["outcome"]),
        reason=values["reason"],
        conditions=conditions,
    )


def _after_decision(request, decided):
    """To the decision; to the cohort, when stopping took the group out of what this person may see."""
    if Gate.objects.visible_to(request.user).filter(pk=decided.pk).exists():
        return done(request, DECIDED, decided)
    return done(request, DECIDED, decided.enrolment.cohort)


def _show(request, found, form, conditions):
    return render(
        request,
        "pathway/gate.html",
        _page(request, found) | {"form": form, "conditions_form": conditions},
    )


def _page(request, found):
    state = GateState(found.state)
    may_decide = has_permission(request.user, Permission.GATE_DECIDE, found.enrolment.cohort.scope_id)
    is_open = state is GateState.PROPOSED
    return {
        "gate": found,
        "enrolment": found.enrolment,
        "stage": queries.stage_name(found),
        "state": state.label,
        "is_open": is_open,
        "proposed_outcome": Outcome(found.proposed_outcome).label,
        "outcome": Outcome(found.outcome).label if found.outcome else None,
        "tone": TONES[Outcome(found.outcome)] if found.outcome else "wait",
        "may_decide": is_open and may_decide,
        "why_not_decide": rules.why_not_decide(request.user, found) if is_open and may_decide else None,
        "can_withdraw": is_open and rules.can_withdraw_gate(request.user, found),
        "can_reopen": state is GateState.DECIDED and rules.can_reopen(request.user, found),
        "can_see_history": has_permission(
            request.user, Permission.HISTORY_READ, found.enrolment.enterprise.scope_id
        ),
        "conditions": found.conditions.select_related("task"),
    } | (_judged_now(found) if is_open else _judged_then(found))


def _judged_now(found):
    """An open proposal is looked at with today's facts and evidence."""
    playbook = queries.playbook_for(found.enrolment)
    stages = {stage.number: stage for stage in playbook.stages} if playbook else {}
    stage, today = stages.get(found.stage_number), timezone.localdate()
    result = queries.evaluate(found.enrolment, stage, on=today) if stage else None
    lines = queries.finding_lines(stage.criteria, result) if stage and result else []
    return {"result": result, "findings": lines, "judged_on": today, "replayed": None}


def _judged_then(found):
    """A decision is shown as its own record replays, never as the tables stand now."""
    if not found.record:
        return {"result": None, "findings": [], "judged_on": None, "replayed": None}
    replayed = queries.replay(found)
    return {
        "result": replayed.result,
        "findings": queries.recorded_lines(found) if replayed.is_sound else [],
        "judged_on": found.decided_on,
        "replayed": replayed,
    }


@require_GET
def gate_minutes(request, pk):
    """The minutes of a gate as DOCX, with what its page shows."""
    found = _visible(request, pk)
    shown = _page(request, found)
    paper = papers.gate_minutes(
        papers.Minutes(found, shown["stage"], shown["findings"], list(shown["conditions"]))
    )
    return hand_out(paper, f"บันทึกการพิจารณา ขั้นที่ {found.stage_number}")


@require_http_methods(["GET", "POST"])
def gate_withdraw(request, pk):
    """Take a proposal back, with a reason."""
    found = _visible(request, pk)
    rules.check_can_withdraw_gate(request.user, found)
    return ask_reason(
        request,
        action=lambda reason: actions.withdraw_gate(by=request.user, gate=found, reason=reason),
        sentence=WITHDRAWN,
        to=("pathway:roadmap", found.enrolment_id),
        context={
            "heading": WITHDRAW,
            "words": WITHDRAW_WORDS,
            "back": found.get_absolute_url(),
            "button": WITHDRAW,
        },
    )


@require_http_methods(["GET", "POST"])
def gate_reopen(request, pk):
    """Let a decision no longer stand, with a reason."""
    found = _visible(request, pk)
    rules.check_can_reopen(request.user, found)
    return ask_reason(
        request,
        action=lambda reason: actions.reopen_gate(by=request.user, gate=found, reason=reason),
        sentence=REOPENED,
        to=(found,),
        context={
            "heading": REOPEN,
            "words": REOPEN_WORDS,
            "back": found.get_absolute_url(),
            "button": REOPEN,
        },
    )


@require_GET
def gate_history(request, pk):
    """Who did what with a gate."""
    found = _visible(request, pk)
    check_permission(request.user, Permission.HISTORY_READ, found.enrolment.enterprise.scope_id)
    title = HISTORY.format(number=found.stage_number, enterprise=found.enrolment.enterprise.name)
    return render_history(request, record=found, title=title, back=found.get_absolute_url())


def _visible(request, pk):
    rows = Gate.objects.visible_to(request.user).select_related(
        "enrolment__enterprise__scope",
        "enrolment__cohort__playbook",
        "enrolment__cohort__programme",
        "playbook",
        "proposed_by",
        "decided_by",
        "closed_by",
    )
    return get_object_or_404(rows, pk=pk)
