"""Development plans: one in force with a newer version waiting for approval, one in force, one before its group."""

from functools import partial
from uuid import NAMESPACE_URL, uuid5

from ruamphon.demo.people import account_of
from ruamphon.demo.world import Group, World
from ruamphon.pathway import actions as pathway
from ruamphon.pathway import queries
from ruamphon.pathway.domain.plan import PlanAction, PlanGoal
from ruamphon.people.models import Account
from ruamphon.programmes import actions as programmes
from ruamphon.programmes.models import Task

IN_FORCE = (("homestay", 255), ("sweets", 250))
"""Groups whose plan was approved, and how many days ago."""
NEWER = ("homestay", 20)
"""The group whose next version is agreed and waits for an officer."""
BEFORE_THE_GROUP = ("learning", 9)


def plans(world: World) -> None:
    """Draft, propose, agree and approve; then keep what was promised, in part."""
    for key, days_ago in IN_FORCE:
        world.on(days_ago + 4, partial(_propose, world, key, days_ago + 4), hour=10)
        world.on(days_ago + 2, partial(_agree, world, key), hour=19)
        world.on(days_ago, partial(_approve, world, key), hour=11)
        world.on(days_ago - 25, partial(_keep_word, world, key), hour=16)
    key, days_ago = NEWER
    world.on(days_ago, partial(_propose, world, key, days_ago), hour=10)
    world.on(days_ago - 4, partial(_agree, world, key), hour=19)
    key, days_ago = BEFORE_THE_GROUP
    world.on(days_ago, partial(_propose, world, key, days_ago), hour=10)


def _code(words: str) -> str:
    return str(uuid5(NAMESPACE_URL, f"ruamphon-example/{words}"))


def _student(group: Group) -> Account:
    if group.student is None:
        raise LookupError(f"{group.story.key} has no student team.")
    return group.student


def _costs(world: World, group: Group, days_ago: int) -> PlanGoal:
    """What a first plan promises; a later version keeps it as it was."""
    story, soon = group.story, world.day(days_ago - 30)
    helper = world.accounts[story.facilitator]
    return PlanGoal(
        _code(f"{story.key}-costs"),
        f"รู้ต้นทุนจริงของ{story.product_th}",
        world.day(days_ago - 75),
        "มีบัญชีต้นทุนที่กลุ่มรับแล้ว",
        "cost-account",
        (
            PlanAction(_code(f"{story.key}-weigh"), "ชั่งวัตถุดิบและจับเวลาหนึ่งรอบ", helper.person_id, soon),
            PlanAction(_code(f"{story.key}-book"), "จดรายรับรายจ่ายทุกวัน", group.chair.person_id, soon),
        ),
    )


def _sell(world: World, group: Group, days_ago: int) -> PlanGoal:
    """What the newer version adds."""
    key = group.story.key
    page = PlanAction(
        _code(f"{key}-page"),
        "ถ่ายรูปและลงหน้าเพจสัปดาห์ละครั้ง",
        _student(group).person_id,
        world.day(days_ago - 30),
    )
    return PlanGoal(
        _code(f"{key}-sell"),
        "รับจองทางออนไลน์ได้เอง",
        world.day(days_ago - 75),
        "มีคำสั่งจองจากหน้าเพจเดือนละห้าครั้ง",
        "online-channel",
        (page,),
    )


def _propose(world: World, key: str, days_ago: int) -> None:
    group = world.groups[key]
    student, latest = _student(group), queries.latest_version(group.enrolment)
    before = queries.goals_of(queries.rows_of(latest)) if latest else ()
    goals = (*before, _sell(world, group, days_ago)) if before else (_costs(world, group, days_ago),)
    version = pathway.save_plan_draft(
        by=student, enrolment=group.enrolment, goals=goals, seen=queries.stamp_of(latest)
    )
    world.made[f"plan-{key}"] = pathway.propose_plan(by=student, version=version, revision=version.revision)


def _agree(world: World, key: str) -> None:
    version = world.made[f"plan-{key}"]
    world.made[f"plan-{key}"] = pathway.agree_plan(
        by=world.groups[key].chair, version=version, revision=version.revision
    )


def _approve(world: World, key: str) -> None:
    version = world.made[f"plan-{key}"]
    world.made[f"plan-{key}"] = pathway.approve_plan(
        by=world.accounts["officer"], version=version, revision=version.revision, note="ทำได้จริง วัดผลได้"
    )


def _keep_word(world: World, key: str) -> None:
    """Each does what they promised; progress is worked out from the tasks."""
    version = world.made[f"plan-{key}"]
    for task in Task.objects.filter(pk__in=version.goals.values("actions__task")).order_by("pk"):
        owner = account_of(world, task.owner_id)
        programmes.finish_task(by=owner, task=task, note="ทำครบแล้ว")
