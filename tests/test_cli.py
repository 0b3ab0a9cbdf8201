"""The console command says what to do when it cannot do what was asked."""

import socket
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

from tests.places import READY
from tests.reports.packing import members, packed

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


def test_rules_are_applied_and_their_history_replayed(command):
    ruamphon = command(READY)
    code, said, errors = ruamphon("rules")
    assert (code, said.splitlines()[-1], "Traceback" in errors) == (0, "✓ 0 new effects", False)
    code, said, _ = ruamphon("rules", "--replay")
    assert (code, said) == (0, "✓ The whole history gives the same effects again, once each.\n")


def test_verify_needs_no_database_and_makes_none(new_place, tmp_path):
    place, pack = new_place(), packed(tmp_path / "pack.zip", members())
    code, out, errors = place.ruamphon("verify", pack)
    assert (code, errors) == (0, "")
    assert out.startswith("✓ pack.zip: ครบถ้วน ตรงตามที่ผนึกไว้ / Intact, as it was sealed\n")
    assert "ต่อฐานข้อมูลไม่ได้" in out
    assert not list(place.home.glob("*.sqlite3"))


def test_verify_names_what_was_altered_and_what_is_no_pack(command, tmp_path):
    ruamphon = command()
    files = members()
    spoilt = packed(tmp_path / "pack.zip", {**files, "evidence/one/1-1.jpg": b"A photo"})
    code, out, errors = ruamphon("verify", str(spoilt))
    assert (code, out) == (1, "")
    assert "✗ evidence/one/1-1.jpg · ถูกแก้ไข / altered" in errors
    (tmp_path / "other.zip").write_bytes(b"no zip")
    code, out, errors = ruamphon("verify", str(tmp_path / "other.zip"))
    assert (code, out) == (2, "")
    assert errors.startswith("✗ other.zip: อ่านเป็นแฟ้มหลักฐานไม่ได้ / Cannot be read as an evidence pack\n")
    assert "Traceback" not in errors
