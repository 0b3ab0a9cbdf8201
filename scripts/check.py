"""`make check`: style, types, templates and the arrows between rooms. Quick enough for every save."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
CHECKS = (
    ("ruff", [BIN / "ruff", "check", "."]),
    ("format", [BIN / "ruff", "format", "--check", "--quiet", "."]),
    ("types", [BIN / "mypy", "src/ruamphon"]),
    ("templates", [BIN / "djlint", "--lint", "--quiet", "src"]),
    ("arrows between rooms", [BIN / "lint-imports"]),
)


def main() -> int:
    failed = [name for name, command in CHECKS if not _passes(name, command)]
    if failed:
        print(f"✗ {', '.join(failed)}: see above. `make fix` mends what the tools can mend themselves.")
    return 1 if failed else 0


def _passes(name: str, command: list) -> bool:
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    print(f"  {'✓' if done.returncode == 0 else '✗'} {name}", flush=True)
    if done.returncode:
        print(done.stdout + done.stderr)
    return done.returncode == 0


if __name__ == "__main__":
    sys.exit(main())
