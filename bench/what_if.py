"""How long does the server take to answer a slider of the page for prices?

A group with ten cost sheets of ten lines each; one price, one wage and one batch size tried at once, as htmx asks for
the answer alone. The aim is 40 milliseconds. Baseline in the same run: a page of thirty rows behind the same middleware.
"""

import sys
from decimal import Decimal
from fractions import Fraction
from functools import partial
from uuid import uuid4

from browse import browser, page, queries_of
from measure import Line, arguments, in_turns, milliseconds, ratio, report, say
from product import new_database, product, settle

SHEETS = LINES = 10
AIM = 40
TRIED = {"price": "46", "wage": "70", "pieces": "90", "change": "20"}


def main() -> int:
    parser = arguments(__doc__)
    parser.add_argument("--runs", type=int, default=31)
    options = parser.parse_args()
    with product():
        lines = _answers(options.runs)
    report(lines, as_json=options.json)
    return 0


def _answers(runs: int) -> list[Line]:
    from groups import build

    new_database("bench_what_if")
    scene = build(50)
    recipe = [_sheet(scene.officer, scene.middle, number) for number in range(SHEETS)][-1]
    settle()
    officer = browser(scene.officer)
    line = recipe.lines.first()
    tried = partial(ask, officer, f"/costs/{recipe.pk}/decide/", TRIED | {"thing": f"line-{line.pk}"})
    say(f"a slider moved, {runs} rounds")
    times = in_turns({"tried": tried, "rows": page(officer, "/bench/rows/")}, runs=runs)
    found = milliseconds(times["tried"])
    return [
        Line(
            f"what-if answered, {SHEETS} sheets of {LINES} lines; aim {AIM} ms: {'met' if found.median <= AIM else 'missed'}",
            runs,
            f"{found} ms",
            str(ratio(times["tried"], times["rows"])),
            "a page of 30 rows that does nothing else",
            str(queries_of(tried)),
        )
    ]


def ask(client, url: str, typed: dict) -> None:
    """Move a slider of the page for prices: the answer alone comes back."""
    response = client.get(url, typed, headers={"HX-Request": "true"})
    if response.status_code != 200 or b"<html" in response.content:
        raise SystemExit(f"{url} did not answer with the answer alone")


def _sheet(officer, enterprise, number: int):
    """An invented sheet of ten lines with a price each, and the group's own work."""
    from ruamphon.costing import actions
    from ruamphon.costing.domain import Flat, Range, WentIn, Worked

    things = tuple(
        WentIn(
            name=f"ของ {number}-{each} (ตัวอย่าง)",
            quantity=Range.of(Decimal(each + 1)),
            unit="kg",
            baht=Range.of(Decimal(10 * each + 7)),
        )
        for each in range(LINES - 1)
    )
    flat = Flat(
        code="flat",
        name=f"สินค้า {number} (ตัวอย่าง)",
        went_in=things,
        good=Range.of(40),
        unit="piece",
        worked=(Worked(who="คนทำ", hours=Range.of(4), rate=None),),
    )
    return actions.start_recipe(
        by=officer,
        enterprise=enterprise,
        draft_key=uuid4(),
        flat=flat,
        own_rate=None if number else Fraction(50),
    )


if __name__ == "__main__":
    sys.exit(main())
