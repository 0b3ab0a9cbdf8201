"""The one thing that may touch a written audit row: taking an erased person's name out of its words (ADR 12)."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.db import connection
from django.db.models import Q, TextField
from django.db.models.functions import Cast

from ruamphon.core.models import AuditEntry

KEEPERS = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'audit_no_%'"


def redact_audit(replacements: Mapping[str, str]) -> int:
    """Replace words in the reasons and changes of all audit rows; gives how many rows were touched.

    Who, what, when and on which record stay as written. Inside a transaction only: the triggers that refuse every
    change step aside for these rows and stand again before anybody else can write.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("Audit rows are redacted in the transaction of the erasure, or not at all.")
    rows = list(_holding(replacements)) if replacements else []
    if rows:
        with _unguarded():
            for row in rows:
                kept = AuditEntry.objects.filter(pk=row.pk)
                kept.update(
                    reason=replaced(row.reason, replacements), changes=replaced(row.changes, replacements)
                )
    return len(rows)


def _holding(replacements: Mapping[str, str]) -> Iterator[AuditEntry]:
    holding = Q()
    for word in replacements:
        escaped = json.dumps(word)[1:-1]  # SQLite keeps JSON with Thai letters escaped
        holding |= Q(reason__contains=word) | Q(told__contains=word) | Q(told__contains=escaped)
    yield from AuditEntry.objects.annotate(told=Cast("changes", TextField())).filter(holding)


def replaced(value: Any, replacements: Mapping[str, str]) -> Any:
    """A text, or texts inside lists and dicts, with words replaced; anything else as it is."""
    if isinstance(value, str):
        for word, stand_in in replacements.items():
            value = value.replace(word, stand_in)
        return value
    if isinstance(value, list):
        return [replaced(item, replacements) for item in value]
    if isinstance(value, dict):
        return {key: replaced(item, replacements) for key, item in value.items()}
    return value


@contextmanager
def _unguarded() -> Iterator[None]:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("ALTER TABLE core_auditentry DISABLE TRIGGER audit_no_change")
            yield
            cursor.execute("ALTER TABLE core_auditentry ENABLE TRIGGER audit_no_change")
            return
        guards = cursor.execute(KEEPERS).fetchall()
        for name, _ in guards:
            cursor.execute(f"DROP TRIGGER {name}")
        yield
        for _, sql in guards:
            cursor.execute(sql)
