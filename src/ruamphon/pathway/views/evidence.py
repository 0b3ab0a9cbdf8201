from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from ruamphon.core.files import serve
from ruamphon.core.text import Text
from ruamphon.core.web import attempt, let_in
from ruamphon.pathway import actions, queries, rules
from ruamphon.pathway.enums import CriterionKind, EvidenceStatus
from ruamphon.pathway.forms import EvidenceForm, ReviewForm, ReviseForm
from ruamphon.pathway.models import Evidence, EvidenceFile
from ruamphon.pathway.queries.roadmap import TONES
from ruamphon.pathway.views.common import ask_reason, done, placed_or_404, visible_enrolment
from ruamphon.people.access import check_permission, has_permission
from ruamphon.people.enums import Permission
from ruamphon.people.history import render_history

SENT = Text("ส่งแล้ว รอ{role}ตรวจ", "Handed in. It now waits for review by: {role}.")
ACCEPTED = Text("รับหลักฐานแล้ว ขอบคุณที่ช่วยตรวจ", "Accepted. Thank you for reviewing.")
RETURNED = Text("ส่งกลับพร้อมข้อความของคุณแล้ว", "Sent back with your note.")
WITHDRAWN = Text("ถอนหลักฐานแล้ว", "Withdrawn.")
HISTORY = Text("ประวัติของหลักฐาน: {name}", "History of the evidence: {name}")
WITHDRAW = Text("ถอนหลักฐานชิ้นนี้", "Withdraw this evidence")
WITHDRAW_WORDS = Text(
    "หลักฐานที่ถอนจะไม่นับอีก แต่ยังเก็บไว้ในประวัติ ผลที่ตัดสินไปแล้วไม่เปลี่ยน",
    "Withdrawn evidence no longer counts but stays in the history. Decisions already taken do not change.",
)


@require_http_methods(["GET", "POST"])
def evidence_new(request, pk, code):
    """Hand in evidence for one criterion."""
    enrolment = visible_enrolment(request, pk)
    criterion = placed_or_404(enrolment, code, CriterionKind.EVIDENCE).criterion
    let_in(request, rules.check_can_submit, enrolment, criterion)
    people = _people(request, enrolment, criterion)
    form = EvidenceForm(request.POST or None, request.FILES or None, people=people)
    if form.is_valid() and attempt(
        form,
        lambda: actions.submit_evidence(
            by=request.user, enrolment=enrolment, criterion_code=code, **_clean(form)
        ),
    ):
        return done(request, _sent(criterion), "pathway:roadmap", enrolment.pk)
    context = {"enrolment": enrolment, "criterion": criterion, "form": form, "evidence": None}
    return render(request, "pathway/evidence_new.html", context)


@require_GET
def evidence(request, pk):
    """One piece of evidence with its files and what the reviewer said."""
    piece = _visible(request, pk)
    placed = queries.criterion_of(piece.enrolment, piece.criterion_code)
    criterion = placed.criterion if placed else None
    is_waiting = piece.status == EvidenceStatus.SUBMITTED
    is_returned = piece.status == EvidenceStatus.RETURNED
    context = _page(piece, criterion) | {
        "can_review": is_waiting and rules.can_review(request.user, piece, criterion),
        "can_revise": is_returned
        and criterion is not None
        and rules.can_submit(request.user, piece.enrolment, criterion),
        "can_withdraw": piece.status != EvidenceStatus.WITHDRAWN and rules.can_withdraw(request.user, piece),
        "can_see_history": _may_read_history(request, piece.enrolment),
    }
    return render(request, "pathway/evidence.html", context)


@require_http_methods(["GET", "POST"])
def evidence_review(request, pk):
    """Look at a piece of evidence; accept it or send it back."""
    piece = _visible(request, pk)
    placed = queries.criterion_of(piece.enrolment, piece.criterion_code)
    criterion = placed.criterion if placed else None
    rules.check_can_review(request.user, piece, criterion)
    if request.method == "GET" and piece.status != EvidenceStatus.SUBMITTED:
        return redirect(piece)
    form = ReviewForm(request.POST or None, initial={"revision": piece.revision})
    if form.is_valid() and attempt(form, lambda: _review(request, piece, form.cleaned_data)):
        returned = form.cleaned_data["verdict"] == EvidenceStatus.RETURNED
        return done(request, RETURNED if returned else ACCEPTED, "pathway:roadmap", piece.enrolment_id)
    return render(request, "pathway/evidence_review.html", _page(piece, criterion) | {"form": form})


