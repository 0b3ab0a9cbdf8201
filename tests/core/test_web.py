"""Numbers in addresses: what a row or a page could have, and nothing else."""

import pytest

from ruamphon.core.web import number_in


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("12", 12),
        ("0", 0),
        ("2147483647", 2147483647),
        ("2147483648", None),  # no key of a row is as large
        ("9" * 5000, None),  # Python refuses to read so long a number
        ("", None),
        ("-1", None),
        ("1.5", None),
        ("๑๒", None),
        ("x", None),
    ],
)
def test_a_number_of_an_address(typed, number):
    assert number_in({"after": typed}, "after") == number


def test_an_address_without_it():
    assert number_in({}, "after") is None
