"""What pages of the registry show, as typed rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q, QuerySet, TextField, Value
from django.db.models.functions import Length, Replace
from django.urls import reverse

from ruamphon.core.text import Text
from ruamphon.core.thai_text import search_key
from ruamphon.people.enums import Role
from ruamphon.people.models import Account, Grant, Person
from ruamphon.registry.domain import GENERIC_WORDS, SHORTEST_ALIKE, bare_key, bare_name
from ruamphon.registry.enums import BelongingKind, OrganisationKind, Post, SheetState
from ruamphon.registry.models import Enterprise, Membership, Office, Organisation, Product, SheetImport

MOST_ALIKE = 5


@dataclass(frozen=True)
class MemberRow:
    """A member as a card shows one. `phone` is empty for those who may not see contact details."""

    pk: int
    name: str
    nickname: str
    post: Text
    phone: str
    phone_shown: str
    joined_on: date | None
    left_on: date | None

    @property
    def called(self) -> str:
        """'สมศรี ใจดี (ศรี)'."""
        return f"{self.name} ({self.nickname})" if self.nickname else self.name


@dataclass(frozen=True)
class Members:
    """Present members, officers of the group first, and those who have left."""

    present: list[MemberRow]
    left: list[MemberRow]


@dataclass(frozen=True)
class AlikeRow:
    """A group whose name is like the one typed; `url` is empty for those who may not open it."""

    code: str
    name: Text
    place: str
    url: str


@dataclass(frozen=True)
class OrganisationRow:
    """An organisation as the list shows it."""

    name: Text
    short: str
    kind: Text
    part: str
    parent: Text | None
    url: str


def record_url(enterprise: Enterprise) -> str:
    """Where the registry shows a group: its record, not the file that upper rooms compose."""
    return reverse("registry:enterprise", args=[enterprise.pk])


def members_of(enterprise: Enterprise, *, on: date, with_contact: bool) -> Members:
    """The members on a day, and the former ones; phones only where the viewer may see contact details."""
    rows = [
        (membership, _member_row(membership, with_contact))
        for membership in enterprise.memberships.select_related("person")
    ]
    order = list(Post)
    rows.sort(key=lambda pair: (order.index(Post(pair[0].post)), pair[0].person.sort_text, pair[0].pk))
    left = [row for _, row in rows if row.left_on is not None and row.left_on <= on]
    return Members([row for _, row in rows if row not in left], left)


def _member_row(membership: Membership, with_contact: bool) -> MemberRow:
    person = membership.person
    return MemberRow(
        pk=membership.pk,
        name=str(person.name),
        nickname=person.nickname,
        post=Post(membership.post).label,
        phone=person.phone if with_contact else "",
        phone_shown=person.phone_shown if with_contact else "",
        joined_on=membership.joined_on,
        left_on=membership.left_on,
    )


def products_of(enterprise: Enterprise) -> QuerySet[Product]:
    """The group's products with their variants: those still made first, then by name. Two queries."""
    in_order = enterprise.products.order_by(F("retired_on").asc(nulls_first=True), "sort_text", "pk")
    return in_order.prefetch_related("variants")


def people_to_add(enterprise: Enterprise) -> QuerySet[Person]:
    """People already of the group, by access or by an earlier membership, who are not members now."""
    members = enterprise.memberships.filter(left_on=None).values("person")
    joined = Grant.objects.running().filter(scope=enterprise.scope_id, role=Role.MEMBER).values("person")
    earlier = enterprise.memberships.values("person")
    return Person.objects.filter(Q(pk__in=joined) | Q(pk__in=earlier)).exclude(pk__in=members)


def office_holders(organisation: Organisation) -> QuerySet[Person]:
    """People who hold, or held, an office in an organisation."""
    return Person.objects.filter(pk__in=Office.objects.filter(organisation=organisation).values("person"))