def _review(request, piece, values):
    verdict = EvidenceStatus(values["verdict"])
    return actions.review_evidence(
        by=request.user, evidence=piece, verdict=verdict, note=values["note"], revision=values["revision"]
    )


@require_http_methods(["GET", "POST"])
def evidence_revise(request, pk):
    """Improve a piece that was sent back and hand it in again."""
    piece = _visible(request, pk)
    criterion = placed_or_404(piece.enrolment, piece.criterion_code, CriterionKind.EVIDENCE).criterion
    let_in(request, rules.check_can_submit, piece.enrolment, criterion)
    if request.method == "GET" and piece.status != EvidenceStatus.RETURNED:
        return redirect(piece)
    people = _people(request, piece.enrolment, criterion)
    before = {"note": piece.note, "happened_on": piece.happened_on, "on_behalf_of": piece.on_behalf_of_id}
    form = ReviseForm(request.POST or None, request.FILES or None, people=people, initial=before)
    if form.is_valid() and attempt(
        form, lambda: actions.revise_evidence(by=request.user, evidence=piece, **_clean(form))
    ):
        return done(request, _sent(criterion), "pathway:roadmap", piece.enrolment_id)
    context = _page(piece, criterion) | {"form": form}
    return render(request, "pathway/evidence_new.html", context)


@require_http_methods(["GET", "POST"])
def evidence_withdraw(request, pk):
    """Take a piece of evidence back, with a reason."""
    piece = _visible(request, pk)
    rules.check_can_withdraw(request.user, piece)
    return ask_reason(
        request,
        action=lambda reason: actions.withdraw_evidence(by=request.user, evidence=piece, reason=reason),
        sentence=WITHDRAWN,
        to=("pathway:roadmap", piece.enrolment_id),
        context={
            "heading": WITHDRAW,
            "words": WITHDRAW_WORDS,
            "back": piece.get_absolute_url(),
            "button": WITHDRAW,
        },
    )


@require_GET
def evidence_file(request, pk):
    """A file of a piece of evidence, for those who may see the evidence."""
    pieces = Evidence.objects.visible_to(request.user)
    kept = get_object_or_404(EvidenceFile.objects.filter(evidence__in=pieces).select_related("file"), pk=pk)
    return serve(kept.file)


@require_GET
def evidence_history(request, pk):
    """Who did what with a piece of evidence."""
    piece = _visible(request, pk)
    check_permission(request.user, Permission.HISTORY_READ, piece.enrolment.enterprise.scope_id)
    placed = queries.criterion_of(piece.enrolment, piece.criterion_code)
    name = placed.criterion.name if placed else piece.criterion_code
    return render_history(
        request,
        record=piece,
        title=HISTORY.format(name=name),
        back=reverse("pathway:evidence", args=[piece.pk]),
    )


def _visible(request, pk):
    rows = Evidence.objects.visible_to(request.user).select_related(
        "enrolment__enterprise__scope",
        "enrolment__cohort__playbook",
        "submitted_by",
        "on_behalf_of",
        "reviewed_by",
    )
    return get_object_or_404(rows.prefetch_related("files__file"), pk=pk)


def _page(piece, criterion):
    current = piece.current_files()
    return {
        "evidence": piece,
        "enrolment": piece.enrolment,
        "criterion": criterion,
        "status": EvidenceStatus(piece.status).label,
        "tone": TONES[EvidenceStatus(piece.status)],
        "files": current,
        "older_files": [kept for kept in piece.files.all() if kept not in current],
        "reviewer": queries.role_name(criterion.reviewed_by) if criterion else None,
    }


def _people(request, enrolment, criterion):
    """Whom a helper may hand in for; None for those who hand in their own."""
    if rules.is_supplier(request.user, enrolment, criterion):
        return None
    return queries.people_in_role(enrolment, criterion.supplied_by)


def _clean(form):
    """The form's values under the action's names."""
    return {"files" if name == "uploads" else name: value for name, value in form.cleaned_data.items()}


def _sent(criterion):
    return SENT.format(role=queries.role_name(criterion.reviewed_by))


def _may_read_history(request, enrolment):
    return has_permission(request.user, Permission.HISTORY_READ, enrolment.enterprise.scope_id)
