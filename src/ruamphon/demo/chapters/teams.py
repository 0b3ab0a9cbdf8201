"""Who helps the groups: student teams with their advisers, mentors, facilitators and the agency's expert."""

from dataclasses import dataclass
from functools import partial
from typing import Any

from ruamphon.demo.people import introduce
from ruamphon.demo.stories import STORIES, STUDENTS
from ruamphon.demo.world import Story, World, be, draft_key
from ruamphon.people.enums import Role
from ruamphon.programmes import actions as programmes
from ruamphon.programmes.domain.names import NewPerson
from ruamphon.programmes.enums import TeamKind
from ruamphon.programmes.models import Team

HELPERS = (
    ("facilitator", "ฟ้าใส นักพัฒนาตัวอย่าง"),
    ("facilitator2", "ธารา นักพัฒนาตัวอย่าง"),
    ("mentor", "เมธี พี่เลี้ยงตัวอย่าง"),
    ("mentor2", "ชลดา พี่เลี้ยงตัวอย่าง"),
    ("expert", "ดร.เอกชัย ผู้เชี่ยวชาญตัวอย่าง"),
    ("adviser", "อ.อรุณ อาจารย์ตัวอย่าง"),
    ("adviser2", "อ.ดารณี อาจารย์ตัวอย่าง"),
)
LAST_DAY = -60
"""Teams of this year's cohort work for another two months."""
LAPSED_STUDENT = "lapsed"
HANDED_OVER = ("homestay", 40)
"""The group whose second student team took over from the first, and how many days ago."""


@dataclass(frozen=True)
class Students:
    """A student team of a group: from one day to another, both counted back from today."""

    group: str
    begins: int
    ends: int
    lead: str
    adviser: str


STUDENT_TEAMS = (
    Students("paste", 650, 420, "student-paste", "adviser2"),
    Students("boat", 645, 420, "student-boat", "adviser2"),
    Students("sweets", 285, 60, "student-sweets", "adviser2"),
    Students("weaving", 284, LAST_DAY, "student-weaving", "adviser2"),
    Students("fish", 282, 90, "student-fish", "adviser2"),
    Students("orchard", 280, 165, LAPSED_STUDENT, "adviser2"),
    Students("goats", 278, 80, "student-goats", "adviser2"),
    Students("homestay", 285, 42, "student-homestay", "adviser"),
    Students("homestay", 40, LAST_DAY, "student", "adviser"),
    Students("learning", 78, LAST_DAY, "student-learning", "adviser"),
    Students("batik", 280, 60, "student-batik", "adviser2"),
)


def teams(world: World) -> None:
    """Bring the helpers in, each on the day their work begins."""
    world.on(679, partial(_helpers, world))
    for story in STORIES:
        begins = story.enrolled - 2
        ends = 340 if story.cohort == "last" else LAST_DAY
        world.on(begins, partial(_facilitators, world, story, begins, ends))
        if begins > 30:  # noqa: PLR2004 — the brand-new group has a facilitator only
            world.on(begins - 20, partial(_outsiders, world, story, begins - 20, ends))
    for place, students in enumerate(STUDENT_TEAMS):
        world.on(students.begins, partial(_students, world, students, place))
    group, ago = HANDED_OVER
    world.on(ago + 4, partial(_hand_over, world, group, ago), hour=15)
    world.on(3, partial(_propose_next, world), hour=15)


def _helpers(world: World) -> None:
    for key, name in HELPERS:
        introduce(world, key, name, world.programme.scope_id)


def _form(world: World, story: Story, kind: TeamKind, begins: int, ends: int, **what: Any) -> Team:
    team = programmes.form_team(
        by=world.accounts["officer"],
        enrolment=world.groups[story.key].enrolment,
        kind=kind,
        begins_on=world.day(begins),
        ends_on=world.day(ends),
        **what,
    )
    return programmes.accept_team(by=world.accounts["officer2"], team=team)


def _facilitators(world: World, story: Story, begins: int, ends: int) -> None:
    people = [(world.accounts[story.facilitator].person, Role.FACILITATOR)]
    _form(world, story, TeamKind.FACILITATORS, begins, ends, people=people)


def _outsiders(world: World, story: Story, begins: int, ends: int) -> None:
    people = [(world.accounts[story.mentor].person, Role.MENTOR)]
    _form(
        world,
        story,
        TeamKind.MENTOR,
        begins,
        ends,
        people=people,
        organisation=world.organisations[story.mentor],
    )
    experts = [(world.accounts["expert"].person, Role.EXPERT)]
    agency = world.organisations["agency"]
    _form(world, story, TeamKind.EXPERTS, begins, ends, people=experts, organisation=agency)


def _students(world: World, students: Students, place: int) -> None:
    group = world.groups[students.group]
    scope_id = group.enterprise.scope_id
    names = [STUDENTS[(place * 3 + at) % len(STUDENTS)] for at in range(3)]
    lead = introduce(world, students.lead, f"{names[0]} นักศึกษาตัวอย่าง", scope_id)
    adviser = world.accounts[students.adviser]
    people = [
        (lead.person, Role.STUDENT),
        *((NewPerson(f"{name} นักศึกษาตัวอย่าง"), Role.STUDENT) for name in names[1:]),
        (adviser.person, Role.ADVISER),
    ]
    _form(
        world,
        group.story,
        TeamKind.STUDENTS,
        students.begins,
        students.ends,
        people=people,
        organisation=world.organisations["university"],
        name=f"ทีม{names[0]} (ตัวอย่าง)",
        course="พช. 301 ฝึกงานชุมชน (ตัวอย่าง)",
        term=f"{1 + place % 2}/{be(world.day(students.begins))}",
    )
    group.student, group.adviser = lead, adviser


def _hand_over(world: World, key: str, ago: int) -> None:
    """The first team writes down what the second one needs to know."""
    group = world.groups[key]
    programmes.record_visit(
        by=world.accounts[group.story.facilitator],
        enrolment=group.enrolment,
        draft_key=draft_key("hand-over"),
        happened_on=world.day(ago + 4),
        found="ทีมเดิมส่งมอบงานให้ทีมใหม่พร้อมกันที่กลุ่ม มีใบต้นทุน แผนการตลาด และป้ายราคาครบ",
        done="ไล่ดูทีละชิ้นว่าใครดูแลต่อ และบอกเรื่องที่ยังค้างสองเรื่อง",
        agreed="ทีมใหม่เริ่มจากหน้าเพจและการรับจองทางโทรศัพท์",
        people=[group.chair.person, *group.members[1:4]],
    )


def _propose_next(world: World) -> None:
    """A student team for the newest group waits to be accepted."""
    programmes.form_team(
        by=world.accounts["officer2"],
        enrolment=world.groups["rice"].enrolment,
        kind=TeamKind.STUDENTS,
        begins_on=world.day(-7),
        ends_on=world.day(-120),
        people=[
            (NewPerson("มินตรา นักศึกษาตัวอย่าง"), Role.STUDENT),
            (NewPerson("ก้องภพ นักศึกษาตัวอย่าง"), Role.STUDENT),
            (world.accounts["adviser2"].person, Role.ADVISER),
        ],
        organisation=world.organisations["university"],
        name="ทีมมินตรา (ตัวอย่าง)",
        course="พช. 301 ฝึกงานชุมชน (ตัวอย่าง)",
        term=f"2/{be(world.today)}",
    )
