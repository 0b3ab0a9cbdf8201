"""Fixtures that every room's tests share."""

import os

import pytest
from django.db.backends.sqlite3.base import DatabaseWrapper

from tests import cast as cast_module

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # pytest-playwright keeps an event loop in the thread


@pytest.fixture
def cast(db):
    """The people everybody knows, in a small programme of two groups. See tests/cast.py."""
    return cast_module.build()


def _let_flush_empty_the_audit():
    """A transactional test ends by emptying all tables; on SQLite that is a DELETE, which the triggers refuse.

    On PostgreSQL it is a TRUNCATE, which row triggers do not see. The class is patched, not a connection: browser
    tests run inside an event loop, where Django keeps connections of its own.
    """
    # Not `from …sqlite3.operations import`: while PostgreSQL is the database that import is a circle.
    operations = DatabaseWrapper.ops_class
    original = operations.sql_flush

    def sql_flush(self, style, tables, **kwargs):
        statements = original(self, style, tables, **kwargs)
        if not statements or "core_auditentry" not in tables:
            return statements
        find = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'audit_no_%'"
        with self.connection.cursor() as cursor:
            triggers = cursor.execute(find).fetchall()
        drops = [f"DROP TRIGGER {name}" for name, _ in triggers]
        return [*drops, *statements, *(sql for _, sql in triggers)]

    operations.sql_flush = sql_flush


_let_flush_empty_the_audit()
