from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from ruamphon.core.bin_pages import bring_back, delete_page
from ruamphon.core.date_filters import thai_date
from ruamphon.core.text import Text
from ruamphon.programmes import actions, queries, rules
from ruamphon.programmes.enums import ActivityKind
from ruamphon.programmes.models import Activity, Deliverable, Task

ON_A_DAY = Text("{kind} {day}", "{kind} {day}")


@require_http_methods(["GET", "POST"])
def activity_delete(request, pk):
    """Put a record of a visit, workshop or meeting into the bin."""
    activity = _one_of(Activity.objects.select_related("cohort"), request, pk)
    return delete_page(
        request,
        activity,
        name=activity_name(activity),
        check=rules.check_can_delete_activity,
        do=lambda reason: actions.delete_activity(by=request.user, activity=activity, reason=reason),
        back=activity.get_absolute_url(),
        then=_a_group_of(request, activity),
        undo=reverse("programmes:activity-bring-back", args=[pk]),
    )


@require_POST
def activity_bring_back(request, pk):
    """Bring a record of an activity back from the bin."""
    activity = _one_of(Activity.with_bin.select_related("cohort"), request, pk)
    rules.check_can_delete_activity(request.user, activity)
    return bring_back(
        request,
        name=activity_name(activity),
        do=lambda: actions.bring_back_activity(by=request.user, activity=activity),
        to=activity.get_absolute_url(),
        otherwise=_a_group_of(request, activity),
    )


def activity_name(activity):
    """'ลงพื้นที่ 12 มี.ค. 2569': how the bin and its messages call an activity."""
    day = thai_date(activity.happened_on)
    return str(ON_A_DAY.format(kind=ActivityKind(activity.kind).label, day=day))


def _a_group_of(request, activity):
    """The page of one of its groups that this person may see."""
    group = queries.groups_for(activity, request.user).first()
    if group is None:
        raise Http404
    return group.get_absolute_url()


@require_http_methods(["GET", "POST"])
def task_delete(request, pk):
    """Put a task that a person gave into the bin."""
    task = _one_of(Task.objects.select_related("enrolment__enterprise", "enrolment__cohort"), request, pk)
    return delete_page(
        request,
        task,
        name=task.title,
        check=rules.check_can_delete_task,
        do=lambda reason: actions.delete_task(by=request.user, task=task, reason=reason),
        back=task.get_absolute_url(),
        then=task.enrolment.get_absolute_url(),
        undo=reverse("programmes:task-bring-back", args=[pk]),
    )


@require_POST
def task_bring_back(request, pk):
    """Bring a task back from the bin."""
    task = _one_of(Task.with_bin.select_related("enrolment__enterprise", "enrolment__cohort"), request, pk)
    rules.check_can_delete_task(request.user, task)
    return bring_back(
        request,
        name=task.title,
        do=lambda: actions.bring_back_task(by=request.user, task=task),
        to=task.get_absolute_url(),
        otherwise=task.enrolment.get_absolute_url(),
    )


@require_http_methods(["GET", "POST"])
def deliverable_delete(request, pk):
    """Put a draft into the bin."""
    draft = _one_of(
        Deliverable.objects.select_related("enrolment__enterprise", "enrolment__cohort"), request, pk
    )
    return delete_page(
        request,
        draft,
        name=draft.title,
        check=rules.check_can_delete_deliverable,
        do=lambda reason: actions.delete_deliverable(by=request.user, deliverable=draft, reason=reason),
        back=draft.get_absolute_url(),
        then=draft.enrolment.get_absolute_url(),
        undo=reverse("programmes:deliverable-bring-back", args=[pk]),
    )


@require_POST
def deliverable_bring_back(request, pk):
    """Bring a draft back from the bin."""
    draft = _one_of(
        Deliverable.with_bin.select_related("enrolment__enterprise", "enrolment__cohort"), request, pk
    )
    rules.check_can_delete_deliverable(request.user, draft)
    return bring_back(
        request,
        name=draft.title,
        do=lambda: actions.bring_back_deliverable(by=request.user, deliverable=draft),
        to=draft.get_absolute_url(),
        otherwise=draft.enrolment.get_absolute_url(),
    )


def _one_of(rows, request, pk):
    return get_object_or_404(rows.visible_to(request.user), pk=pk)
