"""Tryton beside us: the very same 1,000 recipes of 10 lines, from tables to stored costs.

Tryton is installed from PyPI into an environment that goes afterwards; without a network there is no figure.
"""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from bench.costing_place import Place, measured_place
from bench.costing_world import World, world
from bench.measure import Spread, milliseconds
from ruamphon.costing.rollup import FIGURES, levels_of

GROUPS = 100
WANTED = ("trytond>=8.2,<8.3", "trytond-production>=8.2,<8.3")
SCRIPT = Path(__file__).parent / "peers" / "tryton_costing.py"
LIKELY = FIGURES.index("full likely")
CLOSE = 1e-3
"""Tryton rounds every level to four digits, so costs agree about so far."""


@dataclass(frozen=True, slots=True)
class Beside:
    """Milliseconds of a pass: Tryton's own, ours, and how many times longer Tryton's median is."""

    version: str
    theirs: Spread
    ours: Spread

    @property
    def times(self) -> float:
        return self.theirs.median / self.ours.median


def beside_tryton(runs: int) -> Beside | None:
    """Both sides on SQLite files, one after the other. None when Tryton cannot be installed."""
    small = world(GROUPS)
    with TemporaryDirectory(prefix="ruamphon-peer-") as folder:
        python = _environment(Path(folder))
        if python is None:
            return None
        answer = _asked(python, Path(folder) / "recipes.json", small, runs)
    place = measured_place(GROUPS, max(runs, 15), costs=True)
    _agree(answer["costs"], place)
    return Beside(answer["version"], milliseconds(answer["seconds"]), milliseconds(place.seconds["ours"]))


def _environment(folder: Path) -> Path | None:
    python = folder / "environment" / "bin" / "python"
    subprocess.run([sys.executable, "-m", "venv", folder / "environment"], check=True)  # noqa: S603 — our own words
    command = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *WANTED]
    done = subprocess.run(command, check=False)  # noqa: S603 — our own words
    return python if done.returncode == 0 else None


def _asked(python: Path, path: Path, small: World, runs: int) -> dict:
    path.write_text(json.dumps(_recipes(small)), encoding="utf-8")
    command = [python, SCRIPT, path, str(runs)]
    settings = {"env": {"PATH": "/usr/bin:/bin"}, "stdout": subprocess.PIPE, "text": True}
    done = subprocess.run(command, check=True, **settings)  # noqa: S603 — as above
    return json.loads(done.stdout)


def _recipes(small: World) -> dict:
    """The likely full figures, level by level; a recipe's code is r and its place."""
    levels = levels_of(small.lines, leaves=small.leaves, recipes=small.recipes)
    rows: list[list] = [[] for _ in range(int(levels.max()) + 1)]
    lines = len(small.lines.recipe) // small.recipes
    takes = small.lines.takes.reshape(-1, lines).tolist()
    amounts = small.lines.amount[1].reshape(-1, lines).tolist()
    for place, level in enumerate(levels.tolist()):
        taken = [each if each < small.leaves else f"r{each - small.leaves}" for each in takes[place]]
        rows[level].append({"code": f"r{place}", "lines": list(zip(taken, amounts[place], strict=True))})
    return {"prices": [round(each, 4) for each in small.prices[LIKELY].tolist()], "levels": rows}


def _agree(costs: dict, place: Place) -> None:
    theirs = [float(costs[f"r{number}"]) for number in range(place.sheets)]
    if not np.allclose(place.costs, theirs, rtol=CLOSE, atol=0.02):
        raise SystemExit("Tryton and we do not agree: nothing was measured")
