"""`ruamphon manage worker --once`: queues the day's tasks, runs what is due, stops."""

import signal

import pytest
from django.core.management import call_command
from django.utils.module_loading import import_string
from django_tasks import task
from django_tasks_db.models import DBTaskResult

pytestmark = pytest.mark.django_db(transaction=True)
DONE = []


@task()
def note(word):
    DONE.append(word)


@pytest.fixture(autouse=True)
def queue(settings, tmp_path):
    """The product's own queue in the database; the signals the worker takes over are given back."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}
    settings.FILES_ROOT = tmp_path
    kept = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGQUIT)}
    DONE.clear()
    yield
    for number, handler in kept.items():
        signal.signal(number, handler)


def test_the_daily_tasks_are_there_to_be_run(settings):
    assert settings.DAILY_TASKS
    assert all(hasattr(import_string(name), "enqueue") for name in settings.DAILY_TASKS)


def test_once_runs_the_daily_tasks_and_what_waits_then_stops(settings):
    note.enqueue("waiting")
    call_command("worker", once=True)
    assert DONE == ["waiting"]
    results = dict(DBTaskResult.objects.values_list("task_path", "status"))
    assert {name: results[name] for name in settings.DAILY_TASKS} == dict.fromkeys(
        settings.DAILY_TASKS, "SUCCESSFUL"
    )


def test_twice_does_no_harm(settings):
    call_command("worker", once=True)
    call_command("worker", once=True)
    assert set(DBTaskResult.objects.values_list("status", flat=True)) == {"SUCCESSFUL"}
