"""Asking for a pack, watching it come, taking it away."""

from django.contrib import messages
from django.core.files.storage import default_storage
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from ruamphon.core.files import serve
from ruamphon.core.refusals import TooLate
from ruamphon.core.text import Text
from ruamphon.core.web import attempt
from ruamphon.people.access import check_permission, has_permission
from ruamphon.people.enums import Permission
from ruamphon.people.history import render_history
from ruamphon.programmes.models import Enrolment
from ruamphon.reports import actions, queries, rules
from ruamphon.reports.enums import PackContents, PackState
from ruamphon.reports.forms import PackForm
from ruamphon.reports.models import Pack
from ruamphon.reports.states import KEPT_FOR

A_PAGE = 20
ASKED = Text("สั่งทำแฟ้มแล้ว ดูความคืบหน้าได้ที่หน้านี้", "The pack is being made. Watch it come on this page.")
CANCELLED = Text("ยกเลิกแล้ว", "Cancelled.")
FILE_LOST = Text(
    "ไฟล์ของแฟ้มนี้ไม่อยู่ในที่เก็บแล้ว สั่งทำแฟ้มใหม่ได้",
    "The file of this pack is no longer in the store. Ask for a new one.",
)
HISTORY = Text("ประวัติแฟ้มหลักฐาน: {name}", "History of the evidence pack: {name}")
TONES = {
    PackState.WAITING: "wait",
    PackState.MAKING: "wait",
    PackState.READY: "done",
    PackState.FAILED: "stop",
    PackState.CANCELLED: "neutral",
    PackState.EXPIRED: "neutral",
}


@require_GET
def packs(request, pk):
    """The packs of one enrolment that one may open, newest first, a page at a time."""
    enrolment = _enrolment(request, pk)
    before = request.GET.get("before", "")
    rows = queries.packs_of(enrolment, request.user).order_by("-pk")
    if before.isdecimal():
        rows = rows.filter(pk__lt=min(int(before), 2**62))
    found = list(rows[: A_PAGE + 1])
    context = {
        "enrolment": enrolment,
        "rows": [_row(one) for one in found[:A_PAGE]],
        "older": found[A_PAGE - 1].pk if len(found) > A_PAGE else None,
        "is_first": not before,
    }
    return render(request, "reports/packs.html", context)


@require_http_methods(["GET", "POST"])
def pack_new(request, pk):
    """Choose what goes into a pack and ask for it."""
    enrolment = _enrolment(request, pk)
    offered = rules.contents_open_to(request.user, enrolment)
    first = {"contents": _usual(offered), "stage": request.GET.get("stage", "")}
    form = PackForm(request.POST or None, initial=first, stages=queries.stages_of(enrolment), offered=offered)
    if form.is_valid() and attempt(form, lambda: _ask(request, enrolment, form.cleaned_data)):
        messages.success(request, str(ASKED))
        return redirect(vars(form)["result"])
    context = {"enrolment": enrolment, "form": form, "kept_days": KEPT_FOR.days}
    return render(request, "reports/pack_new.html", context)


def _usual(offered):
    """As much as may be read, the group's secrets aside."""
    return [one for one in offered if one is not PackContents.SECRETS][-1]


def _ask(request, enrolment, values):
    return actions.ask_pack(
        by=request.user,
        enrolment=enrolment,
        contents=values["contents"],
        stage_number=values["stage"],
    )


@never_cache
@require_GET
def pack(request, pk):
    """One pack: how far it is, why it failed, or its file with its seals. HTMX asks for the state alone."""
    found = _visible(request, pk)
    scope = found.enrolment.enterprise.scope_id
    context = _row(found) | {
        "enrolment": found.enrolment,
        "can_cancel": rules.can_cancel(request.user, found),
        "can_see_history": has_permission(request.user, Permission.HISTORY_READ, scope),
    }
    return render(request, "reports/pack.html#state" if request.htmx else "reports/pack.html", context)


@require_GET
def pack_file(request, pk):
    """The ZIP, for those who may see all that is inside now; each taking away is in the history."""
    found = _visible(request, pk)
    try:
        handed = actions.hand_out_pack(by=request.user, pack=found)
    except TooLate as refusal:
        messages.error(request, str(refusal.reason))
        return redirect(found)
    if handed.file is None or not default_storage.exists(handed.file.path):
        messages.error(request, str(FILE_LOST))
        return redirect(found)
    return serve(handed.file)


@require_POST
def pack_cancel(request, pk):
    """Stop the making."""
    found = _visible(request, pk)
    try:
        actions.cancel_pack(by=request.user, pack=found)
    except TooLate as refusal:
        messages.error(request, str(refusal.reason))
    else:
        messages.success(request, str(CANCELLED))
    return redirect(found)


@require_GET
def pack_history(request, pk):
    """Who asked for a pack, when it was sealed with which hashes, and who took it away."""
    found = _visible(request, pk)
    check_permission(request.user, Permission.HISTORY_READ, found.enrolment.enterprise.scope_id)
    title = HISTORY.format(name=found.enrolment.enterprise.name)
    return render_history(request, record=found, title=title, back=reverse("reports:pack", args=[found.pk]))


def _row(found):
    state = PackState(found.state)
    return {
        "pack": found,
        "state": state.label,
        "tone": TONES[state],
        "contents": PackContents(found.contents).label,
        "is_ready": state is PackState.READY,
        "is_failed": state is PackState.FAILED,
        "filename": found.file.name if found.file_id else "NAME.zip",
    }


def _enrolment(request, pk):
    rows = Enrolment.objects.visible_to(request.user).select_related(
        "enterprise__scope", "cohort__programme", "cohort__playbook"
    )
    enrolment = get_object_or_404(rows, pk=pk)
    if not rules.contents_open_to(request.user, enrolment):
        raise Http404
    return enrolment


def _visible(request, pk):
    rows = Pack.objects.visible_to(request.user).select_related(
        "enrolment__enterprise__scope", "enrolment__cohort__programme", "asked_by", "file"
    )
    return get_object_or_404(rows, pk=pk)
