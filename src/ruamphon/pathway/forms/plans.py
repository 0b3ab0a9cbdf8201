"""A whole plan on one page: as many goals and actions as it has, and empty rows to add some, without a script."""

from dataclasses import dataclass
from typing import Any, cast
from uuid import uuid4

from django import forms

from ruamphon.core.date_fields import ThaiDateFormField
from ruamphon.core.labels import both
from ruamphon.pathway.domain.plan import Goals, PlanAction, PlanGoal
from ruamphon.pathway.forms.evidence import ForSomebody, words
from ruamphon.programmes.forms.fields import KeptKeyInput

MOST_GOALS = 10
MOST_ACTIONS = 10
SPARE_ACTIONS = 2
LONGEST = 300
GONE = both("ตัวเลือกนี้ไม่มีแล้ว เลือกใหม่", "That is no longer offered. Choose again.")


@dataclass(frozen=True)
class ActionFields:
    """The fields of one action on the page."""

    title: Any
    owner: Any
    due_on: Any
    remove: Any
    is_spare: bool


@dataclass(frozen=True)
class GoalFields:
    """The fields of one goal on the page, with those of its actions."""

    number: int
    aim: Any
    due_on: Any
    measure: Any
    criterion: Any
    remove: Any
    actions: list[ActionFields]
    is_new: bool

    @property
    def is_spare(self):
        """Whether it is an empty goal below others."""
        return self.is_new and self.number > 1

    @property
    def kept(self):
        """The actions it has."""
        return [action for action in self.actions if not action.is_spare]

    @property
    def kept_count(self):
        """How many actions it has."""
        return len(self.kept)

    @property
    def spare(self):
        """Empty rows for more."""
        return [action for action in self.actions if action.is_spare]

    @property
    def spare_is_open(self):
        """Whether the empty rows show: in a new goal, and when something in them was refused."""
        fields = [field for row in self.spare for field in (row.title, row.owner, row.due_on)]
        return not self.kept or any(field.errors or field.value() for field in fields)


