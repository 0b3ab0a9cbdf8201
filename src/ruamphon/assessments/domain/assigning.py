"""Who assesses which group: several each, nobody their own, and as evenly as can be."""

from collections import deque
from collections.abc import Collection, Mapping, Sequence

Pair = tuple[int, int]
"""(subject, assessor), by their numbers."""


class NotEnough(Exception):  # noqa: N818 — reads as what happened
    """A subject has fewer assessors without a conflict than it needs."""

    def __init__(self, subject: int, found: int, wanted: int):
        super().__init__(f"subject {subject}: {found} of {wanted}")
        self.subject, self.found, self.wanted = subject, found, wanted


def share_out(
    subjects: Sequence[int], assessors: Sequence[int], *, each: int, conflicts: Collection[Pair] = ()
) -> dict[int, tuple[int, ...]]:
    """Subject → its `each` assessors, in the order given. No pair of `conflicts` is used.

    Loads differ by at most one wherever the conflicts leave a way to do that; else by as little as they allow.
    The same input gives the same answer. Raises NotEnough for the first subject that cannot get `each`.
    """
    free = {subject: [one for one in assessors if (subject, one) not in conflicts] for subject in subjects}
    given: dict[int, set[int]] = {}
    load = dict.fromkeys(assessors, 0)
    for subject, able in free.items():
        if len(able) < each:
            raise NotEnough(subject, len(able), each)
        given[subject] = set(sorted(able, key=lambda one: load[one])[:each])
        for one in given[subject]:
            load[one] += 1
    while path := _relief(free, given, load):
        for busy, idle, subject in path:
            given[subject] ^= {busy, idle}
        load[path[0][0]] -= 1
        load[path[-1][1]] += 1
    return {subject: tuple(one for one in assessors if one in given[subject]) for subject in subjects}


def _relief(
    free: Mapping[int, Sequence[int]], given: Mapping[int, set[int]], load: Mapping[int, int]
) -> list[tuple[int, int, int]]:
    """Hand-overs (from, to, subject) by which one assessor gets rid of one and another, with at least two less, takes one.

    Without such a chain the loads are as even as they can be: it is the condition for the least sum of squares.
    """
    for start in sorted(load, key=lambda one: -load[one]):
        came: dict[int, tuple[int, int]] = {}
        seen, queue = {start}, deque([start])
        while queue:
            busy = queue.popleft()
            if load[busy] <= load[start] - 2:
                return _trace(came, start, busy)
            for subject, those in given.items():
                if busy in those:
                    for idle in free[subject]:
                        if idle not in those and idle not in seen:
                            seen.add(idle)
                            came[idle] = (busy, subject)
                            queue.append(idle)
    return []


def _trace(came: Mapping[int, tuple[int, int]], start: int, end: int) -> list[tuple[int, int, int]]:
    path = []
    while end != start:
        busy, subject = came[end]
        path.append((busy, end, subject))
        end = busy
    return path[::-1]


def loads_of(shared: Mapping[int, Sequence[int]], assessors: Sequence[int]) -> dict[int, int]:
    """Assessor → how many subjects."""
    return {one: sum(one in those for those in shared.values()) for one in assessors}
