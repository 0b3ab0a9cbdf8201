from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from ruamphon.core.files import serve
from ruamphon.core.papers import hand_out
from ruamphon.core.text import Text
from ruamphon.core.web import attempt
from ruamphon.people.access import has_permission
from ruamphon.people.enums import Permission
from ruamphon.programmes import actions, papers, queries, rules
from ruamphon.programmes.enums import AgreementState
from ruamphon.programmes.forms import (
    AgreementForm,
    AgreementScanForm,
    AgreementTextForm,
    NewAgreementForm,
    SignatoryForm,
    SignatoryPostForm,
)
from ruamphon.programmes.models import Agreement, AgreementScan, AgreementSignatory, Programme
from ruamphon.programmes.views.common import history_of, kept_once, say_and_go

TONES = {
    AgreementState.PLANNED: "wait",
    AgreementState.SIGNED: "info",
    AgreementState.IN_FORCE: "done",
    AgreementState.ENDED: "neutral",
}
MADE = Text("เตรียมบันทึกความร่วมมือแล้ว เพิ่มผู้ลงนามได้เลย", "The agreement is prepared. Add who signs.")
SAVED = Text("บันทึกแล้ว", "Saved.")
ADDED = Text("เพิ่มผู้ลงนามแล้ว", "The signatory is added.")
REMOVED = Text("เอาผู้ลงนามออกแล้ว", "The signatory is taken off.")
TEXT_KEPT = Text("เก็บเนื้อความเป็นฉบับที่ {number} แล้ว", "The wording is kept as version {number}.")
SCAN_KEPT = Text("เก็บไฟล์แล้ว", "The file is kept.")


def programme_of(request, pk):
    """The programme, if this account may read it; else 404."""
    return get_object_or_404(Programme.objects.visible_to(request.user), pk=pk)


def agreement_of(request, pk):
    """The agreement, if this account may read its programme; else 404."""
    rows = Agreement.objects.visible_to(request.user)
    return get_object_or_404(rows.select_related("programme", "cohort", "witness", "source"), pk=pk)


def signatory_of(request, pk):
    """A signatory of an agreement this account may read; else 404."""
    rows = AgreementSignatory.objects.filter(party__agreement__in=Agreement.objects.visible_to(request.user))
    related = ("person", "party__organisation", "party__agreement__programme")
    return get_object_or_404(rows.select_related(*related), pk=pk)


@require_GET
def agreements(request, pk):
    """The agreements of a programme."""
    programme = programme_of(request, pk)
    rows, page = queries.agreement_page(
        programme, request.user, on=timezone.localdate(), page=request.GET.get("page")
    )
    context = {
        "programme": programme,
        "rows": [(row, TONES[row.state]) for row in rows],
        "page": page,
        "can_make": rules.allows(rules.check_can_make_agreement, request.user, programme),
    }
    return render(request, "programmes/agreements.html", context)


@require_GET
def agreement(request, pk):
    """An agreement: how it stands, its parties and signatories, its wording and scans."""
    shown = agreement_of(request, pk)
    row = queries.agreement_row(shown, timezone.localdate())
    context = {
        "agreement": shown,
        "state": row.state.label,
        "tone": TONES[row.state],
        "parties": shown.parties.select_related("organisation").prefetch_related("signatories__person"),
        "texts": shown.texts.select_related("made_by"),
        "scans": shown.scans.select_related("file"),
        "can_edit": rules.allows(rules.check_can_edit_agreement, request.user, shown),
        "can_read_history": has_permission(request.user, Permission.HISTORY_READ, shown.programme.scope_id),
    }
    return render(request, "programmes/agreement.html", context)


@require_http_methods(["GET", "POST"])
def agreement_new(request, pk):
    """Prepare an agreement."""
    programme = programme_of(request, pk)
    rules.check_can_make_agreement(request.user, programme)
    form = NewAgreementForm(request.POST or None, programme=programme, account=request.user)
    if form.is_valid() and kept_once(
        form, lambda: actions.prepare_agreement(by=request.user, programme=programme, **form.cleaned_data)
    ):
        return say_and_go(request, MADE, form.result)
    return render(request, "programmes/agreement_new.html", {"programme": programme, "form": form})


