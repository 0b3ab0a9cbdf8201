"""A development plan as values: what is missing in it, and how one version differs from another. Pure."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any, TypeVar, cast

from ruamphon.core import thai_dates
from ruamphon.core.text import Text
from ruamphon.pathway.enums import ChangeKind


@dataclass(frozen=True, slots=True)
class PlanAction:
    """One thing somebody does for a goal. `code` stays the same from version to version; `owner` is a person's id."""

    code: str
    title: str
    owner: int | None = None
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class PlanGoal:
    """What shall be true, by when, measured how; `criterion` is the code of the criterion it serves, or ""."""

    code: str
    aim: str
    due_on: date | None = None
    measure: str = ""
    criterion: str = ""
    actions: tuple[PlanAction, ...] = ()


Goals = tuple[PlanGoal, ...]


@dataclass(frozen=True, slots=True)
class PlanChange:
    """One difference. `action` is "" for a change of the goal itself.

    An ADDED goal or action is `after`, a REMOVED one `before`; a CHANGED one names its `field`.
    """

    kind: ChangeKind
    goal: str
    action: str = ""
    field: str = ""
    before: object = None
    after: object = None


Item = TypeVar("Item", PlanGoal, PlanAction)


def differences(before: Goals, after: Goals) -> tuple[PlanChange, ...]:
    """Every difference between two versions, in the newer one's order, what was removed last.

    Goals and actions are the same when their code is; their order tells nothing.
    """
    return tuple(_goal_changes(before, after))


def _goal_changes(before: Goals, after: Goals) -> Iterator[PlanChange]:
    old, new = _by_code(before), _by_code(after)
    for code, goal in new.items():
        if code not in old:
            yield PlanChange(ChangeKind.ADDED, code, after=goal)
            continue
        yield from _field_changes(old[code], goal, goal=code)
        yield from _action_changes(old[code], goal)
    for code, goal in old.items():
        if code not in new:
            yield PlanChange(ChangeKind.REMOVED, code, before=goal)


def _action_changes(before: PlanGoal, after: PlanGoal) -> Iterator[PlanChange]:
    old, new = _by_code(before.actions), _by_code(after.actions)
    for code, action in new.items():
        if code not in old:
            yield PlanChange(ChangeKind.ADDED, after.code, code, after=action)
        else:
            yield from _field_changes(old[code], action, goal=after.code, action=code)
    for code, action in old.items():
        if code not in new:
            yield PlanChange(ChangeKind.REMOVED, after.code, code, before=action)


def _field_changes(before: Item, after: Item, *, goal: str, action: str = "") -> Iterator[PlanChange]:
    for name in (field.name for field in fields(after) if field.name not in {"code", "actions"}):
        pair = getattr(before, name), getattr(after, name)
        if pair[0] != pair[1]:
            yield PlanChange(ChangeKind.CHANGED, goal, action, name, *pair)


def _by_code(items: Iterable[Item]) -> dict[str, Item]:
    return {item.code: item for item in items}


def apply_changes(before: Goals, changes: Iterable[PlanChange]) -> Goals:
    """The version that `changes` lead to from `before`; what they leave alone stays."""
    goals = _by_code(before)
    for change in changes:
        if change.action:
            goal = goals[change.goal]
            actions = _applied(_by_code(goal.actions), change.action, change)
            goals[change.goal] = replace(goal, actions=tuple(actions.values()))
        else:
            goals = _applied(goals, change.goal, change)
    return tuple(goals.values())


def _applied(items: Mapping[str, Item], code: str, change: PlanChange) -> dict[str, Item]:
    if change.kind is ChangeKind.REMOVED:
        return {key: item for key, item in items.items() if key != code}
    if change.kind is ChangeKind.ADDED:
        return {**items, code: cast("Item", change.after)}
    value: dict[str, Any] = {change.field: change.after}
    return {**items, code: replace(items[code], **value)}


# In words -----------------------------------------------------------------------------------------------------

