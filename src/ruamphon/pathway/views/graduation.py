"""Readiness, graduation and the years after it."""

from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from ruamphon.core.text import Text
from ruamphon.core.web import attempt, let_in, number_in
from ruamphon.pathway import actions
from ruamphon.pathway.enums import GraduationOutcome, GraduationState
from ruamphon.pathway.forms.graduation import (
    DecideGraduationForm,
    OpenFollowUpForm,
    ProposeGraduationForm,
    RecordFollowUpForm,
)
from ruamphon.pathway.models import FollowUp, Graduation
from ruamphon.pathway.queries import alumni as alumni_queries
from ruamphon.pathway.queries import readiness as queries
from ruamphon.pathway.rules import graduation as rules
from ruamphon.pathway.views.common import ask_reason, done, visible_enrolment
from ruamphon.people.access import check_permission, has_permission
from ruamphon.people.enums import Permission
from ruamphon.people.history import render_history
from ruamphon.programmes.enums import EnrolmentState
from ruamphon.programmes.models import Cohort, Programme
from ruamphon.programmes.rules import can_see_cohort, can_see_programme

PROPOSED = Text("เสนอแล้ว รอเจ้าหน้าที่อีกคนตัดสิน", "Proposed. Another officer decides now.")
DECIDED = Text("บันทึกผลการตัดสินแล้ว กลุ่มเห็นผลทันที", "The decision is recorded; the group sees it at once.")
WITHDRAWN = Text("ถอนข้อเสนอแล้ว", "The proposal was withdrawn.")
WITHDRAW = Text("ถอนข้อเสนอ", "Withdraw the proposal")
WITHDRAW_WORDS = Text(
    "ข้อเสนอที่ถอนจะไม่รอตัดสินอีก เสนอใหม่ได้เมื่อพร้อม",
    "A withdrawn proposal no longer waits for a decision. You can propose again when ready.",
)
HISTORY = Text("ประวัติการจบโครงการ: {enterprise}", "History of the graduation: {enterprise}")
OPENED = Text("เปิดการติดตามผลแล้ว ผู้ประเมินได้รับแจ้งแล้ว", "The follow-up is open; the assessors have been told.")
RECORDED = Text("บันทึกการติดตามผลแล้ว", "The follow-up is recorded.")
FOLLOW_UP_HISTORY = Text("ประวัติการติดตามผล: {enterprise}", "History of the follow-up: {enterprise}")


@require_GET
def readiness(request, pk):
    """Item by item what the group has and what it lacks to graduate."""
    enrolment = visible_enrolment(request, pk)
    today = timezone.localdate()
    context = {
        "enrolment": enrolment,
        "readiness": queries.readiness_for(enrolment, today),
        "graduations": queries.graduations_of(enrolment),
        "follow_ups": alumni_queries.follow_ups_of(enrolment, today),
        "sees_programme": can_see_programme(request.user, enrolment.cohort.programme),
        "can_propose": rules.can_propose_graduation(request.user, enrolment)
        and enrolment.state == EnrolmentState.ACTIVE,
    }
    return render(request, "pathway/readiness.html", context)


@require_GET
def cohort_readiness(request, pk):
    """How many groups of a cohort are ready, and what the others lack."""
    cohorts = Cohort.objects.visible_to(request.user).select_related("programme")
    cohort = get_object_or_404(cohorts, pk=pk)
    page = queries.cohort_readiness(cohort, request.user, timezone.localdate())
    return render(request, "pathway/cohort_readiness.html", {"cohort": cohort, "page": page})


@require_http_methods(["GET", "POST"])
def graduation_propose(request, pk):
    """Propose that the group graduates."""
    enrolment = visible_enrolment(request, pk)
    let_in(request, rules.check_can_propose_graduation, enrolment)
    waiting = enrolment.graduations.filter(state=GraduationState.PROPOSED).first()
    if waiting and request.method == "GET":
        return redirect(waiting)
    ready = queries.readiness_for(enrolment, timezone.localdate())
    form = ProposeGraduationForm(request.POST or None, is_ready=ready.is_ready)
    if form.is_valid() and attempt(
        form, lambda: actions.propose_graduation(by=request.user, enrolment=enrolment, **form.cleaned_data)
    ):
        return done(request, PROPOSED, form.result)
    context = {"enrolment": enrolment, "readiness": ready, "form": form, "sees_programme": True}
    return render(request, "pathway/graduation_propose.html", context)


@require_GET
def graduation(request, pk):
    """A proposal with the form to decide it, or a decision with the items it was based on."""
    return _show(request, _visible(request, pk), DecideGraduationForm())


@require_http_methods(["GET", "POST"])
def graduation_decide(request, pk):
    """Decide a proposal, as somebody else than its proposer."""
    found = _visible(request, pk)
    let_in(request, rules.check_can_decide_graduation, found)
    if request.method == "GET":
        return redirect(found)
    form = DecideGraduationForm(request.POST)
    if form.is_valid() and attempt(form, lambda: _decide(request, found, form.cleaned_data)):
        return done(request, DECIDED, form.result)
    return _show(request, found, form)


def _decide(request, found, values):
    return actions.decide_graduation(
        by=request.user,
        graduation=found,
        outcome=GraduationOutcome(values["outcome"]),
        reason=values["reason"],
        graduated_on=values["graduated_on"],
    )


@require_http_methods(["GET", "POST"])
def graduation_withdraw(request, pk):
    """Take a proposal back, with a reason."""
    found = _visible(request, pk)
    rules.check_can_withdraw_graduation(request.user, found)
    return ask_reason(
        request,
        action=lambda reason: actions.withdraw_graduation(by=request.user, graduation=found, reason=reason),
        sentence=WITHDRAWN,
        to=[found],
        context={
            "heading": WITHDRAW,
            "words": WITHDRAW_WORDS,
            "back": found.get_absolute_url(),
            "button": WITHDRAW,
        },
    )


