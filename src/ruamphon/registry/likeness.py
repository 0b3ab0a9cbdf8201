"""How like two names are, and why a record was found: no Django, no database."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from ruamphon.core.thai_text import search_key

TRIGRAM = 3
SHORTEST_MISSPELT = 4
"""A shorter word is looked for as it is: with one letter wrong it could be anything."""
LIKE_ENOUGH = 74
"""Of 100: one letter in four may be another, or two neighbours may have changed places."""
WHOLE, BEGINS, HOLDS, SPREAD = 120.0, 110.0, 100.0, 95.0
"""The field is what was typed, begins with it, holds it; the words are spread over several fields."""


@dataclass(frozen=True, slots=True)
class Match:
    """How well something fits, higher is better, and by which of its fields."""

    score: float
    field: str
    is_exact: bool


def trigrams(key: str) -> list[str]:
    """The runs of three letters inside the words of a search key, each once, in order."""
    found = (word[at : at + TRIGRAM] for word in key.split() for at in range(len(word) - TRIGRAM + 1))
    return list(dict.fromkeys(found))


def best_match(key: str, fields: Iterable[tuple[str, str]]) -> Match | None:
    """The field that fits a search key best, of (name, text) pairs; None when nothing is like it."""
    keyed = [(name, search_key(text)) for name, text in fields if text]
    words = key.split()
    if not words:
        return None
    matches = [Match(score, name, score >= SPREAD) for name, text in keyed if (score := _score(words, text))]
    if spread := _spread(words, keyed):
        matches.append(spread)
    return max(matches, key=lambda match: match.score, default=None)


def _score(words: Sequence[str], text: str) -> float:
    typed, whole = "".join(words), text.replace(" ", "")
    if all(word in text for word in words) or typed in whole:
        if typed == whole:
            return WHOLE
        return BEGINS if whole.startswith(words[0]) else HOLDS
    if len(typed) < SHORTEST_MISSPELT:
        return 0
    compare = fuzz.partial_ratio if len(whole) >= len(typed) else fuzz.ratio
    score = compare(typed, whole, score_cutoff=LIKE_ENOUGH)
    return min(score, SPREAD - 1)


def _spread(words: Sequence[str], keyed: Sequence[tuple[str, str]]) -> Match | None:
    """Every word is in some field, though none holds them all: 'สมศรี ศรี' by name and nickname."""
    holders = [next((name for name, text in keyed if word in text), None) for word in words]
    if None in holders or len(words) == 1:
        return None
    return Match(SPREAD, str(holders[0]), is_exact=True)
