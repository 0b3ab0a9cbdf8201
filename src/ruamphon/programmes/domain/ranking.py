"""The order of applicants from what several assessors said, as it is and with strict and mild assessors evened out.

An assessor's own average is what they gave on average to the groups they looked at. Taken off, what is left says
whether they found a group better or worse than their others; the average of all marks is put back so that the number
can still be read in levels. It is only fair where assessors have looked at several groups each, so both orders are shown.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

HUNDREDTH = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Mark:
    """What one assessor gave one applicant as a whole, in levels of the rubric."""

    assessor: int
    applicant: int
    whole: Fraction


@dataclass(frozen=True, slots=True)
class Ranked:
    """One applicant's place. Means and spread are in levels with two decimals; None where nobody has handed in.

    Applicants with exactly the same mean share a place, and the next place is left out.
    """

    applicant: int
    mean: Decimal | None = None
    calibrated: Decimal | None = None
    spread: Decimal | None = None
    assessors: int = 0
    place: int | None = None
    calibrated_place: int | None = None


def whole(weights: Mapping[str, int], levels: Mapping[str, int | None]) -> Fraction | None:
    """The weighted mean of the levels one assessor gave; items that could not be told are left out."""
    told = [(level, weight) for code, weight in weights.items() if (level := levels.get(code)) is not None]
    total = sum(weight for _, weight in told)
    return Fraction(sum(level * weight for level, weight in told), total) if total else None


def rank(applicants: Sequence[int], marks: Iterable[Mark]) -> dict[int, Ranked]:
    """Every applicant with both means and both places. Marks of others than these applicants do not count."""
    wanted = set(applicants)
    counted = [mark for mark in marks if mark.applicant in wanted]
    plain = _means(counted)
    even = _means(calibrate(counted))
    wholes = defaultdict(list)
    for mark in counted:
        wholes[mark.applicant].append(mark.whole)
    places, even_places = _places(plain), _places(even)
    return {
        applicant: Ranked(
            applicant=applicant,
            mean=rounded(plain.get(applicant)),
            calibrated=rounded(even.get(applicant)),
            spread=rounded(max(given) - min(given)) if (given := wholes[applicant]) else None,
            assessors=len(wholes[applicant]),
            place=places.get(applicant),
            calibrated_place=even_places.get(applicant),
        )
        for applicant in applicants
    }


def calibrate(marks: Sequence[Mark]) -> list[Mark]:
    """The same marks, each assessor's own average taken off and the average of all marks put back."""
    if not marks:
        return []
    own = {assessor: _mean(given) for assessor, given in _by_assessor(marks).items()}
    of_all = _mean([mark.whole for mark in marks])
    return [Mark(mark.assessor, mark.applicant, mark.whole - own[mark.assessor] + of_all) for mark in marks]


def _by_assessor(marks: Iterable[Mark]) -> dict[int, list[Fraction]]:
    given = defaultdict(list)
    for mark in marks:
        given[mark.assessor].append(mark.whole)
    return given


def _means(marks: Iterable[Mark]) -> dict[int, Fraction]:
    given = defaultdict(list)
    for mark in marks:
        given[mark.applicant].append(mark.whole)
    return {applicant: _mean(wholes) for applicant, wholes in given.items()}


def _mean(numbers: Sequence[Fraction]) -> Fraction:
    return sum(numbers, Fraction(0)) / len(numbers)


def _places(means: Mapping[int, Fraction]) -> dict[int, int]:
    ordered = sorted(means.values(), reverse=True)
    return {applicant: ordered.index(mean) + 1 for applicant, mean in means.items()}


def rounded(number: Fraction | None) -> Decimal | None:
    """Two decimals, half up; rounded once, here."""
    if number is None:
        return None
    exact = Decimal(number.numerator) / Decimal(number.denominator)
    return exact.quantize(HUNDREDTH, rounding=ROUND_HALF_UP)
