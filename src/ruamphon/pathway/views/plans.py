from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from ruamphon.core.refusals import Impossible
from ruamphon.core.text import Text
from ruamphon.core.web import attempt, let_in
from ruamphon.pathway import actions, queries, rules
from ruamphon.pathway.enums import PlanState
from ruamphon.pathway.forms.plans import AgreeForm, ApproveForm, PlanForm, ReturnForm
from ruamphon.pathway.views.common import done, visible_enrolment
from ruamphon.people.access import check_permission, has_permission
from ruamphon.people.enums import Permission, Role
from ruamphon.people.history import render_history
from ruamphon.programmes.queries import possible_owners
from ruamphon.programmes.rules import allows, why_not

SAVED = Text("บันทึกร่างแล้ว", "The draft is saved.")
PROPOSED = Text(
    "ส่งให้กลุ่มดูแล้ว เมื่อกลุ่มตกลง เจ้าหน้าที่จะอนุมัติ",
    "It is before the group now. Once the group agrees, an officer approves it.",
)
AGREED = Text(
    "บันทึกว่ากลุ่มตกลงแล้ว ต่อไปรอเจ้าหน้าที่อนุมัติ", "The group's agreement is noted. An officer approves it next."
)
APPROVED = Text(
    "อนุมัติแล้ว แผนนี้ใช้ได้ตั้งแต่วันนี้ และทุกข้อเป็นงานของคนที่รับผิดชอบแล้ว",
    "Approved. The plan is in force from today, and every action is its owner's task.",
)
RETURNED = Text("ส่งกลับไปแก้แล้ว", "Sent back to be improved.")
HISTORY = Text(
    "ประวัติแผนพัฒนา ฉบับที่ {number}: {enterprise}",
    "History of the development plan, version {number}: {enterprise}",
)


@require_GET
def plan(request, pk):
    """What the group promised: the version in force with how far it is, what is on its way, and earlier versions."""
    enrolment = visible_enrolment(request, pk)
    versions = queries.versions_of(enrolment)
    for version in versions:
        version.plan.enrolment = enrolment
    held, live = queries.version_in_force(versions), queries.live_version(versions)
    context = {
        "enrolment": enrolment,
        "sheet": queries.plan_sheet(held, on=timezone.localdate()) if held else None,
        "live": live,
        "live_state": PlanState(live.state).label if live else None,
        "live_tone": queries.PLAN_TONES[PlanState(live.state)] if live else None,
        "old": [version for version in versions if version.state == PlanState.REPLACED],
        "can_draft": allows(rules.check_can_draft, request.user, enrolment),
    }
    return render(request, "pathway/plan.html", context)


@require_http_methods(["GET", "POST"])
def plan_edit(request, pk):
    """Write the plan: goals, and under each what is done, by whom and by when."""
    enrolment = visible_enrolment(request, pk)
    let_in(request, rules.check_can_draft, enrolment)
    form = _plan_form(request, enrolment)
    if form.is_valid() and _keep(request, enrolment, form):
        if request.POST.get("do") == "more":
            return done(request, SAVED, "pathway:plan-edit", enrolment.pk)
        if request.POST.get("do") != "propose":
            return done(request, SAVED, form.result)
        if _propose(request, form):
            return done(request, PROPOSED, form.result)
    latest = queries.latest_version(enrolment)
    return render(request, "pathway/plan_edit.html", {"enrolment": enrolment, "form": form, "latest": latest})


def _plan_form(request, enrolment):
    latest = queries.latest_version(enrolment)
    owners = [(person.pk, str(person.name)) for person in possible_owners(enrolment, timezone.localdate())]
    return PlanForm(
        request.POST or None,
        plan=queries.goals_of(queries.rows_of(latest)) if latest else (),
        seen=queries.stamp_of(latest),
        owners=owners,
        criteria=[(code, str(name)) for code, name in queries.criteria_of(enrolment).items()],
    )


def _keep(request, enrolment, form):
    """Save what was typed. When somebody was faster, the page says who, and the next press keeps this instead."""

    def save():
        return actions.save_plan_draft(
            by=request.user, enrolment=enrolment, goals=form.typed(), seen=form.cleaned_data["seen"]
        )

    if attempt(form, save):
        form.begin_from(queries.stamp_of(form.result))
        return True
    if "seen" in form.errors:
        form.begin_from(queries.stamp_of(queries.latest_version(enrolment)))
    return False


def _propose(request, form):
    """Put the draft just saved before the group. What is missing is told at its field."""
    version = form.result
    try:
        actions.propose_plan(by=request.user, version=version, revision=version.revision)
    except Impossible as problem:
        form.add_error(form.place_of(problem.field), str(problem.reason))
        return False
    return True


