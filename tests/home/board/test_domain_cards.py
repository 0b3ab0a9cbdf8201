import pytest
from hypothesis import given
from hypothesis import strategies as st

from ruamphon.core.text import Text
from ruamphon.home.board.domain.cards import UNKNOWN, Blocker, Spot, Wanted, in_order, piles
from ruamphon.home.board.domain.columns import Column, Place, column_of, columns_for
from tests.home.board.making import card

STAGES = [(number, Text(f"ขั้น {number}", f"Stage {number}")) for number in range(1, 5)]
COLUMNS = columns_for(STAGES, {"ready", "unplaced"})
KEYS = [column.key for column in COLUMNS]

cards = st.lists(
    st.builds(
        card,
        pk=st.integers(1, 10_000),
        name=st.sampled_from(["ก", "ข", "ค"]),
        column=st.sampled_from(KEYS),
        days=st.none() | st.integers(0, 400),
        stalled=st.integers(0, 90),
    ),
    unique_by=lambda each: each.pk,
)


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        (Place("active", 2, True), "2"),
        (Place("selected", 1, True), "1"),
        (Place("active", None, True), "ready"),
        (Place("active", None, False), "unplaced"),
        (Place("graduated", None, True), "graduated"),
        (Place("graduated", 3, True), "graduated"),
        (Place("left", 1, True), "left"),
        (Place("left", None, False), "left"),
    ],
)
def test_a_group_stands_in_one_column(place, expected):
    assert column_of(place) == expected


def test_graduated_and_left_are_always_there_and_others_as_needed():
    assert [column.key for column in columns_for(STAGES, set())] == ["1", "2", "3", "4", "graduated", "left"]
    assert KEYS == ["unplaced", "1", "2", "3", "4", "ready", "graduated", "left"]


@given(cards, st.randoms())
def test_rows_in_any_order_give_the_same_board(listed, random):
    mixed = list(listed)
    random.shuffle(mixed)
    assert piles(COLUMNS, mixed) == piles(COLUMNS, listed)
    for by in ("stage", "name", "days"):
        assert in_order(mixed, COLUMNS, by) == in_order(listed, COLUMNS, by)


@given(cards)
def test_each_group_stands_in_exactly_one_column(listed):
    found = [(pile.column.key, each.pk) for pile in piles(COLUMNS, listed) for each in pile.cards]
    assert sorted(found) == sorted((each.column, each.pk) for each in listed)


def test_the_stalled_come_first_then_the_longest_then_by_name():
    listed = [
        card(1, name="ข", days=9),
        card(2, name="ก", days=9),
        card(3, days=None),
        card(4, days=1, stalled=2),
    ]
    pile = piles([Column("1", Text("ก", "A"), 1)], listed)[0]
    assert [each.pk for each in pile.cards] == [4, 2, 1, 3]
    assert pile.stalled == 1


def test_a_column_that_is_not_there_is_an_error():
    with pytest.raises(KeyError):
        piles(columns_for(STAGES, set()), [card(column="ready")])


def test_what_is_not_known_comes_last_when_sorting_by_days():
    listed = [card(1, days=None), card(2, days=0), card(3, days=40)]
    assert [each.pk for each in in_order(listed, COLUMNS, "days")] == [3, 2, 1]


def test_there_are_three_orders():
    with pytest.raises(ValueError, match="colour"):
        in_order([], COLUMNS, "colour")


A = card(
    1,
    kind="craft",
    spot=Spot("ต.ตะพง", "ตะพง, เมืองระยอง, ระยอง", "เมืองระยอง, ระยอง"),
    mentors=((7, Text("ธนาคาร", "Bank")),),
    stalled=3,
)
B = card(2, kind="food", spot=Spot("เกาะกก"))
C = card(3, kind="food")


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (Wanted(), [1, 2, 3]),
        (Wanted(place="เมืองระยอง, ระยอง"), [1]),
        (Wanted(place="ตะพง, เมืองระยอง, ระยอง"), [1]),
        (Wanted(place="เกาะกก"), [2]),
        (Wanted(place=UNKNOWN), [3]),
        (Wanted(mentor="7"), [1]),
        (Wanted(mentor=UNKNOWN), [2, 3]),
        (Wanted(kind="food"), [2, 3]),
        (Wanted(stalled=True), [1]),
        (Wanted(kind="food", stalled=True), []),
    ],
)
def test_the_filter(wanted, expected):
    assert [each.pk for each in (A, B, C) if wanted.fits(each)] == expected


def test_a_short_name_leaves_out_what_half_of_all_groups_are_called():
    assert card(name="วิสาหกิจชุมชนครัวตัวอย่าง").short.th == "ครัวตัวอย่าง"
    assert card(name="วิสาหกิจชุมชน").short.th == "วิสาหกิจชุมชน"
    assert card(name="กลุ่มทอผ้า").short.th == "กลุ่มทอผ้า"


def test_what_is_missing_and_what_is_waited_for_are_two_things():
    gate, lacks = (Blocker(kind, Text(kind, kind), "") for kind in ("gate", "criterion"))
    both = card(blockers=(gate, lacks), met=2, asked=3)
    assert (both.holds, both.missing, both.ticks) == ((gate,), (lacks,), (True, True, False))
