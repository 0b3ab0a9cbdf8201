"""Conditions, sets of rules and their replay: exact words, exact places, and what holds for any set."""

from datetime import date, timedelta
from decimal import Decimal
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ruamphon.core.text import Text
from ruamphon.pathway.domain import FactValue
from ruamphon.pathway.domain.conditions import (
    Compare,
    ConditionProblem,
    Fires,
    Join,
    Not,
    holds,
    parse_condition,
    say_condition,
)
from ruamphon.pathway.domain.rule_reading import KnownToRules, RuleProblems, parse_rules
from ruamphon.pathway.domain.rule_sets import (
    Effect,
    Evaluated,
    Rule,
    RuleSet,
    effect_key,
    evaluate_rules,
    facts_from_record,
    facts_to_record,
    replay_rules,
    turn_over,
)
from ruamphon.pathway.enums import EffectKind
from tests.pathway.rules_making import effect, rule, rules

FACTS = {"visits": False, "days_since_activity": False, "stage": False, "mentor_assigned": True}
CODES = {"no-visit", "stuck"}
KNOWN = KnownToRules(FACTS, ["officer", "facilitator"], [1, 2])
ON = date(2026, 6, 1)


def read(text):
    return parse_condition(text, facts=FACTS, codes=CODES)


def facts(**values):
    return {name: FactValue.of(value) for name, value in values.items()}


def test_a_condition_is_read_with_and_before_or():
    assert read("visits < 2 or stage = 1 and not mentor_assigned") == Join(
        "or",
        (
            Compare("visits", "<", Decimal(2)),
            Join(
                "and", (Compare("stage", "=", Decimal(1)), Not(Compare("mentor_assigned", "=", value=True)))
            ),
        ),
    )
    assert read("( rule no-visit )") == Fires("no-visit")
    assert read("mentor_assigned != yes") == Compare("mentor_assigned", "!=", value=True)
    assert read("visits != unknown") == Compare("visits", "!=", None)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "There is no condition."),
        ("visit > 3", "Character 1: there is no fact called “visit”. Did you mean “visits”?"),
        ("zzz > 3", "Character 1: there is no fact called “zzz”. See the list beside the box."),
        (
            "stage = 1 and rule stuk",
            "Character 20: there is no rule “stuk” in this set. Did you mean “stuck”?",
        ),
        ("rule 3", "Character 6: after “rule” comes the code of another rule, such as rule no-visit."),
        ("visits", "Character 7: “visits” is a number; say what it is compared with, such as visits > 3."),
        (
            "visits > yes",
            "Character 10: “visits” is a number; compare it with a number, such as visits > 3, not “yes”.",
        ),
        (
            "mentor_assigned = 1",
            (
                "Character 19: “mentor_assigned” is a yes or no; write just mentor_assigned, "
                "or mentor_assigned = yes or no, not “1”."
            ),
        ),
        ("mentor_assigned > no", "Character 17: only = or != goes here, not “>”."),
        ("visits > unknown", "Character 8: only = or != goes here, not “>”."),
        ("visits > 1 visits < 3", "Character 12: and or or belongs before “visits”."),
        ("(visits > 1", "Character 12: a closing bracket is missing."),
        ("not", "Character 4: a fact's name, not, rule or a bracket belongs here, but there is “the end”."),
        (
            "visits > 1 & stage = 1",
            "Character 12: “&” cannot be read. Use names of facts, numbers, and or not ( ) and < <= > >= = !=.",
        ),
        ("not " * 40 + "mentor_assigned", "The condition is nested too deep. Make several rules of it."),
    ],
)
def test_what_cannot_be_read_is_told_with_its_place(text, reason):
    with pytest.raises(ConditionProblem) as refused:
        read(text)
    assert refused.value.reason.en == reason
    assert refused.value.reason.th != reason


@pytest.mark.parametrize(
    ("text", "known", "answer"),
    [
        ("visits < 2", {"visits": 1}, True),
        ("visits < 2", {"visits": 2}, False),
        ("visits < 2", {"visits": None}, None),
        ("not visits < 2", {"visits": None}, None),
        ("visits = unknown", {"visits": None}, True),
        ("visits != unknown", {}, False),
        ("visits < 2 or stage = 1", {"visits": None, "stage": 1}, True),
        ("visits < 2 and stage = 1", {"visits": None, "stage": 2}, False),
        ("visits < 2 and stage = 1", {"visits": None, "stage": 1}, None),
        ("not mentor_assigned", {"mentor_assigned": False}, True),
        ("mentor_assigned = no", {"mentor_assigned": False}, True),
        ("visits >= 2.5", {"visits": Decimal("2.5")}, True),
        ("rule stuck", {}, True),
        ("rule no-visit", {}, False),
    ],
)
def test_what_is_not_known_is_neither_true_nor_false(text, known, answer):
    assert holds(read(text), facts(**known), lambda code: code == "stuck") is answer


