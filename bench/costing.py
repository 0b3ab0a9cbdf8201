"""`python -m bench.costing`: how fast is the roll-up of a whole programme, and one group's sheet?

Ends with one line of JSON. The peer in the same run is a plain scipy CSR product, level by level, over the same lines
and as many figures; its recipes are numbered level by level beforehand, which is the kindest way to it. Nothing is
extrapolated: a smaller run says its size.
"""

import argparse
import json
import resource
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from fractions import Fraction
from statistics import median

import numpy as np

from bench.costing_peer import beside_tryton
from bench.costing_place import Place, measured_place
from bench.costing_world import AT_LEVEL, RECIPES, World, group_book, world
from bench.measure import in_turns, machine, milliseconds, ratio, say
from ruamphon.costing.domain import WhatIf, cost_book, recost, what_if
from ruamphon.costing.rollup import LEVELS, Plan, in_doubt, in_satang, prepare

GROUPS = 100_000


@dataclass(frozen=True, slots=True)
class Measure:
    """One figure against its aim, as the last line has it."""

    name: str
    value: float
    unit: str
    aim: float
    better: str
    met: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A figure for people; `against` says what a ratio is to, or what else there is to know."""

    what: str
    value: str
    against: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    rows: Sequence[Row]
    measures: Sequence[Measure]


def at_most(name: str, value: float, unit: str, aim: float) -> Measure:
    """A measure that should be low."""
    return Measure(name, round(value, 4), unit, aim, "lower", value <= aim)


def at_least(name: str, value: float, unit: str, aim: float) -> Measure:
    """A measure that should be high."""
    return Measure(name, round(value, 4), unit, aim, "higher", value >= aim)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--groups", type=int, default=GROUPS)
    parser.add_argument("--runs", type=int, default=9)
    parser.add_argument(
        "--table-runs", type=int, default=3, help="rounds from tables to stored results; 0 leaves it out"
    )
    parser.add_argument("--peer-runs", type=int, default=3, help="passes of Tryton; 0 leaves it out")
    options = parser.parse_args()
    say(f"inventing {options.groups:,} groups")
    invented = world(options.groups)
    results = [whole_programme(invented, options.runs), one_group(invented, options.runs)]
    if options.table_runs:
        results += [
            through_tables(each, options.groups, options.table_runs) for each in ("SQLite", "PostgreSQL")
        ]
    if options.peer_runs:
        results.append(beside(options.peer_runs))
    rows = [row for result in results for row in result.rows]
    measures = [measure for result in results for measure in result.measures]
    print(f"{_table(rows, measures)}\n\n{machine()}, peak memory of the arrays with scipy's {_peak():.2f} GB")
    print(json.dumps({"measures": [asdict(measure) for measure in measures]}, ensure_ascii=False))
    return 0


# A whole programme ------------------------------------------------------------------------------------------


def whole_programme(invented: World, runs: int) -> Result:
    """The kernel against scipy, and what goes before and after it."""
    say("laying out")
    plan, laid_out = _timed(lambda: _plan(invented))
    values = plan.table(invented.prices)
    say("scipy's matrices")
    peer, built = _timed(lambda: _Scipy(invented))
    say(f"rolling, {runs} rounds")
    times = in_turns(
        {"ours": lambda: plan.roll(values), "two": lambda: plan.roll(values, threads=2), **peer.ways()},
        runs=runs,
    )
    _agree(plan.of_recipes(values), peer.figures())
    quickest = min(peer.ways(), key=lambda way: median(times[way]))
    against = ratio(times["ours"], times[quickest])
    figures = plan.of_recipes(values)
    satang, rounded = _timed(lambda: in_satang(figures))
    size = f"{invented.groups:,} groups x {RECIPES} recipes x {len(invented.lines.recipe) // invented.recipes} lines"
    doubtful = int(in_doubt(figures, plan.error).sum())
    return Result(
        [
            Row(
                f"kernel, {size}, 6 figures", f"{milliseconds(times['ours'])} ms", f"{satang.size:,} figures"
            ),
            Row(
                "the same in two threads",
                f"{milliseconds(times['two'])} ms",
                f"{ratio(times['two'], times[quickest])} times scipy",
            ),
            *(Row(f"scipy CSR level pass, {way}", f"{milliseconds(times[way])} ms") for way in peer.ways()),
            Row("kernel to the quickest scipy pass", f"{against} times", quickest),
            Row(
                "laying out (levels, circles, blocks), once a change of recipes", f"{laid_out * 1000:,.0f} ms"
            ),
            Row("scipy's own building of its matrices", f"{built * 1000:,.0f} ms", "levels given"),
            Row(
                "to satang at the edge",
                f"{rounded * 1000:,.0f} ms",
                f"{doubtful} in doubt, for the exact engine",
            ),
        ],
        [
            at_most("kernel_to_scipy", against.median, "times", 2.0),
        ],
    )


def _plan(invented: World) -> Plan:
    return prepare(invented.lines, leaf_group=invented.leaf_group, recipe_group=invented.recipe_group)


class _Scipy:
    """The plain way: every level a sparse matrix times what is known so far, for low, likely and high."""

    def __init__(self, invented: World) -> None:
        from scipy.sparse import csr_matrix

        level = np.tile(np.repeat(np.arange(len(AT_LEVEL)), AT_LEVEL), invented.groups)
        order = np.argsort(level, kind="stable")
        self.place = np.empty(len(order), np.int64)
        self.place[order] = np.arange(len(order))
        self.leaves = invented.leaves
        self.nodes = invented.leaves + invented.recipes
        self.steps = []
        lines = invented.lines.amount.shape[1] // invented.recipes
        takes = invented.lines.takes.reshape(-1, lines)[order]
        made = takes >= self.leaves
        takes = np.where(
            made, self.leaves + self.place[np.where(made, takes - self.leaves, 0)], takes
        ).astype(np.int32)
        amounts = invented.lines.amount.reshape(len(LEVELS), -1, lines)[:, order]
        ends = np.concatenate(([0], np.cumsum(np.bincount(level))))
        for start, stop in zip(ends[:-1].tolist(), ends[1:].tolist(), strict=True):
            index = np.arange(0, (stop - start) * lines + 1, lines, dtype=np.int32)
            rows = takes[start:stop].ravel()
            shape = (stop - start, self.nodes)
            blocks = [csr_matrix((each[start:stop].ravel(), rows, index), shape=shape) for each in amounts]
            self.steps.append((self.leaves + start, self.leaves + stop, blocks))
        self.single = [np.zeros(self.nodes) for _ in range(2 * len(LEVELS))]
        self.paired = [np.zeros((self.nodes, 2)) for _ in LEVELS]
        for figure, prices in enumerate(invented.prices):
            self.single[figure][: self.leaves] = prices
            self.paired[figure % len(LEVELS)][: self.leaves, figure // len(LEVELS)] = prices

    def ways(self) -> dict[str, Callable[[], None]]:
        """The two plain ways: six vectors one by one, or cash and full side by side."""
        return {"six vectors": self.six_vectors, "three times two columns": self.two_columns}

    def six_vectors(self) -> None:
        for start, stop, blocks in self.steps:
            for figure, vector in enumerate(self.single):
                vector[start:stop] = blocks[figure % len(LEVELS)] @ vector

    def two_columns(self) -> None:
        for start, stop, blocks in self.steps:
            for block, pair in zip(blocks, self.paired, strict=True):
                pair[start:stop] = block @ pair

    def figures(self) -> np.ndarray:
        """What came out, in the order of the world's recipes."""
        return np.stack([vector[self.leaves :][self.place] for vector in self.single])


