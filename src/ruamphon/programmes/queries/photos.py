"""Who can be seen in a photo, and whom to offer for saying so."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils import timezone

from ruamphon.people.consent.enums import Purpose
from ruamphon.people.consent.queries import agrees
from ruamphon.people.models import Account, Person
from ruamphon.programmes.models import ActivityPhoto
from ruamphon.programmes.queries.activities import attendees_for, groups_for
from ruamphon.programmes.queries.people import likely_attendees


@dataclass(frozen=True, slots=True)
class Seen:
    """A person in a photo, and whether they agree to be shown."""

    person: Person
    agrees: bool


def people_to_tag(photo: ActivityPhoto, account: Account) -> QuerySet[Person]:
    """Whom a reader may name in a photo: who came and who is likely to have come, of the groups they may see."""
    activity = photo.activity
    came = [person.pk for person in attendees_for(activity, account).named]
    groups = list(groups_for(activity, account))
    likely = likely_attendees(groups, timezone.localdate(), recorder=account.person)
    known = Person.objects.filter(Q(pk__in=came) | Q(pk__in=likely.values("pk")))
    return known.filter(erased_at=None)


def seen_in(photo: ActivityPhoto, account: Account) -> tuple[list[Seen], int]:
    """Who is tagged, as far as the reader may be told, and how many others are."""
    tagged = Person.objects.filter(photos__file=photo.file_id).annotate(
        is_agreed=agrees(Purpose.PUBLIC_PHOTO)
    )
    known = tagged.filter(pk__in=people_to_tag(photo, account).values("pk"))
    shown = [Seen(person, vars(person)["is_agreed"]) for person in known]
    return shown, tagged.count() - len(shown)
