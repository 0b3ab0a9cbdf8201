"""The words people agree to, by purpose and version, from a dated data file."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from ruamphon.core.text import Text
from ruamphon.people.consent.enums import Purpose


@dataclass(frozen=True, slots=True)
class Wording:
    """One version of the words for a purpose, in force from a day until the next version begins."""

    purpose: Purpose
    version: int
    begins_on: date
    text: Text


@cache
def wordings() -> tuple[Wording, ...]:
    """Every version there has been, as the file has them."""
    source = files("ruamphon.people") / "data" / "consent-texts.toml"
    rows = tomllib.loads(source.read_text(encoding="utf-8"))["texts"]
    return tuple(
        Wording(Purpose(row["purpose"]), row["version"], row["from"], Text(row["th"], row["en"]))
        for row in rows
    )


def wording_for(purpose: Purpose, on: date) -> Wording:
    """The words in force for a purpose on a day. Before the first day: the first version."""
    of_purpose = sorted((one for one in wordings() if one.purpose is purpose), key=lambda one: one.version)
    begun = [one for one in of_purpose if one.begins_on <= on]
    return (begun or of_purpose[:1])[-1]