def test_a_condition_in_words():
    said = say_condition(
        read("(visits < 2 or stage = unknown) and not mentor_assigned and rule stuck"),
        lambda name, number: (
            Text(f"<{name}>", f"[{name}]") if number is None else Text(f"{number} ครั้ง", f"{number}")
        ),
    )
    assert said.th == (
        "(<visits> น้อยกว่า 2 ครั้ง หรือ <stage>: ยังไม่มีข้อมูล) และ ไม่ใช่ว่า (<mentor_assigned>) และ กฎ “stuck” ทำงาน"
    )
    assert said.en.startswith("([visits] under 2 or [stage]: not known) and not ([mentor_assigned])")


def problems(*tables, text=None):
    with pytest.raises(RuleProblems) as refused:
        parse_rules(text or rules(*tables), known=KNOWN)
    assert all(problem.th and problem.en for problem in refused.value.problems)
    return [problem.en for problem in refused.value.problems]


WARN = effect("warn")


def test_a_set_is_read():
    text = rules(
        rule(
            "no-visit",
            "days_since_activity > 45",
            effect("assign_task", owner="officer", due_in_days=7),
            effect("assign_task", owner="facilitator", due_in_days=0),
            th="ไม่มีใครไป {days_since_activity} วัน",
            en="Nobody for {days_since_activity} days",
            more="from = 2026-05-01\nproposed = true\n",
        )
    )
    found = parse_rules(text, known=KNOWN).rules[0]
    assert [(each.name, each.role, each.due_in_days) for each in found.effects] == [
        ("assign_task1", "officer", 7),
        ("assign_task2", "facilitator", 0),
    ]
    assert (found.from_on, found.proposed, found.facts) == (date(2026, 5, 1), True, {"days_since_activity"})
    fired = evaluate_rules(RuleSet(found.reason, (found,)), facts(days_since_activity=50), on=ON)
    assert fired[0].reason == Text("ไม่มีใครไป 50 วัน", "Nobody for 50 days")


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        (
            rule("a", "visits < 2"),
            "Rule “a” (line 4): It does not say what to do. Add at least one [[rules.effects]].",
        ),
        (
            rule("a", "visit < 2", WARN),
            "Rule “a” (line 6): Character 1: there is no fact called “visit”. Did you mean “visits”?",
        ),
        (
            rule("a", "stage = 7", WARN),
            "Rule “a” (line 4): The condition asks for stage 7; the programme's playbook has 1, 2.",
        ),
        (
            rule("a", "stage = 1", effect("block", gate=5)),
            "Rule “a”, effect 1 (line 10): The programme's playbook has no stage 5; it has 1, 2.",
        ),
        (
            rule("a", "stage = 1", effect("wran")),
            (
                "Rule “a”, effect 1 (line 10): There is no effect “wran”. Did you mean “warn”? "
                "Known: warn, block, assign_task, schedule_visit, schedule_assessment, notify."
            ),
        ),
        (
            rule("a", "stage = 1", effect("notify")),
            "Rule “a”, effect 1 (line 10): role is missing: which role. Known: facilitator, officer.",
        ),
        (
            rule("a", "stage = 1", effect("assign_task", owner="officer")),
            "Rule “a”, effect 1 (line 10): due_in_days is missing: in how many days it has to be done.",
        ),
        (
            rule("a", "stage = 1", effect("schedule_assessment", owner="officer", due_in_days=3)),
            "Rule “a”, effect 1 (line 10): purpose is missing. Choose from: potential, selection, follow_up.",
        ),
        (
            rule("a", "stage = 1", WARN, en="{visit} times"),
            "Rule “a” (line 4): reason.en mentions {visit}, but there is no such fact. Did you mean “visits”?",
        ),
        (
            rule("a", "stage = 1", WARN, th="{visits!r}"),
            "Rule “a” (line 4): reason.th has braces that cannot be read. Write them like {days_since_activity}.",
        ),
        (
            rule("a", "stage = 1", WARN, more="from = 2026-05-02\nuntil = 2026-05-01\n"),
            "Rule “a” (line 4): until comes before from, so the rule never works.",
        ),
        (
            rule("not", "stage = 1", WARN),
            "Rule “not” (line 4): The code “not” is a word of conditions. Choose another.",
        ),
        (
            rule("a" * 31, "stage = 1", WARN),
            f"Rule “{'a' * 31}” (line 4): The code is too long. Keep it to 30 characters.",
        ),
        (
            rule("a", "rule a", WARN),
            "Rule “a” (line 6): Rules refer to each other in a circle: a → a. Take one of these references out.",
        ),
    ],
)
def test_each_mistake_is_told_with_its_rule_its_line_and_the_fix(table, expected):
    assert problems(table) == [expected]


def test_a_circle_is_shown_as_the_path_one_would_walk_and_told_once():
    found = problems(
        rule("a", "rule b", WARN), rule("b", "not rule c", WARN), rule("c", "rule a or stage = 1", WARN)
    )
    circle = "Rules refer to each other in a circle: a → b → c → a. Take one of these references out."
    assert found == [f"Rule “a” (line 6): {circle}"]


