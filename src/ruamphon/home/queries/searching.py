"""One box for groups, people, organisations and products: what fits, why, and how to call or get there.

Candidates come from the index of `registry.search_index`; what the seeker may not see is left out before anything
is compared, and phone numbers are looked at only where the seeker may read them.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.db.models import Case, Exists, IntegerField, OuterRef, Q, QuerySet, Value, When
from django.urls import reverse

from ruamphon.core.enum import Labelled
from ruamphon.core.text import Text
from ruamphon.core.thai_text import THAI_DIGITS, search_key
from ruamphon.home.marks import mark_of
from ruamphon.home.queries.enterprise_file.people import HELPING
from ruamphon.people.access import few_scopes_for, reaches
from ruamphon.people.enums import Permission, Role, ScopeKind
from ruamphon.people.models import Account, Grant, Person
from ruamphon.people.phones import plain_phone, show_phone
from ruamphon.registry.enums import OrganisationKind, Post, ProductKind
from ruamphon.registry.likeness import SHORTEST_MISSPELT, SPREAD, Match, best_match, trigrams
from ruamphon.registry.models import Enterprise, Membership, Merge, Office, Organisation, Product
from ruamphon.registry.search_index import ids_holding, ids_sharing

MOST_LOOKED_UP = 1_500
MOST_COMPARED = 300
"""So many candidates are compared letter by letter, of each kind."""
FEW_SHOWN, MANY_SHOWN = 6, 40
"""Hits of a kind when all kinds are shown, and when one was chosen."""
SHORTEST_PHONE = 4
"""Digits of a phone number that are worth looking for."""


class Kind(Labelled):
    ENTERPRISE = "enterprise", "กลุ่ม", "Groups"
    PERSON = "person", "คน", "People"
    ORGANISATION = "organisation", "องค์กร", "Organisations"
    PRODUCT = "product", "สินค้าและบริการ", "Products and services"


WHY: dict[str, Text] = {
    "name_th": Text("ตรงกับชื่อ", "Matches the name"),
    "name_en": Text("ตรงกับชื่ออังกฤษ", "Matches the English name"),
    "nickname": Text("ตรงกับชื่อเล่น", "Matches the nickname"),
    "code": Text("ตรงกับรหัส", "Matches the code"),
    "place_label": Text("ตรงกับสถานที่", "Matches the place"),
    "short": Text("ตรงกับชื่อย่อ", "Matches the short name"),
    "phone": Text("ตรงกับเบอร์โทร", "Matches the phone number"),
    "old_code": Text("ตรงกับรหัสเดิมที่รวมเข้ามาแล้ว", "Matches the code of a record merged into it"),
}
NEARLY: dict[str, Text] = {
    "name_th": Text("ชื่อสะกดใกล้เคียง", "The name is spelled nearly so"),
    "name_en": Text("ชื่ออังกฤษสะกดใกล้เคียง", "The English name is spelled nearly so"),
    "nickname": Text("ชื่อเล่นสะกดใกล้เคียง", "The nickname is spelled nearly so"),
    "code": Text("รหัสใกล้เคียง", "The code is nearly so"),
    "place_label": Text("สถานที่สะกดใกล้เคียง", "The place is spelled nearly so"),
    "short": Text("ชื่อย่อสะกดใกล้เคียง", "The short name is spelled nearly so"),
    "old_code": Text("รหัสเดิมใกล้เคียง", "A former code is nearly so"),
}
IN_GROUP = Text("{post} · {group}", "{post} · {group}")


@dataclass(frozen=True, slots=True)
class Pin:
    """Where a group put its pin, for a map or a way there."""

    latitude: Decimal
    longitude: Decimal


@dataclass(frozen=True, slots=True)
class Hit:
    """Something found: what it is, why, and what can be done at once. `phone` is empty unless it may be read."""

    kind: Kind
    name: str
    about: str
    why: Text
    url: str
    mark: str
    phone: str = ""
    phone_shown: str = ""
    pin: Pin | None = None
    score: float = 0
    is_exact: bool = True


@dataclass(frozen=True, slots=True)
class Section:
    """The hits of one kind, best first; `has_more` when there are others."""

    kind: Kind
    hits: tuple[Hit, ...]
    has_more: bool


@dataclass(frozen=True, slots=True)
class Found:
    """What a search came to."""

    sections: tuple[Section, ...]

    @property
    def count(self) -> int:
        """How many hits are shown."""
        return sum(len(section.hits) for section in self.sections)

    @property
    def is_only_near(self) -> bool:
        """Whether nothing holds what was typed and all hits are guesses at a misspelling."""
        return self.count > 0 and not any(hit.is_exact for section in self.sections for hit in section.hits)


def search(account: Account, typed: str, *, kind: Kind | None = None) -> Found:
    """What an account may see that fits the words typed, however spelled. The queries do not grow with the rows.

    What is only spelled nearly so is shown when nothing fits exactly.
    """
    seeker = Seeker(account, typed)
    most = MANY_SHOWN if kind else FEW_SHOWN
    found = {each: find(seeker, most + 1) for each, find in FINDERS.items() if kind in {None, each}}
    if any(hit.is_exact for hits in found.values() for hit in hits):
        found = {each: [hit for hit in hits if hit.is_exact] for each, hits in found.items()}
    return Found(tuple(_section(each, hits, most) for each, hits in found.items() if hits))


def _section(kind: Kind, hits: Sequence[Hit], most: int) -> Section:
    return Section(kind, tuple(hits[:most]), len(hits) > most)


class Seeker:
    """Who looks, for what; which scopes they reach is asked once for each permission."""

    def __init__(self, account: Account, typed: str):
        self.account = account
        self.key = search_key(typed)
        self.words = self.key.split()

    @cached_property
    def digits(self) -> str:
        """The digits typed when they could be part of a phone number, else ''."""
        typed = self.key.translate(THAI_DIGITS).replace(" ", "")
        digits = plain_phone(typed) if typed.isascii() and typed.isdigit() else ""
        return digits if len(digits) >= SHORTEST_PHONE else ""

    @cached_property
    def groups(self) -> list[int] | None:
        """The scopes on which groups may be read; None when there are too many to name."""
        return few_scopes_for(self.account, Permission.ENTERPRISE_READ, MOST_LOOKED_UP)

    @cached_property
    def partners(self) -> list[int] | None:
        """The scopes on which organisations may be read; None when there are too many to name."""
        return few_scopes_for(self.account, Permission.ORGANISATION_READ, MOST_LOOKED_UP)

    def within(self, permission: Permission, path: str, few: list[int] | None) -> Q:
        """The condition that the scope at `path` is one the seeker reaches, in the way that is quick."""
        return Q(reaches(self.account, permission, path)) if few is None else Q(**{f"{path}__in": few})


# Candidates ---------------------------------------------------------------------------------------------------


def _candidates(seeker: Seeker, seen: QuerySet[Any], most: int, *, is_narrow: bool) -> list[int]:
    """The ids of what the seeker may see that holds the words, or else of what shares trigrams with them."""
    exact = _exact(seeker, seen, most)
    if exact or len(seeker.key.replace(" ", "")) < SHORTEST_MISSPELT:
        return exact
    return _near(seeker, seen, is_narrow=is_narrow)


def _exact(seeker: Seeker, seen: QuerySet[Any], most: int) -> list[int]:
    ids = ids_holding(seen.model, seeker.words, MOST_LOOKED_UP)
    order: list[Any] = ["sort_text", "pk"]
    if ids is not None:
        seen = seen.filter(pk__in=ids)
        first = When(search_text__startswith=seeker.key, then=Value(0))
        order.insert(0, Case(first, default=Value(1), output_field=IntegerField()))
    for word in seeker.words:
        seen = seen.filter(search_text__contains=word)
    return list(seen.order_by(*order).values_list("pk", flat=True)[:most])


def _near(seeker: Seeker, seen: QuerySet[Any], *, is_narrow: bool) -> list[int]:
    pieces = trigrams(seeker.key)
    if is_narrow:
        # Whoever sees few rows is served from these alone: others must not crowd them out of the candidates.
        shares = Q()
        for piece in pieces:
            shares |= Q(search_text__contains=piece)
        return list(seen.filter(shares).values_list("pk", flat=True)[:MOST_LOOKED_UP]) if pieces else []
    shared = ids_sharing(seen.model, pieces, MOST_COMPARED)
    return list(seen.filter(pk__in=shared).values_list("pk", flat=True))


def _by_phone(seeker: Seeker, readable: QuerySet[Any], most: int) -> set[int]:
    """The rows among `readable`, whose phones the seeker may read, that hold the digits typed."""
    if not seeker.digits:
        return set()
    ids = ids_holding(readable.model, [seeker.digits], MOST_LOOKED_UP, column="phone")
    rows = readable.filter(phone__contains=seeker.digits) if ids is None else readable.filter(pk__in=ids)
    return set(rows.order_by("sort_text", "pk").values_list("pk", flat=True)[:most])


Fields = Callable[[Any], Iterable[tuple[str, str]]]


def _ranked(
    seeker: Seeker, rows: Iterable[Any], fields: Fields, by_phone: Collection[int], most: int
) -> list[tuple[Any, Match]]:
    """Rows with the field that fits best, best first, then in dictionary order."""
    phone = Match(SPREAD + 1, "phone", is_exact=True)
    pairs = [(row, phone if row.pk in by_phone else best_match(seeker.key, fields(row))) for row in rows]
    fitting = [(row, match) for row, match in pairs if match]
    fitting.sort(key=lambda pair: (-pair[1].score, pair[0].sort_text, pair[0].pk))
    return fitting[:most]


def _why(match: Match) -> Text:
    return WHY[match.field] if match.is_exact else NEARLY[match.field]


# Each kind ----------------------------------------------------------------------------------------------------


def _find_groups(seeker: Seeker, most: int) -> list[Hit]:
    seen = Enterprise.objects.filter(seeker.within(Permission.ENTERPRISE_READ, "scope", seeker.groups))
    ids = _candidates(seeker, seen, most, is_narrow=seeker.groups is not None)
    callable_ = Enterprise.objects.filter(reaches(seeker.account, Permission.CONTACT_READ, "scope"))
    by_phone = _by_phone(seeker, seen & callable_, most)
    old_codes = _by_old_code(seeker, seen, most)
    rows = Enterprise.objects.filter(pk__in={*ids, *by_phone, *old_codes})

    def fields(group: Enterprise) -> Iterable[tuple[str, str]]:
        return *_group_fields(group), ("old_code", old_codes.get(group.pk, ""))

    ranked = _ranked(seeker, rows, fields, by_phone, most)
    shown = [group.pk for group, _ in ranked]
    may_call = set(callable_.filter(pk__in=shown).values_list("pk", flat=True))
    return [_group_hit(group, match, may_call) for group, match in ranked]


def _by_old_code(seeker: Seeker, seen: QuerySet[Enterprise], most: int) -> dict[int, str]:
    """Groups by the code of a record that was merged into them."""
    code = seeker.key.upper().replace(" ", "-")
    merges = Merge.objects.standing().filter(gone__code=code).order_by()
    kept = dict(merges.values_list("kept", "gone__code")[:most])
    shown = seen.filter(pk__in=kept).values_list("pk", flat=True) if kept else ()
    return {pk: kept[pk] for pk in shown}


def _group_fields(group: Enterprise) -> Iterable[tuple[str, str]]:
    return (
        ("name_th", group.name_th),
        ("name_en", group.name_en),
        ("code", group.code),
        ("place_label", group.place_label),
    )


def _group_hit(group: Enterprise, match: Match, may_call: Collection[int]) -> Hit:
    phone = group.phone if group.pk in may_call else ""
    pin = (
        Pin(group.latitude, group.longitude)
        if group.latitude is not None and group.longitude is not None
        else None
    )
    return Hit(
        kind=Kind.ENTERPRISE,
        name=str(group.name),
        about=" · ".join(part for part in (group.code, group.place_label) if part),
        why=_why(match),
        url=group.get_absolute_url(),
        mark=mark_of(group.name_th),
        phone=phone,
        phone_shown=show_phone(phone),
        pin=pin,
        score=match.score,
        is_exact=match.is_exact,
    )


def _find_products(seeker: Seeker, most: int) -> list[Hit]:
    within = seeker.within(Permission.ENTERPRISE_READ, "enterprise__scope", seeker.groups)
    ids = _candidates(seeker, Product.objects.filter(within), most, is_narrow=seeker.groups is not None)
    rows = Product.objects.filter(pk__in=ids).select_related("enterprise")
    return [
        Hit(
            kind=Kind.PRODUCT,
            name=str(product.name),
            about=f"{ProductKind(product.kind).label} · {product.enterprise.name}",
            why=_why(match),
            url=product.enterprise.get_absolute_url() + "#products",
            mark=mark_of(product.name_th),
            score=match.score,
            is_exact=match.is_exact,
        )
        for product, match in _ranked(seeker, rows, _name_fields, (), most)
    ]


def _name_fields(row: Product) -> Iterable[tuple[str, str]]:
    return ("name_th", row.name_th), ("name_en", row.name_en)


def _find_organisations(seeker: Seeker, most: int) -> list[Hit]:
    within = seeker.within(Permission.ORGANISATION_READ, "scope", seeker.partners)
    ids = _candidates(
        seeker, Organisation.objects.filter(within), most, is_narrow=seeker.partners is not None
    )
    ranked = _ranked(seeker, Organisation.objects.filter(pk__in=ids), _organisation_fields, (), most)
    return [
        Hit(
            kind=Kind.ORGANISATION,
            name=str(organisation.name),
            about=str(OrganisationKind(organisation.kind).label),
            why=_why(match),
            url=reverse("registry:organisation", args=[organisation.pk]),
            mark=mark_of(organisation.name_th),
            score=match.score,
            is_exact=match.is_exact,
        )
        for organisation, match in ranked
    ]


def _organisation_fields(row: Organisation) -> Iterable[tuple[str, str]]:
    return (
        ("name_th", row.name_th),
        ("name_en", row.name_en),
        ("short", row.short_th),
        ("short", row.short_en),
    )


def _find_people(seeker: Seeker, most: int) -> list[Hit]:
    known = Known(seeker)
    is_narrow = seeker.groups is not None and seeker.partners is not None
    ids = _candidates(seeker, known.people(), most, is_narrow=is_narrow)
    by_phone = _by_phone(seeker, known.people_to_call(), most) if seeker.digits else set()
    people = Person.objects.filter(pk__in={*ids, *by_phone})
    return known.hits(_ranked(seeker, people, _person_fields, by_phone, most))


def _person_fields(person: Person) -> Iterable[tuple[str, str]]:
    return ("name_th", person.name_th), ("name_en", person.name_en), ("nickname", person.nickname)


class Known:
    """By what a seeker may know of a person: a group they belong to or help, an office, or access they look after."""

    def __init__(self, seeker: Seeker):
        self.seeker = seeker

    def memberships(self) -> QuerySet[Membership]:
        """Who is, or was, of a group that the seeker may see."""
        within = self.seeker.within(Permission.ENTERPRISE_READ, "enterprise__scope", self.seeker.groups)
        return Membership.objects.filter(within)

    def offices(self) -> QuerySet[Office]:
        """Who holds, or held, an office in an organisation that the seeker may see."""
        within = self.seeker.within(Permission.ORGANISATION_READ, "organisation__scope", self.seeker.partners)
        return Office.objects.filter(within)

    def helping(self) -> QuerySet[Grant]:
        """Who helps a group that the seeker may see, as its file tells."""
        within = self.seeker.within(Permission.ENTERPRISE_READ, "scope", self.seeker.groups)
        return Grant.objects.running().filter(within, role__in=HELPING, scope__kind=ScopeKind.ENTERPRISE)

    def looked_after(self) -> QuerySet[Grant]:
        """Whose access the seeker keeps, as the page of access lists them."""
        return Grant.objects.running().filter(reaches(self.seeker.account, Permission.PEOPLE_INVITE, "scope"))

    def people(self) -> QuerySet[Person]:
        """Everybody the seeker may know of."""
        of_person = [self.memberships(), self.offices(), self.helping(), self.looked_after()]
        known = Q()
        for rows in of_person:
            if self.seeker.groups is None:
                known |= Q(Exists(rows.order_by().filter(person=OuterRef("pk"))))
            else:
                known |= Q(pk__in=rows.order_by().values("person"))
        return Person.objects.filter(known)

    def people_to_call(self) -> QuerySet[Person]:
        """Members whose phone the seeker may read."""
        rows = Membership.objects.filter(
            reaches(self.seeker.account, Permission.CONTACT_READ, "enterprise__scope")
        )
        return Person.objects.filter(Exists(rows.filter(person=OuterRef("pk"))))

    def hits(self, ranked: Sequence[tuple[Person, Match]]) -> list[Hit]:
        """People with where they belong, what links there, and their phone where it may be read."""
        pks = [person.pk for person, _ in ranked]
        members = _first_by_person(
            self.memberships().filter(person__in=pks).order_by("left_on", "pk").select_related("enterprise")
        )
        offices = _first_by_person(self.offices().filter(person__in=pks).select_related("organisation"))
        helpers = _first_by_person(self.helping().filter(person__in=pks).select_related("scope__enterprise"))
        grants = _first_by_person(self.looked_after().filter(person__in=pks).select_related("scope"))
        may_call = set(self.people_to_call().filter(pk__in=pks).values_list("pk", flat=True))
        places = [_places(person.pk, members, offices, helpers, grants) for person, _ in ranked]
        return [
            _person_hit(person, match, place, person.phone if person.pk in may_call else "")
            for (person, match), place in zip(ranked, places, strict=True)
        ]


def _first_by_person(rows: Iterable[Any]) -> dict[int, Any]:
    first: dict[int, Any] = {}
    for row in rows:
        first.setdefault(row.person_id, row)
    return first


def _places(
    pk: int,
    members: Mapping[int, Membership],
    offices: Mapping[int, Office],
    helpers: Mapping[int, Grant],
    grants: Mapping[int, Grant],
) -> tuple[str, str]:
    """What a person is and where, and the page that says so."""
    if member := members.get(pk):
        said = IN_GROUP.format(post=Post(member.post).label, group=member.enterprise.name)
        return str(said), member.enterprise.get_absolute_url() + "#members"
    if office := offices.get(pk):
        said = IN_GROUP.format(post=office.title, group=office.organisation.name)
        return str(said), reverse("registry:organisation", args=[office.organisation_id])
    grant = helpers.get(pk) or grants[pk]
    said = IN_GROUP.format(post=Role(grant.role).label, group=grant.scope.label)
    if pk in helpers:
        return str(said), grant.scope.enterprise.get_absolute_url()
    return str(said), reverse("people:access")


def _person_hit(person: Person, match: Match, place: tuple[str, str], phone: str) -> Hit:
    about, url = place
    return Hit(
        kind=Kind.PERSON,
        name=f"{person.name} ({person.nickname})" if person.nickname else str(person.name),
        about=about,
        why=_why(match),
        url=url,
        mark=mark_of(person.name_th),
        phone=phone,
        phone_shown=show_phone(phone),
        score=match.score,
        is_exact=match.is_exact,
    )


FINDERS: dict[Kind, Callable[[Seeker, int], list[Hit]]] = {
    Kind.ENTERPRISE: _find_groups,
    Kind.PERSON: _find_people,
    Kind.ORGANISATION: _find_organisations,
    Kind.PRODUCT: _find_products,
}
