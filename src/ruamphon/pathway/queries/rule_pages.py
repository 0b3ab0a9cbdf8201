"""What the pages about rules print: a set in words, what fires for a group and why, and for whom each rule fires."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.urls import reverse

from ruamphon.assessments.enums import Purpose
from ruamphon.core import thai_dates
from ruamphon.core.text import Text
from ruamphon.pathway.domain.conditions import say_condition
from ruamphon.pathway.domain.figures import with_unit
from ruamphon.pathway.domain.rule_reading import EFFECT_KEYS
from ruamphon.pathway.domain.rule_sets import Effect, Rule, RuleSet, facts_from_record, say
from ruamphon.pathway.enums import EffectKind
from ruamphon.pathway.facts import FACTS, WORDING
from ruamphon.pathway.models import RuleEffect, RuleFiring, RuleSetVersion
from ruamphon.pathway.queries.rule_facts import PATH_FACTS, known_facts
from ruamphon.pathway.queries.rule_sets import rules_in_force, rules_of
from ruamphon.people.enums import Role
from ruamphon.programmes.models import Enrolment, Programme

MOST_PAST = 30
MOST_GROUPS = 100

BLOCKS = Text("กั้นไม่ให้ผ่านขั้นที่ {gate}", "Blocks stage {gate}")
GIVES = Text("{kind}ให้{role} ภายใน {n} วัน", "{kind}: {role}, within {n} day||{kind}: {role}, within {n} days")
GIVES_PURPOSE = Text(
    "{kind} ({purpose}) ให้{role} ภายใน {n} วัน",
    "{kind} ({purpose}): {role}, within {n} day||{kind} ({purpose}): {role}, within {n} days",
)
TELLS = Text("แจ้ง{role}", "Notifies: {role}")
TOLD = Text("แจ้ง{role}แล้ว {n} คน", "Notified {role}: {n} person||Notified {role}: {n} people")
TASK_GIVEN = Text("{kind}: “{title}” ของ {owner}", "{kind}: “{title}”, {owner}")
TASK_WAITS = Text("{kind}: รอคนในบทบาท{role}", "{kind}: waits for somebody as {role}")
TASK_GONE = Text("{kind}: มอบหมายไปแล้ว", "{kind}: given already")
FROM = Text("ตั้งแต่ {day}", "from {day}")
UNTIL = Text("ถึง {day}", "until {day}")
YES_NO = Text("ใช่/ไม่ใช่", "yes/no")


@dataclass(frozen=True)
class RuleLine:
    """One rule in words. `groups` is for how many groups it fires now."""

    code: str
    reason: Text
    condition: Text
    when: str
    days: tuple[Text, ...]
    effects: tuple[Text, ...]
    proposed: bool
    groups: int = 0


def rule_lines(rules: RuleSet, groups: dict[str, int] | None = None) -> list[RuleLine]:
    """Every rule of a set in words, in its order."""
    return [_line(rule, (groups or {}).get(rule.code, 0)) for rule in rules.rules]


def _line(rule: Rule, groups: int) -> RuleLine:
    days = [
        sentence.format(day=thai_dates.text(day))
        for sentence, day in ((FROM, rule.from_on), (UNTIL, rule.until_on))
        if day
    ]
    return RuleLine(
        code=rule.code,
        reason=_reason_in_general(rule),
        condition=say_condition(rule.condition, _say_fact),
        when=rule.when,
        days=tuple(days),
        effects=tuple(_effect_in_words(effect) for effect in rule.effects),
        proposed=rule.proposed,
        groups=groups,
    )


def _reason_in_general(rule: Rule) -> Text:
    """The reason before there are figures: "…" stands for each."""
    blanks = dict.fromkeys(rule.mentioned, "…")
    return Text(rule.reason.th.format(**blanks), rule.reason.en.format(**blanks))


def _say_fact(name: str, number: Decimal | None) -> Text:
    fact = known_facts()[name]
    return fact.label if number is None else with_unit(number, fact.unit)


def _effect_in_words(effect: Effect) -> Text:
    role = WORDING.role(effect.role)
    if effect.kind is EffectKind.BLOCK:
        return BLOCKS.format(gate=effect.gate)
    if effect.kind is EffectKind.NOTIFY:
        return TELLS.format(role=role)
    if effect.purpose:
        return GIVES_PURPOSE.format(
            kind=effect.kind.label, purpose=effect.purpose.label, role=role, n=effect.due_in_days
        )
    if effect.kind is EffectKind.WARN:
        return effect.kind.label
    return GIVES.format(kind=effect.kind.label, role=role, n=effect.due_in_days)


@dataclass(frozen=True)
class FactLine:
    """A fact a rule rests on: its value that day, and the page where it grows."""

    label: Text
    value: Text
    url: str


@dataclass(frozen=True)
class FiringLine:
    """A rule that fires or fired for a group, why, and what was done about it."""

    code: str
    reason: Text
    began_on: date
    ended_on: date | None
    facts: tuple[FactLine, ...]
    because: tuple[str, ...]
    done: tuple[tuple[Text, str], ...]
    warns: bool
    blocks: tuple[int, ...]

    @property
    def tone(self) -> str:
        """The colour it is shown in."""
        return "neutral" if self.ended_on else "stop" if self.blocks else "turn" if self.warns else "info"


def firings_of(enrolment: Enrolment) -> list[FiringLine]:
    """What fires for a group now, then what fired before; newest first. Three queries."""
    rows = _with_effects(RuleFiring.objects.filter(enrolment=enrolment))
    now = rows.filter(ended_on__isnull=True)
    past = rows.filter(ended_on__isnull=False).order_by("-ended_on", "-began_on", "rule_code")
    return [_firing(row, enrolment) for row in (*now, *past[:MOST_PAST])]


def notices_of(enrolment: Enrolment) -> list[FiringLine]:
    """What rules say on a group's own page: warnings and blocks that stand. Blocks first."""
    rows = _with_effects(RuleFiring.objects.standing().filter(enrolment=enrolment))
    lines = [_firing(row, enrolment) for row in rows]
    return sorted((line for line in lines if line.blocks or line.warns), key=lambda line: not line.blocks)


