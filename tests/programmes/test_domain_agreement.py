from datetime import date

import pytest

from ruamphon.core.refusals import Impossible
from ruamphon.programmes.domain.agreement import Standing, standing
from ruamphon.programmes.enums import AgreementState

TODAY = date(2026, 11, 21)
EARLIER, LATER = date(2026, 1, 1), date(2027, 1, 1)


@pytest.mark.parametrize(
    ("signed", "begins", "ends", "state"),
    [
        (None, None, None, "planned"),
        (LATER, None, None, "planned"),
        (EARLIER, LATER, None, "planned"),
        (None, None, LATER, "planned"),
        (EARLIER, None, None, "signed"),
        (EARLIER, EARLIER, LATER, "in_force"),
        (TODAY, None, TODAY, "in_force"),
        (EARLIER, None, date(2026, 11, 20), "ended"),
        (None, None, EARLIER, "ended"),
    ],
)
def test_how_it_stands_comes_from_its_days(signed, begins, ends, state):
    assert standing(Standing(signed, begins, ends), on=TODAY) == AgreementState(state)


@pytest.mark.parametrize("days", [(None, LATER, EARLIER), (LATER, None, EARLIER)])
def test_it_cannot_end_before_it_begins_or_is_signed(days):
    with pytest.raises(Impossible) as refused:
        Standing(*days).check()
    assert refused.value.field == "ends_on"


def test_days_that_fit_pass():
    Standing(EARLIER, EARLIER, EARLIER).check()
    Standing(LATER, None, None).check()
