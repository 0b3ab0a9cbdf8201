"""The console command says what to do when it cannot do what was asked."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

from tests.reports.packing import members, packed

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


def test_verify_needs_no_database_and_makes_none(ruamphon, tmp_path):
    pack = packed(tmp_path / "pack.zip", members())
    code, out, errors = ruamphon("verify", str(pack))
    assert (code, errors) == (0, "")
    assert out.startswith("✓ pack.zip: ครบถ้วน ตรงตามที่ผนึกไว้ / Intact, as it was sealed\n")
    assert "ต่อฐานข้อมูลไม่ได้" in out
    assert not (tmp_path / "ruamphon.sqlite3").exists()


def test_verify_names_what_was_altered_and_what_is_no_pack(ruamphon, tmp_path):
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
