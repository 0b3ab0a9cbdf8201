"""Places of their own: a home, and on PostgreSQL a database too, that a test may fill, save and lose.

A place that begins with the tables made, or with the published programme, is a copy of one made once.
"""

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit
from uuid import uuid4

from django.db import connection

ROOT = Path(__file__).parent.parent
SCRIPTS = ROOT / "tests" / "core" / "backup"
READY = ("migrate",)
"""The tables are there, and nothing in them."""
SEEDED = ("migrate", "seed")
"""The published programme is there."""
COMMANDS = {"migrate": ("manage", "migrate", "-v0"), "seed": ("seed",)}


@dataclass
class Place:
    """One installation. `ruamphon(…)` runs the command there, `script(…)` one of the scripts in tests/core/backup."""

    home: Path
    database_url: str

    @property
    def environment(self):
        quiet = {"DATABASE_URL", "DJANGO_SETTINGS_MODULE", "RUAMPHON_HOME", "PYTEST_XDIST_WORKER"}
        kept = {key: value for key, value in os.environ.items() if key not in quiet}
        path = os.pathsep.join([str(ROOT / "src"), str(ROOT)])
        ours = {"RUAMPHON_HOME": str(self.home), "RUAMPHON_LOG_LEVEL": "ERROR", "PYTHONPATH": path}
        return kept | ours | ({"DATABASE_URL": self.database_url} if self.database_url else {})

    def ruamphon(self, *words, **more):
        """(exit code, output, errors)"""
        command = [sys.executable, "-m", "ruamphon.cli", *map(str, words)]
        done = subprocess.run(
            command, env=self.environment, capture_output=True, text=True, check=False, **more
        )
        return done.returncode, done.stdout, done.stderr

    def start(self, script, *words):
        """A script that runs beside the test."""
        return subprocess.Popen([sys.executable, SCRIPTS / script, *map(str, words)], env=self.environment)

    def script(self, script, *words):
        """What a script says, as JSON."""
        command = [sys.executable, SCRIPTS / script, *map(str, words)]
        done = subprocess.run(command, env=self.environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)


class Places:
    """Gives places, and takes their databases away at the end."""

    def __init__(self, new_home):
        self.new_home = new_home
        self.templates = {}
        self.databases = []

    def __call__(self, prepared=()):
        """An empty installation on the kind of database this run is about, or a copy of one that is READY or SEEDED."""
        if not prepared:
            return self._made()
        if prepared not in self.templates:
            place = self(prepared[:-1])
            code, _, errors = place.ruamphon(*COMMANDS[prepared[-1]])
            assert code == 0, errors
            self.templates[prepared] = place
        return self._made(self.templates[prepared])

    def clear(self):
        """Drop the databases that were made."""
        for name in self.databases:
            _sql(f"DROP DATABASE {name} WITH (FORCE)")

    def _made(self, template=None):
        home, url = self.new_home(), ""
        if connection.vendor == "postgresql":
            name = f"place_{uuid4().hex[:12]}"
            like = f" TEMPLATE {urlsplit(template.database_url).path[1:]}" if template else ""
            _sql(f"CREATE DATABASE {name}{like}")
            self.databases.append(name)
            url = urlunsplit(urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}"))
        if template:
            shutil.copytree(template.home, home, dirs_exist_ok=True)
        return Place(home, url)


def _sql(words):
    import psycopg  # noqa: PLC0415 — only where PostgreSQL is the database

    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as own:
        own.execute(words)
