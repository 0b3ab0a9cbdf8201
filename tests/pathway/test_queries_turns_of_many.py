"""Whose turn it is, for many groups at once, is what each group's own roadmap says."""

import pytest
from django.utils import timezone

from ruamphon.pathway.enums import EvidenceStatus, Outcome
from ruamphon.pathway.queries import roadmap
from ruamphon.pathway.queries.group_states import group_states
from ruamphon.pathway.queries.turns_of_many import turns_of_many
from ruamphon.programmes.models import Enrolment
from tests.home import filling
from tests.test_url_walk import OF_A


def turns(account):
    today = timezone.localdate()
    enrolments = Enrolment.objects.select_related("enterprise", "cohort__playbook")
    many = turns_of_many(list(group_states(enrolments, on=today).values()), account)
    return many, {each.pk: roadmap(each, account, today).turn for each in enrolments}


SCENES = {
    "nothing yet": lambda cast: None,
    "something waits for review": filling.evidence,
    "something was sent back": lambda cast: filling.evidence(cast, status=EvidenceStatus.RETURNED),
    "a proposal waits": filling.gate,
    "a stage is passed": lambda cast: filling.gate(cast, decided=True),
    "it was stopped": lambda cast: filling.gate(cast, decided=True, outcome=Outcome.STOPPED),
}


@pytest.mark.parametrize("scene", SCENES)
@pytest.mark.parametrize("who", ["officer", "officer2", "member", "student", "adviser", "mentor", "observer"])
def test_many_say_what_each_roadmap_says(cast, scene, who):
    SCENES[scene](cast)
    many, each = turns(getattr(cast, who))
    assert many[cast.enrolment.pk] == each[cast.enrolment.pk]
    assert who in OF_A


@pytest.mark.parametrize("state", ["left", "graduated"])
def test_nothing_is_left_to_do_for_a_group_that_is_no_longer_developed(cast, state):
    Enrolment.objects.filter(pk=cast.enrolment.pk).update(state=state, left_reason="ย้าย")
    many, _ = turns(cast.officer)
    assert many[cast.enrolment.pk] is None
    assert many[cast.other_enrolment.pk] is not None


def test_a_group_without_a_playbook_has_no_turn(cast):
    cast.cohort.playbook = None
    cast.cohort.save()
    assert set(turns(cast.officer)[0].values()) == {None}
