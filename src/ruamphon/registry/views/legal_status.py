from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from ruamphon.core.files import serve
from ruamphon.core.text import Text
from ruamphon.core.web import attempt, let_in, number_in
from ruamphon.people.history import render_history
from ruamphon.registry import actions, queries_legal, rules, rules_legal
from ruamphon.registry.domain.legal_status import is_usual_number, year_to_renew
from ruamphon.registry.enums import LegalState
from ruamphon.registry.forms.enterprise import ReasonForm
from ruamphon.registry.forms.legal_status import CorrectLegalStatusForm, LegalStatusForm
from ruamphon.registry.models import Enterprise, LegalStatus
from ruamphon.registry.views.common import done

SAVED = Text("บันทึกสถานะแล้ว: {status}", "The status is recorded: {status}")
CORRECTED = Text(
    "แก้สถานะแล้ว รายการเดิมยังดูได้ที่ด้านล่าง", "The status is corrected; the old entry stays readable below."
)
TAKEN_OUT = Text("เอารายการออกแล้ว ยังดูได้ที่ด้านล่าง", "The entry is taken out; it stays readable below.")
ODD_NUMBER = Text(
    "เก็บเลข {number} ไว้แล้ว แต่ไม่เหมือนแบบ 7-21-01-06/1-0001 ตรวจกับใบทะเบียนอีกครั้ง",
    "The number {number} was kept, but numbers look like 7-21-01-06/1-0001. Check it against the certificate.",
)
EDITED = ("state", "since_on", "for_year", "number", "note")


def _group(request, pk):
    return get_object_or_404(Enterprise.objects.visible_to(request.user), pk=pk)


def _entry(request, pk):
    rows = LegalStatus.objects.visible_to(request.user).select_related("enterprise", "file")
    return get_object_or_404(rows, pk=pk)


@require_GET
def legal_status(request, pk):
    """Where a group stands today, and every entry that says so, the wrong ones too."""
    group = _group(request, pk)
    today = timezone.localdate()
    standing = queries_legal.standing_of(group, today)
    context = {
        "enterprise": group,
        "standing": standing,
        "warnings": warnings_of(request.user, group, standing, today),
        "moments": queries_legal.moments_of(group),
        "can_edit": rules.can_edit(request.user, group),
        "can_open_files": rules.can_read_contacts(request.user, group),
        "can_read_history": rules.can_read_history(request.user, group.scope_id),
    }
    return render(request, "registry/legal_status.html", context)


def warnings_of(account, group, standing, today):
    """What a reader should look at again: the number, the seven people, one house."""
    number = standing.number if standing else ""
    twins = queries_legal.number_warnings(account, group, number)
    return [*twins, *queries_legal.people_warnings_of(group, today)]


@require_http_methods(["GET", "POST"])
def legal_status_new(request, pk):
    """Record a state from a day on."""
    group = _group(request, pk)
    rules.check_can_edit(request.user, group)
    today = timezone.localdate()
    known = queries_legal.standing_of(group, today)
    form = LegalStatusForm(request.POST or None, request.FILES or None, initial=_likely(known, today))
    if form.is_valid() and attempt(
        form, lambda: actions.record_legal_status(by=request.user, enterprise=group, **form.cleaned_data)
    ):
        return _told(request, group, SAVED.format(status=LegalState(form.result.state).label), form.result)
    return render(request, "registry/legal_status_new.html", {"enterprise": group, "form": form})


def _likely(known, today):
    """What is most likely to be recorded next: a renewal of a group that was registered, else a registration."""
    renews = known and known.state in {LegalState.REGISTERED, LegalState.RENEWED, LegalState.LAPSED}
    state = LegalState.RENEWED if renews else LegalState.REGISTERED
    year = {"for_year": year_to_renew(today)} if renews else {}
    return {"state": state, "since_on": today, "number": known.number if known else "", **year}


def _told(request, group, sentence, entry):
    if entry.number and not is_usual_number(entry.number):
        messages.warning(request, str(ODD_NUMBER.format(number=entry.number)))
    for warning in queries_legal.number_warnings(request.user, group, entry.number):
        messages.warning(request, str(warning))
    return done(request, sentence, "legal-status", group.pk)


@require_http_methods(["GET", "POST"])
def legal_status_correct(request, pk):
    """Put a right entry in place of a wrong one."""
    entry = _entry(request, pk)
    let_in(request, rules_legal.check_can_correct, entry)
    initial = {name: getattr(entry, name) for name in EDITED}
    form = CorrectLegalStatusForm(request.POST or None, request.FILES or None, initial=initial)
    if form.is_valid() and attempt(
        form, lambda: actions.correct_legal_status(by=request.user, entry=entry, **form.cleaned_data)
    ):
        return _told(request, entry.enterprise, CORRECTED, form.result)
    context = {"enterprise": entry.enterprise, "entry": entry, "form": form}
    return render(request, "registry/legal_status_correct.html", context)


@require_http_methods(["GET", "POST"])
def legal_status_void(request, pk):
    """Take out an entry that should not be there at all."""
    entry = _entry(request, pk)
    let_in(request, rules_legal.check_can_correct, entry)
    form = ReasonForm(request.POST or None)
    if form.is_valid() and attempt(
        form, lambda: actions.void_legal_status(by=request.user, entry=entry, **form.cleaned_data)
    ):
        return done(request, TAKEN_OUT, "legal-status", entry.enterprise_id)
    context = {
        "enterprise": entry.enterprise,
        "entry": entry,
        "label": LegalState(entry.state).label,
        "form": form,
    }
    return render(request, "registry/legal_status_void.html", context)


@require_GET
def legal_status_file(request, pk):
    """The photo or PDF of a certificate."""
    entry = _entry(request, pk)
    rules_legal.check_can_open_certificate(request.user, entry)
    if entry.file is None:
        raise Http404
    return serve(entry.file)


@require_GET
def legal_status_history(request, pk):
    """Who recorded or corrected this entry."""
    entry = _entry(request, pk)
    rules.check_can_read_history(request.user, entry.enterprise.scope_id)
    back = queries_legal.status_url(entry.enterprise)
    return render_history(request, record=entry, title=entry.enterprise.name, back=back)


@require_GET
def renewals(request):
    """Groups that have to renew, for officers: by name, tap to call. `?show=lapsed` leaves out those still in time."""
    rules_legal.check_can_list_renewals(request.user)
    today = timezone.localdate()
    only_lapsed = request.GET.get("show") == "lapsed"
    after = number_in(request.GET, "after")
    page = queries_legal.renewal_page(request.user, today, only_lapsed=only_lapsed, after=after)
    context = {"page": page, "only_lapsed": only_lapsed, "is_continued": after is not None, "today": today}
    return render(request, "registry/renewals.html", context)
