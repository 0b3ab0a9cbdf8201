"""The four stages: evidence handed in, sent back and accepted, work made and taken over, words given, gates decided."""

from dataclasses import dataclass, field
from functools import partial

from ruamphon.core.enum import Labelled
from ruamphon.demo.chapters.programme import PLAYBOOKS
from ruamphon.demo.people import account_of
from ruamphon.demo.pictures import photo
from ruamphon.demo.stories import BY_KEY, LAST
from ruamphon.demo.world import Group, Story, World
from ruamphon.pathway import actions as pathway
from ruamphon.pathway.domain import Criterion
from ruamphon.pathway.enums import CriterionKind, EvidenceStatus, Outcome
from ruamphon.pathway.queries import read_playbook
from ruamphon.people.enums import Role
from ruamphon.people.models import Account
from ruamphon.programmes import actions as programmes
from ruamphon.programmes.enums import DeliverableKind


class Fate(Labelled):
    """What becomes of a piece of evidence."""

    ACCEPTED = "accepted", "รับ", "Accepted"
    IMPROVED = "improved", "แก้แล้วรับ", "Sent back, improved, accepted"
    RETURNED = "returned", "ส่งกลับ", "Sent back"
    WAITING = "waiting", "รอตรวจ", "Waiting"


@dataclass(frozen=True)
class Walk:
    """One group's way through one stage, from a day to a day. `only` names criteria where not all are met yet."""

    group: str
    stage: int
    begins: int
    ends: int
    outcome: Outcome | None = Outcome.PASSED
    only: tuple[str, ...] = ()
    fates: dict[str, Fate] = field(default_factory=dict)
    is_decided: bool = True
    reason: str = ""

    @property
    def why(self) -> str:
        """The reason that is recorded with the outcome."""
        return self.reason or (REASONS[self.outcome] if self.outcome else "")


NO_BOOK = "ครบทุกข้อที่ต้องมี ยังไม่ได้จดสมุดเงินสด ตกลงกันว่าจะเริ่มจดในขั้นต่อไป"
"""Why a group passed stage 1 though it was warned of the cash book it did not keep yet."""
WALKS = (
    Walk("paste", 1, 640, 590),
    Walk("paste", 2, 585, 520),
    Walk("paste", 3, 515, 440, fates={"offline-channel": Fate.IMPROVED}),
    Walk("paste", 4, 435, 350),
    Walk("boat", 1, 635, 580, fates={"product-improved": Fate.IMPROVED}),
    Walk("boat", 2, 575, 505),
    Walk("boat", 3, 500, 430),
    Walk("boat", 4, 425, 345),
    Walk("sweets", 1, 275, 228, reason=NO_BOOK),
    Walk("sweets", 2, 222, 150, fates={"standard-work": Fate.IMPROVED}),
    Walk("sweets", 3, 145, 62),
    Walk("sweets", 4, 55, 6, None, ("shared-experience", "visitor-programme"), {"visitor-programme": Fate.WAITING}),
    Walk("weaving", 1, 272, 88, Outcome.PASSED_WITH_CONDITIONS),
    Walk("weaving", 2, 84, 4, fates={"people-map": Fate.IMPROVED}, is_decided=False),
    Walk("fish", 1, 270, 120),
    Walk("fish", 2, 114, 11, None, ("people-map", "standard-work"), {"standard-work": Fate.RETURNED}),
    Walk("orchard", 1, 265, 215, None, ("potential-analysis",)),
    Walk("goats", 1, 265, 165, Outcome.NOT_YET, ("potential-analysis", "product-improved", "cost-account")),
    Walk("goats", 1, 160, 84, Outcome.PASSED, ("marketing-plan", "group-ready"), reason=NO_BOOK),
    Walk("goats", 2, 78, 9, None, ("people-map",), {"people-map": Fate.WAITING}),
    Walk("homestay", 1, 272, 232, reason=NO_BOOK),
    Walk("homestay", 2, 226, 88),
    Walk(
        "homestay", 3, 84, 5, None, ("online-channel", "offline-channel", "outside-support", "work-in-use"),
        {"offline-channel": Fate.WAITING, "outside-support": Fate.RETURNED},
    ),
    Walk(
        "learning", 1, 66, 7, None, ("potential-analysis", "product-improved", "cost-account"),
        {"product-improved": Fate.WAITING},
    ),
    Walk("batik", 1, 262, 210, reason=NO_BOOK),
    Walk("batik", 2, 200, 120, None, ("people-map",)),
)  # fmt: skip

