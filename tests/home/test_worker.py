"""`ruamphon manage worker --once`: queues the day's tasks, runs what is due, stops."""

import signal
from types import SimpleNamespace

import pytest
from django.core import mail
from django.core.management import call_command
from django.utils.module_loading import import_string
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from ruamphon.home.management.commands import worker
from ruamphon.people.outbox.enums import MessageKind, OutgoingState
from tests import cast as cast_module
from tests.people.outbox.post import told, wants

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


LOOKS = []


def look():
    LOOKS.append(1)


def test_each_minute_it_looks_at_what_is_due_by_itself(settings, monkeypatch):
    settings.EACH_MINUTE = [f"{__name__}.look"]
    LOOKS.clear()
    moments, rounds = iter([0.0, 30.0, 59.9, 60.0, 60.1]), iter(range(4))
    clock = SimpleNamespace(
        monotonic=lambda: next(moments), sleep=lambda _: None if next(rounds) < 3 else _stop()
    )
    monkeypatch.setattr(worker, "time", clock)
    with pytest.raises(KeyboardInterrupt):
        call_command("worker")
    assert len(LOOKS) == 2


def _stop():
    raise KeyboardInterrupt


def test_what_it_looks_at_is_there(settings):
    assert settings.EACH_MINUTE == [
        "ruamphon.people.outbox.tasks.wake_if_due",
        "ruamphon.pathway.tasks.look_at_what_changed",
        "ruamphon.reports.tasks.wake_if_left",
    ]
    assert all(callable(import_string(name)) for name in settings.EACH_MINUTE)


def test_a_letter_goes_out_through_the_queue(settings):
    settings.EMAIL_IS_ON, settings.DEFAULT_FROM_EMAIL = True, "ruamphon@example.org"
    cast = cast_module.build()
    wants(cast.student, MessageKind.TASK_GIVEN)
    _, outgoing = told(cast.student, scope_id=cast.enterprise.scope_id)
    assert outgoing.state == OutgoingState.WAITING
    call_command("worker", once=True)
    outgoing.refresh_from_db()
    assert (outgoing.state, len(mail.outbox)) == (OutgoingState.SENT, 1)
