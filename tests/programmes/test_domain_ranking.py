from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from ruamphon.programmes.domain.ranking import Mark, Ranked, calibrate, rank, whole

KITCHEN, GARDEN, WEAVERS = 1, 2, 3
STRICT, MILD = 10, 20

marks = st.lists(
    st.builds(
        Mark,
        assessor=st.integers(1, 5),
        applicant=st.integers(1, 6),
        whole=st.fractions(min_value=1, max_value=4, max_denominator=12),
    ),
    max_size=24,
    unique_by=lambda mark: (mark.assessor, mark.applicant),
)


def test_whole_is_weighted_and_leaves_out_what_could_not_be_told():
    assert whole({"a": 1, "b": 3}, {"a": 4, "b": 2}) == Fraction(10, 4)
    assert whole({"a": 1, "b": 3}, {"a": 4, "b": None}) == 4
    assert whole({"a": 1}, {"a": None}) is None


def test_the_figures_of_a_small_round():
    """The strict assessor saw kitchen and garden, the mild one garden and weavers."""
    found = rank(
        [KITCHEN, GARDEN, WEAVERS, 4],
        [
            Mark(STRICT, KITCHEN, Fraction(2)),
            Mark(STRICT, GARDEN, Fraction(1)),
            Mark(MILD, GARDEN, Fraction(3)),
            Mark(MILD, WEAVERS, Fraction(4)),
        ],
    )
    # own averages 3/2 and 7/2, of all marks 5/2: kitchen 3, garden 2 and 2, weavers 3
    assert found == {
        KITCHEN: Ranked(KITCHEN, Decimal("2.00"), Decimal("3.00"), Decimal("0.00"), 1, 2, 1),
        GARDEN: Ranked(GARDEN, Decimal("2.00"), Decimal("2.00"), Decimal("2.00"), 2, 2, 3),
        WEAVERS: Ranked(WEAVERS, Decimal("4.00"), Decimal("3.00"), Decimal("0.00"), 1, 1, 1),
        4: Ranked(4),
    }


def test_equal_means_share_a_place_though_they_are_rounded_alike():
    found = rank(
        [1, 2, 3], [Mark(9, 1, Fraction(10, 3)), Mark(9, 2, Fraction(333, 100)), Mark(9, 3, Fraction(10, 3))]
    )
    assert [found[n].place for n in (1, 2, 3)] == [1, 3, 1]
    assert found[1].mean == found[2].mean == Decimal("3.33")


def test_marks_of_others_do_not_count():
    own = [Mark(9, 1, Fraction(2))]
    assert rank([1], [*own, Mark(9, 2, Fraction(4))]) == rank([1], own)


@given(marks, st.randoms())
def test_the_order_in_which_applicants_and_marks_come_does_not_matter(given_marks, dice):
    applicants, shuffled = list(range(1, 7)), list(given_marks)
    before = rank(applicants, given_marks)
    dice.shuffle(applicants)
    dice.shuffle(shuffled)
    assert rank(applicants, shuffled) == before


@given(marks, st.integers(1, 5), st.fractions(min_value=-2, max_value=2, max_denominator=6))
def test_an_assessor_who_gives_everybody_the_same_more_changes_no_evened_out_place(given_marks, who, more):
    shifted = [
        Mark(mark.assessor, mark.applicant, mark.whole + (more if mark.assessor == who else 0))
        for mark in given_marks
    ]
    before, after = rank(range(1, 7), given_marks), rank(range(1, 7), shifted)
    assert {n: row.calibrated_place for n, row in before.items()} == {
        n: row.calibrated_place for n, row in after.items()
    }


@given(marks)
def test_evening_out_keeps_the_average_of_all_marks(given_marks):
    even = calibrate(given_marks)
    assert sum(mark.whole for mark in even) == sum(mark.whole for mark in given_marks)


@given(marks)
def test_places_follow_the_means(given_marks):
    rows = [row for row in rank(range(1, 7), given_marks).values() if row.place]
    for one in rows:
        for other in rows:
            if one.mean > other.mean:
                assert one.place < other.place
