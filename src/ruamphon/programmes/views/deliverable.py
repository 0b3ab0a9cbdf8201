from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET, require_http_methods

from ruamphon.core.files import serve
from ruamphon.core.models import StoredFile
from ruamphon.core.text import Text
from ruamphon.core.web import attempt, let_in
from ruamphon.people.access import has_permission
from ruamphon.people.enums import Permission
from ruamphon.programmes import actions, rules
from ruamphon.programmes.enums import DeliverableKind
from ruamphon.programmes.forms import (
    AcceptForm,
    CheckForm,
    CommentForm,
    DeliverableForm,
    ReturnForm,
    VersionForm,
)
from ruamphon.programmes.models import Deliverable, DeliverableVersion
from ruamphon.programmes.views.common import DELIVERABLE_TONES, enrolment_of, history_of, say_and_go

SENT = Text("ส่งผลงานแล้ว รออาจารย์ที่ปรึกษาตรวจ", "The work is in. The adviser checks it next.")
SENT_AGAIN = Text("ส่งรุ่นใหม่แล้ว รอตรวจอีกครั้ง", "The new version is in. It will be checked again.")
COMMENTED = Text("ส่งความเห็นแล้ว", "Your comment is in.")
CHECKED = Text("ตรวจแล้ว รอกลุ่มรับผลงาน", "Checked. The group accepts it next.")
RETURNED = Text("ส่งกลับให้ทีมแก้แล้ว", "Given back to the team.")
ACCEPTED = Text("กลุ่มรับผลงานแล้ว ขอบคุณทุกคน", "The group has accepted the work. Thank you, everyone.")


def deliverable_of(request, pk):
    """The deliverable, if this account may read it; a recipe or cost sheet only with `secret_read`; else 404."""
    rows = Deliverable.objects.visible_to(request.user).select_related(
        "enrolment__enterprise", "enrolment__cohort", "made_by"
    )
    return get_object_or_404(rows.prefetch_related("versions__made_by"), pk=pk)


@require_GET
def deliverable(request, pk):
    """A piece of work with its versions and comments."""
    return _page(request, deliverable_of(request, pk), CommentForm())


def _page(request, shown, form):
    account = request.user
    context = {
        "deliverable": shown,
        "tone": DELIVERABLE_TONES[shown.state],
        "kind": DeliverableKind(shown.kind).label,
        "current": shown.current,
        "versions": shown.versions.select_related("made_by", "checked_by", "accepted_by", "file"),
        "comments": shown.comments.select_related("person"),
        "form": form,
        "can_delete": rules.allows(rules.check_can_delete_deliverable, account, shown),
        "can_add_version": rules.allows(rules.check_can_add_version, account, shown),
        "can_return": rules.allows(rules.check_can_return, account, shown),
        "can_check": rules.allows(rules.check_can_check, account, shown),
        "can_accept": rules.allows(rules.check_can_accept, account, shown),
        "why_not": _why_not(account, shown),
        "can_read_history": has_permission(
            account, Permission.HISTORY_READ, shown.enrolment.enterprise.scope_id
        ),
    }
    return render(request, "programmes/deliverable.html", context)


def _why_not(account, shown):
    """For those who may check or accept, why not now: it teaches who comes next."""
    may = rules.permissions_for(account, shown.enrolment)
    if Permission.DELIVERABLE_CHECK in may:
        return rules.why_not(rules.check_can_check, account, shown)
    if Permission.DELIVERABLE_ACCEPT in may:
        return rules.why_not(rules.check_can_accept, account, shown)
    return None


@require_http_methods(["GET", "POST"])
def deliverable_new(request, pk):
    """Hand in the first version of a piece of work."""
    enrolment = enrolment_of(request, pk)
    let_in(request, rules.check_can_write, enrolment)
    form = DeliverableForm(request.POST or None, request.FILES or None)
    if form.is_valid() and attempt(
        form, lambda: actions.start_deliverable(by=request.user, enrolment=enrolment, **form.cleaned_data)
    ):
        return say_and_go(request, SENT, form.result)
    return render(request, "programmes/deliverable_new.html", {"enrolment": enrolment, "form": form})


