"""Conditions over facts, as a manager writes them: `days_since_activity > 45 and not student_team_assigned`.

What is not measured is unknown: it is neither above nor below anything, and `not` unknown is unknown too. Only
`= unknown` asks for it. A rule fires where its condition is true, never where it is unknown.
"""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from difflib import get_close_matches
from operator import eq, ge, gt, le, lt, ne

from ruamphon.core.text import Text
from ruamphon.pathway.domain.gate import NOT_MEASURED, FactValue

MOST_DEEP = 30
"""Brackets and `not` inside each other; nobody can read more."""

TOKEN = re.compile(
    r"\s*(?:(?P<number>\d+(?:\.\d+)?)|(?P<word>[A-Za-z_][A-Za-z0-9_-]*)|(?P<sign><=|>=|!=|[<>=()])|(?P<odd>\S))"
)
OPERATORS: dict[str, Callable[[Decimal, Decimal], bool]] = {
    "<": lt,
    "<=": le,
    ">": gt,
    ">=": ge,
    "=": eq,
    "!=": ne,
}
RESERVED = frozenset({"and", "or", "not", "rule", "yes", "no", "unknown"})

EMPTY = Text("ยังไม่ได้เขียนเงื่อนไข", "There is no condition.")
ODD = Text(
    "ตัวที่ {column}: อ่าน “{word}” ไม่ได้ ใช้ชื่อข้อเท็จจริง ตัวเลข and or not ( ) และ < <= > >= = !=",
    "Character {column}: “{word}” cannot be read. Use names of facts, numbers, and or not ( ) and < <= > >= = !=.",
)
EXPECTED_FACT = Text(
    "ตัวที่ {column}: ตรงนี้ควรเป็นชื่อข้อเท็จจริง not rule หรือวงเล็บ แต่พบ “{word}”",
    "Character {column}: a fact's name, not, rule or a bracket belongs here, but there is “{word}”.",
)
UNKNOWN_FACT = Text(
    "ตัวที่ {column}: ไม่มีข้อเท็จจริงชื่อ “{word}”{hint}",
    "Character {column}: there is no fact called “{word}”{hint}",
)
UNKNOWN_RULE = Text(
    "ตัวที่ {column}: ไม่มีกฎชื่อ “{word}” ในชุดนี้{hint}",
    "Character {column}: there is no rule “{word}” in this set{hint}",
)
DID_YOU_MEAN = Text(" หมายถึง “{name}” หรือไม่", ". Did you mean “{name}”?")
SEE_LIST = Text(" ดูรายชื่อที่ใช้ได้ข้างช่องนี้", ". See the list beside the box.")
RULE_CODE = Text(
    "ตัวที่ {column}: หลัง rule ต้องเป็นรหัสของกฎอีกข้อ เช่น rule no-visit",
    "Character {column}: after “rule” comes the code of another rule, such as rule no-visit.",
)
NUMBER_NEEDED = Text(
    "ตัวที่ {column}: “{fact}” เป็นตัวเลข ต้องเทียบกับตัวเลข เช่น {fact} > 3 แต่พบ “{word}”",
    "Character {column}: “{fact}” is a number; compare it with a number, such as {fact} > 3, not “{word}”.",
)
YES_NO_NEEDED = Text(
    "ตัวที่ {column}: “{fact}” เป็นใช่หรือไม่ใช่ เขียน {fact} เฉย ๆ หรือ {fact} = yes หรือ no แต่พบ “{word}”",
    "Character {column}: “{fact}” is a yes or no; write just {fact}, or {fact} = yes or no, not “{word}”.",
)
SIGN_NEEDED = Text(
    "ตัวที่ {column}: “{fact}” เป็นตัวเลข ต้องบอกว่าเทียบกับเท่าไร เช่น {fact} > 3",
    "Character {column}: “{fact}” is a number; say what it is compared with, such as {fact} > 3.",
)
WRONG_SIGN = Text(
    "ตัวที่ {column}: ตรงนี้ใช้ได้เฉพาะ = หรือ != แต่พบ “{word}”",
    "Character {column}: only = or != goes here, not “{word}”.",
)
LEFT_OVER = Text(
    "ตัวที่ {column}: ต่อด้วย and หรือ or แต่พบ “{word}”", "Character {column}: and or or belongs before “{word}”."
)
OPEN_BRACKET = Text("ตัวที่ {column}: ขาดวงเล็บปิด", "Character {column}: a closing bracket is missing.")
TOO_DEEP = Text(
    "เงื่อนไขซ้อนกันลึกเกินไป แยกเป็นหลายกฎ", "The condition is nested too deep. Make several rules of it."
)
THE_END = Text("จบเงื่อนไข", "the end")


class ConditionProblem(ValueError):  # noqa: N818 — a sentence for whoever wrote it
    """Why a condition cannot be read: `.reason` names the place in it and the fix."""

    def __init__(self, reason: Text) -> None:
        super().__init__(reason.en)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Compare:
    """A fact held against a value: a number, a yes or no, or None for "not measured"."""

    fact: str
    sign: str
    value: Decimal | bool | None


