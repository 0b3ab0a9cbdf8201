"""Places of their own: a home, and on PostgreSQL a database too, that a test may fill, save and lose."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit
from uuid import uuid4

import pytest
from django.db import connection

HERE = Path(__file__).parent
ROOT = HERE.parents[2]


@dataclass
class Place:
    """One installation. `ruamphon(…)` runs the command there, `script(…)` one of the scripts beside this file."""

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
        return subprocess.Popen([sys.executable, HERE / script, *map(str, words)], env=self.environment)

    def script(self, script, *words):
        """What a script says, as JSON."""
        command = [sys.executable, HERE / script, *map(str, words)]
        done = subprocess.run(command, env=self.environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)


@pytest.fixture(scope="module")
def new_place(tmp_path_factory):
    """`new_place()` gives an empty installation on the kind of database this run is about."""
    made = []

    def sql(words):
        import psycopg  # noqa: PLC0415 — only where PostgreSQL is the database

        with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as own:
            own.execute(words)

    def make():
        home = tmp_path_factory.mktemp("home")
        url = ""
        if connection.vendor == "postgresql":
            name = f"place_{uuid4().hex[:12]}"
            sql(f"CREATE DATABASE {name}")
            url = urlunsplit(urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}"))
            made.append(name)
        else:
            made.append("")
        return Place(home, url)

    yield make
    for name in filter(None, made):
        sql(f"DROP DATABASE {name} WITH (FORCE)")
