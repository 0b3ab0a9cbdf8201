"""Every box of every form: left empty, filled beyond its length, given a day that cannot be."""

from datetime import timedelta

import pytest
from django import forms

from tests.bad_input.pages import (
    LANGUAGES,
    django_fields,
    errors,
    everything,
    is_date,
    lost,
    speaks,
    text_of,
    thai_year,
    today,
)


def refused(opened, boxes, value, languages=LANGUAGES):
    """Spoil, in each form, all boxes that `boxes` picks at once; collect what is not as it should be."""
    before = everything()
    wrong = []
    for one in opened:
        spoiled = [name for name, box in boxes_of(one) if boxes(box)]
        if not spoiled:
            continue
        sent = one.form.filled.having(**{name: value(field_of(one, name)) for name in spoiled})
        for language in languages:
            response = sent.send(one.client, language)
            problems = wrong_with(sent, response, spoiled, language)
            wrong += [(one.name, language, *problem) for problem in problems]
    assert everything() == before
    return wrong


def wrong_with(sent, response, spoiled, language):
    """What is not as it should be after input that must be refused; nothing when all is well."""
    if response.status_code != 200:
        return [("status", response.status_code)]
    said = errors(response)
    found = [(name, "says nothing") for name in spoiled if not said.get(name)]
    written = text_of(response)
    for name in spoiled:
        found += [(name, "not on the page", text) for text in said.get(name, []) if text not in written]
        found += [
            (name, f"not in {language}", text) for text in said.get(name, []) if not speaks(text, language)
        ]
    emptied = {name for name in spoiled if not sent.values.get(name)}  # a list shows its first choice instead
    return found + [(name, "lost") for name in lost(sent, response) if name not in emptied]


def boxes_of(one):
    """The boxes a person sees, with their fields: (name, field)."""
    fields = django_fields(one.page)
    return [
        (name, fields[name]) for name, kind in one.form.boxes.items() if name in fields and kind != "hidden"
    ]


def field_of(one, name):
    return dict(boxes_of(one))[name]


def shown(wrong):
    return "\n" + "\n".join(sorted({" · ".join(map(str, row)) for row in wrong}))


MAY_HAVE_GAPS = {"pathway:plan-edit"}
"""Forms of drafts: what is marked is needed before the group sees it, and asked for then (tests/pathway/plans)."""


def test_an_empty_box_that_is_needed_is_named(opened):
    strict = [one for one in opened if one.name not in MAY_HAVE_GAPS]
    wrong = refused(
        strict, lambda box: box.required and not getattr(box, "empty_permitted", False), lambda _: []
    )
    assert not wrong, shown(wrong)


def has_limit(box):
    return (getattr(box, "max_length", None) or 10**9) < 100_000


def test_a_text_one_letter_too_long_is_refused_and_kept(opened):
    wrong = refused(opened, has_limit, lambda box: "ก" * (box.max_length + 1))
    assert not wrong, shown(wrong)


def is_words(box):
    """A box for free text, not one whose text is read as a number, a day or a choice."""
    return isinstance(box, forms.CharField) and not isinstance(box, forms.UUIDField)


def test_every_text_box_has_a_limit(opened):
    unlimited = {
        (one.name, name)
        for one in opened
        for name, box in boxes_of(one)
        if is_words(box) and box.max_length is None
    }
    assert sorted(unlimited) == []


BAD_DAYS = {
    "543 years too late": lambda: f"1/6/{today().year + 543 + 543}",
    "543 years too early": lambda: f"1/6/{today().year - 543}",
    "no such day": lambda: "31 มิ.ย. 2565",
    "two-digit year": lambda: "14/6/65",
    "far away": lambda: "1/1/" + "9" * 40,
    "no day at all": lambda: "เมื่อวานซืน",
}


@pytest.mark.parametrize("kind", BAD_DAYS)
def test_a_day_that_cannot_be_is_refused_and_kept(kind, opened):
    languages = LANGUAGES if kind == "543 years too late" else ("th",)
    wrong = refused(opened, is_date, lambda _: BAD_DAYS[kind](), languages)
    assert not wrong, shown(wrong)


def test_tomorrow_is_refused_where_only_the_past_can_be(opened):
    wrong = refused(opened, is_past, lambda _: thai_year(today() + timedelta(days=1)))
    assert not wrong, shown(wrong)


def is_past(box):
    return is_date(box) and box.range.latest == timedelta(0)


def test_a_nul_byte_is_refused_with_a_sentence(opened):
    wrong = refused(opened, is_words, lambda _: "ก\x00ข")
    wrong = [row for row in wrong if row[-1] != "lost"]  # a page cannot hold a NUL
    assert not wrong, shown(wrong)


@pytest.mark.parametrize("odd", ["no-such-choice", "9" * 30, "\x00"])
def test_a_choice_that_is_not_offered_is_refused(odd, opened):
    wrong = refused(opened, is_choice, lambda _: odd)
    wrong = [row for row in wrong if row[-1] != "lost"]  # what is not offered cannot be shown as chosen
    assert not wrong, shown(wrong)


def is_choice(box):
    return isinstance(box, forms.ChoiceField | forms.ModelChoiceField)
