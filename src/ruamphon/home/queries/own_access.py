"""Whether a person may see anything at all now; if not, when that ended or will begin."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from ruamphon.people.models import Account, Grant


@dataclass(frozen=True, slots=True)
class OwnAccess:
    """`runs`: some role holds now. Else when the last one ended and when the next one begins, as far as known."""

    runs: bool
    ended_at: datetime | None = None
    begins_at: datetime | None = None


def own_access(account: Account) -> OwnAccess:
    """How things stand for an account now. One query, two more when nothing runs."""
    grants = Grant.objects.filter(person=account.person_id)
    if grants.running().exists():
        return OwnAccess(runs=True)
    now = timezone.now()
    ended = grants.filter(valid_until__lte=now).order_by("-valid_until").values_list("valid_until", flat=True)
    coming = grants.filter(valid_from__gt=now).order_by("valid_from").values_list("valid_from", flat=True)
    return OwnAccess(runs=False, ended_at=ended.first(), begins_at=coming.first())