@require_GET
def plan_version(request, pk):
    """One version: its words, what it changes, and what comes next with it."""
    version = _visible(request, pk)
    enrolment = version.plan.enrolment
    state = PlanState(version.state)
    before = queries.compared_with(version, queries.versions_of(enrolment))
    waits, agreed = state is PlanState.PROPOSED, state is PlanState.AGREED
    context = {
        "enrolment": enrolment,
        "version": version,
        "sheet": queries.plan_sheet(version, on=timezone.localdate()),
        "before": before,
        "differences": queries.plan_differences(version, before) if before else [],
        "can_draft": state in LIVE and allows(rules.check_can_draft, request.user, enrolment),
        "can_agree": waits and allows(rules.check_can_agree, request.user, version),
        "can_approve": agreed and allows(rules.check_can_approve, request.user, version),
        "why_not_approve": _why_not_approve(request, version) if agreed else None,
        "can_return": (waits or agreed) and allows(rules.check_can_return, request.user, version),
        "can_see_history": has_permission(
            request.user, Permission.HISTORY_READ, enrolment.enterprise.scope_id
        ),
    }
    return render(request, "pathway/plan_version.html", context)


LIVE = (PlanState.DRAFT, PlanState.PROPOSED, PlanState.AGREED)


def _why_not_approve(request, version):
    """The sentence under a disabled button, for those who approve plans but not this one."""
    if not has_permission(request.user, Permission.PLAN_APPROVE, version.plan.enrolment.cohort.scope_id):
        return None
    return why_not(rules.check_can_approve, request.user, version)


@require_http_methods(["GET", "POST"])
def plan_agree(request, pk):
    """Agree to a version as a member, or record a named member's agreement."""
    version = _visible(request, pk)
    let_in(request, rules.check_can_agree, version)
    own = rules.agrees_as_member(request.user, version.plan.enrolment)
    people = None if own else queries.people_in_role(version.plan.enrolment, Role.MEMBER)
    form = AgreeForm(request.POST or None, people=people, initial={"revision": version.revision})
    if form.is_valid() and attempt(
        form, lambda: actions.agree_plan(by=request.user, version=version, **form.cleaned_data)
    ):
        return done(request, AGREED, version)
    return _step(request, version, form, "pathway/plan_agree.html")


@require_http_methods(["GET", "POST"])
def plan_approve(request, pk):
    """Approve a version the group agreed to: it comes into force."""
    version = _visible(request, pk)
    let_in(request, rules.check_can_approve, version)
    form = ApproveForm(request.POST or None, initial={"revision": version.revision})
    if form.is_valid() and attempt(
        form, lambda: actions.approve_plan(by=request.user, version=version, **form.cleaned_data)
    ):
        return done(request, APPROVED, version.plan)
    return _step(request, version, form, "pathway/plan_approve.html")


@require_http_methods(["GET", "POST"])
def plan_return(request, pk):
    """Send a version back to be improved."""
    version = _visible(request, pk)
    let_in(request, rules.check_can_return, version)
    form = ReturnForm(request.POST or None, initial={"revision": version.revision})
    if form.is_valid() and attempt(
        form, lambda: actions.return_plan(by=request.user, version=version, **form.cleaned_data)
    ):
        return done(request, RETURNED, version)
    return _step(request, version, form, "pathway/plan_return.html")


def _step(request, version, form, template):
    before = queries.compared_with(version, queries.versions_of(version.plan.enrolment))
    context = {
        "version": version,
        "enrolment": version.plan.enrolment,
        "form": form,
        "sheet": queries.plan_sheet(version, on=timezone.localdate()),
        "before": before,
        "differences": queries.plan_differences(version, before) if before else [],
    }
    return render(request, template, context)


@require_GET
def plan_print(request, pk):
    """One version on paper, with room to sign."""
    version = _visible(request, pk)
    sheet = queries.plan_sheet(version, on=timezone.localdate())
    context = {"version": version, "enrolment": version.plan.enrolment, "sheet": sheet}
    return render(request, "pathway/plan_print.html", context)


@require_GET
def plan_history(request, pk):
    """Who did what with a version."""
    version = _visible(request, pk)
    enrolment = version.plan.enrolment
    check_permission(request.user, Permission.HISTORY_READ, enrolment.enterprise.scope_id)
    title = HISTORY.format(number=version.number, enterprise=enrolment.enterprise.name)
    back = reverse("pathway:plan-version", args=[pk])
    return render_history(request, record=version, title=title, back=back)


def _visible(request, pk):
    return get_object_or_404(queries.visible_versions(request.user), pk=pk)
