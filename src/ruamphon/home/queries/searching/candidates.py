"""From the index to what fits best: candidates, then letter by letter."""

from collections.abc import Callable, Collection, Iterable
from typing import Any

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from ruamphon.home.queries.searching.seeker import MOST_LOOKED_UP, Seeker
from ruamphon.registry.likeness import SHORTEST_MISSPELT, SPREAD, Match, best_match, trigrams
from ruamphon.registry.search_index import ids_holding, ids_sharing

MOST_COMPARED = 300
"""So many candidates are compared letter by letter, of each kind."""


def candidates(seeker: Seeker, seen: QuerySet[Any], most: int, *, is_narrow: bool) -> list[int]:
    """The ids of what the seeker may see that holds the words, or else of what shares trigrams with them."""
    exact = _exact(seeker, seen, most)
    if exact or len(seeker.key.replace(" ", "")) < SHORTEST_MISSPELT:
        return exact
    return _near(seeker, seen, is_narrow=is_narrow)


def _exact(seeker: Seeker, seen: QuerySet[Any], most: int) -> list[int]:
    ids = ids_holding(seen.model, seeker.words, MOST_LOOKED_UP)
    order: list[Any] = ["sort_text", "pk"]
    if ids is not None:
        seen = seen.filter(pk__in=ids)
        first = When(search_text__startswith=seeker.key, then=Value(0))
        order.insert(0, Case(first, default=Value(1), output_field=IntegerField()))
    for word in seeker.words:
        seen = seen.filter(search_text__contains=word)
    return list(seen.order_by(*order).values_list("pk", flat=True)[:most])


def _near(seeker: Seeker, seen: QuerySet[Any], *, is_narrow: bool) -> list[int]:
    pieces = trigrams(seeker.key)
    if is_narrow:
        # Whoever sees few rows is served from these alone: others must not crowd them out of the candidates.
        shares = Q()
        for piece in pieces:
            shares |= Q(search_text__contains=piece)
        return list(seen.filter(shares).values_list("pk", flat=True)[:MOST_LOOKED_UP]) if pieces else []
    shared = ids_sharing(seen.model, pieces, MOST_COMPARED)
    return list(seen.filter(pk__in=shared).values_list("pk", flat=True))


def by_phone_of(seeker: Seeker, readable: QuerySet[Any], most: int) -> set[int]:
    """The rows among `readable`, whose phones the seeker may read, that hold the digits typed."""
    if not seeker.digits:
        return set()
    ids = ids_holding(readable.model, [seeker.digits], MOST_LOOKED_UP, column="phone")
    rows = readable.filter(phone__contains=seeker.digits) if ids is None else readable.filter(pk__in=ids)
    return set(rows.order_by("sort_text", "pk").values_list("pk", flat=True)[:most])


Fields = Callable[[Any], Iterable[tuple[str, str]]]


def ranked_of(
    seeker: Seeker, rows: Iterable[Any], fields: Fields, by_phone: Collection[int], most: int
) -> list[tuple[Any, Match]]:
    """Rows with the field that fits best, best first, then in dictionary order."""
    phone = Match(SPREAD + 1, "phone", is_exact=True)
    pairs = [(row, phone if row.pk in by_phone else best_match(seeker.key, fields(row))) for row in rows]
    fitting = [(row, match) for row, match in pairs if match]
    fitting.sort(key=lambda pair: (-pair[1].score, pair[0].sort_text, pair[0].pk))
    return fitting[:most]
