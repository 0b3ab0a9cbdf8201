"""Copy what the pages need from node_modules into build/vendor, which is served as /static/vendor/."""

import re
import shutil
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
MODULES = PROJECT / "node_modules"
VENDOR = PROJECT / "build" / "vendor"

# The map file is not copied, and the manifest storage refuses a stylesheet that points at a missing file.
SOURCE_MAP = re.compile(r"/\*# sourceMappingURL=[^*]*\*/\s*")


def copy_bootstrap() -> int:
    source = MODULES / "bootstrap" / "dist" / "css" / "bootstrap.min.css"
    target = VENDOR / "bootstrap" / "bootstrap.min.css"
    target.parent.mkdir(parents=True)
    target.write_text(SOURCE_MAP.sub("", source.read_text(encoding="utf-8")), encoding="utf-8")
    return 1


def copy_folder(source: Path, target: Path, *patterns: str) -> int:
    target.mkdir(parents=True)
    found = sorted({path for pattern in patterns for path in source.glob(pattern)})
    for path in found:
        shutil.copyfile(path, target / path.name)
    return len(found)


def copy_anuphan() -> int:
    scripts = ("*-thai-*.woff2", "*-latin-wght-*.woff2", "*-latin-ext-*.woff2")
    folder = MODULES / "@fontsource-variable" / "anuphan"
    return copy_folder(folder / "files", VENDOR / "anuphan", *scripts)


def copy_icons() -> int:
    return copy_folder(MODULES / "bootstrap-icons" / "icons", VENDOR / "icons", "*.svg")


def main() -> int:
    if not (MODULES / "bootstrap").is_dir():
        print(
            "node_modules is missing: run `npm ci` in the project folder first, then this again.",
            file=sys.stderr,
        )
        return 1
    shutil.rmtree(VENDOR, ignore_errors=True)
    for name, copy in (("bootstrap", copy_bootstrap), ("anuphan", copy_anuphan), ("icons", copy_icons)):
        print(f"{name}: {copy()} copied → build/vendor/{name}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
