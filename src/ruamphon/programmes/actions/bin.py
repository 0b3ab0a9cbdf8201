"""What was recorded by mistake goes to the bin, and can be brought back."""

from django.db import transaction

from ruamphon.core.bin import put_in_bin, take_from_bin
from ruamphon.people.models import Account
from ruamphon.programmes import rules
from ruamphon.programmes.models import Activity, Deliverable, Task


@transaction.atomic
def delete_activity(*, by: Account, activity: Activity, reason: str = "") -> Activity:
    """Put a visit, workshop or meeting with its photos into the bin. Raises Refused, or TooLate when it is there."""
    rules.check_can_delete_activity(by, activity)
    return put_in_bin(activity, by=by, action="delete_activity", reason=reason)


@transaction.atomic
def bring_back_activity(*, by: Account, activity: Activity) -> Activity:
    """Bring an activity back. Raises Refused, or TooLate when it is back already."""
    rules.check_can_delete_activity(by, activity)
    return take_from_bin(activity, by=by, action="bring_back_activity")


@transaction.atomic
def delete_task(*, by: Account, task: Task, reason: str = "") -> Task:
    """Put a task that a person gave into the bin. Raises Refused, and TooLate for one that is done or in the bin."""
    locked = (
        Task.with_bin.select_for_update(of=("self",)).select_related("enrolment__enterprise").get(pk=task.pk)
    )
    rules.check_can_delete_task(by, locked)
    return put_in_bin(locked, by=by, action="delete_task", reason=reason)


@transaction.atomic
def bring_back_task(*, by: Account, task: Task) -> Task:
    """Bring a task back. Raises Refused, or TooLate when it is back already."""
    rules.check_can_delete_task(by, task)
    return take_from_bin(task, by=by, action="bring_back_task")


@transaction.atomic
def delete_deliverable(*, by: Account, deliverable: Deliverable, reason: str = "") -> Deliverable:
    """Put a draft into the bin. Raises Refused, and TooLate once somebody has checked or accepted a version."""
    locked = (
        Deliverable.with_bin.select_for_update(of=("self",))
        .select_related("enrolment__enterprise")
        .get(pk=deliverable.pk)
    )
    rules.check_can_delete_deliverable(by, locked)
    return put_in_bin(locked, by=by, action="delete_deliverable", reason=reason)


@transaction.atomic
def bring_back_deliverable(*, by: Account, deliverable: Deliverable) -> Deliverable:
    """Bring a draft back. Raises Refused, or TooLate when it is back already."""
    rules.check_can_delete_deliverable(by, deliverable)
    return take_from_bin(deliverable, by=by, action="bring_back_deliverable")
