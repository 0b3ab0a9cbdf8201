"""Sets of rules as the domain reads them, and what they find about groups on a day."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from importlib.resources import files

from ruamphon.core.text import Text
from ruamphon.pathway.domain import FactValue
from ruamphon.pathway.domain.records import canonical
from ruamphon.pathway.domain.rule_reading import KnownToRules, parse_rules
from ruamphon.pathway.domain.rule_sets import (
    NO_RULES,
    Effect,
    Evaluated,
    FiredRule,
    RuleSet,
    evaluate_rules,
    facts_from_record,
    replay_rules,
)
from ruamphon.pathway.enums import EffectKind
from ruamphon.pathway.models import RuleEffect, RuleEvaluation, RuleFiring, RuleSetVersion
from ruamphon.pathway.queries.group_states import group_states
from ruamphon.pathway.queries.playbooks import playbook_of
from ruamphon.pathway.queries.rule_facts import facts_of, known_facts
from ruamphon.people.enums import Role
from ruamphon.programmes.enums import CohortState, EnrolmentState, PlaybookState
from ruamphon.programmes.models import Enrolment, Programme

IN_PROGRESS = (EnrolmentState.SELECTED, EnrolmentState.ACTIVE)

# One entry for each different text this process has read; a text in force is read without its programme's stages,
# so that a later playbook with fewer stages never makes it unreadable.
_READ: dict[str, RuleSet] = {}


def known_to_rules(programme: Programme | None = None) -> KnownToRules:
    """The facts, roles and, for a programme, the stages that its rules may speak of."""
    facts = {name: fact.is_yes_or_no for name, fact in known_facts().items()}
    return KnownToRules(facts, [role.value for role in Role], _stages(programme) if programme else ())


def _stages(programme: Programme) -> frozenset[int]:
    """The numbers of the stages of all playbooks its cohorts follow or may be moved to."""
    versions = programme.playbooks.filter(state=PlaybookState.PUBLISHED)
    return frozenset(stage.number for version in versions for stage in playbook_of(version).stages)


def read_rules(toml_text: str, programme: Programme) -> RuleSet:
    """The rules in a text, held against what this programme knows. Raises RuleProblems."""
    return parse_rules(toml_text, known=known_to_rules(programme))


def rules_of(version: RuleSetVersion | None) -> RuleSet:
    """The rules of a stored version, read once for each SHA-256; without a version, none."""
    if version is None:
        return NO_RULES
    if version.sha256 not in _READ:
        _READ[version.sha256] = parse_rules(version.toml, known=known_to_rules())
    return _READ[version.sha256]


def rules_in_force(programme: Programme) -> RuleSetVersion | None:
    """The version that rules a programme now: its newest."""
    found: RuleSetVersion | None = programme.rule_sets.order_by("-number").first()
    return found


def proposed_rules() -> str:
    """The platform's proposed set as text, to be confirmed by a programme."""
    data = files("ruamphon.pathway").joinpath("data/rules-proposed-1.toml")
    return data.read_text(encoding="utf-8")


def ruled_enrolments(programme: Programme) -> list[Enrolment]:
    """The groups that a programme's rules look at: being developed, in a cohort that is running."""
    rows = Enrolment.objects.filter(
        cohort__programme=programme, cohort__state=CohortState.RUNNING, state__in=IN_PROGRESS
    )
    return list(rows.select_related("enterprise", "cohort").order_by("pk"))


@dataclass(frozen=True)
class Outcome:
    """What a set of rules finds about one group on a day, and the facts it was found on."""

    fired: tuple[FiredRule, ...]
    facts: Mapping[str, FactValue]


def outcomes(rules: RuleSet, enrolments: Iterable[Enrolment], *, on: date) -> dict[int, Outcome]:
    """Enrolment id → which rules fire, as of `on`. The number of queries does not grow with the groups."""
    listed = list(enrolments)
    if not rules.rules or not listed:
        return {each.pk: Outcome((), {}) for each in listed}
    facts = facts_of(group_states(listed, on=on), rules.facts, on=on)
    return {pk: Outcome(evaluate_rules(rules, known, on=on), known) for pk, known in facts.items()}


def standing_firings(enrolments: Collection[int]) -> dict[int, dict[str, RuleFiring]]:
    """Enrolment id → rule code → the firing that stands; their effects come along. Two queries."""
    found: dict[int, dict[str, RuleFiring]] = defaultdict(dict)
    rows = RuleFiring.objects.standing().filter(enrolment__in=list(enrolments))
    for firing in rows.prefetch_related("effects").order_by("pk"):
        found[firing.enrolment_id][firing.rule_code] = firing
    return found


def blocks_on(enrolment: Enrolment, stage_number: int, *, on: date) -> list[Text]:
    """Why the rules do not let a group pass a stage today: asked anew, not read from the last evaluation."""
    version = rules_in_force(enrolment.cohort.programme)
    if version is None or enrolment.cohort.state != CohortState.RUNNING:
        return []
    fired = outcomes(rules_of(version), [enrolment], on=on)[enrolment.pk].fired
    return [
        each.reason for each in fired if any(_blocks(effect, stage_number) for effect in each.rule.effects)
    ]


def _blocks(effect: Effect, stage_number: int) -> bool:
    return effect.kind is EffectKind.BLOCK and effect.gate == stage_number


