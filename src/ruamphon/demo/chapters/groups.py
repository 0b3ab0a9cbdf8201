"""The groups: registered, with members, products and their standing in the register, and taken into a cohort."""

from datetime import date
from decimal import Decimal
from functools import partial

from ruamphon.demo.people import open_account
from ruamphon.demo.pictures import paper
from ruamphon.demo.stories import CANDIDATES, FIRST_NAMES, HAS_ACCOUNT, NICKNAMES, STORIES, SURNAME
from ruamphon.demo.world import Group, Story, World
from ruamphon.people import actions as people
from ruamphon.people.enums import Role
from ruamphon.people.models import Person
from ruamphon.programmes import actions as programmes
from ruamphon.programmes.enums import EnrolmentState
from ruamphon.registry import actions as registry
from ruamphon.registry.domain import Variant
from ruamphon.registry.enums import LegalState, Post, ProductKind, WorkKind
from ruamphon.registry.models import Enterprise

BRAND_NEW = "rice"
"""The group that has only just come: selected, not yet begun."""
LAPSED = "orchard"
"""The group whose registration has lapsed."""
POSTS = (Post.CHAIR, Post.VICE_CHAIR, Post.SECRETARY, Post.TREASURER, Post.COMMITTEE)
SERVICES = (WorkKind.SERVICE, WorkKind.LEARNING_BASE)
LAPSED_AGO = 155
JANUARY_DAY = 15
"""In the yearly window of 1–30 January."""


def groups(world: World) -> None:
    """Register each group some days before it joins its cohort; and those that wish to, with what they need."""
    for place, story in enumerate(STORIES):
        world.on(story.enrolled + 12, partial(_register, world, story, place))
        world.on(story.enrolled, partial(_enrol, world, story), hour=10)
        if story.key != BRAND_NEW:
            _legal(world, story, place)
    for place, candidate in enumerate(CANDIDATES):
        world.on(80 - place * 5, partial(_candidate, world, candidate, 80 - place * 5), hour=14)


def _register(world: World, story: Story, place: int) -> None:
    officer = world.accounts["officer"]
    enterprise = registry.register_enterprise(
        by=officer,
        within=world.programme.scope,
        name_th=story.name_th,
        name_en=story.name_en,
        work_kind=story.work_kind,
        about_th=story.about_th,
        about_en=story.about_en,
        place_label=story.place,
        community=story.place,
        founded_on=world.day(story.enrolled + 900 + place * 40),
    )
    members = _members(world, story, enterprise, place)
    chair = open_account(world, f"chair-{story.key}", members[0])
    people.give_grant(by=officer, person=members[0], role=Role.MEMBER, scope=enterprise.scope)
    world.groups[story.key] = Group(story, enterprise, chair, members)
    registry.register_product(
        by=chair,
        enterprise=enterprise,
        name_th=story.product_th,
        name_en=story.product_en,
        kind=ProductKind.SERVICE if story.work_kind in SERVICES else ProductKind.GOOD,
        about_th=f"{story.product_th}ของ{story.place} (ตัวอย่าง)",
        registered_on=world.day(story.enrolled + 12),
        variants=[Variant(name_th="แบบปกติ", name_en="Standard", unit=story.unit, price=Decimal(story.price))],
    )
    registry.note_need(
        by=officer,
        enterprise=enterprise,
        needs=f"อยากให้{story.product_th}ขายได้ตลอดปี และรู้ต้นทุนจริง",
        noted_on=world.day(story.enrolled + 12),
        came_from="ประธานกลุ่มเล่าให้ฟัง (ตัวอย่าง)",
    )