GOAL = Text("เป้าหมาย “{name}”", "goal “{name}”")
ACTION = Text("สิ่งที่จะทำ “{name}” (เป้าหมาย “{goal}”)", "action “{name}” (goal “{goal}”)")
ADDED = Text("เพิ่ม{what}", "Added {what}")
ADDED_ACTION = Text("เพิ่ม{what}: {owner} ภายใน {day}", "Added {what}: {owner}, by {day}")
REMOVED = Text("ตัด{what} ออก", "Removed {what}")
CHANGED = Text(
    "{what}: เปลี่ยน{field}จาก “{before}” เป็น “{after}”", "{what}: {field} changed from “{before}” to “{after}”"
)
MOVED = Text("{what}: เลื่อนกำหนดจาก {before} เป็น {after}", "{what}: due date moved from {before} to {after}")
NOT_SET = Text("ยังไม่ระบุ", "not set")
NO_NAME = Text("ยังไม่มีชื่อ", "no name yet")
FIELDS = {
    "aim": Text("สิ่งที่อยากให้เกิด", "what shall be true"),
    "measure": Text("วิธีวัด", "how it is measured"),
    "criterion": Text("เงื่อนไขของขั้น", "criterion of a stage"),
    "title": Text("สิ่งที่จะทำ", "what is done"),
    "owner": Text("ผู้รับผิดชอบ", "owner"),
}


@dataclass(frozen=True, slots=True)
class PlanWords:
    """What to call the owners and criteria that a plan names by id and code."""

    people: Mapping[int, Text]
    criteria: Mapping[str, Text]

    def person(self, number: object) -> Text:
        """A person's name; "not set" for nobody."""
        return self.people.get(number, NOT_SET) if isinstance(number, int) else NOT_SET

    def criterion(self, code: object) -> Text:
        """What a criterion is called; its code when the playbook has none of that code."""
        return self.criteria.get(code, Text(code, code)) if isinstance(code, str) and code else NOT_SET


def told(changes: Iterable[PlanChange], before: Goals, after: Goals, words: PlanWords) -> list[Text]:
    """Each difference as a sentence, in the same order."""
    known = {**_by_code(before), **_by_code(after)}
    return [_sentence(change, known, _by_code(before), words) for change in changes]


def _sentence(
    change: PlanChange, goals: Mapping[str, PlanGoal], old: Mapping[str, PlanGoal], words: PlanWords
) -> Text:
    what = _what(change, goals[change.goal], old.get(change.goal))
    if change.kind is ChangeKind.REMOVED:
        return REMOVED.format(what=what)
    if change.kind is ChangeKind.ADDED:
        added = change.after
        if isinstance(added, PlanAction):
            return ADDED_ACTION.format(what=what, owner=words.person(added.owner), day=_day(added.due_on))
        return ADDED.format(what=what)
    if change.field == "due_on":
        return MOVED.format(what=_capital(what), before=_day(change.before), after=_day(change.after))
    show = SHOWN.get(change.field, _plain)
    return CHANGED.format(
        what=_capital(what),
        field=FIELDS[change.field],
        before=show(change.before, words),
        after=show(change.after, words),
    )


def _what(change: PlanChange, goal: PlanGoal, old: PlanGoal | None) -> Text:
    """A goal or an action by the name it had before: a change of its name is told in that sentence itself."""
    was = old or goal
    if not change.action:
        return GOAL.format(name=_named(was.aim))
    actions = {**_by_code(goal.actions), **_by_code(was.actions)}
    return ACTION.format(name=_named(actions[change.action].title), goal=_named(goal.aim))


def _capital(what: Text) -> Text:
    return Text(what.th, what.en[:1].upper() + what.en[1:])


def _named(name: str) -> Text:
    return Text(name, name) if name else NO_NAME


def _day(day: object) -> Text:
    return thai_dates.text(day) if isinstance(day, date) else NOT_SET


def _plain(value: object, _: PlanWords) -> Text:
    return Text(str(value), str(value)) if value else NOT_SET


SHOWN: dict[str, Callable[[object, PlanWords], Text]] = {
    "owner": lambda value, words: words.person(value),
    "criterion": lambda value, words: words.criterion(value),
}

# What a plan must have before it goes to the group ---------------------------------------------------------------