def _agree(ours: np.ndarray, theirs: np.ndarray) -> None:
    if not np.allclose(ours, theirs, rtol=1e-12, atol=0):
        raise SystemExit("the two do not agree: nothing was measured")


# One group --------------------------------------------------------------------------------------------------


def one_group(invented: World, runs: int) -> Result:
    """The exact engine on one group: all its sheets, a what-if, and one changed price. Without tables and pages."""
    book = group_book(invented, invented.groups // 2)
    top, material = list(book.recipes)[-1], next(iter(book.materials))
    dearer = WhatIf(materials={material: Fraction(11, 10)})
    say(f"one group, {runs} rounds")
    times = in_turns(
        {
            "all": lambda: cost_book(book),
            "what if": lambda: what_if(book, top, dearer),
            "price": lambda: recost(book, material),
        },
        runs=runs,
    )
    spread = {case: milliseconds(each) for case, each in times.items()}
    changed = len(recost(book, material))
    return Result(
        [
            Row(
                "all sheets of one group, exact",
                f"{spread['all']} ms",
                "10 recipes in 6 levels, 10 lines each",
            ),
            Row("what-if on one price, exact", f"{spread['what if']} ms", "the top recipe; engine only"),
            Row(
                "one changed price, exact",
                f"{spread['price']} ms",
                f"{changed} recipes depend on it; engine only",
            ),
        ],
        [],
    )


# Tables -----------------------------------------------------------------------------------------------------


def through_tables(database: str, groups: int, runs: int) -> Result:
    """The product's own tables: read, lay out, roll, round, store; a changed price; a slider that moves."""
    say(f"{database}: the product with {groups:,} groups")
    place: Place = measured_place(groups, runs, postgres=database == "PostgreSQL")
    # what took so long is not lost if something later fails
    say(f"{database}: {place.seconds}, {place.memory} GB")
    times, name = ratio(place.seconds["ours"], place.seconds["bare"]), database.lower()
    spread = {case: milliseconds(each) for case, each in place.seconds.items()}
    return Result(
        [
            Row(
                f"{database}: from tables to stored results, {place.sheets:,} sheets",
                f"{spread['ours']} ms",
                f"{times} times bare; peak memory {place.memory:.2f} GB",
            ),
            Row(
                f"{database}: bare reading and storing",
                f"{spread['bare']} ms",
                "the same lines and as many figures",
            ),
            Row(
                f"{database}: a price told, costed anew and stored",
                f"{spread['price']} ms",
                f"{place.depending} of the group's 10 sheets depend on it",
            ),
            Row(f"{database}: what-if answered as a page", f"{spread['what if']} ms", "the top recipe"),
        ],
        [
            at_most(f"tables_to_bare_{name}", times.median, "times", 2.0),
            at_most(f"peak_memory_{name}", place.memory, "GB", 6.0),
            at_most(f"changed_price_{name}", spread["price"].median, "ms", 50.0),
            at_most(f"what_if_{name}", spread["what if"].median, "ms", 40.0),
        ],
    )


def beside(runs: int) -> Result:
    """Tryton on the very same 1,000 recipes of 10 lines."""
    say("Tryton: installing, filling, and its passes")
    found = beside_tryton(runs)
    if found is None:
        return Result([Row("Tryton", "not measured", "it could not be installed here")], [])
    what = "1,000 recipes of 10 lines, tables to stored costs, SQLite"
    besides = "Decimal, 4 digits a level, units, checks on writing; access checks off; no roll-up of its own"
    return Result(
        [
            Row(f"Tryton {found.version}: {what}", f"{found.theirs} ms", f"one figure; {besides}"),
            Row(f"ours: {what}", f"{found.ours} ms", "six figures"),
        ],
        [at_least("times_tryton", found.times, "times", 500.0)],
    )


def _timed(work: Callable):
    started = time.perf_counter()
    done = work()
    return done, time.perf_counter() - started


def _peak() -> float:
    """The most memory this process has had, in GB; with scipy's matrices in it."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6


def _table(rows: Sequence[Row], measures: Sequence[Measure]) -> str:
    lines = ["| what | measured | |", "|---|---|---|"]
    lines += [f"| {row.what} | {row.value} | {row.against} |" for row in rows]
    lines += ["", "| measure | value | aim | met |", "|---|---|---|---|"]
    for each in measures:
        sign = "≤" if each.better == "lower" else "≥"
        met = "yes" if each.met else "no"
        lines.append(
            f"| {each.name} | {each.value:g} {each.unit} | {sign} {each.aim:g} {each.unit} | {met} |"
        )
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