@require_GET
def graduation_history(request, pk):
    """Who proposed and decided, and when."""
    found = _visible(request, pk)
    check_permission(request.user, Permission.HISTORY_READ, found.enrolment.enterprise.scope_id)
    title = HISTORY.format(enterprise=found.enrolment.enterprise.name)
    return render_history(request, record=found, title=title, back=found.get_absolute_url())


def _visible(request, pk):
    rows = Graduation.objects.visible_to(request.user).select_related(
        "enrolment__enterprise",
        "enrolment__cohort__programme",
        "enrolment__cohort__playbook",
        "proposed_by",
        "decided_by",
        "closed_by",
    )
    return get_object_or_404(rows, pk=pk)


def _show(request, found, form):
    is_open = found.state == GraduationState.PROPOSED
    enrolment = found.enrolment
    scope = enrolment.cohort.scope_id
    may_decide = is_open and has_permission(request.user, Permission.GATE_DECIDE, scope)
    context = {
        "graduation": found,
        "enrolment": enrolment,
        "form": form,
        "is_open": is_open,
        "outcome": GraduationOutcome(found.outcome).label if found.outcome else None,
        "graduates": found.outcome == GraduationOutcome.GRADUATES,
        "readiness": queries.readiness_for(enrolment, timezone.localdate()) if is_open else None,
        "recorded": _recorded(found),
        "may_decide": may_decide,
        "why_not_decide": rules.why_not_decide_graduation(request.user, found) if may_decide else None,
        "can_withdraw": is_open and has_permission(request.user, Permission.GATE_PROPOSE, scope),
        "can_see_history": has_permission(
            request.user, Permission.HISTORY_READ, enrolment.enterprise.scope_id
        ),
        "sees_programme": can_see_cohort(request.user, enrolment.cohort),
    }
    return render(request, "pathway/graduation.html", context)


def _recorded(found):
    """The items a decision kept, in words."""
    items = (found.record or {}).get("items", [])
    return [
        {
            "is_met": item["met"],
            "label": Text(item["label"]["th"], item["label"]["en"]),
            "reason": Text(item["reason"]["th"], item["reason"]["en"]),
        }
        for item in items
    ]


@require_GET
def alumni(request, pk):
    """Groups that have graduated: which follow-ups are due, coming and done."""
    programme = get_object_or_404(Programme.objects.visible_to(request.user), pk=pk)
    after = number_in(request.GET, "after")
    page = alumni_queries.alumni_page(
        programme, request.user, timezone.localdate(), part=request.GET.get("show", ""), after=after
    )
    context = {"programme": programme, "page": page, "is_continued": after is not None}
    return render(request, "pathway/alumni.html", context)


@require_GET
def follow_up(request, pk):
    """One look at a group after it graduated: when, how, and what came of it."""
    found = _visible_follow_up(request, pk)
    (row,) = alumni_queries.follow_up_rows([found], timezone.localdate())
    enterprise = found.enrolment.enterprise
    context = {
        "follow_up": found,
        "row": row,
        "enrolment": found.enrolment,
        "can_follow_up": rules.can_follow_up(request.user, found)
        and not found.round_id
        and not found.done_on
        and found.enrolment.state == EnrolmentState.GRADUATED,
        "sees_round": has_permission(
            request.user, Permission.ASSESSMENT_READ, found.enrolment.cohort.scope_id
        ),
        "can_see_history": has_permission(request.user, Permission.HISTORY_READ, enterprise.scope_id),
    }
    return render(request, "pathway/follow_up.html", context)


@require_http_methods(["GET", "POST"])
def follow_up_open(request, pk):
    """Open the assessment of a follow-up."""
    found = _visible_follow_up(request, pk)
    rules.check_can_follow_up(request.user, found)
    form = OpenFollowUpForm(request.POST or None, scope=found.enrolment.cohort.scope)
    if form.is_valid() and attempt(
        form, lambda: actions.open_follow_up(by=request.user, follow_up=found, **form.cleaned_data)
    ):
        return done(request, OPENED, found)
    return render(request, "pathway/follow_up_open.html", {"follow_up": found, "form": form})


@require_http_methods(["GET", "POST"])
def follow_up_record(request, pk):
    """Write down how the group is, without an assessment."""
    found = _visible_follow_up(request, pk)
    rules.check_can_follow_up(request.user, found)
    form = RecordFollowUpForm(request.POST or None)
    if form.is_valid() and attempt(
        form, lambda: actions.record_follow_up(by=request.user, follow_up=found, **form.cleaned_data)
    ):
        return done(request, RECORDED, found)
    return render(request, "pathway/follow_up_record.html", {"follow_up": found, "form": form})


@require_GET
def follow_up_history(request, pk):
    """Who scheduled, opened and recorded it, and when."""
    found = _visible_follow_up(request, pk)
    enterprise = found.enrolment.enterprise
    check_permission(request.user, Permission.HISTORY_READ, enterprise.scope_id)
    title = FOLLOW_UP_HISTORY.format(enterprise=enterprise.name)
    return render_history(request, record=found, title=title, back=found.get_absolute_url())


def _visible_follow_up(request, pk):
    rows = FollowUp.objects.visible_to(request.user).select_related(
        "enrolment__enterprise",
        "enrolment__cohort__programme",
        "enrolment__cohort__scope",
        "round",
        "recorded_by",
    )
    return get_object_or_404(rows, pk=pk)
