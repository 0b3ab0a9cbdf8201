"""A group's development plan as pages print it; how far it is comes from its tasks alone."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from ruamphon.core.text import Text
from ruamphon.pathway.domain.plan import Goals, PlanWords, differences, told
from ruamphon.pathway.domain.plan import PlanAction as ActionValue
from ruamphon.pathway.domain.plan import PlanGoal as GoalValue
from ruamphon.pathway.enums import ActionProgress, PlanState
from ruamphon.pathway.models import PlanAction, PlanGoal, PlanVersion
from ruamphon.pathway.queries.playbooks import playbook_for
from ruamphon.people.models import Person
from ruamphon.programmes.enums import TaskState
from ruamphon.programmes.models import Enrolment, Task

PLAN_TONES = {
    PlanState.DRAFT: "neutral",
    PlanState.PROPOSED: "turn",
    PlanState.AGREED: "wait",
    PlanState.IN_FORCE: "done",
    PlanState.REPLACED: "neutral",
}
PROGRESS_TONES = {
    ActionProgress.DONE: "done",
    ActionProgress.LATE: "stop",
    ActionProgress.OPEN: "info",
    ActionProgress.CANCELLED: "neutral",
}
IN_STAGE = Text("ขั้นที่ {number}: {name}", "Stage {number}: {name}")


@dataclass(frozen=True, slots=True)
class ActionRow:
    """One thing that was promised. `progress` and `url` are of its task; None and "" before there is one."""

    title: str
    owner: Text | None
    due_on: date | None
    progress: ActionProgress | None
    tone: str
    url: str


@dataclass(frozen=True, slots=True)
class GoalRow:
    """One goal with its actions, and how many of them are done."""

    number: int
    aim: str
    due_on: date | None
    measure: str
    criterion: Text | None
    actions: tuple[ActionRow, ...]

    @property
    def done(self) -> int:
        """How many actions are done."""
        return count_of(self.actions, ActionProgress.DONE)

    @property
    def late(self) -> int:
        """How many actions are past their day."""
        return count_of(self.actions, ActionProgress.LATE)

    @property
    def total(self) -> int:
        """How many actions still count: cancelled ones do not."""
        return len(self.actions) - count_of(self.actions, ActionProgress.CANCELLED)


def count_of(actions: Iterable[ActionRow], progress: ActionProgress) -> int:
    """How many actions are that far."""
    return sum(action.progress is progress for action in actions)


@dataclass(frozen=True, slots=True)
class PlanSheet:
    """One version in full."""

    version: PlanVersion
    state: Text
    tone: str
    goals: tuple[GoalRow, ...]

    @property
    def done(self) -> int:
        """How many actions are done."""
        return sum(goal.done for goal in self.goals)

    @property
    def late(self) -> int:
        """How many actions are past their day."""
        return sum(goal.late for goal in self.goals)

    @property
    def total(self) -> int:
        """How many actions count."""
        return sum(goal.total for goal in self.goals)


def versions_of(enrolment: Enrolment) -> list[PlanVersion]:
    """All versions of a group's plan, the newest first; empty when it has none."""
    return list(_with_people(PlanVersion.objects.filter(plan__enrolment=enrolment)).select_related("plan"))


def _with_people(rows: QuerySet[PlanVersion]) -> QuerySet[PlanVersion]:
    return rows.select_related(
        "edited_by", "proposed_by", "returned_by", "agreed_by", "agreed_for", "approved_by"
    )


def visible_versions(account) -> QuerySet[PlanVersion]:
    """Versions an account may see, with what their pages name."""
    rows = PlanVersion.objects.visible_to(account).select_related(
        "plan__enrolment__enterprise__scope",
        "plan__enrolment__cohort__playbook",
        "plan__enrolment__cohort__programme",
    )
    return _with_people(rows)


def live_version(versions: Iterable[PlanVersion]) -> PlanVersion | None:
    """The one that is on its way, if any."""
    return next(
        (each for each in versions if each.state not in {PlanState.IN_FORCE, PlanState.REPLACED}), None
    )


def version_in_force(versions: Iterable[PlanVersion]) -> PlanVersion | None:
    """The one that holds now, if any."""
    return next((each for each in versions if each.state == PlanState.IN_FORCE), None)


