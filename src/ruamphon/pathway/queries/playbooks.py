"""Playbooks as the domain reads them, from the text each version was imported with."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from ruamphon.core.text import Text
from ruamphon.pathway.domain import Criterion, Playbook, Stage, origin, parse_playbook
from ruamphon.pathway.facts import FACTS, WORDING
from ruamphon.people.enums import Role
from ruamphon.programmes.enums import PlaybookState
from ruamphon.programmes.models import Enrolment, PlaybookVersion, Programme

# One entry for each different text ever shown by this process: a handful in a programme's life.
_READ: dict[str, Playbook] = {}


def read_playbook(toml_text: str) -> Playbook:
    """The playbook in a text, held against the facts and roles of this platform. Raises PlaybookProblems."""
    return parse_playbook(toml_text, known_facts=FACTS.keys(), known_roles=[role.value for role in Role])


def playbook_of(version: PlaybookVersion) -> Playbook:
    """The stages and criteria of a stored version; read once for each SHA-256."""
    if version.sha256 not in _READ:
        _READ[version.sha256] = read_playbook(version.toml)
    return _READ[version.sha256]


def playbook_for(enrolment: Enrolment) -> Playbook | None:
    """The playbook the enrolment's cohort follows, or None while it has none."""
    version = enrolment.cohort.playbook
    return playbook_of(version) if version else None


@dataclass(frozen=True)
class Placed:
    """A criterion with the stage that asks for it."""

    stage: Stage
    criterion: Criterion


def criterion_of(enrolment: Enrolment, code: str) -> Placed | None:
    """The criterion with this code in the playbook the group follows now; None when it has no such one."""
    playbook = playbook_for(enrolment)
    stages = playbook.stages if playbook else ()
    return next(
        (
            Placed(stage, criterion)
            for stage in stages
            for criterion in stage.criteria
            if criterion.code == code
        ),
        None,
    )


def visible_playbooks(account: Any) -> QuerySet[PlaybookVersion]:
    """Versions an account may read: all of its programmes', and those in use for the groups it may see."""
    followed = Enrolment.objects.visible_to(account).values("cohort__playbook")
    return PlaybookVersion.objects.filter(
        Q(programme__in=Programme.objects.visible_to(account))
        | Q(pk__in=followed, state=PlaybookState.PUBLISHED)
    ).select_related("programme")


@dataclass(frozen=True)
class CriterionLine:
    """One criterion of the playbook page, in words."""

    name: Text
    guidance: Text
    kind: Text
    kind_code: str
    severity: Text
    blocks: bool
    supplied_by: Text
    reviewed_by: Text | None
    how_many: int
    valid_days: int | None
    origin: Text
    proposed: bool


@dataclass(frozen=True)
class StageLines:
    """One stage of the playbook page."""

    stage: Stage
    source: Text | None
    lines: tuple[CriterionLine, ...]


def playbook_lines(playbook: Playbook) -> list[StageLines]:
    """The whole playbook in words, stage by stage."""
    return [_stage_lines(stage, playbook) for stage in playbook.stages]


def _stage_lines(stage: Stage, playbook: Playbook) -> StageLines:
    source = playbook.titles.get(stage.source)
    return StageLines(stage, source, tuple(_line(criterion, playbook) for criterion in stage.criteria))


def _line(criterion: Criterion, playbook: Playbook) -> CriterionLine:
    return CriterionLine(
        name=criterion.name,
        guidance=criterion.guidance,
        kind=criterion.kind.label,
        kind_code=criterion.kind.value,
        severity=criterion.severity.label,
        blocks=criterion.severity == "blocks",
        supplied_by=WORDING.role(criterion.supplied_by),
        reviewed_by=WORDING.role(criterion.reviewed_by) if criterion.reviewed_by else None,
        how_many=criterion.how_many,
        valid_days=criterion.valid_days,
        origin=origin(criterion, playbook.titles),
        proposed=criterion.proposed,
    )