def _with_effects(rows: Any) -> Any:
    return rows.select_related("version").prefetch_related("effects__task__owner")


def _firing(row: RuleFiring, enrolment: Enrolment) -> FiringLine:
    rule = rules_of(row.version).rule(row.rule_code)
    lasting = rule.effects if rule else ()
    return FiringLine(
        code=row.rule_code,
        reason=row.reason,
        began_on=row.began_on,
        ended_on=row.ended_on,
        facts=tuple(
            _fact_line(name, value, enrolment) for name, value in facts_from_record(row.facts).items()
        ),
        because=tuple(row.because),
        done=tuple(_done(effect) for effect in row.effects.all() if effect.kind not in {"warn", "block"}),
        warns=any(effect.kind is EffectKind.WARN for effect in lasting),
        blocks=tuple(effect.gate for effect in lasting if effect.kind is EffectKind.BLOCK),
    )


def _fact_line(name: str, value: Any, enrolment: Enrolment) -> FactLine:
    fact = known_facts().get(name)
    if fact is None:
        return FactLine(Text(name, name), say(value), "")
    number = isinstance(value.value, Decimal)
    said = with_unit(value.value, fact.unit) if number else say(value)
    return FactLine(fact.label, said, fact_url(name, enrolment))


def fact_url(name: str, enrolment: Enrolment) -> str:
    """Where a fact comes from: the group's record, its path, or its teams, activities and deliverables."""
    if name in PATH_FACTS:
        return reverse("pathway:roadmap", args=[enrolment.pk])
    if FACTS[name].of_enterprise:
        return reverse("registry:enterprise", args=[enrolment.enterprise_id])
    return reverse("programmes:enrolment", args=[enrolment.pk])


def _done(effect: RuleEffect) -> tuple[Text, str]:
    kind, role = EffectKind(effect.kind).label, WORDING.role(effect.role)
    if effect.kind == EffectKind.NOTIFY:
        return TOLD.format(role=role, n=effect.told), ""
    if effect.task:
        said = TASK_GIVEN.format(kind=kind, title=effect.task.title, owner=effect.task.owner.name)
        return said, effect.task.get_absolute_url()
    return (TASK_GONE.format(kind=kind) if effect.done_at else TASK_WAITS.format(kind=kind, role=role)), ""


@dataclass(frozen=True)
class RuledGroup:
    """A group for which rules fire now, with their reasons."""

    enrolment: Enrolment
    reasons: tuple[Text, ...]


@dataclass(frozen=True)
class ProgrammeRules:
    """A programme's rules in force, for whom they fire, and every version."""

    version: RuleSetVersion | None
    lines: list[RuleLine]
    groups: list[RuledGroup]
    more: int
    versions: list[RuleSetVersion]


def programme_rules(programme: Programme) -> ProgrammeRules:
    """The page of a programme's rules. Its queries do not grow with the groups; at most MOST_GROUPS are shown."""
    version = rules_in_force(programme)
    standing = RuleFiring.objects.standing().filter(enrolment__cohort__programme=programme)
    counts = Counter(standing.values_list("rule_code", flat=True))
    ordered = standing.order_by("enrolment__enterprise__sort_text", "enrolment", "rule_code")
    by_group: dict[int, list[RuleFiring]] = defaultdict(list)
    for row in ordered.select_related("enrolment__enterprise"):
        by_group[row.enrolment_id].append(row)
    groups = [RuledGroup(rows[0].enrolment, tuple(row.reason for row in rows)) for rows in by_group.values()]
    versions = programme.rule_sets.select_related("published_by").order_by("-number")
    return ProgrammeRules(
        version,
        rule_lines(rules_of(version), dict(counts)),
        groups[:MOST_GROUPS],
        max(len(groups) - MOST_GROUPS, 0),
        list(versions[:MOST_PAST]),
    )


def visible_rule_sets(account: Any) -> Any:
    """Versions an account may read: those of the programmes it reads."""
    return RuleSetVersion.objects.visible_to(account).select_related("programme", "published_by")


@dataclass(frozen=True)
class KindOfEffect:
    """One kind of effect as the page beside the rules lists it."""

    word: str
    label: Text
    keys: str


@dataclass(frozen=True)
class WordList:
    """What rules may say, for the page on which they are written."""

    facts: list[tuple[str, Text, Text]]
    effects: list[KindOfEffect]
    roles: list[tuple[str, Text]]
    purposes: list[tuple[str, Text]]


def word_list() -> WordList:
    """Facts, effects, roles and purposes with their names in both languages."""
    return WordList(
        facts=[
            (name, fact.label, YES_NO if fact.is_yes_or_no else fact.unit.format(n=2))
            for name, fact in known_facts().items()
        ],
        effects=[KindOfEffect(kind.value, kind.label, _keys(kind)) for kind in EffectKind],
        roles=_named(Role),
        purposes=_named(Purpose),
    )


def _keys(kind: EffectKind) -> str:
    return ", ".join(key for key in EFFECT_KEYS[kind] if key != "do")


def _named(words: Iterable[Any]) -> list[tuple[str, Text]]:
    return [(word.value, word.label) for word in words]
