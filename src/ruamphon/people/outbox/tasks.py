"""What the worker does for the outbox: send what is due, and once a day tell of access that ends soon."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django_tasks import task

from ruamphon.core import thai_dates
from ruamphon.core.text import Text
from ruamphon.people.enums import Role
from ruamphon.people.models import Grant
from ruamphon.people.outbox.actions import tell, wake
from ruamphon.people.outbox.enums import MessageKind
from ruamphon.people.outbox.models import Outgoing
from ruamphon.people.outbox.sending import claim, deliver, reclaim

AT_MOST = 200
"""So many in one go; the rest a moment later, so that other tasks get their turn."""

SOON = timedelta(days=14)
UNTIL = Text("{role} ถึงวันที่ {day}", "{role}, until {day}")


@task()
def send_outgoing() -> int:
    """Send what is due, one after the other. Returns how many were tried. May run twice at once without harm.

    While e-mail is switched off everything stays as it is: nothing would go out, and must not be called sent.
    """
    if not settings.EMAIL_IS_ON:
        return 0
    reclaim(timezone.now())
    tried = 0
    while tried < AT_MOST and (outgoing := claim(timezone.now())):
        deliver(outgoing)
        tried += 1
    return tried


def wake_if_due() -> None:
    """Queue the sending when something is due or was left behind: retries have no request to wake the worker."""
    now = timezone.now()
    if not settings.EMAIL_IS_ON:
        return
    if Outgoing.objects.due(now).exists() or Outgoing.objects.abandoned(now).exists():
        wake()


@task()
def tell_of_ending_grants() -> int:
    """Tell everybody whose access ends within SOON, once for each end. Returns how many were told."""
    now = timezone.now()
    ending = Grant.objects.running(now).filter(valid_until__lte=now + SOON)
    return sum(_tell(grant) for grant in ending.iterator(chunk_size=500))


@transaction.atomic
def _tell(grant: Grant) -> int:
    ends = timezone.localtime(grant.valid_until)
    last_day = thai_dates.text((ends - timedelta(seconds=1)).date())
    return tell(
        by=None,
        people=[grant.person_id],
        kind=MessageKind.GRANT_ENDING,
        cause=f"grant-{grant.pk}-ends-{ends:%Y%m%dT%H%M}",
        scope_id=grant.scope_id,
        about=UNTIL.format(role=Role(grant.role).label, day=last_day),
        url=reverse("people:account"),
    )