SAID = {
    "potential-analysis": "กลุ่มทำ{product}ได้อร่อยและสม่ำเสมอ แต่ยังไม่รู้ต้นทุนจริง อยากมีลูกค้าประจำ คุยกันสองรอบพร้อมผู้เชี่ยวชาญ",
    "product-improved": "ก่อนปรับ{product}ใส่ถุงใส หลังปรับมีฉลากบอกวันหมดอายุ กลุ่มชอบเพราะลูกค้าถามน้อยลง",
    "people-map": "แผนผังของกลุ่ม คนรู้สูตรสามคน คนลงมือห้าคน คนหนุนจากวัดและโรงเรียน เรื่องบัญชียังไม่มีคนสืบต่อ",
    "standard-work": "ใบรับคำขอมาตรฐานผลิตภัณฑ์ชุมชนของ{product} เห็นชื่อกลุ่มและวันที่ชัดเจน",
    "online-channel": "หน้าเพจของกลุ่มและคำสั่งซื้อ{product}หนึ่งรายการ ปิดชื่อลูกค้าแล้ว",
    "offline-channel": "วางขาย{product}ที่ตลาดเช้าและร้านของฝากหน้าวัด ถ่ายเมื่อวันเสาร์",
    "outside-support": "เทศบาลสมมุติให้โต๊ะและเต็นท์สำหรับออกร้านทุกเดือน มีหนังสือแนบ",
    "shared-experience": "เล่าเรื่องการตั้งราคา{product}ให้สองกลุ่มฟัง มีคนฟังสามสิบสองคน",
    "contest-entry": "ส่ง{product}เข้าประกวดของดีจังหวัดสมมุติ ได้เกียรติบัตรเข้าร่วม",
    "learning-centre": "เปิดใต้ถุนบ้านประธานเป็นที่สอน มีสามฐาน รับได้ครั้งละยี่สิบคน",
    "visitor-programme": "กำหนดการครึ่งวัน ลองทำเองหนึ่งอย่าง กินข้าวกลางวัน และกลับก่อนบ่ายสาม",
    "steady-income": "สรุปรายรับรายจ่ายสิบสองเดือน รายรับเพิ่มขึ้นสี่เดือนติดกัน",
}
SIGNED = {
    "group-ready": "อ่านผลงานกับสมาชิกแล้ว ตรงกับความจริง และพวกเราอยากทำขั้นต่อไป",
    "expert-opinion": "ดูขั้นตอนการทำจริงแล้ว สะอาดและสม่ำเสมอ ควรแยกพื้นที่บรรจุให้ชัด",
    "channels-reviewed": "คุยเรื่องราคาและกำลังผลิตแล้ว กลุ่มดูแลช่องทางนี้ต่อเองได้",
    "stands-alone": "กลุ่มบริหารเองได้ครบ ปีหน้าแนะนำให้รับคนรุ่นใหม่เพิ่มสองคน",
}
MADE = {
    "cost-account": ((DeliverableKind.COST_SHEET, "ใบต้นทุน{product} (ตัวอย่าง)"),),
    "marketing-plan": ((DeliverableKind.MARKETING_PLAN, "แผนการตลาดของ{product} (ตัวอย่าง)"),),
    "work-in-use": ((DeliverableKind.PACKAGING, "ป้ายและบรรจุภัณฑ์ใหม่ของ{product} (ตัวอย่าง)"),),
}
"""Facts that count work the group has accepted: which work."""
IMPROVE = "ขอรูปที่เห็นชัดกว่านี้ และเขียนวันที่กำกับด้วย"
UNFINISHED = "learning"
"""The group whose cost sheet has been checked and waits for the group itself."""


COSTED = "cost-account"
"""Asked of both cohorts: of last year's one cost sheet as a file, of this year's a sheet of all that is on sale."""


def _codes(walk: Walk) -> list[Criterion]:
    """The criteria of a walk's stage in its cohort's playbook, those that are met."""
    playbook = read_playbook(PLAYBOOKS[BY_KEY[walk.group].cohort].read_text())
    every = playbook.stage(walk.stage).criteria
    return [criterion for criterion in every if not walk.only or criterion.code in walk.only]


def day_of_sheet(group: str) -> int:
    """How many days ago a group's cost sheet was handed in, on its way through stage 1."""
    found = (
        day
        for walk in WALKS
        if walk.group == group and walk.stage == 1
        for criterion, day in _days(walk)
        if criterion.code == COSTED
    )
    return next(found)


def pathway_year(world: World) -> None:
    """Lead each group through its stages, as far as it has come."""
    for walk in WALKS:
        _walk(world, walk)


def _walk(world: World, walk: Walk) -> None:
    for criterion, day in _days(walk):
        _do(world, BY_KEY[walk.group], walk, criterion, day)
    if walk.outcome:
        proposed = walk.ends + 3 if walk.is_decided else walk.ends
        world.on(proposed, partial(_propose, world, walk, walk.outcome), hour=16)
        if walk.is_decided:
            world.on(walk.ends, partial(_decide, world, walk, walk.outcome), hour=17)
        if walk.outcome == Outcome.PASSED_WITH_CONDITIONS:
            world.on(walk.ends - CONDITION_DAYS + 2, partial(_meet_conditions, world, walk), hour=16)


