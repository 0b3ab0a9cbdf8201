from datetime import timedelta

import pytest

from ruamphon.people.outbox.enums import Decision, OutgoingState
from ruamphon.people.outbox.states import (
    MOST_TRIES,
    OUTGOING_MOVES,
    decisions_for,
    pause_after,
    states_before,
)

S = OutgoingState


def test_pauses_grow_and_end():
    pauses = [pause_after(tries) for tries in range(1, MOST_TRIES)]
    assert pauses == sorted(pauses)
    assert (pauses[0], pauses[-1]) == (timedelta(minutes=1), timedelta(hours=12))
    assert (MOST_TRIES, pause_after(MOST_TRIES)) == (7, None)


def test_what_was_sent_or_dropped_stays_so():
    assert [state for state, moves in OUTGOING_MOVES.items() if not moves] == [S.SENT, S.DROPPED]


def test_only_a_lease_leads_to_sent_but_for_an_officers_word():
    assert list(states_before(S.SENT)) == [S.SENDING, S.DOUBTFUL]
    assert list(states_before(S.SENDING)) == [S.WAITING]


@pytest.mark.parametrize(
    ("state", "decisions"),
    [
        (S.WAITING, []),
        (S.SENDING, []),
        (S.SENT, []),
        (S.DOUBTFUL, [Decision.AGAIN, Decision.ARRIVED]),
        (S.FAILED, [Decision.AGAIN, Decision.LEAVE]),
        (S.DROPPED, []),
    ],
)
def test_what_an_officer_may_decide(state, decisions):
    assert decisions_for(state) == decisions
