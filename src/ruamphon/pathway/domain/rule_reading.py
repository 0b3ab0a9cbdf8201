"""Reading a set of rules from TOML: all problems at once, each with its rule, its line and the fix."""

import re
import tomllib
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice
from typing import Any

from ruamphon.assessments.enums import Purpose
from ruamphon.core.text import Text
from ruamphon.pathway.domain.conditions import (
    RESERVED,
    Compare,
    Condition,
    ConditionProblem,
    nearest,
    parse_condition,
    rules_in,
)
from ruamphon.pathway.domain.reading import Notes, Table, printable
from ruamphon.pathway.domain.rule_sets import Effect, Rule, RuleSet
from ruamphon.pathway.enums import EffectKind

MOST_RULES = 60
MOST_EFFECTS = 6
MOST_DUE = 730
CODE_MOST = 30
RULES_HEADER = re.compile(r"\s*\[\[\s*rules\s*\]\]")
EFFECTS_HEADER = re.compile(r"\s*\[\[\s*rules\s*\.\s*effects\s*\]\]")
WHEN_LINE = re.compile(r"\s*when\s*=")
MENTION = re.compile(r"\{([a-z_]+)\}")
TOP_KEYS = ("title", "rules")
RULE_KEYS = ("code", "when", "from", "until", "reason", "proposed", "effects")
EFFECT_KEYS: dict[EffectKind, tuple[str, ...]] = {
    EffectKind.WARN: ("do",),
    EffectKind.BLOCK: ("do", "gate"),
    EffectKind.ASSIGN_TASK: ("do", "owner", "due_in_days", "title"),
    EffectKind.SCHEDULE_VISIT: ("do", "owner", "due_in_days", "title"),
    EffectKind.SCHEDULE_ASSESSMENT: ("do", "owner", "due_in_days", "title", "purpose"),
    EffectKind.NOTIFY: ("do", "role"),
}
"""What each kind of effect may say about itself."""

WHOLE_SET = Text("ทั้งชุด", "The whole set")
RULE_PLACE = Text("กฎ “{code}”", "Rule “{code}”")
EFFECT_PLACE = Text("{rule} ผลที่ {number}", "{rule}, effect {number}")
BAD_TOML = Text(
    "อ่านข้อความไม่ได้ ตรวจเครื่องหมายคำพูด วงเล็บ และเครื่องหมาย = แถวนั้น ({detail})",
    "The text cannot be read. Check quotes, brackets and = signs there ({detail}).",
)
NO_RULES = Text(
    "ยังไม่มีกฎ เพิ่ม [[rules]] ถ้าตั้งใจเลิกใช้ทุกกฎ เขียน rules = []",
    "There are no rules. Add [[rules]]; to stop all rules, write rules = [].",
)
TOO_MANY = Text("มี {n} กฎ ให้ไม่เกิน {most}", "There are {n} rules. Keep them to {most}.")
TOO_MANY_EFFECTS = Text("มีผล {n} อย่าง ให้ไม่เกิน {most}", "It has {n} effects. Keep them to {most}.")
DUPLICATE = Text(
    "code “{code}” ซ้ำกัน {n} แห่ง ตั้งใหม่ให้ไม่ซ้ำ", "The code “{code}” is used {n} times. Give each its own."
)
LONG_CODE = Text("code ยาวเกินไป ให้ไม่เกิน {most} ตัวอักษร", "The code is too long. Keep it to {most} characters.")
WORD_CODE = Text(
    "code “{code}” เป็นคำที่ใช้ในเงื่อนไข ตั้งชื่ออื่น", "The code “{code}” is a word of conditions. Choose another."
)
NO_EFFECTS = Text(
    "ยังไม่บอกว่าให้ทำอะไร เพิ่ม [[rules.effects]] อย่างน้อยหนึ่งอย่าง",
    "It does not say what to do. Add at least one [[rules.effects]].",
)
NO_DO = Text("ยังไม่มี do เลือกจาก: {known}", "do is missing. Choose from: {known}.")
UNKNOWN_DO = Text("ไม่มีผลชื่อ “{word}”{hint} ใช้ได้: {known}", "There is no effect “{word}”{hint} Known: {known}.")
NO_ROLE = Text("ต้องบอก {key} ว่าเป็นบทบาทใด ใช้ได้: {known}", "{key} is missing: which role. Known: {known}.")
NO_DUE = Text(
    "ต้องบอก due_in_days ว่าให้เสร็จภายในกี่วัน", "due_in_days is missing: in how many days it has to be done."
)
NO_GATE = Text("ต้องบอก gate ว่ากั้นขั้นที่เท่าไร", "gate is missing: which stage's gate is blocked.")
NO_SUCH_GATE = Text(
    "เกณฑ์ของโครงการไม่มีขั้นที่ {number} มีขั้นที่ {known}",
    "The programme's playbook has no stage {number}; it has {known}.",
)
NO_SUCH_STAGE = Text(
    "เงื่อนไขถามถึงขั้นที่ {number} แต่เกณฑ์ของโครงการมีขั้นที่ {known}",
    "The condition asks for stage {number}; the programme's playbook has {known}.",
)
NO_PURPOSE = Text("ต้องบอก purpose ว่าประเมินเพื่ออะไร ใช้ได้: {known}", "purpose is missing. Choose from: {known}.")
BACKWARDS = Text("until อยู่ก่อน from จึงไม่มีวันใดที่กฎนี้ทำงาน", "until comes before from, so the rule never works.")
BRACES = Text(
    "{key} มีวงเล็บปีกกาที่อ่านไม่ได้ เขียนเช่น {{days_since_activity}}",
    "{key} has braces that cannot be read. Write them like {{days_since_activity}}.",
)
UNKNOWN_MENTION = Text(
    "{key} เอ่ยถึง {{{word}}} แต่ไม่มีข้อเท็จจริงชื่อนี้{hint}",
    "{key} mentions {{{word}}}, but there is no such fact{hint}",
)
CYCLE = Text(
    "กฎอ้างถึงกันเป็นวงกลม: {path} ตัดการอ้างถึงออกหนึ่งแห่ง",
    "Rules refer to each other in a circle: {path}. Take one of these references out.",
)