def _days(walk: Walk) -> list[tuple[Criterion, int]]:
    """What is done for a stage, and how many days ago: spread over the walk; what is still open is recent."""
    doing = [criterion for criterion in _codes(walk) if _is_done_here(criterion)]
    span, steps = walk.begins - walk.ends - 16, max(1, len(doing) - 1)
    is_open = {code for code, fate in walk.fates.items() if fate in {Fate.RETURNED, Fate.WAITING}}
    return [
        (criterion, walk.ends + 4 if criterion.code in is_open else walk.begins - span * place // steps)
        for place, criterion in enumerate(doing)
    ]


def _is_done_here(criterion: Criterion) -> bool:
    return criterion.kind != CriterionKind.FACT or criterion.code in MADE


def _do(world: World, story: Story, walk: Walk, criterion: Criterion, day: int) -> None:
    if criterion.kind == CriterionKind.EVIDENCE:
        _evidence(world, story, criterion, day, walk.fates.get(criterion.code, Fate.ACCEPTED))
    elif criterion.kind == CriterionKind.SIGN_OFF:
        world.on(day, partial(_sign, world, story, criterion), hour=15)
    elif criterion.code != COSTED or story.cohort == LAST:
        for kind, title in MADE[criterion.code]:
            _work(world, story, kind, title, day)


def _actor(world: World, group: Group, role: str) -> Account:
    actors: dict[Role, Account | None] = {
        Role.MEMBER: group.chair,
        Role.STUDENT: group.student,
        Role.ADVISER: group.adviser,
        Role.FACILITATOR: world.accounts[group.story.facilitator],
        Role.MENTOR: world.accounts[group.story.mentor],
        Role.EXPERT: world.accounts["expert"],
        Role.OFFICER: world.accounts["officer"],
        Role.MANAGER: world.accounts["manager"],
        Role.OBSERVER: None,
    }
    found = actors[Role(role)]
    if found is None:
        raise LookupError(f"{group.story.key} has no {role} on {world.present():%Y-%m-%d}.")
    return found


def _evidence(world: World, story: Story, criterion: Criterion, day: int, fate: Fate) -> None:
    name = f"evidence-{story.key}-{criterion.code}"
    world.on(day, partial(_submit, world, story, criterion, name, day), hour=10)
    if fate == Fate.ACCEPTED:
        world.on(day - 3, partial(_review, world, story, criterion, name, EvidenceStatus.ACCEPTED), hour=14)
    elif fate in {Fate.IMPROVED, Fate.RETURNED}:
        world.on(day - 3, partial(_review, world, story, criterion, name, EvidenceStatus.RETURNED), hour=14)
    if fate == Fate.IMPROVED:
        world.on(day - 6, partial(_revise, world, story, criterion, name, day - 6), hour=10)
        world.on(day - 8, partial(_review, world, story, criterion, name, EvidenceStatus.ACCEPTED), hour=14)


def _submit(world: World, story: Story, criterion: Criterion, name: str, day: int) -> None:
    group = world.groups[story.key]
    world.made[name] = pathway.submit_evidence(
        by=_actor(world, group, criterion.supplied_by),
        enrolment=group.enrolment,
        criterion_code=criterion.code,
        note=SAID[criterion.code].format(product=story.product_th),
        happened_on=world.day(day + 1),
        files=[photo(story.work_kind, f"{criterion.name.th[:40]} (ตัวอย่าง)", len(name))],
    )


def _revise(world: World, story: Story, criterion: Criterion, name: str, day: int) -> None:
    group = world.groups[story.key]
    world.made[name] = pathway.revise_evidence(
        by=_actor(world, group, criterion.supplied_by),
        evidence=world.made[name],
        note=SAID[criterion.code].format(product=story.product_th) + " เพิ่มรูปที่ชัดขึ้นและวันที่แล้ว",
        happened_on=world.day(day + 1),
        files=[photo(story.work_kind, "รูปใหม่ที่ชัดขึ้น (ตัวอย่าง)", len(name) + 50)],
    )


def _review(world: World, story: Story, criterion: Criterion, name: str, verdict: EvidenceStatus) -> None:
    evidence = world.made[name]
    world.made[name] = pathway.review_evidence(
        by=_actor(world, world.groups[story.key], criterion.reviewed_by),
        evidence=evidence,
        verdict=verdict,
        note=IMPROVE if verdict == EvidenceStatus.RETURNED else "ครบถ้วนดี เห็นของจริงชัดเจน",
        revision=evidence.revision,
    )


def _sign(world: World, story: Story, criterion: Criterion) -> None:
    group = world.groups[story.key]
    pathway.sign_off(
        by=_actor(world, group, criterion.reviewed_by),
        enrolment=group.enrolment,
        criterion_code=criterion.code,
        statement=SIGNED[criterion.code],
    )


def _work(world: World, story: Story, kind: DeliverableKind, title: str, day: int) -> None:
    name = f"work-{story.key}-{kind}"
    world.on(day, partial(_start, world, story, kind, title, name), hour=11)
    world.on(day - 2, partial(_give_back, world, story, name), hour=11)
    world.on(day - 4, partial(_improve, world, story, name), hour=11)
    world.on(day - 5, partial(_check, world, story, name), hour=14)
    if story.key != UNFINISHED:
        world.on(day - 6, partial(_accept, world, story, name), hour=18)


def _start(world: World, story: Story, kind: DeliverableKind, title: str, name: str) -> None:
    group = world.groups[story.key]
    world.made[name] = programmes.start_deliverable(
        by=_actor(world, group, Role.STUDENT),
        enrolment=group.enrolment,
        kind=kind,
        title=title.format(product=story.product_th),
        summary=f"ร่างแรกของ{story.product_th} แยกวัตถุดิบ ค่าแรง และค่าใช้จ่าย ขายอยู่{story.unit}ละ {story.price} บาท",
        file=[photo(story.work_kind, f"{kind.label.th} (ตัวอย่าง)", len(name) + 20)],
    )


def _give_back(world: World, story: Story, name: str) -> None:
    programmes.return_deliverable(
        by=_actor(world, world.groups[story.key], Role.ADVISER),
        deliverable=world.made[name],
        version=1,
        comment="ยังไม่ได้ใส่ค่าแรงของสมาชิก ลองถามเวลาที่ใช้จริงต่อรอบ",
    )


def _improve(world: World, story: Story, name: str) -> None:
    programmes.add_version(
        by=_actor(world, world.groups[story.key], Role.STUDENT),
        deliverable=world.made[name],
        summary="ใส่ค่าแรงสมาชิกชั่วโมงละ 45 บาท และค่าน้ำค่าไฟตามใบเสร็จแล้ว",
    )


def _check(world: World, story: Story, name: str) -> None:
    adviser = _actor(world, world.groups[story.key], Role.ADVISER)
    world.made[name] = programmes.check_deliverable(by=adviser, deliverable=world.made[name], version=2)


def _accept(world: World, story: Story, name: str) -> None:
    chair = world.groups[story.key].chair
    world.made[name] = programmes.accept_deliverable(by=chair, deliverable=world.made[name], version=2)


CONDITION_DAYS = 45
"""Days after a gate until its condition is due; it is met two days before."""
REASONS = {
    Outcome.PASSED: "ครบทุกข้อ กลุ่มพร้อมไปต่อ",
    Outcome.PASSED_WITH_CONDITIONS: "ครบทุกข้อที่ต้องมี แต่ราคาขายยังต่ำกว่าต้นทุนเต็ม กลุ่มจะจดยอดขายสองเดือนแล้วคุยเรื่องราคาใหม่",
    Outcome.NOT_YET: "ยังขาดแผนการตลาดและคำรับรองของกลุ่ม",
    Outcome.STOPPED: "กลุ่มขอหยุด",
}


def _propose(world: World, walk: Walk, outcome: Outcome) -> None:
    world.made[f"gate-{walk.group}-{walk.stage}"] = pathway.propose_gate(
        by=world.accounts["officer2"],
        enrolment=world.groups[walk.group].enrolment,
        stage_number=walk.stage,
        outcome=Outcome.NOT_YET if outcome == Outcome.NOT_YET else Outcome.PASSED,
        reason=walk.why,
    )


def _decide(world: World, walk: Walk, outcome: Outcome) -> None:
    due = world.day(walk.ends - CONDITION_DAYS)
    conditions = [("จดยอดขายทุกวันและสรุปให้เจ้าหน้าที่ดูสองเดือน", due)]
    pathway.decide_gate(
        by=world.accounts["manager" if walk.stage == 4 else "officer"],  # noqa: PLR2004 — the last gate
        gate=world.made[f"gate-{walk.group}-{walk.stage}"],
        outcome=outcome,
        reason=walk.why,
        conditions=conditions if outcome == Outcome.PASSED_WITH_CONDITIONS else (),
    )


def _meet_conditions(world: World, walk: Walk) -> None:
    gate = world.made[f"gate-{walk.group}-{walk.stage}"]
    for condition in gate.conditions.select_related("task"):
        owner = account_of(world, condition.task.owner_id)
        programmes.finish_task(by=owner, task=condition.task, note="กลุ่มจดครบสองเดือน ส่งสรุปแล้ว")
