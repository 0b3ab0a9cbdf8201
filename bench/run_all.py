"""`make bench`: every script in a process of its own, then one table. A few minutes."""

import json
import subprocess
import sys
from pathlib import Path

from measure import Line, arguments, machine, say, table

HERE = Path(__file__).resolve().parent
SCRIPTS = (("list_page.py",), ("search.py",), ("gate.py",), ("what_if.py",), ("uploads.py",))
WITH_POSTGRESQL = ("list_page.py", "--postgres")


def main() -> int:
    parser = arguments(__doc__)
    parser.add_argument("--postgres", action="store_true", help="the list also on a PostgreSQL of our own")
    options = parser.parse_args()
    lines: list[Line] = []
    for name, *more in [*SCRIPTS, *([WITH_POSTGRESQL] if options.postgres else [])]:
        say(" ".join([name, *more]))
        command = [sys.executable, HERE / name, "--json", *more]
        done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False)  # noqa: S603 — our own scripts
        if done.returncode:
            print(f"✗ {name} stopped: see above.")
            return done.returncode
        lines += [Line(**line) for line in json.loads(done.stdout)]
    print(f"{table(lines)}\n\n{machine()}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
