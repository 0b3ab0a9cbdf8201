"""Visits, workshops and meetings, with who came, what was drawn of it, and the tasks that follow."""

from functools import partial

from ruamphon.core.text import Text
from ruamphon.demo.pictures import photo
from ruamphon.demo.stories import LAST, STORIES, THIS
from ruamphon.demo.world import Group, Story, World, draft_key
from ruamphon.people.models import Person
from ruamphon.programmes import actions as programmes
from ruamphon.programmes.enums import ActivityKind

EVERY = 30
"""Days between two visits to a group."""
STALLED, STALLED_SINCE = "orchard", 170
"""The group at which nothing has been written down for so many days."""
LEFT, LEFT_AGO = "batik", 92
MISSED = ("fish", 5)
"""The visit, counted from 0, that nobody made: a rule noticed."""
LAST_DEVELOPED = 350
"""Last year's groups were ready by this day."""
VISITS = (
    (
        "{product}ขายดีช่วงเช้า แต่กลุ่มยังไม่ได้จดยอดขายทุกวัน",
        "ชั่งวัตถุดิบหนึ่งรอบการผลิต และจดเวลาที่ใช้ทุกขั้นตอน",
        "กลุ่มจดยอดขายลงสมุดทุกวัน ทีมทำแบบฟอร์มมาให้",
    ),
    (
        "ฉลากเดิมอ่านยาก และไม่มีวันหมดอายุ",
        "ลองวางฉลากสามแบบให้ลูกค้าในตลาดเลือก",
        "ใช้แบบที่ลูกค้าเลือกมากที่สุด สั่งพิมพ์รอบเล็กก่อน",
    ),
    (
        "สมาชิกสองคนทำได้ทุกขั้นตอน คนอื่นยังทำได้บางขั้น",
        "ทำแผนผังว่าใครรู้ ใครทำ ใครหนุน แล้วจับคู่สอนกัน",
        "ฝึกกันเองทุกวันเสาร์จนครบสี่ครั้ง",
    ),
    (
        "ลูกค้าถามหา{product}ทางโทรศัพท์ แต่ไม่มีใครรับสายช่วงเย็น",
        "จัดเวรรับสายและทำข้อความตอบสั้น ๆ ไว้",
        "ลองเวรหนึ่งเดือน แล้วนับว่าได้กี่คำสั่งซื้อ",
    ),
    (
        "ต้นทุนค่าไฟสูงกว่าที่คิด เพราะทำครั้งละน้อย",
        "รวมวันทำเหลือสัปดาห์ละสองวัน",
        "เทียบค่าไฟเดือนนี้กับเดือนก่อน",
    ),
    (
        "มีกลุ่มจากอำเภออื่นมาขอดูงาน",
        "ซ้อมเล่าเรื่องของกลุ่มให้จบในสิบห้านาที",
        "รับคณะดูงานไม่เกินครั้งละยี่สิบคน",
    ),
)
WORKSHOPS = (
    (LAST, 610, "คิดต้นทุนและตั้งราคา"),
    (LAST, 560, "ถ่ายรูปสินค้าด้วยมือถือ"),
    (LAST, 470, "มาตรฐานผลิตภัณฑ์ชุมชนคืออะไร"),
    (THIS, 240, "คิดต้นทุนและตั้งราคา"),
    (THIS, 200, "ถ่ายรูปสินค้าด้วยมือถือ"),
    (THIS, 160, "มาตรฐานผลิตภัณฑ์ชุมชนคืออะไร"),
    (THIS, 75, "ขายออนไลน์ให้ลูกค้ากลับมาซื้ออีก"),
    (THIS, 18, "เล่าเรื่องของกลุ่มให้คนจำได้"),
)
PROMISES = (
    "ส่งรูปสินค้าใหม่ให้ทีมทำป้าย",
    "นับของในคลังแล้วจดลงสมุด",
    "โทรหาลูกค้าเก่าห้าราย ถามว่าอยากให้ปรับอะไร",
)
GOATS_MISSED = ("goats", 200)
"""Not everybody comes every time."""


def visits(world: World) -> None:
    """Visits about once a month, the cohorts' workshops, a kick-off meeting each, and tasks."""
    for place, story in enumerate(STORIES):
        until = _until(story)
        days = range(story.enrolled - 8 - place % 5, until, -EVERY)
        for number, days_ago in enumerate(days):
            if (story.key, number) != MISSED:
                world.on(days_ago, partial(_visit, world, story, number, days_ago), hour=13)
        if story.enrolled > EVERY:
            _tasks(world, story, until, place)
    for cohort, days_ago, about in WORKSHOPS:
        world.on(days_ago, partial(_workshop, world, cohort, days_ago, about), hour=14)
    for cohort, days_ago in ((LAST, 640), (THIS, 283)):
        world.on(days_ago, partial(_meeting, world, cohort, days_ago), hour=15)


