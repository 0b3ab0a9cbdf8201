"""The worker's part: every day, and soon after something was written down."""

import pytest
from django.utils import timezone

from ruamphon.pathway import tasks
from ruamphon.pathway.models import RuleFiring
from ruamphon.programmes.models import Enrolment
from tests.pathway.helping import hand_in
from tests.pathway.rules_making import effect, publish, rule

pytestmark = pytest.mark.django_db

QUIET = rule("quiet", "days_since_record >= 30", effect("warn"))


@pytest.fixture
def queued(monkeypatch):
    """What would go to the worker."""
    found = []
    monkeypatch.setattr(type(tasks.apply_rules_to), "enqueue", lambda _task, numbers: found.append(numbers))
    return found


def test_once_a_day_every_programme_is_looked_at(small):
    publish(small, QUIET)
    assert tasks.apply_all_rules.call() == 0
    Enrolment.objects.filter(pk=small.other_enrolment.pk).update(enrolled_on=timezone.localdate())
    tasks.apply_all_rules.call()
    assert [row.enrolment for row in RuleFiring.objects.standing()] == [small.enrolment]


def test_without_rules_nobody_is_looked_at(small, queued):
    hand_in(small)
    tasks.look_at_what_changed()
    assert queued == []
    assert tasks.apply_all_rules.call() == 0


def test_soon_after_something_was_recorded_only_that_group_is_evaluated(small, queued):
    publish(small, QUIET)
    tasks.look_at_what_changed()
    assert queued == []
    hand_in(small)
    tasks.look_at_what_changed()
    assert queued == [[small.enrolment.pk]]
    tasks.apply_rules_to.call(queued[0])
    assert [row.enrolment for row in RuleFiring.objects.standing()] == [small.other_enrolment]
