"""The words people agree to: dated, numbered, in both languages, and fixed once in force."""

from datetime import date
from hashlib import sha256

import pytest

from ruamphon.people.consent.enums import Purpose
from ruamphon.people.consent.texts import wording_for, wordings

IN_FORCE = {
    ("contact", 1): "e640015433e1",
    ("public_name", 1): "e80a5b4309a0",
    ("public_photo", 1): "d56b2f5d2334",
    ("sharing", 1): "8114d2a0dc15",
}


def test_a_text_once_in_force_is_never_changed():
    """A change needs a new version; this table gets one more row, and the others stay."""
    seals = {
        (one.purpose.value, one.version): sha256(f"{one.text.th}|{one.text.en}".encode()).hexdigest()[:12]
        for one in wordings()
    }
    assert seals == IN_FORCE


@pytest.mark.parametrize("purpose", Purpose)
def test_versions_are_numbered_without_gaps_and_begin_one_after_another(purpose):
    mine = [one for one in wordings() if one.purpose is purpose]
    assert [one.version for one in mine] == list(range(1, len(mine) + 1))
    days = [one.begins_on for one in mine]
    assert days == sorted(set(days))


def test_the_words_of_a_day_are_those_begun_by_then(monkeypatch):
    first = wording_for(Purpose.CONTACT, date(2026, 11, 21))
    assert first.version == 1
    later = type(first)(Purpose.CONTACT, 2, date(2027, 1, 1), first.text)
    monkeypatch.setattr("ruamphon.people.consent.texts.wordings", lambda: (later, first))
    found = [wording_for(Purpose.CONTACT, day).version for day in (date(2026, 12, 31), date(2027, 1, 1))]
    assert found == [1, 2]
    assert wording_for(Purpose.CONTACT, date(2020, 1, 1)).version == 1
