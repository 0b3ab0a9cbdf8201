"""Putting right who came to an activity."""

from collections.abc import Collection

from django.db import transaction

from ruamphon.core import audit
from ruamphon.people.models import Account, Person
from ruamphon.programmes import rules
from ruamphon.programmes.models import Activity, Attendance


@transaction.atomic
def note_attendance(
    *, by: Account, activity: Activity, people: Collection[Person], among: Collection[Person]
) -> Activity:
    """Say who came, among those the page offered; others who are noted stay as they are.

    Writes one audit row for each group when something changed. Raises Refused without the right to record.
    """
    activity = Activity.objects.select_for_update().get(pk=activity.pk)
    rules.check_can_note_attendance(by, activity)
    offered, wanted = {one.pk for one in among}, {one.pk for one in people}
    before = set(activity.attendances.values_list("person_id", flat=True))
    after = (before - offered) | (wanted & offered)
    if after == before:
        return activity
    activity.attendances.filter(person__in=before - after).delete()
    Attendance.objects.bulk_create(
        Attendance(activity=activity, person_id=number) for number in sorted(after - before)
    )
    for enrolment in activity.enrolments.select_related("enterprise"):
        audit.record(
            by=by,
            action="note_attendance",
            subject=activity,
            scope_id=enrolment.enterprise.scope_id,
            changes={"people": (sorted(before), sorted(after))},
        )
    return activity
