"""Columns that several tables of this room share: amounts as they are stored, and ranges of them."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.db import models

from ruamphon.costing.domain import Range

PLACES = 12
"""Decimals of a stored amount: a price of a milligram times a tonne is still right to the satang."""


def number(**kwargs: Any) -> models.DecimalField:
    """A quantity or a price, exact to twelve decimals."""
    return models.DecimalField(max_digits=24, decimal_places=PLACES, **kwargs)


def satang(**kwargs: Any) -> models.DecimalField:
    """Baht as the edge gives them, to the satang."""
    return models.DecimalField(max_digits=16, decimal_places=2, **kwargs)


def decimal_of(exact: Fraction | None) -> Decimal | None:
    """An exact amount as it is stored, half up in the last place; None stays None."""
    if exact is None:
        return None
    return Decimal((exact * 10**PLACES * 2 + 1) // 2).scaleb(-PLACES)


def exact_of(stored: Decimal | None) -> Fraction | None:
    """A stored amount, exact again."""
    return None if stored is None else Fraction(stored)


def range_of(row: models.Model, name: str) -> Range:
    """The range that three columns of a row hold: `name`_low, `name`_likely, `name`_high."""
    low, likely, high = (exact_of(getattr(row, f"{name}_{end}")) for end in ("low", "likely", "high"))
    return Range(low or Fraction(), likely, high)


def columns_of(amount: Range, name: str) -> dict[str, Decimal | None]:
    """A range as the values of its three columns."""
    return {
        f"{name}_low": decimal_of(amount.low),
        f"{name}_likely": decimal_of(amount.likely),
        f"{name}_high": decimal_of(amount.high),
    }
