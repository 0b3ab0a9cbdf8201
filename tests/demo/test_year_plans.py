"""The plans of the example year."""

from django.utils import timezone

from ruamphon.pathway import queries
from ruamphon.pathway.enums import PlanState
from ruamphon.pathway.models import PlanVersion
from ruamphon.programmes.enums import TaskState


def test_plans_in_force_waiting_and_before_their_group(example):
    states = {
        key: list(
            PlanVersion.objects.filter(plan__enrolment=group.enrolment)
            .order_by("number")
            .values_list("state", flat=True)
        )
        for key, group in example.groups.items()
    }
    assert {key: found for key, found in states.items() if found} == {
        "homestay": [PlanState.IN_FORCE, PlanState.AGREED],
        "sweets": [PlanState.IN_FORCE],
        "learning": [PlanState.PROPOSED],
    }


def test_what_was_promised_was_kept(example):
    first = PlanVersion.objects.get(plan__enrolment=example.groups["sweets"].enrolment)
    kept = [action.task.state for goal in queries.rows_of(first) for action in goal.actions]
    assert kept == [TaskState.DONE, TaskState.DONE]
    assert (timezone.localdate() - timezone.localdate(first.approved_at)).days == 250
