"""The console command says what to do when it cannot do what was asked."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

RUAMPHON = Path(sys.executable).parent / "ruamphon"


@pytest.fixture
def ruamphon(tmp_path):
    """Run the command in a home of its own, on SQLite; gives (exit code, output, errors)."""
    if connection.vendor != "sqlite":
        pytest.skip("a home of its own means SQLite")
    keep = {
        key: value
        for key, value in os.environ.items()
        if key not in {"DATABASE_URL", "DJANGO_SETTINGS_MODULE"}
    }

    def run(*words, **more):
        environment = keep | {"RUAMPHON_HOME": str(tmp_path)} | more
        done = subprocess.run(
            [RUAMPHON, *words], env=environment, capture_output=True, text=True, check=False
        )
        return done.returncode, done.stdout, done.stderr

    return run


def test_an_unprepared_database_is_a_sentence(ruamphon):
    code, _, errors = ruamphon("invite", "--manager")
    assert code == 1
    assert "`ruamphon manage migrate`" in errors
    assert "Traceback" not in errors


def test_inviting_before_seeding_says_to_seed(ruamphon):
    ruamphon("manage", "migrate", "-v0")
    code, _, errors = ruamphon("invite", "--manager")
    assert (code, errors) == (
        1,
        "✗ There is no programme 'thammasat-model' yet. Run `ruamphon seed` first.\n",
    )


def test_seed_then_invite_gives_a_link(ruamphon):
    ruamphon("manage", "migrate", "-v0")
    assert ruamphon("seed")[0] == 0
    code, said, _ = ruamphon("invite", "--manager", PORT="9123")
    assert code == 0
    assert said.startswith("http://localhost:9123/people/join/")


def test_a_taken_port_is_a_sentence_with_another_to_try(ruamphon):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        code, _, errors = ruamphon("run", PORT=str(port))
    assert code == 1
    assert errors.endswith(f"Try: PORT={port + 1} make run\n")


def test_rules_are_applied_and_their_history_replayed(ruamphon):
    ruamphon("manage", "migrate", "-v0")
    code, said, errors = ruamphon("rules")
    assert (code, said.splitlines()[-1], "Traceback" in errors) == (0, "✓ 0 new effects", False)
    code, said, _ = ruamphon("rules", "--replay")
    assert (code, said) == (0, "✓ The whole history gives the same effects again, once each.\n")
