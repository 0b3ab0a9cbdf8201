"""The example year, made once for the tests of a module that only look at it."""

from dataclasses import dataclass

import pytest
from django.conf import settings
from django.db import models, transaction

from ruamphon.core.models import AuditEntry
from ruamphon.demo.belongings import every_table
from ruamphon.demo.make import make_demo
from ruamphon.demo.world import World as Example
from tests import cast as cast_module
from tests import world as world_module
from tests.world import World


class Undone(Exception):  # noqa: N818 — undoes the transaction it is raised in
    """All is looked at; nothing of it stays."""


@dataclass
class LookedAt:
    """The world of all tests, to the example a real programme; the example; and how things were before it."""

    world: World
    example: Example
    before: dict[str, list]
    told: list
    there: dict[type, set]
    files: set


def rows_of(model):
    return list(models.QuerySet(model).order_by("pk").values_list())


def fingerprint():
    """Every row of every table but the audit, whose rows are written once and stay."""
    return {model._meta.db_table: rows_of(model) for model in every_table() if model is not AuditEntry}


def keys():
    return {model: {row[0] for row in models.QuerySet(model).values_list("pk")} for model in every_table()}


def files_on_disk():
    return {path for path in settings.FILES_ROOT.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def looked_at(django_db_setup, django_db_blocker):
    """All of it in a transaction that is undone, so that a module makes the example once."""
    with django_db_blocker.unblock():
        around = transaction.atomic()
        around.__enter__()
        world = world_module.build(cast_module.build())
        before = fingerprint(), rows_of(AuditEntry), keys(), files_on_disk()
        made = LookedAt(world, make_demo(), *before)
    yield made
    with django_db_blocker.unblock():
        around.__exit__(Undone, Undone(), None)


@pytest.fixture
def at(looked_at, db):
    """What there is; what a test changes is undone."""
    return looked_at


@pytest.fixture
def example(looked_at, db):
    """The example year."""
    return looked_at.example


@pytest.fixture
def real(looked_at, db):
    """The cast that everybody knows: to the example, a real programme."""
    return looked_at.world.cast
