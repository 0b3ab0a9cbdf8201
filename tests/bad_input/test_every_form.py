"""Every box of every form: left empty, filled beyond its length, given a day that cannot be."""

from datetime import timedelta

import pytest
from django import forms

from tests.bad_input.pages import (
    LANGUAGES,
    django_fields,
    everything,
    is_date,
    lost,
    sentences,
    speaks,
    thai_year,
    today,
)


def wrong_with(sent, response, language, before):
    """What is not as it should be after input that must be refused; empty when all is well."""
    said = sentences(response)
    found = []
    if response.status_code != 200:
        found.append(f"status {response.status_code}")
    if not said:
        found.append("says nothing")
    found += [f"not in {language}: {sentence}" for sentence in said if not speaks(sentence, language)]
    if gone := lost(sent, response):
        found.append(f"lost {gone}")
    if everything() != before:
        found.append("something was written")
    return found


def refused(opened, mistakes):
    """Send each mistake of each form in both languages; collect what went wrong."""
    before = everything()
    wrong = []
    for one in opened:
        for name, sent in mistakes(one):
            for language in LANGUAGES:
                response = sent.send(one.client, language)
                wrong += [(one.name, name, problem) for problem in wrong_with(sent, response, language, before)]
    return wrong


def shown(wrong):
    return "\n" + "\n".join(sorted({" · ".join(map(str, row)) for row in wrong}))


def boxes_of(one):
    """The boxes a person sees, with their fields: (name, field)."""
    fields = django_fields(one.page)
    return [(name, fields[name]) for name, kind in one.form.boxes.items() if name in fields and kind != "hidden"]


def test_an_empty_box_that_is_needed_is_named(opened):
    def mistakes(one):
        for name, box in boxes_of(one):
            if box.required and not name.startswith("variants-"):
                yield name, one.form.filled.having(**{name: []})

    wrong = refused(opened, mistakes)
    assert not wrong, shown(wrong)


def test_a_text_one_letter_too_long_is_refused_and_kept(opened):
    def mistakes(one):
        for name, box in boxes_of(one):
            most = getattr(box, "max_length", None)
            if most and most < 100_000:
                yield name, one.form.filled.having(**{name: "ก" * (most + 1)})

    wrong = refused(opened, mistakes)
    assert not wrong, shown(wrong)


def test_every_text_box_has_a_limit(opened):
    free = (forms.ChoiceField, forms.ModelChoiceField, forms.UUIDField, forms.IntegerField)
    unlimited = [
        (one.name, name)
        for one in opened
        for name, box in boxes_of(one)
        if isinstance(box, forms.CharField) and not isinstance(box, free) and box.max_length is None
    ]
    assert sorted(set(unlimited)) == []


BAD_DAYS = {
    "two eras too late": lambda: thai_year(today().replace(year=today().year + 543)),
    "two eras too early": lambda: thai_year(today().replace(year=today().year - 543)),
    "no such day": lambda: "31 มิ.ย. 2565",
    "no leap year": lambda: "29/2/2565",
    "two-digit year": lambda: "14/6/65",
    "no date": lambda: "เมื่อวานซืน",
    "far future": lambda: thai_year(today() + timedelta(days=365 * 30)),
    "no such month": lambda: "1/13/2565",
    "year 0": lambda: "1/1/0",
    "huge": lambda: "1/1/" + "9" * 40,
}


@pytest.mark.parametrize("kind", BAD_DAYS)
def test_a_day_that_cannot_be_is_refused_and_kept(kind, opened):
    def mistakes(one):
        for name, box in boxes_of(one):
            if is_date(box):
                yield name, one.form.filled.having(**{name: BAD_DAYS[kind]()})

    wrong = refused(opened, mistakes)
    assert not wrong, shown(wrong)


def test_tomorrow_is_refused_where_only_the_past_can_be(opened):
    def mistakes(one):
        for name, box in boxes_of(one):
            if is_date(box) and box.range.latest == timedelta(0):
                yield name, one.form.filled.having(**{name: thai_year(today() + timedelta(days=1))})

    wrong = refused(opened, mistakes)
    assert not wrong, shown(wrong)


def test_a_nul_byte_is_refused_with_a_sentence(opened):
    def mistakes(one):
        for name, box in boxes_of(one):
            if isinstance(box, forms.CharField):
                yield name, one.form.filled.having(**{name: "ก\x00ข"})

    wrong = [row for row in refused(opened, mistakes) if "lost" not in row[2]]  # HTML cannot hold a NUL
    assert not wrong, shown(wrong)


def test_a_choice_that_is_not_offered_is_refused(opened):
    def mistakes(one):
        for name, box in boxes_of(one):
            if isinstance(box, forms.ChoiceField | forms.ModelChoiceField):
                for odd in ("no-such-choice", "9" * 30, "\x00"):
                    yield name, one.form.filled.having(**{name: odd})

    wrong = [row for row in refused(opened, mistakes) if "lost" not in row[2]]  # it cannot be shown as chosen
    assert not wrong, shown(wrong)
