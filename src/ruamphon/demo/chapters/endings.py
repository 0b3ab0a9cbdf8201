"""How it ended for some: two groups graduated and were looked in on, one left; two mistakes went into the bin."""

from functools import partial

from ruamphon.assessments import actions as assessments
from ruamphon.assessments.domain import Answer
from ruamphon.core.text import Text
from ruamphon.demo.chapters.potential import codes_of, sheets
from ruamphon.demo.chapters.rubrics import POTENTIAL
from ruamphon.demo.chapters.visits import LEFT, LEFT_AGO
from ruamphon.demo.people import account_of
from ruamphon.demo.world import World, draft_key
from ruamphon.pathway import actions as pathway
from ruamphon.pathway.enums import GraduationOutcome
from ruamphon.pathway.models import FollowUp
from ruamphon.programmes import actions as programmes
from ruamphon.programmes.enums import EnrolmentState, LeavingReason
from ruamphon.registry import actions as registry

GRADUATED = (("paste", 348), ("boat", 340))
"""Groups of last year's cohort, and how many days ago: near enough to a year for the first follow-up."""
FOLLOWED_UP, FOLLOWED_UP_AGO = "paste", 11
STILL = "4343344"
"""Potential a year on, a digit a heading."""
FOLLOWERS = ("officer2", "facilitator2")
REASON = "ประธานกลุ่มย้ายไปดูแลแม่ที่จังหวัดอื่น สมาชิกที่เหลือขอพักก่อน ไม่พร้อมทำต่อในรุ่นนี้ (ตัวอย่าง)"


def endings(world: World) -> None:
    """Graduate, look in a year later, leave, and put two mistakes into the bin."""
    for key, days_ago in GRADUATED:
        world.on(days_ago + 1, partial(_propose, world, key), hour=18)
        world.on(days_ago, partial(_graduate, world, key, days_ago), hour=18)
    world.on(FOLLOWED_UP_AGO, partial(_follow_up, world), hour=10)
    world.on(FOLLOWED_UP_AGO - 4, partial(_look_in, world), hour=15)
    world.on(LEFT_AGO, partial(_leave, world), hour=18)
    world.on(2, partial(_mistakes, world), hour=11)


def _propose(world: World, key: str) -> None:
    world.made[f"graduation-{key}"] = pathway.propose_graduation(
        by=world.accounts["officer2"],
        enrolment=world.groups[key].enrolment,
        reason="ครบทุกข้อ กลุ่มดูแลการผลิต การขาย และบัญชีได้เองแล้ว",
    )


def _graduate(world: World, key: str, days_ago: int) -> None:
    pathway.decide_graduation(
        by=world.accounts["officer"],
        graduation=world.made[f"graduation-{key}"],
        outcome=GraduationOutcome.GRADUATES,
        graduated_on=world.day(days_ago),
    )
    world.groups[key].enrolment.refresh_from_db()


def _follow_up(world: World) -> None:
    first = FollowUp.objects.get(enrolment=world.groups[FOLLOWED_UP].enrolment, years=1)
    world.made["follow-up"] = pathway.open_follow_up(
        by=world.accounts["officer"],
        follow_up=first,
        rubric=world.made[f"rubric-{POTENTIAL}"],
        assessors=[world.accounts[key].person for key in FOLLOWERS],
        each=len(FOLLOWERS),
        due_on=world.day(FOLLOWED_UP_AGO - 7),
    )


def _look_in(world: World) -> None:
    for assessment in sheets(world.made["follow-up"].round):
        answers = {
            code: Answer(level=int(digit)) for code, digit in zip(codes_of(assessment), STILL, strict=True)
        }
        assessments.hand_in(
            by=account_of(world, assessment.assessor_id),
            assessment=assessment,
            answers=answers,
            note="โทรคุยกับประธานและแวะที่ร้าน กลุ่มยังขายได้ต่อเนื่อง",
        )


def _leave(world: World) -> None:
    group = world.groups[LEFT]
    group.enrolment = programmes.change_enrolment_state(
        by=world.accounts["officer"],
        enrolment=group.enrolment,
        state=EnrolmentState.LEFT,
        reason=REASON,
        leaving=LeavingReason.OWN_WISH,
    )


def _mistakes(world: World) -> None:
    group = world.groups["homestay"]
    task = programmes.assign_task(
        by=world.accounts["officer"],
        enrolment=group.enrolment,
        title="งานที่มอบซ้ำ (ตัวอย่าง)",
        owner=group.chair.person,
        due_on=world.day(-5),
        origin=Text("มอบหมายโดยเจ้าหน้าที่", "Given by an officer"),
        key=f"form-{draft_key('mistake')}",
    )
    programmes.delete_task(by=world.accounts["officer"], task=task, reason="มอบซ้ำ")
    product = registry.register_product(
        by=group.chair,
        enterprise=group.enterprise,
        name_th="รายการที่พิมพ์ผิด (ตัวอย่าง)",
        registered_on=world.day(2),
    )
    registry.delete_product(by=group.chair, product=product, reason="พิมพ์ผิด")