@dataclass(frozen=True, slots=True)
class Fires:
    """That another rule fires."""

    code: str


@dataclass(frozen=True, slots=True)
class Not:
    """The opposite; of unknown, unknown."""

    inner: "Condition"


@dataclass(frozen=True, slots=True)
class Join:
    """`and` (all) or `or` (any) of several."""

    word: str
    parts: tuple["Condition", ...]


Condition = Compare | Fires | Not | Join


def parse_condition(text: str, *, facts: Mapping[str, bool], codes: Collection[str]) -> Condition:
    """The condition in a text. `facts` maps each known fact to whether it is a yes or no, `codes` are the rules'.

    Raises ConditionProblem with the place (counted in characters from 1) and the fix.
    """
    reader = _Reader(text, facts, codes)
    if reader.word == "":
        raise ConditionProblem(EMPTY)
    found = reader.any_of(0)
    if reader.word:
        raise reader.problem(LEFT_OVER)
    return found


def holds(condition: Condition, facts: Mapping[str, FactValue], fires: Callable[[str], bool]) -> bool | None:
    """Whether a condition is true; None when what it rests on is not known."""
    match condition:
        case Compare():
            return _compare(condition, facts.get(condition.fact, NOT_MEASURED).value)
        case Fires():
            return fires(condition.code)
        case Not():
            inner = holds(condition.inner, facts, fires)
            return None if inner is None else not inner
        case Join():
            return _join(condition.word, [holds(part, facts, fires) for part in condition.parts])


def facts_in(condition: Condition) -> frozenset[str]:
    """The names of all facts a condition asks for."""
    return frozenset(part.fact for part in _parts(condition) if isinstance(part, Compare))


def rules_in(condition: Condition) -> frozenset[str]:
    """The codes of all rules a condition rests on."""
    return frozenset(part.code for part in _parts(condition) if isinstance(part, Fires))


def nearest(word: str, known: Collection[str]) -> Text:
    """A question with the nearest known word, or where to look when none is near."""
    close = get_close_matches(word, sorted(known), n=1, cutoff=0.5)
    return DID_YOU_MEAN.format(name=close[0]) if close else SEE_LIST


def _parts(condition: Condition) -> Iterator[Condition]:
    yield condition
    if isinstance(condition, Not):
        yield from _parts(condition.inner)
    elif isinstance(condition, Join):
        for part in condition.parts:
            yield from _parts(part)


def _compare(asked: Compare, have: Decimal | bool | None) -> bool | None:
    if asked.value is None:
        return (have is None) is (asked.sign == "=")
    if have is None or isinstance(have, bool) is not isinstance(asked.value, bool):
        return None
    return OPERATORS[asked.sign](Decimal(have), Decimal(asked.value))


def _join(word: str, answers: list[bool | None]) -> bool | None:
    """Kleene's: one false settles an `and`, one true settles an `or`, whatever is unknown beside it."""
    settling = word == "or"
    if settling in answers:
        return settling
    return None if None in answers else not settling


