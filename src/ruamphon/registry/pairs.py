"""Groups that are likely written down twice, and why."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations
from math import cos, hypot, radians

from django.db.models import Count
from rapidfuzz import fuzz

from ruamphon.core.text import Text
from ruamphon.core.thai_text import search_key
from ruamphon.people.access import reaches
from ruamphon.people.enums import Permission
from ruamphon.people.models import Account
from ruamphon.registry.domain import bare_key
from ruamphon.registry.likeness import trigrams
from ruamphon.registry.models import Enterprise, Membership, NotSame

MOST_READ = 5_000
"""The newest groups in reach that are compared; with more, the page says so."""
MOST_SHOWN = 50
COMMON_PIECE = 60
"""A trigram in more names than this tells nothing."""
NEAR = 85
"""Of 100: how like two names must be."""
SHORTEST = 5
"""Letters a name must have beyond generic words to be only nearly another."""
CLOSE_BY = 200
"""Metres between two pins."""
METRES_A_DEGREE = 111_320
LIKELY = 50
"""The weights of the reasons must come to this."""

SAME_NAME = Text("ชื่อเหมือนกัน", "Same name")
NEAR_NAME = Text("ชื่อใกล้กันมาก", "Names very much alike")
SAME_PHONE = Text("เบอร์เดียวกัน", "Same phone number")
SAME_PLACE = Text("สถานที่เดียวกัน", "Same place")
NEAR_PINS = Text("หมุดอยู่ห่างกันไม่เกิน 200 เมตร", "Pins within 200 metres")
SAME_MEMBER = Text("มีสมาชิกคนเดียวกัน", "A member in both")
WEIGHTS: tuple[tuple[Text, int], ...] = (
    (SAME_NAME, 60),
    (NEAR_NAME, 50),
    (SAME_PHONE, 50),
    (NEAR_PINS, 30),
    (SAME_MEMBER, 25),
    (SAME_PLACE, 15),
)


@dataclass(frozen=True, slots=True)
class Known:
    """What is compared of a group; the phone is empty for those who may not read it."""

    pk: int
    key: str
    phone: str = ""
    place: str = ""
    subdistrict: int | None = None
    pin: tuple[Decimal, Decimal] | None = None
    members: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Pair:
    """Two groups, the older record first, that are likely one; the reasons, strongest first."""

    first: int
    second: int
    reasons: tuple[Text, ...]
    weight: int


def reasons_for(one: Known, other: Known) -> tuple[Text, ...]:
    """Why two groups may be one and the same; empty when nothing speaks for it."""
    has_pins = one.pin is not None and other.pin is not None
    holds = {
        SAME_NAME: bool(one.key) and one.key == other.key,
        NEAR_NAME: one.key != other.key and _is_near(one.key, other.key),
        SAME_PHONE: bool(one.phone) and one.phone == other.phone,
        NEAR_PINS: has_pins and _metres(one.pin, other.pin) <= CLOSE_BY,
        SAME_MEMBER: not one.members.isdisjoint(other.members),
        SAME_PLACE: _is_same_place(one, other),
    }
    return tuple(reason for reason, _weight in WEIGHTS if holds[reason])


def _is_near(one: str, other: str) -> bool:
    if min(len(one), len(other)) < SHORTEST or _digits(one) != _digits(other):
        return False  # กลุ่มสวน 1 and กลุ่มสวน 2 are two
    return fuzz.ratio(one, other) >= NEAR


def _digits(key: str) -> str:
    return "".join(filter(str.isdigit, key))


def _is_same_place(one: Known, other: Known) -> bool:
    if one.subdistrict is not None and other.subdistrict is not None:
        return one.subdistrict == other.subdistrict
    return bool(one.place) and one.place == other.place


def _metres(one, other) -> float:
    north = float(one[0] - other[0]) * METRES_A_DEGREE
    east = float(one[1] - other[1]) * METRES_A_DEGREE * cos(radians(float(one[0])))
    return hypot(north, east)


def likely_pairs(groups: Iterable[Known], told_apart: frozenset[tuple[int, int]] = frozenset()) -> list[Pair]:
    """The pairs among some groups that are likely one, most likely first; those told apart are left out."""
    known = {group.pk: group for group in groups}
    weights = dict(WEIGHTS)
    found = []
    for first, second in sorted(_candidates(known) - told_apart):
        reasons = reasons_for(known[first], known[second])
        weight = sum(weights[reason] for reason in reasons)
        if weight >= LIKELY:
            found.append(Pair(first, second, reasons, weight))
    return sorted(found, key=lambda pair: (-pair.weight, pair.first, pair.second))


def _candidates(known: Mapping[int, Known]) -> set[tuple[int, int]]:
    """Pairs that share a phone, a name, or an uncommon piece of one: nothing else can be likely."""
    sharing: dict[str, list[int]] = defaultdict(list)
    for group in known.values():
        for word in [f"name {group.key}", f"phone {group.phone}", *trigrams(group.key)]:
            sharing[word].append(group.pk)
    sharing.pop("phone ", None)
    sharing.pop("name ", None)
    few = (sorted(each) for each in sharing.values() if len(each) <= COMMON_PIECE)
    return {pair for each in few for pair in combinations(each, 2)}


# From the database --------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Duplicates:
    """The likely pairs in an officer's reach; `is_partial` when only the newest groups were compared."""

    pairs: list[Pair]
    is_partial: bool
    has_more: bool


def find_duplicates(account: Account) -> Duplicates:
    """Likely pairs among the groups an account may merge. Five queries, however many groups."""
    reach = Enterprise.objects.filter(reaches(account, Permission.ENTERPRISE_REGISTER, "scope"))
    rows = list(reach.order_by("-pk")[: MOST_READ + 1])
    newest = rows[:MOST_READ]
    pairs = likely_pairs(known_groups(account, newest), _told_apart(newest))
    return Duplicates(pairs[:MOST_SHOWN], len(rows) > MOST_READ, len(pairs) > MOST_SHOWN)


def known_groups(account: Account, groups: Iterable[Enterprise]) -> list[Known]:
    """What an account may compare of some groups. Two queries."""
    groups = list(groups)
    pks = [group.pk for group in groups]
    contact = Enterprise.objects.filter(reaches(account, Permission.CONTACT_READ, "scope"), pk__in=pks)
    may_call = set(contact.values_list("pk", flat=True))
    members = _shared_members(pks)
    return [_known(group, members[group.pk], with_phone=group.pk in may_call) for group in groups]


def _known(group: Enterprise, members: set[int], *, with_phone: bool) -> Known:
    pin = None
    if group.latitude is not None and group.longitude is not None:
        pin = (group.latitude, group.longitude)
    return Known(
        pk=group.pk,
        key=bare_key(group.name_th),
        phone=group.phone if with_phone else "",
        place=search_key(group.place_label),
        subdistrict=group.subdistrict_id,
        pin=pin,
        members=frozenset(members),
    )


def _shared_members(pks: list[int]) -> dict[int, set[int]]:
    present = Membership.objects.filter(left_on=None, enterprise__in=pks).order_by()
    shared = (
        present.values("person").annotate(groups=Count("enterprise")).filter(groups__gt=1).values("person")
    )
    found: dict[int, set[int]] = defaultdict(set)
    for enterprise, person in present.filter(person__in=shared).values_list("enterprise", "person"):
        found[enterprise].add(person)
    return found


def _told_apart(groups: Iterable[Enterprise]) -> frozenset[tuple[int, int]]:
    pks = [group.pk for group in groups]
    said = NotSame.objects.filter(first__in=pks, second__in=pks)
    return frozenset(said.values_list("first", "second"))
