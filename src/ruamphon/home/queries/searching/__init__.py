"""One box for groups, people, organisations and products: what fits, why, and how to call or get there.

Candidates come from the index of `registry.search_index`; what the seeker may not see is left out before anything
is compared, and phone numbers are looked at only where the seeker may read them.
"""

from collections.abc import Callable, Sequence

from ruamphon.home.queries.searching.groups import find_groups
from ruamphon.home.queries.searching.hits import FEW_SHOWN, MANY_SHOWN, Found, Hit, Kind, Section
from ruamphon.home.queries.searching.organisations import find_organisations
from ruamphon.home.queries.searching.people import find_people
from ruamphon.home.queries.searching.products import find_products
from ruamphon.home.queries.searching.seeker import Seeker
from ruamphon.people.models import Account


def search(account: Account, typed: str, *, kind: Kind | None = None) -> Found:
    """What an account may see that fits the words typed, however spelled. The queries do not grow with the rows.

    What is only spelled nearly so is shown when nothing fits exactly.
    """
    seeker = Seeker(account, typed)
    most = MANY_SHOWN if kind else FEW_SHOWN
    found = {each: find(seeker, most + 1) for each, find in FINDERS.items() if kind in {None, each}}
    if any(hit.is_exact for hits in found.values() for hit in hits):
        found = {each: [hit for hit in hits if hit.is_exact] for each, hits in found.items()}
    return Found(tuple(_section(each, hits, most) for each, hits in found.items() if hits))


def _section(kind: Kind, hits: Sequence[Hit], most: int) -> Section:
    return Section(kind, tuple(hits[:most]), len(hits) > most)


FINDERS: dict[Kind, Callable[[Seeker, int], list[Hit]]] = {
    Kind.ENTERPRISE: find_groups,
    Kind.PERSON: find_people,
    Kind.ORGANISATION: find_organisations,
    Kind.PRODUCT: find_products,
}
