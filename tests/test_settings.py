"""How the environment switches e-mail on, and what it may not do."""

import subprocess
import sys
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parent.parent / "src"

SAY = "from ruamphon import settings as s; print(s.EMAIL_IS_ON, s.EMAIL_BACKEND.split('.')[-2], s.EMAIL_USE_TLS, s.EMAIL_USE_SSL, s.EMAIL_PORT)"


def settings_with(tmp_path, **given):
    environment = {
        "PATH": "/usr/bin:/bin",
        "RUAMPHON_HOME": str(tmp_path),
        "PYTHONPATH": str(SOURCE),
        **given,
    }
    return subprocess.run(
        [sys.executable, "-c", SAY], env=environment, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, "False dummy True False 587"),
        ({"EMAIL_HOST": "mail.example.org", "EMAIL_FROM": "r@example.org"}, "True smtp True False 587"),
        (
            {"EMAIL_HOST": "mail.example.org", "EMAIL_FROM": "r@example.org", "EMAIL_SSL": "1"},
            "True smtp False True 465",
        ),
        (
            {"EMAIL_ON_CONSOLE": "1", "RUAMPHON_DEBUG": "1", "EMAIL_FROM": "r@example.org"},
            "True console True False 587",
        ),
    ],
)
def test_mail_is_off_until_a_server_is_named(tmp_path, given, said):
    assert settings_with(tmp_path, **given).stdout.strip() == said


@pytest.mark.parametrize(
    ("given", "complaint"),
    [
        ({"EMAIL_ON_CONSOLE": "1", "EMAIL_FROM": "r@example.org"}, "EMAIL_ON_CONSOLE needs RUAMPHON_DEBUG=1"),
        ({"EMAIL_HOST": "mail.example.org"}, "Set EMAIL_FROM"),
    ],
)
def test_never_on_the_console_in_production_nor_from_nobody(tmp_path, given, complaint):
    assert complaint in settings_with(tmp_path, **given).stderr