class PlanForm(forms.Form):
    """Goals and actions. A row left all empty is no row, nor is one that is ticked to be removed."""

    result: Any = None  # what the action returned, see core.web.attempt

    seen = forms.CharField(widget=KeptKeyInput, max_length=64)
    goals = forms.IntegerField(widget=KeptKeyInput, min_value=1, max_value=MOST_GOALS)

    def __init__(self, data=None, *, plan: Goals, seen: str, owners, criteria):
        super().__init__(data)
        self.plan, self.owners, self.criteria = plan, owners, criteria
        self.fields["seen"].initial = seen
        self.rows: list[tuple[str, list[str]]] = []
        for place in range(self._count("goals", min(len(plan) + 1, MOST_GOALS), MOST_GOALS)):
            self._add_goal(place, plan[place] if place < len(plan) else None)
        self.fields["goals"].initial = len(self.rows)

    def _count(self, name: str, initial: int, most: int) -> int:
        """How many rows there are: as many as were sent, within what a page may have."""
        sent = str(self.data.get(name, "")) if self.is_bound else ""
        return (
            max(1, min(int(sent), most))
            if sent.isascii() and sent.isdigit() and len(sent) < LONGEST
            else initial
        )

    def _add_goal(self, place: int, goal: PlanGoal | None) -> None:
        name = f"goal-{place}"
        self._add(f"{name}-code", _code(goal.code if goal else None))
        self._add(f"{name}-aim", _line(both("สิ่งที่อยากให้เกิด", "What shall be true"), rows=2), goal and goal.aim)
        self._add(f"{name}-due_on", _day(), goal and goal.due_on)
        self._add(
            f"{name}-measure", _line(both("รู้ได้อย่างไรว่าสำเร็จ", "How we will know")), goal and goal.measure
        )
        self._add(
            f"{name}-criterion",
            _choice(both("ช่วยให้ผ่านเงื่อนไขใด", "Which criterion it serves"), self._criteria_for(goal)),
            goal and goal.criterion,
        )
        self._add(f"{name}-remove", _tick(both("เอาเป้าหมายนี้ออก", "Remove this goal")))
        actions = goal.actions if goal else ()
        initial = min(len(actions) + SPARE_ACTIONS, MOST_ACTIONS)
        many = self._count(f"{name}-actions", initial, MOST_ACTIONS)
        self._add(f"{name}-actions", forms.IntegerField(widget=KeptKeyInput, required=False), many)
        for number in range(many):
            self._add_action(f"{name}-action-{number}", actions[number] if number < len(actions) else None)
        self.rows.append((name, [f"{name}-action-{number}" for number in range(many)]))

    def _add_action(self, name: str, action: PlanAction | None) -> None:
        self._add(f"{name}-code", _code(action.code if action else None))
        self._add(f"{name}-title", _line(both("จะทำอะไร", "What is done")), action and action.title)
        owner = action.owner if action and action.owner in {pk for pk, _ in self.owners} else None
        self._add(
            f"{name}-owner",
            _choice(
                both("ใครทำ", "Who does it"),
                [("", both("เลือกคน", "Choose a person")), *self.owners],
                coerce=int,
            ),
            owner,
        )
        self._add(f"{name}-due_on", _day(), action and action.due_on)
        self._add(f"{name}-remove", _tick(both("เอาข้อนี้ออก", "Remove this action")))

    def _criteria_for(self, goal: PlanGoal | None):
        """The criteria of the playbook, and the one the goal names if the playbook has it no more."""
        offered = [("", both("ไม่ระบุ", "None")), *self.criteria]
        gone = goal.criterion if goal else ""
        known = {code for code, _ in self.criteria}
        return [*offered, (gone, gone)] if gone and gone not in known else offered

    def _add(self, name: str, field: forms.Field, initial: object = None) -> None:
        if initial is not None:
            field.initial = initial
        self.fields[name] = field

    @property
    def goal_rows(self) -> list[GoalFields]:
        """The page, goal by goal. What a plan needs before the group sees it is marked so; a draft may have gaps."""
        rows = [self._goal_row(place, name, actions) for place, (name, actions) in enumerate(self.rows)]
        for goal in rows:
            needed = [] if goal.is_spare else [goal.aim, goal.due_on, goal.measure]
            kept = goal.actions if goal.number == 1 and goal.is_new else goal.kept
            needed += [field for row in kept[:1] for field in (row.title, row.owner, row.due_on)]
            for field in needed:
                field.field.required = (
                    True  # only for the mark beside its name: the form has been read by now
                )
        return rows

    def _goal_row(self, place: int, name: str, actions: list[str]) -> GoalFields:
        goal = self.plan[place] if place < len(self.plan) else None
        kept = len(goal.actions) if goal else 0
        return GoalFields(
            number=place + 1,
            aim=self[f"{name}-aim"],
            due_on=self[f"{name}-due_on"],
            measure=self[f"{name}-measure"],
            criterion=self[f"{name}-criterion"],
            remove=self[f"{name}-remove"],
            actions=[
                ActionFields(
                    title=self[f"{row}-title"],
                    owner=self[f"{row}-owner"],
                    due_on=self[f"{row}-due_on"],
                    remove=self[f"{row}-remove"],
                    is_spare=number >= kept,
                )
                for number, row in enumerate(actions)
            ],
            is_new=goal is None,
        )

    def typed(self) -> Goals:
        """The goals of a valid form, without rows that are all empty. No code stands twice."""
        used: set[str] = set()
        goals = (self._typed_goal(name, actions, used) for name, actions in self.rows)
        return tuple(goal for goal in goals if goal)

    def _typed_goal(self, name: str, actions: list[str], used: set[str]) -> PlanGoal | None:
        values = self.cleaned_data
        if values[f"{name}-remove"]:
            return None
        listed = tuple(action for row in actions if (action := self._typed_action(row, used)))
        said = [values[f"{name}-{field}"] for field in ("aim", "due_on", "measure", "criterion")]
        if not any(said) and not listed:
            return None
        aim, due_on, measure, criterion = said
        return PlanGoal(_own(values[f"{name}-code"], used), aim, due_on, measure, criterion, listed)

    def _typed_action(self, row: str, used: set[str]) -> PlanAction | None:
        values = self.cleaned_data
        title, owner, due_on = (values[f"{row}-{field}"] for field in ("title", "owner", "due_on"))
        if values[f"{row}-remove"] or not (title or owner or due_on):
            return None
        return PlanAction(_own(values[f"{row}-code"], used), title, owner or None, due_on)

    def place_of(self, field: str | None) -> str | None:
        """The field of the page that a place of `propose_plan` names: rows left empty are not counted there."""
        if not field:
            return None
        filled = [(name, actions) for name, actions in self.rows if self._typed_goal(name, actions, set())]
        goal, _, number = field.removeprefix("goal-").partition("-action-")
        if not filled:
            return "goal-0-aim"
        name, actions = filled[int(goal)]
        if not number:
            return self._first_gap(name, ("aim", "due_on", "measure")) or f"{actions[0]}-title"
        rows = [row for row in actions if self._typed_action(row, set())]
        row = rows[int(number)]
        return self._first_gap(row, ("title", "owner", "due_on")) or f"{row}-due_on"

    def _first_gap(self, name: str, fields: tuple[str, ...]) -> str | None:
        return next((f"{name}-{field}" for field in fields if not self.cleaned_data[f"{name}-{field}"]), None)

    def begin_from(self, seen: str) -> None:
        """Let what was typed count as an edit of the plan as it is now."""
        data = cast("Any", self.data).copy()
        data["seen"] = seen
        self.data = data


