"""The clock of the example year: the moment that actions read can be set back, here and nowhere else (ADR 21).

Actions ask `timezone.now()` when they write a decision, a grant or an audit row, and rightly take no moment from
whoever calls them. A year of things that were really done, each on its day, needs that question answered with another
moment. No room may import this one, so no page and no task can do the same.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db.models import Field
from django.utils import timezone

REAL_NOW = timezone.now


class Clock:
    """A moment that only goes forward, until the present."""

    def __init__(self, begins: datetime):
        self.moment = begins

    def now(self) -> datetime:
        """The moment it is; stands in for django.utils.timezone.now."""
        return self.moment

    def go_to(self, moment: datetime) -> None:
        """Move on. Raises ValueError for a moment before the last one, or one that has not come yet."""
        if moment < self.moment:
            raise ValueError(f"The clock stands at {self.moment}; {moment} is over.")
        if moment > REAL_NOW():
            raise ValueError(f"{moment} has not come yet.")
        self.moment = moment


@contextmanager
def travelling(begins: datetime) -> Iterator[Clock]:
    """Within the block it is the clock's moment, for actions and for the defaults of fields; after it, now again."""
    clock = Clock(begins)
    fields = _fields_that_default_to_now()
    timezone.now = clock.now
    for field in fields:
        field.__dict__["_get_default"] = clock.now  # Django's cached answer to "what is the default?"
    try:
        yield clock
    finally:
        timezone.now = REAL_NOW
        for field in fields:
            del field.__dict__["_get_default"]


def _fields_that_default_to_now() -> list[Field[Any, Any]]:
    return [
        field
        for model in apps.get_models()
        for field in model._meta.concrete_fields  # noqa: SLF001 — Django's documented meta API
        if field.default is REAL_NOW
    ]
