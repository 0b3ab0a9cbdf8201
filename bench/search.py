"""How long does a search among 100,000 invented Thai names take, and does it find what was meant?

Substring: a piece of a name, typed right; recall is the share of the rows a full scan finds (as many as one page holds)
that are among the hits. Misspelt: a name with one letter replaced, lost, or changed with its neighbour; hit@10 is
how often the name meant is among the first ten. The baseline is LIKE over all rows, in the same run: it asks no
permission, ranks nothing and forgives nothing.
"""

import sys
import time
from collections.abc import Callable, Sequence
from random import Random
from statistics import quantiles

from measure import Line, arguments, ratio, report, say
from product import new_database, product, settle, use

NAMES = 100_000
ASKED = 200
SHORTEST, LONGEST = 6, 10
WORDS_IN_A_NAME = 4
TEN = 10
LETTERS = "กขคงจชซดตทนบปผพมยรลวสหอ"


def main() -> int:
    parser = arguments(__doc__)
    parser.add_argument("--postgres", action="store_true", help="on a PostgreSQL of our own, not SQLite")
    parser.add_argument("--names", type=int, default=NAMES)
    parser.add_argument("--asked", type=int, default=ASKED)
    options = parser.parse_args()
    with product(postgres=options.postgres):
        database = "PostgreSQL" if options.postgres else "SQLite"
        lines = list(_measured(options.names, options.asked, database))
    report(lines, as_json=options.json)
    return 0


def _measured(size: int, asked: int, database: str):
    say(f"{size:,} names")
    new_database("bench_search")
    use("bench_search")
    officer, names = _build(size)
    settle()
    chance = Random(7)
    chosen = chance.sample(sorted(names), asked)
    pieces = [_piece(names[pk], chance) for pk in chosen]
    slips = [_slip(names[pk], chance) for pk in chosen]
    yield from _substrings(officer, pieces, f"{database} {size:,}")
    yield _misspelt(officer, list(zip(chosen, slips, strict=True)), f"{database} {size:,}")


def _substrings(officer, pieces: Sequence[str], where: str):
    found, ours = _timed(_search(officer), pieces)
    looked_up, index = _timed(_look_up, pieces)
    truth, scans = _timed(_scan, pieces)
    shares = [
        len(set(mine) & set(all_)) / min(len(all_), _page()) for mine, all_ in zip(found, truth, strict=True)
    ]
    recall = sum(shares) / len(shares)
    yield _line(f"{where}: a piece of a name, recall {recall:.3f}", ours, scans)
    same = sum(set(mine) == set(all_) for mine, all_ in zip(looked_up, truth, strict=True)) / len(truth)
    yield _line(f"{where}: the index alone, same rows {same:.3f}", index, scans)


def _misspelt(officer, asked: Sequence[tuple[int, str]], where: str) -> Line:
    found, ours = _timed(_search(officer), [slip for _, slip in asked])
    _, scans = _timed(_scan, [slip for _, slip in asked])
    hits = sum(pk in mine[:TEN] for (pk, _), mine in zip(asked, found, strict=True)) / len(asked)
    return _line(f"{where}: a misspelt name, hit@10 {hits:.3f}", ours, scans)


def _line(what: str, ours: Sequence[float], scans: Sequence[float]) -> Line:
    p50, p95 = (quantiles(ours, n=20)[at] * 1000 for at in (9, 18))
    return Line(
        what, len(ours), f"p50 {p50:.3g} ms, p95 {p95:.3g} ms", str(ratio(ours, scans)), "LIKE over all rows"
    )


def _timed(ask: Callable[[str], Sequence[int]], typed: Sequence[str]):
    ask(typed[0])
    answers, times = [], []
    for words in typed:
        started = time.perf_counter()
        answers.append(list(ask(words)))
        times.append(time.perf_counter() - started)
    return answers, times


def _search(officer) -> Callable[[str], list[int]]:
    from ruamphon.home.queries.searching import search
    from ruamphon.home.queries.searching.hits import Kind

    def ask(words: str) -> list[int]:
        sections = search(officer, words, kind=Kind.ENTERPRISE).sections
        return [int(hit.url.strip("/").split("/")[-1]) for section in sections for hit in section.hits]

    return ask


def _look_up(words: str) -> list[int]:
    from ruamphon.core.thai_text import search_key
    from ruamphon.registry.models import Enterprise
    from ruamphon.registry.search_index import ids_holding

    return ids_holding(Enterprise, search_key(words).split(), NAMES) or []


def _scan(words: str) -> list[int]:
    from ruamphon.core.thai_text import search_key
    from ruamphon.registry.models import Enterprise

    rows = Enterprise.objects.order_by()
    for word in search_key(words).split():
        rows = rows.filter(search_text__contains=word)
    return list(rows.values_list("pk", flat=True))


def _page() -> int:
    from ruamphon.home.queries.searching.hits import MANY_SHOWN

    return MANY_SHOWN


def _build(size: int):
    """An officer of a programme with `size` groups; their names by key, without what every name begins with."""
    from groups import CHUNK, WORDS

    from ruamphon.core.thai_text import search_key, sort_key
    from ruamphon.people.enums import Role, ScopeKind
    from ruamphon.people.models import Account, Grant, Person, Scope, ScopeLink
    from ruamphon.registry.models import Enterprise

    around = Scope.objects.create(kind=ScopeKind.PROGRAMME, label_th="โครงการตัวอย่าง")
    person = Person.objects.create(name_th="เจ้าหน้าที่ ตัวอย่าง")
    Grant.objects.create(person=person, role=Role.OFFICER, scope=around)
    officer = Account.objects.create(person=person, username="officer", password="!")  # noqa: S106 — nobody can sign in
    chance, names = Random(size), {}
    for first in range(0, size, CHUNK):
        count = min(CHUNK, size - first)
        given = ["".join(chance.choices(WORDS, k=WORDS_IN_A_NAME)) for _ in range(count)]
        scopes = Scope.objects.bulk_create(Scope(kind=ScopeKind.ENTERPRISE, label_th=name) for name in given)
        ScopeLink.objects.bulk_create(ScopeLink(outer=around, inner=scope) for scope in scopes)
        groups = Enterprise.objects.bulk_create(
            Enterprise(
                code=f"CE-{first + at:06}",
                name_th=f"วิสาหกิจชุมชน{name}",
                scope=scopes[at],
                search_text=search_key(f"วิสาหกิจชุมชน{name} CE-{first + at:06}"),
                sort_text=sort_key(name),
            )
            for at, name in enumerate(given)
        )
        names |= {group.pk: name for group, name in zip(groups, given, strict=True)}
    return officer, names


def _piece(name: str, chance: Random) -> str:
    """A part of a name's search key."""
    from ruamphon.core.thai_text import search_key

    key = search_key(name)
    length = min(chance.randint(SHORTEST, LONGEST), len(key))
    start = chance.randint(0, len(key) - length)
    return key[start : start + length]


def _slip(name: str, chance: Random) -> str:
    """The name with one letter replaced, lost, or changed with its neighbour."""
    from ruamphon.core.thai_text import search_key

    key = search_key(name)
    at = chance.randrange(1, len(key) - 1)
    return chance.choice(
        [
            key[:at] + chance.choice(LETTERS) + key[at + 1 :],
            key[:at] + key[at + 1 :],
            key[: at - 1] + key[at] + key[at - 1] + key[at + 1 :],
        ]
    )


if __name__ == "__main__":
    sys.exit(main())
