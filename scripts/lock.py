"""`make lock`: resolve the locks anew. Names, versions and hashes only: no registry's address is written down."""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
UV = Path(sys.executable).parent / "uv"
WORDS = (
    "--universal",
    "--python-version",
    "3.11",
    "--generate-hashes",
    "--no-emit-index-url",
    "--no-header",
    "--no-annotate",
)


def main() -> None:
    for name in ("base", "dev", "node"):
        print(f"• requirements/{name}.txt", flush=True)
        command = [UV, "pip", "compile", "--quiet", *WORDS, f"{name}.in", "-o", f"{name}.txt"]
        subprocess.run(command, cwd=ROOT / "requirements", check=True)
    print("• package-lock.json", flush=True)
    subprocess.run(["npm", "install", "--package-lock-only", "--silent"], cwd=ROOT, check=True)
    _without_addresses(ROOT / "package-lock.json")


def _without_addresses(path: Path) -> None:
    """Drop the 'funding' entries: the only addresses npm still writes."""
    lock = json.loads(path.read_text())
    for package in lock["packages"].values():
        package.pop("funding", None)
        package.pop("resolved", None)
    path.write_text(json.dumps(lock, indent=2) + "\n")


if __name__ == "__main__":
    main()