def test_all_mistakes_at_once():
    found = problems(rule("a", "visit < 2", effect("wran")), rule("a", "", WARN))
    assert len(found) == 4


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("title = ", "cannot be read"),
        ('title.th = "ก"\ntitle.en = "a"', "There are no rules"),
        ('title.th = "ก"\ntitle.en = "a"\nrules = 3', "must be a list of tables"),
    ],
)
def test_a_text_that_is_no_set_of_rules(text, words):
    assert any(words in reason for reason in problems(text=text))


def test_a_set_without_rules_must_say_so():
    assert parse_rules('title.th = "ก"\ntitle.en = "a"\nrules = []', known=KNOWN).rules == ()


def test_a_rule_works_between_its_days():
    one = Rule("a", Compare("visits", "<", Decimal(2)), "", Text("ก", "a"), (), ON, ON + timedelta(1))
    days = [ON + timedelta(n) for n in (-1, 0, 1, 2)]
    fired = [bool(evaluate_rules(RuleSet(Text("", ""), (one,)), facts(visits=0), on=day)) for day in days]
    assert fired == [False, True, True, False]


def test_a_rule_tells_which_rules_it_rests_on():
    text = rules(rule("z", "visits = 0", WARN), rule("a", "rule z and stage = 1", WARN))
    fired = evaluate_rules(parse_rules(text, known=KNOWN), facts(visits=0, stage=1), on=ON)
    assert [(each.rule.code, each.because) for each in fired] == [("a", ("z",)), ("z", ())]


def test_a_key_fits_the_table_of_tasks():
    key = effect_key(10**10 - 1, "x" * 30, ON, "schedule_assessment6")
    assert len(key) <= 80


def test_turning_over_begins_ends_and_keeps():
    fired = evaluate_rules(SET(3), facts(visits=0, stage=1), on=ON)
    codes = [each.rule.code for each in fired]
    turnover = turn_over(7, {codes[0]: ON - timedelta(9), "gone": ON - timedelta(2)}, fired, on=ON)
    assert [each.code for each in turnover.ends] == ["gone"]
    assert {each.code for each in turnover.begins} == set(codes[1:])
    assert f"rule-7-{codes[0]}-20260523-warn1" in turnover.effects


# Sets of any shape: rule n may rest on the rules before it, so there is never a circle.
def SET(seed, size=6):  # noqa: N802 — a maker, used as a constant of the tests
    random = Random(seed)  # noqa: S311 — shapes of test data
    made = []
    for number in range(size):
        parts = [
            Compare(
                random.choice(["visits", "stage"]),
                random.choice(["<", ">", "="]),
                Decimal(random.randint(0, 3)),
            ),
            Compare("mentor_assigned", "=", value=random.choice([True, False, None])),
        ]
        parts += [Fires(f"r{random.randrange(number)}")] if number else []
        condition = Join(random.choice(["and", "or"]), tuple(parts))
        if random.random() < 0.3:
            condition = Not(condition)
        effects = (Effect("warn1", EffectKind.WARN), Effect("notify1", EffectKind.NOTIFY, role="officer"))
        made.append(Rule(f"r{number}", condition, "", Text("ก", "a"), effects))
    return RuleSet(Text("ก", "a"), tuple(made))


VALUES = st.fixed_dictionaries(
    {
        "visits": st.none() | st.integers(0, 3),
        "stage": st.none() | st.integers(0, 3),
        "mentor_assigned": st.none() | st.booleans(),
    }
).map(lambda values: facts(**values))
SETS = st.integers(0, 10_000).map(SET)
HISTORIES = st.lists(st.tuples(st.integers(0, 3), VALUES, SETS), max_size=12)


def entries(history):
    day, found = ON, []
    for later, known, rule_set in history:
        day += timedelta(later)
        found.append(Evaluated(day, known, rule_set))
    return found


calmly = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""A busy machine draws slowly; that is no fault of the rules."""


@calmly
@given(SETS, VALUES, st.randoms())
def test_the_order_in_which_rules_are_written_does_not_matter(rule_set, known, random):
    shuffled = list(rule_set.rules)
    random.shuffle(shuffled)
    assert evaluate_rules(RuleSet(rule_set.title, tuple(shuffled)), known, on=ON) == evaluate_rules(
        rule_set, known, on=ON
    )


@calmly
@given(HISTORIES)
def test_a_history_evaluated_twice_is_the_same_and_each_evaluation_may_come_twice(history):
    once = entries(history)
    doubled = [entry for entry in once for _ in range(2)]
    assert replay_rules(1, once) == replay_rules(1, once) == replay_rules(1, doubled)


@calmly
@given(HISTORIES, st.integers(0, 12))
def test_a_longer_history_only_adds_effects_and_closes_firings(history, cut):
    listed = entries(history)
    short, long = replay_rules(1, listed[:cut]), replay_rules(1, listed)
    assert short.effects <= long.effects
    assert short.firings.keys() <= long.firings.keys()


@calmly
@given(HISTORIES)
def test_a_group_and_another_never_share_an_effect(history):
    listed = entries(history)
    assert not (replay_rules(1, listed).effects & replay_rules(2, listed).effects)


@calmly
@given(VALUES)
def test_facts_survive_being_stored(known):
    assert facts_from_record(facts_to_record(known)) == known
