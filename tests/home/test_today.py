from dataclasses import replace
from datetime import date, timedelta

import pytest

from ruamphon.core.text import Text
from ruamphon.home.enums import WaitKind
from ruamphon.home.today import counted, today_page
from ruamphon.home.urgency import Urgency, Waiting

TODAY = date(2026, 11, 21)
EMPTY = Text("", "")


def row(*, due: int | None, kind: WaitKind = WaitKind.TASK) -> Waiting:
    due_on = None if due is None else TODAY + timedelta(due)
    return Waiting(kind, EMPTY, EMPTY, "", "", since=TODAY - timedelta(3), due_on=due_on)


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


def test_the_first_of_each_kind_are_shown_and_all_are_counted():
    tasks, gates = [row(due=None)] * 34, [row(due=None, kind=WaitKind.GATE)] * 3
    page = today_page([*tasks, *gates], today=TODAY)
    (part,) = page.parts
    assert [line.row.kind for line in part.lines] == [WaitKind.TASK] * 8 + [WaitKind.GATE] * 3
    assert (page.count, page.number, part.count, page.is_long) == ("37", 37, "37", True)
    assert [(each.kind, each.count, each.is_cut) for each in page.sums] == [
        (WaitKind.TASK, "34", True),
        (WaitKind.GATE, "3", False),
    ]
    assert [each.kind for each in page.cut] == [WaitKind.TASK]


@pytest.mark.parametrize(
    ("number", "told"), [(0, "0"), (1, "1"), (98, "98"), (99, "99"), (100, "99+"), (101, "99+")]
)
def test_counts_are_exact_to_99(number, told):
    assert counted(number) == told


def test_where_reading_stopped_inside_a_part_it_says_at_least():
    overdue, soon, gate = [row(due=-1)] * 60, [row(due=1)] * 40, row(due=2, kind=WaitKind.GATE)
    page = today_page([*overdue, *soon, gate], today=TODAY)
    assert [(part.name, part.count) for part in page.parts] == [
        (Urgency.OVERDUE.label, "60"),
        (Urgency.SOON.label, "41+"),
    ]
    assert page.count == "99+"


def test_a_few_things_need_no_sums():
    assert not today_page([row(due=None)] * 5, today=TODAY).is_long


def test_what_is_late_is_counted_by_kind():
    page = today_page([row(due=-2), row(due=-1), row(due=3)], today=TODAY)
    assert [(each.count, each.late) for each in page.sums] == [("3", 2)]


def test_what_was_not_all_looked_at_says_at_least():
    stalls = [replace(row(due=None, kind=WaitKind.STALL), is_partial=True)] * 3
    page = today_page([*stalls, row(due=1)], today=TODAY)
    assert (page.count, [each.count for each in page.sums]) == ("4+", ["3+", "1"])
    assert [part.count for part in page.parts] == ["1", "3+"]