def alike(account: Account, name: str) -> list[AlikeRow]:
    """Groups whose name equals, holds, or is held in the name typed, as far as this account or the public sees."""
    seen = Enterprise.objects.visible_to(account)
    rows = Enterprise.objects.filter(_alike(name)) if name.strip() else Enterprise.objects.none()
    rows = rows.filter(Q(published_at__isnull=False) | Q(pk__in=seen.values("pk")))[:MOST_ALIKE]
    found = list(rows)
    mine = set(seen.filter(pk__in=[row.pk for row in found]).values_list("pk", flat=True))
    return [_alike_row(row, is_mine=row.pk in mine) for row in found]


def _alike(name: str) -> Q:
    typed, key = bare_name(name), bare_key(name)
    same = Q(name_th=name.strip()) | Q(name_en__iexact=name.strip())
    if len(key) < SHORTEST_ALIKE:
        return same
    bare = _bare(F("name_th"), GENERIC_WORDS)
    near = Enterprise.objects.annotate(
        bare=bare,
        bare_length=Length(bare),
        keyed=_bare(F("search_text"), [search_key(word) for word in GENERIC_WORDS]),
        typed=Value(typed, output_field=TextField()),
    ).filter(Q(keyed__contains=key) | Q(bare_length__gte=SHORTEST_ALIKE, typed__contains=F("bare")))
    return same | Q(pk__in=near.values("pk"))


def _bare(column: F, words: Sequence[str]) -> Replace:
    expression = Replace(column, Value(" "), Value(""), output_field=TextField())
    for word in words:
        expression = Replace(expression, Value(word), Value(""), output_field=TextField())
    return expression


def _alike_row(enterprise: Enterprise, *, is_mine: bool) -> AlikeRow:
    url = record_url(enterprise) if is_mine else ""
    return AlikeRow(enterprise.code, enterprise.name, enterprise.place_label, url)


def organisations(account: Account, words: str = "") -> QuerySet[Organisation]:
    """Organisations this account may see, in dictionary order, narrowed by words typed in any spelling."""
    rows = Organisation.objects.visible_to(account).select_related("parent")
    for word in search_key(words).split():
        rows = rows.filter(search_text__contains=word)
    return rows


def organisation_row(organisation: Organisation) -> OrganisationRow:
    """One organisation for the list; its parent must have been loaded with it."""
    return OrganisationRow(
        name=organisation.name,
        short=str(Text(organisation.short_th, organisation.short_en or organisation.short_th)),
        kind=OrganisationKind(organisation.kind).label,
        part=organisation.part_in_programme,
        parent=organisation.parent.name if organisation.parent else None,
        url=reverse("registry:organisation", args=[organisation.pk]),
    )


@dataclass(frozen=True)
class TenureRow:
    """An office or a belonging as the organisation page shows it: who, as what, and from when until when."""

    pk: int
    name: Text | str
    what: Text
    printed: str
    from_on: date | None
    to_on: date | None
    seen_on: date | None
    source_title: str
    source_url: str


def offices_of(organisation: Organisation) -> list[TenureRow]:
    """Who held which office, in one query."""
    rows = organisation.offices.select_related("person", "source")
    return [_tenure(row, row.person.name, row.title) for row in rows]


def belongings_of(organisation: Organisation) -> list[TenureRow]:
    """Founders and members of an organisation, in one query."""
    rows = organisation.belongings.select_related("member", "source")
    return [_tenure(row, row.member.name, BelongingKind(row.kind).label, row.name_as_printed) for row in rows]


def _tenure(row, name: Text, what: Text, printed: str = "") -> TenureRow:
    source = row.source
    return TenureRow(
        pk=row.pk,
        name=name,
        what=what,
        printed=printed,
        from_on=row.from_on,
        to_on=row.to_on,
        seen_on=row.seen_on,
        source_title=str(Text(source.title_th, source.title_en or source.title_th)) if source else "",
        source_url=source.url if source else "",
    )


def imported_before(sheet: SheetImport) -> SheetImport | None:
    """The last time the very same table was brought in for the same scope."""
    same = SheetImport.objects.filter(
        kind=sheet.kind, scope=sheet.scope_id, sha256=sheet.sha256, state=SheetState.DONE
    )
    return same.select_related("person").defer("rows").order_by("-done_at").first()
