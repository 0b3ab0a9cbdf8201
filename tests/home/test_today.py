from datetime import date, timedelta

import pytest

from ruamphon.core.text import Text
from ruamphon.home.today import MOST_SHOWN, today_page
from ruamphon.home.urgency import Urgency, Waiting

TODAY = date(2026, 11, 21)
EMPTY = Text("", "")


def row(*, due: int | None) -> Waiting:
    due_on = None if due is None else TODAY + timedelta(due)
    return Waiting(EMPTY, EMPTY, EMPTY, "", "", since=TODAY - timedelta(3), due_on=due_on)


@pytest.mark.parametrize(
    ("due", "part", "tone", "thai", "english"),
    [
        (-4, Urgency.OVERDUE, "stop", "เลยกำหนด 4 วัน", "4 days overdue"),
        (-1, Urgency.OVERDUE, "stop", "เลยกำหนด 1 วัน", "1 day overdue"),
        (0, Urgency.SOON, "turn", "ครบกำหนดวันนี้", "due today"),
        (3, Urgency.SOON, "turn", "ครบกำหนดอีก 3 วัน", "due in 3 days"),
        (20, Urgency.WAITING, "neutral", "ครบกำหนดอีก 20 วัน", "due in 20 days"),
        (None, Urgency.WAITING, "neutral", "รอมา 3 วัน", "waiting 3 days"),
    ],
)
def test_a_line_says_how_urgent_it_is(due, part, tone, thai, english):
    page = today_page([row(due=due)], today=TODAY)
    assert [(each.name, each.tone) for each in page.parts] == [(part.label, tone)]
    assert page.parts[0].lines[0].when == Text(thai, english)


def test_empty_parts_are_left_out():
    assert today_page([], today=TODAY).parts == ()


def test_a_long_list_says_how_many_more():
    page = today_page([row(due=None)] * (MOST_SHOWN + 5), today=TODAY)
    assert (page.count, page.more, len(page.parts[0].lines)) == (MOST_SHOWN + 5, 5, MOST_SHOWN)
