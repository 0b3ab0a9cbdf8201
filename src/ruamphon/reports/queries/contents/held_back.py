"""Photos of people who took back a consent are left out."""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, QuerySet

from ruamphon.core.models import StoredFile
from ruamphon.people.consent.enums import Purpose
from ruamphon.people.consent.models import Consent, PersonInPhoto
from ruamphon.reports.queries.contents.keeping import Contents


def is_held_back(hashes: Iterable[str]) -> bool:
    """Whether somebody in one of these files has taken back a consent to be shown or passed on."""
    return _taken_back().filter(file__sha256__in=list(hashes)).exists()


def _taken_back() -> QuerySet[PersonInPhoto]:
    asked = (Purpose.PUBLIC_PHOTO, Purpose.SHARING)
    back = Consent.objects.filter(person=OuterRef("person"), purpose__in=asked, withdrawn_at__isnull=False)
    again = Consent.objects.standing().filter(person=OuterRef("person"), purpose=OuterRef("purpose"))
    return PersonInPhoto.objects.filter(Exists(back.exclude(Exists(again))))


def may_show(made: Contents, stored: list[StoredFile]) -> list[StoredFile]:
    """Those in which nobody has taken back a consent to be shown or passed on; the others are noted as withheld."""
    if not stored:
        return []
    tagged = _taken_back().filter(file__in=[one.pk for one in stored])
    held = set(tagged.values_list("file_id", flat=True))
    made.withheld_hashes |= {one.sha256 for one in stored if one.pk in held}
    return [one for one in stored if one.pk not in held]
