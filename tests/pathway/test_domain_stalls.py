"""When a group counts as standing still: exact days, exact words."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ruamphon.pathway.domain.stalls import (
    Length,
    OpenCondition,
    Standstill,
    even_share,
    find_stalls,
)
from ruamphon.pathway.enums import StallKind

BEGAN = date(2026, 6, 1)
GROUP = Standstill(stage=2, began_on=BEGAN, recorded_on=BEGAN)


def kinds(group, days):
    return [(found.kind, found.days) for found in find_stalls(group, on=BEGAN + timedelta(days))]


def test_quiet_begins_on_the_thirtieth_day():
    assert kinds(GROUP, 29) == []
    assert kinds(GROUP, 30) == [(StallKind.QUIET, 30)]
    found = find_stalls(GROUP, on=BEGAN + timedelta(30))[0]
    assert found.reason.th == "ไม่มีอะไรบันทึกมา 30 วัน ล่าสุดเมื่อ 1 มิ.ย. 2569 (เตือนเมื่อครบ 30 วัน)"
    assert (
        found.reason.en
        == "Nothing was recorded for 30 days; the last was on 1 Jun 2026 (warned from 30 days)."
    )


def test_the_playbook_may_set_other_limits():
    assert kinds(replace(GROUP, quiet_days=5), 5) == [(StallKind.QUIET, 5)]
    waiting = replace(GROUP, proposed_on=BEGAN, decide_days=2)
    assert kinds(waiting, 2) == []
    assert kinds(waiting, 3) == [(StallKind.UNDECIDED, 3)]


def test_a_stage_is_slow_from_the_day_after_its_expected_length():
    slow = replace(GROUP, length=Length(20), quiet_days=999)
    assert kinds(slow, 20) == []
    assert kinds(slow, 21) == [(StallKind.SLOW, 1)]
    found = find_stalls(slow, on=BEGAN + timedelta(21))[0]
    assert found.reason.en == "21 days in stage 2, 20 were expected: 1 day over."
    assert found.since == BEGAN + timedelta(20)
    share = replace(slow, length=Length(20, is_share=True))
    assert "เฉลี่ยจากความยาวของรุ่น" in find_stalls(share, on=BEGAN + timedelta(21))[0].reason.th


def test_an_open_proposal_hides_that_nobody_proposed():
    both = replace(GROUP, complete_on=BEGAN, proposed_on=BEGAN + timedelta(1))
    assert kinds(both, 9) == [(StallKind.UNDECIDED, 8)]
    assert kinds(replace(both, proposed_on=None), 9) == [(StallKind.UNPROPOSED, 9)]


def test_a_group_that_has_passed_everything_only_owes_its_conditions():
    done = replace(
        GROUP, stage=None, length=Length(1), proposed_on=BEGAN, conditions=(OpenCondition("ฉลาก", BEGAN, 7),)
    )
    assert [(found.kind, found.task) for found in find_stalls(done, on=BEGAN + timedelta(99))] == [
        (StallKind.CONDITION, 7)
    ]
    assert find_stalls(done, on=BEGAN) == ()


def test_the_longest_comes_first_and_equal_ones_in_the_order_of_the_kinds():
    group = replace(GROUP, proposed_on=BEGAN, conditions=(OpenCondition("ก", BEGAN - timedelta(5)),))
    assert kinds(group, 40) == [
        (StallKind.CONDITION, 45),
        (StallKind.UNDECIDED, 40),
        (StallKind.QUIET, 40),
    ]


@pytest.mark.parametrize(
    ("begins", "ends", "stages", "share"),
    [
        (date(2026, 1, 1), date(2026, 12, 31), 4, 91),
        (date(2026, 1, 1), date(2026, 1, 2), 4, 1),
        (None, date(2026, 12, 31), 4, None),
        (date(2026, 1, 1), None, 4, None),
        (date(2026, 1, 1), date(2026, 1, 1), 4, None),
        (date(2026, 1, 1), date(2026, 12, 31), 0, None),
    ],
)
def test_an_even_share_of_the_cohorts_time(begins, ends, stages, share):
    assert even_share(begins, ends, stages) == (share and Length(share, is_share=True))


DAYS = st.dates(date(2025, 1, 1), date(2027, 1, 1))


@given(
    group=st.builds(
        Standstill,
        stage=st.sampled_from([1, None]),
        began_on=st.none() | DAYS,
        recorded_on=st.none() | DAYS,
        length=st.none() | st.builds(Length, st.integers(1, 400)),
        complete_on=st.none() | DAYS,
        proposed_on=st.none() | DAYS,
        conditions=st.lists(st.builds(OpenCondition, st.just("ก"), DAYS), max_size=2).map(tuple),
    ),
    on=DAYS,
    later=st.integers(0, 400),
)
def test_what_stands_still_goes_on_standing_still_and_longer(group, on, later):
    now = {found.kind: found.days for found in find_stalls(group, on=on)}
    then = {found.kind: found.days for found in find_stalls(group, on=on + timedelta(later))}
    assert all(days > 0 for days in now.values())
    assert all(then[kind] >= days + later for kind, days in now.items() if kind is not StallKind.CONDITION)