def _until(story: Story) -> int:
    """The day after which nobody visits any more: graduated, left, stalled; else a few days ago."""
    ends = {STALLED: STALLED_SINCE, LEFT: LEFT_AGO + 5}
    return ends.get(story.key, LAST_DEVELOPED if story.cohort == LAST else 1)


def _visit(world: World, story: Story, number: int, days_ago: int) -> None:
    group = world.groups[story.key]
    found, done, agreed = VISITS[(number + len(story.key)) % len(VISITS)]
    recorder = group.chair if number % 5 == 4 else world.accounts[story.facilitator]  # noqa: PLR2004 — each fifth
    next_on = world.day(days_ago - 14) if number % 3 == 0 and days_ago < EVERY else None
    programmes.record_visit(
        by=recorder,
        enrolment=group.enrolment,
        draft_key=draft_key(f"visit-{story.key}-{number}"),
        happened_on=world.day(days_ago),
        found=found.format(product=story.product_th),
        done=done,
        agreed=agreed,
        people=_who_came(group, number),
        photos=[photo(story.work_kind, f"ลงพื้นที่ครั้งที่ {number + 1} (ตัวอย่าง)", number)],
        next_on=next_on,
    )


def _who_came(group: Group, number: int) -> list[Person]:
    """The chair always, some members by turns, and the students while they are at work."""
    some = [member for at, member in enumerate(group.members[1:]) if (at + number) % 3]
    return [group.chair.person, *some]


def _workshop(world: World, cohort: str, days_ago: int, about: str) -> None:
    groups = [
        group for group in _present(world, cohort, days_ago) if (group.story.key, days_ago) != GOATS_MISSED
    ]
    programmes.record_activity(
        by=world.accounts["officer"],
        cohort=world.cohorts[cohort],
        enrolments=[group.enrolment for group in groups],
        kind=ActivityKind.WORKSHOP,
        draft_key=draft_key(f"workshop-{days_ago}"),
        happened_on=world.day(days_ago),
        found=f"เวทีเรียนรู้เรื่อง “{about}” (ตัวอย่าง)",
        done="แบ่งฐานให้ทดลองทำจริง แล้วให้แต่ละกลุ่มเล่าสิ่งที่จะกลับไปทำ",
        agreed="แต่ละกลุ่มลองทำหนึ่งเรื่องก่อนเจอกันครั้งหน้า",
        people=[person for group in groups for person in (group.chair.person, group.members[1])],
        photos=[photo(groups[0].story.work_kind, f"เวที {about}", days_ago)],
    )


def _meeting(world: World, cohort: str, days_ago: int) -> None:
    groups = _present(world, cohort, days_ago)
    programmes.record_activity(
        by=world.accounts["officer"],
        cohort=world.cohorts[cohort],
        enrolments=[group.enrolment for group in groups],
        kind=ActivityKind.MEETING,
        draft_key=draft_key(f"meeting-{days_ago}"),
        happened_on=world.day(days_ago),
        found="ประชุมเปิดรุ่น แนะนำทีมและขั้นทั้งสี่ (ตัวอย่าง)",
        agreed="ทุกกลุ่มเลือกผู้ประสานงานหนึ่งคน",
        people=[group.chair.person for group in groups],
    )


def _present(world: World, cohort: str, days_ago: int) -> list[Group]:
    return [
        group
        for group in world.groups.values()
        if group.story.cohort == cohort and group.story.enrolled > days_ago > _until(group.story)
    ]


def _tasks(world: World, story: Story, until: int, place: int) -> None:
    """One task done in time, and one that is still open; at the stalled group it is long overdue."""
    begins = story.enrolled - 25
    world.on(begins, partial(_task, world, story, "สรุปยอดขายเดือนแรกใส่ตาราง", begins - 20, "first"), hour=16)
    world.on(begins - 15, partial(_done, world, story, "first"), hour=16)
    if story.cohort == THIS and story.key != LEFT:
        at = max(until + 3, 12)
        due = at - 7 - 2 * place
        world.on(at, partial(_task, world, story, PROMISES[place % len(PROMISES)], due, "open"), hour=16)


def _task(world: World, story: Story, title: str, due: int, name: str) -> None:
    group = world.groups[story.key]
    world.made[f"task-{story.key}-{name}"] = programmes.assign_task(
        by=world.accounts["officer"],
        enrolment=group.enrolment,
        title=title,
        owner=group.chair.person,
        due_on=world.day(due),
        origin=Text("ตกลงกันตอนลงพื้นที่", "Agreed at a visit"),
        key=f"form-{draft_key(f'{story.key}-{name}')}",
    )


def _done(world: World, story: Story, name: str) -> None:
    task = world.made[f"task-{story.key}-{name}"]
    programmes.finish_task(by=world.groups[story.key].chair, task=task, note="ส่งให้ทีมแล้ว")
