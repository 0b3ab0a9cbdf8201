"""Whether a group is ready to graduate: item by item, with a reason for each. There is no score."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ruamphon.core import thai_dates
from ruamphon.core.text import Text

NO_PLAYBOOK = Text("รุ่นนี้ยังไม่มีเกณฑ์ จึงยังบอกไม่ได้", "This cohort has no playbook yet, so nobody can tell.")
PLAYBOOK = Text("เกณฑ์ของรุ่น", "The cohort's playbook")
STAGE = Text("ผ่านขั้นที่ {number} {name}", "Stage {number} passed: {name}")
PASSED = Text("ผ่านแล้วเมื่อ {day}", "Passed on {day}")
NOT_PASSED = Text("ยังไม่ผ่านขั้นนี้", "This stage is not passed yet")
STOPPED = Text("มีผลให้ยุติการเข้าร่วม", "It was decided to stop")
CONDITION = Text("เงื่อนไข: {text}", "Condition: {text}")
CLOSED = Text("ทำเสร็จแล้ว", "Done")
OPEN = Text("ยังไม่เสร็จ กำหนด {day}", "Not done, due {day}")
LATE = Text("ยังไม่เสร็จ เลยกำหนด {day} แล้ว", "Not done, was due {day}")
WAITING = Text("ไม่มีเรื่องผ่านขั้นค้างตัดสิน", "No gate waits for a decision")
NONE_WAITS = Text("ไม่มีเรื่องค้าง", "Nothing waits")
ONE_WAITS = Text("ยังมีข้อเสนอรอตัดสินอยู่", "A proposal waits for its decision")
LEGAL = Text("ทะเบียนวิสาหกิจชุมชนยังใช้ได้", "Registered as a community enterprise")
LEGAL_VALID = Text("ทะเบียนใช้ได้วันนี้", "The registration holds today")
LEGAL_LAPSED = Text("ทะเบียนใช้ไม่ได้วันนี้ ต้องต่อหรือจดใหม่", "The registration does not hold today; renew it")
LEGAL_UNKNOWN = Text("ยังไม่ได้บันทึกสถานะทะเบียน", "No registration has been recorded")
HANDED_OVER = Text("ผลงานส่งมอบให้กลุ่มครบ", "All work handed over to the group")
ALL_ACCEPTED = Text("กลุ่มรับผลงานที่ตรวจแล้วครบ", "The group has accepted all checked work")
NOT_ACCEPTED = Text(
    "ยังมี {n} ชิ้นที่ตรวจแล้วแต่กลุ่มยังไม่ได้รับ",
    "{n} piece of checked work is not accepted yet||{n} pieces of checked work are not accepted yet",
)
AGREEMENT = Text("บันทึกความร่วมมือของรุ่นลงนามแล้ว", "The cohort's agreement is signed")
SIGNED = Text("ลงนามแล้วเมื่อ {day}", "Signed on {day}")
NOT_SIGNED = Text("เตรียมไว้แล้ว ยังไม่ได้ลงนาม", "Prepared, not signed yet")


@dataclass(frozen=True, slots=True)
class StageStanding:
    """One stage of the playbook: the day it was passed on, None where it was not."""

    number: int
    name: Text
    passed_on: date | None
    url: str


@dataclass(frozen=True, slots=True)
class Condition:
    """What the group passed a stage on condition of."""

    text: str
    due_on: date
    is_done: bool
    url: str


@dataclass(frozen=True, slots=True)
class Gathered:
    """What readiness is told from. `legal` is None where nothing was recorded.

    `signed_on` counts only where `has_agreement`. Addresses are paths inside the platform.
    """

    stages: Sequence[StageStanding]
    conditions: Sequence[Condition] = ()
    is_stopped: bool = False
    waiting_url: str = ""
    legal: bool | None = None
    not_accepted: int = 0
    has_agreement: bool = False
    signed_on: date | None = None
    legal_url: str = ""
    work_url: str = ""
    agreement_url: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that must be so, whether it is, why, and where to see it. `of_programme`: a page of its officers."""

    code: str
    label: Text
    is_met: bool
    reason: Text
    url: str = ""
    of_programme: bool = False


@dataclass(frozen=True, slots=True)
class Readiness:
    """All items; the group is ready when each is met."""

    items: tuple[Item, ...]

    @property
    def missing(self) -> tuple[Item, ...]:
        """What is not there yet, in the order of the items."""
        return tuple(item for item in self.items if not item.is_met)

    @property
    def met(self) -> tuple[Item, ...]:
        """What is there."""
        return tuple(item for item in self.items if item.is_met)

    @property
    def is_ready(self) -> bool:
        """Whether nothing is missing."""
        return bool(self.items) and not self.missing


def readiness(gathered: Gathered, *, on: date) -> Readiness:
    """What is met and what is missing at the end of the day `on`."""
    if not gathered.stages:
        return Readiness((Item("playbook", PLAYBOOK, is_met=False, reason=NO_PLAYBOOK),))
    return Readiness(
        (
            *(_stage(stage, gathered) for stage in gathered.stages),
            *(_condition(each, number, on) for number, each in enumerate(gathered.conditions, start=1)),
            _waiting(gathered),
            _legal(gathered),
            _handed_over(gathered),
            *([_agreement(gathered)] if gathered.has_agreement else []),
        )
    )


def _stage(stage: StageStanding, gathered: Gathered) -> Item:
    label = STAGE.format(number=stage.number, name=stage.name)
    code = f"stage-{stage.number}"
    if stage.passed_on:
        return Item(code, label, True, PASSED.format(day=thai_dates.text(stage.passed_on)), stage.url)
    return Item(code, label, False, STOPPED if gathered.is_stopped else NOT_PASSED, stage.url)


def _condition(condition: Condition, number: int, on: date) -> Item:
    label = CONDITION.format(text=condition.text)
    if condition.is_done:
        return Item(f"condition-{number}", label, True, CLOSED, condition.url)
    sentence = LATE if condition.due_on < on else OPEN
    reason = sentence.format(day=thai_dates.text(condition.due_on))
    return Item(f"condition-{number}", label, False, reason, condition.url)


def _waiting(gathered: Gathered) -> Item:
    waits = bool(gathered.waiting_url)
    return Item("no-gate-waits", WAITING, not waits, ONE_WAITS if waits else NONE_WAITS, gathered.waiting_url)


def _legal(gathered: Gathered) -> Item:
    reasons = {True: LEGAL_VALID, False: LEGAL_LAPSED, None: LEGAL_UNKNOWN}
    return Item("legal-status", LEGAL, gathered.legal is True, reasons[gathered.legal], gathered.legal_url)


def _handed_over(gathered: Gathered) -> Item:
    left = gathered.not_accepted
    reason = NOT_ACCEPTED.format(n=left) if left else ALL_ACCEPTED
    return Item("handed-over", HANDED_OVER, not left, reason, gathered.work_url)


def _agreement(gathered: Gathered) -> Item:
    signed = gathered.signed_on
    reason = SIGNED.format(day=thai_dates.text(signed)) if signed else NOT_SIGNED
    return Item("agreement", AGREEMENT, signed is not None, reason, gathered.agreement_url, of_programme=True)