class RuleProblems(ValueError):  # noqa: N818 — named for what it carries: all problems, not one error
    """Everything wrong with a set of rules: `.problems`, each a sentence with its place and what to do."""

    def __init__(self, problems: Iterable[Text]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(problem.en for problem in self.problems))


@dataclass(frozen=True)
class KnownToRules:
    """What rules may speak of. `facts` maps a fact to whether it is a yes or no; no stages: any number will do."""

    facts: Mapping[str, bool]
    roles: Collection[str]
    stages: Collection[int] = ()


@dataclass(frozen=True)
class _Row:
    """One rule's table, the lines of its header and of its condition, and its effects with theirs."""

    table: Table
    when_line: int | None
    effects: tuple[tuple[Mapping[str, Any], int | None], ...]


def parse_rules(toml_text: str, *, known: KnownToRules) -> RuleSet:
    """The rules in a TOML text. RuleProblems lists everything wrong with it at once."""
    notes = Notes()
    top = Table(_toml(toml_text), WHOLE_SET, None, notes)
    top.only(TOP_KEYS)
    title = top.text("title")
    rows = _rows(top, toml_text)
    codes = [row.table.code("code") for row in rows]
    _check_codes(top, rows, codes)
    rules = tuple(_rule(row, code, set(codes) - {""}, known) for row, code in zip(rows, codes, strict=True))
    _check_circles(top, rules, rows)
    if notes.problems:
        raise RuleProblems(notes.problems)
    return RuleSet(title, rules)


