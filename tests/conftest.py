"""Fixtures that every room's tests share."""

import os

import pytest
from django.db import connections

from tests import cast as cast_module

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # pytest-playwright keeps an event loop in the thread


@pytest.fixture
def cast(db):
    """The people everybody knows, in a small programme of two groups. See tests/cast.py."""
    return cast_module.build()


@pytest.fixture(autouse=True)
def _let_flush_empty_the_audit():
    """A transactional test ends by emptying all tables; on SQLite that is a DELETE, which the triggers refuse."""
    connection = connections["default"]
    if connection.vendor != "sqlite":
        yield
        return
    original = connection.ops.sql_flush

    def sql_flush(style, tables, **kwargs):
        statements = original(style, tables, **kwargs)
        if not statements or "core_auditentry" not in tables:
            return statements
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'audit_no_%'"
            )
            triggers = cursor.fetchall()
        drops = [f"DROP TRIGGER {name}" for name, _ in triggers]
        return [*drops, *statements, *(sql for _, sql in triggers)]

    connection.ops.sql_flush = sql_flush
    yield
    connection.ops.sql_flush = original
