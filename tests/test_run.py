"""`ruamphon run` on an empty machine: it serves the real programme, and its first manager can sign in."""

import os
import re
import signal
import socket
import subprocess
import sys
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, build_opener

import pytest
from django.db import connection

RUAMPHON = Path(sys.executable).parent / "ruamphon"


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def running(tmp_path):
    """The product, started as a newcomer would; stopped by the pid we started."""
    port = free_port()
    environment = {
        key: value
        for key, value in os.environ.items()
        if key not in {"DATABASE_URL", "DJANGO_SETTINGS_MODULE"}
    }
    environment |= {"RUAMPHON_HOME": str(tmp_path), "PORT": str(port), "RUAMPHON_LOG_LEVEL": "WARNING"}
    environment.pop("RUAMPHON_SECRET_KEY", None)
    log = tmp_path / "log"
    with log.open("w") as out:
        process = subprocess.Popen([RUAMPHON, "run"], env=environment, stdout=out, stderr=subprocess.STDOUT)
        try:
            for _ in range(240):
                if "Ctrl-C" in log.read_text() or process.poll() is not None:
                    break
                try:
                    process.wait(timeout=0.5)
                except subprocess.TimeoutExpired:
                    continue
            yield port, log.read_text()
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(timeout=20)


def test_a_newcomer_gets_the_real_programme_and_a_way_in(running):
    if connection.vendor != "sqlite":
        pytest.skip("make run starts on SQLite; the same code on PostgreSQL is what every other test runs")
    port, said = running
    link = re.search(r"http://localhost:(\d+)(/people/join/\S+)", said)
    assert link, said
    assert int(link[1]) == port
    jar = CookieJar()
    browser = build_opener(HTTPCookieProcessor(jar))
    base = f"http://localhost:{port}"

    front = browser.open(f"{base}/").read().decode()
    assert "ครัวแม่ฉัน" in front or "ธรรมศาสตร์โมเดล" in front

    page = browser.open(base + link[2]).read().decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)[1]
    form = {
        "csrfmiddlewaretoken": token,
        "name_th": "ผู้จัดการ ตัวอย่าง",
        "username": "first.manager",
        "password": "ทะเลระยอง-2569",
    }
    home = browser.open(base + link[2], urlencode(form).encode())
    assert home.url == f"{base}/today/"
    assert "ผู้จัดการ ตัวอย่าง" in home.read().decode()
    assert browser.open(f"{base}/readyz").read() == b"ready\n"