def _own(code: object, used: set[str]) -> str:
    """The row's code, or a new one where it has none or another row has the same."""
    text = str(code or uuid4())
    own = str(uuid4()) if text in used else text
    used.add(own)
    return own


def _code(code: str | None) -> forms.Field:
    return forms.UUIDField(widget=KeptKeyInput, required=False, initial=code or uuid4)


def _line(label, *, rows: int = 1) -> forms.Field:
    widget = forms.Textarea(attrs={"rows": rows}) if rows > 1 else forms.TextInput()
    return forms.CharField(
        label=label,
        max_length=LONGEST,
        required=False,
        widget=widget,
        error_messages={
            "max_length": both(
                f"ยาวเกินไป เขียนให้ไม่เกิน {LONGEST} ตัวอักษร", f"Too long: keep it to {LONGEST} characters."
            )
        },
    )


def _day() -> forms.Field:
    return ThaiDateFormField(label=both("ภายในวันที่", "By"), required=False)


def _tick(label) -> forms.Field:
    return forms.BooleanField(label=label, required=False)


def _choice(label, choices, *, coerce=str) -> forms.Field:
    return forms.TypedChoiceField(
        label=label,
        choices=choices,
        coerce=coerce,
        empty_value="",
        required=False,
        error_messages={"invalid_choice": GONE},
    )


class AgreeForm(ForSomebody):
    """The group's word; a helper names the member whose word it is."""

    result: Any = None
    revision = forms.IntegerField(widget=forms.HiddenInput)


class ApproveForm(forms.Form):
    result: Any = None
    revision = forms.IntegerField(widget=forms.HiddenInput)
    note = words(label=both("ข้อความถึงกลุ่ม", "A note to the group"), required=False, rows=2, most=500)


class ReturnForm(forms.Form):
    result: Any = None
    revision = forms.IntegerField(widget=forms.HiddenInput)
    reason = words(label=both("อยากให้แก้ตรงไหน", "What to improve"), most=500)
