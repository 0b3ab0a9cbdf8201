"""The next cohort: groups apply, several assessors look at each, one officer proposes and another decides."""

from dataclasses import dataclass
from functools import partial

from ruamphon.assessments import actions as assessments
from ruamphon.assessments.domain import Answer
from ruamphon.core.text import Text
from ruamphon.demo.chapters.potential import codes_of, sheets
from ruamphon.demo.chapters.rubrics import SELECTION
from ruamphon.demo.people import account_of
from ruamphon.demo.stories import HAS_ACCOUNT, NEXT
from ruamphon.demo.world import World, be
from ruamphon.programmes import actions as programmes
from ruamphon.programmes.enums import SelectionOutcome
from ruamphon.programmes.models import CallQuestion

QUESTIONS = (
    Text("กลุ่มทำอะไร และทำมานานเท่าไร", "What does the group do, and since when?"),
    Text("ปีหน้าอยากให้อะไรดีขึ้น", "What should be better next year?"),
    Text("ใครในกลุ่มจะให้เวลากับโครงการ สัปดาห์ละกี่ชั่วโมง", "Who will give time to it, and how many hours a week?"),
)


@dataclass(frozen=True)
class Applied:
    """A group's application: its three answers, what was seen (a digit an item), what was proposed and why.

    `decided` is the day, None while it waits for its decision.
    """

    group: str
    answers: tuple[str, str, str]
    levels: str
    outcome: SelectionOutcome
    reason: str
    decided: int | None


APPLIED = (
    Applied(
        "mushrooms",
        ("เพาะเห็ดนางฟ้าและทำเห็ดอบแห้งมาสี่ปี", "รู้ต้นทุนจริง และขายได้นอกจังหวัด", "ประธานกับเลขา คนละห้าชั่วโมง"),
        "3223",
        SelectionOutcome.ACCEPT,
        "สมาชิกตกลงกันชัดว่าใครทำอะไร และมีของพร้อมเริ่ม",
        8,
    ),
    Applied(
        "salt",
        ("ทำเกลือทะเลและสปาเกลือมาหกปี", "มีลูกค้ากลับมาซื้อเดือนฝนด้วย", "ลูกหลานสามคน รวมสัปดาห์ละสิบชั่วโมง"),
        "3333",
        SelectionOutcome.ACCEPT,
        "มีลูกค้าประจำแล้ว และหลายบ้านได้ประโยชน์",
        8,
    ),
    Applied(
        "seafood",
        ("แปรรูปอาหารทะเลขายนักท่องเที่ยวมาหนึ่งปี", "อยากขายออนไลน์ ส่งแล้วของไม่เสีย", "ตอนนี้มีประธานคนเดียว"),
        "1212",
        SelectionOutcome.REFUSE,
        "ตอนนี้มีประธานทำอยู่คนเดียว ขอให้ชวนสมาชิกให้ครบก่อน แล้วสมัครใหม่ปีหน้า เจ้าหน้าที่จะช่วยเรื่องการส่งของระหว่างนี้",
        7,
    ),
    Applied(
        "bees",
        ("เลี้ยงชันโรงสามสิบรัง เก็บน้ำผึ้งปีละสองครั้ง", "ขอ อย. ให้ผ่าน และเลือกขวดให้เหมาะ", "เลขากลุ่ม สัปดาห์ละสี่ชั่วโมง"),
        "2312",
        SelectionOutcome.WAIT,
        "กลุ่มพร้อมพอสมควร แต่ทีมที่ดูแลพื้นที่นั้นเต็มแล้ว ถ้ามีที่ว่างจะรับทันที",
        7,
    ),
    Applied(
        "pickles",
        ("ดองผักและผลไม้ขายตลาดนัดมาสองปี", "อยากได้สูตรที่เก็บได้นานโดยไม่ใส่สารกันเสีย", "รองประธาน สัปดาห์ละหกชั่วโมง"),
        "2222",
        SelectionOutcome.ACCEPT,
        "ของขายดีและอยู่ใกล้ ทีมลงพื้นที่ได้ทุกเดือน",
        None,
    ),
)
ASSESSORS = ("officer", "officer2", "facilitator", "mentor", "expert")
EACH = 3
APART = "bees"
"""The applicant over whom two assessors were far apart."""


