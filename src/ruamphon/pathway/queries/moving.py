"""What would change if a cohort moved to another version of its playbook, before anybody moves it."""

from dataclasses import dataclass
from datetime import date

from ruamphon.core.text import Text
from ruamphon.pathway.domain import Change, GateResult, Playbook, Stage, compare_playbooks
from ruamphon.pathway.facts import WORDING
from ruamphon.pathway.queries.evaluation import evaluate
from ruamphon.pathway.queries.playbooks import playbook_of
from ruamphon.pathway.queries.stages import FINISHED, Progress, progress_of_many
from ruamphon.programmes.models import Cohort, Enrolment, PlaybookVersion

READY = Text("ขั้นที่ {number}: ครบทุกข้อ เสนอผ่านขั้นได้", "Stage {number}: everything is there")
SHORT = Text(
    "ขั้นที่ {number}: ยังขาด {n} ข้อ", "Stage {number}: {n} thing missing||Stage {number}: {n} things missing"
)
NO_PLAYBOOK = Text("ยังไม่มีเกณฑ์", "no playbook yet")


@dataclass(frozen=True)
class GroupMove:
    """How one group stands now, and would stand after the move."""

    enrolment: Enrolment
    before: Text
    after: Text
    loses: tuple[Text, ...]

    @property
    def changes(self) -> bool:
        """Whether the group would notice."""
        return self.before != self.after or bool(self.loses)


@dataclass(frozen=True)
class MovePlan:
    """Every difference between the versions, and what each group being developed would notice."""

    cohort: Cohort
    old: PlaybookVersion | None
    new: PlaybookVersion
    changes: tuple[Change, ...]
    groups: list[GroupMove]


def plan_move(cohort: Cohort, version: PlaybookVersion, *, on: date) -> MovePlan:
    """What the move would change, as of a day. Nothing is changed here, and decisions taken never change."""
    old = playbook_of(cohort.playbook) if cohort.playbook else None
    new = playbook_of(version)
    changes = compare_playbooks(old, new, wording=WORDING) if old else ()
    return MovePlan(cohort, cohort.playbook, version, changes, _groups(cohort, old, new, on))


def _groups(cohort: Cohort, old: Playbook | None, new: Playbook, on: date) -> list[GroupMove]:
    enrolments = list(cohort.enrolments.in_progress().select_related("enterprise", "cohort__playbook"))
    progress = progress_of_many([enrolment.pk for enrolment in enrolments])
    return [_group(enrolment, progress[enrolment.pk], old, new, on) for enrolment in enrolments]


def _group(
    enrolment: Enrolment, progress: Progress, old: Playbook | None, new: Playbook, on: date
) -> GroupMove:
    stage, after_stage = progress.current(old) if old else None, progress.current(new)
    before = evaluate(enrolment, stage, on=on) if stage else None
    after = evaluate(enrolment, after_stage, on=on) if after_stage else None
    return GroupMove(
        enrolment=enrolment,
        before=_said(stage, before) if old else NO_PLAYBOOK,
        after=_said(after_stage, after),
        loses=_newly_missing(before, after, after_stage),
    )


def _said(stage: Stage | None, result: GateResult | None) -> Text:
    if stage is None or result is None:
        return FINISHED
    sentence = READY if result.passed else SHORT
    return sentence.format(number=stage.number, n=len(result.missing))


def _newly_missing(
    before: GateResult | None, after: GateResult | None, stage: Stage | None
) -> tuple[Text, ...]:
    """What is missing after the move that was not missing before."""
    if after is None or stage is None:
        return ()
    missing = set(after.missing) - set(before.missing if before else ())
    return tuple(criterion.name for criterion in stage.criteria if criterion.code in missing)