NO_GOALS = Text(
    "แผนยังไม่มีเป้าหมาย เขียนอย่างน้อยหนึ่งข้อ แล้วส่งอีกครั้ง",
    "The plan has no goal yet. Write at least one, then send it again.",
)
NO_AIM = Text(
    "เป้าหมายที่ {place} ยังไม่ได้บอกว่าอยากให้เกิดอะไร เขียนหนึ่งประโยค หรือเอาเป้าหมายนี้ออก",
    "Goal {place} does not say what shall be true. Write one sentence, or remove the goal.",
)
NO_GOAL_DAY = Text(
    "เป้าหมายที่ {place} “{goal}” ยังไม่มีกำหนด ใส่วันที่ในช่อง “ภายในวันที่”",
    "Goal {place}, “{goal}”, has no due date. Enter a day under “By”.",
)
NO_MEASURE = Text(
    "เป้าหมายที่ {place} “{goal}” ยังไม่ได้บอกว่าจะวัดอย่างไร เขียนสั้น ๆ ในช่อง “รู้ได้อย่างไรว่าสำเร็จ”",
    "Goal {place}, “{goal}”, does not say how it is measured. Write it under “How we will know”.",
)
NO_ACTIONS = Text(
    "เป้าหมายที่ {place} “{goal}” ยังไม่มีสิ่งที่จะทำ เพิ่มอย่างน้อยหนึ่งข้อ",
    "Goal {place}, “{goal}”, has no action. Add at least one.",
)
NO_TITLE = Text(
    "เป้าหมายที่ {place} “{goal}” ข้อที่ {number} ยังไม่ได้บอกว่าจะทำอะไร เขียนสั้น ๆ หรือเอาข้อนี้ออก",
    "Goal {place}, “{goal}”, action {number} does not say what is done. Write it, or remove the action.",
)
NO_OWNER = Text(
    "เป้าหมายที่ {place} “{goal}” ข้อที่ {number} “{action}” ยังไม่มีคนรับผิดชอบ เลือกชื่อในช่อง “ใครทำ”",
    "Goal {place}, “{goal}”, action {number}, “{action}”, has no owner. Choose a name under “Who does it”.",
)
NOT_AN_OWNER = Text(
    "เป้าหมายที่ {place} “{goal}” ข้อที่ {number} “{action}”: ผู้รับผิดชอบไม่ได้อยู่กับกลุ่มนี้แล้ว เลือกคนใหม่ในช่อง “ใครทำ”",
    "Goal {place}, “{goal}”, action {number}, “{action}”: its owner is no longer with this group. "
    "Choose somebody else under “Who does it”.",
)
NO_DAY = Text(
    "เป้าหมายที่ {place} “{goal}” ข้อที่ {number} “{action}” ยังไม่มีกำหนด ใส่วันที่ในช่อง “ภายในวันที่”",
    "Goal {place}, “{goal}”, action {number}, “{action}”, has no due date. Enter a day under “By”.",
)
PAST_DAY = Text(
    "เป้าหมายที่ {place} “{goal}” ข้อที่ {number} “{action}”: กำหนด {day} ผ่านไปแล้ว ใส่วันนี้หรือวันข้างหน้า",
    "Goal {place}, “{goal}”, action {number}, “{action}”: {day} has passed. Enter today or a later day.",
)


def first_gap(
    goals: Goals, *, owners: Iterable[int], today: date, kept: Mapping[str, date | None]
) -> tuple[Text, int, int | None] | None:
    """What a plan lacks first, with the place of the goal and of the action (from 0; None for the goal itself).

    `owners` may be named; `kept` are the days that actions in force have by code, which may have passed.
    """
    if not goals:
        return NO_GOALS, 0, None
    allowed = frozenset(owners)
    for place, goal in enumerate(goals):
        sentence = _goal_gap(goal)
        if sentence:
            return sentence.format(place=place + 1, goal=goal.aim), place, None
        for number, action in enumerate(goal.actions):
            gap = _action_gap(action, allowed, today, kept)
            if gap:
                told_gap = gap.format(
                    place=place + 1,
                    goal=goal.aim,
                    number=number + 1,
                    action=action.title,
                    day=_day(action.due_on),
                )
                return told_gap, place, number
    return None


def _goal_gap(goal: PlanGoal) -> Text | None:
    if not goal.aim:
        return NO_AIM
    if goal.due_on is None:
        return NO_GOAL_DAY
    if not goal.measure:
        return NO_MEASURE
    return None if goal.actions else NO_ACTIONS


def _action_gap(
    action: PlanAction, owners: frozenset[int], today: date, kept: Mapping[str, date | None]
) -> Text | None:
    if not action.title:
        return NO_TITLE
    if action.owner is None:
        return NO_OWNER
    if action.owner not in owners:
        return NOT_AN_OWNER
    if action.due_on is None:
        return NO_DAY
    is_past = action.due_on < today and kept.get(action.code) != action.due_on
    return PAST_DAY if is_past else None