def _toml(toml_text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(toml_text, parse_float=Decimal)
    except (ValueError, ArithmeticError, RecursionError) as error:
        notes, found = Notes(), re.search(r"at line (\d+)", str(error))
        notes.add(WHOLE_SET, int(found[1]) if found else None, BAD_TOML.format(detail=str(error)))
        raise RuleProblems(notes.problems) from error


def _lines(toml_text: str, pattern: re.Pattern[str], expected: int) -> list[int | None]:
    """The numbers of the lines that match; none at all where they do not fit what was read."""
    found: list[int | None] = [
        number for number, line in enumerate(toml_text.split("\n"), 1) if pattern.match(line)
    ]
    return found if len(found) == expected else [None] * expected


def _rows(top: Table, toml_text: str) -> list[_Row]:
    read = top.tables("rules")
    if not read and top.values.get("rules") != []:
        top.note(NO_RULES)
    if len(read) > MOST_RULES:
        top.note(TOO_MANY, n=len(read), most=MOST_RULES)
    headers = _lines(toml_text, RULES_HEADER, len(read))
    whens = iter(_lines(toml_text, WHEN_LINE, sum("when" in row for row in read)))
    tables = [
        Table(row, RULE_PLACE.format(code=_quoted(row, "code")), line, top.notes)
        for row, line in zip(read, headers, strict=True)
    ]
    groups = [table.tables("effects") for table in tables]
    lines = iter(_lines(toml_text, EFFECTS_HEADER, sum(map(len, groups))))
    return [
        _Row(
            table,
            next(whens) if "when" in table.values else None,
            tuple(zip(group, islice(lines, len(group)), strict=True)),
        )
        for table, group in zip(tables, groups, strict=True)
    ]


def _quoted(row: Mapping[str, Any], key: str) -> str:
    word = row.get(key)
    return printable(word) if isinstance(word, str) and word else "?"


def _check_codes(top: Table, rows: Sequence[_Row], codes: Sequence[str]) -> None:
    for code, times in Counter(code for code in codes if code).items():
        if times > 1:
            top.note(DUPLICATE, code=code, n=times)
    for row, code in zip(rows, codes, strict=True):
        if len(code) > CODE_MOST:
            row.table.note(LONG_CODE, most=CODE_MOST)
        if code in RESERVED:
            row.table.note(WORD_CODE, code=code)


def _rule(row: _Row, code: str, codes: Collection[str], known: KnownToRules) -> Rule:
    table = row.table
    table.only(RULE_KEYS)
    when, reason = table.string("when", required=True, most=1000), table.text("reason", most=500)
    rule = Rule(
        code=code,
        condition=_condition(row, when, codes, known),
        when=when,
        reason=reason,
        effects=_effects(row, known),
        from_on=table.day("from"),
        until_on=table.day("until"),
        proposed=table.flag("proposed"),
        mentioned=_mentioned(table, "reason", reason, known),
    )
    if rule.from_on and rule.until_on and rule.until_on < rule.from_on:
        table.note(BACKWARDS)
    return rule


NEVER = Compare("", "=", value=True)
"""Stands for a condition that could not be read; the set is refused anyway."""


def _condition(row: _Row, when: str, codes: Collection[str], known: KnownToRules) -> Condition:
    if not when:
        return NEVER
    try:
        condition = parse_condition(when, facts=known.facts, codes=codes)
    except ConditionProblem as problem:
        row.table.notes.add(row.table.place, row.when_line or row.table.line, problem.reason)
        return NEVER
    _check_stages(row.table, condition, known.stages)
    return condition


def _check_stages(table: Table, condition: Condition, stages: Collection[int]) -> None:
    """`stage = 7` in a playbook of four can never be true: most often a slip."""
    asked = [part.value for part in _compared(condition) if part.fact == "stage" and part.sign == "="]
    for number in asked:
        if stages and isinstance(number, Decimal) and number not in stages:
            table.note(NO_SUCH_STAGE, number=number, known=_listed(stages))


def _compared(condition: Condition) -> Iterable[Compare]:
    if isinstance(condition, Compare):
        return [condition]
    inner = getattr(condition, "parts", None) or [getattr(condition, "inner", None)]
    return [each for part in inner if part is not None for each in _compared(part)]


def _listed(words: Iterable[object]) -> str:
    return ", ".join(sorted(str(word) for word in words))


def _mentioned(table: Table, key: str, said: Text, known: KnownToRules) -> frozenset[str]:
    """The facts whose figures a sentence gives."""
    names: set[str] = set()
    for part, words in ((f"{key}.th", said.th), (f"{key}.en", said.en)):
        if re.search(r"[{}]", MENTION.sub("", words)):
            table.note(BRACES, key=part)
        for word in MENTION.findall(words):
            if word not in known.facts:
                table.note(UNKNOWN_MENTION, key=part, word=word, hint=nearest(word, known.facts))
            names.add(word)
    return frozenset(names)


def _effects(row: _Row, known: KnownToRules) -> tuple[Effect, ...]:
    if not row.effects:
        row.table.note(NO_EFFECTS)
    if len(row.effects) > MOST_EFFECTS:
        row.table.note(TOO_MANY_EFFECTS, n=len(row.effects), most=MOST_EFFECTS)
    seen: Counter[EffectKind] = Counter()
    found = []
    for number, (values, line) in enumerate(row.effects, 1):
        place = EFFECT_PLACE.format(rule=row.table.place, number=number)
        table = Table(values, place, line or row.table.line, row.table.notes)
        kind = _kind(table)
        if kind is not None:
            seen[kind] += 1
            found.append(_effect(table, kind, f"{kind.value}{seen[kind]}", known))
    return tuple(found)


def _kind(table: Table) -> EffectKind | None:
    kinds = [member.value for member in EffectKind]
    word = table.string("do")
    if not word:
        table.note(NO_DO, known=", ".join(kinds))
        return None
    if word not in kinds:
        table.note(UNKNOWN_DO, word=printable(word), hint=nearest(word, kinds), known=", ".join(kinds))
        return None
    return EffectKind(word)


def _effect(table: Table, kind: EffectKind, name: str, known: KnownToRules) -> Effect:
    keys = EFFECT_KEYS[kind]
    table.only(keys)
    return Effect(
        name=name,
        kind=kind,
        role=_role(table, keys, known),
        due_in_days=_due(table) if "due_in_days" in keys else 0,
        gate=_gate(table, known) if kind is EffectKind.BLOCK else 0,
        title=table.text("title", required=False),
        purpose=_purpose(table) if "purpose" in keys else None,
    )


def _role(table: Table, keys: Collection[str], known: KnownToRules) -> str:
    key = next((each for each in ("owner", "role") if each in keys), None)
    if key is None:
        return ""
    role = table.among(key, known.roles)
    if key not in table.values:
        table.note(NO_ROLE, key=key, known=_listed(known.roles))
    return role


def _due(table: Table) -> int:
    if "due_in_days" not in table.values:
        table.note(NO_DUE)
    return table.whole("due_in_days", 0, least=0, most=MOST_DUE) or 0


def _gate(table: Table, known: KnownToRules) -> int:
    if "gate" not in table.values:
        table.note(NO_GATE)
        return 0
    gate = table.whole("gate", 0, least=1, most=99) or 0
    if gate and known.stages and gate not in known.stages:
        table.note(NO_SUCH_GATE, number=gate, known=_listed(known.stages))
    return gate


def _purpose(table: Table) -> Purpose | None:
    if "purpose" not in table.values:
        table.note(NO_PURPOSE, known=", ".join(member.value for member in Purpose))
    return table.choice("purpose", Purpose, None)


def _check_circles(top: Table, rules: Sequence[Rule], rows: Sequence[_Row]) -> None:
    """Each circle is told once, as the path one would walk, with the line of its first rule."""
    asks = {rule.code: sorted(rules_in(rule.condition)) for rule in rules if rule.code}
    lines = {rule.code: row.when_line or row.table.line for rule, row in zip(rules, rows, strict=True)}
    told: set[frozenset[str]] = set()
    for code in asks:
        path = _circle(code, asks)
        if path and frozenset(path) not in told:
            told.add(frozenset(path))
            place = RULE_PLACE.format(code=path[0])
            top.notes.add(place, lines[path[0]], CYCLE.format(path=" → ".join(path)))


def _circle(start: str, asks: Mapping[str, Sequence[str]]) -> list[str] | None:
    """A shortest way from a rule back to itself, both ends named; None when there is none."""
    ways = [[start]]
    seen: set[str] = set()
    while ways:
        way = ways.pop(0)
        for code in asks.get(way[-1], ()):
            if code == start:
                return [*way, start]
            if code not in seen:
                seen.add(code)
                ways.append([*way, code])
    return None
