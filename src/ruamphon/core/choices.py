"""Labelled enums as Django choices."""

from ruamphon.core.enum import Labelled
from ruamphon.core.labels import both


def choices_of(enum: type[Labelled]) -> list[tuple[str, str]]:
    """Pairs (value, label) in the order written; the label reads in the language of whoever is looking."""
    return [(member.value, both(member.label.th, member.label.en)) for member in enum]
