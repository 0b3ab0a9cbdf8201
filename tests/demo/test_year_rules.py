"""The rules of the example year: what they found on which day, once each, and the whole history again."""

from collections import Counter

import pytest
from django.urls import reverse
from django.utils import timezone

from ruamphon.home.board.cards import board_of
from ruamphon.pathway.actions import apply_rules
from ruamphon.pathway.enums import EffectKind
from ruamphon.pathway.models import RuleEffect, RuleEvaluation, RuleFiring
from ruamphon.pathway.queries.rule_sets import replay_differences
from ruamphon.pathway.queries.stalls import stalls_of
from ruamphon.programmes.enums import TaskState
from ruamphon.programmes.models import Enrolment


@pytest.fixture
def ours(example):
    """The enrolments of the example."""
    return list(Enrolment.objects.filter(cohort__programme=example.programme).values_list("pk", flat=True))


def firings(example):
    """Days ago: from, until, by rule and group."""
    today, keys = timezone.localdate(), {group.enrolment.pk: key for key, group in example.groups.items()}
    return {
        (row.rule_code, keys[row.enrolment_id]): (
            (today - row.began_on).days,
            (today - row.ended_on).days if row.ended_on else None,
        )
        for row in RuleFiring.objects.filter(enrolment__in=keys)
    }


def test_which_rules_fired_for_whom_and_when(example):
    assert firings(example) == {
        ("no-student-team", "orchard"): (160, None),
        ("no-visit", "orchard"): (153, None),
        ("registration-lapsed", "orchard"): (153, None),
        ("stuck", "orchard"): (153, None),
        ("potential-due", "homestay"): (139, 83),
        ("no-visit", "fish"): (125, 90),
        ("potential-due", "batik"): (118, 90),
        ("potential-due", "fish"): (27, None),
    }


def test_a_replay_of_the_whole_year_gives_what_was_recorded_once_each(ours):
    effects = RuleEffect.objects.filter(firing__enrolment__in=ours)
    assert replay_differences(ours) == []
    assert Counter(effects.values_list("kind", flat=True)) == {
        EffectKind.WARN: 4,
        EffectKind.SCHEDULE_ASSESSMENT: 3,
        EffectKind.SCHEDULE_VISIT: 2,
        EffectKind.NOTIFY: 2,
        EffectKind.ASSIGN_TASK: 1,
        EffectKind.BLOCK: 1,
    }
    assert Counter(effects.values_list("key", flat=True)).most_common(1)[0][1] == 1
    assert not effects.filter(done_at=None).exists()
    assert RuleEvaluation.objects.filter(enrolment__in=ours).count() == 9


def test_evaluating_again_changes_nothing(example, ours):
    done = apply_rules(by=None, programme=example.programme)
    assert (done.looked_at, done.began, done.ended, done.effects) == (8, 0, 0, 0)
    assert RuleEvaluation.objects.filter(enrolment__in=ours).count() == 9


@pytest.mark.parametrize("lost", ["effect", "end"])
def test_a_replay_sees_what_is_not_as_it_was(ours, lost):
    if lost == "effect":
        RuleEffect.objects.filter(firing__enrolment__in=ours, kind=EffectKind.BLOCK).delete()
    else:
        RuleFiring.objects.filter(enrolment__in=ours, ended_on__isnull=False).update(ended_on=None)
    assert len(replay_differences(ours)) == (1 if lost == "effect" else 6)


def test_tasks_that_rules_gave(ours):
    tasks = RuleEffect.objects.filter(firing__enrolment__in=ours, task__isnull=False)
    assert Counter(tasks.values_list("firing__rule_code", "task__state")) == {
        ("no-student-team", TaskState.OPEN): 1,
        ("no-visit", TaskState.OPEN): 1,
        ("no-visit", TaskState.DONE): 1,
        ("potential-due", TaskState.OPEN): 1,
        ("potential-due", TaskState.DONE): 1,
        ("potential-due", TaskState.CANCELLED): 1,
    }


def test_one_group_stands_still_and_one_is_slow_on_every_page_that_tells(client, example):
    officer, today = example.accounts["officer"], timezone.localdate()
    running = {key: group for key, group in example.groups.items() if group.story.cohort == "this"}
    stalls = stalls_of([group.enrolment for group in running.values()], today)
    assert {key for key, group in running.items() if stalls.get(group.enrolment.pk)} == {"orchard", "fish"}
    board = board_of(example.cohorts["this"], officer, on=today)
    alarmed = {card.pk for card in board.cards if card.alarms}
    assert alarmed == {running[key].enrolment.pk for key in ("orchard", "fish")}
    client.force_login(officer)
    page = client.get(reverse("home:today")).content.decode()
    assert "กลุ่มที่หยุดนิ่ง" in page
    listed = client.get(reverse("pathway:cohort-stalls", args=[example.cohorts["this"].pk])).content.decode()
    assert listed.index(running["orchard"].story.name_th) < listed.index(running["fish"].story.name_th)
    assert running["homestay"].story.name_th not in listed
