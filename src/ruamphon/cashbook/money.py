"""Money in tables: baht as Decimal to Python, whole satang to the database, so that every sum is exact on both."""

from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

SATANG = 100
STEP = Decimal("0.01")


class BahtField(models.Field):
    """An amount of baht with two decimals, kept as satang. SQLite adds DECIMAL columns as floats; these it cannot."""

    description = "baht, kept as satang"
    _pyi_private_get_type: Decimal  # what it gives, for the type checker
    _pyi_private_set_type: Decimal | int

    def get_internal_type(self) -> str:
        """The column is that of a whole number."""
        return "BigIntegerField"

    def from_db_value(self, value: Any, _expression: Any, _connection: Any) -> Decimal | None:
        """Satang of a row or of a sum (PostgreSQL gives sums as Decimal) as baht."""
        return None if value is None else (Decimal(value) / SATANG).quantize(STEP)

    def get_prep_value(self, value: Any) -> int | None:
        """Baht as satang; a fraction of a satang is refused, never rounded in silence."""
        if value is None or hasattr(value, "resolve_expression"):
            return value
        satang = Decimal(value) * SATANG
        if satang != satang.to_integral_value():
            raise ValidationError(f"{value} baht is no whole number of satang")
        return int(satang)

    def to_python(self, value: Any) -> Decimal | None:
        """Baht from text, as a fingerprint or a fixture has them."""
        return None if value is None else Decimal(value).quantize(STEP)

    def value_to_string(self, obj: models.Model) -> str:
        """Baht as text."""
        return str(self.value_from_object(obj))
