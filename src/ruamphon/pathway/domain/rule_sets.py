"""Rules as data: when a condition over facts holds, what is done about it, and why. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from ruamphon.assessments.enums import Purpose
from ruamphon.core.text import Text
from ruamphon.pathway.domain.conditions import Condition, facts_in, holds, rules_in
from ruamphon.pathway.domain.criterion import NOTHING
from ruamphon.pathway.domain.figures import plain, shown
from ruamphon.pathway.domain.gate import NOT_MEASURED, FactValue
from ruamphon.pathway.enums import EffectKind

NOT_KNOWN = Text("(ยังไม่มีข้อมูล)", "(not known)")
YES = Text("ใช่", "yes")
NO = Text("ไม่ใช่", "no")


@dataclass(frozen=True, slots=True)
class Effect:
    """One thing a rule does. `name` tells a rule's effects apart: "warn1", "assign_task2".

    `role` owns the task or is notified, `due_in_days` counts from the day it is carried out, `gate` is the stage
    whose gate is blocked. A title left empty is the rule's reason.
    """

    name: str
    kind: EffectKind
    role: str = ""
    due_in_days: int = 0
    gate: int = 0
    title: Text = NOTHING
    purpose: Purpose | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """When `condition` holds, between the two days where they are given, `effects` are done for `reason`."""

    code: str
    condition: Condition
    when: str
    reason: Text
    effects: tuple[Effect, ...]
    from_on: date | None = None
    until_on: date | None = None
    proposed: bool = False
    mentioned: frozenset[str] = frozenset()

    @property
    def facts(self) -> frozenset[str]:
        """The facts its condition asks for and its reason mentions."""
        return facts_in(self.condition) | self.mentioned


@dataclass(frozen=True, slots=True)
class RuleSet:
    """The rules of a programme in one version."""

    title: Text
    rules: tuple[Rule, ...]

    @property
    def facts(self) -> frozenset[str]:
        """Every fact the rules ask for."""
        return frozenset().union(*(rule.facts for rule in self.rules))

    def rule(self, code: str) -> Rule | None:
        """The rule with this code, if there is one."""
        return next((rule for rule in self.rules if rule.code == code), None)


@dataclass(frozen=True, slots=True)
class FiredRule:
    """A rule that fires on a day: its reason with figures, the facts it rests on, and the rules it rests on."""

    rule: Rule
    reason: Text
    facts: Mapping[str, FactValue]
    because: tuple[str, ...]


NO_RULES = RuleSet(NOTHING, ())


def evaluate_rules(rule_set: RuleSet, facts: Mapping[str, FactValue], *, on: date) -> tuple[FiredRule, ...]:
    """The rules that fire on a day, by code. The order in which they are written does not matter.

    Conditions never go in a circle: parse_rules refuses such a set.
    """
    by_code = {rule.code: rule for rule in rule_set.rules}
    answers: dict[str, bool] = {}

    def fires(code: str) -> bool:
        if code not in answers:
            rule = by_code[code]
            answers[code] = _is_in_time(rule, on) and holds(rule.condition, facts, fires) is True
        return answers[code]

    return tuple(_fired(by_code[code], facts, fires) for code in sorted(by_code) if fires(code))


def _is_in_time(rule: Rule, on: date) -> bool:
    return (rule.from_on is None or rule.from_on <= on) and (rule.until_on is None or on <= rule.until_on)


def _fired(rule: Rule, facts: Mapping[str, FactValue], fires: Any) -> FiredRule:
    used = {name: facts.get(name, NOT_MEASURED) for name in sorted(rule.facts)}
    because = tuple(sorted(code for code in rules_in(rule.condition) if fires(code)))
    return FiredRule(rule, fill(rule, used), used, because)


def fill(rule: Rule, facts: Mapping[str, FactValue]) -> Text:
    """The reason with its figures."""
    values = {name: say(facts.get(name, NOT_MEASURED)) for name in rule.mentioned}
    return Text(
        rule.reason.th.format(**{name: value.th for name, value in values.items()}),
        rule.reason.en.format(**{name: value.en for name, value in values.items()}),
    )


def say(fact: FactValue) -> Text:
    """A fact's value in words."""
    if fact.value is None:
        return NOT_KNOWN
    if isinstance(fact.value, bool):
        return YES if fact.value else NO
    figure = shown(fact.value)
    return Text(figure, figure)


def facts_to_record(facts: Mapping[str, FactValue]) -> dict[str, str | bool | None]:
    """Facts as JSON holds them without loss."""
    return {
        name: plain(fact.value) if isinstance(fact.value, Decimal) else fact.value
        for name, fact in sorted(facts.items())
    }


def facts_from_record(record: Mapping[str, str | bool | None]) -> dict[str, FactValue]:
    """Facts back from a record."""
    return {
        name: FactValue(Decimal(value) if isinstance(value, str) else value) for name, value in record.items()
    }


@dataclass(frozen=True, slots=True)
class Standing:
    """A rule that has been firing since a day without a break."""

    code: str
    began_on: date


@dataclass(frozen=True, slots=True)
class Turnover:
    """What one evaluation changes for one group: firings that begin and end, and effects to carry out by key."""

    begins: tuple[Standing, ...]
    ends: tuple[Standing, ...]
    effects: Mapping[str, tuple[FiredRule, Effect]]


def effect_key(enrolment: int, code: str, began_on: date, effect: str) -> str:
    """What an effect is carried out once for: this group, this rule, since this day, this effect of it."""
    return f"rule-{enrolment}-{code}-{began_on:%Y%m%d}-{effect}"


def turn_over(
    enrolment: int, standing: Mapping[str, date], fired: Sequence[FiredRule], *, on: date
) -> Turnover:
    """From the rules that were firing (code → since when) and those that fire now, what changes."""
    now = {each.rule.code for each in fired}
    since = {code: standing.get(code, on) for code in now}
    effects = {
        effect_key(enrolment, each.rule.code, since[each.rule.code], effect.name): (each, effect)
        for each in fired
        for effect in each.rule.effects
    }
    return Turnover(
        begins=tuple(Standing(code, on) for code in sorted(now - standing.keys())),
        ends=tuple(Standing(code, standing[code]) for code in sorted(standing.keys() - now)),
        effects=effects,
    )


@dataclass(frozen=True, slots=True)
class Evaluated:
    """One recorded evaluation of one group: the day, the facts used and the rules of that day."""

    on: date
    facts: Mapping[str, FactValue]
    rules: RuleSet


@dataclass(frozen=True, slots=True)
class History:
    """What a group's recorded evaluations amount to: each firing with its last day, and the keys of all effects."""

    firings: Mapping[tuple[str, date], date | None]
    effects: frozenset[str]


def replay_rules(enrolment: int, entries: Sequence[Evaluated]) -> History:
    """Evaluate a group's whole history again, in its order; each effect comes once, however often it is due."""
    firings: dict[tuple[str, date], date | None] = {}
    standing: dict[str, date] = {}
    effects: set[str] = set()
    for entry in entries:
        fired = evaluate_rules(entry.rules, entry.facts, on=entry.on)
        turnover = turn_over(enrolment, standing, fired, on=entry.on)
        for ended in turnover.ends:
            firings[ended.code, ended.began_on] = entry.on
            del standing[ended.code]
        for begun in turnover.begins:
            firings[begun.code, begun.began_on] = None
            standing[begun.code] = begun.began_on
        effects.update(turnover.effects)
    return History(firings, frozenset(effects))
