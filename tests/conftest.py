"""Fixtures that every room's tests share."""

import gc
import os
from copy import deepcopy
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db.backends.sqlite3.base import DatabaseWrapper
from django.utils import translation

from ruamphon.seeds.load import load_all
from tests import cast as cast_module
from tests import world as world_module
from tests.places import Places
from tests.stage import Stage

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # pytest-playwright keeps an event loop in the thread


def pytest_configure(config):
    """With DAYS=400.6 the whole run takes place so many days later; a fraction moves the hour."""
    if days := os.environ.get("DAYS"):
        later = time_machine.travel(datetime.now(UTC) + timedelta(days=float(days)))
        later.start()
        config.add_cleanup(later.stop)


@pytest.fixture(scope="session", autouse=True)
def quiet_collector():
    """Python looks for garbage seldom, and never among what importing Django left: a fifth of the time of a page walk."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)


@pytest.fixture(scope="session")
def stage(django_db_setup, django_db_blocker):
    """Where the cast and the world are kept from test to test. See tests/stage.py."""
    made = Stage(django_db_blocker)
    yield made
    made.clear()


# Fixtures of class scope come before all of function scope, so what is kept is there before a test's own transaction
# begins. For a test outside a class they live as long as that test.


@pytest.fixture(scope="class", autouse=True)
def empty_stage(request):
    """A test that asks for nothing kept (`kept_…`), or that commits, finds empty tables."""
    if _commits(request) or not any(name.startswith("kept_") for name in request.fixturenames):
        Stage.clear_all()


@pytest.fixture(autouse=True)
def alike_in_a_class(request, empty_stage):
    """Tests of one class begin with the same: what is kept is chosen once for all of them."""
    asks = any(name.startswith("kept_") for name in request.fixturenames)
    assert asks or not Stage.holds_anything(), "this test begins with nothing: take it out of its class"


@pytest.fixture(autouse=True)
def in_thai():
    """Each test begins in Thai, whatever language the last page was read in."""
    with translation.override("th"):
        yield


@pytest.fixture(scope="class")
def one_day():
    """Noon of 21 November 2026 in Thailand, for tests that print days. The cast is built on that day too."""
    with time_machine.travel("2026-11-21T05:00:00Z", tick=False):
        yield


@pytest.fixture(scope="class")
def kept_cast(request):
    """The cast as it was built, for `cast` to copy; None in tests that commit."""
    return None if _commits(request) else request.getfixturevalue("stage").at(cast_module.build)


@pytest.fixture(scope="class")
def kept_world(stage):
    """The world as it was built, for `world` to copy. A module may keep another one by a fixture of this name."""
    return stage.at(cast_module.build, world_module.build)


@pytest.fixture(scope="class")
def kept_programme(stage):
    """The published programme, loaded."""
    stage.at(published_programme)


def published_programme():
    load_all(say=lambda _: None)


@pytest.fixture
def cast(request, kept_cast, db):
    """The people everybody knows, in a small programme of two groups. See tests/cast.py."""
    if "kept_world" in request.fixturenames:
        return request.getfixturevalue("world").cast
    return cast_module.build() if kept_cast is None else deepcopy(kept_cast)


@pytest.fixture
def world(kept_world, db):
    """The cast, and group A with one of everything that has a page. See tests/world.py."""
    return deepcopy(kept_world)


@pytest.fixture(scope="session")
def new_place(tmp_path_factory):
    """`new_place()` gives an empty installation, `new_place(READY)` one with its tables. See tests/places.py."""
    places = Places(lambda: tmp_path_factory.mktemp("home"))
    yield places
    places.clear()


def _commits(request):
    marker = request.node.get_closest_marker("django_db")
    return "transactional_db" in request.fixturenames or bool(marker and marker.kwargs.get("transaction"))


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