@require_http_methods(["GET", "POST"])
def deliverable_version_new(request, pk):
    """Hand in a new version."""
    shown = deliverable_of(request, pk)
    let_in(request, rules.check_can_add_version, shown)
    form = VersionForm(request.POST or None, request.FILES or None)
    if form.is_valid() and attempt(
        form, lambda: actions.add_version(by=request.user, deliverable=shown, **form.cleaned_data)
    ):
        return say_and_go(request, SENT_AGAIN, shown)
    return render(request, "programmes/deliverable_version_new.html", {"deliverable": shown, "form": form})


@require_http_methods(["GET", "POST"])
def deliverable_comment(request, pk):
    """Say something about the newest version."""
    shown = deliverable_of(request, pk)
    form = CommentForm(request.POST or None)
    if form.is_valid() and attempt(
        form, lambda: actions.comment_on_deliverable(by=request.user, deliverable=shown, **form.cleaned_data)
    ):
        return say_and_go(request, COMMENTED, shown)
    return _page(request, shown, form)


@require_http_methods(["GET", "POST"])
def deliverable_check(request, pk):
    """Say that the newest version is right."""
    shown = deliverable_of(request, pk)
    let_in(request, rules.check_can_check, shown)
    form = CheckForm(request.POST or None, initial={"version": shown.current.number})
    if form.is_valid() and attempt(
        form, lambda: actions.check_deliverable(by=request.user, deliverable=shown, **form.cleaned_data)
    ):
        return say_and_go(request, CHECKED, shown)
    return render(request, "programmes/deliverable_check.html", {"deliverable": shown, "form": form})


@require_http_methods(["GET", "POST"])
def deliverable_return(request, pk):
    """Give the newest version back to its team."""
    shown = deliverable_of(request, pk)
    let_in(request, rules.check_can_return, shown)
    form = ReturnForm(request.POST or None, initial={"version": shown.current.number})
    if form.is_valid() and attempt(
        form, lambda: actions.return_deliverable(by=request.user, deliverable=shown, **form.cleaned_data)
    ):
        return say_and_go(request, RETURNED, shown)
    return render(request, "programmes/deliverable_return.html", {"deliverable": shown, "form": form})


@require_http_methods(["GET", "POST"])
def deliverable_accept(request, pk):
    """Accept checked work for the group."""
    shown = deliverable_of(request, pk)
    let_in(request, rules.check_can_accept, shown)
    as_member = rules.accepts_as_member(request.user, shown)
    form = AcceptForm(
        request.POST or None,
        initial={"version": shown.current.number},
        deliverable=shown,
        as_member=as_member,
    )
    if form.is_valid() and attempt(
        form, lambda: actions.accept_deliverable(by=request.user, deliverable=shown, **form.cleaned_data)
    ):
        return say_and_go(request, ACCEPTED, shown)
    context = {"deliverable": shown, "form": form, "as_member": as_member}
    return render(request, "programmes/deliverable_accept.html", context)


@require_GET
def deliverable_file(request, pk):
    """The file of one version, by the version's own number in the table."""
    rows = StoredFile.objects.filter(pk__in=_files(request.user, pk))
    return serve(get_object_or_404(rows))


def _files(account, version_pk):
    seen = Deliverable.objects.visible_to(account)
    return DeliverableVersion.objects.filter(pk=version_pk, deliverable__in=seen).values("file")


@require_GET
def deliverable_history(request, pk):
    """Who changed this piece of work, and when."""
    shown = deliverable_of(request, pk)
    title = Text(shown.title, shown.title)
    return history_of(request, shown, scope_id=shown.enrolment.enterprise.scope_id, title=title)
