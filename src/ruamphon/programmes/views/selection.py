"""The applicants of a cohort in order, and deciding among them."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from ruamphon.core.text import Text
from ruamphon.core.web import attempt
from ruamphon.people.access import check_permission, has_permission
from ruamphon.people.enums import Permission
from ruamphon.programmes import actions, queries, rules
from ruamphon.programmes.enums import SelectionOutcome, SelectionState
from ruamphon.programmes.forms.application import ReasonForm
from ruamphon.programmes.forms.selection import SelectionForm, SelectionRoundForm
from ruamphon.programmes.models import Application, Selection
from ruamphon.programmes.papers import ranking as papers
from ruamphon.programmes.views.application import application_of
from ruamphon.programmes.views.common import cohort_of, say_and_go

ROUND_OPENED = Text("เปิดรอบประเมินแล้ว ผู้ประเมินได้รับแจ้งแล้ว", "The round is open; the assessors have been told.")
PROPOSED = Text("เสนอแล้ว รอเจ้าหน้าที่อีกคนตัดสิน", "Proposed. Another officer decides now.")
DECIDED = Text("บันทึกผลแล้ว กลุ่มเห็นผลทันที", "Recorded; the group sees it at once.")
WITHDRAWN = Text("ถอนข้อเสนอแล้ว", "The proposal is withdrawn.")


@require_GET
def cohort_selection(request, pk):
    """Who applied, in order of what the assessors gave, with the seats and what is missing."""
    cohort = cohort_of(request, pk)
    calibrated = request.GET.get("order") == "calibrated"
    context = {
        "cohort": cohort,
        "page": queries.ranking(cohort, request.user, calibrated=calibrated),
        "can_manage": rules.allows(rules.check_can_manage_cohort, request.user, cohort),
        "today": timezone.localdate(),
    }
    return render(request, "programmes/cohort_selection.html", context)


@require_GET
def selection_export(request, pk):
    """The ranking as XLSX or CSV, as far as this account may see it."""
    cohort = cohort_of(request, pk)
    calibrated = request.GET.get("order") == "calibrated"
    page = queries.ranking(cohort, request.user, calibrated=calibrated)
    as_csv = request.GET.get("format") == "csv"
    file = papers.ranking_sheet(page, as_csv=as_csv)
    response = HttpResponse(file.content, content_type=file.media_type)
    response["Content-Disposition"] = f'attachment; filename="{file.name}"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


@require_http_methods(["GET", "POST"])
def selection_round(request, pk):
    """Ask several assessors for every applicant."""
    cohort = cohort_of(request, pk)
    check_permission(request.user, Permission.ROUND_MANAGE, cohort.scope_id)
    groups = queries.applicants(cohort)
    form = SelectionRoundForm(request.POST or None, cohort=cohort)
    if form.is_valid() and attempt(
        form, lambda: actions.open_selection_round(by=request.user, cohort=cohort, **form.cleaned_data)
    ):
        return say_and_go(request, ROUND_OPENED, _page_of(cohort))
    context = {"cohort": cohort, "form": form, "groups": groups}
    return render(request, "programmes/selection_round.html", context)


@require_http_methods(["GET", "POST"])
def selection_propose(request, pk):
    """Propose what becomes of one application."""
    found = application_of(request, pk)
    rules.check_can_propose_selection(request.user, found)
    waiting = found.selections.filter(state=SelectionState.PROPOSED).first()
    if waiting and request.method == "GET":
        return redirect(waiting)
    form = SelectionForm(request.POST or None)
    if form.is_valid() and attempt(
        form, lambda: actions.propose_selection(by=request.user, application=found, **form.cleaned_data)
    ):
        return say_and_go(request, PROPOSED, form.result)
    return render(request, "programmes/selection_propose.html", _context(request, found) | {"form": form})


@require_GET
def selection(request, pk):
    """A proposal with the form to decide it, or a decision with the figures it was based on."""
    found = _selection_of(request, pk)
    return _show(request, found, SelectionForm(initial=_suggested(found)))


@require_http_methods(["GET", "POST"])
def selection_decide(request, pk):
    """Decide a proposal, as somebody else than its proposer."""
    found = _selection_of(request, pk)
    rules.check_can_decide_selection(request.user, found)
    if request.method == "GET":
        return redirect(found)
    form = SelectionForm(request.POST)
    if form.is_valid() and attempt(
        form, lambda: actions.decide_selection(by=request.user, selection=found, **form.cleaned_data)
    ):
        return say_and_go(request, DECIDED, form.result)
    return _show(request, found, form)


@require_http_methods(["GET", "POST"])
def selection_withdraw(request, pk):
    """Take a proposal back, with a reason."""
    found = _selection_of(request, pk)
    rules.check_can_propose_selection(request.user, found.application)
    form = ReasonForm(request.POST or None)
    if form.is_valid() and attempt(
        form,
        lambda: actions.withdraw_selection(
            by=request.user, selection=found, reason=form.cleaned_data["reason"]
        ),
    ):
        return say_and_go(request, WITHDRAWN, found)
    return render(request, "programmes/selection_withdraw.html", {"selection": found, "form": form})


def _selection_of(request, pk):
    """The proposal, if this account may see the cohort's selection; else 404."""
    rows = Selection.objects.visible_to(request.user).select_related(
        "application__call__cohort__programme",
        "application__enterprise__subdistrict",
        "application__written_by",
        "application__on_behalf_of",
        "proposed_by",
        "decided_by",
        "closed_by",
    )
    return get_object_or_404(rows, pk=pk)


def _page_of(cohort):
    return reverse("programmes:cohort-selection", args=[cohort.pk])


def _suggested(found):
    return {"outcome": found.proposed_outcome, "reason": found.proposal_reason}


def _context(request, application: Application):
    cohort = application.call.cohort
    page = queries.ranking(cohort, request.user)
    row = next((row for row in page.rows if row.application.pk == application.pk), None)
    return {"application": application, "cohort": cohort, "page": page, "row": row}


def _show(request, found, form):
    cohort = found.application.call.cohort
    is_open = found.state == SelectionState.PROPOSED
    manages = has_permission(request.user, Permission.COHORT_MANAGE, cohort.scope_id)
    context = _context(request, found.application) | {
        "selection": found,
        "form": form,
        "is_open": is_open,
        "may_decide": is_open and manages,
        "why_not_decide": rules.why_not(rules.check_can_decide_selection, request.user, found),
        "can_withdraw": is_open and manages,
        "proposed_outcome": SelectionOutcome(found.proposed_outcome).label,
        "outcome": SelectionOutcome(found.outcome).label if found.outcome else None,
    }
    return render(request, "programmes/selection.html", context)
