"""Rules as data: the proposed set in force since the cohort began, looked at as the days go by (ADR 18)."""

from functools import partial

from django.utils import timezone

from ruamphon.demo.chapters.visits import STALLED
from ruamphon.demo.people import account_of
from ruamphon.demo.world import World
from ruamphon.pathway import actions as pathway
from ruamphon.pathway.models import RuleEffect
from ruamphon.pathway.queries.rule_sets import plan_rules, proposed_rules
from ruamphon.programmes import actions as programmes
from ruamphon.programmes.models import Task

IN_FORCE = 300
"""The set rules since so many days: since this year's cohort began."""
EVERY = 7
"""Days between two looks: the worker looks every day and within minutes, an example need not."""
KEPT = (("no-visit", 96), ("potential-due", 70))
"""Rules whose tasks were done, and on which day: a visit late, and potential with the round at mid-year."""


def rules(world: World) -> None:
    """Publish the proposed set, then evaluate it through the year, and today."""
    world.on(IN_FORCE, partial(_publish, world), hour=11)
    for days_ago in (*range(IN_FORCE - EVERY, 0, -EVERY), 0):
        world.on(days_ago, partial(_evaluate, world), hour=6 if days_ago else 23)
    for code, days_ago in KEPT:
        world.on(days_ago, partial(_finish, world, code), hour=17)


def _publish(world: World) -> None:
    text = proposed_rules()
    plan = plan_rules(world.programme, text, on=timezone.localdate())
    pathway.publish_rules(
        by=world.accounts["manager"], programme=world.programme, toml_text=text, seen=plan.digest
    )


def _evaluate(world: World) -> None:
    pathway.apply_rules(by=None, programme=world.programme)


def _finish(world: World, code: str) -> None:
    """Whoever was given a task by a rule does it, except where the group stands still."""
    stalled = world.groups[STALLED].enrolment
    ours = Task.objects.filter(enrolment__cohort__programme=world.programme).exclude(enrolment=stalled)
    effects = RuleEffect.objects.filter(firing__rule_code=code)
    for task in ours.open().filter(pk__in=effects.values("task")).order_by("pk"):
        owner = account_of(world, task.owner_id)
        programmes.finish_task(by=owner, task=task, note="ทำแล้ว ผลอยู่ในบันทึกของกลุ่ม")