@dataclass(frozen=True)
class Touched:
    """One group that a change of rules would touch: what it would newly get, and what would end."""

    enrolment: Enrolment
    gains: tuple[Text, ...]
    ends: tuple[Text, ...]


@dataclass(frozen=True)
class RulePlan:
    """What putting a text in force would do, before anybody does it. `digest` names exactly this."""

    rules: RuleSet
    before: RuleSetVersion | None
    touched: list[Touched]
    looked_at: int
    digest: str


GAIN = Text("{kind}: {reason}", "{kind}: {reason}")
END = Text("เลิก{kind}: {reason}", "No longer: {kind}: {reason}")


def plan_rules(programme: Programme, toml_text: str, *, on: date) -> RulePlan:
    """Whom a text would touch if it ruled from now on. Changes nothing. Raises RuleProblems."""
    rules = read_rules(toml_text, programme)
    enrolments = ruled_enrolments(programme)
    found = outcomes(rules, enrolments, on=on)
    standing = standing_firings([each.pk for each in enrolments])
    before = rules_in_force(programme)
    old = rules_of(before)
    rows = [_touched(each, found[each.pk], standing.get(each.pk, {}), old) for each in enrolments]
    touched = [row for row in rows if row.gains or row.ends]
    told = [[row.enrolment.pk, [t.th for t in row.gains], [t.th for t in row.ends]] for row in touched]
    digest = sha256(canonical([toml_text, before.sha256 if before else "", told]).encode()).hexdigest()
    return RulePlan(rules, before, touched, len(enrolments), digest)


def _touched(
    enrolment: Enrolment, outcome: Outcome, standing: Mapping[str, RuleFiring], old: RuleSet
) -> Touched:
    gains = [
        GAIN.format(kind=effect.kind.label, reason=each.reason)
        for each in outcome.fired
        for effect in each.rule.effects
        if not _is_there(standing.get(each.rule.code), effect)
    ]
    fired = {each.rule.code: {effect.name for effect in each.rule.effects} for each in outcome.fired}
    ends = [
        END.format(kind=effect.kind.label, reason=firing.reason)
        for code, firing in sorted(standing.items())
        for effect in _effects_of(old, code)
        if effect.kind in LASTING and effect.name not in fired.get(code, set())
    ]
    return Touched(enrolment, tuple(gains), tuple(ends))


def _effects_of(rules: RuleSet, code: str) -> tuple[Effect, ...]:
    rule = rules.rule(code)
    return rule.effects if rule else ()


LASTING = (EffectKind.WARN, EffectKind.BLOCK)
"""Effects that hold as long as their rule fires; the others are done once and stay done."""


def _is_there(firing: RuleFiring | None, effect: Effect) -> bool:
    return firing is not None and effect.name in {each.name for each in firing.effects.all()}


@dataclass(frozen=True)
class ReplayDifference:
    """Where a group's recorded rules and their replay do not agree."""

    enrolment: int
    what: Text


ONLY_RECORDED = Text("บันทึกไว้ แต่ประเมินซ้ำแล้วไม่พบ: {what}", "Recorded, but not in the replay: {what}")
ONLY_REPLAYED = Text("ประเมินซ้ำแล้วพบ แต่ไม่ได้บันทึกไว้: {what}", "In the replay, but not recorded: {what}")


def replay_differences(enrolments: Collection[int] | None = None) -> list[ReplayDifference]:
    """Evaluate the whole recorded history again and compare; empty when it gives the same effects, once each."""
    entries: dict[int, list[Evaluated]] = defaultdict(list)
    rows = RuleEvaluation.objects.select_related("version").order_by("pk")
    for row in rows if enrolments is None else rows.filter(enrolment__in=list(enrolments)):
        entries[row.enrolment_id].append(
            Evaluated(row.on, facts_from_record(row.facts), rules_of(row.version))
        )
    recorded = _recorded(enrolments)
    return [
        difference
        for pk in sorted(entries.keys() | recorded.keys())
        for difference in _differences(pk, entries[pk], recorded.get(pk, frozenset()))
    ]


def _recorded(enrolments: Collection[int] | None) -> dict[int, frozenset[str]]:
    found: dict[int, set[str]] = defaultdict(set)
    firings, effects = RuleFiring.objects.all(), RuleEffect.objects.all()
    if enrolments is not None:
        firings = firings.filter(enrolment__in=list(enrolments))
        effects = effects.filter(firing__enrolment__in=list(enrolments))
    for pk, code, began, ended in firings.values_list("enrolment", "rule_code", "began_on", "ended_on"):
        found[pk].add(_firing(code, began, ended))
    for pk, key in effects.values_list("firing__enrolment", "key"):
        found[pk].add(key)
    return {pk: frozenset(words) for pk, words in found.items()}


def _firing(code: str, began_on: date, ended_on: date | None) -> str:
    return f"{code} {began_on}–{ended_on or ''}"


def _differences(pk: int, entries: list[Evaluated], recorded: frozenset[str]) -> list[ReplayDifference]:
    history = replay_rules(pk, entries)
    again = history.effects | {
        _firing(code, began, ended) for (code, began), ended in history.firings.items()
    }
    return [
        ReplayDifference(pk, sentence.format(what=what))
        for sentence, only in ((ONLY_RECORDED, recorded - again), (ONLY_REPLAYED, again - recorded))
        for what in sorted(only)
    ]
