from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET, require_http_methods

from ruamphon.core import thai_dates
from ruamphon.core.share import share_page
from ruamphon.core.text import Text
from ruamphon.core.web import attempt, let_in
from ruamphon.people.access import has_permission
from ruamphon.people.enums import Permission
from ruamphon.programmes import actions, rules
from ruamphon.programmes.forms import CancelTaskForm, FinishTaskForm, TaskForm
from ruamphon.programmes.models import Task
from ruamphon.programmes.views.common import (
    TASK_TONES,
    enrolment_of,
    history_of,
    kept_once,
    say_and_go,
)

ASSIGNED = Text("มอบหมายงานให้ {owner} แล้ว", "The task is with {owner} now.")
DONE = Text("งานเสร็จแล้ว ขอบคุณ", "Done. Thank you.")
CANCELLED = Text("ยกเลิกงานแล้ว", "The task is cancelled.")
GIVEN_BY = Text("มอบหมายโดย {person}", "Given by {person}")
GIVEN_BY_WHY = Text("มอบหมายโดย {person}: {why}", "Given by {person}: {why}")
SHARED = Text("งาน “{title}” ของ{group}", "Task “{title}”, {group}")
SHARED_DUE = Text("งาน “{title}” ของ{group} ภายใน {due}", "Task “{title}”, {group}, by {due}")


def task_of(request, pk):
    """The task, if this account may see its group; else 404."""
    rows = Task.objects.visible_to(request.user).select_related(
        "enrolment__enterprise", "enrolment__cohort", "owner", "made_by", "done_by"
    )
    return get_object_or_404(rows, pk=pk)


@require_GET
def task(request, pk):
    """One task: who does it, by when, and where it comes from."""
    shown = task_of(request, pk)
    scope_id = shown.enrolment.enterprise.scope_id
    context = {
        "task": shown,
        "tone": TASK_TONES[shown.state],
        "can_finish": rules.allows(rules.check_can_finish, request.user, shown),
        "can_delete": rules.allows(rules.check_can_delete_task, request.user, shown),
        "can_read_history": has_permission(request.user, Permission.HISTORY_READ, scope_id),
    }
    return render(request, "programmes/task.html", context)


@require_http_methods(["GET", "POST"])
def task_new(request, pk):
    """Give somebody a task for a group."""
    enrolment = enrolment_of(request, pk)
    rules.check_can_assign(request.user, enrolment)
    form = TaskForm(request.POST or None, enrolment=enrolment)
    if form.is_valid() and kept_once(form, lambda: _assign(request, enrolment, **form.cleaned_data)):
        return say_and_go(request, ASSIGNED.format(owner=form.result.owner.name), enrolment)
    return render(request, "programmes/task_new.html", {"enrolment": enrolment, "form": form})


def _assign(request, enrolment, *, why, draft_key, **values):
    origin = GIVEN_BY_WHY if why else GIVEN_BY
    return actions.assign_task(
        by=request.user,
        enrolment=enrolment,
        origin=origin.format(person=request.user.person.name, why=why),
        origin_url=enrolment.get_absolute_url(),
        key=f"form-{draft_key}",
        **values,
    )


@require_http_methods(["GET", "POST"])
def task_done(request, pk):
    """Mark a task as done."""
    shown = task_of(request, pk)
    let_in(request, rules.check_can_finish, shown)
    form = FinishTaskForm(request.POST or None)
    if form.is_valid() and attempt(
        form, lambda: actions.finish_task(by=request.user, task=shown, **form.cleaned_data)
    ):
        return say_and_go(request, DONE, shown)
    return render(request, "programmes/task_done.html", {"task": shown, "form": form})


@require_http_methods(["GET", "POST"])
def task_cancel(request, pk):
    """Take a task back."""
    shown = task_of(request, pk)
    let_in(request, rules.check_can_finish, shown)
    form = CancelTaskForm(request.POST or None)
    if form.is_valid() and attempt(
        form,
        lambda: actions.cancel_task(by=request.user, task=shown, reason=form.cleaned_data["note"]),
    ):
        return say_and_go(request, CANCELLED, shown)
    return render(request, "programmes/task_cancel.html", {"task": shown, "form": form})


@require_GET
def task_share(request, pk):
    """Ready text, link and QR of a task."""
    shown = task_of(request, pk)
    sentence = SHARED_DUE if shown.due_on else SHARED
    due = thai_dates.text(shown.due_on) if shown.due_on else ""
    what = sentence.format(title=shown.title, group=shown.enrolment.enterprise.name, due=due)
    return share_page(request, what=what, path=shown.get_absolute_url())


@require_GET
def task_history(request, pk):
    """Who changed this task, and when."""
    shown = task_of(request, pk)
    title = Text(shown.title, shown.title)
    return history_of(request, shown, scope_id=shown.enrolment.enterprise.scope_id, title=title)