def latest_version(enrolment: Enrolment) -> PlanVersion | None:
    """What the next edit begins from: the version on its way, else the one in force."""
    return PlanVersion.objects.filter(plan__enrolment=enrolment).select_related("edited_by").first()


def stamp_of(version: PlanVersion | None) -> str:
    """What somebody has seen, in short: which version, after how many changes, and where it stood."""
    return f"{version.number}.{version.revision}.{version.state}" if version else "none"


@dataclass(frozen=True, slots=True)
class Rows:
    """One goal of a version with its actions."""

    goal: PlanGoal
    actions: list[PlanAction]


def rows_of(version: PlanVersion) -> list[Rows]:
    """A version's goals with their actions, owners and tasks, in order. Two queries."""
    actions = PlanAction.objects.select_related("owner", "task")
    goals = list(version.goals.all())
    by_goal: dict[int, list[PlanAction]] = {goal.pk: [] for goal in goals}
    for action in actions.filter(goal__in=by_goal):
        by_goal[action.goal_id].append(action)
    return [Rows(goal, by_goal[goal.pk]) for goal in goals]


def goals_of(rows: Sequence[Rows]) -> Goals:
    """Rows from `rows_of` as values."""
    return tuple(
        GoalValue(
            code=str(row.goal.code),
            aim=row.goal.aim,
            due_on=row.goal.due_on,
            measure=row.goal.measure,
            criterion=row.goal.criterion_code,
            actions=tuple(
                ActionValue(str(action.code), action.title, action.owner_id, action.due_on)
                for action in row.actions
            ),
        )
        for row in rows
    )


def plan_sheet(version: PlanVersion, *, on: date) -> PlanSheet:
    """One version as its page prints it, with how far its tasks are on a day."""
    names = criteria_of(version.plan.enrolment)
    state = PlanState(version.state)
    goals = tuple(_goal(number, row, names, on) for number, row in enumerate(rows_of(version), start=1))
    return PlanSheet(version, state.label, PLAN_TONES[state], goals)


def criteria_of(enrolment: Enrolment) -> dict[str, Text]:
    """Criterion code → its stage and name, in the playbook the group follows now."""
    playbook = playbook_for(enrolment)
    stages = playbook.stages if playbook else ()
    return {
        criterion.code: IN_STAGE.format(number=stage.number, name=criterion.name)
        for stage in stages
        for criterion in stage.criteria
    }


def _goal(number: int, row: Rows, names: dict[str, Text], on: date) -> GoalRow:
    goal, code = row.goal, row.goal.criterion_code
    return GoalRow(
        number=number,
        aim=goal.aim,
        due_on=goal.due_on,
        measure=goal.measure,
        criterion=names.get(code, Text(code, code)) if code else None,
        actions=tuple(_action(action, on) for action in row.actions),
    )


def _action(action: PlanAction, on: date) -> ActionRow:
    progress = progress_of_task(action.task, on) if action.task else None
    return ActionRow(
        title=action.title,
        owner=action.owner.name if action.owner else None,
        due_on=action.due_on,
        progress=progress,
        tone=PROGRESS_TONES[progress] if progress else "neutral",
        url=action.task.get_absolute_url() if action.task else "",
    )


def progress_of_task(task: Task, on: date) -> ActionProgress:
    """How far a task is on a day. The due day itself is not late."""
    if task.state == TaskState.DONE:
        return ActionProgress.DONE
    if task.state == TaskState.CANCELLED:
        return ActionProgress.CANCELLED
    return ActionProgress.LATE if task.due_on and task.due_on < on else ActionProgress.OPEN


def compared_with(version: PlanVersion, versions: Iterable[PlanVersion]) -> PlanVersion | None:
    """What a version is held against: the one in force before it."""
    earlier = [each for each in versions if each.number < version.number]
    return max(earlier, key=lambda each: each.number, default=None)


def plan_differences(version: PlanVersion, before: PlanVersion) -> list[Text]:
    """What a version changes against an earlier one, a sentence each."""
    old, new = goals_of(rows_of(before)), goals_of(rows_of(version))
    every = [action for goals in (old, new) for goal in goals for action in goal.actions]
    owners = {action.owner for action in every if action.owner is not None}
    people = {person.pk: person.name for person in Person.objects.filter(pk__in=owners)}
    words = PlanWords(people, criteria_of(version.plan.enrolment))
    return told(differences(old, new), old, new, words)
