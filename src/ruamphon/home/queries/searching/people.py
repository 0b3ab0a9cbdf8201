"""People: by name, nickname and phone, as far as the seeker may know of them."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse

from ruamphon.core.text import Text
from ruamphon.home.marks import mark_of
from ruamphon.home.queries.enterprise_file.people import HELPING
from ruamphon.home.queries.searching.candidates import by_phone_of, candidates, ranked_of
from ruamphon.home.queries.searching.hits import Hit, Kind, why
from ruamphon.home.queries.searching.seeker import Seeker
from ruamphon.people.access import reaches
from ruamphon.people.enums import Permission, Role, ScopeKind
from ruamphon.people.models import Grant, Person
from ruamphon.people.phones import show_phone
from ruamphon.registry.enums import Post
from ruamphon.registry.likeness import Match
from ruamphon.registry.models import Membership, Office

IN_GROUP = Text("{post} · {group}", "{post} · {group}")


def find_people(seeker: Seeker, most: int) -> list[Hit]:
    """People who fit, best first."""
    known = Known(seeker)
    is_narrow = seeker.groups is not None and seeker.partners is not None
    ids = candidates(seeker, known.people(), most, is_narrow=is_narrow)
    by_phone = by_phone_of(seeker, known.people_to_call(), most) if seeker.digits else set()
    people = Person.objects.filter(pk__in={*ids, *by_phone})
    return known.hits(ranked_of(seeker, people, _person_fields, by_phone, most))


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
        why=why(match),
        url=url,
        mark=mark_of(person.name_th),
        phone=phone,
        phone_shown=show_phone(phone),
        score=match.score,
        is_exact=match.is_exact,
    )