def selection(world: World) -> None:
    """Open the next cohort for applications, and choose."""
    world.on(92, partial(_open_cohort, world), hour=13)
    world.on(90, partial(_call, world), hour=13)
    for place, applied in enumerate(APPLIED):
        world.on(55 - place * 6, partial(_apply, world, applied), hour=14)
    world.on(24, partial(_round, world))
    world.on(16, partial(_look, world), hour=16)
    for applied in APPLIED:
        world.on((applied.decided or 0) + 3, partial(_propose, world, applied), hour=15)
        if applied.decided is not None:
            world.on(applied.decided, partial(_decide, world, applied), hour=15)


def _open_cohort(world: World) -> None:
    begins, ends = world.day(-75), world.day(-440)
    world.cohorts[NEXT] = programmes.open_cohort(
        by=world.accounts["officer"],
        programme=world.programme,
        number=3,
        label=f"3/{be(begins)}",
        year=begins.year,
        begins_on=begins,
        ends_on=ends,
        seats=8,
        playbook=world.playbook,
        note_th="รุ่นสมมุติสำหรับลองใช้ระบบ",
        note_en="An invented cohort for trying the platform",
    )


def _call(world: World) -> None:
    world.made["call"] = programmes.set_call(
        by=world.accounts["officer"],
        cohort=world.cohorts[NEXT],
        opens_on=world.day(90),
        closes_on=world.day(25),
        questions=QUESTIONS,
        about_th="รับกลุ่มที่ทำขายอยู่แล้วและอยากโตอย่างมั่นคง สมัครเองหรือให้เจ้าหน้าที่ช่วยกรอกก็ได้",
        about_en="For groups that sell already and want to grow steadily. Apply yourself, or let an officer write it down.",
    )


def _apply(world: World, applied: Applied) -> None:
    enterprise, chair = world.made[f"candidate-{applied.group}"]
    applies_itself = applied.group == HAS_ACCOUNT
    questions = CallQuestion.objects.filter(call=world.made["call"]).order_by("number")
    world.made[f"application-{applied.group}"] = programmes.save_application(
        by=world.accounts[f"chair-{applied.group}" if applies_itself else "officer2"],
        call=world.made["call"],
        enterprise=enterprise,
        answers={question.pk: answer for question, answer in zip(questions, applied.answers, strict=True)},
        on_behalf_of=None if applies_itself else chair,
        hand_in=True,
    )


def _round(world: World) -> None:
    world.made["round-selection"] = programmes.open_selection_round(
        by=world.accounts["officer"],
        cohort=world.cohorts[NEXT],
        rubric=world.made[f"rubric-{SELECTION}"],
        assessors=[world.accounts[key].person for key in ASSESSORS],
        each=EACH,
        due_on=world.day(14),
    )


def _look(world: World) -> None:
    levels = {world.made[f"candidate-{each.group}"][0].pk: each for each in APPLIED}
    for assessment in sheets(world.made["round-selection"]):
        applied = levels[assessment.enterprise_id]
        answers = {
            code: Answer(level=_seen_by(assessment.seat, place, int(digit), is_apart=applied.group == APART))
            for place, (code, digit) in enumerate(zip(codes_of(assessment), applied.levels, strict=True))
        }
        assessments.hand_in(
            by=account_of(world, assessment.assessor_id),
            assessment=assessment,
            answers=answers,
            note="คุยกับกลุ่มที่บ้านประธาน",
        )


def _seen_by(seat: int, place: int, level: int, *, is_apart: bool) -> int:
    if is_apart:
        return {1: 3, 2: 1, 3: level}[seat]
    return max(1, level - 1) if seat == EACH and place % 2 else level


def _propose(world: World, applied: Applied) -> None:
    world.made[f"selection-{applied.group}"] = programmes.propose_selection(
        by=world.accounts["officer2"],
        application=world.made[f"application-{applied.group}"],
        outcome=applied.outcome,
        reason=applied.reason,
    )


def _decide(world: World, applied: Applied) -> None:
    programmes.decide_selection(
        by=world.accounts["officer"],
        selection=world.made[f"selection-{applied.group}"],
        outcome=applied.outcome,
        reason=applied.reason,
    )
