"""Once a day: whose access ends within two weeks, told once for each end."""

from datetime import timedelta

import pytest
from django.utils import timezone

from ruamphon.people.actions import move_grant_end
from ruamphon.people.models import Grant
from ruamphon.people.outbox.models import Message
from ruamphon.people.outbox.queries import message_page
from ruamphon.people.outbox.tasks import tell_of_ending_grants

pytestmark = pytest.mark.django_db


@pytest.fixture
def ending(cast):
    """The student's grant, to be ended when a test says."""

    def ends(**distance):
        grant = Grant.objects.get(person=cast.student.person)
        grant.valid_until = timezone.now() + timedelta(**distance)
        grant.save()
        return grant

    return ends


@pytest.mark.parametrize(
    ("distance", "told"),
    [({"days": 13}, 1), ({"days": 14, "minutes": 1}, 0), ({"minutes": 1}, 1), ({"seconds": -1}, 0)],
)
def test_from_two_weeks_before_until_the_end(ending, distance, told):
    ending(**distance)
    assert tell_of_ending_grants.call() == told


def test_once_however_often_it_runs_and_again_when_the_end_moves(cast, ending):
    grant = ending(days=5)
    assert [tell_of_ending_grants.call(), tell_of_ending_grants.call()] == [1, 0]
    move_grant_end(by=cast.officer, grant=grant, valid_until=timezone.now() + timedelta(days=9))
    assert tell_of_ending_grants.call() == 1
    assert Message.objects.filter(person=cast.student.person, kind="grant_ending").count() == 2


def test_it_names_the_last_whole_day(cast, ending):
    grant = ending(days=5)
    midnight = timezone.localtime(grant.valid_until).replace(hour=0, minute=0, second=0, microsecond=0)
    Grant.objects.filter(pk=grant.pk).update(valid_until=midnight)
    tell_of_ending_grants.call()
    (row,) = message_page(cast.student).rows
    last = (midnight - timedelta(days=1)).day
    assert row.about.th.startswith(f"นักศึกษา ถึงวันที่ {last} ")
