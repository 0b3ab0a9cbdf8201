"""Medians of many runs, ratios taken round by round, and one way to print them."""

import argparse
import json
import os
import platform
import statistics
import sys
import time
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TypeVar

Case = TypeVar("Case", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Spread:
    """The median of the runs, the lowest and the highest. Milliseconds, or a ratio without unit."""

    median: float
    low: float
    high: float

    def __str__(self) -> str:
        return f"{_short(self.median)} [{_short(self.low)}–{_short(self.high)}]"


def _short(number: float) -> str:
    return f"{number:,.0f}" if abs(number) >= 100 else f"{number:.3g}"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the table: what was measured, how often, its ratio to a named baseline."""

    what: str
    runs: int
    ours: str
    ratio: str = ""
    against: str = ""
    queries: str = ""


def in_turns(
    cases: Mapping[Case, Callable[[], object]],
    *,
    runs: int,
    before: Callable[[Case], object] = lambda _case: None,
) -> dict[Case, list[float]]:
    """Seconds of each case, `runs` times. A round has every case once, so that noise falls on all alike.

    One round before the first is not counted: it fills caches, as any page but the first after a restart finds
    them. `before` makes ready what a case needs, outside its time.
    """
    times: dict[Case, list[float]] = {case: [] for case in cases}
    for number in range(runs + 1):
        for case, work in cases.items():
            before(case)
            started = time.perf_counter()
            work()
            spent = time.perf_counter() - started
            if number:
                times[case].append(spent)
    return times


def milliseconds(times: Sequence[float]) -> Spread:
    return _spread([each * 1000 for each in times])


def ratio(ours: Sequence[float], baseline: Sequence[float]) -> Spread:
    """Ours to the baseline, round by round: a slow moment of the machine slows both sides of its round."""
    return _spread([mine / theirs for mine, theirs in zip(ours, baseline, strict=True)])


def _spread(values: Sequence[float]) -> Spread:
    return Spread(statistics.median(values), min(values), max(values))


def machine() -> str:
    """One line about what the numbers were taken on, with how busy it was."""
    load = os.getloadavg()[0]
    return f"{_processor()}, {os.cpu_count()} cores, Python {platform.python_version()}, load {load:.1f}"


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        lines = []
    names = (line.split(":", 1)[1].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.machine())


HEADS = ("case", "runs", "ours", "ratio", "against", "queries")


def table(lines: Sequence[Line]) -> str:
    """The lines as a table of Markdown, readable as it is."""
    cells = [HEADS, *(tuple(str(cell) for cell in _cells(line)) for line in lines)]
    widths = [max(len(row[column]) for row in cells) for column in range(len(HEADS))]
    rows = ["| " + " | ".join(map(str.ljust, row, widths)) + " |" for row in cells]
    rows.insert(1, "|" + "|".join("-" * (width + 2) for width in widths) + "|")
    return "\n".join(rows)


def _cells(line: Line) -> tuple[object, ...]:
    return line.what, line.runs, line.ours, line.ratio, line.against, line.queries


def arguments(description: str) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--json", action="store_true", help="print lines for run_all.py to put in its table")
    return parser


def say(line: str) -> None:
    """Progress, beside the result."""
    print(f"• {line}", file=sys.stderr, flush=True)


def report(lines: Sequence[Line], *, as_json: bool) -> None:
    """Print the result of one script."""
    if as_json:
        print(json.dumps([asdict(line) for line in lines], ensure_ascii=False))
    else:
        print(f"{table(lines)}\n\n{machine()}")
