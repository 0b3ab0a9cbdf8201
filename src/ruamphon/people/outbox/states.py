"""The one-way streets of something sent outward."""

from collections.abc import Iterable
from datetime import timedelta

from ruamphon.people.outbox.enums import Decision, OutgoingState

S = OutgoingState

OUTGOING_MOVES: dict[OutgoingState, frozenset[OutgoingState]] = {
    S.WAITING: frozenset({S.SENDING}),
    S.SENDING: frozenset({S.SENT, S.WAITING, S.DOUBTFUL, S.FAILED, S.DROPPED}),
    S.DOUBTFUL: frozenset({S.SENT, S.WAITING, S.FAILED}),
    S.FAILED: frozenset({S.WAITING, S.DROPPED}),
    S.SENT: frozenset(),
    S.DROPPED: frozenset(),
}
DECIDED: dict[Decision, OutgoingState] = {
    Decision.AGAIN: S.WAITING,
    Decision.ARRIVED: S.SENT,
    Decision.LEAVE: S.DROPPED,
}
FOR_AN_OFFICER = (S.DOUBTFUL, S.FAILED)
"""States that wait for somebody to decide."""

LEASE = timedelta(minutes=5)
"""How long one worker may be at it; far longer than the mail server is waited for."""

PAUSES = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=6),
    timedelta(hours=12),
)
MOST_TRIES = len(PAUSES) + 1


def pause_after(tries: int) -> timedelta | None:
    """How long to wait after so many tries; None when there is to be no other."""
    return PAUSES[tries - 1] if tries < MOST_TRIES else None


def decisions_for(state: OutgoingState) -> list[Decision]:
    """What an officer may decide in a state."""
    return [decision for decision, after in DECIDED.items() if _may(state, after)]


def _may(state: OutgoingState, after: OutgoingState) -> bool:
    return state in FOR_AN_OFFICER and after in OUTGOING_MOVES[state]


def states_before(after: OutgoingState) -> Iterable[OutgoingState]:
    """The states from which one may be reached."""
    return [before for before, moves in OUTGOING_MOVES.items() if after in moves]
