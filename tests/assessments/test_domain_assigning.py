"""Sharing out the work: several each, nobody their own, as evenly as can be."""

from itertools import combinations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ruamphon.assessments.domain import NotEnough, loads_of, share_out

sizes = st.integers(1, 7)


@st.composite
def tasks(draw, *, most_subjects=8, most_assessors=6, with_conflicts=True):
    """Subjects, assessors, how many each, and conflicts that leave every subject enough."""
    subjects = list(range(draw(st.integers(1, most_subjects))))
    assessors = list(range(100, 100 + draw(st.integers(1, most_assessors))))
    each = draw(st.integers(1, len(assessors)))
    conflicts = set()
    for subject in subjects if with_conflicts else []:
        barred = draw(st.sets(st.sampled_from(assessors), max_size=len(assessors) - each))
        conflicts |= {(subject, one) for one in barred}
    return subjects, assessors, each, conflicts


def gap(shared, assessors):
    loads = loads_of(shared, assessors).values()
    return max(loads) - min(loads)


@given(tasks())
def test_each_subject_gets_its_number_and_nobody_their_own(task):
    subjects, assessors, each, conflicts = task
    shared = share_out(subjects, assessors, each=each, conflicts=conflicts)
    assert list(shared) == subjects
    for subject, those in shared.items():
        assert len(set(those)) == len(those) == each
        assert not {(subject, one) for one in those} & conflicts


@given(tasks(with_conflicts=False))
def test_without_conflicts_loads_differ_by_at_most_one(task):
    subjects, assessors, each, _ = task
    assert gap(share_out(subjects, assessors, each=each), assessors) <= 1


@given(tasks(most_subjects=4, most_assessors=4))
def test_with_conflicts_no_other_way_is_more_even(task):
    """Against every way there is, in small cases."""
    subjects, assessors, each, conflicts = task
    ways = [
        [
            those
            for those in combinations(assessors, each)
            if not {(subject, one) for one in those} & conflicts
        ]
        for subject in subjects
    ]
    best = min(gap(dict(zip(subjects, way, strict=True)), assessors) for way in product(*ways))
    assert gap(share_out(subjects, assessors, each=each, conflicts=conflicts), assessors) == best


@given(tasks())
def test_the_same_input_gives_the_same_answer(task):
    subjects, assessors, each, conflicts = task
    first = share_out(subjects, assessors, each=each, conflicts=conflicts)
    assert share_out(subjects, assessors, each=each, conflicts=conflicts) == first


def test_a_hand_over_through_a_third_makes_it_even():
    """1 may only go to 10 or 11, 2 to 10 or 12, and 10 is first in the list."""
    conflicts = {(1, 12), (2, 11)}
    shared = share_out([1, 2], [10, 11, 12], each=1, conflicts=conflicts)
    assert sorted(loads_of(shared, [10, 11, 12]).values()) == [0, 1, 1]


def test_three_groups_of_one_assessors_own():
    """10 may only take subject 4, so 11 has the other three: as even as the conflicts allow."""
    shared = share_out([1, 2, 3, 4], [10, 11], each=1, conflicts={(1, 10), (2, 10), (3, 10)})
    assert shared == {1: (11,), 2: (11,), 3: (11,), 4: (10,)}


def test_too_few_without_a_conflict_is_told_of_the_first_subject():
    with pytest.raises(NotEnough) as problem:
        share_out([1, 2], [10, 11], each=2, conflicts={(2, 10)})
    assert (problem.value.subject, problem.value.found, problem.value.wanted) == (2, 1, 2)
