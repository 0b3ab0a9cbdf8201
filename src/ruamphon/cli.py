"""The console command: run, seed, demo, invite, backup, restore, rules, recost, verify; Django's own as `ruamphon manage …`."""

import argparse
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Self


def main(argv: list[str] | None = None) -> int:
    """Entry point of `ruamphon`."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ruamphon.settings")
    arguments = _parser().parse_args(argv)
    import django

    django.setup()
    from django.db import DatabaseError

    try:
        return arguments.do(arguments)
    except DatabaseError as error:
        print(f"✗ The database cannot be used: {error}", file=sys.stderr)
        print(
            "  `ruamphon run` prepares it; by hand: `ruamphon manage migrate`, then try again.",
            file=sys.stderr,
        )
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="ruamphon", description="The platform of a community-enterprise programme."
    )
    commands = parser.add_subparsers(required=True)
    run = commands.add_parser(
        "run", help="prepare the database, load the published programme, serve, and work"
    )
    run.set_defaults(do=_run)
    seed = commands.add_parser(
        "seed", help="load what is published about the real programme (twice changes nothing)"
    )
    seed.set_defaults(do=_seed)
    invite = commands.add_parser("invite", help="make a one-time link")
    invite.add_argument("--manager", action="store_true", required=True, help="for a programme manager")
    invite.add_argument("--programme", default="thammasat-model", help="the programme's code")
    invite.set_defaults(do=_invite)
    backup = commands.add_parser("backup", help="write the database and all files into one archive")
    backup.add_argument("file", type=Path)
    backup.add_argument("--force", action="store_true", help="replace an archive of this name")
    backup.set_defaults(do=_backup)
    restore = commands.add_parser("restore", help="bring an archive back into an empty RUAMPHON_HOME")
    restore.add_argument("file", type=Path)
    restore.add_argument("--force", action="store_true", help="keep what is in RUAMPHON_HOME aside first")
    restore.add_argument("--sha256", default="", help="refuse any other file than the one with this hash")
    restore.set_defaults(do=_restore)
    rules = commands.add_parser("rules", help="evaluate every programme's rules now, or replay their history")
    rules.add_argument(
        "--replay", action="store_true", help="change nothing: evaluate the whole history again and compare"
    )
    rules.set_defaults(do=_rules)
    recost = commands.add_parser(
        "recost", help="work out every cost sheet again from its tables and keep what differs"
    )
    recost.add_argument("--check", action="store_true", help="change nothing: say how many differ")
    recost.set_defaults(do=_recost)
    demo = commands.add_parser(
        "demo", help="add an invented programme with a whole year in it, or take it away"
    )
    demo.add_argument("--remove", action="store_true", help="take the invented programme away, whole")
    demo.add_argument(
        "--open-to-everyone",
        action="store_true",
        help="on a site that others can reach: let anybody step into the invented programme",
    )
    demo.set_defaults(do=_demo)
    verify = commands.add_parser("verify", help="check an evidence pack against its seals; needs no database")
    verify.add_argument("file", type=Path)
    verify.set_defaults(do=_verify)
    manage = commands.add_parser("manage", help="Django's own commands: ruamphon manage migrate …")
    manage.add_argument("words", nargs=argparse.REMAINDER)
    manage.set_defaults(do=_manage)
    return parser


def _manage(arguments) -> int:
    from django.core.management import execute_from_command_line

    execute_from_command_line(["ruamphon manage", *arguments.words])
    return 0


def _seed(_arguments) -> int:
    from ruamphon.seeds.load import load_all

    load_all(say=lambda line: print(f"• {line}"))
    return 0


def _invite(arguments) -> int:
    from ruamphon.home.first_manager import invite_manager
    from ruamphon.programmes.models import Programme

    programme = Programme.objects.filter(code=arguments.programme).first()
    if programme is None:
        print(
            f"✗ There is no programme {arguments.programme!r} yet. Run `ruamphon seed` first.",
            file=sys.stderr,
        )
        return 1
    print(invite_manager(programme))
    return 0


def _rules(arguments) -> int:
    from ruamphon.pathway.queries.rule_sets import replay_differences
    from ruamphon.pathway.tasks import apply_all_rules

    if not arguments.replay:
        print(f"✓ {apply_all_rules.call()} new effects")
        return 0
    differences = replay_differences()
    for difference in differences:
        print(f"✗ enrolment {difference.enrolment}: {difference.what.en}", file=sys.stderr)
    if not differences:
        print("✓ The whole history gives the same effects again, once each.")
    return 1 if differences else 0


def _recost(arguments) -> int:
    from ruamphon.costing.recosting_whole import recost_whole

    done = recost_whole(keep=not arguments.check)
    if arguments.check and done.differing:
        print(
            f"✗ {done.differing} of {done.sheets} sheets keep other figures than their tables give.",
            file=sys.stderr,
        )
        print("  `ruamphon recost` puts them right.", file=sys.stderr)
        return 1
    print(f"✓ {done.sheets} sheets worked out, {done.differing} kept other figures.")
    return 0


def _demo(arguments) -> int:
    from ruamphon.demo.command import add, remove

    done = remove() if arguments.remove else add(open_to_everyone=arguments.open_to_everyone)
    print(f"{'✓' if done.is_well else '✗'} {done.said}", file=sys.stdout if done.is_well else sys.stderr)
    return 0 if done.is_well else 1


def _backup(arguments) -> int:
    from ruamphon.core.backup import BackupRefused, make_backup

    try:
        made = make_backup(arguments.file, force=arguments.force)
    except BackupRefused as refusal:
        print(f"✗ {refusal}", file=sys.stderr)
        return 1
    manifest = made.manifest
    print(f"✓ {arguments.file}: {sum(manifest.tables.values())} rows, {len(manifest.files)} files")
    print(f"  SHA-256 {made.sha256}")
    for path in manifest.missing:
        print(f"✗ The file {path} is named in the database but is not on disk.", file=sys.stderr)
    for path in manifest.damaged:
        print(f"✗ The file {path} is not as it was when it was stored.", file=sys.stderr)
    return 1 if manifest.missing or manifest.damaged else 0


def _restore(arguments) -> int:
    from ruamphon.core.backup import BackupRefused, restore_backup

    try:
        manifest = restore_backup(arguments.file, force=arguments.force, sha256=arguments.sha256)
    except BackupRefused as refusal:
        print(f"✗ {refusal}", file=sys.stderr)
        return 1
    print(
        f"✓ As it was on {manifest.made_at}: {sum(manifest.tables.values())} rows, {len(manifest.files)} files"
    )
    print("  The secret key is not in an archive: with another key everybody signs in again.")
    return 0


def _verify(arguments) -> int:
    from ruamphon.reports.checking import report

    code, lines = report(arguments.file)
    for line in lines:
        print(line, file=sys.stderr if code else sys.stdout)
    return code


def _run(_arguments) -> int:
    from django.conf import settings
    from django.core.management import call_command

    host = os.environ.get("HOST", "127.0.0.1")
    _check_port(host, settings.PORT)
    print("• preparing the database")
    call_command("migrate", verbosity=0)
    _seed(None)
    if not settings.DEBUG:
        print("• collecting the pages' files")
        call_command("collectstatic", verbosity=0, interactive=False)
    with _Children() as children:
        children.start(
            "granian", "--interface", "wsgi", "--host", host,
            "--port", str(settings.PORT), "--workers", os.environ.get("RUAMPHON_WORKERS", "1"),
            "--no-ws", "--log-level", "warning", "ruamphon.wsgi:application",
        )  # fmt: skip
        children.start(sys.executable, "-m", "ruamphon.cli", "manage", "worker")
        _wait_until_it_answers(settings.PORT, children)
        _greet(settings)
        return children.wait()


def _check_port(host: str, port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise SystemExit(
                f"✗ Port {port} on {host} cannot be used ({error.strerror}). Try: PORT={port + 1} make run"
            ) from error


def _greet(settings) -> None:
    from ruamphon.home.first_manager import first_manager_link

    print(f"\n  รวมพล · Ruamphon  →  {settings.PUBLIC_URL}/")
    link = first_manager_link()
    if link:
        print(f"  First manager (one use, 7 days)  →  {link}")
    print("  Stop with Ctrl-C.\n", flush=True)


def _wait_until_it_answers(port: int, children: "_Children") -> None:
    from urllib.error import URLError
    from urllib.request import urlopen

    for _ in range(150):
        if children.anyone_stopped():
            raise SystemExit(
                f"✗ The server did not start. Is port {port} in use? Try: PORT={port + 1} make run"
            )
        try:
            with urlopen(f"http://127.0.0.1:{port}/healthz", timeout=2):
                return
        except (URLError, OSError):
            time.sleep(0.2)
    raise SystemExit("✗ The server did not answer within 30 seconds.")


class _Children:
    """The server and the worker: started together, stopped together."""

    def __init__(self):
        self.processes: list[subprocess.Popen] = []

    def __enter__(self) -> Self:
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
        return self

    def __exit__(self, *_):
        for process in self.processes:
            if process.poll() is None:
                process.terminate()
        for process in self.processes:
            try:
                process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                process.kill()

    def start(self, *command: str) -> None:
        beside = Path(sys.executable).parent / command[0]
        words = [str(beside), *command[1:]] if beside.exists() else list(command)
        self.processes.append(subprocess.Popen(words))  # noqa: S603 — fixed words of our own

    def anyone_stopped(self) -> bool:
        return any(process.poll() is not None for process in self.processes)

    def wait(self) -> int:
        try:
            while not self.anyone_stopped():
                time.sleep(0.5)
        except KeyboardInterrupt:
            return 0
        return next(code for process in self.processes if (code := process.poll()) is not None)


if __name__ == "__main__":
    sys.exit(main())