def _members(world: World, story: Story, enterprise: Enterprise, place: int) -> list[Person]:
    found = []
    for at in range(story.members):
        number = place * 7 + at
        membership = registry.add_member(
            by=world.accounts["officer"],
            enterprise=enterprise,
            name_th=f"{FIRST_NAMES[number % len(FIRST_NAMES)]} {SURNAME}",
            nickname=NICKNAMES[number % len(NICKNAMES)],
            post=POSTS[at] if at < len(POSTS) else Post.MEMBER,
            joined_on=world.day(story.enrolled + 400 - at * 20),
            household=f"{10 + at}/{place + 1} (ตัวอย่าง)",
        )
        found.append(membership.person)
    return found


def _legal(world: World, story: Story, place: int) -> None:
    """Registered some years ago, and renewed each January; what lies before our first visit is written down then."""
    first = story.enrolled + 11
    world.on(first, partial(_registered, world, story, place), hour=11)
    lapsed = story.key == LAPSED
    for year in range(world.day(story.enrolled + 800).year + 1, world.today.year + 1):
        day = date(year, 1, JANUARY_DAY)
        days_ago = (world.today - day).days
        if days_ago >= (LAPSED_AGO if lapsed else 0):
            world.on(min(days_ago, first), partial(_renew, world, story, day), hour=12)
    if lapsed:
        world.on(LAPSED_AGO, partial(_lapse, world, story), hour=13)


def _registered(world: World, story: Story, place: int) -> None:
    registry.record_legal_status(
        by=world.accounts["officer"],
        enterprise=world.groups[story.key].enterprise,
        state=LegalState.REGISTERED,
        since_on=world.day(story.enrolled + 800),
        number=f"0-00-00-{place + 1:02d}/1-{1000 + place}",
        certificate=[paper("ใบสำคัญ ท.ว.ช. 2 (ตัวอย่าง)", place)],
    )


def _renew(world: World, story: Story, day: date) -> None:
    group = world.groups[story.key]
    registry.record_legal_status(
        by=group.chair,
        enterprise=group.enterprise,
        state=LegalState.RENEWED,
        since_on=day,
        for_year=day.year,
    )


def _lapse(world: World, story: Story) -> None:
    registry.record_legal_status(
        by=world.accounts["officer"],
        enterprise=world.groups[story.key].enterprise,
        state=LegalState.LAPSED,
        since_on=world.day(LAPSED_AGO),
        note="ไม่ได้แจ้งความประสงค์ดำเนินการต่อในเดือนมกราคม (ตัวอย่าง)",
    )


def _enrol(world: World, story: Story) -> None:
    group = world.groups[story.key]
    group.enrolment = programmes.enrol_enterprise(
        by=world.accounts["officer"],
        cohort=world.cohorts[story.cohort],
        enterprise=group.enterprise,
        enrolled_on=world.day(story.enrolled),
    )
    if story.key != BRAND_NEW:
        group.enrolment = programmes.change_enrolment_state(
            by=world.accounts["officer"], enrolment=group.enrolment, state=EnrolmentState.ACTIVE
        )


def _candidate(world: World, candidate: tuple[str, str, str, WorkKind, str, str], days_ago: int) -> None:
    key, name_th, name_en, kind, leader, needs = candidate
    officer = world.accounts["officer2"]
    enterprise = registry.register_enterprise(
        by=officer,
        within=world.programme.scope,
        name_th=name_th,
        name_en=name_en,
        work_kind=kind,
        place_label="จังหวัดสมมุติ",
    )
    chair = registry.add_member(
        by=officer,
        enterprise=enterprise,
        name_th=f"{leader} {SURNAME}",
        post=Post.CHAIR,
        joined_on=world.day(days_ago + 500),
    ).person
    if key == HAS_ACCOUNT:
        open_account(world, f"chair-{key}", chair)
        people.give_grant(by=officer, person=chair, role=Role.MEMBER, scope=enterprise.scope)
    registry.note_need(
        by=officer,
        enterprise=enterprise,
        needs=needs,
        noted_on=world.day(days_ago),
        came_from="คุยกันที่ตลาดนัด (ตัวอย่าง)",
    )
    world.made[f"candidate-{key}"] = enterprise, chair
