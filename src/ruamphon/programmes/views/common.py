"""What the views of this room share."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect

from ruamphon.core.web import attempt
from ruamphon.people.access import check_permission
from ruamphon.people.enums import Permission
from ruamphon.people.history import render_history
from ruamphon.programmes.enums import CohortState, DeliverableState, EnrolmentState, TaskState, TeamState
from ruamphon.programmes.models import Cohort, Enrolment

COHORT_TONES = {
    CohortState.PLANNED: "info",
    CohortState.RUNNING: "done",
    CohortState.PAUSED: "wait",
    CohortState.CLOSED: "neutral",
}
ENROLMENT_TONES = {
    EnrolmentState.SELECTED: "info",
    EnrolmentState.ACTIVE: "turn",
    EnrolmentState.GRADUATED: "done",
    EnrolmentState.LEFT: "stop",
}
TEAM_TONES = {TeamState.PROPOSED: "wait", TeamState.ACCEPTED: "done", TeamState.ENDED: "neutral"}
DELIVERABLE_TONES = {
    DeliverableState.DRAFT: "neutral",
    DeliverableState.CHECKED: "wait",
    DeliverableState.ACCEPTED: "done",
}
TASK_TONES = {TaskState.OPEN: "turn", TaskState.DONE: "done", TaskState.CANCELLED: "neutral"}


def kept_once(form, do):
    """As `attempt`, for a KeyedForm: when its key was used for something else, the page shown again has a new one."""
    if attempt(form, do):
        return True
    if "draft_key" in form.errors:
        form.refresh_key()
    return False


def say_and_go(request, sentence, to):
    """Say what was done, and go on."""
    messages.success(request, str(sentence))
    return redirect(to)


def enrolment_of(request, pk):
    """The enrolment, if this account may see its group; else 404."""
    rows = Enrolment.objects.visible_to(request.user).select_related("enterprise", "cohort__programme")
    return get_object_or_404(rows, pk=pk)


def cohort_of(request, pk):
    """The cohort, if this account may see it; else 404."""
    rows = Cohort.objects.visible_to(request.user).select_related("programme", "playbook", "source")
    return get_object_or_404(rows, pk=pk)


def history_of(request, record, *, scope_id, title):
    """The history page of a record that was loaded with `visible_to`; asks for `history_read`."""
    check_permission(request.user, Permission.HISTORY_READ, scope_id)
    return render_history(request, record=record, title=title, back=record.get_absolute_url())
