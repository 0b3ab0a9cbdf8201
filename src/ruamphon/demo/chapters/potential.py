"""Potential of the groups: a baseline and a later round of each cohort, and one that is under way."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial

from ruamphon.assessments import actions as assessments
from ruamphon.assessments.domain import Answer
from ruamphon.assessments.enums import Purpose
from ruamphon.assessments.models import Assessment, Round
from ruamphon.demo.chapters.rubrics import POTENTIAL
from ruamphon.demo.people import account_of
from ruamphon.demo.stories import LAST, THIS
from ruamphon.demo.world import World


@dataclass(frozen=True)
class Looking:
    """A round: whose, from which day, and what was found, a digit a heading. `all_in` says whether all have answered."""

    key: str
    cohort: str
    opens: int
    title_th: str
    title_en: str
    levels: dict[str, str]
    all_in: bool = True


BEFORE = "วิเคราะห์ศักยภาพก่อนเริ่ม", "Potential before the start"
MIDWAY = "วิเคราะห์ศักยภาพกลางปี", "Potential at mid-year"
AFTER = "วิเคราะห์ศักยภาพปลายปี", "Potential at the end of the year"
ROUNDS = (
    Looking("last-before", LAST, 622, *BEFORE, {"paste": "2112132", "boat": "2111221"}),
    Looking("last-after", LAST, 366, *AFTER, {"paste": "3333343", "boat": "3332332"}),
    Looking(
        "before", THIS, 258, *BEFORE,
        {
            "sweets": "2212132", "weaving": "2111231", "fish": "1112121", "orchard": "2212121",
            "goats": "1111121", "homestay": "2221232", "batik": "2111221",
        },
    ),
    Looking(
        "midway", THIS, 78, *MIDWAY,
        {
            "sweets": "3223233", "weaving": "3222332", "fish": "2122222", "orchard": "2111121",
            "goats": "2121122", "homestay": "3233333", "learning": "2212232"
        },
    ),
    Looking(
        "under-way", THIS, 6, *AFTER,
        {
            "sweets": "3333343", "weaving": "3232332", "fish": "2222232", "orchard": "2111111",
            "goats": "2222232", "homestay": "3333343", "learning": "2322232",
        },
        all_in=False,
    ),
)  # fmt: skip
LASTS = 14
"""Days from a round's first day to its last; one that is under way has a week more."""
ASSESSORS = ("officer", "officer2", "facilitator", "facilitator2", "mentor", "mentor2")
EACH = 3
HANDED_IN = 7
"""Days after the first on which most hand in."""
APART = {("midway", "fish"): 2, ("before", "goats"): 5, ("last-before", "boat"): 1}
"""Where two who saw the same group were far apart: on the heading of that number, counted from 0."""
CANNOT_TELL = ("before", "weaving"), 6
NOTES = {
    1: "ฟังประธานเล่าเป็นหลัก ยังไม่ได้ดูเอกสาร",
    2: "สมาชิกหลายคนช่วยกันตอบ",
    3: "เห็นสมุดบันทึกและป้ายราคาที่หน้างาน",
    4: "กลุ่มทำเองเป็นปกติ มีคนนอกมาดูงาน",
}
"""What was seen, by level."""


def potential(world: World) -> None:
    """Open each round, and let its assessors answer."""
    for looking in ROUNDS:
        world.on(looking.opens, partial(_open, world, looking))
        answered = looking.opens - HANDED_IN if looking.all_in else looking.opens - 3
        world.on(answered, partial(_answer, world, looking), hour=16)


def _open(world: World, looking: Looking) -> None:
    cohort = world.cohorts[looking.cohort]
    lasts = LASTS if looking.all_in else LASTS + HANDED_IN
    world.made[f"round-{looking.key}"] = assessments.open_round(
        by=world.accounts["officer"],
        scope=cohort.scope,
        rubric=world.made[f"rubric-{POTENTIAL}"],
        purpose=Purpose.POTENTIAL,
        title_th=f"{looking.title_th} {cohort.name.th}",
        title_en=f"{looking.title_en}, {cohort.name.en}",
        opens_on=world.day(looking.opens),
        due_on=world.day(looking.opens - lasts),
        enterprises=[world.groups[key].enterprise for key in looking.levels],
        assessors=[world.accounts[key].person for key in ASSESSORS],
        each=EACH,
        not_before=cohort.begins_on,
    )


def _answer(world: World, looking: Looking) -> None:
    """All hand in; of a round under way, those who were asked first."""
    keys = {world.groups[key].enterprise.pk: key for key in looking.levels}
    for assessment in sheets(world.made[f"round-{looking.key}"]):
        if looking.all_in or assessment.seat == 1:
            key = keys[assessment.enterprise_id]
            answers = _answers(assessment, looking, key)
            owner = account_of(world, assessment.assessor_id)
            assessments.hand_in(by=owner, assessment=assessment, answers=answers)


def sheets(held: Round) -> Iterable[Assessment]:
    """What each assessor of a round has to fill in, in a fixed order."""
    return held.assessments.select_related("round__rubric").order_by("enterprise", "seat")


def codes_of(assessment: Assessment) -> list[str]:
    """The items to answer, in their order."""
    return [item.code for item in assessment.round.rubric.items.all()]


def _answers(assessment: Assessment, looking: Looking, key: str) -> dict[str, Answer]:
    where, answers = (looking.key, key), {}
    for place, (code, digit) in enumerate(zip(codes_of(assessment), looking.levels[key], strict=True)):
        if (where, place) == CANNOT_TELL and assessment.seat == 1:
            answers[code] = Answer(cannot_tell=True, note="กลุ่มยังไม่ได้จดตัวเลข จึงยังบอกไม่ได้")
        else:
            level = _seen_by(assessment.seat, place, int(digit), is_apart=APART.get(where) == place)
            answers[code] = Answer(level=level, note=NOTES[level] if place % 3 == 0 else "")
    return answers


def _seen_by(seat: int, place: int, level: int, *, is_apart: bool) -> int:
    """One is a little stricter here and there, one a little kinder; where they are apart, two levels lie between."""
    if is_apart:
        return {1: 3, 2: 1, 3: 2}[seat]
    shift = {1: 0, 2: -1 if place in {1, 4} else 0, 3: 1 if place == 5 else 0}[seat]  # noqa: PLR2004 — headings
    return min(4, max(1, level + shift))
