from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET, require_http_methods

from ruamphon.core import thai_dates
from ruamphon.core.files import serve
from ruamphon.core.refusals import Refused
from ruamphon.core.share import share_page
from ruamphon.core.text import Text
from ruamphon.people.access import has_permission
from ruamphon.people.enums import Permission
from ruamphon.people.history import render_history
from ruamphon.programmes import actions, queries, rules
from ruamphon.programmes.enums import ActivityKind
from ruamphon.programmes.forms import ActivityForm, VisitForm
from ruamphon.programmes.models import Activity, ActivityPhoto
from ruamphon.programmes.views.common import cohort_of, enrolment_of, kept_once, say_and_go

KEPT = Text("บันทึกแล้ว ขอบคุณ", "Saved. Thank you.")
SHARED = Text("บันทึก{kind} เมื่อ {day}", "Record: {kind}, {day}")
ICONS = {
    ActivityKind.VISIT: "geo-alt",
    ActivityKind.WORKSHOP: "easel",
    ActivityKind.MEETING: "chat-square-text",
}


def activity_of(request, pk):
    """The activity, if this account may see one of its groups; else 404."""
    rows = Activity.objects.visible_to(request.user).select_related("cohort", "recorded_by")
    return get_object_or_404(rows, pk=pk)


@require_GET
def activity(request, pk):
    """What took place, for those who may see one of its groups."""
    shown = activity_of(request, pk)
    groups = list(queries.groups_for(shown, request.user))
    context = {
        "activity": shown,
        "icon": ICONS[shown.kind],
        "groups": groups,
        "attendees": queries.attendees_for(shown, request.user),
        "photos": shown.photos.select_related("file"),
        "can_delete": rules.allows(rules.check_can_delete_activity, request.user, shown),
        "can_read_history": _reads_history(request.user, groups),
        "can_tag": any(rules.may(request.user, Permission.ACTIVITY_RECORD, group) for group in groups),
    }
    return render(request, "programmes/activity.html", context)


@require_http_methods(["GET", "POST"])
def visit_new(request, pk):
    """The one-minute page of a visit."""
    enrolment = enrolment_of(request, pk)
    rules.check_can_record(request.user, enrolment)
    form = VisitForm(request.POST or None, request.FILES or None, enrolment=enrolment, account=request.user)
    if form.is_valid() and kept_once(
        form, lambda: actions.record_visit(by=request.user, enrolment=enrolment, **form.cleaned_data)
    ):
        return say_and_go(request, KEPT, form.result)
    return render(request, "programmes/visit_new.html", {"enrolment": enrolment, "form": form})


@require_http_methods(["GET", "POST"])
def activity_new(request, pk):
    """A workshop or meeting of several groups of a cohort."""
    cohort = cohort_of(request, pk)
    rules.check_can_record_in_cohort(request.user, cohort)
    form = ActivityForm(request.POST or None, request.FILES or None, cohort=cohort, account=request.user)
    if form.is_valid() and kept_once(
        form, lambda: actions.record_activity(by=request.user, cohort=cohort, **form.cleaned_data)
    ):
        return say_and_go(request, KEPT, form.result)
    return render(request, "programmes/activity_new.html", {"cohort": cohort, "form": form})


@require_GET
def activity_photo(request, pk):
    """One photo, for whoever may see its activity."""
    rows = ActivityPhoto.objects.filter(activity__in=Activity.objects.visible_to(request.user))
    return serve(get_object_or_404(rows.select_related("file"), pk=pk).file)


@require_GET
def activity_share(request, pk):
    """Ready text, link and QR of an activity."""
    shown = activity_of(request, pk)
    what = SHARED.format(kind=ActivityKind(shown.kind).label, day=thai_dates.text(shown.happened_on))
    return share_page(request, what=what, path=shown.get_absolute_url())


@require_GET
def activity_history(request, pk):
    """Who changed this record, and when."""
    shown = activity_of(request, pk)
    if not _reads_history(request.user, queries.groups_for(shown, request.user)):
        raise Refused(NO_HISTORY)
    return render_history(
        request, record=shown, title=ActivityKind(shown.kind).label, back=shown.get_absolute_url()
    )


NO_HISTORY = Text(
    "บัญชีของคุณดูประวัติของกลุ่มนี้ไม่ได้ ถามเจ้าหน้าที่โครงการหากต้องการทราบ",
    "Your account cannot read this group's history. Ask a programme officer.",
)


def _reads_history(account, groups):
    return any(
        has_permission(account, Permission.HISTORY_READ, group.enterprise.scope_id) for group in groups
    )
