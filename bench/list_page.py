"""Does the list of groups keep its time from 10 to 100,000 groups, and how does it stand to Django's stock admin?

Baseline: the changelist of django.contrib.admin over the same 100,000 rows, in the same run, behind the same
middleware, with the same page length. It asks no permission row by row and shows no stage and no last activity.
"""

import sys
from collections.abc import Mapping, Sequence

from browse import Page, browser, page, queries_of
from measure import Line, arguments, in_turns, milliseconds, ratio, report, say
from product import new_database, product, settle, use

SIZES = (10, 1_000, 100_000)
ADMIN = "stock Django admin, same rows"

Case = tuple[int, str, str]
"""How many groups, whose page ("ours" or "admin"), and which."""


def main() -> int:
    parser = arguments(__doc__)
    parser.add_argument("--postgres", action="store_true", help="on a PostgreSQL of our own, not SQLite")
    parser.add_argument("--runs", type=int, default=21)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    options = parser.parse_args()
    with product(postgres=options.postgres):
        lines = list(_measured(options.sizes, options.runs, "PostgreSQL" if options.postgres else "SQLite"))
    report(lines, as_json=options.json)
    return 0


def _measured(sizes: Sequence[int], runs: int, database: str):
    cases: dict[Case, Page] = {}
    for size in sizes:
        cases |= _cases(size, with_admin=size == sizes[-1])
    say(f"{runs} rounds of {len(cases)} pages")
    times = in_turns(cases, runs=runs, before=lambda case: use(_name(case[0])))
    for size, whose, name in cases:
        if (size, whose) == (sizes[-1], "ours"):
            yield from _lines(name, cases, times, sizes, database)


def _lines(name: str, cases: Mapping[Case, Page], times: Mapping, sizes: Sequence[int], database: str):
    ours = times[sizes[-1], "ours", name]
    queries = " · ".join(str(_queries(size, cases[size, "ours", name])) for size in sizes)
    baselines = {f"the same of {size:,}": (size, "ours", name) for size in sizes[:-1]}
    baselines[ADMIN] = (sizes[-1], "admin", name)
    for against, case in baselines.items():
        if case in times:
            yield Line(
                what=f"{database} {sizes[-1]:,}: {name}",
                runs=len(ours),
                ours=f"{milliseconds(ours)} ms",
                ratio=str(ratio(ours, times[case])),
                against=against,
                queries=queries,
            )


def _name(size: int) -> str:
    return f"bench_{size}"


def _cases(size: int, *, with_admin: bool) -> dict[Case, Page]:
    """The pages over a fresh database of `size` groups, each ready to be asked for."""
    from groups import build

    say(f"{size:,} groups")
    new_database(_name(size))
    scene = build(size)
    settle()
    officer, member = browser(scene.officer), browser(scene.member)
    group = scene.middle
    listed = {
        "first page": {},
        "a page in the middle": {"after": group.pk},
        "kind and cohort chosen": {"kind": "food", "cohort": group.enrolments.get().cohort_id},
        "stage 2 chosen": {"stage": 2},
        "a word many names have": {"q": "ครัว"},
        "a code only one has": {"q": group.code},
        "a word no name has": {"q": "ไม่มีชื่อนี้"},
    }
    cases: dict[Case, Page] = {
        (size, "ours", f"list, {name}"): page(officer, "/enterprises/", typed)
        for name, typed in listed.items()
    }
    others = {
        "list, a member of one group": (member, "/enterprises/"),
        "a group's file": (officer, f"/enterprises/{group.pk}/"),
        "a group's roadmap": (officer, f"/enrolments/{group.enrolments.get().pk}/roadmap/"),
        "today": (officer, "/today/"),
        "partners": (officer, "/registry/organisations/"),
    }
    cases |= {(size, "ours", name): page(who, url, {}) for name, (who, url) in others.items()}
    if with_admin:
        cases |= {
            (size, "admin", f"list, {name}"): page(officer, "/bench/admin/registry/enterprise/", typed)
            for name, typed in _admin_typed(listed, size).items()
        }
    return cases


def _admin_typed(listed: Mapping[str, Mapping], size: int) -> dict[str, Mapping]:
    """The same questions as the admin's address has them, where it can ask them."""
    from bench_urls import A_PAGE

    asked = {name: typed for name, typed in listed.items() if not typed or "q" in typed}
    return asked | {"a page in the middle": {"p": size // 2 // A_PAGE}}


def _queries(size: int, get: Page) -> int:
    use(_name(size))
    return queries_of(get)


if __name__ == "__main__":
    sys.exit(main())
