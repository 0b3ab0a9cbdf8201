from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ruamphon.core.text import Text
from ruamphon.home.enums import WaitKind
from ruamphon.home.urgency import Urgency, Waiting, most_urgent_first, urgency_of, waited

TODAY = date(2026, 11, 21)
EMPTY = Text("", "")


def row(name: str, *, since: int = 0, due: int | None = None) -> Waiting:
    """Waiting since so many days ago; due in so many days."""
    return Waiting(
        kind=WaitKind.TASK,
        title=Text(name, name),
        enterprise=EMPTY,
        url="",
        icon="",
        since=TODAY - timedelta(since),
        due_on=None if due is None else TODAY + timedelta(due),
    )


@pytest.mark.parametrize(
    ("due", "expected"),
    [
        (-30, Urgency.OVERDUE),
        (-1, Urgency.OVERDUE),
        (0, Urgency.SOON),
        (7, Urgency.SOON),
        (8, Urgency.WAITING),
        (None, Urgency.WAITING),
    ],
)
def test_part_of_the_list(due, expected):
    assert urgency_of(row("x", due=due), today=TODAY) is expected


def test_overdue_then_due_soon_then_longest_waiting():
    rows = [
        row("new", since=0),
        row("soon-5", due=5),
        row("far off, waiting 4", since=4, due=40),
        row("late-1", due=-1),
        row("waiting 9", since=9),
        row("soon-0", due=0),
        row("late-8", due=-8),
    ]
    assert [one.title.th for one in most_urgent_first(rows, today=TODAY)] == [
        "late-8",
        "late-1",
        "soon-0",
        "soon-5",
        "waiting 9",
        "far off, waiting 4",
        "new",
    ]


ROWS = st.lists(
    st.builds(row, st.text(max_size=3), since=st.integers(0, 400), due=st.none() | st.integers(-400, 400)),
    max_size=12,
)


@given(ROWS)
def test_nothing_is_lost_and_parts_never_mix(rows):
    ordered = most_urgent_first(rows, today=TODAY)
    parts = [list(Urgency).index(urgency_of(one, today=TODAY)) for one in ordered]
    assert parts == sorted(parts)
    assert sorted(map(repr, ordered)) == sorted(map(repr, rows))


@pytest.mark.parametrize(
    ("days", "thai", "english"),
    [
        (0, "เพิ่งมาวันนี้", "new today"),
        (1, "รอมา 1 วัน", "waiting 1 day"),
        (12, "รอมา 12 วัน", "waiting 12 days"),
        (-1, "เพิ่งมาวันนี้", "new today"),
    ],
)
def test_how_long_it_has_waited(days, thai, english):
    assert waited(TODAY - timedelta(days), today=TODAY) == Text(thai, english)
