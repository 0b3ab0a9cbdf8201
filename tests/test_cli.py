"""The console command says what to do when it cannot do what was asked."""

import socket
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

from tests.places import READY

RUAMPHON = Path(sys.executable).parent / "ruamphon"


@pytest.fixture
def command(new_place):
    """`command()` gives the command in a home of its own, on SQLite; it answers (exit code, output, errors)."""
    if connection.vendor != "sqlite":
        pytest.skip("a home of its own means SQLite")

    def at(prepared=()):
        place = new_place(prepared)

        def run(*words, **more):
            done = subprocess.run(
                [RUAMPHON, *words], env=place.environment | more, capture_output=True, text=True, check=False
            )
            return done.returncode, done.stdout, done.stderr

        return run

    return at


def test_an_unprepared_database_is_a_sentence(command):
    code, _, errors = command()("invite", "--manager")
    assert code == 1
    assert "`ruamphon manage migrate`" in errors
    assert "Traceback" not in errors


def test_inviting_before_seeding_says_to_seed(command):
    code, _, errors = command(READY)("invite", "--manager")
    assert (code, errors) == (
        1,
        "✗ There is no programme 'thammasat-model' yet. Run `ruamphon seed` first.\n",
    )


def test_seed_then_invite_gives_a_link(command):
    ruamphon = command(READY)
    assert ruamphon("seed")[0] == 0
    code, said, _ = ruamphon("invite", "--manager", PORT="9123")
    assert code == 0
    assert said.startswith("http://localhost:9123/people/join/")


def test_a_taken_port_is_a_sentence_with_another_to_try(command):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        code, _, errors = command()("run", PORT=str(port))
    assert code == 1
    assert errors.endswith(f"Try: PORT={port + 1} make run\n")