@require_http_methods(["GET", "POST"])
def agreement_edit(request, pk):
    """Change an agreement's title, parties, days, place or witness."""
    shown = agreement_of(request, pk)
    rules.check_can_edit_agreement(request.user, shown)
    form = AgreementForm(
        request.POST or None, programme=shown.programme, account=request.user, agreement=shown
    )
    if form.is_valid() and attempt(
        form, lambda: actions.edit_agreement(by=request.user, agreement=shown, **form.cleaned_data)
    ):
        return say_and_go(request, SAVED, shown)
    return render(request, "programmes/agreement_edit.html", {"agreement": shown, "form": form})


@require_http_methods(["GET", "POST"])
def signatory_new(request, pk):
    """Add who signs for a party."""
    shown = agreement_of(request, pk)
    rules.check_can_edit_agreement(request.user, shown)
    form = SignatoryForm(request.POST or None, agreement=shown)
    if form.is_valid() and attempt(
        form, lambda: actions.add_signatory(by=request.user, agreement=shown, **form.cleaned_data)
    ):
        return say_and_go(request, ADDED, shown)
    return render(request, "programmes/signatory_new.html", {"agreement": shown, "form": form})


@require_http_methods(["GET", "POST"])
def signatory_edit(request, pk):
    """Correct for whom somebody signs, and with which post."""
    signatory = signatory_of(request, pk)
    shown = signatory.party.agreement
    rules.check_can_edit_agreement(request.user, shown)
    initial = {
        "party": signatory.party_id,
        "post_th": signatory.post_th,
        "post_en": signatory.post_en,
    }
    form = SignatoryPostForm(request.POST or None, agreement=shown, initial=initial)
    if form.is_valid() and attempt(
        form, lambda: actions.edit_signatory(by=request.user, signatory=signatory, **form.cleaned_data)
    ):
        return say_and_go(request, SAVED, shown)
    context = {"agreement": shown, "signatory": signatory, "form": form}
    return render(request, "programmes/signatory_edit.html", context)


@require_http_methods(["GET", "POST"])
def signatory_remove(request, pk):
    """Take somebody off an agreement, after asking."""
    signatory = signatory_of(request, pk)
    shown = signatory.party.agreement
    rules.check_can_edit_agreement(request.user, shown)
    if request.method == "POST":
        actions.remove_signatory(by=request.user, signatory=signatory)
        return say_and_go(request, REMOVED, shown)
    return render(request, "programmes/signatory_remove.html", {"agreement": shown, "signatory": signatory})


@require_http_methods(["GET", "POST"])
def agreement_text_new(request, pk):
    """Write the next version of the wording, beginning from the newest."""
    shown = agreement_of(request, pk)
    rules.check_can_edit_agreement(request.user, shown)
    newest = shown.texts.first()
    initial = {"body": newest.body if newest else "", "after": newest.number if newest else 0}
    form = AgreementTextForm(request.POST or None, initial=initial)
    if form.is_valid() and attempt(
        form, lambda: actions.add_agreement_text(by=request.user, agreement=shown, **form.cleaned_data)
    ):
        return say_and_go(request, TEXT_KEPT.format(number=form.result.number), shown)
    return render(request, "programmes/agreement_text_new.html", {"agreement": shown, "form": form})


@require_http_methods(["GET", "POST"])
def agreement_scan_new(request, pk):
    """Keep a scan of the signed paper."""
    shown = agreement_of(request, pk)
    rules.check_can_edit_agreement(request.user, shown)
    form = AgreementScanForm(request.POST or None, request.FILES or None)
    if form.is_valid() and attempt(
        form, lambda: actions.add_agreement_scan(by=request.user, agreement=shown, **form.cleaned_data)
    ):
        return say_and_go(request, SCAN_KEPT, shown)
    return render(request, "programmes/agreement_scan_new.html", {"agreement": shown, "form": form})


@require_GET
def agreement_scan(request, pk):
    """A scan, for whoever may read the agreement."""
    rows = AgreementScan.objects.filter(agreement__in=Agreement.objects.visible_to(request.user))
    return serve(get_object_or_404(rows.select_related("file"), pk=pk).file)


@require_GET
def agreement_sheet(request, pk):
    """The sheet to sign on, as DOCX."""
    shown = agreement_of(request, pk)
    return hand_out(papers.signing_sheet(shown), f"หน้าลงนาม {shown.title.th[:80]}")


@require_GET
def agreement_history(request, pk):
    """Who changed this agreement, and when."""
    shown = agreement_of(request, pk)
    return history_of(request, shown, scope_id=shown.programme.scope_id, title=shown.title)
