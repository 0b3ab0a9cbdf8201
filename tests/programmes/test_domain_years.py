import pytest
from hypothesis import given
from hypothesis import strategies as st

from ruamphon.core.refusals import Impossible
from ruamphon.programmes.domain.years import read_year


@pytest.mark.parametrize(
    ("typed", "year"),
    [
        ("", None),
        ("  ", None),
        ("2565", 2022),
        ("๒๕๖๕", 2022),
        (" 2569 ", 2026),
        ("2022", 2022),
        ("2400", 1857),
    ],
)
def test_a_year_of_either_era_is_kept_as_ce(typed, year):
    assert read_year(typed) == year


@pytest.mark.parametrize("typed", ["65", "1500", "3000", "ปีที่แล้ว", "25 65", "2565.0", "-2565", "²565"])
def test_anything_else_is_refused_with_an_example(typed):
    with pytest.raises(Impossible) as refused:
        read_year(typed)
    assert refused.value.field == "year"
    assert refused.value.reason.th == f"ปี “{typed}” อ่านไม่ได้ ใส่เป็น พ.ศ. สี่หลัก เช่น 2569"


@given(st.integers(2400, 2700))
def test_both_eras_name_the_same_year(be):
    assert read_year(str(be)) == read_year(str(be - 543)) == be - 543
