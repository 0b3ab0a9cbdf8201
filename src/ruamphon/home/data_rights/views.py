from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ruamphon.core.files import serve
from ruamphon.core.models import StoredFile
from ruamphon.core.text import Text
from ruamphon.core.web import attempt
from ruamphon.home.data_rights import actions, queries, reach, rules
from ruamphon.home.data_rights.export import as_zip, own_data
from ruamphon.home.data_rights.forms import (
    AskErasureForm,
    DecisionForm,
    EraseForm,
    RecordAskForm,
    RecordConsentForm,
)
from ruamphon.home.data_rights.reasons import must_stay, stays
from ruamphon.people.access import check_permission
from ruamphon.people.consent import actions as consent
from ruamphon.people.consent.enums import How
from ruamphon.people.consent.queries import history_of_consents, purposes_of
from ruamphon.people.consent.texts import wording_for
from ruamphon.people.enums import Permission
from ruamphon.people.models import Consent
from ruamphon.registry.models import Enterprise

KEPT = Text("บันทึกแล้ว", "Saved.")
ASKED = Text(
    "ส่งคำขอแล้ว ผู้จัดการจะตอบภายใน 30 วัน เปลี่ยนใจได้จนกว่าจะลบ",
    "Your request is with a manager, who answers within 30 days. You can change your mind until then.",
)
TAKEN_BACK = Text("ถอนคำขอลบข้อมูลแล้ว", "The request to be erased is taken back.")
REFUSED = Text("แจ้งเหตุผลให้เจ้าของข้อมูลแล้ว", "The person will read your reason.")
ERASED = Text("ลบข้อมูลแล้ว ไม่มีข้อมูลส่วนบุคคลเหลืออยู่", "Erased. No personal data is left.")


@require_safe
def my_data(request):
    """What the platform keeps about me, how to take a copy, and how to ask to be erased."""
    person = request.user.person
    parts = [(part.title, len(part.rows)) for part in own_data(person)[1:] if part.rows]
    context = {"parts": parts, "latest": person.erasure_requests.first()}
    return render(request, "home/data/my_data.html", context)


