"""The example year, made once for the tests that look at it."""

from copy import deepcopy
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from django.conf import settings
from django.db import models

from ruamphon.core.models import AuditEntry
from ruamphon.demo.belongings import every_table
from ruamphon.demo.make import make_demo
from ruamphon.demo.world import World as Example
from tests import cast as cast_module
from tests import world as world_module
from tests.world import World


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


def look_at(world):
    """The world, what there was, and the example beside it."""
    before = fingerprint(), rows_of(AuditEntry), keys(), files_on_disk()
    return LookedAt(world, make_demo(), *before)


@pytest.fixture(scope="class")
def kept_example(stage):
    """The example beside the world, as they were built."""
    return stage.at(cast_module.build, world_module.build, look_at)


@pytest.fixture(scope="class")
def used_up(stage):
    """For a test that takes files from the disk: undoing it does not bring them back."""
    yield
    stage.clear()


@pytest.fixture
def at(kept_example, db):
    """What there is; what a test changes is undone."""
    kept = kept_example
    return replace(kept, world=deepcopy(kept.world), example=deepcopy(kept.example))


@pytest.fixture
def example(at):
    """The example year."""
    return at.example


@pytest.fixture
def real(at):
    """The cast that everybody knows: to the example, a real programme."""
    return at.world.cast


HERE = Path(__file__).parent
LATER = {"test_remove.py": 1, "test_make.py": 2}


def pytest_collection_modifyitems(items):
    """The removal, which uses the example up, and those who make another, after all who look at the kept one."""
    here = [place for place, item in enumerate(items) if item.path.parent == HERE]
    ordered = sorted((items[place] for place in here), key=lambda item: LATER.get(item.path.name, 0))
    for place, item in zip(here, ordered, strict=True):
        items[place] = item
