"""Calls for applications, and a group's application."""

from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from ruamphon.core.text import Text
from ruamphon.core.web import attempt, let_in
from ruamphon.people.access import check_permission, has_permission
from ruamphon.people.enums import Permission
from ruamphon.programmes import actions, queries, rules
from ruamphon.programmes.enums import ApplicationState
from ruamphon.programmes.forms.application import ApplicationForm, CallForm, ReasonForm
from ruamphon.programmes.models import Application, ApplicationCall
from ruamphon.programmes.queries.applications import TONES
from ruamphon.programmes.views.common import cohort_of, history_of, say_and_go
from ruamphon.registry.models import Enterprise

CALL_SAVED = Text("บันทึกการเปิดรับสมัครแล้ว", "The call is saved.")
KEPT = Text("เก็บร่างไว้แล้ว กลับมาเขียนต่อได้", "The draft is kept. Come back to it any time.")
HANDED_IN = Text(
    "ส่งใบสมัครแล้ว โครงการจะแจ้งผลที่หน้านี้", "The application is handed in. The outcome will show on this page."
)
WITHDRAWN = Text("ถอนใบสมัครแล้ว", "The application is withdrawn.")
HISTORY = Text("ใบสมัครของ{enterprise}", "Application of {enterprise}")


def group_of(request, pk):
    """The group, if this account may see it; else 404."""
    return get_object_or_404(Enterprise.objects.visible_to(request.user).select_related("subdistrict"), pk=pk)


def application_of(request, pk):
    """The application, if this account may see it; else 404."""
    rows = Application.objects.visible_to(request.user).select_related(
        "call__cohort__programme", "enterprise__subdistrict", "written_by", "on_behalf_of", "withdrawn_by"
    )
    return get_object_or_404(rows, pk=pk)


@require_http_methods(["GET", "POST"])
def cohort_call(request, pk):
    """Open a cohort for applications, or change its days and questions."""
    cohort = cohort_of(request, pk)
    rules.check_can_manage_cohort(request.user, cohort)
    call = ApplicationCall.objects.filter(cohort=cohort).first()
    form = CallForm(request.POST or None, call=call)
    if form.is_valid() and attempt(
        form, lambda: actions.set_call(by=request.user, cohort=cohort, **form.call())
    ):
        return say_and_go(request, CALL_SAVED, cohort)
    return render(request, "programmes/cohort_call.html", {"cohort": cohort, "call": call, "form": form})


@require_GET
def group_applications(request, pk):
    """The calls a group can answer, and what it has answered."""
    group = group_of(request, pk)
    check_permission(request.user, Permission.ENTERPRISE_EDIT, group.scope_id)
    rows = queries.calls_for(group, request.user, timezone.localdate())
    writable = [row for row in rows if rules.may_write_for(request.user, row.call, group)]
    return render(
        request,
        "programmes/group_applications.html",
        {"enterprise": group, "rows": rows, "writable": writable},
    )


@require_http_methods(["GET", "POST"])
def application_new(request, pk, call_pk):
    """Fill in a group's application, or go on with its draft."""
    group = group_of(request, pk)
    calls = ApplicationCall.objects.select_related("cohort__programme")
    call = get_object_or_404(calls, pk=call_pk)
    rules.check_may_write_for(request.user, call, group)
    let_in(request, rules.check_can_apply, call, group)
    written = Application.objects.filter(call=call, enterprise=group).first()
    if written and request.method == "GET" and not _is_open(written):
        return redirect(written)
    form = _form(request, call, group, written)
    if form.is_valid() and _save(request, call, group, form):
        return say_and_go(request, KEPT if "keep" in request.POST else HANDED_IN, form.result)
    context = {
        "enterprise": group,
        "call": call,
        "form": form,
        "known": queries.register_lines(group, timezone.localdate()),
        "is_member": rules.applies_as_member(request.user, group),
        "nobody": "on_behalf_of" in form.fields and not form.fields["on_behalf_of"].queryset.exists(),
    }
    return render(request, "programmes/application_new.html", context)


def _is_open(written):
    return written.state in {ApplicationState.DRAFT, ApplicationState.WITHDRAWN}


def _form(request, call, group, written):
    is_member = rules.applies_as_member(request.user, group)
    people = None if is_member else rules.people_of(group, timezone.localdate())
    initial = {"needs": queries.newest_need(group), "revision": 0}
    if written:
        initial = {
            "needs": written.needs,
            "revision": written.revision,
            "on_behalf_of": written.on_behalf_of_id,
            **{f"q{answer.question_id}": answer.text for answer in written.answers.all()},
        }
    return ApplicationForm(
        request.POST or None, call=call, people=people, is_draft="keep" in request.POST, initial=initial
    )


def _save(request, call, group, form):
    hand_in = "keep" not in request.POST
    done = attempt(
        form,
        lambda: actions.save_application(
            by=request.user, call=call, enterprise=group, hand_in=hand_in, **form.values()
        ),
    )
    if not done and "revision" in form.errors:
        there = Application.objects.get(call=call, enterprise=group)
        form.show_revision(there.revision)
    return done


@require_GET
def application(request, pk):
    """An application with what the register knows, and what became of it."""
    found = application_of(request, pk)
    account, cohort = request.user, found.call.cohort
    today = timezone.localdate()
    state = ApplicationState(found.state)
    writes = rules.may_write_for(account, found.call, found.enterprise)
    context = {
        "application": found,
        "enterprise": found.enterprise,
        "cohort": cohort,
        "tone": TONES[state],
        "answers": found.answers.select_related("question"),
        "known": queries.register_lines(found.enterprise, today),
        "selections": queries.selections_of(found),
        "sees_cohort": rules.can_see_cohort(account, cohort),
        "sees_group": has_permission(account, Permission.ENTERPRISE_READ, found.enterprise.scope_id),
        "can_write": writes and found.call.is_open(today) and _is_open(found),
        "can_withdraw": writes
        and state in {ApplicationState.DRAFT, ApplicationState.HANDED_IN, ApplicationState.WAITING},
        "can_read_history": has_permission(account, Permission.HISTORY_READ, found.enterprise.scope_id),
    }
    return render(request, "programmes/application.html", context)


@require_http_methods(["GET", "POST"])
def application_withdraw(request, pk):
    """Take an application back, with a reason."""
    found = application_of(request, pk)
    rules.check_can_withdraw_application(request.user, found)
    form = ReasonForm(request.POST or None)
    if form.is_valid() and attempt(
        form,
        lambda: actions.withdraw_application(
            by=request.user, application=found, reason=form.cleaned_data["reason"]
        ),
    ):
        return say_and_go(request, WITHDRAWN, found)
    return render(request, "programmes/application_withdraw.html", {"application": found, "form": form})


@require_GET
def application_history(request, pk):
    """Who wrote, handed in and decided this application, and when."""
    found = application_of(request, pk)
    title = HISTORY.format(enterprise=found.enterprise.name)
    return history_of(request, found, scope_id=found.enterprise.scope_id, title=title)
