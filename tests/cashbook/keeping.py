"""What the tests of the cash book begin with."""

from datetime import date
from decimal import Decimal

from ruamphon.cashbook import actions
from ruamphon.cashbook.enums import Category, Direction


def wrote(cast, amount, *, by=None, on=date(2026, 11, 20), direction=Direction.IN, category=None, **more):
    """An entry of group A by its chair: money in for goods sold, or money out for materials."""
    usual = Category.SALE if direction == Direction.IN else Category.MATERIAL
    return actions.record(
        by=by or cast.member,
        enterprise=more.pop("enterprise", None) or cast.enterprise,
        direction=direction,
        amount=Decimal(amount),
        happened_on=on,
        category=category or usual,
        **more,
    )


def paid(cast, amount, **more):
    """Money out for materials."""
    return wrote(cast, amount, direction=Direction.OUT, **more)
