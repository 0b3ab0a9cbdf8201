"""How fast is a stage judged, and what does the roadmap page cost?

A stage of 7 criteria and 50 pieces of evidence. Baselines, in the same run: a page of thirty rows behind the same
middleware that does nothing else; and the standard library turning the same evidence into JSON once, which is about
the least that anything done with it can cost.
"""

import json
import sys
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from browse import browser, page, queries_of
from measure import Line, arguments, in_turns, milliseconds, ratio, report, say
from product import new_database, product, settle

ON = date(2026, 11, 21)
PIECES = 50
AT_ONCE = 200


def main() -> int:
    parser = arguments(__doc__)
    parser.add_argument("--runs", type=int, default=31)
    options = parser.parse_args()
    with product():
        lines = [*_judging(options.runs), *_pages(options.runs)]
    report(lines, as_json=options.json)
    return 0


def _judging(runs: int) -> list[Line]:
    from ruamphon.pathway.domain import (
        evaluate_gate,
        replay,
        seal,
        to_record,
    )

    criteria, facts, evidence = _stage()
    record = to_record(criteria, facts, evidence, on=ON)
    sealed = seal(record)
    judged = evaluate_gate(criteria, facts, evidence, on=ON)
    if not judged.passed or replay(record, sealed=sealed) != judged:
        raise SystemExit("the stage of the measurement does not pass, or its record does not replay")
    rows = record["evidence"]
    say(f"judging, {runs} rounds of {AT_ONCE}")
    times = in_turns(
        {
            "judge": _many(lambda: evaluate_gate(criteria, facts, evidence, on=ON)),
            "replay": _many(lambda: replay(record, sealed=sealed)),
            "json": _many(lambda: json.dumps(rows)),
        },
        runs=runs,
    )
    names = {
        "judge": "a stage judged: 7 criteria, 50 pieces",
        "replay": "the same from its sealed record, seal checked",
    }
    return [
        Line(
            name,
            runs,
            f"{AT_ONCE / milliseconds(times[case]).median * 1000:,.0f} a second",
            str(ratio(times[case], times["json"])),
            "json.dumps of the same evidence",
            "0",
        )
        for case, name in names.items()
    ]


def _many(work):
    return lambda: [work() for _ in range(AT_ONCE)]


def _stage() -> tuple[Sequence, dict, Sequence]:
    """Five criteria of evidence, one sign-off, one fact; ten pieces for each of the five, eight of them good."""
    from ruamphon.core.text import Text
    from ruamphon.pathway.domain import Criterion, EvidenceItem, FactValue
    from ruamphon.pathway.enums import Comparison, CriterionKind, EvidenceStatus

    name = Text("ตัวอย่าง", "Sample")
    asked = [
        Criterion(f"proof-{n}", CriterionKind.EVIDENCE, name, how_many=8, valid_days=365) for n in range(5)
    ]
    signed = Criterion("signed", CriterionKind.SIGN_OFF, name)
    counted = Criterion(
        "members",
        CriterionKind.FACT,
        name,
        fact="members",
        comparison=Comparison.AT_LEAST,
        threshold=Decimal(7),
    )
    pieces = [_piece(criterion.code, n) for criterion in asked for n in range(PIECES // len(asked))]
    signature = EvidenceItem("signed", EvidenceStatus.ACCEPTED, ON, ON)
    return (*asked, signed, counted), {"members": FactValue.of(9)}, (*pieces, signature)


def _piece(code: str, number: int):
    """Every fifth piece still waits for its review."""
    from ruamphon.pathway.domain import EvidenceItem
    from ruamphon.pathway.enums import EvidenceStatus

    happened = ON - timedelta(days=number + 2)
    if number % 5 == 4:
        return EvidenceItem(code, EvidenceStatus.SUBMITTED, happened, ref=f"evidence:{number}")
    return EvidenceItem(
        code, EvidenceStatus.ACCEPTED, happened, ON, sha256=("0" * 64,), ref=f"evidence:{number}"
    )


def _pages(runs: int) -> list[Line]:
    from groups import build, hand_in

    new_database("bench_gate")
    scene = build(50)
    enrolment = scene.middle.enrolments.get()
    hand_in(enrolment, PIECES)
    settle()
    officer = browser(scene.officer)
    address = f"/enrolments/{enrolment.pk}/roadmap/"
    say(f"the roadmap page, {runs} rounds")
    times = in_turns(
        {"roadmap": page(officer, address), "rows": page(officer, "/bench/rows/")},
        runs=runs,
    )
    return [
        Line(
            "roadmap page, 50 pieces of evidence",
            runs,
            f"{milliseconds(times['roadmap'])} ms",
            str(ratio(times["roadmap"], times["rows"])),
            "a page of 30 rows that does nothing else",
            str(queries_of(page(officer, address))),
        )
    ]


if __name__ == "__main__":
    sys.exit(main())
