"""Rubrics as text: what is missing, what changed, what can be compared."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ruamphon.assessments.domain import RubricText, change_of, differences, overall_change, problems_of
from ruamphon.assessments.enums import Change
from ruamphon.core.text import Text
from tests.assessments.helping import item

D = Decimal
SMALL = RubricText(4, (item(), item("market", "การตลาด", english="Market")))


def with_level(one, number, text):
    levels = list(one.levels)
    levels[number - 1] = text
    return replace(one, levels=tuple(levels))


def test_a_whole_rubric_has_no_problem():
    assert problems_of(SMALL) == []


def test_a_rubric_without_items_cannot_be_used():
    assert [problem.en for problem in problems_of(RubricText(4, ()))] == [
        "There is no item yet. Add at least one before use."
    ]


@given(st.integers(1, 4), st.sampled_from(["th", "en"]), st.sampled_from(["", "  ", "\n"]))
def test_a_level_without_description_is_named_with_its_item_and_language(level, language, blank):
    text = Text(**{"th": "มี", "en": "there", language: blank})
    told = problems_of(RubricText(4, (with_level(item(), level, text),)))
    names = {"th": "Thai", "en": "English"}
    assert [problem.en for problem in told] == [
        f"Item “Direction”, level {level}, has no {names[language]} description. Open the item and write one."
    ]
    assert "ทิศทาง" in told[0].th
    assert str(level) in told[0].th


def test_levels_that_are_not_there_at_all_are_named_too():
    told = problems_of(RubricText(4, (item(top=3),)))
    assert len(told) == 2
    assert all("level 4" in problem.en for problem in told)


def test_two_items_of_one_code_and_no_weight():
    told = [problem.en for problem in problems_of(RubricText(4, (item(), item(weight=0))))]
    assert told == [
        "Two items share the code “direction”; each needs its own.",
        "Item “Direction” has weight 0; it must be more than zero.",
    ]


def test_the_same_text_has_no_difference():
    assert differences(SMALL, SMALL) == []


def test_differences_say_what_and_quote_both():
    market = with_level(SMALL.items[1], 2, Text("ขายสองที่", "sells in two places"))
    after = RubricText(4, (replace(market, weight=2), item("members", "สมาชิก", english="Members")))
    assert [
        (each.what.en, each.before and each.before.en, each.after and each.after.en)
        for each in differences(SMALL, after)
    ] == [
        ("Item “Market” has a new weight.", "1", "2"),
        ("Item “Market”: level 2 reads differently.", "Market, level 2", "sells in two places"),
        ("Item “Members” was added.", None, None),
        ("Item “Direction” was taken out.", None, None),
    ]


def test_another_order_is_a_difference():
    turned = RubricText(4, SMALL.items[::-1])
    assert [each.what.en for each in differences(SMALL, turned)] == [
        "Item “Market” stands in another place.",
        "Item “Direction” stands in another place.",
    ]


@pytest.mark.parametrize(
    ("before", "after", "kind", "words"),
    [
        (D("2.00"), D("3.00"), Change.UP, "up 1 level"),
        (D("1.50"), D("3.50"), Change.UP, "up 2 levels"),
        (D("2.33"), D("3.00"), Change.UP, "up 0.67 levels"),
        (D("3.50"), D("3.00"), Change.DOWN, "down 0.5 levels"),
        (D("3.00"), D("3.00"), Change.SAME, "the same"),
        (None, D("3.00"), Change.UNKNOWN, "nobody gave a level then"),
        (D("3.00"), None, Change.UNKNOWN, "nobody gave a level this time"),
    ],
)
def test_change_in_words(before, after, kind, words):
    found = change_of(before, after, then=item(), now=item())
    assert (found.kind, found.words.en) == (kind, words)


def test_thai_words_of_a_change():
    assert change_of(D(1), D(2), then=item(), now=item()).words.th == "ดีขึ้น 1 ระดับ"


def test_an_item_with_other_levels_or_none_is_not_compared():
    other = with_level(item(), 1, Text("อื่น", "other"))
    assert change_of(D(1), D(2), then=other, now=item()).kind is Change.NOT_COMPARABLE
    assert change_of(None, D(2), then=None, now=item()).kind is Change.NOT_COMPARABLE


def test_a_new_title_alone_can_be_compared():
    renamed = replace(item(), title=Text("ทางเดิน", "Way"))
    assert change_of(D(1), D(2), then=renamed, now=item()).kind is Change.UP


def test_the_whole_is_compared_only_when_it_weighs_the_same():
    heavier = RubricText(4, (replace(SMALL.items[0], weight=2), SMALL.items[1]))
    assert overall_change(D(1), D(2), then=SMALL, now=SMALL).kind is Change.UP
    assert overall_change(D(1), D(2), then=heavier, now=SMALL).kind is Change.NOT_COMPARABLE
    assert overall_change(D(1), D(2), then=RubricText(4, SMALL.items[::-1]), now=SMALL).kind is Change.UP
