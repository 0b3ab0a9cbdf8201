"""Whose turn it is, since when, and the one button that goes with it."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.urls import reverse

from ruamphon.core.text import Text
from ruamphon.pathway.domain import Criterion, Step
from ruamphon.pathway.enums import CriterionKind, EvidenceStatus, Severity, StepKind
from ruamphon.pathway.facts import FACTS, WORDING
from ruamphon.pathway.models import Evidence
from ruamphon.pathway.rules.roles import acts_as, carries, signs, submits
from ruamphon.pathway.times import local_day
from ruamphon.people.enums import Permission, Role
from ruamphon.programmes.models import Enrolment

BUTTONS = {
    StepKind.PROPOSE: Text("เสนอผ่านขั้น", "Propose the gate"),
    StepKind.REVIEW: Text("เปิดตรวจ", "Review it"),
    StepKind.SUPPLY: Text("ส่งหลักฐาน", "Hand it in"),
    StepKind.DO: Text("ไปบันทึก", "Go and record it"),
    StepKind.SIGN: Text("อ่านแล้วลงชื่อ", "Read and sign"),
}
IMPROVE = Text("แก้แล้วส่งใหม่", "Improve and send again")


@dataclass(frozen=True)
class Turn:
    """One thing to do, whose turn it is, since when; `url` is "" where the viewer has no button for it."""

    sentence: Text
    whose: Text
    is_mine: bool
    since: date | None = None
    url: str = ""
    button: Text | None = None


@dataclass(frozen=True)
class Viewer:
    """The person looking at one group's page, and the roles they hold for it."""

    person_id: int
    roles: Collection[Role]


@dataclass(frozen=True)
class Scene:
    """What turns are told from: one group, one stage, what was handed in, and who is looking."""

    enrolment: Enrolment
    criteria: Mapping[str, Criterion]
    viewer: Viewer
    began_on: date | None
    pieces: Mapping[str, list[Evidence]] = field(default_factory=dict)

    def waiting(self, code: str) -> list[Evidence]:
        """Pieces for a criterion that wait for review, oldest first."""
        return self._in(code, EvidenceStatus.SUBMITTED)

    def returned(self, code: str) -> list[Evidence]:
        """Pieces for a criterion that were sent back, oldest first."""
        return self._in(code, EvidenceStatus.RETURNED)

    def _in(self, code: str, status: EvidenceStatus) -> list[Evidence]:
        found = [piece for piece in self.pieces.get(code, []) if piece.status == status]
        return sorted(found, key=lambda piece: piece.submitted_at)


def next_turn(steps: Iterable[Step], scene: Scene) -> Turn | None:
    """The viewer's own next thing that the stage cannot pass without; else whatever comes first, and whose it is."""
    turns = [(step, turn_of(step, scene)) for step in steps]
    mine = (turn for step, turn in turns if turn.is_mine and step.severity is Severity.BLOCKS)
    return next(mine, turns[0][1] if turns else None)


def turn_of(step: Step, scene: Scene) -> Turn:
    """One step as the viewer sees it. A button is theirs when it is their role's turn and they may press it."""
    url = _url(step, scene)
    return Turn(
        sentence=step.sentence,
        whose=WORDING.role(step.role),
        is_mine=bool(url) and acts_as(scene.viewer.roles, step.role),
        since=_since(step, scene),
        url=url,
        button=_button(step, scene),
    )


def _button(step: Step, scene: Scene) -> Text:
    improves = step.kind is StepKind.SUPPLY and scene.returned(step.criterion)
    return IMPROVE if improves else BUTTONS[step.kind]


def _since(step: Step, scene: Scene) -> date | None:
    """The day the turn came to them, as far as the records tell; else the day the stage began."""
    if step.kind is StepKind.REVIEW:
        days = [local_day(piece.submitted_at) for piece in scene.waiting(step.criterion)]
    elif step.kind is StepKind.SUPPLY:
        days = [local_day(piece.reviewed_at) for piece in scene.returned(step.criterion) if piece.reviewed_at]
    elif step.kind is StepKind.PROPOSE:
        days = _accepted_days(scene)
    else:
        days = []
    return min(days, default=scene.began_on)


def _accepted_days(scene: Scene) -> list[date]:
    every = [piece for pieces in scene.pieces.values() for piece in pieces]
    days = [local_day(piece.accepted_at) for piece in every if piece.accepted_at]
    return [max(days)] if days else []


def _url(step: Step, scene: Scene) -> str:
    if step.kind is StepKind.PROPOSE:
        allowed = carries(scene.viewer.roles, Permission.GATE_PROPOSE)
        return reverse("pathway:gate-propose", args=[scene.enrolment.pk]) if allowed else ""
    if step.kind is StepKind.REVIEW:
        return review_url(scene, scene.criteria[step.criterion])
    return url_for(scene, scene.criteria[step.criterion])


def review_url(scene: Scene, criterion: Criterion) -> str:
    """The page where the viewer reviews the longest waiting piece that is not their own, or ""."""
    if not acts_as(scene.viewer.roles, criterion.reviewed_by):
        return ""
    others = (
        piece
        for piece in scene.waiting(criterion.code)
        if scene.viewer.person_id not in {piece.submitted_by_id, piece.on_behalf_of_id}
    )
    first = next(others, None)
    return reverse("pathway:evidence-review", args=[first.pk]) if first else ""


def url_for(scene: Scene, criterion: Criterion) -> str:
    """The page where the viewer does what a criterion asks for: hand in, sign, or record. "" when not theirs."""
    if criterion.kind is CriterionKind.EVIDENCE:
        return _supply_url(scene, criterion)
    if criterion.kind is CriterionKind.SIGN_OFF:
        allowed = signs(scene.viewer.roles, criterion)
        return reverse("pathway:sign-off-new", args=[scene.enrolment.pk, criterion.code]) if allowed else ""
    return _fact_url(scene, criterion)


def _supply_url(scene: Scene, criterion: Criterion) -> str:
    if not submits(scene.viewer.roles, criterion):
        return ""
    returned = scene.returned(criterion.code)
    if returned:
        return reverse("pathway:evidence-revise", args=[returned[0].pk])
    return reverse("pathway:evidence-new", args=[scene.enrolment.pk, criterion.code])


def _fact_url(scene: Scene, criterion: Criterion) -> str:
    """Where a figure grows: the group's record, or the page of its teams, activities and deliverables."""
    if not acts_as(scene.viewer.roles, criterion.supplied_by):
        return ""
    fact = FACTS.get(criterion.fact or "")
    if fact is not None and fact.of_enterprise:
        return reverse("registry:enterprise", args=[scene.enrolment.enterprise_id])
    return reverse("programmes:enrolment", args=[scene.enrolment.pk])
