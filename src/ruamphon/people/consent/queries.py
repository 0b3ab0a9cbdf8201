"""Who may be shown, now; and what one person agreed to. Public pages ask here at the moment of each request."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.expressions import Combinable
from django.utils import timezone

from ruamphon.people.consent.enums import Purpose
from ruamphon.people.consent.models import Consent, PersonInPhoto
from ruamphon.people.consent.texts import Wording, wording_for
from ruamphon.people.models import Person


@dataclass(frozen=True)
class PurposeRow:
    """One purpose for one person: the words in force, and the consent that stands, if there is one."""

    purpose: Purpose
    wording: Wording
    standing: Consent | None

    @property
    def is_older_text(self) -> bool:
        """Whether the person agreed to an earlier version than the one in force."""
        return self.standing is not None and self.standing.text.version < self.wording.version


def agrees(purpose: Purpose, person_path: str = "pk") -> Exists:
    """The condition that the person at `person_path` of a row has a standing consent for a purpose."""
    return Exists(Consent.objects.standing(purpose).filter(person=OuterRef(person_path)))


def all_in_it_agree(file_path: str = "file") -> Combinable:
    """The condition that nobody tagged in the photo at `file_path` lacks a standing consent to be shown."""
    tagged = PersonInPhoto.objects.filter(file=OuterRef(file_path))
    return ~Exists(tagged.exclude(agrees(Purpose.PUBLIC_PHOTO, "person")))


def purposes_of(person: Person) -> list[PurposeRow]:
    """Every purpose in its order, with what the person says to it now. One query."""
    standing = {
        row.purpose: row for row in Consent.objects.standing().filter(person=person).select_related("text")
    }
    today = timezone.localdate()
    return [PurposeRow(one, wording_for(one, today), standing.get(one)) for one in Purpose]


def history_of_consents(person: Person) -> QuerySet[Consent]:
    """Everything the person ever agreed to, newest first, with who wrote it down."""
    rows = Consent.objects.filter(person=person)
    return rows.select_related("text", "recorded_by", "withdrawn_by", "witness", "evidence")


def people_in(file_id: int) -> QuerySet[Person]:
    """Who is in a photo, by name."""
    return Person.objects.filter(photos__file=file_id)
