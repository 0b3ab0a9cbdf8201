"""`costing_product.py` in a process of its own, so that its memory is its own, and what it measured."""

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

SCRIPT = Path(__file__).parent / "costing_product.py"


@dataclass(frozen=True, slots=True)
class Place:
    """Seconds of each case, round by round; how many sheets, how many of a group's a changed price reaches, and GB."""

    seconds: Mapping[str, Sequence[float]]
    sheets: int
    depending: int
    memory: float
    costs: Sequence[float]


def measured_place(groups: int, runs: int, *, postgres: bool = False, costs: bool = False) -> Place:
    """A filled place, measured; with the costs of its recipes where asked. Raises CalledProcessError."""
    asked = ["--postgres"] * postgres + ["--costs"] * costs
    command = [sys.executable, SCRIPT, "--groups", str(groups), "--runs", str(runs), *asked]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)  # noqa: S603 — our own script
    return Place(**json.loads(done.stdout))
