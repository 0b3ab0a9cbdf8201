"""Organisations: by name and short name."""

from collections.abc import Iterable

from django.urls import reverse

from ruamphon.home.marks import mark_of
from ruamphon.home.queries.searching.candidates import candidates, ranked_of
from ruamphon.home.queries.searching.hits import Hit, Kind, why
from ruamphon.home.queries.searching.seeker import Seeker
from ruamphon.people.enums import Permission
from ruamphon.registry.enums import OrganisationKind
from ruamphon.registry.models import Organisation


def find_organisations(seeker: Seeker, most: int) -> list[Hit]:
    """Organisations that fit, best first."""
    within = seeker.within(Permission.ORGANISATION_READ, "scope", seeker.partners)
    ids = candidates(seeker, Organisation.objects.filter(within), most, is_narrow=seeker.partners is not None)
    ranked = ranked_of(seeker, Organisation.objects.filter(pk__in=ids), _organisation_fields, (), most)
    return [
        Hit(
            kind=Kind.ORGANISATION,
            name=str(organisation.name),
            about=str(OrganisationKind(organisation.kind).label),
            why=why(match),
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
