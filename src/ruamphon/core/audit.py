"""Writing audit rows. Every action calls `record` inside its own transaction."""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import structlog
from django.db import connection, models

from ruamphon.core.models import AuditEntry, type_of

PERSONAL = "personal"


def record(
    *,
    by: Any,
    action: str,
    subject: models.Model,
    scope_id: int | None = None,
    changes: Mapping[str, tuple[Any, Any]] | None = None,
    personal: Collection[str] = (),
    on_behalf_of: Any = None,
    reason: str = "",
) -> AuditEntry:
    """Write one audit row.

    `by` and `on_behalf_of` are persons, or accounts (their person is taken); None means the platform itself.
    `changes` maps a field to (before, after). Fields named in `personal` are kept by name only.
    Must be called inside a transaction, so that the row stands and falls with the change it tells of.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("An audit row belongs in the transaction of the change it tells of.")
    return AuditEntry.objects.create(
        person_id=person_id(by),
        on_behalf_of_id=person_id(on_behalf_of),
        action=action,
        record_type=type_of(subject),
        record_id=subject.pk,
        scope_id=scope_id,
        changes={
            field: None if field in personal else [_plain(before), _plain(after)]
            for field, (before, after) in (changes or {}).items()
        },
        reason=reason,
        request_id=structlog.contextvars.get_contextvars().get("request_id", ""),
    )


def changed(subject: models.Model, **values: Any) -> dict[str, tuple[Any, Any]]:
    """Which of `values` differ from what `subject` holds now, as field → (before, after). Changes nothing."""
    pairs = {field: (getattr(subject, field), value) for field, value in values.items()}
    return {field: pair for field, pair in pairs.items() if pair[0] != pair[1]}


def apply(subject: models.Model, changes: Mapping[str, tuple[Any, Any]]) -> None:
    """Put the new values on `subject` and save just those fields."""
    for field, (_, after) in changes.items():
        setattr(subject, field, after)
    if changes:
        subject.save(update_fields=list(changes))


def person_id(someone: Any) -> int | None:
    """The person's number of a person or an account; None for the platform."""
    if someone is None:
        return None
    return getattr(someone, "person_id", None) or someone.pk


def _plain(value: Any) -> Any:
    if isinstance(value, models.Model):
        return value.pk
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value if value is None or isinstance(value, bool | int | float) else str(value)