@require_safe
def my_data_export(request):
    """The copy: JSON and a readable page in one zip. For this person only, kept by no cache."""
    response = HttpResponse(as_zip(request.user.person), content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="ruamphon-my-data-{timezone.localdate()}.zip"'
    response["Cache-Control"] = "private, no-store"
    return response


@require_http_methods(["GET", "POST"])
def erasure_ask(request):
    """Ask to be erased, after reading what that means."""
    form = AskErasureForm(request.POST or None)
    person = request.user.person
    if form.is_valid() and attempt(
        form, lambda: consent.ask_erasure(by=request.user, person=person, how=How.PLATFORM)
    ):
        messages.success(request, str(ASKED))
        return redirect("home:my-data")
    context = {"form": form, "must_stay": must_stay(person), "stays": stays(person), "subject": None}
    return render(request, "home/data/erasure_ask.html", context)


@require_POST
def erasure_take_back(request):
    """The person changed their mind."""
    waiting = request.user.person.erasure_requests.open().first()
    if waiting:
        consent.take_back_erasure(by=request.user, request=waiting)
        messages.success(request, str(TAKEN_BACK))
    return redirect("home:my-data")


@require_safe
def group_consents(request, pk):
    """What the members of a group agree to, at a glance."""
    group = get_object_or_404(Enterprise.objects.visible_to(request.user), pk=pk)
    check_permission(request.user, Permission.CONSENT_RECORD, group.scope_id)
    rows, page = queries.members_with_consents(group, request.GET.get("page"))
    return render(request, "home/data/group_consents.html", {"group": group, "rows": rows, "page": page})


def _person(request, pk):
    reached = reach.people_in_reach(request.user, Permission.CONSENT_RECORD).filter(erased_at=None)
    return get_object_or_404(reached, pk=pk)


@require_http_methods(["GET", "POST"])
def person_consents(request, pk):
    """What one person agrees to, and recording what they said on paper or by voice."""
    person = _person(request, pk)
    form = RecordConsentForm(
        request.POST or None,
        request.FILES or None,
        witnesses=reach.possible_witnesses(request.user, person),
    )
    if form.is_valid() and attempt(form, lambda: _record(request.user, person, **form.cleaned_data)):
        messages.success(request, str(KEPT))
        return redirect("home:person-consents", pk=pk)
    context = {
        "subject": person,
        "form": form,
        "rows": purposes_of(person),
        "history": history_of_consents(person)[:50],
        "evidence_url": "home:consent-evidence",
    }
    return render(request, "home/data/person_consents.html", context)


def _record(account, person, *, step, purpose, how, given_on, witness, evidence):
    if step == "withdraw":
        return consent.withdraw_consent(by=account, person=person, purpose=purpose, how=how)
    return consent.give_consent(
        by=account,
        person=person,
        purpose=purpose,
        version=wording_for(purpose, given_on).version,
        how=how,
        given_on=given_on,
        witness=witness,
        evidence=evidence[0] if evidence else None,
    )


@require_safe
def consent_evidence(request, pk):
    """The signed paper, for whoever may record consent for its person."""
    reached = reach.people_in_reach(request.user, Permission.CONSENT_RECORD)
    rows = Consent.objects.filter(pk=pk, person__in=reached.values("pk"))
    return serve(get_object_or_404(StoredFile, pk__in=rows.values("evidence_id")))


@require_http_methods(["GET", "POST"])
def person_erasure_ask(request, pk):
    """An officer writes down that somebody asked to be erased."""
    person = _person(request, pk)
    form = RecordAskForm(request.POST or None)
    if form.is_valid() and attempt(
        form,
        lambda: consent.ask_erasure(by=request.user, person=person, how=form.cleaned_data["how"]),
    ):
        messages.success(request, str(KEPT))
        return redirect("home:person-consents", pk=pk)
    context = {"form": form, "must_stay": must_stay(person), "stays": stays(person), "subject": person}
    return render(request, "home/data/erasure_ask.html", context)


@require_safe
def erasures(request):
    """Requests to be erased that wait for a manager, the oldest first."""
    rules.check_can_list_erasures(request.user)
    rows = reach.erasures_to_decide(request.user)[: queries.A_PAGE]
    return render(request, "home/data/erasures.html", {"rows": rows})


def _waiting(request, pk):
    waiting = get_object_or_404(reach.erasures_to_decide(request.user), pk=pk)
    rules.check_can_decide_erasure(request.user, waiting)
    return waiting


@require_http_methods(["GET", "POST"])
def erasure(request, pk):
    """One request: what must stay and why; refuse with a reason, or go on to erase."""
    waiting = _waiting(request, pk)
    form = DecisionForm(request.POST or None)
    if form.is_valid() and attempt(
        form,
        lambda: consent.refuse_erasure(by=request.user, request=waiting, reason=form.cleaned_data["reason"]),
    ):
        messages.success(request, str(REFUSED))
        return redirect("home:erasures")
    context = {
        "waiting": waiting,
        "form": form,
        "must_stay": must_stay(waiting.person),
        "stays": stays(waiting.person),
        "erase_url": reverse("home:erasure-confirm", args=[pk]),
    }
    return render(request, "home/data/erasure.html", context)


@require_http_methods(["GET", "POST"])
def erasure_confirm(request, pk):
    """The last page before there is no way back."""
    waiting = _waiting(request, pk)
    form = EraseForm(request.POST or None)
    if form.is_valid() and attempt(
        form,
        lambda: actions.erase_everywhere(
            by=request.user, request=waiting, reason=form.cleaned_data["reason"]
        ),
    ):
        messages.success(request, str(ERASED))
        return redirect("home:erasures")
    context = {"waiting": waiting, "form": form, "must_stay": must_stay(waiting.person)}
    return render(request, "home/data/erasure_confirm.html", context)
