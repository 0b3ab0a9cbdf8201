from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from ruamphon.core.text import Text
from ruamphon.core.web import attempt, let_in
from ruamphon.people.access import has_permission
from ruamphon.people.enums import Permission
from ruamphon.programmes import actions, queries, rules
from ruamphon.programmes.enums import EnrolmentState
from ruamphon.programmes.forms import CohortForm, EnrolForm, NewCohortForm
from ruamphon.programmes.models import Activity, Programme
from ruamphon.programmes.views.common import (
    COHORT_TONES,
    ENROLMENT_TONES,
    cohort_of,
    history_of,
    say_and_go,
)

LATEST = 10
OPENED = Text("เปิด{cohort}แล้ว เพิ่มกลุ่มได้เลย", "{cohort} is open. You can add groups now.")
SAVED = Text("บันทึกข้อมูลรุ่นแล้ว", "The cohort is saved.")
ENROLLED = Text("{enterprise} เข้าร่วม{cohort}แล้ว", "{enterprise} has joined {cohort}.")


@require_GET
def cohort(request, pk):
    """A cohort with its groups, their teams, and what happened lately."""
    shown = cohort_of(request, pk)
    groups = queries.groups_of(shown, request.user, timezone.localdate())
    activities = Activity.objects.visible_to(request.user).filter(cohort=shown).select_related("recorded_by")
    context = {
        "cohort": shown,
        "tone": COHORT_TONES[shown.state],
        "groups": [(group, ENROLMENT_TONES[EnrolmentState(group.enrolment.state)]) for group in groups],
        "activities": activities[:LATEST],
        "seats_left": shown.seats_left(),
        "can_see_programme": rules.can_see_programme(request.user, shown.programme),
        "can_manage": rules.allows(rules.check_can_manage_cohort, request.user, shown),
        "no_room": rules.no_room(shown),
        "can_record": rules.allows(rules.check_can_record_in_cohort, request.user, shown),
        "can_read_history": has_permission(request.user, Permission.HISTORY_READ, shown.scope_id),
    }
    return render(request, "programmes/cohort.html", context)


@require_http_methods(["GET", "POST"])
def cohort_new(request, pk):
    """Open a cohort of a programme."""
    programme = get_object_or_404(Programme.objects.visible_to(request.user), pk=pk)
    rules.check_can_open_cohort(request.user, programme)
    form = NewCohortForm(request.POST or None, programme=programme)
    if form.is_valid() and attempt(
        form, lambda: actions.open_cohort(by=request.user, programme=programme, **form.cleaned_data)
    ):
        return say_and_go(request, OPENED.format(cohort=form.result.name), form.result)
    return render(request, "programmes/cohort_new.html", {"programme": programme, "form": form})


@require_http_methods(["GET", "POST"])
def cohort_edit(request, pk):
    """Change what is known of a cohort, or its state."""
    shown = cohort_of(request, pk)
    rules.check_can_manage_cohort(request.user, shown)
    form = CohortForm(request.POST or None, cohort=shown)
    if form.is_valid() and attempt(
        form, lambda: actions.edit_cohort(by=request.user, cohort=shown, **form.cleaned_data)
    ):
        return say_and_go(request, SAVED, shown)
    return render(request, "programmes/cohort_edit.html", {"cohort": shown, "form": form})


@require_http_methods(["GET", "POST"])
def cohort_enrol(request, pk):
    """Search for a group and take it into the cohort."""
    shown = cohort_of(request, pk)
    let_in(request, rules.check_can_enrol, shown)
    searched = request.GET.get("q", "")
    form = EnrolForm(request.POST or None, cohort=shown, account=request.user, searched=searched)
    if form.is_valid() and attempt(
        form, lambda: actions.enrol_enterprise(by=request.user, cohort=shown, **form.cleaned_data)
    ):
        said = ENROLLED.format(enterprise=form.result.enterprise.name, cohort=shown.name)
        return say_and_go(request, said, form.result)
    context = {"cohort": shown, "form": form, "searched": searched}
    return render(request, "programmes/cohort_enrol.html", context)


@require_GET
def cohort_history(request, pk):
    """Who changed this cohort, and when."""
    shown = cohort_of(request, pk)
    return history_of(request, shown, scope_id=shown.scope_id, title=shown.name)
