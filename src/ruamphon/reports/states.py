"""The one-way streets of a pack."""

from datetime import timedelta

from ruamphon.reports.enums import PackState

S = PackState

PACK_MOVES: dict[PackState, frozenset[PackState]] = {
    S.WAITING: frozenset({S.MAKING, S.CANCELLED, S.FAILED}),
    S.MAKING: frozenset({S.READY, S.FAILED, S.CANCELLED, S.WAITING}),
    S.READY: frozenset({S.EXPIRED}),
    S.FAILED: frozenset(),
    S.CANCELLED: frozenset(),
    S.EXPIRED: frozenset(),
}
UNDER_WAY = (S.WAITING, S.MAKING)
"""States in which a pack is still to come; it can be cancelled."""

LEASE = timedelta(minutes=10)
"""How long a worker may be silent before another may begin anew; it renews this with every file."""

MOST_TRIES = 3
"""So often a worker may stop in the middle before a person is asked to look."""

KEPT_FOR = timedelta(days=30)
"""How long the file stays; its hashes stay in the history for good."""
