"""Making and revoking the link of a calendar."""

import secrets

from django.db import transaction
from django.utils import timezone

from ruamphon.core import audit
from ruamphon.core.refusals import Impossible
from ruamphon.core.text import Text
from ruamphon.home.models import CalendarLink
from ruamphon.people.models import Account, Person

MOST_LINKS = 5
TOO_MANY = Text(
    "มีลิงก์ที่ใช้อยู่ {n} ลิงก์แล้ว ยกเลิกลิงก์ที่ไม่ใช้ก่อน",
    "There are {n} links in use already. Revoke one you no longer use first.",
)


@transaction.atomic
def make_calendar_link(*, by: Account, name: str = "") -> tuple[CalendarLink, str]:
    """A new link to one's own calendar, with its secret, which is not kept and cannot be shown again.

    Raises Impossible when five are in use.
    """
    Person.objects.select_for_update().get(pk=by.person_id)
    if CalendarLink.objects.filter(person=by.person, revoked_at=None).count() >= MOST_LINKS:
        raise Impossible(TOO_MANY.format(n=MOST_LINKS))
    token = secrets.token_urlsafe(32)
    link = CalendarLink.objects.create(person=by.person, name=name, token_hash=CalendarLink.hash_of(token))
    audit.record(by=by, action="make_calendar_link", subject=link)
    return link, token


@transaction.atomic
def revoke_calendar_link(*, by: Account, link: CalendarLink) -> None:
    """The link answers nothing from this second on. Revoking twice changes nothing."""
    link = CalendarLink.objects.select_for_update().get(pk=link.pk)
    if link.revoked_at:
        return
    changes = audit.changed(link, revoked_at=timezone.now())
    audit.apply(link, changes)
    audit.record(by=by, action="revoke_calendar_link", subject=link, changes=changes)