class _Reader:
    """Recursive descent: or, and, not, then a comparison, a rule or a bracket."""

    def __init__(self, text: str, facts: Mapping[str, bool], codes: Collection[str]) -> None:
        self.facts, self.codes = facts, codes
        self.tokens = [(found.lastgroup or "", found) for found in TOKEN.finditer(text)]
        self.length = len(text.rstrip())
        self.at = 0
        odd = next((found for kind, found in self.tokens if kind == "odd"), None)
        if odd is not None:
            raise ConditionProblem(ODD.format(column=odd.start("odd") + 1, word=odd["odd"]))

    @property
    def kind(self) -> str:
        return self.tokens[self.at][0] if self.at < len(self.tokens) else ""

    @property
    def word(self) -> str:
        return self.tokens[self.at][1][self.kind] if self.kind else ""

    def problem(self, sentence: Text, **values: object) -> ConditionProblem:
        """A sentence about the word under the finger."""
        column = self.tokens[self.at][1].start(self.kind) + 1 if self.kind else self.length + 1
        return ConditionProblem(sentence.format(column=column, word=self.word or THE_END, **values))

    def take(self, *words: str) -> bool:
        """Whether the next word is one of these; if so it is read."""
        if self.word in words and self.word:
            self.at += 1
            return True
        return False

    def any_of(self, depth: int) -> Condition:
        return self._joined("or", self.all_of, depth)

    def all_of(self, depth: int) -> Condition:
        return self._joined("and", self.one, depth)

    def _joined(self, word: str, read: Callable[[int], Condition], depth: int) -> Condition:
        parts = [read(depth)]
        while self.take(word):
            parts.append(read(depth))
        return parts[0] if len(parts) == 1 else Join(word, tuple(parts))

    def one(self, depth: int) -> Condition:
        if depth > MOST_DEEP:
            raise ConditionProblem(TOO_DEEP)
        if self.take("not"):
            return Not(self.one(depth + 1))
        if self.take("("):
            return self._bracket(depth)
        if self.take("rule"):
            return self._rule()
        return self._comparison()

    def _bracket(self, depth: int) -> Condition:
        inner = self.any_of(depth + 1)
        if not self.take(")"):
            raise self.problem(OPEN_BRACKET)
        return inner

    def _rule(self) -> Condition:
        if self.kind != "word":
            raise self.problem(RULE_CODE)
        if self.word not in self.codes:
            raise self.problem(UNKNOWN_RULE, hint=nearest(self.word, self.codes))
        code = self.word
        self.at += 1
        return Fires(code)

    def _comparison(self) -> Condition:
        if self.kind != "word" or self.word in RESERVED:
            raise self.problem(EXPECTED_FACT)
        if self.word not in self.facts:
            raise self.problem(UNKNOWN_FACT, hint=nearest(self.word, self.facts))
        fact = self.word
        self.at += 1
        return self._yes_or_no(fact) if self.facts[fact] else self._number(fact)

    def _yes_or_no(self, fact: str) -> Condition:
        if self.word not in OPERATORS:
            return Compare(fact, "=", value=True)
        sign = self._same_or_not()
        if not self.take("yes", "no", "unknown"):
            raise self.problem(YES_NO_NEEDED, fact=fact)
        said = self.tokens[self.at - 1][1]["word"]
        return Compare(fact, sign, None if said == "unknown" else said == "yes")

    def _number(self, fact: str) -> Condition:
        if self.word not in OPERATORS:
            raise self.problem(SIGN_NEEDED, fact=fact)
        before, sign = self.at, self.word
        self.at += 1
        if self.take("unknown"):
            self.at, after = before, self.at
            sign = self._same_or_not()
            self.at = after
            return Compare(fact, sign, None)
        if self.kind != "number":
            raise self.problem(NUMBER_NEEDED, fact=fact)
        value = Decimal(self.word)
        self.at += 1
        return Compare(fact, sign, value)

    def _same_or_not(self) -> str:
        if self.word not in {"=", "!="}:
            raise self.problem(WRONG_SIGN)
        sign = self.word
        self.at += 1
        return sign


AND = Text("และ", "and")
OR = Text("หรือ", "or")
NOT_SO = Text("ไม่ใช่ว่า ({inner})", "not ({inner})")
BRACKETS = Text("({inner})", "({inner})")
OTHER_RULE = Text("กฎ “{code}” ทำงาน", "the rule “{code}” fires")
IS_SO = Text("{fact}", "{fact}")
IS_NOT_SO = Text("ยังไม่: {fact}", "not yet: {fact}")
IS_UNKNOWN = Text("{fact}: ยังไม่มีข้อมูล", "{fact}: not known")
IS_KNOWN = Text("{fact}: มีข้อมูลแล้ว", "{fact}: known")
COMPARED = Text("{fact} {sign} {value}", "{fact} {sign} {value}")
SIGNS: dict[str, Text] = {
    "<": Text("น้อยกว่า", "under"),
    "<=": Text("ไม่เกิน", "at most"),
    ">": Text("มากกว่า", "over"),
    ">=": Text("ตั้งแต่", "at least"),
    "=": Text("เท่ากับ", "exactly"),
    "!=": Text("ไม่เท่ากับ", "other than"),
}


def say_condition(condition: Condition, say: Callable[[str, Decimal | None], Text]) -> Text:
    """A condition in words. `say(fact, None)` names a fact, `say(fact, number)` gives the number with its unit."""
    match condition:
        case Compare():
            return _say_compared(condition, say)
        case Fires():
            return OTHER_RULE.format(code=condition.code)
        case Not():
            return NOT_SO.format(inner=say_condition(condition.inner, say))
        case Join():
            word = AND if condition.word == "and" else OR
            parts = [_say_part(part, say) for part in condition.parts]
            return Text(
                f" {word.th} ".join(part.th for part in parts), f" {word.en} ".join(part.en for part in parts)
            )


def _say_part(condition: Condition, say: Callable[[str, Decimal | None], Text]) -> Text:
    said = say_condition(condition, say)
    return BRACKETS.format(inner=said) if isinstance(condition, Join) else said


def _say_compared(asked: Compare, say: Callable[[str, Decimal | None], Text]) -> Text:
    fact = say(asked.fact, None)
    if asked.value is None:
        return (IS_UNKNOWN if asked.sign == "=" else IS_KNOWN).format(fact=fact)
    if isinstance(asked.value, bool):
        return (IS_SO if asked.value is (asked.sign == "=") else IS_NOT_SO).format(fact=fact)
    return COMPARED.format(fact=fact, sign=SIGNS[asked.sign], value=say(asked.fact, asked.value))
